//! What the names, ids and classes around an element say of the text in it.

use super::blocks::{Element, Page};
use super::features::up;

/// Pieces of ids and classes that web pages give to what is not story. Source: habits of page makers, as in the lists of
/// Readability (Mozilla, Apache-2.0); facts.
const FURNITURE_LABELS: &[&str] = &[
    "comment",
    "share",
    "social",
    "related",
    "footer",
    "header",
    "nav",
    "menu",
    "sidebar",
    "widget",
    "promo",
    "advert",
    "ads",
    "tags",
    "newsletter",
    "recommend",
    "caption",
    "byline",
    "author",
    "meta",
    "breadcrumb",
    "popular",
    "trending",
    "credit",
    "copyright",
    "login",
    "cookie",
    "subscribe",
    "signup",
    "readmore",
    "read-more",
    "see-also",
    "outbrain",
    "taboola",
    "disclaimer",
    "toolbar",
    "banner",
    "popup",
    "modal",
    "teaser",
    "most-read",
    "more-from",
];
/// And to what is.
const STORY_LABELS: &[&str] =
    &["article", "body", "content", "entry", "post", "story", "main", "text", "paragraph"];

/// Elements whose labels speak of a block: its own and those next around it.
const NEAR: usize = 4;

/// What the names and labels around a block say.
#[derive(Debug, Clone, Copy, Default)]
pub struct Labels {
    /// Share of the near elements that are labelled as what is not story.
    pub furniture: f64,
    /// Share of those labelled as story.
    pub story: f64,
    /// Whether the element itself is labelled as what is not story.
    pub own_is_furniture: bool,
    /// Inside the element of the page that holds the article.
    pub in_article: bool,
    /// Inside one that stands beside it.
    pub in_aside: bool,
    /// Inside a list.
    pub in_list: bool,
    /// Inside a figure, or near a caption.
    pub in_figure: bool,
    /// Inside something labelled as comments.
    pub in_comments: bool,
    own_is_story: bool,
    own_is_caption: bool,
    in_figure_element: bool,
}

/// What is said around each element of a page; each is looked at once.
pub fn labels(page: &Page) -> Vec<Labels> {
    let mut all: Vec<Labels> = Vec::with_capacity(page.elements.len());
    for (at, element) in page.elements.iter().enumerate() {
        // Parents stand before their children; the root is its own.
        let around = all.get(element.parent).copied().unwrap_or_default();
        let mut here = Labels { furniture: 0.0, story: 0.0, in_figure: false, ..around };
        // The root has no name.
        let is = |names: &[&str]| names.contains(&element.name.as_str());
        here.own_is_furniture = has_label(element, FURNITURE_LABELS);
        here.own_is_story = has_label(element, STORY_LABELS);
        here.own_is_caption = element.label.contains("caption");
        here.in_article |= is(&["article", "main"]);
        here.in_aside |= is(&["aside", "nav", "footer", "header", "form"]);
        here.in_list |= is(&["ul", "ol"]);
        here.in_figure_element |= is(&["figure", "figcaption"]);
        here.in_comments |= element.label.contains("comment");
        all.push(here);
        let near: Vec<Labels> =
            (0..NEAR).map(|n| up(page, at, n)).take_while(|at| *at > 0).map(|at| all[at]).collect();
        let share = |is: fn(&Labels) -> bool| near.iter().filter(|l| is(l)).count() as f64 / NEAR as f64;
        let here = &mut all[at];
        here.furniture = share(|l| l.own_is_furniture);
        here.story = share(|l| l.own_is_story);
        here.in_figure = here.in_figure_element || near.iter().any(|l| l.own_is_caption);
    }
    all
}

fn has_label(element: &Element, list: &[&str]) -> bool {
    let name = element.name.as_str();
    list.iter().any(|piece| name == *piece || has_piece(&element.label, piece))
}

/// Whether a label holds a piece; a short one only as a whole word of it (`ads` is not in `heads`).
fn has_piece(label: &str, piece: &str) -> bool {
    if piece.len() > 4 {
        return label.contains(piece);
    }
    label.split([' ', '-', '_']).any(|word| word == piece)
}
