//! Drafts to the engine's articles: defaults filled in, values checked.

use crate::engine::article::Article;
use crate::intake::address::host;
use crate::intake::{Draft, Note, date};
use crate::wire::invalid::{Errors, Invalid};
use std::collections::HashSet;

/// Characters of the longest id.
const LONGEST_ID: usize = 200;
/// Bytes of the longest title and text: the engine's spans count in 32 bits. A service sets lower limits of its own.
const LONGEST_ARTICLE: usize = u32::MAX as usize;

/// Fills in ids and sources and checks every value. Texts and titles are kept exactly as received.
///
/// An article without an id gets its `name`, else `a1`, `a2`, ... by its place; `-2`, `-3`, ... is added to such an
/// id where it is taken, so that a given id is never changed.
///
/// # Errors
/// Every fault, with pointers from `/articles/0` on, whatever the drafts came in.
pub fn into_articles(drafts: Vec<Draft>) -> Result<Vec<Article>, Invalid> {
    let mut errors = Errors::default();
    let articles = fill(drafts, &mut errors);
    errors.or(articles)
}

/// As [`into_articles`]; the articles are of use only if no error was added.
pub(super) fn fill(drafts: Vec<Draft>, errors: &mut Errors) -> Vec<Article> {
    if drafts.is_empty() {
        errors.add("/articles", "needs at least one article");
    }
    let mut taken = HashSet::new();
    for (n, draft) in drafts.iter().enumerate() {
        let Some(id) = &draft.id else { continue };
        check_id(id, &format!("/articles/{n}/id"), errors);
        if !taken.insert(id.clone()) {
            let detail = format!("`{}` is the id of another article too", short(id));
            errors.add(format!("/articles/{n}/id"), detail);
        }
    }
    let articles = drafts.into_iter().enumerate();
    articles.map(|(n, draft)| article(draft, n, &mut taken, errors)).collect()
}

fn article(mut draft: Draft, n: usize, taken: &mut HashSet<String>, errors: &mut Errors) -> Article {
    let at = format!("/articles/{n}");
    let title = draft.title.filter(|title| !title.trim().is_empty());
    let n_bytes = draft.text.len() + title.as_ref().map_or(0, String::len);
    draft.faults.iter().for_each(|(field, detail)| errors.add(format!("{at}/{field}"), *detail));
    if draft.text.trim().is_empty() {
        if draft.faults.is_empty() {
            errors.add(format!("{at}/text"), "is empty");
        }
    } else if n_bytes > LONGEST_ARTICLE {
        errors.add(format!("{at}/text"), "is longer than 4 GiB");
    }
    let id = draft.id.unwrap_or_else(|| free_id(draft.name.unwrap_or_else(|| format!("a{}", n + 1)), taken));
    let url = draft.url.filter(|url| !url.trim().is_empty());
    let source = draft.source.filter(|source| !source.trim().is_empty());
    Article {
        source: source.or_else(|| url.as_deref().and_then(host)).unwrap_or_else(|| id.clone()),
        id,
        url,
        title,
        text: draft.text,
        published_at: time(draft.published_at, &at, &mut draft.notes, errors),
        lang: language(draft.lang, &at, errors),
        byline: draft.byline,
        marks: draft.marks,
        is_taken_out: draft.is_taken_out,
        notes: draft.notes,
    }
}

/// A draft that a decoder made, without what a request would be refused for: its sender wrote it for another system. What is
/// dropped is noted; its identifier becomes a name that may be changed.
pub(super) fn tolerate(mut draft: Draft) -> Draft {
    let mut note = |code, what: &str, value: &str| {
        draft.notes.push(Note::new(code, format!("its {what} `{}` cannot be used", short(value))));
    };
    let is_good = |check: &dyn Fn(&mut Errors)| {
        let mut errors = Errors::default();
        check(&mut errors);
        errors.is_empty()
    };
    if let Some(id) = draft.id.take() {
        if is_good(&|errors| check_id(&id, "", errors)) {
            draft.name = Some(id);
        } else {
            note("id_ignored", "identifier", &id);
        }
    }
    if let Some(lang) = draft.lang.take_if(|lang| !is_good(&|e| drop(language(Some(lang.clone()), "", e)))) {
        note("lang_ignored", "language", &lang);
    }
    draft.is_taken_out = true;
    draft
}

fn check_id(id: &str, pointer: &str, errors: &mut Errors) {
    if id.trim().is_empty() {
        errors.add(pointer, "is empty; leave it out to have one made");
    } else if id.chars().count() > LONGEST_ID {
        errors.add(pointer, format!("is longer than {LONGEST_ID} characters"));
    } else if id.chars().any(char::is_control) {
        errors.add(pointer, "holds a control character");
    }
}

fn free_id(wanted: String, taken: &mut HashSet<String>) -> String {
    let numbered = (2u64..).map(|number| format!("{wanted}-{number}"));
    let mut candidates = std::iter::once(wanted.clone()).chain(numbered);
    let id =
        candidates.find(|id| !taken.contains(id)).expect("the numbers do not end before the articles do");
    taken.insert(id.clone());
    id
}

/// A time in any form that is read elsewhere too, as RFC 3339 or a date; what is assumed of it is noted.
fn time(given: Option<String>, at: &str, notes: &mut Vec<Note>, errors: &mut Errors) -> Option<String> {
    let given = given.filter(|time| !time.trim().is_empty())?;
    let read = date::time(&given);
    if read.is_none() {
        let detail = format!(
            "`{}` is no time that can be read; write a date (2024-01-10) or a time with its offset (2024-01-10T08:00:00Z)",
            short(&given)
        );
        errors.add(format!("{at}/published_at"), detail);
        return None;
    }
    date::noted(read, &given, notes)
}

/// The first subtag of a language tag, in lower case: `pt` of `pt-BR`. Faults are noted at `{at}/lang`.
pub(super) fn language(given: Option<String>, at: &str, errors: &mut Errors) -> Option<String> {
    let given = given.filter(|lang| !lang.trim().is_empty())?;
    let mut subtags = given.trim().split(['-', '_']);
    let first = subtags.next().unwrap_or_default();
    let is_code = matches!(first.len(), 2 | 3) && first.bytes().all(|b| b.is_ascii_alphabetic());
    let is_tag = is_code
        && subtags.all(|tag| matches!(tag.len(), 1..=8) && tag.bytes().all(|b| b.is_ascii_alphanumeric()));
    if !is_tag {
        errors.add(
            format!("{at}/lang"),
            format!("`{}` is not a language code such as `en` or `pt-BR`", short(&given)),
        );
    }
    Some(first.to_ascii_lowercase())
}

/// Enough of a refused value to recognise it by.
fn short(value: &str) -> String {
    value.chars().filter(|c| !c.is_control()).take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::request::MergeRequest;

    fn filled(articles: &str) -> Result<Vec<Article>, Invalid> {
        let body = format!(r#"{{"articles": [{articles}]}}"#);
        let request: MergeRequest = crate::wire::parse(body.as_bytes())?;
        request.into_engine().map(|(articles, _)| articles)
    }

    fn check_error(articles: &str, expected: &str) {
        assert_eq!(filled(articles).expect_err("a value is faulty").to_string(), expected);
    }

    fn check<const N: usize>(articles: &str, field: fn(&Article) -> &str, expected: [&str; N]) {
        let articles = filled(articles).expect("the values are good");
        assert_eq!(articles.iter().map(field).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_default_id_never_takes_a_given_one() {
        check(r#"{"text": "x"}, {"text": "y"}"#, |a| &a.id, ["a1", "a2"]);
        check(r#"{"text": "x"}, {"text": "y", "id": "a1"}, {"text": "z"}"#, |a| &a.id, ["a1-2", "a1", "a3"]);
    }

    #[test]
    fn the_source_is_the_host_else_the_id() {
        check(
            r#"{"text": "x", "url": "https://user:pw@WWW.Example.org:8080/a@b?c"}, {"text": "y", "url": "urn:x:y", "id": "q"},
               {"text": "z", "url": "http://[::1]:80/", "source": ""}, {"text": "z", "url": "http://a.org", "source": "A"}"#,
            |a| &a.source,
            ["example.org", "q", "[::1]", "A"],
        );
    }

    #[test]
    fn a_text_is_kept_as_received() {
        check(r#"{"text": " \u0000a\r\n\u0007b "}"#, |a| &a.text, [" \0a\r\n\u{7}b "]);
    }

    #[test]
    fn every_fault_is_listed() {
        check_error(
            r#"{"text": " "}, {"id": "b"}, {"text": "x", "id": "b", "lang": "english", "published_at": "yesterday"}, {"html": "<p>", "id": "a\tb"}"#,
            "/articles/2/id: `b` is the id of another article too; /articles/3/id: holds a control character; \
             /articles/0/text: is empty; /articles/1/text: is required; \
             /articles/2/published_at: `yesterday` is no time that can be read; write a date (2024-01-10) or a time with its offset (2024-01-10T08:00:00Z); \
             /articles/2/lang: `english` is not a language code such as `en` or `pt-BR`; \
             /articles/3/html: holds no text",
        );
    }

    #[test]
    fn one_article_is_needed() {
        check_error("", "/articles: needs at least one article");
    }

    #[test]
    fn dates_and_times_are_taken() {
        for (given, expected) in [
            ("2024-01-10", "2024-01-10"),
            ("2024-01-10T08:00:00Z", "2024-01-10T08:00:00Z"),
            ("2024-01-10T08:00:00.123+09:00", "2024-01-10T08:00:00.123+09:00"),
            ("2024-01-10T08:00:00+0000", "2024-01-10T08:00:00+00:00"),
            ("2024-01-10 08:00:00", "2024-01-10T08:00:00Z"),
            ("Wed, 10 Jan 2024 08:00:00 +0900", "2024-01-10T08:00:00+09:00"),
        ] {
            let article = format!(r#"{{"text": "x", "published_at": "{given}"}}"#);
            check(&article, |a| a.published_at.as_deref().unwrap_or(""), [expected]);
        }
        for given in ["2024-02-30", "2024", "10/01/2024", "é0000", "2024-01-10T25:00:00Z"] {
            let article = format!(r#"{{"text": "x", "published_at": "{given}"}}"#);
            assert!(filled(&article).is_err(), "{given}");
        }
    }

    #[test]
    fn a_language_tag_is_cut_to_its_language() {
        check(
            r#"{"text": "x", "lang": "pt-BR"}, {"text": "x", "lang": "EN"}"#,
            |a| a.lang.as_deref().unwrap_or(""),
            ["pt", "en"],
        );
    }
}
