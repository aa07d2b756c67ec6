//! The articles that are timed: those of `fixtures/stories`, and variations of them, the same in every run.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use storymerge::engine::article::Article;

/// Every article of these stories; all stories in order of name if none is given.
pub fn stories(slugs: &[&str]) -> Vec<Article> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/stories");
    let all = entries(&root);
    let wanted: Vec<&str> =
        if slugs.is_empty() { all.iter().map(String::as_str).collect() } else { slugs.to_vec() };
    let mut articles = Vec::new();
    for slug in wanted {
        for file in entries(&root.join(slug)) {
            let Some(id) = file.strip_suffix(".txt") else {
                continue;
            };
            let text = fs::read_to_string(root.join(slug).join(&file)).expect("a fixture's text can be read");
            articles.push(article(id.to_owned(), text));
        }
    }
    articles
}

/// As many articles as asked for: all that there are, then varied copies of them, round after round.
pub fn articles(n: usize) -> Vec<Article> {
    let originals = stories(&[]);
    let rounds = (1..).flat_map(|round| {
        let varied = originals.iter();
        varied.map(move |original| article(format!("{}-{round}", original.id), vary(&original.text, round)))
    });
    originals.iter().cloned().chain(rounds).take(n).collect()
}

/// A text of its own in the words of another: some sentences dropped, other names, nouns and numbers.
///
/// Without this the copies would be found to be copies, and most of the work would not be done.
fn vary(text: &str, round: usize) -> String {
    let mut other = BTreeMap::new();
    for class in [is_name, is_long] {
        let words: BTreeSet<&str> = words(text).filter(|word| class(word)).collect();
        let words: Vec<&str> = words.into_iter().collect();
        let exchanged = words.iter().enumerate();
        other.extend(exchanged.map(|(n, word)| (*word, words[(n + round) % words.len()])));
    }
    let mut varied = String::with_capacity(text.len());
    let mut n_sentences = round;
    for line in text.split_inclusive('\n') {
        for sentence in line.split_inclusive(". ") {
            n_sentences += 1;
            if n_sentences.is_multiple_of(3 + round) {
                continue;
            }
            for piece in pieces(sentence) {
                match (other.get(piece), piece.parse::<u32>()) {
                    (Some(word), _) => varied.push_str(word),
                    (None, Ok(number)) => varied.push_str(&(number + 3).to_string()),
                    (None, Err(_)) => varied.push_str(piece),
                }
            }
        }
        if !varied.ends_with('\n') {
            varied.push('\n');
        }
    }
    varied
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    pieces(text).filter(|piece| piece.starts_with(char::is_alphanumeric))
}

/// A text as words and what stands between them.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(|c: char| !c.is_alphanumeric())
        .flat_map(|piece| {
            let end = piece.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
            let (word, between) = piece.split_at(end);
            [word, between]
        })
        .filter(|piece| !piece.is_empty())
}

fn is_name(word: &str) -> bool {
    word.chars().count() > 3 && word.starts_with(char::is_uppercase)
}

fn is_long(word: &str) -> bool {
    word.chars().count() > 5 && word.starts_with(char::is_lowercase)
}

fn article(id: String, text: String) -> Article {
    Article { source: id.clone(), id, text, ..Article::default() }
}

fn entries(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).expect("the fixtures are there");
    let mut names: Vec<String> = entries
        .map(|entry| {
            let name = entry.expect("the fixtures can be listed").file_name();
            name.into_string().expect("fixtures have plain names")
        })
        .collect();
    names.sort_unstable();
    names
}
