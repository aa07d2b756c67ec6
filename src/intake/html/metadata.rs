//! What a page says of itself: its metadata, and its first heading.

use crate::intake::address::web_address;
use crate::intake::characters::clean;
use crate::intake::draft::{Draft, Note};
use crate::intake::{date, json};
use scraper::{ElementRef, Html, Selector};
use std::sync::LazyLock;

macro_rules! selector {
    ($text:literal) => {{
        static SELECTOR: LazyLock<Selector> =
            LazyLock::new(|| Selector::parse($text).expect("a selector written here is well-formed"));
        &*SELECTOR
    }};
}

/// What a page says of itself; what it does not say is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The article's headline.
    pub title: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// Its canonical address.
    pub url: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Time of publication as given.
    pub published_at: Option<String>,
    /// Language as given.
    pub lang: Option<String>,
    /// The text of the article.
    pub body: Option<String>,
    /// What an editor should know of these.
    pub notes: Vec<Note>,
}

/// Reads the metadata of a page: what its JSON-LD says of an article, then its `meta` elements, then its headings.
pub fn metadata(html: &Html) -> Metadata {
    let stated = json_ld(html).unwrap_or_default();
    let mut notes = stated.notes;
    let time = meta(html, TIMES).or_else(|| time_element(html));
    let time = time.and_then(|given| date::noted(date::time(&given), &given, &mut notes));
    let author = meta(html, AUTHORS).filter(|name| !name.starts_with("http"));
    Metadata {
        title: title(html, stated.title.as_deref()),
        source: meta(html, &["og:site_name"]).or(stated.source).or_else(|| meta(html, &["application-name"])),
        url: address(html).or(stated.url),
        byline: stated.byline.or(author),
        published_at: stated.published_at.or(time),
        lang: html
            .root_element()
            .attr("lang")
            .map(str::to_owned)
            .or(stated.lang)
            .filter(|lang| !lang.trim().is_empty()),
        body: Some(stated.text).filter(|body| !body.trim().is_empty()),
        notes,
    }
}

/// `meta` elements that give the time of publication, the surest first.
const TIMES: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "article.published",
    "date",
];
/// Those that name the author.
const AUTHORS: &[&str] =
    &["author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl"];

/// The article that the page's JSON-LD tells of: the one with most text.
fn json_ld(html: &Html) -> Option<Draft> {
    let scripts = html.select(selector!("script[type='application/ld+json']"));
    let values = scripts.filter_map(|script| json::parse(&script.text().collect::<String>()).ok());
    let drafts: Vec<Draft> = values.flat_map(|value| json::jsonld_drafts(&value)).collect();
    drafts.into_iter().rev().max_by_key(|draft| draft.text.len())
}

/// The first `time` element that is marked as the time of publication.
fn time_element(html: &Html) -> Option<String> {
    let element =
        html.select(selector!("time[pubdate][datetime], time[itemprop=datePublished][datetime]")).next()?;
    element.attr("datetime").map(str::to_owned)
}

/// The first of these `meta` elements, by name, property or itemprop, that says something.
fn meta(html: &Html, names: &[&str]) -> Option<String> {
    let of = |element: ElementRef| {
        let value = element.value();
        let key = ["property", "name", "itemprop"].iter().find_map(|a| value.attr(a))?.trim().to_lowercase();
        let place = names.iter().position(|name| *name == key)?;
        let content = clean(value.attr("content")?);
        (!content.is_empty()).then_some((place, content))
    };
    html.select(selector!("meta[content]"))
        .filter_map(of)
        .min_by_key(|(place, _)| *place)
        .map(|(_, content)| content)
}

/// The first heading of the first order, where the page's title repeats it; else the page's title without the outlet's name.
fn title(html: &Html, stated: Option<&str>) -> Option<String> {
    let text = |element: ElementRef| clean(&element.text().collect::<String>());
    let given = meta(html, &["og:title", "twitter:title", "headline"]);
    let of_window = html.select(selector!("head > title")).next().map(text).filter(|t| !t.is_empty());
    let headings: Vec<String> = html.select(selector!("h1")).map(text).filter(|t| !t.is_empty()).collect();
    let stated = stated.or(given.as_deref()).or(of_window.as_deref());
    let repeats = |heading: &&String| stated.is_some_and(|stated| same_beginning(stated, heading));
    if let Some(heading) = headings.iter().find(repeats) {
        return Some(heading.clone());
    }
    match headings.as_slice() {
        [only] if stated.is_none() => Some(only.clone()),
        _ => stated.map(|stated| without_outlet(html, stated)),
    }
}

/// Whether a window's title begins with a heading, but for its marks.
fn same_beginning(stated: &str, heading: &str) -> bool {
    let letters = |text: &str| {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    let heading = letters(heading);
    !heading.is_empty() && letters(stated).starts_with(&heading)
}

/// `Fire in Salem | Harbour Daily` without the outlet.
fn without_outlet(html: &Html, title: &str) -> String {
    let source = meta(html, &["og:site_name", "application-name"]).unwrap_or_default().to_lowercase();
    for mark in [" | ", " - ", " – ", " — ", " · ", " » ", " :: "] {
        if let Some((head, tail)) = title.rsplit_once(mark)
            && !source.is_empty()
            && (source.contains(&tail.trim().to_lowercase()) || tail.to_lowercase().contains(&source))
        {
            return head.trim().to_owned();
        }
    }
    title.to_owned()
}

fn address(html: &Html) -> Option<String> {
    let canonical = html.select(selector!("link[rel=canonical][href]")).next().and_then(|e| e.attr("href"));
    canonical.and_then(web_address).or_else(|| web_address(&meta(html, &["og:url"])?))
}
