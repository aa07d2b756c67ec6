//! Items in XML of every shape.
#![no_main]

#[path = "../held.rs"]
mod held;

use libfuzzer_sys::fuzz_target;
use storymerge::intake::xml::{Shape, items, shape};

fuzz_target!(|text: &str| {
    let shape = shape(text);
    match items(text) {
        Ok(found) => {
            assert!(shape != Some(Shape::Page), "a page is read elsewhere");
            match &found[..] {
                // The one item of a document may be the document.
                [Ok(only)] => held::draft(only),
                [Err(only)] => assert!(!only.detail.trim().is_empty(), "no reason: {only:?}"),
                _ => found.iter().for_each(held::item_of_list),
            }
        }
        Err(refused) => assert!(!refused.detail.trim().is_empty(), "{refused:?}"),
    }
});
