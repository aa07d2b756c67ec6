//! Plain text, parted into articles.
#![no_main]

#[path = "../held.rs"]
mod held;

use libfuzzer_sys::fuzz_target;
use storymerge::intake::{self, Hint};

fuzz_target!(|text: &str| {
    let hint = Hint { media_type: "text/plain", charset: Some("utf-8"), ..Hint::default() };
    let body = intake::open(text.as_bytes(), &hint);
    let items = body.items().expect("a text is always read");
    assert!(!items.is_empty());
    let drafts: Vec<_> = items.into_iter().map(|item| item.expect("a piece is a draft")).collect();
    // Pieces stand in the text as they are, in order; what is left out is white space and lines of `---`.
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>();
    let mut kept = String::new();
    for draft in &drafts {
        assert_eq!(draft.place.is_empty(), drafts.len() == 1);
        assert!(drafts.len() == 1 || !draft.text.trim().is_empty(), "a blank piece");
        assert!(body.text.contains(&draft.text), "no piece of the text: {:?}", draft.text);
        kept.push_str(&letters(&draft.text));
    }
    assert_eq!(kept, letters(&body.text));
});
