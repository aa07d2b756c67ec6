//! Names in sentences: runs of capitalised words, parted from their titles, with a first guess at
//! what kind of entity they name.

mod german;
mod headline;
mod kind;
mod longer;
mod run;

use crate::engine::answer::NameKind;
use crate::engine::article::Article;
use crate::engine::data::gazetteer::{COMPASS, Entry, Role, gazetteer};
use crate::engine::data::lookup::{Title, tables};
use crate::engine::mention::usage::Usage;
use crate::engine::read::{Document, Sentence, SentenceNo};
use crate::engine::span::{Part, Span};
use crate::engine::text::{Lexicon, Token, TokenKind};
use std::ops::Range;

pub use headline::find_in_headlines;

/// A name in a sentence.
#[derive(Debug, Clone)]
pub struct NameMention {
    /// In which sentence.
    pub sentence: SentenceNo,
    /// Title or text.
    pub part: Part,
    /// The name without its title.
    pub span: Span,
    /// The name with what goes with it: `Mr. Grimm`, `Aceh province`, `Bern, Switzerland`.
    pub titled: Option<Span>,
    /// The title, if it has one.
    pub title: Option<Title>,
    /// Its tokens in the document.
    pub tokens: Range<usize>,
    /// First guess.
    pub kind: NameKind,
    /// Whether the guess rests on more than capitals.
    pub is_certain: bool,
    /// What the gazetteer knows of it.
    pub place: Option<Entry>,
    /// Whether it stands after a preposition of place.
    pub is_located: bool,
}

/// Finds the names of a document, those in Title Case headlines excepted.
pub fn find(article: &Article, document: &Document, lexicon: &Lexicon, usage: &Usage) -> Vec<NameMention> {
    let mut out = Vec::new();
    for (number, sentence) in document.sentences.iter().enumerate() {
        let text = article.part(sentence.part);
        if is_heading_in_capitals(document, sentence) {
            continue;
        }
        let mut finder =
            Finder { text, document, lexicon, usage, sentence, number: number as u32, out: &mut out };
        finder.run();
    }
    if document.lang == "de" {
        german::drop_nouns(article, document, lexicon, &mut out);
    }
    out
}

/// Whether a heading, or a text of one sentence, which may be one, capitalises (nearly) every long word.
fn is_heading_in_capitals(document: &Document, sentence: &Sentence) -> bool {
    (sentence.is_headline || document.sentences.len() == 1) && is_title_case(document, sentence)
}

/// Whether a sentence capitalises (nearly) every long word.
pub fn is_title_case(document: &Document, sentence: &Sentence) -> bool {
    let long = |t: &&Token| t.kind == TokenKind::Word && t.end - t.start >= 4;
    let n_long = document.tokens_of(sentence).iter().filter(long).count();
    let n_capital = document.tokens_of(sentence).iter().filter(long).filter(|t| t.is_capitalised()).count();
    n_long >= 3 && n_capital * 10 >= n_long * 7
}

/// `north`, `northeast`.
fn is_compass(word: &str) -> bool {
    COMPASS.iter().any(|c| word.starts_with(c)) && COMPASS.iter().any(|c| word.ends_with(c))
}

struct Finder<'d> {
    text: &'d str,
    document: &'d Document,
    lexicon: &'d Lexicon,
    usage: &'d Usage,
    sentence: &'d Sentence,
    number: SentenceNo,
    out: &'d mut Vec<NameMention>,
}

impl Finder<'_> {
    fn run(&mut self) {
        let (mut at, end) = (self.sentence.tokens.start, self.sentence.tokens.end);
        while at < end {
            if !self.starts_name(at) {
                at += 1;
                continue;
            }
            let run_end = self.run_end(at, end);
            if let Some((place_end, place)) = self.longer_place(at, run_end, end) {
                self.push(at..place_end, None, NameKind::Place, true, Some(place));
                at = place_end;
                continue;
            }
            self.add_run(at..run_end);
            at = run_end;
        }
    }

    fn token(&self, at: usize) -> &Token {
        &self.document.tokens[at]
    }

    /// The folded word of a token.
    fn folded(&self, at: usize) -> &str {
        &self.lexicon.word(self.token(at).word).text
    }

    fn slice(&self, range: &Range<usize>) -> &str {
        &self.text[self.token(range.start).start as usize..self.token(range.end - 1).end as usize]
    }

    fn is_organisation_head(&self, word: &str) -> bool {
        tables().organisation_head(word)
    }

    fn add_run(&mut self, run: Range<usize>) {
        let run = self.drop_ordinary_head(run);
        let of_name =
            if self.document.lang == "de" && !run.is_empty() { self.without_nouns(run) } else { Some(run) };
        let Some(run) = of_name else { return };
        if run.len() == 1 && self.is_party_letter(run.start) {
            return;
        }
        // `L.L.C.` behind a comma belongs to the name before.
        let after_comma =
            || run.start > self.sentence.tokens.start && self.token(run.start - 1).of(self.text) == ",";
        if run.is_empty() || run.len() == 1 && self.is_legal_form(run.start) && after_comma() {
            return;
        }
        let whole = self.slice(&run);
        if let Some(place) = gazetteer().get(whole) {
            let longer = self.with_region(&run).or_else(|| self.with_head(&run, NameKind::Place));
            let longer = longer.or_else(|| self.with_article(&run));
            self.push(run.clone(), longer, NameKind::Place, true, Some(place));
            self.add_body_of_place(&run);
            if place.role != Role::Demonym {
                self.add_facility(&run);
            }
            return;
        }
        if let Some(place) = self.abbreviated_state(&run) {
            // The stop belongs to the form: `Tex.`
            self.push(run.start..run.end + 1, None, NameKind::Place, true, Some(place));
            return;
        }
        if let Some((title_range, title)) = self.last_title(&run) {
            let name = title_range.end..run.end;
            if title_range.start > run.start {
                self.add_modifiers(run.start..title_range.start, &title_range, title);
            } else if title.kind == "office" || title.kind == "role" {
                self.push(title_range.clone(), None, NameKind::Office, true, None);
            }
            if !name.is_empty() {
                // In `National Security Office Chief Jang` the title is the body's, not `Chief Jang`.
                let before = run.start..title_range.start;
                let is_whole = before.is_empty()
                    || !matches!(title.kind, "office" | "role")
                    || gazetteer().get(self.slice(&before)).is_some();
                let from = self.token(title_range.start).start as usize;
                let titled =
                    Span::new(self.text, from..self.token(name.end - 1).end as usize).filter(|_| is_whole);
                self.push_titled(name, titled, title);
            }
            return;
        }
        let (mut kind, mut certain) = self.kind_of(&run);
        let mut longer = self.with_legal_form(&run);
        let small = if longer.is_some() { Some(NameKind::Organisation) } else { self.small_head(&run) };
        if let Some(head) = small.filter(|_| !certain || longer.is_some()) {
            kind = head;
            certain = true;
        }
        // `Wasilla, Alaska`
        if kind == NameKind::Other && !certain && self.with_region(&run).is_some() {
            kind = NameKind::Place;
            certain = true;
        }
        if kind != NameKind::Person {
            longer = longer
                .or_else(|| self.with_head(&run, kind))
                .or_else(|| self.with_region(&run))
                .or_else(|| self.with_article(&run));
        }
        self.push(run.clone(), longer, kind, certain, None);
        if kind == NameKind::Place {
            self.add_body_of_place(&run);
        }
        if kind != NameKind::Person {
            self.add_facility(&run);
        }
    }

    /// `Kraft Foods plant`: premises named by who runs them or where they are, besides that name itself.
    fn add_facility(&mut self, run: &Range<usize>) {
        let is_facility = |w: &str| tables().facility_nouns.contains_key(w);
        let is_head = |w: &str| tables().organisation_head(w) || tables().place_heads.contains_key(w);
        let end = match (self.small_word(run.end), self.small_word(run.end + 1)) {
            (Some(noun), _) if is_facility(noun) => run.end + 1,
            // `Wells Fargo bank branch`
            (Some(first), Some(noun)) if is_head(first) && is_facility(noun) => run.end + 2,
            _ => return,
        };
        let before = run.start.checked_sub(1).filter(|at| *at >= self.sentence.tokens.start);
        let compass = before.filter(|at| self.small_word(*at).is_some_and(is_compass));
        self.push(compass.unwrap_or(run.start)..end, None, NameKind::Place, true, None);
    }

    /// `Vancouver police`: a body named by its place and a small head word, besides the place itself.
    fn add_body_of_place(&mut self, run: &Range<usize>) {
        let is_body = self.small_word(run.end).is_some_and(|w| {
            longer::is_small_body(w)
                && !tables().place_heads.contains_key(w)
                && !tables().role_nouns.contains(w)
                || w == "police"
        });
        if is_body {
            self.push(run.start..run.end + 1, None, NameKind::Organisation, true, None);
        }
    }

    /// What stands before a title inside one run: a country or body, and with the title an office.
    fn add_modifiers(&mut self, before: Range<usize>, title_range: &Range<usize>, title: Title) {
        let modifier = self.slice(&before);
        if let Some(place) = gazetteer().get(modifier) {
            self.push(before.clone(), None, NameKind::Place, true, Some(place));
        } else {
            // `United States National Security Advisor`: the longest place at the head comes apart.
            for cut in (before.start + 1..before.end).rev() {
                if let Some(place) = gazetteer().get(self.slice(&(before.start..cut))) {
                    self.push(before.start..cut, None, NameKind::Place, true, Some(place));
                    break;
                }
            }
            let (kind, certain) = self.kind_of(&before);
            if kind == NameKind::Organisation {
                self.push(before.clone(), None, kind, certain, None);
            }
        }
        if title.kind == "office" || title.kind == "role" {
            let office = before.start..title_range.end;
            let with_article = self.with_article(&office);
            self.push(office, with_article, NameKind::Office, true, None);
        }
    }

    fn push(
        &mut self,
        run: Range<usize>,
        titled: Option<Span>,
        kind: NameKind,
        is_certain: bool,
        place: Option<Entry>,
    ) {
        self.push_all(run, titled, None, kind, is_certain, place);
    }

    fn push_titled(&mut self, run: Range<usize>, titled: Option<Span>, title: Title) {
        self.push_all(run, titled, Some(title), NameKind::Person, true, None);
    }

    fn push_all(
        &mut self,
        run: Range<usize>,
        titled: Option<Span>,
        title: Option<Title>,
        kind: NameKind,
        is_certain: bool,
        place: Option<Entry>,
    ) {
        let range = self.token(run.start).start as usize..self.token(run.end - 1).end as usize;
        let Some(span) = Span::new(self.text, range) else {
            return;
        };
        let is_located = self.is_located(run.start);
        self.out.push(NameMention {
            sentence: self.number,
            part: self.sentence.part,
            span,
            titled,
            title,
            tokens: run,
            kind,
            is_certain,
            place,
            is_located,
        });
    }
}
