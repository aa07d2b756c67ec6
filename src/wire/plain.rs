//! An article that comes as bare text: a file, a part of a form, a body of `text/plain`.

use crate::wire::invalid::Invalid;
use crate::wire::parse::utf8;
use crate::wire::request::ArticleIn;

/// Characters kept of a file's name.
const LONGEST_NAME: usize = 100;

/// The draft of an article from a text and the name of the file it came in (empty if it has none).
///
/// The text is kept as it is, except that a byte order mark at its start is dropped: offsets count from the first
/// character after it. The file's name without folder and ending becomes the id, made unique with the others' by
/// [`into_articles`](crate::wire::articles::into_articles).
///
/// # Errors
/// If the bytes are not UTF-8, with the offset of the first that is not.
pub fn article(file_name: &str, bytes: &[u8]) -> Result<ArticleIn, Invalid> {
    let text = utf8(bytes)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Ok(ArticleIn { text: Some(text.to_owned()), name: stem(file_name), ..ArticleIn::default() })
}

fn stem(file_name: &str) -> Option<String> {
    let name = file_name.rsplit(['/', '\\']).next()?;
    let stem = match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    };
    let stem: String = stem.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
    let stem = stem.trim();
    (!stem.is_empty()).then(|| stem.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::articles::into_articles;

    fn check(files: &[(&str, &[u8])], expected: &[(&str, &str)]) {
        let drafts = files.iter().map(|(name, bytes)| article(name, bytes).expect("the bytes are UTF-8"));
        let articles = into_articles(drafts.collect()).expect("the texts are good");
        let got: Vec<_> = articles.iter().map(|a| (a.id.as_str(), a.text.as_str())).collect();
        assert_eq!(got, expected);
        assert!(articles.iter().all(|a| a.source == a.id));
    }

    #[test]
    fn the_file_name_becomes_a_unique_id() {
        check(
            &[
                ("in/one.txt", b"a"),
                ("one.text", b"b"),
                ("", b"c"),
                (".hidden", b"d"),
                ("C:\\x\\two.v2.txt", b"e"),
            ],
            &[("one", "a"), ("one-2", "b"), ("a3", "c"), (".hidden", "d"), ("two.v2", "e")],
        );
    }

    #[test]
    fn only_the_byte_order_mark_is_dropped() {
        check(&[("x.txt", "\u{feff} a\r\n".as_bytes())], &[("x", " a\r\n")]);
    }

    #[test]
    fn the_first_bad_byte_is_named() {
        let error = article("x.txt", b"caf\xe9").expect_err("Latin-1 is not UTF-8");
        assert_eq!(error.to_string(), "is not UTF-8: byte 3 is 0xe9");
    }
}
