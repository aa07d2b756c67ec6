//! Items in JSON of every shape.
#![no_main]

#[path = "../held.rs"]
mod held;

use libfuzzer_sys::fuzz_target;
use std::borrow::Cow;
use storymerge::intake::json::{items, jsonld_drafts, parse, repair, shape};

fuzz_target!(|text: &str| {
    let repaired = repair(text);
    assert_eq!(repaired.len(), text.len(), "a place has moved");
    assert!(matches!(repair(&repaired), Cow::Borrowed(_)), "repaired twice");
    let Ok(value) = parse(text) else { return };
    jsonld_drafts(&value).iter().for_each(held::draft);
    let found = items(&value);
    if value.is_object() {
        assert_eq!(found.is_some(), shape(&value).is_some());
    }
    // One refusal may be that of the whole document.
    let is_list = value.is_array() && found.as_ref().is_some_and(|items| items.len() > 1);
    for item in found.into_iter().flatten() {
        match &item {
            Ok(draft) => {
                // A place leads to what stands there.
                assert!(value.pointer(&draft.place).is_some(), "nothing at {:?}", draft.place);
                held::draft(draft);
                assert!(!draft.text.is_empty(), "an item without text: {draft:?}");
            }
            Err(refused) => assert!(!refused.detail.trim().is_empty(), "{refused:?}"),
        }
        if is_list {
            held::item_of_list(&item);
        }
    }
});
