//! Files to articles; a fault in a file to a message that names the file and the place in it.

use crate::engine::Options;
use crate::engine::article::Article;
use crate::wire::articles::into_articles;
use crate::wire::invalid::{FieldError, Invalid};
use crate::wire::request::{ArticleIn, MergeRequest, OptionsIn};
use crate::wire::{parse, plain};
use anyhow::{Context, Result, anyhow, ensure};
use serde::de::IgnoredAny;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The articles of all files, and the options of those that are requests, in order.
///
/// # Errors
/// The first file that cannot be read or is not in a known form; else every value that cannot be used.
pub(super) fn articles(files: &[PathBuf]) -> Result<(Vec<Article>, Options)> {
    let n_stdin = files.iter().filter(|file| is_stdin(file)).count();
    ensure!(n_stdin < 2, "standard input can be read once only");
    let mut drafts = Drafts::default();
    for file in files {
        drafts.add(file, &bytes(file)?)?;
    }
    let Drafts { articles, places, options } = drafts;
    let articles = into_articles(articles).map_err(|invalid| {
        let lines = invalid.errors.iter().map(|error| located(error, &places));
        anyhow!(lines.collect::<Vec<_>>().join("\n"))
    })?;
    Ok((articles, options))
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
    articles: Vec<ArticleIn>,
    /// For each article its file's name and its pointer in that file.
    places: Vec<(String, String)>,
    options: Options,
}

impl Drafts {
    fn add(&mut self, file: &Path, bytes: &[u8]) -> Result<()> {
        let refused = |invalid: Invalid| in_file(file, &invalid);
        match Form::of(file, bytes) {
            Form::Page => {
                Err(anyhow!("{}: pages and XML are not taken yet; give the article's text", name(file)))
            }
            Form::Text => {
                let file_name =
                    if is_stdin(file) { String::new() } else { file.to_string_lossy().into_owned() };
                let article = plain::article(&file_name, bytes).map_err(refused)?;
                self.push(file, [article], |_| String::new());
                Ok(())
            }
            Form::Array => {
                let articles: Vec<ArticleIn> = parse(bytes).map_err(refused)?;
                ensure!(!articles.is_empty(), "{}: holds no article", name(file));
                self.push(file, articles, |n| format!("/{n}"));
                Ok(())
            }
            Form::Object => {
                let fields: BTreeMap<String, IgnoredAny> = parse(bytes).map_err(refused)?;
                if !fields.contains_key("articles") && !fields.contains_key("options") {
                    let article: ArticleIn = parse(bytes).map_err(refused)?;
                    self.push(file, [article], |_| String::new());
                    return Ok(());
                }
                let request: MergeRequest = parse(bytes).map_err(refused)?;
                ensure!(!request.articles.is_empty(), "{}: /articles: holds no article", name(file));
                self.push(file, request.articles, |n| format!("/articles/{n}"));
                self.add_options(request.options.unwrap_or_default()).map_err(refused)
            }
        }
    }

    fn push(
        &mut self,
        file: &Path,
        articles: impl IntoIterator<Item = ArticleIn>,
        pointer: impl Fn(usize) -> String,
    ) {
        for (n, article) in articles.into_iter().enumerate() {
            self.articles.push(article);
            self.places.push((name(file), pointer(n)));
        }
    }

    fn add_options(&mut self, options: OptionsIn) -> Result<(), Invalid> {
        let options = options.into_engine()?;
        self.options.house_style.extend(options.house_style);
        self.options.same.extend(options.same);
        self.options.not_same.extend(options.not_same);
        Ok(())
    }
}

/// `/articles/7/text` of all articles as the file and the pointer that the user knows.
fn located(error: &FieldError, places: &[(String, String)]) -> String {
    let inside = error.pointer.strip_prefix("/articles/").and_then(|rest| {
        let (n, field) = rest.split_once('/')?;
        Some((places.get(n.parse::<usize>().ok()?)?, field))
    });
    match inside {
        // In a file that is one text, a field has no place to point at.
        Some(((file, pointer), "text")) if pointer.is_empty() => {
            format!("{file}: the text {}", error.detail)
        }
        Some(((file, pointer), field)) => format!("{file}: {pointer}/{field}: {}", error.detail),
        None => error.to_string(),
    }
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    /// A request or one article.
    Object,
    /// Articles.
    Array,
    /// HTML or XML.
    Page,
}

impl Form {
    /// By the file's ending, and where that does not tell, by how it begins.
    fn of(file: &Path, bytes: &[u8]) -> Form {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes).trim_ascii_start();
        let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        match ending.to_ascii_lowercase().as_str() {
            "txt" | "text" | "md" => Form::Text,
            "html" | "htm" | "xhtml" | "xml" => Form::Page,
            "json" if bytes.starts_with(b"[") => Form::Array,
            "json" => Form::Object,
            _ => Form::by_beginning(bytes),
        }
    }

    fn by_beginning(bytes: &[u8]) -> Form {
        let after = |n: usize| bytes.get(n..).and_then(|rest| rest.trim_ascii_start().first());
        let begins = |tag: &str| {
            bytes.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()))
        };
        match bytes.first() {
            Some(b'{') if matches!(after(1), Some(b'"' | b'}')) => Form::Object,
            // A news text may begin with a bracket: [Photo] ...
            Some(b'[') if matches!(after(1), Some(b'{' | b']')) => Form::Array,
            _ if begins("<!doctype html") || begins("<html") || begins("<?xml") => Form::Page,
            _ => Form::Text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(file: &str, bytes: &str, expected: Form) {
        assert_eq!(Form::of(Path::new(file), bytes.as_bytes()), expected, "{file} {bytes}");
    }

    #[test]
    fn the_ending_tells_the_form() {
        check("a.txt", "{\"text\": \"x\"}", Form::Text);
        check("a.JSON", "\u{feff} [", Form::Array);
        check("a.json", "x", Form::Object);
        check("a.html", "text", Form::Page);
    }

    #[test]
    fn else_the_beginning_does() {
        check("-", "\u{feff}\n{ \"text\": 1", Form::Object);
        check("-", "[ {", Form::Array);
        check("-", "[Photo] A ferry", Form::Text);
        check("a", "{curly}", Form::Text);
        check("-", "\n<!DOCTYPE HTML>", Form::Page);
        check("-", "", Form::Text);
    }
}
