//! Bytes of JSON to a request, or the field at which they are refused.

use crate::wire::invalid::{Invalid, Kind, step};
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use serde_path_to_error::{Path, Segment};

const BOM: &str = "\u{feff}";

/// Reads one JSON value of shape `T`; a byte order mark before it is skipped.
///
/// # Errors
/// [`Kind::NotJson`] with the place, or [`Kind::Shape`] with a pointer to the field: an unknown or missing
/// field is pointed at itself, not at the object around it.
pub fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Invalid> {
    let received = utf8(body)?;
    let json = received.strip_prefix(BOM).unwrap_or(received);
    let n_skipped = received.len() - json.len();
    let mut reader = serde_json::Deserializer::from_str(json);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let at = pointer(error.path());
        refuse(json, n_skipped, &at, error.inner())
    })?;
    match reader.end() {
        Ok(()) => Ok(value),
        Err(error) => Err(refuse(json, n_skipped, "", &error)),
    }
}

/// `bytes` as text.
///
/// # Errors
/// [`Kind::NotJson`] with the first byte that is not UTF-8.
pub(super) fn utf8(bytes: &[u8]) -> Result<&str, Invalid> {
    std::str::from_utf8(bytes).map_err(|error| {
        let byte = error.valid_up_to();
        let line_start = bytes[..byte].iter().rposition(|b| *b == b'\n').map_or(0, |n| n + 1);
        let line = bytes[..byte].iter().filter(|b| **b == b'\n').count() + 1;
        let kind = Kind::NotJson { line, column: byte - line_start + 1, byte };
        Invalid::one(kind, "", format!("is not UTF-8: byte {byte} is 0x{:02x}", bytes[byte]))
    })
}

fn refuse(json: &str, n_skipped: usize, at: &str, error: &serde_json::Error) -> Invalid {
    let message = error.to_string();
    // serde_json ends every message with the place, which has its own fields here.
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(what, _)| what);
    if error.classify() != Category::Data {
        let (line, column) = (error.line(), error.column());
        let byte = n_skipped + byte_of(json, line, column);
        let kind = Kind::NotJson { line, column, byte };
        return Invalid::one(kind, "", format!("is not JSON: {message} at line {line} column {column}"));
    }
    // serde points at the object around a field that is missing or given twice.
    for (fault, detail) in [("missing", "is required"), ("duplicate", "is given twice")] {
        if let Some(field) = message.strip_prefix(fault).and_then(|m| m.strip_prefix(" field `")) {
            let field = field.trim_end_matches('`');
            return Invalid::one(Kind::Shape, format!("{at}{}", step(field)), detail);
        }
    }
    Invalid::one(Kind::Shape, at, message)
}

/// Byte of a place that serde_json gives as a line, and a byte in the line, both from 1.
fn byte_of(json: &str, line: usize, column: usize) -> usize {
    let lines_before = line.saturating_sub(1);
    let line_start: usize = json.split_inclusive('\n').take(lines_before).map(str::len).sum();
    (line_start + column.saturating_sub(1)).min(json.len())
}

fn pointer(path: &Path) -> String {
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => step(key),
            Segment::Enum { variant } => step(variant),
            Segment::Unknown => String::new(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::request::MergeRequest;

    fn check(body: &[u8], expected: &str) {
        let error = parse::<MergeRequest>(body).expect_err("the body is faulty");
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn an_unknown_field_is_named_with_the_known_ones() {
        check(
            br#"{"articles": [{"text": "a"}, {"text": "b"}, {"txet": "c"}]}"#,
            "/articles/2/txet: unknown field `txet`, expected one of `id`, `source`, `url`, `title`, `text`, `html`, `published_at`, `lang`",
        );
        check(
            br#"{"articles": [], "options": {"a/b~c": 1}}"#,
            "/options/a~1b~0c: unknown field `a/b~c`, expected one of `house_style`, `same`, `not_same`",
        );
    }

    #[test]
    fn a_wrong_type_or_a_missing_field_is_pointed_at() {
        check(
            br#"{"articles": [{"text": 5}]}"#,
            "/articles/0/text: invalid type: integer `5`, expected a string",
        );
        check(b"{}", "/articles: is required");
        check(
            br#"{"articles": [], "options": {"same": [["a"]]}}"#,
            "/options/same/0: invalid length 1, expected an array of length 2",
        );
        check(br#"{"articles": [], "articles": []}"#, "/articles: is given twice");
        check(
            br#"{"articles": [], "options": {"house_style": {"a": "b", "a": "c"}}}"#,
            "/options/house_style: the form `a` is given twice",
        );
    }

    #[test]
    fn broken_json_is_placed_by_line_and_byte() {
        check(b"{\n \"articles\": [}\n", "is not JSON: expected value at line 2 column 15");
        let error = parse::<MergeRequest>("\u{feff}[}".as_bytes()).expect_err("broken");
        assert!(matches!(error.kind, Kind::NotJson { line: 1, byte: 3..=4, .. }), "{error:?}");
        check(b"", "is not JSON: EOF while parsing a value at line 1 column 0");
        check(br#"{"articles": []} x"#, "is not JSON: trailing characters at line 1 column 18");
        check(b"{\"articles\": \xff}", "is not UTF-8: byte 13 is 0xff");
    }

    #[test]
    fn a_byte_order_mark_is_skipped() {
        assert!(parse::<MergeRequest>("\u{feff}{\"articles\": []}".as_bytes()).is_ok());
    }
}
