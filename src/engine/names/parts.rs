//! A person's name taken apart: articles and linking words gone, what belongs together joined.

/// Words that link the parts of a name and say nothing of whose it is.
const LINKS: &[&str] = &[
    "al", "el", "il", "ul", "ur", "de", "del", "della", "di", "da", "do", "dos", "das", "la", "le", "y", "e",
    "van", "von", "der", "den", "ter", "ten", "bin", "ben", "ibn", "bint", "binti", "ould", "u",
];

/// Articles that lose their l before some letters, and are articles only with a hyphen: `as-Sadr`.
const BOUND: &[&str] = &["ad", "an", "ar", "as", "ash", "at", "az", "ed", "er", "es", "ud", "id"];

/// Ways to write the first half of `Abdul Rahman`.
const SERVANT: &[&str] = &["abd", "abdul", "abdel", "abdal", "abdoul", "abdol"];

/// The parts of a folded name that are compared.
pub fn parts(words: &[String]) -> Vec<String> {
    let mut pieces: Vec<(String, bool)> = Vec::new();
    for word in words {
        let marks = ['\'', '`', '.', '\u{2019}', '\u{2018}', '"', ','];
        let mut rest = word.split('-').map(|p| p.replace(marks, "")).filter(|p| !p.is_empty()).peekable();
        while let Some(piece) = rest.next() {
            let is_bound = rest.peek().is_some();
            pieces.push((piece, is_bound));
        }
    }
    let mut out: Vec<String> = Vec::new();
    let mut servant = false;
    let n = pieces.len();
    for (at, (piece, is_bound)) in pieces.into_iter().enumerate() {
        let word = piece.as_str();
        let has_next = at + 1 < n;
        let is_link = LINKS.contains(&word) || (is_bound && BOUND.contains(&word));
        if has_next && is_link && (at > 0 || is_bound) {
            continue;
        }
        if servant {
            servant = false;
            out.push(format!("abdul{}", without_article(word)));
        } else if has_next && SERVANT.contains(&word) {
            servant = true;
        } else if matches!(word, "din" | "deen" | "eddin" | "uddin" | "eddine" | "aldin") && !out.is_empty() {
            let before = out.pop().unwrap_or_default();
            out.push(format!("{before}uddin"));
        } else if matches!(out.last().map(String::as_str), Some("abu" | "abou")) {
            out.pop();
            out.push(format!("abu{}", without_article(word)));
        } else {
            out.push(word.to_owned());
        }
    }
    out
}

/// `Alotaibi` without its article, where enough is left to be a name.
fn without_article(word: &str) -> &str {
    let bare = word.strip_prefix("al").or_else(|| word.strip_prefix("el"));
    bare.filter(|rest| rest.len() >= 5).unwrap_or(word)
}
