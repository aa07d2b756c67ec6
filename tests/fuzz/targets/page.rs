//! A page in HTML.
#![no_main]

#[path = "../held.rs"]
mod held;

use libfuzzer_sys::fuzz_target;
use storymerge::intake::html::page;

fuzz_target!(|html: &str| {
    let draft = page(html);
    held::draft(&draft);
    // A mark is a block, whole.
    for mark in &draft.marks {
        let (before, after) = (&draft.text[..mark.span.start()], &draft.text[mark.span.end()..]);
        assert!(before.is_empty() || before.ends_with("\n\n"), "{mark:?}");
        assert!(after.is_empty() || after.starts_with("\n\n"), "{mark:?}");
    }
});
