//! The language of a text.

use crate::engine::article::Article;
use crate::engine::span::Span;

/// The caller's word, else what the longest paragraphs are written in, else `und`.
pub fn of_article(article: &Article, paragraphs: &[Span]) -> String {
    if let Some(lang) = &article.lang {
        return lang.clone();
    }
    /// Enough text for trigrams to be sure of; more costs time and adds nothing.
    const SAMPLE_BYTES: usize = 400;
    let mut sample = String::new();
    for span in paragraphs.iter().filter(|span| span.len() > 60) {
        sample.push_str(span.of(&article.text));
        sample.push('\n');
        if sample.len() > SAMPLE_BYTES {
            break;
        }
    }
    if sample.is_empty() { language_of(&article.text) } else { language_of(&sample) }
}

/// The language of a text that is to be cut into sentences; `None` where English rules are as good as any.
pub fn of_sentences(text: &str) -> Option<String> {
    let by_words = by_small_words(text).map(str::to_owned);
    by_words.or_else(|| (!text.is_ascii()).then(|| language_of(text)))
}

/// By the small words at the beginning of a text, else what `whatlang` finds there (Cavnar and Trenkle's trigrams):
/// ISO 639-1, or `und` where it is not sure.
fn language_of(text: &str) -> String {
    /// As many characters as are looked at.
    const SAMPLE: usize = 600;
    let sample = &text[..text.char_indices().nth(SAMPLE).map_or(text.len(), |(at, _)| at)];
    if let Some(lang) = by_small_words(sample) {
        return lang.to_owned();
    }
    match whatlang::detect(sample) {
        Some(info) if info.is_reliable() || info.confidence() > 0.5 => iso_639_1(info.lang()).to_owned(),
        _ => "und".to_owned(),
    }
}

/// The most frequent small words of the languages that are told from one another by them. Source: facts of the
/// languages; each list holds words that few of the others have.
const SMALL_WORDS: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "the", "and", "of", "to", "is", "that", "was", "for", "with", "on", "it", "this", "are", "you",
            "i",
        ],
    ),
    (
        "es",
        &["el", "los", "las", "que", "y", "en", "una", "por", "con", "del", "para", "su", "al", "es", "lo"],
    ),
    (
        "fr",
        &[
            "le", "les", "des", "et", "est", "une", "du", "dans", "que", "pour", "au", "il", "qui", "sur",
            "ce",
        ],
    ),
    (
        "de",
        &[
            "der", "die", "das", "und", "den", "von", "ist", "mit", "dem", "ein", "eine", "auf", "nicht",
            "im", "zu",
        ],
    ),
    ("pt", &["o", "os", "as", "que", "e", "em", "uma", "do", "da", "dos", "para", "com", "não", "no", "na"]),
    (
        "it",
        &[
            "il", "gli", "che", "di", "è", "una", "per", "con", "della", "del", "nel", "non", "si", "le",
            "alla",
        ],
    ),
];

/// The language whose small words a text of the Latin script holds, if one is well before the others. It spares most
/// articles the comparison of trigrams, and is surer of short texts.
fn by_small_words(text: &str) -> Option<&'static str> {
    /// Words looked at.
    const SAMPLE: usize = 60;
    let mut votes = [0usize; SMALL_WORDS.len()];
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    for word in words.take(SAMPLE).filter(|word| word.len() <= 5) {
        let mut lower = [0; 5];
        lower[..word.len()].copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        let word = std::str::from_utf8(&lower[..word.len()]).unwrap_or("");
        for (n, (_, small)) in votes.iter_mut().zip(SMALL_WORDS) {
            *n += usize::from(small.contains(&word));
        }
    }
    let (best, n) = votes.iter().enumerate().max_by_key(|(_, n)| **n)?;
    let second = votes.iter().enumerate().filter(|(ix, _)| *ix != best).map(|(_, n)| *n).max()?;
    (*n >= 2 && 2 * *n >= 3 * second).then_some(SMALL_WORDS[best].0)
}

/// Two-letter code where there is one, else the three-letter code of whatlang.
fn iso_639_1(lang: whatlang::Lang) -> &'static str {
    match lang.code() {
        "eng" => "en",
        "spa" => "es",
        "fra" => "fr",
        "deu" => "de",
        "por" => "pt",
        "ita" => "it",
        "rus" => "ru",
        "ukr" => "uk",
        "ara" => "ar",
        "cmn" => "zh",
        "jpn" => "ja",
        "kor" => "ko",
        "nld" => "nl",
        "pol" => "pl",
        "tur" => "tr",
        "pes" => "fa",
        "heb" => "he",
        "hin" => "hi",
        "ind" => "id",
        "vie" => "vi",
        "tha" => "th",
        "ell" => "el",
        "swe" => "sv",
        "dan" => "da",
        "nob" => "nb",
        "fin" => "fi",
        "ces" => "cs",
        "hun" => "hu",
        "ron" => "ro",
        "bul" => "bg",
        other => other,
    }
}
