//! What fuzzing has found, kept found. Inputs stand in `fixtures/fuzz`, named after target and finding.

use std::fs;
use std::path::Path;
use storymerge::intake::date::time;
use storymerge::intake::html::{fragment, page};
use storymerge::intake::{json, xml};

fn input(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/fuzz").join(name);
    fs::read_to_string(path).expect("the fixture is there")
}

#[test]
fn digits_that_name_no_year_of_news_are_no_time() {
    assert_eq!(time(&input("date-year-2245")), None);
}

#[test]
fn a_place_is_spelt_as_its_document_spells_it() {
    let document = json::parse(&input("json-key-in-capitals")).expect("it is JSON");
    let found = json::items(&document).expect("the format is known");
    let draft = found[0].as_ref().expect("it has a text");
    assert_eq!(draft.place, "/Entries/0");
    assert!(document.pointer(&draft.place).is_some());
}

#[test]
fn a_note_that_quotes_an_item_is_one_line_of_text() {
    let document = json::parse(&input("json-control-in-type")).expect("it is JSON");
    let found = json::items(&document).expect("the format is known");
    let notes = &found[0].as_ref().expect("it has a text").notes;
    let told = notes.iter().find(|note| note.code == "elements_left_out").expect("something is left out");
    assert!(!told.detail.contains(char::is_control), "{told:?}");
}

#[test]
fn an_address_in_an_attribute_has_no_control_characters() {
    let found = xml::items(&input("xml-control-in-attribute")).expect("it is a feed");
    let url = found[0].as_ref().expect("it is read").url.as_deref();
    assert_eq!(url, Some("https://a.example/b c"));
}

#[test]
fn an_address_broken_over_lines_is_none() {
    assert_eq!(page(&input("page-line-break-in-address")).url, None);
}

#[test]
fn many_authors_are_read_in_the_time_of_many_authors() {
    let authors: String = (0..90_000).map(|n| format!("<author>A{n}</author>")).collect();
    let found = xml::items(&format!("<feed><entry>{authors}</entry></feed>")).expect("it is a feed");
    let byline = found[0].as_ref().expect("it is read").byline.as_deref();
    assert!(byline.is_some_and(|names| names.starts_with("A0, A1, ") && names.ends_with(", A89999")));
}

/// Without a bound the time of each grows with the square of its length: from seconds to hours for a large page.
#[test]
fn no_markup_takes_for_ever() {
    const N_BYTES: usize = 1 << 16;
    let many = |unit: &str| unit.repeat(N_BYTES / unit.len());
    let numbered = |unit: &dyn Fn(usize) -> String| (0..N_BYTES / 12).map(unit).collect::<String>();
    let pages = [
        many("<div>"),
        many("<b>"),
        many("<x-y>"),
        many("<b><div></b>"),
        many("<div><table><td></div></table>"),
        many("<span><div></span></div>"),
        format!("<p>{}{}", numbered(&|n| format!("<b id={n}>")), many("<p>x")),
        format!("<a {}>", numbered(&|n| format!("a{n} "))),
        format!("<a {}", numbered(&|n| format!("a{n} "))),
        numbered(&|n| format!("<html a{n}=1>")),
    ];
    for mut html in pages {
        html.push_str("<p>The end.</p>");
        let read = page(&html);
        assert!(read.notes.iter().any(|note| note.code == "nested_too_deep"), "{}", &html[..40]);
        if !html.starts_with("<a ") {
            assert!(read.text.ends_with("The end."), "{}", &html[..40]);
            assert!(fragment(&html).text.ends_with("The end."), "{}", &html[..40]);
        }
    }
}
