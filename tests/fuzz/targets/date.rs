//! Times in any form.
#![no_main]

#[path = "../held.rs"]
mod held;

use libfuzzer_sys::fuzz_target;
use storymerge::intake::date::{noted, time, time_in_utc};

fuzz_target!(|given: &str| {
    let found = time(given);
    let mut notes = Vec::new();
    assert_eq!(noted(found.clone(), given, &mut notes), found.as_ref().map(|time| time.value.clone()));
    notes.iter().for_each(held::note);
    assert_eq!(notes.is_empty(), found.as_ref().is_some_and(|time| time.assumed.is_none()));
    let in_utc = time_in_utc(given).map(|time| (time.value, time.assumed));
    assert_eq!(in_utc, found.clone().map(|time| (time.value, None)));
    let Some(found) = found else { return };
    held::time_is_taken(&found.value);
    // What was made of it is read again as the same.
    let again = time(&found.value).expect("a time that was made can be read");
    assert_eq!((again.value, again.assumed), (found.value, None));
});
