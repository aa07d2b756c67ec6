//! The words of one call, each kept once with its normal form and its concept.
//!
//! A concept is what two inflected forms, a verb and its noun, or two news synonyms have in common:
//! `condemned`, `condemnation` and `decry` are one concept. Stems are Snowball English
//! (Porter 2001, <https://snowballstem.org/algorithms/english/stemmer.html>).

use crate::engine::data::lookup::{WordFacts, tables};
use crate::engine::text::fold::fold;
use frostem::{Algorithm, Stemmer};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::collections::HashMap;
use std::sync::Arc;

/// A distinct normal form within one call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordIx(pub u32);

/// A distinct concept within one call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConceptIx(pub u32);

/// What is known of a normal form.
#[derive(Debug, Clone)]
pub struct Word {
    /// Folded text.
    pub text: Arc<str>,
    /// What it means, roughly.
    pub concept: ConceptIx,
    /// Whether it is a function word, which says nothing of the story.
    pub is_stop: bool,
    /// Whether it stands in the calendar table.
    pub is_calendar: bool,
    /// Whether it stands in the table of number words.
    pub is_number_word: bool,
    /// Whether a verb of speech can begin with it.
    pub starts_report: bool,
    /// Whether it names a document: statement, report.
    pub is_document: bool,
    /// Whether a verb of speech or the name of a document can be it and another word: `press release`.
    pub starts_phrase: bool,
    /// Whether it turns a statement round: not, never, n't.
    pub is_negation: bool,
}

/// The words of one call.
pub struct Lexicon {
    /// Folded forms, and spellings met that are not folded, so that each is folded once.
    ids: FxHashMap<Arc<str>, WordIx>,
    words: Vec<Word>,
    concept_ids: FxHashMap<Arc<str>, ConceptIx>,
    concepts: Vec<Arc<str>>,
    /// For each concept the first word that has it, for showing.
    concept_words: Vec<Arc<str>>,
    stemmer: Stemmer,
}

impl Default for Lexicon {
    fn default() -> Self {
        Lexicon::for_bytes(0)
    }
}

impl Lexicon {
    /// An empty lexicon with room for the words of a text of that many bytes.
    pub fn for_bytes(n_bytes: usize) -> Lexicon {
        /// One article has a new word every 8 bytes of its own, thirty have one every 16.
        const BYTES_PER_WORD: usize = 12;
        /// A long text repeats itself.
        const MOST_WORDS: usize = 10_000;
        let n = (n_bytes / BYTES_PER_WORD).min(MOST_WORDS);
        Lexicon {
            ids: HashMap::with_capacity_and_hasher(n, FxBuildHasher),
            words: Vec::with_capacity(n),
            concept_ids: HashMap::with_capacity_and_hasher(n, FxBuildHasher),
            concepts: Vec::with_capacity(n),
            concept_words: Vec::with_capacity(n),
            stemmer: Stemmer::new(Algorithm::English),
        }
    }

    /// The index of a word as it stands in a text.
    pub fn intern(&mut self, surface: &str) -> WordIx {
        if let Some(&ix) = self.ids.get(surface) {
            return ix;
        }
        let folded = fold(surface);
        if folded == surface {
            return self.add(surface);
        }
        let known = self.ids.get(folded.as_ref()).copied();
        let ix = known.unwrap_or_else(|| self.add(&folded));
        self.ids.insert(surface.into(), ix);
        ix
    }

    fn add(&mut self, folded: &str) -> WordIx {
        let text: Arc<str> = folded.into();
        let facts = tables().words.get(folded).copied().unwrap_or_default();
        // A function word is compared by itself; its stem would say nothing.
        let concept = if facts.is_stop { self.named(folded, &text) } else { self.concept_of(&text, facts) };
        let ix = WordIx(u32::try_from(self.words.len()).expect("fewer words than bytes of text"));
        self.words.push(Word {
            text: Arc::clone(&text),
            concept,
            is_stop: facts.is_stop,
            is_calendar: facts.is_calendar,
            is_number_word: facts.is_number,
            starts_report: facts.starts_report,
            is_document: facts.is_document,
            starts_phrase: facts.starts_phrase,
            is_negation: is_negation(folded),
        });
        self.ids.insert(text, ix);
        ix
    }

    fn concept_of(&mut self, folded: &Arc<str>, facts: WordFacts) -> ConceptIx {
        if let Some(key) = tables().ordinary_concept(facts, || concept_key(&self.stemmer, folded)) {
            return self.named(key, folded);
        }
        let key = concept_key(&self.stemmer, folded);
        self.named(&key, folded)
    }

    /// The index of a concept by its own name: a stem, or a name such as `name:12`.
    pub fn concept(&mut self, key: &str) -> ConceptIx {
        match self.concept_ids.get(key) {
            Some(&ix) => ix,
            None => self.named(key, &key.into()),
        }
    }

    /// The same; a new one is shown as `word`.
    fn named(&mut self, key: &str, word: &Arc<str>) -> ConceptIx {
        if let Some(&ix) = self.concept_ids.get(key) {
            return ix;
        }
        let ix = ConceptIx(u32::try_from(self.concepts.len()).expect("fewer concepts than bytes"));
        let key: Arc<str> = if **word == *key { Arc::clone(word) } else { key.into() };
        self.concepts.push(Arc::clone(&key));
        self.concept_words.push(Arc::clone(word));
        self.concept_ids.insert(key, ix);
        ix
    }

    /// What is known of a word.
    pub fn word(&self, ix: WordIx) -> &Word {
        &self.words[ix.0 as usize]
    }

    /// The index of a word that the call has already.
    pub fn find(&self, surface: &str) -> Option<WordIx> {
        self.ids.get(surface).copied()
    }

    /// The index of a concept that the call has already.
    pub fn find_concept(&self, key: &str) -> Option<ConceptIx> {
        self.concept_ids.get(key).copied()
    }

    /// Name of a concept.
    pub fn concept_text(&self, ix: ConceptIx) -> &str {
        &self.concepts[ix.0 as usize]
    }

    /// A word of the call that has this concept, for showing: `missiles` where the name is `missil`.
    pub fn concept_word(&self, ix: ConceptIx) -> &str {
        &self.concept_words[ix.0 as usize]
    }

    /// Number of distinct words so far.
    pub fn n_words(&self) -> usize {
        self.words.len()
    }

    /// Number of distinct concepts so far.
    pub fn n_concepts(&self) -> usize {
        self.concepts.len()
    }
}

/// Name of the concept of a folded word: lemma by table, stem, then the table of synonyms.
pub fn concept_key(stemmer: &Stemmer, folded: &str) -> String {
    let base = tables().irregular.get(folded).copied().unwrap_or(folded);
    let stem = stemmer.stem(base);
    tables().concepts.get(stem.as_ref()).cloned().unwrap_or_else(|| stem.into_owned())
}

/// Names of the concepts of several words.
pub fn concept_keys(words: &[&str]) -> Vec<String> {
    let stemmer = Stemmer::new(Algorithm::English);
    words.iter().map(|word| concept_key(&stemmer, word)).collect()
}

fn is_negation(folded: &str) -> bool {
    matches!(folded, "not" | "no" | "never" | "neither" | "nor" | "none" | "without" | "cannot")
        || folded.ends_with("n't")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, one_concept: bool) {
        let mut lexicon = Lexicon::default();
        let (a_ix, b_ix) = (lexicon.intern(a), lexicon.intern(b));
        let same = lexicon.word(a_ix).concept == lexicon.word(b_ix).concept;
        assert_eq!(same, one_concept, "{a} / {b}");
    }

    #[test]
    fn inflected_forms_nouns_of_verbs_and_news_synonyms_are_one_concept() {
        check("condemned", "condemn", true);
        check("condemned", "decry", true);
        check("killed", "dead", true);
        check("quake", "earthquake", true);
        check("Adviser", "advisors", true);
        check("north", "south", false);
        check("confirm", "deny", false);
    }
}
