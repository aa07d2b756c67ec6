//! What a careful editor demands of each story in `fixtures/stories/`, checked against the answer.
//!
//! What the engine is known to miss stands in `known_misses.list` beside the story, a line each. A
//! miss outside it fails the test, and so does a line that is met: the file can only shrink, but by
//! decision: `UPDATE_MISSES=1 cargo test stories` writes the files anew.

mod check;
pub mod ledger;
mod reading;

use crate::fixture;

#[test]
fn every_story_reads_as_an_editor_expects() {
    let update = std::env::var_os("UPDATE_MISSES").is_some();
    let mut faults = String::new();
    for story in fixture::stories() {
        let missed = check::missed(&story);
        let known_misses = story.folder.join("known_misses.list");
        if update {
            ledger::write(&known_misses, &missed);
        }
        faults += &ledger::compare(&story.slug, &known_misses, &missed);
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn every_expectation_has_its_own_name() {
    for story in fixture::stories() {
        let mut names = check::names(&story);
        let n_names = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), n_names, "two lines of {} are one", story.slug);
    }
}
