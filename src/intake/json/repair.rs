//! JSON text that a strict parser refuses although programs send it.

use serde_json::Value;
use std::borrow::Cow;

/// Parses a document. A byte order mark before it is skipped, and where the parser refuses it, lone surrogates are
/// [repaired](repair) and it is read again.
///
/// # Errors
/// What the parser says of the repaired text.
pub fn parse(text: &str) -> serde_json::Result<Value> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    serde_json::from_str(text).or_else(|error| match repair(text) {
        Cow::Borrowed(_) => Err(error),
        Cow::Owned(repaired) => serde_json::from_str(&repaired),
    })
}

/// `json` with each escape of half a surrogate pair (`\ud800`) made one of U+FFFD, and nothing else changed; every place in it
/// stays where it is. Python writes such halves, Rust has no string that could hold them.
pub fn repair(json: &str) -> Cow<'_, str> {
    let bytes = json.as_bytes();
    let mut out = String::new();
    let (mut copied, mut at) = (0, 0);
    while at < bytes.len() {
        if bytes[at] != b'\\' {
            at += 1;
            continue;
        }
        match (unit(bytes, at), unit(bytes, at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => at += 12,
            (Some(0xD800..=0xDFFF), _) => {
                out.push_str(&json[copied..at]);
                out.push_str("\\ufffd");
                at += 6;
                copied = at;
            }
            // An escaped backslash: what follows is no escape.
            _ => at += 2,
        }
    }
    if copied == 0 {
        return Cow::Borrowed(json);
    }
    out.push_str(&json[copied..]);
    Cow::Owned(out)
}

/// The code unit of an escape `\uXXXX` at `at`.
fn unit(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    digits.iter().try_fold(0, |unit, digit| Some(unit * 16 + char::from(*digit).to_digit(16)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lone_surrogates_are_repaired() {
        for (json, expected) in [
            (r#""a\ud800b""#, r#""a\ufffdb""#),
            (r#""\uDE00\ud83d""#, r#""\ufffd\ufffd""#),
            (r#""\ud83d\ud83d\ude00""#, r#""\ufffd\ud83d\ude00""#),
            (r#""\ud83d\ude00""#, r#""\ud83d\ude00""#),
            (r#""\\ud800 \\\ud800""#, r#""\\ud800 \\\ufffd""#),
            (r#""é\ud8"#, r#""é\ud8"#),
            ("\\", "\\"),
        ] {
            assert_eq!(repair(json), expected);
        }
        assert!(matches!(repair(r#"{"a": "\u00e9"}"#), Cow::Borrowed(_)));
    }

    #[test]
    fn what_is_no_json_is_refused_all_the_same() {
        assert_eq!(parse("\u{FEFF}[\"\\udc00\"]").ok(), Some(serde_json::json!(["\u{FFFD}"])));
        for json in ["", "\"\\ud800", "[\"a\nb\"]", "[1e999]", &"[".repeat(200)] {
            assert!(parse(json).is_err(), "{json}");
        }
    }
}
