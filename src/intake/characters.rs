//! Characters that are layout rather than text, in what is taken out of pages and items.
//!
//! A text that came as text is kept as it is, because locations point into it as received.

/// `text` with white space made single blanks and without what only lays it out: soft hyphens, zero-width spaces, marks
/// of direction that open a level (those that only tell how a neutral mark leans stay), control characters;
/// Latin ligatures (`ﬁ`) become their letters. Ends are trimmed.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_clean(&mut out, text);
    out.truncate(out.trim_end().len());
    out
}

/// Appends `text`, cleaned; a blank at its head is left out where `out` is empty or ends with one.
pub fn push_clean(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            c if c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '\u{FB00}' => out.push_str("ff"),
            '\u{FB01}' => out.push_str("fi"),
            '\u{FB02}' => out.push_str("fl"),
            '\u{FB03}' => out.push_str("ffi"),
            '\u{FB04}' => out.push_str("ffl"),
            '\u{FB05}' | '\u{FB06}' => out.push_str("st"),
            c if is_layout(c) => {}
            c => out.push(c),
        }
    }
}

/// Whether a character only lays text out.
fn is_layout(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        // Unassigned for ever (noncharacters).
        || matches!(c, '\u{FDD0}'..='\u{FDEF}')
        || (c as u32) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_goes_and_text_stays() {
        for (text, expected) in [
            (" a\u{a0}\t b\r\nc ", "a b c"),
            ("co\u{AD}op\u{200B}e\u{FEFF}r\0ate\u{7}", "cooperate"),
            ("\u{202E}ﬁnal oﬃce\u{202C}", "final office"),
            ("\u{200F}مرحبا\u{200F}!", "\u{200F}مرحبا\u{200F}!"),
            ("👩\u{200D}🚒 cafe\u{301}", "👩\u{200D}🚒 cafe\u{301}"),
        ] {
            assert_eq!(clean(text), expected);
        }
    }
}
