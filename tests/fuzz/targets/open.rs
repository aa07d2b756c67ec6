//! Any bytes to text, and its format.
#![no_main]

#[path = "../held.rs"]
mod held;

use libfuzzer_sys::fuzz_target;
use storymerge::intake::{self, Format};

fuzz_target!(|data: &[u8]| {
    let Some((hint, bytes)) = held::hinted(data) else { return };
    let body = intake::open(bytes, &hint);
    body.notes.iter().for_each(held::note);
    let is_lossy = body.text.contains('\u{FFFD}');
    let says = |code: &str| body.notes.iter().any(|note| note.code == code);
    assert!(is_lossy || !says("charset_errors"), "errors that left no sign");
    // Bytes that are UTF-8 and of which nobody says otherwise are that.
    if let Ok(text) = str::from_utf8(bytes)
        && hint.charset.is_none_or(|name| name == "utf-8")
        && !["charset", "encoding", "\u{FEFF}"].iter().any(|word| text.to_ascii_lowercase().contains(word))
    {
        assert_eq!(body.text, text);
        assert!(body.notes.is_empty(), "{:?}", body.notes);
    }
    if hint.media_type == "text/plain" {
        assert_eq!(body.format, Format::Text);
    }
    // Read again as what it is now, a text stays what it was.
    let again = intake::open(body.text.as_bytes(), &intake::Hint { charset: Some("utf-8"), ..hint });
    if !body.text.starts_with('\u{FEFF}') {
        assert_eq!((again.text, again.format), (body.text, body.format));
    }
});
