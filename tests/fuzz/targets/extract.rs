//! The story out of any text.
#![no_main]

#[path = "../held.rs"]
mod held;

use libfuzzer_sys::fuzz_target;
use storymerge::engine::extract;
use storymerge::engine::span::{Location, Part};

fuzz_target!(|data: &[u8]| {
    let articles = held::articles(data, 1);
    let found = extract(&articles[0]);
    let mut of_text: Vec<Location> = found.story.iter().copied().collect();
    of_text.extend(found.left_out.iter().map(|segment| segment.loc));
    // The headline stands in the title, or in the text where that has none.
    of_text.extend(found.title);
    of_text.retain(|loc| loc.part == Part::Text);
    of_text.sort_by_key(|loc| loc.span.start());
    of_text.dedup();
    let text = articles[0].part(Part::Text);
    held::tile(text, of_text.iter().map(|loc| loc.span.range()));
    for segment in &found.left_out {
        assert!(!segment.reason.trim().is_empty(), "{segment:?}");
    }
    let byline = found.byline.map(|loc| loc.span.of(articles[0].part(loc.part)));
    assert!(byline.is_none_or(|byline| !byline.trim().is_empty()));
    if let Some(time) = &found.published_at {
        held::time_is_taken(time);
    }
});
