//! A piece of HTML, as other formats carry it.
#![no_main]

#[path = "../held.rs"]
mod held;

use libfuzzer_sys::fuzz_target;
use storymerge::intake::Draft;
use storymerge::intake::html::fragment;

fuzz_target!(|html: &str| {
    let draft: Draft = fragment(html).into();
    held::draft(&draft);
    // Text without markup comes out as it went in, but for what lays it out.
    let is_markup = |c: char| matches!(c, '<' | '&') || c.is_control();
    if !html.contains(is_markup) {
        let letters = |text: &str| text.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>();
        // Ligatures come apart into letters.
        if !html.contains(|c| ('\u{FB00}'..='\u{FB06}').contains(&c)) {
            assert_eq!(letters(&draft.text), letters(html));
        }
    }
});
