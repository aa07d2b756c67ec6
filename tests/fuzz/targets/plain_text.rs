//! Plain text, parted into articles.
#![no_main]

#[path = "../held.rs"]
mod held;

use libfuzzer_sys::fuzz_target;
use storymerge::intake::{self, Hint};

fuzz_target!(|text: &str| {
    let hint = Hint { media_type: "text/plain", charset: Some("utf-8"), file_name: "" };
    let body = intake::open(text.as_bytes(), &hint);
    let items = body.items().expect("a text is always read");
    assert!(!items.is_empty());
    let drafts: Vec<_> = items.into_iter().map(|item| item.expect("a piece is a draft")).collect();
    let mut rest = body.text.as_str();
    let mut between = String::new();
    for draft in &drafts {
        assert_eq!(draft.place.is_empty(), drafts.len() == 1);
        assert!(drafts.len() == 1 || !draft.text.trim().is_empty(), "a blank piece");
        // Pieces stand in the text as they are, in order.
        let (before, behind) = rest.split_once(&*draft.text).expect("a piece of the text");
        between.push_str(before);
        rest = behind;
    }
    between.push_str(rest);
    let parts = between.replace("---", "");
    assert_eq!(parts.trim(), "", "lost: {parts:?}");
});
