//! The keys of an object, read with patience: a key that is absent, null or blank is left out, and one of another type is
//! left out with a note.

use super::text;
use crate::intake::address::web_address;
use crate::intake::date;
use crate::intake::draft::Note;
use serde_json::{Map, Value};

/// An object, and what was noted while it was read. Keys are found in any case, since versions of one format differ in it
/// (`versioncreated`, `versionCreated`).
#[derive(Debug)]
pub struct Fields<'a> {
    object: &'a Map<String, Value>,
    /// Remarks so far.
    pub notes: Vec<Note>,
}

impl<'a> Fields<'a> {
    /// The keys of an object.
    pub fn of(object: &'a Map<String, Value>) -> Fields<'a> {
        Fields { object, notes: Vec::new() }
    }

    /// What a key holds, unless it is null.
    pub fn get(&self, key: &str) -> Option<&'a Value> {
        get(self.object, key)
    }

    /// A string as it stands.
    pub fn string(&mut self, key: &str) -> Option<&'a str> {
        let given = self.expect(key, "string", Value::as_str)?;
        Some(given).filter(|given| !given.trim().is_empty())
    }

    /// A headline, name or other line.
    pub fn line(&mut self, key: &str) -> Option<String> {
        self.string(key).and_then(text::line)
    }

    /// A list, or nothing.
    pub fn list(&mut self, key: &str) -> &'a [Value] {
        self.expect(key, "list", Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// An identifier: a string or a number.
    pub fn id(&mut self, key: &str) -> Option<String> {
        let number = self.get(key).filter(|value| value.is_number());
        number.map(Value::to_string).or_else(|| self.line(key))
    }

    /// An address in the web.
    pub fn url(&mut self, key: &str) -> Option<String> {
        self.string(key).and_then(web_address)
    }

    /// The code of a language.
    pub fn language(&mut self, key: &str) -> Option<String> {
        let given = self.string(key)?;
        language(given, &mut self.notes)
    }

    /// A time, of which no zone means UTC with a note.
    pub fn time(&mut self, key: &str) -> Option<String> {
        self.time_by(key, date::time)
    }

    /// A time that is in UTC by the format's word.
    pub fn time_in_utc(&mut self, key: &str) -> Option<String> {
        self.time_by(key, date::time_in_utc)
    }

    fn time_by(&mut self, key: &str, read: fn(&str) -> Option<date::Time>) -> Option<String> {
        let number = self.get(key).filter(|value| value.is_number());
        let given = number.map(Value::to_string).or_else(|| self.string(key).map(str::to_owned))?;
        date::noted(read(&given), &given, &mut self.notes)
    }

    fn expect<T>(&mut self, key: &str, kind: &str, read: fn(&'a Value) -> Option<T>) -> Option<T> {
        let value = self.get(key)?;
        let found = read(value);
        if found.is_none() {
            let detail = format!("`{key}` is left out: it is {}, not a {kind}", type_of(value));
            self.notes.push(Note::new("field_ignored", detail));
        }
        found
    }
}

/// What a key of an object holds in any case of its letters, unless it is null.
pub fn get<'a>(object: &'a Map<String, Value>, key: &str) -> Option<&'a Value> {
    let exact = object.get(key);
    let found = exact.or_else(|| object.iter().find(|(k, _)| k.eq_ignore_ascii_case(key)).map(|(_, v)| v));
    found.filter(|value| !value.is_null())
}

/// What stands below an object: `find(value, &["title", "rendered"])`.
pub fn find<'a>(object: &'a Map<String, Value>, path: &[&str]) -> Option<&'a Value> {
    let (first, rest) = path.split_first()?;
    let value = get(object, first)?;
    if rest.is_empty() { Some(value) } else { find(value.as_object()?, rest) }
}

/// As [`find`], a string that is not blank.
pub fn find_str<'a>(object: &'a Map<String, Value>, path: &[&str]) -> Option<&'a str> {
    find(object, path)?.as_str().filter(|given| !given.trim().is_empty())
}

/// A code such as `en` or `pt-BR` as it stands; anything else (`English`) is left out with a note.
pub fn language(given: &str, notes: &mut Vec<Note>) -> Option<String> {
    let code = given.trim();
    let is_code = code.split(['-', '_']).enumerate().all(|(n, tag)| match n {
        0 => matches!(tag.len(), 2 | 3) && tag.bytes().all(|b| b.is_ascii_alphabetic()),
        _ => matches!(tag.len(), 1..=8) && tag.bytes().all(|b| b.is_ascii_alphanumeric()),
    });
    if !is_code {
        let shown: String = code.chars().filter(|c| !c.is_control()).take(40).collect();
        notes.push(Note::new("lang_ignored", format!("`{shown}` is no code of a language")));
    }
    is_code.then(|| code.to_owned())
}

/// The names in a string, an object with a `name`, or a list of those, commas between.
pub fn names(value: &Value) -> Option<String> {
    match value {
        Value::String(name) => text::line(name),
        Value::Object(object) => text::line(find_str(object, &["name"])?),
        Value::Array(list) => {
            let names: Vec<String> = list.iter().filter_map(names).collect();
            Some(names.join(", ")).filter(|names| !names.is_empty())
        }
        _ => None,
    }
}

/// One more step of a JSON pointer.
pub fn pointer(place: &str, step: impl std::fmt::Display) -> String {
    format!("{place}/{}", step.to_string().replace('~', "~0").replace('/', "~1"))
}

/// The JSON pointer to a key of an object, spelt as the object has it.
pub fn pointer_to(object: &Map<String, Value>, place: &str, key: &str) -> String {
    let spelt = object.keys().find(|k| k.eq_ignore_ascii_case(key)).filter(|_| !object.contains_key(key));
    pointer(place, spelt.map_or(key, String::as_str))
}

/// A word for what a value is.
pub fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_key_of_another_type_is_left_out_with_a_note() {
        let object = json!({"A": 1, "b": null, "c": " ", "d": "x", "e": ["y"], "f": {"name": "z"}});
        let mut fields = Fields::of(object.as_object().expect("it is one"));
        assert_eq!([fields.line("a"), fields.line("b"), fields.line("c")], [None, None, None]);
        assert_eq!((fields.id("a").as_deref(), fields.line("d").as_deref()), (Some("1"), Some("x")));
        assert!(fields.list("f").is_empty());
        let notes: Vec<_> = fields.notes.iter().map(|note| note.detail.as_str()).collect();
        assert_eq!(
            notes,
            ["`a` is left out: it is a number, not a string", "`f` is left out: it is an object, not a list"]
        );
    }

    #[test]
    fn names_of_one_and_of_many() {
        assert_eq!(names(&json!("Ada&nbsp;Byrne")).as_deref(), Some("Ada Byrne"));
        assert_eq!(names(&json!([{"name": "A"}, {"code": 1}, "B", null])).as_deref(), Some("A, B"));
        assert_eq!(names(&json!([])), None);
    }
}
