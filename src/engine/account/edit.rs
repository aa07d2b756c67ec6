//! One printed sentence: the base's own text, with what is put in brackets and in house style.
//! Inside quotation marks nothing is ever changed.

use super::quoted::Quoted;
use super::{Context, Fate};
use crate::engine::align::SentenceIx;
use crate::engine::answer::{Insertion, NameKind, Note, Precision, Replacement, Statement};
use crate::engine::data::lookup::tables;
use crate::engine::mention::date::Said;
use crate::engine::names::GroupIx;
use crate::engine::read::DocIx;
use crate::engine::span::{Location, Part, Span};

/// A change to the base's text, at a byte of the article's part.
enum Edit {
    /// Words of another place, in brackets.
    Insert { at: usize, from: Location, words: String },
    /// A name in house style.
    Replace { span: Span, printed: String },
}

impl Edit {
    fn at(&self) -> usize {
        match self {
            Edit::Insert { at, .. } => *at,
            Edit::Replace { span, .. } => span.start(),
        }
    }
}

/// A sentence as it stands.
pub fn plain(context: &Context, sentence: SentenceIx) -> Statement {
    let edits = house_style(context, sentence, &Quoted::of(context, sentence));
    build(context, sentence, edits)
}

/// A sentence with its insertions. `previous` is what is printed before it.
pub fn statement(
    context: &Context,
    fates: &[Fate],
    sentence: SentenceIx,
    previous: Option<SentenceIx>,
    notes: &mut Vec<Note>,
) -> Statement {
    let quoted = Quoted::of(context, sentence);
    let mut edits = house_style(context, sentence, &quoted);
    edits.extend(dates(context, sentence, &quoted));
    if let Some((pronoun, at)) = goes_back(context, sentence)
        && !stands_after_its_own(context, fates, sentence, previous)
    {
        match antecedent(context, sentence, &pronoun) {
            Some((from, words)) if !quoted.touches(at, at) => edits.push(Edit::Insert { at, from, words }),
            _ => notes.push(Note {
                code: "missing_antecedent",
                detail: format!(
                    "\u{201C}{pronoun}\u{201D} goes back to a sentence that is not printed before it"
                ),
                locs: vec![context.location(sentence)],
            }),
        }
    }
    build(context, sentence, edits)
}

fn build(context: &Context, sentence: SentenceIx, mut edits: Vec<Edit>) -> Statement {
    let base = context.location(sentence);
    let doc = context.alignment.sentences.get(sentence).doc;
    let whole = context.story.articles[doc.0 as usize].part(base.part);
    edits.sort_by_key(Edit::at);
    let (mut text, mut insertions, mut replacements) = (String::new(), Vec::new(), Vec::new());
    let mut copied = base.span.start();
    for edit in edits {
        if edit.at() < copied {
            continue;
        }
        text.push_str(&whole[copied..edit.at()]);
        copied = edit.at();
        match edit {
            Edit::Insert { from, words, .. } => {
                let inserted = format!(" [{words}]");
                insertions.push(Insertion { at: text.len(), text: inserted.clone(), from });
                text.push_str(&inserted);
            }
            Edit::Replace { span, printed } => {
                let original = span.of(whole).to_owned();
                replacements.push(Replacement {
                    at: text.len(),
                    original,
                    printed: printed.clone(),
                    why: "house style".into(),
                });
                text.push_str(&printed);
                copied = span.end();
            }
        }
    }
    text.push_str(&whole[copied..base.span.end()]);
    Statement { text, facts: Vec::new(), base, sources: Vec::new(), insertions, replacements }
}

/// Puts names in house style, outside quotation marks.
fn house_style(context: &Context, sentence: SentenceIx, quoted: &Quoted) -> Vec<Edit> {
    let base = context.location(sentence);
    let doc = context.alignment.sentences.get(sentence).doc;
    let whole = context.story.articles[doc.0 as usize].part(base.part);
    let mut edits = Vec::new();
    for (form, printed) in context.options.house_style.iter().filter(|(form, _)| !form.is_empty()) {
        for (offset, _) in base.span.of(whole).match_indices(form.as_str()) {
            let start = base.span.start() + offset;
            let end = start + form.len();
            let inside_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let whole_word =
                !inside_word(whole[..start].chars().next_back()) && !inside_word(whole[end..].chars().next());
            if let Some(span) = Span::new(whole, start..end)
                && whole_word
                && !quoted.touches(start, end)
            {
                edits.push(Edit::Replace { span, printed: printed.clone() });
            }
        }
    }
    edits
}

/// A weekday whose date another support of the same fact writes out: `Tuesday [January 9]`.
fn dates(context: &Context, sentence: SentenceIx, quoted: &Quoted) -> Vec<Edit> {
    let terms = context.alignment.sentences.get(sentence);
    let mentions = context.story.mentions[terms.doc.0 as usize].dates_of(terms.number);
    let mut edits = Vec::new();
    for mention in mentions.iter().filter(|m| matches!(m.said, Said::Weekday { .. })) {
        let Some(resolved) = mention.resolved.as_ref().filter(|r| r.precision == Precision::Day) else {
            continue;
        };
        if quoted.touches(mention.span.end(), mention.span.end()) {
            continue;
        }
        let source = context.set.partners[sentence.ix()].iter().find_map(|(partner, _)| {
            let other = context.alignment.sentences.get(*partner);
            let dates = context.story.mentions[other.doc.0 as usize].dates_of(other.number);
            let written = dates.iter().find(|d| {
                matches!(d.said, Said::Day { .. })
                    && d.resolved.as_ref().is_some_and(|r| r.date == resolved.date)
            })?;
            Some((other.doc, written))
        });
        if let Some((doc, written)) = source {
            edits.push(insert(context, doc, written.part, written.span, mention.span.end()));
        }
    }
    edits
}

fn insert(context: &Context, doc: DocIx, part: Part, span: Span, at: usize) -> Edit {
    let words = span.of(context.story.articles[doc.0 as usize].part(part)).to_owned();
    Edit::Insert { at, from: Location { article: context.doc_article[doc.0 as usize], part, span }, words }
}

/// The pronoun of a sentence that goes back to one before it, and the byte after it: at its head, or as its speaker
/// (`"...," he said`).
pub fn goes_back(context: &Context, sentence: SentenceIx) -> Option<(String, usize)> {
    let terms = context.alignment.sentences.get(sentence);
    let said = context.story.said(terms);
    if let Some(marker) = said.filter(|a| a.is_explicit).and_then(|a| a.marker) {
        let words = marker.of(context.story.articles[terms.doc.0 as usize].part(Part::Text));
        let speaker = words.split(' ').next().unwrap_or("");
        let groups = &context.story.names.of_mention[terms.doc.0 as usize];
        let is_speaker = |n: usize| said.is_some_and(|a| a.who_groups.contains(&groups[n]));
        let mut named = context.story.mentions[terms.doc.0 as usize].names_of(terms.number);
        if matches!(speaker, "he" | "she") && !named.any(is_speaker) {
            return Some((speaker.to_owned(), marker.start() + speaker.len()));
        }
    }
    let document = &context.story.documents[terms.doc.0 as usize];
    let there = &document.sentences[terms.number as usize];
    let text = context.story.articles[terms.doc.0 as usize].part(there.part);
    let tokens = document.tokens_of(there);
    let first = tokens.iter().find(|t| t.kind == crate::engine::text::TokenKind::Word)?;
    let word = first.of(text).to_lowercase();
    let is_pronoun = matches!(word.as_str(), "he" | "she" | "they" | "it" | "his" | "her" | "their");
    is_pronoun.then_some((first.of(text).to_owned(), first.end as usize))
}

/// Whether the sentence printed before it is the one before it in its own article, or says what that one says, and
/// tells who is meant if that is known.
fn stands_after_its_own(
    context: &Context,
    fates: &[Fate],
    sentence: SentenceIx,
    previous: Option<SentenceIx>,
) -> bool {
    let Some(own) = context.alignment.sentences.neighbour(sentence, -1) else {
        return true;
    };
    let Some(previous) = previous else { return false };
    let follows = own == previous || fates[own.ix()] == Fate::Merged(previous);
    follows && speaker(context, sentence).is_none_or(|group| tells_of(context, previous, group))
}

/// The person who speaks in a sentence, where it is known who.
fn speaker(context: &Context, sentence: SentenceIx) -> Option<GroupIx> {
    let terms = context.alignment.sentences.get(sentence);
    let said = context.story.said(terms);
    said.filter(|a| a.is_person && a.is_explicit).and_then(|a| a.who_groups.first().copied())
}

/// Whether a sentence names a person or is that person's own words.
fn tells_of(context: &Context, sentence: SentenceIx, group: GroupIx) -> bool {
    let terms = context.alignment.sentences.get(sentence);
    let doc = terms.doc.0 as usize;
    let groups = &context.story.names.of_mention[doc];
    context.story.mentions[doc].names_of(terms.number).any(|n| groups[n] == group)
        || context.story.said(terms).is_some_and(|a| a.who_groups.contains(&group))
}

/// The person (for he, she) or body (for it, they) that the article named last before the sentence.
fn antecedent(context: &Context, sentence: SentenceIx, pronoun: &str) -> Option<(Location, String)> {
    let terms = context.alignment.sentences.get(sentence);
    let pronoun = pronoun.to_lowercase();
    let is_person = matches!(pronoun.as_str(), "he" | "she" | "his" | "her");
    if !is_person {
        return None;
    }
    let doc = terms.doc.0 as usize;
    let names = context.story.names;
    let speaker = speaker(context, sentence);
    let sex = if matches!(pronoun.as_str(), "he" | "his") { "m" } else { "f" };
    let fits = |form: &crate::engine::names::Form| {
        let given = tables().given_names.get(form.words[0].as_str()).copied();
        let known = if form.gender == "-" {
            given.filter(|_| form.words.len() > 1).unwrap_or("-")
        } else {
            form.gender
        };
        !matches!(known, "m" | "f") || known == sex
    };
    let mentions = context.story.mentions[doc].names.iter().zip(&names.of_mention[doc]).rev();
    for (mention, group) in mentions {
        let is_before = mention.part == Part::Text
            && mention.sentence < terms.number
            && (speaker.is_some() || terms.number - mention.sentence <= 4);
        let is_person = names.groups[group.0 as usize].kind == NameKind::Person;
        let is_wanted = speaker.map_or(is_person, |s| s == *group);
        let all_fit = names.groups[group.0 as usize].forms.iter().all(|f| fits(&names.forms[f.0 as usize]));
        if is_before && is_wanted && all_fit {
            let span = mention.span;
            let text = span.of(&context.story.articles[doc].text).to_owned();
            return Some((Location { article: context.doc_article[doc], part: Part::Text, span }, text));
        }
    }
    None
}
