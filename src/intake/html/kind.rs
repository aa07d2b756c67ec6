//! What a block of a page is that is not story, and how that is known.

use super::blocks::{Block, Page};
use crate::engine::answer::SegmentKind;
use crate::engine::read::furniture_of;
use std::borrow::Cow;

/// A kind and its reason.
pub type Verdict = (SegmentKind, Cow<'static, str>);

/// A link of this many words is a headline of another story.
const TEASER_WORDS: usize = 4;

/// What is told of a block by the innermost element around it that has one of [`LABELS`].
#[derive(Debug, Clone, Copy)]
pub struct Place(SegmentKind, &'static str);

/// What the labels around each element of a page say; each is looked at once.
pub fn places(page: &Page) -> Vec<Option<Place>> {
    let mut places: Vec<Option<Place>> = Vec::with_capacity(page.elements.len());
    for element in &page.elements {
        let has = |piece: &&str| element.name == *piece || element.label.contains(piece);
        let own = LABELS.iter().find(|(pieces, _, _)| pieces.iter().any(has));
        // Parents stand before their children.
        let around = || places.get(element.parent).copied().flatten();
        places.push(own.map(|(_, kind, reason)| Place(*kind, reason)).or_else(around));
    }
    places
}

/// What a block is; `None` if it is story.
pub fn of(block: &Block, place: Option<Place>, is_title: bool, is_story: bool) -> Option<Verdict> {
    if is_title {
        return Some((SegmentKind::Headline, "the page's title".into()));
    }
    if is_story {
        return None;
    }
    let by_line = furniture_of(&block.text);
    let by_place = place.map(|Place(kind, reason)| (kind, Cow::Borrowed(reason)));
    let is_link = 2 * block.n_linked > block.text.len();
    let by_link = is_link.then(|| {
        if block.text.split_whitespace().count() >= TEASER_WORDS {
            (SegmentKind::Teaser, Cow::Borrowed("a link, outside the story in the page"))
        } else {
            (SegmentKind::Navigation, Cow::Borrowed("a short link, outside the story in the page"))
        }
    });
    by_line.or(by_place).or(by_link).or(Some((SegmentKind::Other, "outside the story in the page".into())))
}

/// Names and pieces of ids and classes, what stands in such elements, and the reason given for it. The first that an
/// element has counts, from the inside out.
const LABELS: &[(&[&str], SegmentKind, &str)] = &[
    (&["figcaption", "figure", "caption"], SegmentKind::Caption, "words to a picture in the page"),
    (&["byline", "author"], SegmentKind::Byline, "who wrote it, by its place in the page"),
    (
        &["dateline", "timestamp", "publish", "pubdate", "posted-on"],
        SegmentKind::Dateline,
        "a date line, by its place in the page",
    ),
    (&["credit", "copyright"], SegmentKind::Credit, "a credit, by its place in the page"),
    (
        &["newsletter", "subscribe", "signup", "promo", "advert", "sponsor", "cookie", "paywall"],
        SegmentKind::Promotion,
        "promotion, by its place in the page",
    ),
    (
        &[
            "related",
            "recommend",
            "read-more",
            "readmore",
            "see-also",
            "popular",
            "trending",
            "most-read",
            "outbrain",
            "taboola",
            "teaser",
            "more-from",
        ],
        SegmentKind::Teaser,
        "links to other stories, by their place in the page",
    ),
    (
        &["nav", "menu", "breadcrumb", "header", "footer", "toolbar", "share", "social"],
        SegmentKind::Navigation,
        "a menu or buttons, by their place in the page",
    ),
    (&["comment"], SegmentKind::Other, "readers' comments, by their place in the page"),
    (&["aside", "sidebar", "widget"], SegmentKind::Other, "set beside the story in the page"),
];
