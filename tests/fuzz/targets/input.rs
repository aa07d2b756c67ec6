//! A body of any format with what its sender says of it: the way that everything takes into the program.
#![no_main]

#[path = "../held.rs"]
mod held;

use libfuzzer_sys::fuzz_target;
use storymerge::wire::articles::into_articles;
use storymerge::wire::input::Input;

fuzz_target!(|data: &[u8]| {
    let Some((hint, bytes)) = held::hinted(data) else { return };
    let input = match Input::read(bytes, &hint) {
        Ok(input) => input,
        Err(invalid) => {
            assert!(!invalid.errors.is_empty() && !invalid.to_string().is_empty());
            return;
        }
    };
    for draft in &input.drafts {
        held::marks(draft);
        draft.notes.iter().for_each(held::note);
        // Only what is our own may have faults; what others sent is made usable.
        if draft.is_taken_out && draft.faults.is_empty() && !draft.text.trim().is_empty() {
            let own = storymerge::intake::Draft { id: None, ..draft.clone() };
            if draft.published_at.is_some() || draft.lang.is_some() {
                drop(into_articles(vec![own]));
            }
        }
    }
    for refused in &input.refused {
        assert!(!refused.detail.trim().is_empty(), "{refused:?}");
    }
    let n_drafts = input.drafts.len();
    match input.checked(true) {
        Ok(input) => {
            // One that is wanting is left out where the rest is asked for.
            let n_kept = input.drafts.len();
            assert!(n_kept <= n_drafts);
            let Ok(articles) = into_articles(input.drafts) else { return };
            let mut ids: Vec<&str> = articles.iter().map(|article| article.id.as_str()).collect();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), n_kept, "two articles of one id");
            assert!(articles.iter().all(|article| !article.source.trim().is_empty()));
        }
        Err(invalid) => assert!(!invalid.errors.is_empty()),
    }
});
