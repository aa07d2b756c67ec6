//! IPTC ninjs 1.x, 2.x and 3.x, and the ninjs of Superdesk.
//!
//! The versions differ in names more than in meaning, and real items seldom say which they are, so that each thing is
//! looked for under all its names.

use super::fields::{Fields, find_str, get, names, pointer, pointer_to};
use super::text::{body, finish, is_markup, line, markup};
use crate::intake::address::web_address;
use crate::intake::date;
use crate::intake::draft::{Draft, Item, Note, Refused};
use crate::intake::html::Rendered;
use serde_json::{Map, Value};

/// Whether an object is an item of ninjs.
pub fn is(object: &Map<String, Value>) -> bool {
    let has = |key: &str| find_str(object, &[key]).is_some();
    let is_named = ["standard", "$standard"].iter().any(|key| {
        find_str(object, &[key, "name"]).is_some_and(|name| name.to_lowercase().contains("ninjs"))
    });
    let has_bodies = get(object, "bodies").is_some_and(Value::is_array);
    let has_body = has_bodies || has("body_html") || has("body_xhtml") || has("body_text");
    // Articles of other programs have a `uri` too, beside a body under another name.
    let is_other = ["text", "html", "body", "content"].iter().any(|key| has(key));
    is_named
        || has_body
        || !is_other && (has("uri") || has("type") && (has("guid") || is_plan(object) && has("_id")))
}

/// The item, and the texts of a package.
pub fn items(object: &Map<String, Value>, place: &str) -> Vec<Item> {
    let mut fields = Fields::of(object);
    let status = fields.line("pubstatus").unwrap_or_default().to_lowercase();
    if matches!(&*status, "canceled" | "cancelled" | "withheld" | "withdrawn" | "killed" | "recalled") {
        return vec![Err(Refused::new(place, format!("is not to be published (pubstatus {status})")))];
    }
    let kind = fields.line("type").unwrap_or_default().to_lowercase();
    let kind = if kind.is_empty() && is_plan(object) { "event" } else { &*kind };
    let is_text = matches!(kind, "" | "text" | "preformatted" | "composite");
    let text = best_body(object);
    if !is_text && text.text.is_empty() {
        return vec![Err(Refused::no_text(place, format!("is of type {kind}, not a text")))];
    }
    let others = associated(object, place);
    let is_package = kind == "composite";
    if text.text.is_empty() && is_package && !others.is_empty() {
        return others;
    }
    if !is_package && !others.is_empty() {
        let detail = format!("other texts that came with it were not read: {}", others.len());
        fields.notes.push(Note::new("associations_left_out", detail));
    }
    if !matches!(&*status, "" | "usable") {
        fields.notes.push(Note::new("status_unknown", format!("its pubstatus is `{status}`")));
    }
    if !is_text {
        fields.notes.push(Note::new("other_type", format!("is of type {kind}, but carries a text")));
    }
    for key in ["embargoed", "embargoeduntil"] {
        if let Some(given) = fields.line(key) {
            let time = date::time(&given).map_or(given, |time| time.value);
            fields.notes.push(Note::new("embargoed", format!("is not to be published before {time}")));
        }
    }
    let item = finish(draft(fields, object, place), text, summary(object));
    std::iter::once(item).chain(others.into_iter().filter(|_| is_package)).collect()
}

/// Everything but the text.
fn draft(mut fields: Fields, object: &Map<String, Value>, place: &str) -> Draft {
    // Forms of another type than the format's are passed over below; that text may be lost is for an editor to know.
    for key in ["bodies", "headlines", "descriptions"] {
        fields.list(key);
    }
    for key in object.keys().filter(|key| key.starts_with("body_")) {
        fields.string(key);
    }
    let uri = fields.line("uri");
    let id = fields.line("guid").or_else(|| uri.clone()).or_else(|| fields.line("_id"));
    let given = |key: &str| get(object, key).and_then(names);
    let first = |key: &str| get(object, key)?.as_array()?.iter().find_map(names);
    let draft = Draft {
        place: place.to_owned(),
        url: uri.as_deref().and_then(web_address),
        source: fields
            .line("source")
            .or_else(|| first("infosource"))
            .or_else(|| first("infosources"))
            .or_else(|| given("provider"))
            .or_else(|| fields.line("copyrightholder")),
        title: fields.line("headline").or_else(|| headline(object)).or_else(|| fields.line("title")),
        byline: fields.line("byline").or_else(|| fields.line("by")).or_else(|| given("authors")),
        // The time of this version: it is what the text was true of.
        published_at: ["versioncreated", "firstpublished", "contentcreated", "firstcreated"]
            .iter()
            .find_map(|key| fields.time(key)),
        lang: fields.language("language"),
        id,
        ..Draft::default()
    };
    Draft { notes: fields.notes, ..draft }
}

/// The texts among what comes with an item. Pictures are none, nor are stubs of items that are sent by themselves.
fn associated(object: &Map<String, Value>, place: &str) -> Vec<Item> {
    let place = pointer_to(object, place, "associations");
    let members: Vec<(String, &Value)> = match get(object, "associations") {
        Some(Value::Array(list)) => list.iter().enumerate().map(|(n, v)| (pointer(&place, n), v)).collect(),
        Some(Value::Object(map)) => map.iter().map(|(key, v)| (pointer(&place, key), v)).collect(),
        _ => Vec::new(),
    };
    let texts = members.into_iter().filter_map(|(place, member)| {
        let member = member.as_object()?;
        let is_text = find_str(member, &["type"]).is_none_or(|kind| kind == "text" || kind == "composite");
        (is_text && !best_body(member).text.is_empty()).then(|| items(member, &place))
    });
    texts.flatten().collect()
}

/// An event or a plan of coverage: ninjs 3 carries them like articles, often without a type.
fn is_plan(object: &Map<String, Value>) -> bool {
    let kind = find_str(object, &["type"]);
    kind.is_some_and(|kind| matches!(kind, "event" | "planning" | "planning_featured"))
        || kind.is_none() && ["eventdetails", "plannedcoverage"].iter().any(|key| get(object, key).is_some())
}

/// One of several forms of a text.
struct Form<'a> {
    role: &'a str,
    content_type: &'a str,
    value: &'a str,
}

/// The forms under `bodies` (2.x, 3.x) or `body`, `body_text`, `body_html` ... (1.x).
fn forms<'a>(object: &'a Map<String, Value>, list: &str, stem: &str) -> Vec<Form<'a>> {
    let mut forms = Vec::new();
    for member in get(object, list).and_then(Value::as_array).into_iter().flatten() {
        let Some(member) = member.as_object() else { continue };
        let string = |key: &str| find_str(member, &[key]).unwrap_or_default();
        forms.push(Form {
            role: string("role"),
            content_type: string("contenttype"),
            value: string("value"),
        });
    }
    for (key, value) in object {
        let (Some(role), Some(value)) = (key.strip_prefix(stem), value.as_str()) else { continue };
        if role.is_empty() || role.starts_with('_') {
            forms.push(Form { role: role.trim_start_matches('_'), content_type: "", value });
        }
    }
    forms.retain(|form| !form.value.trim().is_empty());
    forms
}

/// HTML before plain text, because it has the paragraphs; forms for other programs last. Declared types are often wrong,
/// so that the value's own look counts too.
fn rank(form: &Form) -> u8 {
    let is_main = matches!(form.role, "main" | "text" | "html" | "");
    let rank = match kind(form) {
        Kind::Html => 0,
        Kind::Nitf => 2,
        Kind::Plain => 4,
        Kind::Other => 6,
    };
    rank + u8::from(!is_main)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Html,
    /// NITF without media, whose captions would be taken for text.
    Nitf,
    Plain,
    Other,
}

fn kind(form: &Form) -> Kind {
    let declared = format!("{} {}", form.role, form.content_type).to_lowercase();
    let says = |word: &str| declared.contains(word);
    let is_xml =
        (says("xml") && !says("html")) || says("nitf") || form.value.trim_start().starts_with("<?xml");
    if is_xml {
        let is_plain_nitf = form.value.contains("<body.content>") && !form.value.contains("<media");
        if is_plain_nitf { Kind::Nitf } else { Kind::Other }
    } else if is_markup(form.value) || says("html") || says("richtext") {
        Kind::Html
    } else {
        Kind::Plain
    }
}

fn rendered(form: &Form) -> Rendered {
    match kind(form) {
        Kind::Html => markup(form.value),
        Kind::Nitf => {
            let inner = form.value.split("<body.content>").nth(1).unwrap_or_default();
            markup(inner.split("</body.content>").next().unwrap_or_default())
        }
        Kind::Plain | Kind::Other => body(form.value),
    }
}

fn best(mut forms: Vec<Form>) -> Rendered {
    forms.sort_by_key(rank);
    let texts = forms.iter().map(rendered);
    texts.into_iter().find(|text| !text.text.is_empty()).unwrap_or_default()
}

fn best_body(object: &Map<String, Value>) -> Rendered {
    best(forms(object, "bodies", "body"))
}

fn summary(object: &Map<String, Value>) -> Option<Rendered> {
    Some(best(forms(object, "descriptions", "description")))
}

fn headline(object: &Map<String, Value>) -> Option<String> {
    let mut forms = forms(object, "headlines", "headline");
    forms.sort_by_key(|form| !matches!(form.role, "" | "main"));
    forms.iter().find_map(|form| line(form.value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check_text(value: Value, expected: &str) {
        let read = items(value.as_object().expect("it is one"), "");
        let shown: Vec<_> = read.into_iter().map(|item| item.map_or_else(|r| r.detail, |d| d.text)).collect();
        assert_eq!(shown.join(" | "), expected);
    }

    #[test]
    fn the_form_with_paragraphs_is_read() {
        check_text(json!({"body_text": "a b", "body_xhtml": "<p>a</p><p>b</p>"}), "a\n\nb");
        check_text(json!({"body_main": "a", "body_zusatz": "b"}), "a");
        check_text(json!({"body_html": "<p></p>", "body_text": "a"}), "a");
        check_text(json!({"body_html": 7, "body_text": ["a"]}), "has neither a body nor a description");
        check_text(
            json!({"bodies": [
                {"role": "main", "contenttype": "text/plain", "value": "a b"},
                {"role": "richtext", "contenttype": "body_xhtml", "value": "<p>a</p><p>b</p>"}]}),
            "a\n\nb",
        );
        check_text(
            json!({"bodies": [{"role": "nitf", "contentType": "text/vnd.IPTC.NITF", "value":
                "<?xml?><nitf><head><title>t</title></head><body><body.head>t</body.head><body.content><p>a</p></body.content></body></nitf>"}]}),
            "a",
        );
        check_text(json!({"bodies": [3, {"role": "main"}, {"value": "a"}]}), "a");
    }

    #[test]
    fn a_package_is_its_texts() {
        check_text(
            json!({"type": "composite", "associations": {
                "one": {"type": "text", "body_text": "a"},
                "pic": {"type": "picture", "description_text": "b"},
                "stub": {"guid": "urn:x", "type": "text"}, "none": null}}),
            "a",
        );
        check_text(json!({"type": "composite", "associations": [7]}), "has neither a body nor a description");
    }

    #[test]
    fn texts_that_come_with_a_text_are_not_read_but_told() {
        let item =
            json!({"type": "text", "body_text": "a", "associations": [{"type": "text", "body_text": "b"}]});
        let read = items(item.as_object().expect("it is one"), "");
        let [Ok(draft)] = &read[..] else { panic!("{read:?}") };
        assert_eq!((&*draft.text, draft.notes[0].code), ("a", "associations_left_out"));
    }

    #[test]
    fn what_is_no_text_is_refused_by_its_type() {
        check_text(json!({"type": "picture", "description_text": "b"}), "is of type picture, not a text");
        check_text(
            json!({"eventDetails": {}, "descriptions": [{"value": "b"}]}),
            "is of type event, not a text",
        );
        check_text(json!({"type": "video", "body_text": "a"}), "a");
    }
}
