//! HTML under construction: markup is ours, words are anybody's, and the two cannot be taken for one another.

use crate::render::html::{escape, escape_into};

/// A piece of a document.
#[derive(Default)]
pub struct Html(String);

impl Html {
    /// Markup: only what stands in this program.
    pub fn tag(&mut self, markup: &'static str) -> &mut Html {
        self.0.push_str(markup);
        self
    }

    /// Words, for text and for attributes in double quotes; on one line and without control characters.
    pub fn text(&mut self, words: &str) -> &mut Html {
        self.0.push_str(&escape(words));
        self
    }

    /// Words as they are, line breaks and all, for a `textarea`.
    pub fn lines(&mut self, words: &str) -> &mut Html {
        // The first line break behind the tag belongs to the tag.
        self.0.push('\n');
        escape_into(&mut self.0, words);
        self
    }

    /// A number.
    pub fn number(&mut self, n: usize) -> &mut Html {
        self.0.push_str(&n.to_string());
        self
    }

    /// Words in a language, which may be written from right to left, held apart from what stands around them.
    pub fn foreign(&mut self, lang: &str, words: &str) -> &mut Html {
        self.tag("<bdi").lang(lang).tag(">").text(words).tag("</bdi>")
    }

    /// The attribute for a language, unless it is not known.
    pub fn lang(&mut self, lang: &str) -> &mut Html {
        if lang == "und" { self } else { self.tag(" lang=\"").text(lang).tag("\"") }
    }

    /// What was put together.
    pub fn into_string(self) -> String {
        self.0
    }
}

/// As much of a label as there is room for, in characters.
pub fn clipped(label: &str, most: usize) -> String {
    if label.chars().count() <= most {
        return label.to_owned();
    }
    label.chars().take(most - 1).chain(['…']).collect()
}
