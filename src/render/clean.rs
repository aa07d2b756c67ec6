//! Words of articles made safe to print: one line, no control characters, no hold on the words around them.

const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP_ISOLATE: char = '\u{2069}';

/// `text` on one line: line breaks and tabs become spaces, runs of them one. Other control characters, which would
/// steer a terminal, become their pictures. A text that changes the direction of writing is isolated, so that it
/// cannot turn the words after it.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut depth = 0_usize;
    let turns = text.chars().any(is_direction);
    if turns {
        line.push(FIRST_STRONG_ISOLATE);
    }
    for c in text.chars() {
        match c {
            ' ' | '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                if !line.ends_with(' ') {
                    line.push(' ');
                }
            }
            '\0'..='\u{1f}' => {
                line.push(char::from_u32(u32::from(c) + 0x2400).expect("U+2400 to U+241F are pictures"))
            }
            '\u{7f}' => line.push('\u{2421}'),
            '\u{80}'..='\u{9f}' => line.push(char::REPLACEMENT_CHARACTER),
            '\u{2066}'..='\u{2068}' => {
                depth += 1;
                line.push(c);
            }
            // An end without a beginning would end the isolation around this text.
            POP_ISOLATE if depth == 0 => {}
            POP_ISOLATE => {
                depth -= 1;
                line.push(c);
            }
            _ => line.push(c),
        }
    }
    if turns {
        line.extend(std::iter::repeat_n(POP_ISOLATE, depth + 1));
    }
    line.trim().to_owned()
}

/// `url` if it is one that a reader may be sent to: http or https, without blanks, quotes or controls.
pub(super) fn web_address(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let is_plain =
        |c: char| !c.is_whitespace() && !c.is_control() && !is_direction(c) && !"<>\\`^{}|".contains(c);
    (is_web && !rest.is_empty() && rest.chars().all(is_plain)).then_some(url)
}

/// Embeddings, overrides and isolates of the bidirectional algorithm, and their ends.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(one_line(text), expected);
    }

    #[test]
    fn a_text_is_one_line_without_controls() {
        check(" a\r\n\r\n\tb\u{2028}c ", "a b c");
        check("\u{1b}[31mred\u{7}\0", "␛[31mred␇␀");
        check("x\u{7f}\u{9b}31m", "x␡\u{fffd}31m");
        check("🚢 e\u{301}\u{a0}한", "🚢 e\u{301}\u{a0}한");
    }

    #[test]
    fn a_turn_of_direction_ends_with_its_text() {
        check("\u{202e}olleh", "\u{2068}\u{202e}olleh\u{2069}");
        check("\u{2067}a", "\u{2068}\u{2067}a\u{2069}\u{2069}");
        check("a\u{2069}\u{2069}b\u{202e}", "\u{2068}ab\u{202e}\u{2069}");
    }

    #[test]
    fn only_plain_web_addresses_are_links() {
        for url in ["https://a.example/x?y=1&z=\"2\"", "HTTP://a"] {
            assert_eq!(web_address(url), Some(url));
        }
        for url in [
            "javascript:alert(1)",
            "data:text/html,x",
            "https://a b",
            "http://",
            "https://a>b",
            "//a",
            " https://a",
        ] {
            assert_eq!(web_address(url), None, "{url}");
        }
    }
}
