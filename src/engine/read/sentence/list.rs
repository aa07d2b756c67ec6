//! Points of a list: each begins a sentence, whatever stands before it.

/// How a list is marked: `1.`, `1)`, `1.)`, `a.`.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Marker {
    number: u32,
    is_letter: bool,
    end: &'static str,
}

/// The marker that a word is.
fn marker(word: &str) -> Option<Marker> {
    let word = word.trim_start_matches(is_bullet);
    let end = [".)", ".", ")"].into_iter().find(|end| word.ends_with(end))?;
    let bare = &word[..word.len() - end.len()];
    let mut letters = bare.chars();
    match (letters.next(), letters.next()) {
        (Some(c), None) if c.is_ascii_lowercase() => {
            Some(Marker { number: u32::from(c), is_letter: true, end })
        }
        (Some('1'..='9'), _) if bare.len() <= 3 && bare.bytes().all(|b| b.is_ascii_digit()) => {
            Some(Marker { number: bare.parse().ok()?, is_letter: false, end })
        }
        _ => None,
    }
}

fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '⁃' | '▪' | '‣' | '●' | '■')
}

/// Whether a text is the marker of a point and nothing else.
pub fn is_marker(text: &str) -> bool {
    /// `• 100.)`
    const LONGEST: usize = 16;
    let bare = text.trim_start_matches(|c| is_bullet(c) || c.is_whitespace());
    bare.len() <= LONGEST && !bare.contains(char::is_whitespace) && marker(bare).is_some()
}

/// Words of a text with the place of each.
fn words(body: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = body.as_ptr() as usize;
    body.split_whitespace().map(move |word| (word.as_ptr() as usize - base, word))
}

/// Where the second and later points of a list begin that the text opens with.
pub fn points(body: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let mut all = words(body).peekable();
    if all.peek().is_some_and(|(_, word)| word.chars().all(is_bullet)) {
        all.next();
    }
    let Some(mut last) = all.next().and_then(|(_, word)| marker(word)) else {
        return out;
    };
    let mut bullet = None;
    for (at, word) in all {
        if word.chars().all(is_bullet) {
            bullet = Some(at);
            continue;
        }
        if let Some(next) = marker(word)
            && next == (Marker { number: last.number + 1, ..last })
        {
            out.push(bullet.unwrap_or(at));
            last = next;
        }
        bullet = None;
    }
    out
}
