//! The marks that can end a sentence, where they stand in a text.

/// A run of marks and what closes behind them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// Where the first mark stands.
    pub start: usize,
    /// Past the last mark.
    pub marks_end: usize,
    /// Past the closing quotation marks and brackets that belong to it.
    pub end: usize,
    /// What sort of marks.
    pub kind: Kind,
}

/// What a run of marks says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One full stop: an end, or an abbreviation's.
    Stop,
    /// `...`, `…`
    Ellipsis,
    /// `. . .`
    SpacedEllipsis,
    /// `!`, `?`, `?!`, and the stops of scripts that abbreviate with other marks.
    Strong,
    /// `。`, `！`, `？`: the same, and no blank follows.
    Wide,
}

/// Every run of marks, in order.
pub fn runs(body: &str) -> impl Iterator<Item = Run> {
    let mut at = 0;
    let mut quotes = Quotes { body, at: 0, n_before: 0, n_all: None };
    std::iter::from_fn(move || {
        let run = next(body, at, &mut quotes)?;
        at = run.end;
        Some(run)
    })
}

fn next(body: &str, from: usize, quotes: &mut Quotes) -> Option<Run> {
    let start = from + first_mark(&body[from..])?;
    let mut end = start;
    let mut spaced = false;
    let (mut n_stops, mut n_strong, mut n_wide) = (0, 0, 0);
    while let Some(c) = body[end..].chars().next() {
        match kind_of(c) {
            Some(Kind::Stop) => n_stops += 1,
            Some(Kind::Ellipsis) => n_stops += 3,
            Some(Kind::Wide) => n_wide += 1,
            Some(_) => n_strong += 1,
            // ". . ." is one run.
            None if c == ' ' && n_stops > 0 && is_spaced_stop(&body[end + 1..]) => spaced = true,
            None => break,
        }
        end += c.len_utf8();
    }
    let kind = match () {
        () if n_wide > 0 => Kind::Wide,
        () if n_strong > 0 => Kind::Strong,
        () if n_stops == 1 => Kind::Stop,
        () if spaced && n_stops == 3 => Kind::SpacedEllipsis,
        () => Kind::Ellipsis,
    };
    Some(Run { start, marks_end: end, end: end + closers_len(body, end, quotes), kind })
}

/// Whether a full stop begins `rest` that stands by itself: after it a blank, a closing mark or the end.
fn is_spaced_stop(rest: &str) -> bool {
    rest.strip_prefix('.').is_some_and(|after| !after.starts_with(char::is_alphanumeric))
}

/// Bytes before the first mark.
fn first_mark(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|b| matches!(b, b'.' | b'!' | b'?') || *b >= 0x80) {
        at += found;
        if bytes[at].is_ascii() {
            return Some(at);
        }
        let c = text[at..].chars().next()?;
        if kind_of(c).is_some() {
            return Some(at);
        }
        at += c.len_utf8();
    }
    None
}

/// What a character says at the end of a sentence: the property Sentence_Terminal of Unicode 16 for the scripts in
/// use, and the ellipsis.
fn kind_of(c: char) -> Option<Kind> {
    match c {
        '.' | '\u{2024}' | '\u{FE52}' => Some(Kind::Stop),
        '…' => Some(Kind::Ellipsis),
        '!' | '?' | '‼' | '‽' | '⁇' | '⁈' | '⁉' => Some(Kind::Strong),
        '。' | '．' | '！' | '？' | '｡' | '\u{FE12}' | '\u{FE15}' | '\u{FE16}' => Some(Kind::Wide),
        // Armenian, Hebrew, Arabic, Syriac; Devanagari and the scripts of its family; Myanmar, Ethiopic, Khmer,
        // Mongolian, Lao and Tibetan have theirs too.
        '։' | '\u{05C3}' | '؝' | '؞' | '؟' | '۔' | '\u{0700}'..='\u{0702}' => Some(Kind::Strong),
        '।' | '॥' | '၊' | '။' | '።' | '፧' | '፨' | '។' | '៕' | '᠃' | '᠉' | '།' => {
            Some(Kind::Strong)
        }
        _ => None,
    }
}

/// Bytes of the closing marks from `end` on. A mark after a blank closes too where it can do nothing else.
fn closers_len(body: &str, end: usize, quotes: &mut Quotes) -> usize {
    let mut at = end;
    loop {
        let rest = &body[at..];
        let Some(c) = rest.chars().next() else { break };
        let next = rest[c.len_utf8()..].chars().next();
        let ends_here = next.is_none_or(|n| !n.is_alphanumeric());
        let closes = match c {
            '”' | '»' | '›' | ')' | ']' | '}' | '」' | '』' | '）' | '】' | '》' | '〉' | '］' => {
                true
            }
            '’' | '\'' => ends_here,
            // German closes with the mark that English opens with.
            '“' => ends_here,
            '"' => ends_here || quotes.is_open_at(at),
            _ => false,
        };
        if closes {
            at += c.len_utf8();
            continue;
        }
        let is_blank = matches!(c, ' ' | '\u{a0}' | '\u{202f}');
        let stands_apart = |mark: char| {
            rest[c.len_utf8() + mark.len_utf8()..].chars().next().is_none_or(char::is_whitespace)
        };
        match next {
            Some(mark @ ('”' | '»')) if is_blank && stands_apart(mark) => {
                at += c.len_utf8() + mark.len_utf8()
            }
            Some('"') if is_blank && stands_apart('"') && quotes.closes_apart_at(at + c.len_utf8()) => {
                at += c.len_utf8() + 1;
            }
            _ => break,
        }
    }
    at - end
}

/// Counts straight quotation marks, asked at places in order.
struct Quotes<'b> {
    body: &'b str,
    /// Up to where they are counted.
    at: usize,
    /// How many stand before it.
    n_before: usize,
    /// How many the paragraph has.
    n_all: Option<usize>,
}

impl Quotes<'_> {
    fn n_in(text: &str) -> usize {
        text.bytes().filter(|b| *b == b'"').count()
    }

    /// Whether a quotation is open before the mark at `at`.
    fn is_open_at(&mut self, at: usize) -> bool {
        self.n_before += Quotes::n_in(&self.body[self.at..at]);
        self.at = at;
        self.n_before % 2 == 1
    }

    /// Whether the mark at `at`, blanks on both sides, closes: one that was opened here, or in a paragraph before, so
    /// that all marks behind it have their partners.
    fn closes_apart_at(&mut self, at: usize) -> bool {
        let is_open = self.is_open_at(at);
        let n_all = *self.n_all.get_or_insert_with(|| Quotes::n_in(self.body));
        is_open || (n_all - self.n_before - 1).is_multiple_of(2)
    }
}
