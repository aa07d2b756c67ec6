//! The editor's page: a form, and below it what came of the merge, as one HTML document.
//!
//! It shows what the public answer ([`Answer`]) holds and nothing else, works without a script, and loads its style and
//! its script from the service itself. Words of articles are text wherever they come out (`markup`).

mod account;
mod articles;
mod compare;
pub mod form;
mod markup;
mod names;
mod opened;
mod origins;
mod panels;
mod view;

pub use form::{Form, Slot};

use crate::engine::article::Article;
use crate::wire::answer::Answer;
use markup::Html;
use view::View;

/// Its style.
pub const STYLE: &str = include_str!("page.css");
/// Its script: what it adds can be done without it, but for copying and keys.
pub const SCRIPT: &str = include_str!("page.js");

/// What came of the form.
pub enum Outcome<'p> {
    /// Nothing was asked yet.
    Nothing,
    /// It could not be done, for this reason.
    Refused(&'p str),
    /// An account of these articles.
    Merged(&'p Answer<'p>, &'p [Article]),
}

/// The document. The form stands as its reader left it.
pub fn document(form: &Form, outcome: &Outcome) -> String {
    let mut h = Html::default();
    h.tag("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    h.tag(match outcome {
        Outcome::Merged(..) => "Merged account – storymerge",
        Outcome::Refused(_) => "Not merged – storymerge",
        Outcome::Nothing => "storymerge",
    });
    h.tag("</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    h.tag("<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n");
    h.tag("<link rel=\"stylesheet\" href=\"/page.css\">\n<script src=\"/page.js\" defer></script>\n</head>\n<body>\n");
    h.tag("<a class=\"skip\" href=\"#main\">To the account</a>\n<header><h1><a href=\"/\">storymerge</a></h1>\n");
    h.tag("<p>Several articles about one event in, one account out: every sentence with who reports it.</p></header>\n");
    h.tag("<main id=\"main\" tabindex=\"-1\">\n");
    match outcome {
        Outcome::Nothing => form::write(&mut h, form),
        Outcome::Refused(why) => {
            h.tag("<p class=\"refused\" role=\"alert\">Not merged: ").text(why).tag("</p>\n");
            form::write(&mut h, form);
        }
        Outcome::Merged(answer, articles) => merged(&mut h, form, &View::of(answer, articles)),
    }
    h.tag("</main>\n</body>\n</html>\n");
    h.into_string()
}

fn merged(h: &mut Html, form: &Form, view: &View) {
    status(h, view);
    tools(h, view);
    account::write(h, view);
    panels::notes(h, view);
    panels::differences(h, view);
    names::write(h, view);
    origins::write(h, view);
    panels::timeline(h, view);
    panels::copies(h, view);
    articles::table(h, view);
    articles::whole(h, view);
    h.tag("<details id=\"again\"><summary>Change the articles, and merge again</summary>\n");
    form::write(h, form);
    h.tag("</details>\n");
}

/// What was done, for whoever looks and whoever listens.
fn status(h: &mut Html, view: &View) {
    let answer = view.answer;
    let n_statements: usize = answer.account.iter().map(|paragraph| paragraph.statements.len()).sum();
    let n_told_often = answer.facts.iter().filter(|fact| fact.outlets > 1).count();
    h.tag("<p id=\"status\" role=\"status\">").number(answer.articles.len());
    h.tag(if answer.articles.len() == 1 { " article, " } else { " articles, " });
    h.number(n_statements).tag(if n_statements == 1 { " sentence, " } else { " sentences, " });
    h.number(answer.facts.len()).tag(" facts, ").number(n_told_often).tag(" of them in several outlets. ");
    let n_loud = answer.differences.iter().filter(|difference| !difference.class.is_quiet()).count();
    h.tag("<a href=\"#differences\">").number(n_loud).tag(if n_loud == 1 {
        " difference</a>"
    } else {
        " differences</a>"
    });
    h.tag(".</p>\n");
}

/// Copying, downloading, what to see, and keys.
fn tools(h: &mut Html, view: &View) {
    h.tag("<div class=\"tools\" role=\"group\" aria-label=\"Take the account along\">\n<span class=\"scripted\" hidden>");
    h.tag("<button type=\"button\" data-copy=\"clean\">Copy the text</button>\n");
    h.tag("<button type=\"button\" data-copy=\"html\">Copy with sources</button></span>\n");
    h.tag("<span>Download:</span>\n");
    for (format, label) in [
        ("text", "Text"),
        ("markdown", "Markdown"),
        ("html", "HTML"),
        ("json", "JSON"),
        ("jsonld", "JSON-LD"),
    ] {
        h.tag("<button form=\"merge\" name=\"download\" value=\"")
            .tag(format)
            .tag("\">")
            .tag(label)
            .tag("</button>\n");
    }
    let mut statements = view.answer.account.iter().flat_map(|paragraph| &paragraph.statements);
    if statements.any(|statement| !statement.replacements.is_empty()) {
        h.tag("<label><input type=\"checkbox\" id=\"changes\"> Show what house style changed</label>\n");
    }
    h.tag("<label class=\"scripted\" hidden><input type=\"checkbox\" id=\"keys\" checked> Keys: j and k for the next sentence and the one before, Enter opens it, Esc closes it</label>\n");
    h.tag("<span id=\"said\" role=\"status\"></span></div>\n");
}
