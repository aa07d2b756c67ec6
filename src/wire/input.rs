//! A body of any format to drafts: our own requests and articles in JSON by their strict shape, everything else by its
//! decoder.

use crate::intake::{self, Body, Draft, Format, Hint, Item, Note, Refused, html, json};
use crate::wire::articles::{into_articles, tolerate};
use crate::wire::invalid::{FieldError, Invalid, Kind};
use crate::wire::parse::{parse, utf8};
use crate::wire::request::{ArticleIn, MergeRequest, OptionsIn};
use serde::de::IgnoredAny;
use serde_json::Value;
use std::collections::BTreeMap;

/// Characters kept of a file's name.
const LONGEST_NAME: usize = 100;

/// What a body holds.
#[derive(Debug, Default)]
pub struct Input {
    /// Its articles, in order.
    pub drafts: Vec<Draft>,
    /// Items that give no article.
    pub refused: Vec<Refused>,
    /// Wishes for a merge, if it is a request that has some.
    pub options: Option<OptionsIn>,
    /// Where its articles stand if it is a body of our own: `/articles`, or empty for a list.
    own_place: Option<String>,
}

impl Input {
    /// No article yet; where none comes, `place` is what is pointed at.
    pub fn at(place: &str) -> Input {
        Input { own_place: Some(place.to_owned()), ..Input::default() }
    }

    /// Reads a body. The file's name without folder and ending becomes the name of an article that has none.
    ///
    /// # Errors
    /// If nothing of it can be used: no JSON, a wrong field of our own request, no article at all.
    pub fn read(bytes: &[u8], hint: &Hint) -> Result<Input, Invalid> {
        let body = intake::open(bytes, hint);
        let mut input = match body.format {
            Format::Json => {
                // Our own interface speaks UTF-8; others' bodies in it do too.
                utf8_unless_named(bytes, hint, &body)?;
                Input::json(&json::repair(&body.text))?
            }
            Format::JsonLines => {
                utf8_unless_named(bytes, hint, &body)?;
                Input::lines(&json::repair(&body.text))
            }
            Format::Text => {
                let mut input = Input::of(body.items().map_err(whole)?);
                input.drafts.iter_mut().for_each(|draft| draft.is_taken_out = false);
                input
            }
            Format::Page | Format::Xml | Format::Form => Input::of(body.items().map_err(whole)?),
        };
        // A file that is one article gives it its name; our own articles are counted.
        if input.own_place.is_none() {
            let is_one = input.drafts.len() == 1;
            for draft in &mut input.drafts {
                let (of_file, of_item) = (stem(hint.file_name), draft.name.take());
                draft.name = if is_one { of_file.or(of_item) } else { of_item.or(of_file) };
            }
        }
        Ok(input)
    }

    /// The items that should have been articles, as faults with their places.
    pub fn faults(&self) -> Vec<FieldError> {
        self.refused.iter().filter(|refused| refused.is_fault).map(fault).collect()
    }

    /// An error if there is no article, else an error for the items that should have been articles unless
    /// `is_partial`, else nothing.
    ///
    /// # Errors
    /// As said.
    pub fn checked(mut self, is_partial: bool) -> Result<Input, Invalid> {
        if is_partial {
            self.refuse_faulty();
        }
        let mut faults = self.faults();
        if self.drafts.is_empty() {
            faults = self.refused.iter().map(fault).collect();
            if faults.is_empty() {
                let pointer = self.own_place.clone().unwrap_or_default();
                faults.push(FieldError { pointer, detail: "holds no article".into() });
            }
        } else if is_partial {
            faults.clear();
        }
        if !faults.is_empty() {
            return Err(Invalid { kind: Kind::Value, errors: faults });
        }
        self.note_refused();
        Ok(self)
    }

    fn of(items: Vec<Item>) -> Input {
        let mut input = Input::default();
        for item in items {
            match item {
                // One of several is named by its place; a body that is all of an article, by what it is.
                Ok(draft) if draft.text.trim().is_empty() && !draft.place.is_empty() => {
                    input.refused.push(Refused::new(draft.place, "holds no text"));
                }
                Ok(draft) => input.drafts.push(tolerate(draft)),
                Err(refused) => input.refused.push(refused),
            }
        }
        input
    }

    fn json(text: &str) -> Result<Input, Invalid> {
        let is_list = text.trim_start().starts_with('[');
        if !is_list {
            let fields: BTreeMap<String, IgnoredAny> = parse(text.as_bytes())?;
            if fields.contains_key("articles") || fields.contains_key("options") {
                let request: MergeRequest = parse(text.as_bytes())?;
                return Ok(Input::own(request.articles, "/articles", request.options));
            }
        }
        let value: Value = parse(text.as_bytes())?;
        match (json::items(&value), value) {
            (Some(items), Value::Array(list)) if list.iter().any(is_own) => {
                drop(items);
                Ok(Input::mixed(list))
            }
            (Some(items), _) => Ok(Input::of(items)),
            (None, Value::Array(_)) => Ok(Input::own(parse(text.as_bytes())?, "", None)),
            (None, _) => Ok(Input::own(vec![parse(text.as_bytes())?], "", None).alone()),
        }
    }

    /// A list that holds articles of ours among others.
    fn mixed(list: Vec<Value>) -> Input {
        let mut input = Input::default();
        for (n, value) in list.into_iter().enumerate() {
            input.add(Input::json(&value.to_string()), &format!("/{n}"));
        }
        input
    }

    fn lines(text: &str) -> Input {
        let mut input = Input::default();
        for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            input.add(Input::json(line), &format!("line {}", n + 1));
        }
        input
    }

    /// Adds what one element of a list or one line holds; one that cannot be read is refused by itself.
    fn add(&mut self, other: Result<Input, Invalid>, place: &str) {
        let within = |inner: &str| match (place.starts_with('/'), inner.is_empty()) {
            (true, _) => format!("{place}{inner}"),
            (false, true) => place.to_owned(),
            (false, false) => format!("{place}: {inner}"),
        };
        match other {
            Ok(other) => {
                let drafts = other.drafts.into_iter();
                self.drafts.extend(drafts.map(|draft| Draft { place: within(&draft.place), ..draft }));
                let refused = other.refused.into_iter();
                self.refused.extend(refused.map(|r| Refused { place: within(&r.place), ..r }));
            }
            Err(invalid) => {
                self.refused
                    .extend(invalid.errors.iter().map(|e| Refused::new(within(&e.pointer), &e.detail)));
            }
        }
    }

    /// Says of what was left out beside the first article, and forgets it.
    pub fn note_refused(&mut self) {
        if let Some(first) = self.drafts.first_mut() {
            let said = self
                .refused
                .drain(..)
                .map(|r| Note::new("item_left_out", format!("{} {}", r.place, r.detail)));
            first.notes.extend(said);
        }
    }

    /// Refuses each article that could not be merged, so that the others can be.
    fn refuse_faulty(&mut self) {
        let trial = |draft: &Draft| {
            // The text itself is not looked at further than whether there is one.
            let text = if draft.text.trim().is_empty() { "" } else { "x" };
            let trial = Draft { text: text.to_owned(), marks: Vec::new(), ..draft.clone() };
            into_articles(vec![trial]).err().and_then(|invalid| invalid.errors.into_iter().next())
        };
        let faulty = |draft: Draft| match trial(&draft) {
            None => Ok(draft),
            Some(error) => {
                let field = error.pointer.strip_prefix("/articles/0").unwrap_or(&error.pointer);
                Err(Refused::new(format!("{}{field}", draft.place), error.detail))
            }
        };
        for item in std::mem::take(&mut self.drafts).into_iter().map(faulty) {
            match item {
                Ok(draft) => self.drafts.push(draft),
                Err(refused) => self.refused.push(refused),
            }
        }
    }

    /// Articles in our own form.
    fn own(articles: Vec<ArticleIn>, at: &str, options: Option<OptionsIn>) -> Input {
        let drafts = articles.into_iter().enumerate().map(|(n, article)| draft(article, format!("{at}/{n}")));
        Input { drafts: drafts.collect(), refused: Vec::new(), options, own_place: Some(at.to_owned()) }
    }

    /// One article that is the whole body.
    fn alone(mut self) -> Input {
        self.drafts.iter_mut().for_each(|draft| draft.place = String::new());
        self
    }
}

/// The draft of an article in our own form. A page in `html` is taken apart as any page; what is not a whole page is all story.
pub fn draft(article: ArticleIn, place: String) -> Draft {
    let given = Draft {
        place,
        id: article.id,
        source: article.source,
        url: article.url,
        title: article.title,
        published_at: article.published_at,
        lang: article.lang,
        name: article.name,
        ..Draft::default()
    };
    match (article.text, article.html) {
        (Some(text), None) => Draft { text, ..given },
        (Some(text), Some(_)) => {
            Draft { text, faults: vec![("html", "cannot be given together with `text`")], ..given }
        }
        (None, None) => Draft { faults: vec![("text", "is required")], ..given },
        (None, Some(html)) => {
            let found =
                tolerate(if is_page(&html) { html::page(&html) } else { html::fragment(&html).into() });
            let or = |given: Option<String>, found: Option<String>| {
                given.filter(|v| !v.trim().is_empty()).or(found)
            };
            Draft {
                source: or(given.source, found.source),
                url: or(given.url, found.url),
                title: or(given.title, found.title),
                published_at: or(given.published_at, found.published_at),
                lang: or(given.lang, found.lang),
                place: given.place,
                id: given.id,
                name: given.name,
                faults: if found.text.trim().is_empty() {
                    vec![("html", "holds no text")]
                } else {
                    Vec::new()
                },
                ..found
            }
        }
    }
}

fn is_page(html: &str) -> bool {
    /// A page says so at its beginning.
    const HEAD: usize = 2000;
    let head = html[..html.floor_char_boundary(HEAD)].to_ascii_lowercase();
    ["<html", "<head", "<body", "<!doctype"].iter().any(|tag| head.contains(tag))
}

/// Whether a value is an article in our own form.
fn is_own(value: &Value) -> bool {
    json::shape(value).is_none() && (value.get("text").is_some() || value.get("html").is_some())
}

fn fault(refused: &Refused) -> FieldError {
    if refused.place.is_empty() || refused.place.starts_with('/') {
        return FieldError { pointer: refused.place.clone(), detail: refused.detail.clone() };
    }
    FieldError { pointer: String::new(), detail: format!("{} {}", refused.place, refused.detail) }
}

fn whole(refused: Refused) -> Invalid {
    Invalid { kind: Kind::Value, errors: vec![fault(&refused)] }
}

/// JSON is UTF-8 unless a mark or the sender names another encoding.
fn utf8_unless_named(bytes: &[u8], hint: &Hint, body: &Body) -> Result<(), Invalid> {
    let is_guessed = body.notes.iter().any(|note| matches!(note.code, "charset_guessed" | "charset_errors"));
    if is_guessed && hint.charset.is_none_or(|name| name.eq_ignore_ascii_case("utf-8")) {
        return utf8(bytes).map(drop);
    }
    Ok(())
}

/// A file's name without folder and ending.
fn stem(file_name: &str) -> Option<String> {
    let name = file_name.rsplit(['/', '\\']).next()?;
    let stem = match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    };
    let stem: String = stem.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
    let stem = stem.trim();
    (!stem.is_empty()).then(|| stem.to_owned())
}

/// Drafts of requests that take articles in our own form only.
pub(super) fn own_drafts(articles: Vec<ArticleIn>) -> Vec<Draft> {
    Input::own(articles, "/articles", None).drafts
}
