//! What a sentence says, as terms that can be compared: concepts of its words, its names by entity,
//! its numbers by value, its dates by day. The words that say who speaks are left out; the guard
//! looks at speakers.

use super::keys::{date_key, name_key, number_key};
use super::{Story, marks, vector};
use crate::engine::answer::NameKind;
use crate::engine::data::lookup::tables;
use crate::engine::mention::date::Said;
use crate::engine::names::GroupIx;
use crate::engine::read::{DocIx, Quotation};
use crate::engine::span::Part;
use crate::engine::text::{ConceptIx, Lexicon, TokenKind};
use crate::engine::twins::Twins;
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

/// Something that a sentence says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// What.
    pub concept: ConceptIx,
    /// Of which sort.
    pub kind: TermKind,
    /// Its first place among the terms of its sentence, in order of the text.
    pub place: u32,
    /// Whether no other sentence of its document says it.
    pub is_alone: bool,
}

/// One sentence as terms.
#[derive(Debug, Clone)]
pub struct Terms {
    /// Its document.
    pub doc: DocIx,
    /// Its number there.
    pub number: u32,
    /// The sentence of the original that it repeats, if it stands in a near copy.
    pub twin: Option<SentenceIx>,
    /// Distinct terms, sorted by concept.
    pub terms: Vec<Term>,
    /// How many of them are of each kind.
    n_of: [usize; 4],
    /// Folded words in order, function words and all, for runs and verbatim checks.
    pub words: Vec<u32>,
    /// The words of its quotations, in order.
    pub quoted: Vec<u32>,
    /// Concepts of all its words, function words and all, with their weights as a vector of length one,
    /// sorted by concept.
    pub vector: Vec<(u32, f32)>,
    /// Its numbers that are terms, each with its place among the numbers of the document.
    pub numbers: Vec<(ConceptIx, u32)>,
    /// Days it names.
    pub dates: Vec<Date>,
    /// First and last day of every date it names, months and years too.
    pub periods: Vec<(Date, Date)>,
    /// Whether all dates it names lie well before the latest of the story: it tells of another occasion.
    pub is_background: bool,
    /// Whether it holds a negation outside its marker.
    pub is_negated: bool,
    /// The words that its negations turn round: `guilty` in "not guilty".
    pub negated: Vec<ConceptIx>,
    /// Whether it speaks of what may come: could, may, forecast.
    pub is_forecast: bool,
    /// Whether it says that somebody foretold it: forecast, predicted.
    pub is_prediction: bool,
    /// Whether it is a headline.
    pub is_headline: bool,
    /// Place among the story sentences of its document, 0..=1.
    pub position: f64,
}

impl Terms {
    /// Makes it a sentence that repeats another and says nothing by itself.
    pub(super) fn repeat(&mut self, original: SentenceIx) {
        self.twin = Some(original);
        self.terms.clear();
        self.numbers.clear();
        self.n_of = [0; 4];
    }

    /// How many of its terms are of a kind.
    pub fn n_of(&self, kind: TermKind) -> usize {
        self.n_of[kind as usize]
    }

    /// Whether it says this.
    pub fn holds(&self, concept: ConceptIx) -> bool {
        self.terms.binary_search_by_key(&concept, |t| t.concept).is_ok()
    }
}

/// All sentences of a call and the weight of each term.
pub struct Sentences {
    /// In order of document and number.
    pub list: Vec<Terms>,
    /// First sentence of each document; one more at the end.
    pub starts: Vec<u32>,
    /// By concept: how much a term says in this story (inverse sentence frequency).
    pub weight: Vec<f64>,
    /// By concept: how many sentences say it.
    pub n_with: Vec<u32>,
    /// By concept: whether it says where, and nothing else.
    pub is_place: Vec<bool>,
    /// By sentence: the sum of its terms' weights.
    pub total: Vec<f64>,
}

impl Sentences {
    /// How many of them repeat no other.
    pub fn n_told(&self) -> usize {
        self.list.iter().filter(|terms| terms.twin.is_none()).count()
    }

    /// The sentence with this number in a document.
    pub fn at(&self, doc: DocIx, number: u32) -> SentenceIx {
        SentenceIx(self.starts[doc.0 as usize] + number)
    }

    /// The sentences of a document, in order.
    pub fn of(&self, doc: DocIx) -> impl Iterator<Item = SentenceIx> + use<> {
        (self.starts[doc.0 as usize]..self.starts[doc.0 as usize + 1]).map(SentenceIx)
    }

    /// The document that this one is a near copy of, if it is one.
    pub fn original(&self, doc: DocIx) -> Option<DocIx> {
        self.of(doc).find_map(|ix| self.get(ix).twin).map(|twin| self.get(twin).doc)
    }

    /// Terms of a sentence.
    pub fn get(&self, ix: SentenceIx) -> &Terms {
        &self.list[ix.ix()]
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
const FORECAST_WORDS: &[&str] = &["could", "may", "might"];

/// Words by which it says that somebody foretold it.
const PREDICTION_WORDS: &[&str] =
    &["expected", "expects", "forecast", "forecasts", "forecasters", "predicted", "predicts", "projected"];

/// Makes the terms of all sentences.
pub fn collect(story: &Story, lexicon: &mut Lexicon, twins: &Twins) -> Sentences {
    let mut sentences = Sentences {
        list: Vec::new(),
        starts: Vec::new(),
        weight: Vec::new(),
        n_with: Vec::new(),
        is_place: Vec::new(),
        total: Vec::new(),
    };
    let mut names = vec![None; story.names.groups.len()];
    for doc in 0..story.documents.len() {
        sentences.starts.push(sentences.list.len() as u32);
        add_document(story, doc, lexicon, &mut names, &mut sentences.list);
    }
    sentences.starts.push(sentences.list.len() as u32);
    marks::leave_out_twins(&mut sentences, twins);
    weigh(&mut sentences, lexicon.n_concepts());
    marks::mark(&mut sentences, story, lexicon);
    vector::build(&mut sentences, lexicon);
    sentences
}

/// Adds the sentences of a document; `names` holds the concepts of the entities met so far.
fn add_document(
    story: &Story,
    doc: usize,
    lexicon: &mut Lexicon,
    names: &mut [Option<ConceptIx>],
    out: &mut Vec<Terms>,
) {
    let mut name = |group: GroupIx, lexicon: &mut Lexicon| {
        *names[group.0 as usize].get_or_insert_with(|| lexicon.concept(&name_key(group)))
    };
    let document = &story.documents[doc];
    let mentions = &story.mentions[doc];
    let phrases = &story.names.phrases[doc];
    let n_story = document.story().count().max(2);
    let (mut next_name, mut next_number, mut next_date) = (0, 0, 0);
    let mut n_told = 0usize;
    for (number, sentence) in document.sentences.iter().enumerate() {
        let number = number as u32;
        let mut found = Found::default();
        let mut numbers = Vec::new();
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
        let marker = said.and_then(|a| a.marker).filter(|_| sentence.part == Part::Text);
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
                found.push(name(group, lexicon), TermKind::Name, mention.tokens.start);
            }
        }
        let first = phrases.partition_point(|(tokens, _)| tokens.start < sentence.tokens.start);
        let here = phrases[first..].iter().take_while(|(tokens, _)| tokens.start < sentence.tokens.end);
        for (tokens, group) in here {
            let is_body = story.names.groups[group.0 as usize].kind == NameKind::Organisation;
            if is_body && !in_marker(tokens.start) {
                take(tokens, &mut taken);
                found.push(name(*group, lexicon), TermKind::Name, tokens.start);
            }
        }
        while next_number < mentions.numbers.len() && mentions.numbers[next_number].sentence <= number {
            let mention = &mentions.numbers[next_number];
            if mention.sentence == number && !mention.is_vague {
                let mut tokens = mention.tokens.clone();
                // The unit is the number's; what is counted is a word of its own.
                if mention.unit.is_some() {
                    let is_inside = |at: &usize| document.tokens[*at].end as usize <= mention.span.end();
                    tokens.end += (tokens.end..sentence.tokens.end).take_while(is_inside).count();
                }
                take(&tokens, &mut taken);
                let concept = lexicon.concept(&number_key(mention));
                found.push(concept, TermKind::Number, mention.tokens.start);
                numbers.push((concept, next_number as u32));
            }
            next_number += 1;
        }
        let (mut dates, mut periods) = (Vec::new(), Vec::new());
        let (mut n_dates, mut n_months) = (0, 0);
        while next_date < mentions.dates.len() && mentions.dates[next_date].sentence <= number {
            let mention = &mentions.dates[next_date];
            next_date += 1;
            if mention.sentence != number {
                continue;
            }
            take(&mention.tokens, &mut taken);
            n_dates += 1;
            n_months += usize::from(matches!(mention.said, Said::Month { .. } | Said::Year(_)));
            if let Some(resolved) = &mention.resolved {
                found.push(lexicon.concept(&date_key(resolved)), TermKind::Date, mention.tokens.start);
                periods.push(resolved.period());
                if resolved.precision == crate::engine::answer::Precision::Day {
                    dates.push(resolved.date);
                }
            }
        }
        let (mut is_negated, mut is_forecast, mut is_prediction) = (false, false, false);
        let (mut negated, mut follows_negation) = (Vec::new(), false);
        let mut words = Vec::with_capacity(sentence.tokens.len());
        let mut quoted = Vec::new();
        let quotations = document.quotations_of(number);
        for at in sentence.tokens.clone() {
            let token = &document.tokens[at];
            if matches!(token.kind, TokenKind::Mark | TokenKind::Possessive) {
                follows_negation = false;
                continue;
            }
            words.push(token.word.0);
            let is_quoted =
                |q: &Quotation| q.span.start() as u32 <= token.start && token.end <= q.span.end() as u32;
            if sentence.part == Part::Text && quotations.iter().any(is_quoted) {
                quoted.push(token.word.0);
            }
            let word = lexicon.word(token.word);
            is_negated |= word.is_negation && !in_marker(at);
            is_prediction |= PREDICTION_WORDS.contains(&word.text.as_ref());
            is_forecast |= is_prediction || FORECAST_WORDS.contains(&word.text.as_ref());
            if follows_negation {
                negated.push(word.concept);
            }
            follows_negation = matches!(word.text.as_ref(), "not" | "never");
            let says_nothing = word.is_stop
                || taken[at - sentence.tokens.start]
                || in_marker(at)
                || matches!(tables().reporting.get(word.text.as_ref()), Some((_, "say")));
            if !says_nothing {
                found.push(word.concept, TermKind::Word, at);
            }
        }
        dates.sort_unstable();
        dates.dedup();
        let position = n_told as f64 / (n_story - 1) as f64;
        n_told += usize::from(!sentence.is_headline);
        let terms = found.distinct();
        let mut n_of = [0; 4];
        terms.iter().for_each(|term| n_of[term.kind as usize] += 1);
        out.push(Terms {
            doc: DocIx(doc as u32),
            number,
            twin: None,
            terms,
            n_of,
            words,
            quoted,
            vector: Vec::new(),
            numbers,
            dates,
            // Where nobody says which day it is, "in September" is not the day of the news.
            is_background: n_dates > 0 && n_dates == n_months && periods.is_empty(),
            periods,
            is_negated,
            negated,
            is_forecast,
            is_prediction,
            is_headline: sentence.is_headline,
            position: position.min(1.0),
        });
    }
}

/// The terms of a sentence as they are found, each with the token it begins at.
#[derive(Default)]
struct Found(Vec<(ConceptIx, TermKind, usize)>);

impl Found {
    fn push(&mut self, concept: ConceptIx, kind: TermKind, at: usize) {
        self.0.push((concept, kind, at));
    }

    /// Each once, sorted by concept, with its place in order of the text.
    fn distinct(mut self) -> Vec<Term> {
        self.0.sort_unstable_by_key(|t| (t.2, t.0));
        let mut terms: Vec<Term> = (0u32..)
            .zip(&self.0)
            .map(|(place, &(concept, kind, _))| Term { concept, kind, place, is_alone: false })
            .collect();
        terms.sort_unstable();
        terms.dedup_by_key(|t| t.concept);
        terms
    }
}

/// Inverse sentence frequency within the story itself: ln((N + 1) / (n + 0.5)), where a term in
/// nearly every sentence weighs next to nothing (Robertson and Spärck Jones 1976, smoothed).
fn weigh(sentences: &mut Sentences, n_concepts: usize) {
    let mut n_with = vec![0u32; n_concepts];
    for terms in &sentences.list {
        terms.terms.iter().for_each(|term| n_with[term.concept.0 as usize] += 1);
    }
    let n = sentences.n_told() as f64;
    let most = n_with.iter().copied().max().unwrap_or(0);
    let of: Vec<f64> = (0..=most).map(|k| ((n + 1.0) / (f64::from(k) + 0.5)).ln().max(0.05)).collect();
    sentences.weight = n_with.iter().map(|&k| of[k as usize]).collect();
    let total = |terms: &Terms| terms.terms.iter().map(|t| sentences.weight[t.concept.0 as usize]).sum();
    sentences.total = sentences.list.iter().map(total).collect();
    sentences.n_with = n_with;
}
