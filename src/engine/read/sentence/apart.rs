//! What stands apart from the sentences around it and ends with no mark: a web address, an emoticon, a row of stars.

use super::end::{is_address, is_opening};

/// Adds the places in `body` where a sentence begins after something of the sort.
pub fn points(body: &str, out: &mut Vec<usize>) {
    let bytes = body.as_bytes();
    let mut done = 0;
    // The rarest byte of each: most texts have none of them.
    for (at, byte) in bytes.iter().enumerate() {
        let start = match byte {
            _ if at < done => None,
            b'/' => address_start(body, at),
            b':' | b';' | b'=' | b'*' | b'_' | b'~' | b'#' | b'-' => follows_blank(body, at).then_some(at),
            _ => None,
        };
        let Some(start) = start else { continue };
        let end = body[at..].find(char::is_whitespace).map_or(body.len(), |n| at + n);
        done = end;
        let word = &body[start..end];
        let next = body[end..].trim_start();
        let next_is_capital = next.starts_with(|c: char| c.is_uppercase() || is_opening(c));
        let is_apart = match byte {
            b'/' => is_lone(word) && (next_is_capital || is_address(next)),
            _ => {
                is_emoticon(word) && !next.starts_with(['.', ',', '!', '?'])
                    || is_row(word) && next_is_capital
            }
        };
        if is_apart && !next.is_empty() && start > 0 {
            out.push(body.len() - next.len());
        }
    }
}

fn follows_blank(body: &str, at: usize) -> bool {
    body[..at].ends_with(char::is_whitespace)
}

/// Where the address begins whose `//` stands at `at`.
fn address_start(body: &str, at: usize) -> Option<usize> {
    let start = ["https:", "http:"].iter().find_map(|scheme| body[..at].strip_suffix(scheme))?.len();
    body[at..].starts_with("//").then_some(start)
}

/// An address with nothing behind it that would tell how the sentence goes on.
fn is_lone(word: &str) -> bool {
    !word.ends_with([',', ';', ':', '.', '!', '?', ')', ']'])
}

/// `:)`, `;-)`, `=(`, `:D`
fn is_emoticon(word: &str) -> bool {
    let mouth = word.trim_start_matches([':', ';', '=']).trim_start_matches('-');
    word.len() <= 4
        && word.starts_with([':', ';', '='])
        && (!mouth.is_empty() && mouth.chars().all(|c| matches!(c, ')' | '('))
            || matches!(mouth, "D" | "P" | "p"))
}

/// `***`, `-----`
fn is_row(word: &str) -> bool {
    word.len() >= 3 && word.bytes().all(|b| matches!(b, b'*' | b'-' | b'_' | b'=' | b'~' | b'#'))
}
