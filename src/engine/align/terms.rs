//! What a sentence says, as terms that can be compared: concepts of its words, its names by entity,
//! its numbers by value, its dates by day. The words that say who speaks are left out; the guard
//! looks at speakers.

use super::Story;
use crate::engine::answer::NameKind;
use crate::engine::data::lookup::tables;
use crate::engine::mention::NumberMention;
use crate::engine::read::DocIx;
use crate::engine::text::{ConceptIx, Lexicon, TokenKind};
use jiff::civil::Date;

/// A sentence in the row of all sentences of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SentenceIx(pub u32);

impl SentenceIx {
    /// For indexing.
    pub fn ix(self) -> usize {
        self.0 as usize
    }
}

/// Sort of term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TermKind {
    /// A word's concept.
    Word,
    /// A named entity.
    Name,
    /// A number.
    Number,
    /// A day.
    Date,
}

/// One sentence as terms.
#[derive(Debug, Clone)]
pub struct Terms {
    /// Its document.
    pub doc: DocIx,
    /// Its number there.
    pub number: u32,
    /// Distinct terms, sorted.
    pub terms: Vec<(ConceptIx, TermKind)>,
    /// Folded words in order, function words and all, for runs and verbatim checks.
    pub words: Vec<u32>,
    /// Its numbers that are terms, each with its place among the numbers of the document.
    pub numbers: Vec<(ConceptIx, u32)>,
    /// Days it names.
    pub dates: Vec<Date>,
    /// First and last day of every date it names, months and years too.
    pub periods: Vec<(Date, Date)>,
    /// Whether it holds a negation outside its marker.
    pub is_negated: bool,
    /// Whether it speaks of what may come: will, could, forecast.
    pub is_forecast: bool,
    /// Whether it is a headline.
    pub is_headline: bool,
    /// Place among the story sentences of its document, 0..=1.
    pub position: f64,
}

/// All sentences of a call and the weight of each term.
pub struct Sentences {
    /// In order of document and number.
    pub list: Vec<Terms>,
    /// First sentence of each document; one more at the end.
    pub starts: Vec<u32>,
    /// By concept: how much a term says in this story (inverse sentence frequency).
    pub weight: Vec<f64>,
    /// By sentence: the sum of its terms' weights.
    pub total: Vec<f64>,
}

impl Sentences {
    /// The sentence with this number in a document.
    pub fn at(&self, doc: DocIx, number: u32) -> SentenceIx {
        SentenceIx(self.starts[doc.0 as usize] + number)
    }

    /// Terms of a sentence.
    pub fn get(&self, ix: SentenceIx) -> &Terms {
        &self.list[ix.ix()]
    }

    /// Gives every term the same weight, for two sentences without a story.
    pub fn weigh_alike(&mut self) {
        self.weight.iter_mut().for_each(|w| *w = 1.0);
        self.total = self.list.iter().map(|t| t.terms.len() as f64).collect();
    }

    /// The sentence before or after in the same document, headlines apart.
    pub fn neighbour(&self, ix: SentenceIx, step: i64) -> Option<SentenceIx> {
        let other = u32::try_from(i64::from(ix.0) + step).ok()?;
        let there = self.list.get(other as usize)?;
        let here = self.get(ix);
        (there.doc == here.doc && there.is_headline == here.is_headline).then_some(SentenceIx(other))
    }
}

/// Words by which a sentence speaks of what may come.
const FORECAST_WORDS: &[&str] = &[
    "could",
    "may",
    "might",
    "expected",
    "expects",
    "forecast",
    "forecasts",
    "forecasters",
    "predicted",
    "predicts",
    "projected",
];

/// Makes the terms of all sentences.
pub fn collect(story: &Story, lexicon: &mut Lexicon) -> Sentences {
    let mut sentences =
        Sentences { list: Vec::new(), starts: Vec::new(), weight: Vec::new(), total: Vec::new() };
    for doc in 0..story.documents.len() {
        sentences.starts.push(sentences.list.len() as u32);
        add_document(story, doc, lexicon, &mut sentences.list);
    }
    sentences.starts.push(sentences.list.len() as u32);
    weigh(&mut sentences, lexicon.n_concepts());
    sentences
}

fn add_document(story: &Story, doc: usize, lexicon: &mut Lexicon, out: &mut Vec<Terms>) {
    let document = &story.documents[doc];
    let mentions = &story.mentions[doc];
    let phrases = &story.names.phrases[doc];
    let n_story = document.story().count().max(2);
    let (mut next_name, mut next_number, mut next_date) = (0, 0, 0);
    let mut n_told = 0usize;
    for (number, sentence) in document.sentences.iter().enumerate() {
        let number = number as u32;
        let (mut terms, mut numbers) = (Vec::new(), Vec::new());
        // Tokens that a name, number or date stands for.
        let mut taken = vec![false; sentence.tokens.len()];
        let take = |range: &std::ops::Range<usize>, taken: &mut Vec<bool>| {
            range.clone().for_each(|at| {
                if sentence.tokens.contains(&at) {
                    taken[at - sentence.tokens.start] = true
                }
            });
        };
        let said = story.attributions[doc][number as usize].as_ref().filter(|a| a.is_explicit);
        let marker = said.and_then(|a| a.marker).filter(|_| sentence.part == crate::engine::span::Part::Text);
        let in_marker = |at: usize| {
            let token = &document.tokens[at];
            marker.is_some_and(|m| m.start() as u32 <= token.start && token.end <= m.end() as u32)
        };
        while next_name < mentions.names.len() && mentions.names[next_name].sentence <= number {
            let mention = &mentions.names[next_name];
            let before = next_name.checked_sub(1).map(|n| &mentions.names[n]);
            let group = story.names.of_mention[doc][next_name];
            next_name += 1;
            if mention.sentence != number || in_marker(mention.tokens.start) {
                continue;
            }
            let kind = story.names.groups[group.0 as usize].kind;
            // `Kraft plant` stands for its own words where `Kraft` is a name already.
            let is_nested = kind == NameKind::Place
                && before.is_some_and(|b| b.sentence == number && b.tokens.end > mention.tokens.start);
            if kind != NameKind::Office && !is_nested {
                take(&mention.tokens, &mut taken);
                terms.push((lexicon.concept(&format!("name:{}", group.0)), TermKind::Name));
            }
        }
        let first = phrases.partition_point(|(tokens, _)| tokens.start < sentence.tokens.start);
        let here = phrases[first..].iter().take_while(|(tokens, _)| tokens.start < sentence.tokens.end);
        for (tokens, group) in here {
            let is_body = story.names.groups[group.0 as usize].kind == NameKind::Organisation;
            if is_body && !in_marker(tokens.start) {
                take(tokens, &mut taken);
                terms.push((lexicon.concept(&format!("name:{}", group.0)), TermKind::Name));
            }
        }
        while next_number < mentions.numbers.len() && mentions.numbers[next_number].sentence <= number {
            let mention = &mentions.numbers[next_number];
            if mention.sentence == number && !mention.is_vague {
                take(&mention.tokens, &mut taken);
                let concept = lexicon.concept(&number_key(mention));
                terms.push((concept, TermKind::Number));
                numbers.push((concept, next_number as u32));
            }
            next_number += 1;
        }
        let (mut dates, mut periods) = (Vec::new(), Vec::new());
        while next_date < mentions.dates.len() && mentions.dates[next_date].sentence <= number {
            let mention = &mentions.dates[next_date];
            next_date += 1;
            if mention.sentence != number {
                continue;
            }
            take(&mention.tokens, &mut taken);
            if let Some(resolved) = &mention.resolved {
                let key = format!("date:{}:{:?}", resolved.date, resolved.precision);
                terms.push((lexicon.concept(&key), TermKind::Date));
                periods.push(resolved.period());
                if resolved.precision == crate::engine::answer::Precision::Day {
                    dates.push(resolved.date);
                }
            }
        }
        let (mut is_negated, mut is_forecast) = (false, false);
        let mut words = Vec::with_capacity(sentence.tokens.len());
        for at in sentence.tokens.clone() {
            let token = &document.tokens[at];
            if matches!(token.kind, TokenKind::Mark | TokenKind::Possessive) {
                continue;
            }
            words.push(token.word.0);
            let word = lexicon.word(token.word);
            is_negated |= word.is_negation && !in_marker(at);
            is_forecast |= FORECAST_WORDS.contains(&word.text.as_ref());
            let says_nothing = word.is_stop
                || taken[at - sentence.tokens.start]
                || in_marker(at)
                || matches!(tables().reporting.get(word.text.as_ref()), Some((_, "say")));
            if !says_nothing {
                terms.push((word.concept, TermKind::Word));
            }
        }
        terms.sort_unstable();
        terms.dedup_by_key(|t| t.0);
        dates.sort_unstable();
        dates.dedup();
        let position = n_told as f64 / (n_story - 1) as f64;
        n_told += usize::from(!sentence.is_headline);
        out.push(Terms {
            doc: DocIx(doc as u32),
            number,
            terms,
            words,
            numbers,
            dates,
            periods,
            is_negated,
            is_forecast,
            is_headline: sentence.is_headline,
            position: position.min(1.0),
        });
    }
}

/// Name of a number's concept: its value and what its unit measures.
fn number_key(mention: &NumberMention) -> String {
    format!("number:{}:{}", mention.value, mention.dimension.unwrap_or(""))
}

/// Inverse sentence frequency within the story itself: ln((N + 1) / (n + 0.5)), where a term in
/// nearly every sentence weighs next to nothing (Robertson and Spärck Jones 1976, smoothed).
fn weigh(sentences: &mut Sentences, n_concepts: usize) {
    let mut n_with = vec![0u32; n_concepts];
    for terms in &sentences.list {
        terms.terms.iter().for_each(|(concept, _)| n_with[concept.0 as usize] += 1);
    }
    let n = sentences.list.len() as f64;
    sentences.weight = n_with.iter().map(|&k| ((n + 1.0) / (f64::from(k) + 0.5)).ln().max(0.05)).collect();
    let total = |terms: &Terms| terms.terms.iter().map(|(c, _)| sentences.weight[c.0 as usize]).sum();
    sentences.total = sentences.list.iter().map(total).collect();
}
