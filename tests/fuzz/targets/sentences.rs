//! Sentences of any text in every language.
#![no_main]

#[path = "../held.rs"]
mod held;

use libfuzzer_sys::fuzz_target;
use storymerge::engine::sentences;

const LANGUAGES: [&str; 13] = ["en", "de", "fr", "es", "it", "pt", "ru", "uk", "ar", "zh", "ja", "ko", "xx"];

fuzz_target!(|data: &[u8]| {
    let Some((lang, bytes)) = data.split_first() else { return };
    let text = String::from_utf8_lossy(bytes);
    // Beyond the languages none is named, and it is found from the text.
    let lang = LANGUAGES.get(usize::from(*lang) % (LANGUAGES.len() + 1)).copied();
    let found = sentences(&text, lang);
    held::tile(&text, found.iter().map(|span| span.range()));
    for span in found {
        let sentence = span.of(&text);
        assert_eq!(sentence.trim(), sentence, "blanks around a sentence");
    }
});
