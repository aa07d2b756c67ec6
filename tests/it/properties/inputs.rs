//! Articles at random: sentences of the test stories in any order, page furniture, and texts that
//! are no language.

use crate::fixture;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};
use std::sync::LazyLock;
use storymerge::engine::article::Article;
use storymerge::engine::{self, Options};

/// The articles of the test stories, a vector for each story.
static STORIES: LazyLock<Vec<Vec<Article>>> = LazyLock::new(|| {
    let stories = fixture::stories().into_iter();
    stories.map(|story| story.articles).collect()
});

/// Sentences and other lines of all test stories.
static PIECES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let articles = STORIES.iter().flatten();
    articles.flat_map(|article| pieces(&article.text)).collect()
});

/// Sentences and other lines of a text.
fn pieces(text: &str) -> Vec<String> {
    let sentences = engine::sentences(text, None);
    sentences.iter().map(|s| s.of(text).to_owned()).collect()
}

const FURNITURE: [&str; 14] = [
    "By JANE DOE",
    "LONDON (AP) —",
    "Updated 4:05 p.m. ET, Jan. 9, 2024",
    "READ MORE: Ten things to know",
    "Subscribe to our newsletter",
    "Share on Facebook | Twitter | WhatsApp",
    "© 2024 The Example. All rights reserved.",
    "(Reporting by J. Doe; editing by A. N. Other)",
    "Advertisement",
    "Photo: J. Doe/Reuters",
    "- - -",
    "###",
    "• A list item",
    "https://example.com/a?b=c",
];

/// Characters and pieces that texts from the world have and a careful writer does not.
const ODDITIES: [&str; 30] = [
    "\0",
    "\u{feff}",
    "\u{200b}",
    "\u{200d}",
    "\u{ad}",
    "\u{a0}",
    "\u{301}",
    "\u{202e}",
    "\r",
    "\r\n",
    "\n\n",
    "\u{2028}",
    "\u{85}",
    "\"",
    "“",
    "”",
    "„",
    "«",
    "»",
    "「",
    "’",
    "'",
    "(",
    "]",
    "ﬁ",
    "İ",
    "ß",
    "한",
    "👩‍👩‍👧",
    ". 9",
];

/// Any text: of no language, or of the stories, with or without oddities.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        1 => any::<String>(),
        1 => "[ \r\n\t\u{a0}\u{200b}.…]{0,6}",
        1 => vec(select(&ODDITIES[..]), 0..12).prop_map(|pieces| pieces.concat()),
        1 => "(\\PC{0,12}[.?!”\" \n]{0,2}){0,12}",
        4 => odd(vec(select(&PIECES[..]), 0..8)),
    ]
}

/// Up to five articles of any kind, mostly of one event, some of them copies.
pub fn articles() -> impl Strategy<Value = Vec<Article>> {
    let shuffled = select(&STORIES[..]).prop_flat_map(|articles| {
        let pieces: Vec<String> = articles.iter().flat_map(|a| pieces(&a.text)).collect();
        vec(odd(vec(select(pieces), 0..9)), 0..5)
    });
    let articles = prop_oneof![
        1 => with_heads(vec(text(), 0..5)).boxed(),
        2 => with_heads(shuffled).boxed(),
        2 => thinned_story().boxed(),
        2 => told_alike().boxed(),
    ];
    with_a_copy(articles)
}

/// The articles of a test story without some of their sentences and lines.
fn thinned_story() -> impl Strategy<Value = Vec<Article>> {
    select(&STORIES[..]).prop_flat_map(|articles| {
        let thinned = articles.into_iter().map(|article| {
            let pieces = pieces(&article.text);
            let n = pieces.len();
            odd(subsequence(pieces, n / 2..=n)).prop_map(move |text| Article { text, ..article.clone() })
        });
        thinned.collect::<Vec<_>>()
    })
}

/// Up to four articles with page furniture between their sentences.
pub fn furnished_articles() -> impl Strategy<Value = Vec<Article>> {
    let line = prop_oneof![
        2 => select(&PIECES[..]),
        1 => select(&FURNITURE[..]).prop_map(str::to_owned),
    ];
    with_a_copy(with_heads(vec(odd(vec(line, 0..10)), 0..4)))
}

/// Wishes about words that occur in the stories, and about words that do not.
pub fn options() -> impl Strategy<Value = Options> {
    let word = prop_oneof![
        6 => select(&PIECES[..]).prop_flat_map(|piece| {
            let words: Vec<String> = piece.split_whitespace().map(str::to_owned).collect();
            select(words)
        }),
        2 => select(&[
            "Jang Ho-jin", "Chang Ho-jin", "White House", "the", "said", "Daniel Marsh", "Xu",
            "Hsu Kuo-chiang", "Kharkiv", "Kharkov", "Mohammed al-Qahtani",
        ][..]).prop_map(str::to_owned),
        1 => "\\PC{1,4}",
    ];
    let pairs = |word: BoxedStrategy<String>| vec((word.clone(), word), 0..4);
    let word = word.boxed();
    (pairs(word.clone()), pairs(word.clone()), pairs(word))
        .prop_map(|(house_style, same, not_same)| Options { house_style, same, not_same })
}

/// Pieces joined in some way, half of the time with oddities put in at some places.
fn odd(pieces: impl Strategy<Value = Vec<String>>) -> impl Strategy<Value = String> {
    let joint = select(&[" ", "\n", "\n\n", "\r\n", "\r\n\r\n", "  ", ""][..]);
    let oddities = prop_oneof![Just(Vec::new()), vec((any::<Index>(), select(&ODDITIES[..])), 1..5),];
    (pieces, joint, oddities).prop_map(|(pieces, joint, oddities)| {
        let mut text = pieces.join(joint);
        for (index, oddity) in oddities {
            let mut at = index.index(text.len() + 1);
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            text.insert_str(at, oddity);
        }
        text
    })
}

/// Articles that tell nearly the same, with other days, speakers, numbers or pronouns here and there.
fn told_alike() -> impl Strategy<Value = Vec<Article>> {
    let who =
        select(&["He", "She", "It", "Anna Weiss", "Mr. Weiss", "the ministry", "“We” in a statement"][..]);
    let day = select(&["on Tuesday", "on January 9", "on Jan. 9, 2024", "a day earlier", "on “Tuesday”"][..]);
    let number = select(&["12", "at least a dozen", "fourteen", "12.5"][..]);
    let deed = select(
        &["trucks had crossed the bridge at Oberau", "houses in Oberau had lost power", "people were hurt"][..],
    );
    let sentence = (who, day, number, deed)
        .prop_map(|(who, day, number, deed)| format!("{who} said {day} that {number} {deed}."));
    let opening = select(
        &[
            "Minister Anna Weiss spoke to reporters in the town of Oberau.",
            "Weiss is the minister of the interior.",
            "Johann Weiss, who leads the town's council, was not there.",
            "\u{201C}The bridge is safe,\u{201D} she said on Tuesday.",
        ][..],
    );
    let text = (vec(opening, 0..3), vec(sentence, 1..5))
        .prop_map(|(opening, sentences)| [opening.join(" "), sentences.join(" ")].join("\n\n"));
    let articles = with_heads(vec(text, 2..4));
    articles.prop_map(|mut articles| {
        for article in &mut articles {
            article.published_at = Some("2024-01-10T08:00:00Z".to_owned());
            article.title = None;
        }
        articles
    })
}

/// Articles with these texts.
fn with_heads(texts: impl Strategy<Value = Vec<String>>) -> impl Strategy<Value = Vec<Article>> {
    texts.prop_flat_map(|texts| {
        let heads = vec(head(), texts.len());
        (Just(texts), heads).prop_map(|(texts, heads)| {
            let articles = texts.into_iter().zip(heads).enumerate();
            let article = |(n, (text, head))| Article { id: format!("a{}", n + 1), text, ..head };
            articles.map(article).collect()
        })
    })
}

/// An article without a text, under few enough sources that some share one.
fn head() -> impl Strategy<Value = Article> {
    let source = select(&["Alpha", "Beta", "Gamma", "Delta Times", "Reuters"][..]);
    let title = option::of(prop_oneof![
        3 => select(&PIECES[..]),
        1 => any::<String>(),
    ]);
    let published_at = select(&[None, Some("2024-01-10T08:00:00Z"), Some("2024-01-11"), Some("soon")][..]);
    (source, title, published_at).prop_map(|(source, title, published_at)| Article {
        id: String::new(),
        source: source.to_owned(),
        url: None,
        title,
        text: String::new(),
        published_at: published_at.map(str::to_owned),
        ..Article::default()
    })
}

/// The articles, and sometimes the text of one of them once more.
fn with_a_copy(articles: impl Strategy<Value = Vec<Article>>) -> impl Strategy<Value = Vec<Article>> {
    let copy = option::weighted(0.3, (any::<Index>(), head()));
    (articles, copy).prop_map(|(mut articles, copy)| {
        if let Some((index, head)) = copy
            && !articles.is_empty()
        {
            let text = articles[index.index(articles.len())].text.clone();
            articles.push(Article { id: "again".to_owned(), text, ..head });
        }
        articles
    })
}
