//! Whether a run of marks ends its sentence.

use super::marks::{Kind, Run};
use super::rules::Rules;
use super::{list, stop};

/// A run of marks with what stands around it.
pub struct Around<'b> {
    /// The sentence so far, without the marks.
    pub before: &'b str,
    /// The same with its marks.
    pub head: &'b str,
    /// The last word before the marks.
    pub word: &'b str,
    /// Whether a quotation mark or bracket closes behind the marks.
    pub is_closed: bool,
    /// The beginning of what follows, white space left out.
    pub next: &'b str,
    /// Its first character.
    pub next_char: char,
    /// Its first word.
    pub next_word: &'b str,
}

/// Bytes that are looked at on either side of a mark: more than the longest word or clause that the rules ask for,
/// so that a text without blanks costs no more than another.
const WINDOW: usize = 160;

/// Whether the sentence that begins at `start` ends with `run`; it is known to hold a letter or digit.
pub fn ends(body: &str, start: usize, run: &Run, rules: &Rules) -> bool {
    let rest = &body[run.end..];
    let next = rest.trim_start();
    let Some(next_char) = next.chars().next() else {
        return true;
    };
    let has_blank = next.len() < rest.len();
    let next = &next[..next.floor_char_boundary(WINDOW)];
    let before = &body[start..run.start];
    let around = Around {
        // A mark may stand apart: `G . A`.
        before: before.trim_end(),
        head: &body[start..run.end],
        word: last_word(before.trim_end()),
        is_closed: run.end > run.marks_end,
        next,
        next_char,
        next_word: next.split(char::is_whitespace).next().unwrap_or(""),
    };
    if run.kind == Kind::Wide {
        return after_wide(&around, &body[run.marks_end..run.end]);
    }
    if !has_blank {
        return rules.spaces_words && is_run_together(body, run, &around);
    }
    match run.kind {
        // "and [...] the": words left out.
        Kind::Ellipsis | Kind::SpacedEllipsis if before.ends_with(['[', '(']) => false,
        Kind::SpacedEllipsis => false,
        Kind::Ellipsis => {
            let goes_on = before.ends_with(char::is_whitespace)
                && matches!(around.next_word.split(['\'', '\u{2019}']).next(), Some("I"));
            // Where there are no capitals, nothing shows that a sentence begins.
            let may_begin = !next_char.is_alphabetic() || next_char.is_uppercase();
            may_begin && !goes_on
        }
        Kind::Strong => after_strong(&around, rules),
        _ => after_stop(&around, rules),
    }
}

/// `！`, `？`, `。`: a bracket that closes before a particle goes on; what stands between brackets is no sentence yet.
fn after_wide(around: &Around, closers: &str) -> bool {
    /// Bytes back to which a bracket may stand open.
    const LONGEST_BRACKET: usize = 2000;
    let before = &around.before
        [around.before.ceil_char_boundary(around.before.len().saturating_sub(LONGEST_BRACKET))..];
    let is_open = |open: char, close: char| {
        let n_closed = before.matches(close).count() + closers.matches(close).count();
        before.matches(open).count() > n_closed
    };
    if is_open('「', '」') || is_open('『', '』') || is_open('（', '）') {
        return false;
    }
    // 「…。」と述べた: Japanese goes on with a particle.
    let is_particle =
        matches!(around.next_char, 'と' | 'な' | 'の' | 'を' | 'が' | 'に' | 'は' | 'も' | 'で' | 'っ');
    let goes_on = is_particle && closers.contains(['」', '』', '）']);
    let is_said = closers.contains(['”', '」', '』']) && is_chinese_attribution(around.next);
    !goes_on && !is_said
}

/// Whether a clause begins `next` that says in Chinese who spoke: `总工程师白海伦说。`
fn is_chinese_attribution(next: &str) -> bool {
    const SPEECH: &[&str] = &[
        "说", "說", "说道", "說道", "表示", "称", "稱", "指出", "强调", "強調", "问", "問", "道", "透露",
        "坦言", "补充", "補充",
    ];
    let clause = next.find(['。', '，', '：', '！', '？', '\n']).map(|at| (&next[..at], &next[at..]));
    clause.is_some_and(|(clause, mark)| {
        mark.starts_with('。') && SPEECH.iter().any(|verb| clause.ends_with(verb))
    })
}

fn after_strong(around: &Around, rules: &Rules) -> bool {
    if matches!(around.next_char, ':' | ';' | ',') {
        return false;
    }
    if !around.next_char.is_lowercase() {
        return behind_marks(around.next) && !(around.is_closed && is_attribution(around.next, rules));
    }
    // `"Stop!" he said`, `Yahoo! shares`: what follows goes on in lower case.
    let marks = around.head[around.before.len()..].trim_start();
    let is_of_name = marks == "!" && !around.word.starts_with(char::is_lowercase);
    !around.is_closed && rules.begins_in_lower_case && !is_of_name && !rules.says.contains(around.next_word)
}

/// Whether a sentence begins behind the dashes and other marks of `next`, rather than the rest of one.
fn behind_marks(next: &str) -> bool {
    let is_dash = |c: char| matches!(c, '-' | '–' | '—');
    !next.starts_with(is_dash)
        || !next.trim_start_matches(|c| is_dash(c) || c == ' ').starts_with(char::is_lowercase)
}

/// Whether a clause begins `next` that says who spoke: `Mr. Obama asked`, `the mayor said`.
fn is_attribution(next: &str, rules: &Rules) -> bool {
    /// `Deputy Police Commissioner John F. Smith said`
    const LONGEST: usize = 6;
    for (n_before, word) in next.split_whitespace().take(LONGEST + 1).enumerate() {
        let bare = word.trim_end_matches(['.', ',']);
        if n_before > 0 && rules.says.contains(bare) {
            return true;
        }
        // A pronoun begins a sentence of its own.
        let names = word.starts_with(char::is_uppercase)
            && !word.ends_with([',', '!', '?'])
            && !rules.is_opener(&bare.to_lowercase());
        if !names {
            return false;
        }
    }
    false
}

fn after_stop(around: &Around, rules: &Rules) -> bool {
    let Around { before, head, word, next_char, next_word, is_closed, .. } = *around;
    // "1. The first": the number of a point is no sentence.
    if list::is_marker(head) {
        return false;
    }
    if is_closed && !next_char.is_lowercase() {
        return true;
    }
    let is_plain = is_plain_word(word) && rules.class_of(before, word).is_none();
    match next_char {
        // "iPhone sales" begins a sentence as a capital does.
        c if c.is_lowercase() && !is_brand(next_word) => {
            !is_closed
                && !rules.is_abbreviation(word)
                && (is_address(next_word) || begins_small(around, rules))
        }
        '(' | '[' => is_plain || rules.class_of(before, word).is_none() && !stop::is_initial(around, rules),
        c if c.is_alphanumeric() || is_opening(c) => !stop::joins(around, rules),
        ':' | ',' | ';' | '/' => false,
        // A dash, a star, a bullet: a sentence begins behind it.
        _ => behind_marks(around.next) && (is_plain || !stop::joins(around, rules)),
    }
}

/// `dollars.The`: two sentences without the blank between them; not `example.Com`, not `Node.js`.
fn is_run_together(body: &str, run: &Run, around: &Around) -> bool {
    let word_start = around.word.trim_start_matches(is_opening);
    let next = around.next.trim_start_matches(is_opening);
    let next_word: &str =
        next.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’')).next().unwrap_or("");
    let token_end = next.find(char::is_whitespace).unwrap_or(next.len());
    let mut letters = next_word.chars();
    let is_ellipsis = run.kind == Kind::Ellipsis && word_start.ends_with(char::is_alphabetic);
    (is_ellipsis || run.marks_end - run.start == 1 && is_plain_word(word_start))
        && letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(|c| c.is_lowercase() || matches!(c, '\'' | '’'))
        && !next[..token_end].trim_end_matches('.').contains(['.', '@', '/', '_', '='])
        && !is_domain_end(next_word)
        && !body[run.end..].starts_with(['\'', '’'])
}

/// Last part of the names of hosts and libraries that people write with a capital: `Amazon.Com`.
fn is_domain_end(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    matches!(
        lower.as_str(),
        "com"
            | "net"
            | "org"
            | "co"
            | "js"
            | "io"
            | "tv"
            | "info"
            | "edu"
            | "gov"
            | "uk"
            | "de"
            | "fr"
            | "ru"
            | "news"
    )
}

/// A word of at least two small letters and nothing else.
fn is_plain_word(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| !matches!(c, '\'' | '’' | '-'));
    word.chars().all(|c| c.is_lowercase() || matches!(c, '\'' | '’' | '-')) && letters.nth(1).is_some()
}

/// A word with a small first letter and a capital soon after: `iPhone`, `eBay`.
fn is_brand(word: &str) -> bool {
    word.chars().skip(1).take(2).any(char::is_uppercase)
}

/// Whether a sentence may begin with a small letter: after a plain word, or with a word that opens one.
fn begins_small(around: &Around, rules: &Rules) -> bool {
    let word = around.word.trim_end_matches([')', '.']);
    let opener = around.next_word.split(['\'', '’', ',']).next().unwrap_or("");
    let is_whole = word.len() >= 3 && !word.contains('.');
    rules.begins_in_lower_case
        && !around.next_word.contains('@')
        && (is_plain_word(word) || is_whole && PRONOUNS.contains(&opener))
}

/// Words that begin a clause and do not go on with a name or number.
const PRONOUNS: &[&str] = &[
    "i", "we", "you", "he", "she", "it", "they", "this", "these", "those", "there", "its", "what", "why",
    "how",
];

/// Whether a word is an address in the web.
pub fn is_address(word: &str) -> bool {
    ["http://", "https://", "www."].iter().any(|head| word.starts_with(head))
}

/// A mark that opens what follows.
pub fn is_opening(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '„' | '«' | '‹' | '¿' | '¡' | '(' | '[' | '「' | '『')
}

/// The run of characters before the marks, back to a blank or an opening mark.
pub fn last_word(text: &str) -> &str {
    let text = &text[text.ceil_char_boundary(text.len().saturating_sub(WINDOW))..];
    let start = text.rfind(|c: char| {
        c.is_whitespace() || matches!(c, '(' | '"' | '“' | '„' | '«' | '‘' | '[' | '/' | '—')
    });
    start.map_or(text, |at| {
        let width = text[at..].chars().next().map_or(1, char::len_utf8);
        &text[at + width..]
    })
}
