//! A small merge made by hand, for tests of what prints it: emoji and combining marks, hostile markup, an insertion,
//! a replacement, and something in every list.

use crate::engine::answer::*;
use crate::engine::article::{Article, ArticleIx};
use crate::engine::evidence::Evidence;
use crate::engine::span::{Location, Part, Span};

/// Two articles and what a merge could make of them.
pub(crate) fn sample() -> (Vec<Article>, Merge) {
    let articles = vec![
        Article {
            id: "harbour".into(),
            source: "Harbour <Daily>".into(),
            url: Some("https://harbour.example/ferry?a=1&b=\"2\"".into()),
            title: Some("🚢 Two hurt in ferry fire".into()),
            text: "🚢 Cafe\u{301} owner Chang Ho-jin saw the fire on Monday. [x](javascript:alert(1)) <script>`hi`</script> \u{202e}olleh.\n\nRead more: https://ads.example".into(),
            published_at: Some("2024-01-10".into()),
            lang: Some("en".into()),
            ..Article::default()
        },
        Article {
            id: "coast".into(),
            source: "Coast News".into(),
            url: Some("javascript:alert(1)".into()),
            title: None,
            text: "Jang Ho-jin, who owns a café, saw it on January 8. Three people were hurt.".into(),
            published_at: None,
            ..Article::default()
        },
    ];
    let loc = |article: u32, part: Part, exact: &str| {
        let whole = articles[article as usize].part(part);
        let start = whole.find(exact).expect("the words stand in the sample");
        let span = Span::new(whole, start..start + exact.len()).expect("a found range");
        Location { article: ArticleIx(article), part, span }
    };
    let text = |article, exact| loc(article, Part::Text, exact);
    let saw = text(0, "🚢 Cafe\u{301} owner Chang Ho-jin saw the fire on Monday.");
    let hostile = text(0, "[x](javascript:alert(1)) <script>`hi`</script> \u{202e}olleh.");
    let saw_too = text(1, "Jang Ho-jin, who owns a café, saw it on January 8.");
    let hurt = text(1, "Three people were hurt.");
    let headline = loc(0, Part::Title, "🚢 Two hurt in ferry fire");
    let why = |reason: &'static str| vec![Evidence::new(reason, 0.92)];
    let support = |loc, relation| Support { loc, relation, said_by: None, why: why("same names") };
    let fact = |base, support, origins: &[u32], status| Fact {
        base,
        support,
        outlets: origins.len() as u32,
        origins: origins.iter().copied().map(OriginIx).collect(),
        status,
    };
    let plain = |text: &str, fact, base| Statement {
        text: text.into(),
        facts: vec![FactIx(fact)],
        base,
        sources: vec![base.article],
        insertions: Vec::new(),
        replacements: Vec::new(),
    };
    let printed = "🚢 Cafe\u{301} owner Jang Ho-jin saw the fire on Monday [January 8].";
    let at = |words: &str| printed.find(words).expect("the words are printed");
    let first = Statement {
        sources: vec![ArticleIx(0), ArticleIx(1)],
        insertions: vec![Insertion {
            at: at(" [January"),
            text: " [January 8]".into(),
            from: text(1, "January 8"),
        }],
        replacements: vec![Replacement {
            at: at("Jang"),
            original: "Chang Ho-jin".into(),
            printed: "Jang Ho-jin".into(),
            why: "house style".into(),
        }],
        ..plain(printed, 0, saw)
    };
    let words = |loc: &Location| loc.span.of(articles[loc.article.ix()].part(loc.part)).to_owned();
    let segment = |loc, kind, fate, facts: &[u32], reason: &'static str| Segment {
        loc,
        kind,
        fate,
        facts: facts.iter().copied().map(FactIx).collect(),
        reason: reason.into(),
    };
    let merge = Merge {
        headline: Some(plain(&words(&headline), 3, headline)),
        account: vec![vec![first, plain(&words(&hurt), 1, hurt)], vec![plain(&words(&hostile), 2, hostile)]],
        facts: vec![
            fact(
                saw,
                vec![
                    Support {
                        said_by: Some(SaidBy {
                            who: Some("police".into()),
                            document: None,
                            mode: Mode::Indirect,
                            marker: None,
                        }),
                        ..support(saw, Relation::Base)
                    },
                    support(saw_too, Relation::Paraphrase),
                ],
                &[0, 1],
                Status::Corroborated,
            ),
            fact(hurt, vec![support(hurt, Relation::Base)], &[1], Status::Disputed),
            fact(hostile, vec![support(hostile, Relation::Base)], &[0], Status::SingleSource),
            fact(headline, vec![support(headline, Relation::Base)], &[0], Status::SingleSource),
        ],
        names: vec![NameGroup {
            kind: NameKind::Person,
            preferred: "Jang Ho-jin".into(),
            forms: vec![
                Form { text: "Jang Ho-jin".into(), locs: vec![text(1, "Jang Ho-jin")] },
                Form { text: "Chang Ho-jin".into(), locs: vec![text(0, "Chang Ho-jin")] },
            ],
            why: vec![NameLink {
                a: "Jang Ho-jin".into(),
                b: "Chang Ho-jin".into(),
                evidence: Evidence::new("one Korean name in two romanisations", 0.97),
            }],
        }],
        origins: vec![
            Origin { kind: OriginKind::Outlet, label: "Harbour <Daily>".into(), evidence: vec![saw] },
            Origin { kind: OriginKind::Speaker, label: "Jang Ho-jin".into(), evidence: Vec::new() },
        ],
        differences: vec![Difference {
            class: DifferenceClass::Contradiction,
            about: "people hurt".into(),
            facts: vec![FactIx(1), FactIx(3)],
            values: vec![
                DifferenceValue { value: "2".into(), locs: vec![loc(0, Part::Title, "Two")] },
                DifferenceValue { value: "3".into(), locs: vec![text(1, "Three")] },
            ],
            why: why("two numbers of the same thing"),
        }],
        copies: vec![Copy {
            articles: vec![ArticleIx(0), ArticleIx(1)],
            kind: CopyKind::WireCopy,
            share: 0.25,
            origin: Some(OriginIx(1)),
        }],
        timeline: vec![TimelineEntry {
            date: jiff::civil::date(2024, 1, 8),
            precision: Precision::Day,
            facts: vec![FactIx(0)],
            locs: vec![text(1, "January 8")],
            why: "the year of publication".into(),
        }],
        articles: vec![
            ArticleReport {
                article: ArticleIx(0),
                lang: "en".into(),
                sha256: "00".into(),
                on_topic: true,
                segments: vec![
                    segment(headline, SegmentKind::Headline, Fate::Printed, &[3], "heads the article"),
                    segment(saw, SegmentKind::Story, Fate::Printed, &[0], "tells the event"),
                    segment(hostile, SegmentKind::Story, Fate::Printed, &[2], "tells the event"),
                    segment(
                        text(0, "Read more: https://ads.example"),
                        SegmentKind::Teaser,
                        Fate::LeftOut,
                        &[],
                        "link to another story",
                    ),
                ],
            },
            ArticleReport {
                article: ArticleIx(1),
                lang: "en".into(),
                sha256: "11".into(),
                on_topic: true,
                segments: vec![
                    segment(
                        saw_too,
                        SegmentKind::Story,
                        Fate::Merged,
                        &[0],
                        "stated in the words of harbour",
                    ),
                    segment(hurt, SegmentKind::Story, Fate::Printed, &[1], "tells the event"),
                ],
            },
        ],
        notes: vec![Note {
            code: "broken_sentence",
            detail: "a sentence begins with a bracket".into(),
            locs: vec![hostile],
        }],
    };
    (articles, merge)
}
