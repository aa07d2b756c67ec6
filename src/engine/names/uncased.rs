//! Names in scripts without capitals, which nothing there sets off from other words: found where another article of the call
//! has the name in letters with capitals.
//!
//! Every stretch of words that could be a name (three syllables of Hangul, three or four Chinese characters, two to four words
//! of Arabic or Hebrew) is looked up by the consonants of its words and compared like any two names.

use super::{person, script, spelling};
use crate::engine::answer::NameKind;
use crate::engine::article::Article;
use crate::engine::mention::{Mentions, NameMention};
use crate::engine::read::{Document, SentenceNo};
use crate::engine::span::Span;
use crate::engine::text::TokenKind;
use crate::engine::text::fold::fold_line;
use person::PersonName;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::ops::Range;

/// Languages whose script has no capitals.
const UNCASED: &[&str] = &["ar", "fa", "he", "ja", "ko", "ur", "zh"];
/// A sound that more names begin with tells too little, and comparing all would take too long.
const CROWDED: usize = 32;
/// Words of an Arabic or Hebrew name.
const N_WORDS: Range<usize> = 2..5;
/// Arabic prepositions and conjunctions of one letter, written together with the word behind.
const PREFIXES: &[char] = &['و', 'ف', 'ب', 'ل', 'ك'];

/// Adds the mentions of names that other articles show, each list kept in order of the text.
pub fn add(articles: &[&Article], documents: &[Document], mentions: &mut [Mentions]) {
    let is_uncased = |document: &Document| UNCASED.contains(&document.lang.as_str());
    if !documents.iter().any(is_uncased) {
        return;
    }
    let known = Known::of(articles, mentions);
    if known.names.is_empty() {
        return;
    }
    for ((article, document), mentions) in articles.iter().zip(documents).zip(mentions) {
        if is_uncased(document) {
            let finder = Finder { article, document, known: &known };
            mentions.names.extend(finder.find());
            mentions.names.sort_by_key(|name| (name.sentence, name.span.start()));
        }
    }
}

/// Persons' names in letters with capitals.
struct Known {
    names: Vec<PersonName>,
    /// By the consonants of a word.
    by_sound: FxHashMap<String, Vec<usize>>,
}

impl Known {
    fn of(articles: &[&Article], mentions: &[Mentions]) -> Known {
        let mut printed: BTreeMap<String, &str> = BTreeMap::new();
        for (article, mentions) in articles.iter().zip(mentions) {
            for name in mentions.names.iter().filter(|name| {
                matches!(name.kind, NameKind::Person | NameKind::Other) && name.tokens.len() > 1
            }) {
                let text = name.span.of(article.part(name.part));
                printed.entry(fold_line(text)).or_insert(text);
            }
        }
        let mut known = Known { names: Vec::new(), by_sound: FxHashMap::default() };
        for (folded, text) in printed {
            let words = script::ascii_words(&folded);
            for key in words.iter().flat_map(|word| spelling::keys(word)) {
                let of_sound = known.by_sound.entry(key).or_default();
                if of_sound.last() != Some(&known.names.len()) {
                    of_sound.push(known.names.len());
                }
            }
            known.names.push(PersonName::read(&words, text));
        }
        known.by_sound.retain(|_, names| names.len() <= CROWDED);
        known
    }

    /// Whether a stretch of text is one of the names.
    fn has(&self, printed: &str) -> bool {
        // Folded, as the names are compared later.
        let printed = fold_line(printed);
        let words = script::ascii_words(&printed);
        let mut read = None;
        let keys = words.iter().flat_map(|word| spelling::keys(word));
        keys.filter_map(|key| self.by_sound.get(&key)).flatten().any(|name| {
            let candidate = read.get_or_insert_with(|| PersonName::read(&words, &printed));
            person::one_person(candidate, &self.names[*name])
                .is_some_and(|one| one.evidence.score >= person::SURE)
        })
    }
}

struct Finder<'a> {
    article: &'a Article,
    document: &'a Document,
    known: &'a Known,
}

impl Finder<'_> {
    fn find(&self) -> Vec<NameMention> {
        let mut found = Vec::new();
        for (number, sentence) in (0..).zip(&self.document.sentences) {
            let text = self.article.part(sentence.part);
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                let name = self.name_at(text, at..sentence.tokens.end);
                at = name.as_ref().map_or(at + 1, |(tokens, _)| tokens.end);
                found.extend(name.and_then(|(tokens, bytes)| self.mention(number, tokens, bytes)));
            }
        }
        found
    }

    /// The name that begins at the first of some tokens: its tokens and its bytes.
    fn name_at(&self, text: &str, tokens: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
        let all = &self.document.tokens;
        let first = all[tokens.start];
        let letter = first.of(text).chars().next().filter(|_| first.kind == TokenKind::Word)?;
        let start = first.start as usize;
        let up_to = |n: usize| {
            let rest = &text[start..all[tokens.end - 1].end as usize];
            let end = rest.char_indices().nth(n).map_or(rest.len(), |(at, _)| at);
            start..start + end
        };
        if script::is_hangul(letter) || script::is_han(letter) {
            // Korean names have three syllables; Chinese ones four characters where the family's has two.
            let (is_of_script, longest): (fn(char) -> bool, usize) =
                if script::is_hangul(letter) { (script::is_hangul, 3) } else { (script::is_han, 4) };
            let is_name = |n: usize, printed: &str| {
                printed.chars().filter(|c| is_of_script(*c)).count() == n && self.known.has(printed)
            };
            let bytes =
                (3..=longest).map(|n| (n, up_to(n))).find(|(n, bytes)| is_name(*n, &text[bytes.clone()]));
            let bytes = bytes?.1;
            let n_tokens =
                all[tokens.clone()].iter().take_while(|token| (token.start as usize) < bytes.end).count();
            return Some((tokens.start..tokens.start + n_tokens, bytes));
        }
        if letter.is_ascii() || !script::is_unvowelled(letter) {
            return None;
        }
        let behind_prefix = start + if PREFIXES.contains(&letter) { letter.len_utf8() } else { 0 };
        N_WORDS.rev().find_map(|n| {
            let window = tokens.start..(tokens.start + n).min(tokens.end);
            let are_words =
                window.len() == n && all[window.clone()].iter().all(|token| token.kind == TokenKind::Word);
            let end = are_words.then(|| all[window.end - 1].end as usize)?;
            let from = [start, behind_prefix].into_iter().find(|from| self.known.has(&text[*from..end]))?;
            Some((window, from..end))
        })
    }

    fn mention(
        &self,
        sentence: SentenceNo,
        tokens: Range<usize>,
        bytes: Range<usize>,
    ) -> Option<NameMention> {
        let part = self.document.sentences[sentence as usize].part;
        Some(NameMention {
            sentence,
            part,
            span: Span::new(self.article.part(part), bytes)?,
            titled: None,
            title: None,
            tokens,
            kind: NameKind::Person,
            is_certain: true,
            place: None,
            is_located: false,
        })
    }
}
