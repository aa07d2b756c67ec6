//! The words of one call, each kept once with its normal form and its concept.
//!
//! A concept is what two inflected forms, a verb and its noun, or two news synonyms have in common:
//! `condemned`, `condemnation` and `decry` are one concept. Stems are Snowball English
//! (Porter 2001, <https://snowballstem.org/algorithms/english/stemmer.html>).

use crate::engine::data::lookup::tables;
use crate::engine::text::fold::fold;
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

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
    pub text: Box<str>,
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
    /// Whether it turns a statement round: not, never, n't.
    pub is_negation: bool,
}

/// The words of one call.
pub struct Lexicon {
    ids: FxHashMap<Box<str>, WordIx>,
    words: Vec<Word>,
    concept_ids: FxHashMap<Box<str>, ConceptIx>,
    concepts: Vec<Box<str>>,
    /// For each concept the first word that has it, for showing.
    concept_words: Vec<Box<str>>,
    stemmer: Stemmer,
    /// Surface form to word, so that folding is done once for each distinct spelling.
    surface: FxHashMap<Box<str>, WordIx>,
}

impl Default for Lexicon {
    fn default() -> Self {
        Lexicon {
            ids: FxHashMap::default(),
            words: Vec::new(),
            concept_ids: FxHashMap::default(),
            concepts: Vec::new(),
            concept_words: Vec::new(),
            stemmer: Stemmer::create(Algorithm::English),
            surface: FxHashMap::default(),
        }
    }
}

impl Lexicon {
    /// The index of a word as it stands in a text.
    pub fn intern(&mut self, surface: &str) -> WordIx {
        if let Some(&ix) = self.surface.get(surface) {
            return ix;
        }
        let folded = fold(surface);
        let ix = match self.ids.get(folded.as_ref()) {
            Some(&ix) => ix,
            None => self.add(&folded),
        };
        self.surface.insert(surface.into(), ix);
        ix
    }

    fn add(&mut self, folded: &str) -> WordIx {
        let concept = self.concept_of(folded);
        let ix = WordIx(u32::try_from(self.words.len()).expect("fewer words than bytes of text"));
        self.words.push(Word {
            text: folded.into(),
            concept,
            is_stop: tables().stopwords.contains(folded),
            is_calendar: tables().calendar.contains_key(folded),
            is_number_word: tables().number_words.contains_key(folded),
            starts_report: tables().reporting_heads.contains(folded),
            is_negation: is_negation(folded),
        });
        self.ids.insert(folded.into(), ix);
        ix
    }

    fn concept_of(&mut self, folded: &str) -> ConceptIx {
        let key = concept_key(&self.stemmer, folded);
        let n_before = self.concepts.len();
        let concept = self.concept(&key);
        if self.concepts.len() > n_before {
            self.concept_words[concept.0 as usize] = folded.into();
        }
        concept
    }

    /// The index of a concept by its own name: a stem, or a name such as `place:north korea`.
    pub fn concept(&mut self, key: &str) -> ConceptIx {
        if let Some(&ix) = self.concept_ids.get(key) {
            return ix;
        }
        let ix = ConceptIx(u32::try_from(self.concepts.len()).expect("fewer concepts than bytes"));
        self.concepts.push(key.into());
        self.concept_words.push(key.into());
        self.concept_ids.insert(key.into(), ix);
        ix
    }

    /// What is known of a word.
    pub fn word(&self, ix: WordIx) -> &Word {
        &self.words[ix.0 as usize]
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
    let stemmer = Stemmer::create(Algorithm::English);
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
