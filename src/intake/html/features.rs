//! What is measured of each block of a page to tell whether it is story.

use super::blocks::{Block, Page};
use super::labels::{Labels, labels};
use super::votes::{n_words, words};
use crate::engine::answer::SegmentKind;
use crate::engine::read::furniture_of;
use rustc_hash::FxHashMap;

/// Names of the features, in the order of their values; the weights are kept by name.
pub const NAMES: &[&str] = &[
    "always",
    "length",
    "few_words",
    "linked",
    "mostly_linked",
    "hidden",
    "place",
    "furniture",
    "ends_sentence",
    "small_page",
    "label_furniture",
    "label_story",
    "own_label_furniture",
    "in_article",
    "in_aside",
    "in_list",
    "in_figure",
    "copyright",
    "comment",
    "title",
    "starts_small",
    "parent_mass",
    "grandparent_mass",
    "great_grandparent_mass",
    "parent_of_all",
    "is_p",
    "is_li",
    "is_heading",
    "is_td",
    "is_quote",
    "is_div",
    "is_other",
    "before_length",
    "before_linked",
    "before_alike",
    "before2_length",
    "before2_linked",
    "before2_alike",
    "after_length",
    "after_linked",
    "after_alike",
    "after2_length",
    "after2_linked",
    "after2_alike",
    "voted",
    "voted_before",
    "voted_after",
    "voted_around",
    "voted_few_words",
    "voted_linked",
    "voted_furniture",
    "voted_title",
    "voted_heading",
    "voted_figure",
    "voted_label_furniture",
    "voted_none",
    "stated",
    "stated_not",
    "all_linked",
    "voted_all_linked",
    "capitals",
    "repeated",
    "voted_repeated",
    "digits",
    "short_without_end",
    "voted_short_without_end",
];

/// Blocks of a page with what others say of them.
pub struct Voted<'p> {
    /// The page.
    pub page: &'p Page,
    /// Its title, if known.
    pub title: &'p str,
    /// Share of each block that the extractor takes.
    pub extracted: Vec<f64>,
    /// Share of each block that the page's own metadata give as the article's body, if they give one.
    pub stated: Option<Vec<f64>>,
}

/// The values of every block, in the order of [`NAMES`].
pub fn features(voted: &Voted) -> Vec<Vec<f64>> {
    let blocks = &voted.page.blocks;
    let sizes: Vec<Size> = blocks.iter().map(Size::of).collect();
    let mass = Mass::of(voted.page, &sizes);
    let mut times: FxHashMap<&str, usize> = FxHashMap::default();
    blocks.iter().for_each(|block| *times.entry(&block.text).or_default() += 1);
    let of_page = OfPage {
        sizes,
        mass,
        labels: labels(voted.page),
        title: folded_words(voted.title),
        has_no_vote: voted.extracted.iter().all(|share| *share == 0.0),
    };
    let is_repeated = |at: usize| times[blocks[at].text.as_str()] > 1;
    (0..blocks.len()).map(|at| one(voted, at, &of_page, is_repeated(at))).collect()
}

/// What is worked out once for a page.
struct OfPage {
    /// Of each block.
    sizes: Vec<Size>,
    mass: Mass,
    /// Of each element.
    labels: Vec<Labels>,
    title: Vec<String>,
    /// Whether the extractor took nothing.
    has_no_vote: bool,
}

fn one(voted: &Voted, at: usize, of_page: &OfPage, is_repeated: bool) -> Vec<f64> {
    let blocks = &voted.page.blocks;
    let OfPage { sizes, mass, labels, title, has_no_vote } = of_page;
    let (block, size) = (&blocks[at], &sizes[at]);
    let label = &labels[block.element];
    let flag = |is: bool| f64::from(u8::from(is));
    let element = &voted.page.elements[block.element];
    let name = element.name.as_str();
    let is_heading = matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
    let is_title = !title.is_empty() && folded_words(&block.text) == *title;
    let furniture = furniture_of(&block.text).is_some_and(|(kind, _)| kind != SegmentKind::Dateline);
    let neighbour = |step: isize| at.checked_add_signed(step).filter(|n| *n < blocks.len());
    let vote = |step: isize| neighbour(step).map_or(0.0, |n| voted.extracted[n]);
    let voted_here = voted.extracted[at];
    let stated = voted.stated.as_ref().map(|shares| shares[at]);
    let mut out = vec![
        1.0,
        size.length(),
        flag(size.n_words < 4),
        size.linked,
        flag(size.linked > 0.5),
        flag(element.is_hidden),
        at as f64 / blocks.len() as f64,
        flag(furniture),
        flag(block.text.ends_with(['.', '!', '?', '"', '”', '’', '。', '»', '…'])),
        flag(blocks.len() < 60),
        label.furniture,
        label.story,
        flag(label.own_is_furniture),
        flag(label.in_article),
        flag(label.in_aside),
        flag(label.in_list),
        flag(label.in_figure),
        flag(block.text.contains('©')),
        flag(label.in_comments),
        flag(is_title),
        flag(block.text.starts_with(char::is_lowercase)),
        mass.share(voted.page, block.element, 1),
        mass.share(voted.page, block.element, 2),
        mass.share(voted.page, block.element, 3),
        mass.of_all(voted.page, block.element),
        flag(name == "p"),
        flag(name == "li"),
        flag(is_heading),
        flag(matches!(name, "td" | "th")),
        flag(name == "blockquote"),
        flag(name == "div"),
        flag(!matches!(name, "p" | "li" | "td" | "th" | "blockquote" | "div") && !is_heading),
    ];
    for step in [-1, -2, 1, 2] {
        let other = neighbour(step);
        out.push(other.map_or(0.0, |n| sizes[n].length() / 5.0));
        out.push(other.map_or(0.0, |n| sizes[n].linked));
        out.push(flag(other.is_some_and(|n| are_alike(voted.page, &blocks[n], block))));
    }
    out.extend([
        voted_here,
        vote(-1),
        vote(1),
        (vote(-2) + vote(-1) + vote(1) + vote(2)) / 4.0,
        voted_here * flag(size.n_words < 4),
        voted_here * size.linked,
        voted_here * flag(furniture),
        voted_here * flag(is_title),
        voted_here * flag(is_heading),
        voted_here * flag(label.in_figure),
        voted_here * label.furniture,
        flag(*has_no_vote),
        stated.unwrap_or(0.0),
        stated.map_or(0.0, |share| 1.0 - share),
    ]);
    let share_of = |is: fn(char) -> bool| {
        block.text.chars().filter(|c| is(*c)).count() as f64 / block.text.chars().count() as f64
    };
    let all_linked = flag(size.linked > 0.9);
    let open =
        flag(size.n_words < 16 && !block.text.ends_with(['.', '!', '?', '"', '”', '’', '。', '»', '…']));
    out.extend([
        all_linked,
        all_linked * voted_here,
        share_of(char::is_uppercase),
        flag(is_repeated),
        flag(is_repeated) * voted_here,
        share_of(|c| c.is_ascii_digit()),
        open,
        open * voted_here,
    ]);
    out
}

/// How much text a block is.
struct Size {
    n_words: usize,
    linked: f64,
}

impl Size {
    fn of(block: &Block) -> Size {
        let n_words = n_words(&block.text);
        Size { n_words, linked: (block.n_linked as f64 / block.text.len() as f64).min(1.0) }
    }

    fn length(&self) -> f64 {
        (self.n_words as f64).ln_1p()
    }

    /// Words that are no links.
    fn mass(&self) -> f64 {
        self.n_words as f64 * (1.0 - self.linked)
    }
}

/// Unlinked words inside each of the three elements around every block.
struct Mass {
    inside: FxHashMap<usize, f64>,
    most: f64,
    all: f64,
}

impl Mass {
    /// Elements around a block that count: its parent, grandparent and the next.
    const LEVELS: usize = 3;

    fn of(page: &Page, sizes: &[Size]) -> Mass {
        let mut inside: FxHashMap<usize, f64> = FxHashMap::default();
        for (block, size) in page.blocks.iter().zip(sizes) {
            for level in 1..=Mass::LEVELS {
                *inside.entry(up(page, block.element, level)).or_default() += size.mass();
            }
        }
        let most = inside.values().copied().fold(1.0, f64::max);
        let all = sizes.iter().map(Size::mass).sum::<f64>().max(1.0);
        Mass { inside, most, all }
    }

    fn share(&self, page: &Page, element: usize, level: usize) -> f64 {
        self.inside.get(&up(page, element, level)).copied().unwrap_or(0.0) / self.most
    }

    fn of_all(&self, page: &Page, element: usize) -> f64 {
        self.inside.get(&up(page, element, 1)).copied().unwrap_or(0.0) / self.all
    }
}

/// The element so many levels up.
pub(super) fn up(page: &Page, element: usize, levels: usize) -> usize {
    (0..levels).fold(element, |at, _| page.elements[at].parent)
}

/// Whether two blocks stand in elements of one name and label.
fn are_alike(page: &Page, a: &Block, b: &Block) -> bool {
    let (a, b) = (&page.elements[a.element], &page.elements[b.element]);
    a.name == b.name && a.label == b.label
}

/// Words of a title, so that two titles with other marks are one.
pub fn folded_words(text: &str) -> Vec<String> {
    words(text).map(str::to_lowercase).collect()
}
