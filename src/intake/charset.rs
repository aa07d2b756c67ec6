//! Bytes to text: by byte order mark, by what the sender says, by what the document says, else by what the bytes look like.

use crate::intake::draft::Note;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// Decodes `bytes`; `charset` is what the sender calls their encoding. A byte order mark is left out. Never fails: a byte that
/// cannot be read becomes U+FFFD, and a note says so.
///
/// The order is that of HTML: byte order mark, sender, declaration (`<?xml encoding=`, `<meta charset=`), UTF-8 if the bytes
/// are that, else a guess.
pub fn decode(bytes: &[u8], charset: Option<&str>) -> (String, Vec<Note>) {
    let mut notes = Vec::new();
    if let Some((encoding, n_bytes)) = Encoding::for_bom(bytes) {
        return (with(encoding, &bytes[n_bytes..], &mut notes), notes);
    }
    let is_utf8 = || std::str::from_utf8(bytes).is_ok();
    let named = charset.map(str::trim).filter(|name| !name.is_empty());
    let by_sender = named.and_then(|name| {
        let encoding = Encoding::for_label(name.as_bytes());
        if encoding.is_none() {
            notes.push(Note::new("charset_unknown", format!("the encoding `{}` is not known", short(name))));
        }
        encoding
    });
    let stated = by_sender.or_else(|| declared(bytes));
    // Whoever says another encoding over bytes that are UTF-8 with letters beyond ASCII is wrong.
    let encoding = match stated {
        Some(encoding) if encoding != UTF_8 && !(is_utf8() && encoding.is_single_byte()) => encoding,
        _ if is_utf8() || stated.is_some() && is_mostly_utf8(bytes) => UTF_8,
        _ => guess(bytes, &mut notes),
    };
    (with(encoding, bytes, &mut notes), notes)
}

/// Whether bytes that are called UTF-8 are that but for a few.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let (n_bad, n_good) = text
        .chars()
        .filter(|c| !c.is_ascii())
        .fold((0, 0), |(bad, good), c| if c == '\u{FFFD}' { (bad + 1, good) } else { (bad, good + 1) });
    n_good > 4 * n_bad
}

fn with(encoding: &'static Encoding, bytes: &[u8], notes: &mut Vec<Note>) -> String {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    if had_errors {
        let n = text.matches('\u{FFFD}').count();
        notes.push(Note::new("charset_errors", format!("{n} places cannot be read as {}", encoding.name())));
    }
    text.into_owned()
}

/// The encoding that the beginning of a document names. One that could not have written the name itself is UTF-8, as in HTML.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    /// Where HTML looks for a declaration, and more: some pages open with long comments.
    const HEAD_BYTES: usize = 4096;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD_BYTES)]).to_ascii_lowercase();
    let prolog = head
        .trim_start()
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split_once("?>"))
        .map(|(prolog, _)| prolog);
    let value = |text: &str, name: &str| {
        let (_, rest) = text.split_once(name)?;
        let rest = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':'))
            .unwrap_or(rest.len());
        Some(rest[..end].to_owned())
    };
    let label = prolog.and_then(|prolog| value(prolog, "encoding")).or_else(|| {
        let metas = head.split("<meta").skip(1).map(|meta| meta.split('>').next().unwrap_or(""));
        metas.filter_map(|meta| value(meta, "charset")).next()
    })?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    Some(if encoding.is_ascii_compatible() { encoding } else { UTF_8 })
}

/// What the bytes look like (chardetng, the guesser of Firefox), with a note.
fn guess(bytes: &[u8], notes: &mut Vec<Note>) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Allow);
    notes.push(Note::new("charset_guessed", format!("no encoding is named; read as {}", encoding.name())));
    encoding
}

fn short(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], charset: Option<&str>, expected: &str, notes: &[&str]) {
        let (text, found) = decode(bytes, charset);
        assert_eq!(text, expected);
        assert_eq!(found.iter().map(|note| note.code).collect::<Vec<_>>(), notes);
    }

    #[test]
    fn the_encoding_is_found_where_it_stands() {
        check(b"\xEF\xBB\xBFcaf\xC3\xA9", Some("latin1"), "café", &[]);
        check(b"\xFF\xFEa\0\xE9\0", None, "aé", &[]);
        check("café".as_bytes(), None, "café", &[]);
        check(b"caf\xE9", Some("ISO-8859-1"), "café", &[]);
        check(
            b"<?xml version='1.0' encoding='windows-1251'?>\xEC\xE8\xF0",
            None,
            "<?xml version='1.0' encoding='windows-1251'?>мир",
            &[],
        );
        check(b"<html><meta charset=euc-kr>\xC7\xD1", None, "<html><meta charset=euc-kr>한", &[]);
        check(
            b"<meta http-equiv=x content='text/html; charset=Shift_JIS'>\x93\xFA",
            None,
            "<meta http-equiv=x content='text/html; charset=Shift_JIS'>日",
            &[],
        );
    }

    #[test]
    fn a_wrong_or_missing_name_is_told() {
        check("naïve café".as_bytes(), Some("windows-1252"), "naïve café", &[]);
        check(b"The caf\xE9 closed.", Some("utf-8"), "The café closed.", &["charset_guessed"]);
        check(
            b"The caf\xE9 closed.",
            Some("klingon"),
            "The café closed.",
            &["charset_unknown", "charset_guessed"],
        );
        check(
            "é naïve café où\u{FFFD}".replace('\u{FFFD}', "").as_bytes(),
            Some("utf-8"),
            "é naïve café où",
            &[],
        );
        check(b"\x81\xFF", Some("shift_jis"), "\u{FFFD}", &["charset_errors"]);
    }
}
