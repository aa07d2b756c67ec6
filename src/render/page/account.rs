//! The merged account: headline, paragraphs, and each sentence with its sources and what they amount to.

use super::markup::{Html, clipped};
use super::opened;
use super::view::{Standing, View};
use crate::wire::answer::Statement;

/// Writes the account, and what the signs on it mean.
pub fn write(h: &mut Html, view: &View) {
    h.tag("<section id=\"account\" aria-labelledby=\"account-head\">\n<h2 id=\"account-head\" class=\"unseen\">Merged account</h2>\n");
    legend(h);
    let opening = view.answer.account.first().and_then(|paragraph| paragraph.statements.first());
    let headline = view.answer.headline.as_ref();
    if let Some(headline) = headline.filter(|headline| opening.is_none_or(|o| o.base != headline.base)) {
        h.tag("<h3 class=\"headline\">");
        statement(h, view, headline);
        h.tag("</h3>\n");
        opened::write(h, view, headline);
    }
    for paragraph in &view.answer.account {
        h.tag("<p>");
        for (n, one) in paragraph.statements.iter().enumerate() {
            h.tag(if n > 0 { "\n" } else { "" });
            statement(h, view, one);
        }
        h.tag("</p>\n");
        // A popover stands in no paragraph.
        paragraph.statements.iter().for_each(|one| opened::write(h, view, one));
    }
    h.tag("</section>\n");
}

fn legend(h: &mut Html) {
    h.tag("<ul class=\"legend\">\n");
    for standing in Standing::ALL {
        h.tag("<li><span class=\"sign\">").tag(standing.sign()).tag("</span> <span class=\"words ");
        h.tag(standing.class()).tag("\">").tag(standing.words()).tag("</span></li>\n");
    }
    h.tag("<li><ins>[in brackets]</ins>: from another article</li>\n</ul>\n");
}

/// Characters of an outlet's name in a chip.
const CHIP: usize = 18;

/// A sentence, and the button that opens it: the sources' short names and numbers.
fn statement(h: &mut Html, view: &View, one: &Statement) {
    let standing = view.standing(one);
    let lang = view.lang(one.base.article);
    h.tag("<span class=\"statement\" id=\"")
        .text(&one.id)
        .tag("\"><span class=\"words ")
        .tag(standing.class())
        .tag("\"");
    h.tag(" dir=\"auto\"").lang(lang).tag(">");
    words(h, one);
    h.tag("</span>\u{a0}<button type=\"button\" class=\"chips\" popovertarget=\"open-").text(&one.id);
    h.tag("\" aria-label=\"").number(one.sources.len()).tag(if one.sources.len() == 1 {
        " source: "
    } else {
        " sources: "
    });
    for (n, id) in one.sources.iter().enumerate() {
        h.tag(if n > 0 { ", " } else { "" }).text(&view.articles[view.place(id)].source);
    }
    h.tag("; ")
        .tag(standing.words())
        .tag(". Show what each says\"><span class=\"sign\">")
        .tag(standing.sign())
        .tag("</span>");
    for id in &one.sources {
        let n = view.place(id);
        h.tag(" <span class=\"chip\">")
            .text(&clipped(&view.articles[n].source, CHIP))
            .tag(" <b>")
            .number(n + 1)
            .tag("</b></span>");
    }
    h.tag("</button></span>");
}

/// What is printed, with what was added or changed marked. Places are in bytes of the text.
fn words(h: &mut Html, one: &Statement) {
    let added = one.insertions.iter().map(|i| (i.at, i.text, None));
    let changed = one.replacements.iter().map(|r| (r.at, r.printed, Some(r)));
    let mut pieces: Vec<_> = added.chain(changed).collect();
    pieces.sort_by_key(|(at, ..)| *at);
    let mut done = 0;
    for (at, text, replacement) in pieces {
        let Some(before) = one.text.get(done..at) else { continue };
        // White space at the edges of what is escaped is lost; it belongs to the words before it.
        spaced(h, before);
        match replacement {
            None => {
                h.tag(" <ins>").text(text).tag("</ins>");
            }
            Some(replacement) => {
                h.tag("<span class=\"changed\" title=\"").text(replacement.why).tag("\"><ins>").text(text);
                h.tag("</ins> <del>").text(replacement.original).tag("</del></span>");
            }
        }
        done = at + text.len();
    }
    spaced(h, &one.text[done..]);
}

/// Words with the blanks at their edges.
pub fn spaced(h: &mut Html, words: &str) {
    let blank = |is_there: bool| if is_there { " " } else { "" };
    h.tag(blank(words.starts_with(char::is_whitespace) && !words.trim().is_empty()));
    h.text(words).tag(blank(words.ends_with(char::is_whitespace)));
}
