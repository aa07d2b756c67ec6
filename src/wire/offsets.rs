//! Positions in a text in the unit a client counts: the engine counts bytes, clients count characters.

use std::fmt;
use std::str::FromStr;

/// Bytes between two checkpoints of a [`TextIndex`]: a look-up reads at most so many, and the checkpoints take
/// an eighth of the text's size.
const STRIDE: usize = 64;

/// What `start`, `end` and `at` count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Offsets {
    /// Unicode code points, as the Web Annotation model wants; `codepoints`.
    #[default]
    CodePoints,
    /// UTF-16 code units, as browsers count; `utf16`.
    Utf16,
    /// Bytes of UTF-8; `bytes`.
    Bytes,
}

impl Offsets {
    /// Every unit.
    pub const ALL: [Offsets; 3] = [Offsets::CodePoints, Offsets::Utf16, Offsets::Bytes];

    /// Its name in `?offsets=` and `--offsets`.
    pub fn name(self) -> &'static str {
        match self {
            Offsets::CodePoints => "codepoints",
            Offsets::Utf16 => "utf16",
            Offsets::Bytes => "bytes",
        }
    }
}

impl fmt::Display for Offsets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that is none of [`Offsets::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("offsets are counted in `codepoints`, `utf16` or `bytes`")]
pub struct UnknownOffsets;

impl FromStr for Offsets {
    type Err = UnknownOffsets;

    fn from_str(name: &str) -> Result<Offsets, UnknownOffsets> {
        Offsets::ALL.into_iter().find(|unit| unit.name() == name).ok_or(UnknownOffsets)
    }
}

/// Converts positions in one text from bytes to a unit and back, in O(log n) without reading the text again.
#[derive(Debug, Clone)]
pub struct TextIndex<'a> {
    text: &'a str,
    unit: Offsets,
    /// Units that begin before byte `n * STRIDE`; empty where a unit is a byte.
    checkpoints: Vec<u32>,
}

impl<'a> TextIndex<'a> {
    /// Reads `text` (less than 4 GiB) once.
    pub fn new(text: &'a str, unit: Offsets) -> TextIndex<'a> {
        let mut checkpoints = Vec::new();
        if unit != Offsets::Bytes && !text.is_ascii() {
            let mut n_units = 0;
            for stride in text.as_bytes().chunks(STRIDE) {
                checkpoints.push(n_units);
                n_units += stride.iter().map(|byte| width(*byte, unit)).sum::<u32>();
            }
        }
        TextIndex { text, unit, checkpoints }
    }

    /// The units before `byte`, which is a character boundary of the text.
    pub fn units(&self, byte: usize) -> usize {
        // The last checkpoint also serves the end of a text that fills its last stride.
        let Some(last) = self.checkpoints.len().checked_sub(1) else {
            return byte;
        };
        let checkpoint = (byte / STRIDE).min(last);
        let stride = &self.text.as_bytes()[checkpoint * STRIDE..byte];
        let n_units = stride.iter().map(|byte| width(*byte, self.unit)).sum::<u32>();
        (self.checkpoints[checkpoint] + n_units) as usize
    }

    /// The byte at which `units` units end; `None` beyond the text or inside a character.
    pub fn byte(&self, units: usize) -> Option<usize> {
        if self.checkpoints.is_empty() {
            return self.text.is_char_boundary(units).then_some(units);
        }
        let wanted = u32::try_from(units).ok()?;
        let checkpoint = self.checkpoints.partition_point(|n| *n <= wanted) - 1;
        let mut n_units = self.checkpoints[checkpoint];
        let mut byte = checkpoint * STRIDE;
        while n_units < wanted || !self.text.is_char_boundary(byte) {
            n_units += width(*self.text.as_bytes().get(byte)?, self.unit);
            byte += 1;
        }
        (n_units == wanted).then_some(byte)
    }
}

/// Units that the character beginning with this byte counts; 0 for a byte that begins none.
fn width(byte: u8, unit: Offsets) -> u32 {
    match (byte, unit) {
        (0x80..=0xbf, _) => 0,
        // From here on a character lies beyond U+FFFF and is two UTF-16 units.
        (0xf0.., Offsets::Utf16) => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str) {
        for unit in Offsets::ALL {
            let index = TextIndex::new(text, unit);
            for byte in (0..=text.len()).filter(|byte| text.is_char_boundary(*byte)) {
                let before = &text[..byte];
                let expected = match unit {
                    Offsets::CodePoints => before.chars().count(),
                    Offsets::Utf16 => before.encode_utf16().count(),
                    Offsets::Bytes => byte,
                };
                assert_eq!(index.units(byte), expected, "{unit} of byte {byte} in {text:?}");
                assert_eq!(index.byte(expected), Some(byte), "{unit} {expected} in {text:?}");
            }
            assert_eq!(index.byte(index.units(text.len()) + 1), None);
        }
    }

    #[test]
    fn every_boundary_converts_both_ways() {
        check("");
        check("plain");
        check("e\u{301}🇰🇷 Z̷̧a\u{0}한국");
        for n in 60..70 {
            check(&format!("{}🇰🇷{}", "a".repeat(n), "é".repeat(n)));
        }
        check(&"é".repeat(STRIDE / 2));
    }

    #[test]
    fn half_a_character_is_no_position() {
        assert_eq!(TextIndex::new("🇰", Offsets::Utf16).byte(1), None);
        assert_eq!(TextIndex::new("é", Offsets::Bytes).byte(1), None);
    }

    #[test]
    fn names_are_read_and_others_refused() {
        assert!(Offsets::ALL.iter().all(|unit| unit.name().parse() == Ok(*unit)));
        assert_eq!("UTF-16".parse::<Offsets>(), Err(UnknownOffsets));
    }

    proptest! {
        #[test]
        fn any_text_converts_both_ways(text in "(a|é|한|🇰|\u{301}){0,200}") {
            check(&text);
        }
    }
}
