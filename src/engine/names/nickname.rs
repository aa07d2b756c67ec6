//! What a text says that somebody is called besides: `Vincent "the Chin" Gigante`, `nicknamed "The Oddfather"`.

use super::forms::{Form, FormIx, Forms};
use super::person::family_name;
use crate::engine::answer::NameKind;
use crate::engine::article::Article;
use crate::engine::mention::Mentions;
use crate::engine::read::{DocIx, Document, Sentence, SentenceNo};
use crate::engine::span::{Part, Span};
use crate::engine::text::TokenKind;
use crate::engine::text::fold::fold_line;
use rustc_hash::{FxHashMap, FxHashSet};

/// Marks that open what is quoted inside a name.
pub const OPENING: [char; 4] = ['"', '\u{201C}', '\'', '\u{2018}'];
/// Marks that close it.
pub const CLOSING: [char; 4] = ['"', '\u{201D}', '\'', '\u{2019}'];

/// Words behind which a name between quotation marks is what somebody is called.
const SAY_SO: &[&str] =
    &["nicknamed", "nickname", "nicknames", "dubbed", "alias", "aka", "moniker", "title", "known", "called"];

/// Those of them behind which no marks are needed.
const SAY_SO_PLAINLY: &[&str] = &["nicknamed", "nickname", "dubbed"];

/// Longest nickname, in words, and most words between the verb and it: `known to his friends as`.
const LONGEST: usize = 4;

/// Finds them in all documents; a form that is used as a name by itself is entered with the person's form.
pub fn collect(articles: &[&Article], documents: &[Document], mentions: &[Mentions], forms: &mut Forms) {
    let mut called: Vec<(FormIx, String)> = Vec::new();
    for (n, form) in forms.list.iter().enumerate().filter(|(_, f)| f.kind != NameKind::Office) {
        let inside = form.key.split_once(OPENING).and_then(|(_, rest)| rest.split_once(CLOSING));
        let name = inside.filter(|(_, rest)| !rest.is_empty()).map(|(name, _)| name);
        called.extend(name.map(|name| (FormIx(n as u32), name.to_owned())));
    }
    let persons = forms.list.iter().filter(|f| f.kind == NameKind::Person);
    let families: FxHashSet<String> = persons.map(|f| family_name(&f.words).to_owned()).collect();
    for (doc, (article, document)) in articles.iter().zip(documents).enumerate() {
        let is_person = |n: usize| {
            let form = &forms.list[forms.of_mention[doc][n].0 as usize];
            form.kind == NameKind::Person || families.contains(&form.key)
        };
        for (number, sentence) in document.sentences.iter().enumerate() {
            let reader = Reader { text: article.part(sentence.part), document, sentence };
            for (at, name) in reader.said() {
                let person = person_before(&mentions[doc], number as SentenceNo, at, is_person);
                called.extend(person.map(|mention| (forms.of_mention[doc][mention], name)));
            }
        }
    }
    if called.is_empty() {
        return;
    }
    let by_key: FxHashMap<String, FormIx> =
        forms.list.iter().enumerate().map(|(n, form)| (form.key.clone(), FormIx(n as u32))).collect();
    for (person, name) in called {
        let name = name.trim_matches(|c: char| !c.is_alphanumeric());
        let bare = name.strip_prefix("the ").unwrap_or(name);
        let used = by_key.get(bare).filter(|used| **used != person && bare.chars().count() > 1);
        let Some(used) = used else { continue };
        forms.list[person.0 as usize].bynames.insert(*used);
        add_articles(&mut forms.list[used.0 as usize], articles);
    }
}

/// The spellings with `the` before them: the article belongs to a nickname.
fn add_articles(form: &mut Form, articles: &[&Article]) {
    form.is_byname = true;
    let mut with_article: Vec<(String, (DocIx, Part, Span))> = Vec::new();
    for (doc, part, span) in form.spellings.iter().flat_map(|(_, places)| places) {
        let text = articles[doc.0 as usize].part(*part);
        let start = span.start().checked_sub("the ".len());
        let Some(longer) = start.and_then(|start| Span::new(text, start..span.end())) else {
            continue;
        };
        let printed = longer.of(text);
        let is_known = form.spellings.iter().any(|(known, _)| known == printed);
        if !printed.to_lowercase().starts_with("the ") || is_known {
            continue;
        }
        with_article.push((printed.to_owned(), (*doc, *part, longer)));
    }
    with_article.into_iter().for_each(|(printed, place)| form.add_spelling(&printed, place));
}

/// The person named last before a token, in its sentence or shortly before.
fn person_before(
    mentions: &Mentions,
    number: SentenceNo,
    at: usize,
    is_person: impl Fn(usize) -> bool,
) -> Option<usize> {
    /// Sentences back; beyond, the text has come to somebody else.
    const REACH: SentenceNo = 2;
    let is_before = |n: &usize| mentions.names[*n].tokens.end <= at;
    let is_near = |n: &usize| mentions.names[*n].sentence + REACH >= number;
    let mut named = (0..mentions.names.len()).rev().filter(is_before).take_while(is_near);
    named.find(|n| is_person(*n))
}

struct Reader<'a> {
    text: &'a str,
    document: &'a Document,
    sentence: &'a Sentence,
}

impl Reader<'_> {
    fn raw(&self, at: usize) -> &str {
        if self.sentence.tokens.contains(&at) { self.document.tokens[at].of(self.text) } else { "" }
    }

    fn is_mark(&self, at: usize, marks: [char; 4]) -> bool {
        let mut letters = self.raw(at).chars();
        matches!((letters.next(), letters.next()), (Some(mark), None) if marks.contains(&mark))
    }

    fn is_capitalised(&self, at: usize) -> bool {
        self.sentence.tokens.contains(&at) && self.document.tokens[at].is_capitalised()
    }

    /// Folded text of tokens.
    fn folded(&self, from: usize, to: usize) -> String {
        let tokens = &self.document.tokens;
        fold_line(&self.text[tokens[from].start as usize..tokens[to - 1].end as usize])
    }

    /// The nicknames that the sentence gives, folded, each with the token of the word that says so.
    fn said(&self) -> Vec<(usize, String)> {
        let mut out = Vec::new();
        for at in self.sentence.tokens.clone() {
            let word = self.raw(at);
            // Nearly every word ends here.
            if !word.starts_with(['n', 'd', 'a', 'm', 't', 'k', 'c', 'N', 'D', 'A', 'M', 'T', 'K', 'C', '@'])
            {
                continue;
            }
            // `on Twitter as @DCGopGirl`, `Elizabeth Lauten (@DCGopGirl)`
            if word == "@" && at > 0 && matches!(self.raw(at - 1), "as" | "(") && !self.raw(at + 1).is_empty()
            {
                out.push((at, self.folded(at + 1, at + 2)));
            }
            let says = |list: &[&str]| list.iter().any(|w| w.eq_ignore_ascii_case(word));
            if self.document.tokens[at].kind != TokenKind::Word || !says(SAY_SO) {
                continue;
            }
            let quoted = self.quoted(at + 1);
            if quoted.is_empty() && says(SAY_SO_PLAINLY) {
                out.extend(self.plain(at + 1).map(|name| (at, name)));
            }
            out.extend(quoted.into_iter().map(|name| (at, name)));
        }
        out
    }

    /// Names between quotation marks: one soon after `from`, and others joined to it by `and` or a comma.
    fn quoted(&self, from: usize) -> Vec<String> {
        let mut out = Vec::new();
        let mut open = (from..=from + LONGEST).find(|at| self.is_mark(*at, OPENING));
        while let Some(first) = open.map(|open| open + 1) {
            let Some(close) = (first + 1..=first + LONGEST).find(|at| self.is_mark(*at, CLOSING)) else {
                break;
            };
            let inside = first..close;
            // `nicknamed "The Oddfather,"`
            let end = if self.raw(close - 1) == "," { close - 1 } else { close };
            if inside.clone().any(|at| self.is_capitalised(at)) && end > first {
                out.push(self.folded(first, end));
            }
            let goes_on = matches!(self.raw(close + 1), "and" | "or" | ",");
            open = (close + 2..=close + 3).find(|at| goes_on && self.is_mark(*at, OPENING));
        }
        out
    }

    /// A name without marks: `nicknamed the Tiger`.
    fn plain(&self, from: usize) -> Option<String> {
        let first = (from..=from + 1).find(|at| !matches!(self.raw(*at), "the" | "as"))?;
        let end = (first..).find(|at| !self.is_capitalised(*at))?;
        (1..=LONGEST).contains(&(end - first)).then(|| self.folded(first, end))
    }
}
