//! Files to articles; a fault in a file to a message that names the file and the place in it.

use crate::engine::Options;
use crate::engine::article::Article;
use crate::intake::{Draft, Hint, Note, html};
use crate::wire::articles::into_articles;
use crate::wire::input::Input;
use crate::wire::invalid::{FieldError, Invalid};
use anyhow::{Context, Result, anyhow, ensure};
use std::io::Read;
use std::path::{Path, PathBuf};

/// What the files hold.
pub(super) struct Found {
    /// The articles of all files, in order.
    pub articles: Vec<Article>,
    /// The options of those that are requests.
    pub options: Options,
}

/// The articles of all files. Items that are no texts, such as pictures in a message, are left out; with `is_partial`, items
/// that should have been articles are too. Meanwhile `warm_up` makes what the engine will need.
///
/// # Errors
/// The first file that cannot be read or holds no article; else every value that cannot be used.
pub(super) fn articles(files: &[PathBuf], is_partial: bool, warm_up: fn()) -> Result<Found> {
    // Parsing the tables and making what pages are read with takes longer than reading a page.
    std::thread::spawn(warm_up);
    if files.iter().any(|file| is_stdin(file) || may_be_page(file)) {
        std::thread::spawn(html::votes::warm_up);
    }
    let n_stdin = files.iter().filter(|file| is_stdin(file)).count();
    ensure!(n_stdin < 2, "standard input can be read once only");
    let mut drafts = Drafts::default();
    for file in files {
        match bytes(file).and_then(|bytes| drafts.add(file, &bytes, is_partial)) {
            Err(error) if is_partial => drafts.unusable.push(error),
            done => done?,
        }
    }
    let Drafts { mut articles, places, options, unusable } = drafts;
    match articles.first_mut() {
        Some(first) => {
            first.notes.extend(unusable.iter().map(|error| Note::new("item_left_out", format!("{error:#}"))));
        }
        None => unusable.into_iter().next().map_or(Ok(()), Err)?,
    }
    let articles = into_articles(articles).map_err(|invalid| {
        let lines = invalid.errors.iter().map(|error| located(error, &places));
        anyhow!(lines.collect::<Vec<_>>().join("\n"))
    })?;
    Ok(Found { articles, options })
}

/// Whether a file's ending does not say that it is no page.
fn may_be_page(file: &Path) -> bool {
    !file
        .extension()
        .is_some_and(|ending| ["txt", "json", "ndjson", "xml"].iter().any(|e| ending.eq_ignore_ascii_case(e)))
}

/// All bytes of a file, or of standard input for `-`.
pub(super) fn bytes(file: &Path) -> Result<Vec<u8>> {
    let read = if is_stdin(file) {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(file)
    };
    read.with_context(|| format!("{}: cannot be read", name(file)))
}

/// Whether the file is `-`.
pub(super) fn is_stdin(file: &Path) -> bool {
    file.as_os_str() == "-"
}

/// What messages call a file.
pub(super) fn name(file: &Path) -> String {
    if is_stdin(file) { "standard input".to_owned() } else { file.display().to_string() }
}

/// A fault of a whole file as messages, a line for each field.
pub(super) fn in_file(file: &Path, invalid: &Invalid) -> anyhow::Error {
    let lines = invalid.errors.iter().map(|error| format!("{}: {error}", name(file)));
    anyhow!(lines.collect::<Vec<_>>().join("\n"))
}

/// Articles as they stand in the files, before defaults.
#[derive(Default)]
struct Drafts {
    articles: Vec<Draft>,
    /// For each article its file's name and its place in that file.
    places: Vec<(String, String)>,
    options: Options,
    /// Files that gave nothing, where the rest is asked for.
    unusable: Vec<anyhow::Error>,
}

impl Drafts {
    fn add(&mut self, file: &Path, bytes: &[u8], is_partial: bool) -> Result<()> {
        let file_name = if is_stdin(file) { String::new() } else { file.to_string_lossy().into_owned() };
        let hint = Hint { file_name: &file_name, ..Hint::default() };
        let input = Input::read(bytes, &hint).and_then(|input| input.checked(is_partial));
        let input = input.map_err(|invalid| in_file(file, &invalid))?;
        for draft in input.drafts {
            self.places.push((name(file), draft.place.clone()));
            self.articles.push(draft);
        }
        let options = input.options.unwrap_or_default().into_engine();
        let options = options.map_err(|invalid| in_file(file, &invalid))?;
        self.options.house_style.extend(options.house_style);
        self.options.same.extend(options.same);
        self.options.not_same.extend(options.not_same);
        Ok(())
    }
}

/// `/articles/7/text` of all articles as the file and the place that the user knows.
fn located(error: &FieldError, places: &[(String, String)]) -> String {
    let inside = error.pointer.strip_prefix("/articles/").and_then(|rest| {
        let (n, field) = rest.split_once('/')?;
        Some((places.get(n.parse::<usize>().ok()?)?, field))
    });
    match inside {
        // In a file that is one text, a field has no place to point at.
        Some(((file, place), "text")) if place.is_empty() => format!("{file}: the text {}", error.detail),
        Some(((file, place), field)) if place.is_empty() || place.starts_with('/') => {
            format!("{file}: {place}/{field}: {}", error.detail)
        }
        Some(((file, place), field)) => format!("{file}: {place}: the {field} {}", error.detail),
        None => error.to_string(),
    }
}
