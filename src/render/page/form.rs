//! The form: articles as they were pasted or dropped, what is known of each, and an editor's word on names.

use super::markup::Html;

/// What stands in the form, as its reader left it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// The articles, each in any format.
    pub slots: Vec<Slot>,
    /// Forms of names that are one entity's.
    pub same: Vec<(String, String)>,
    /// Forms of names that are two.
    pub not_same: Vec<(String, String)>,
    /// Forms to be printed otherwise.
    pub house_style: Vec<(String, String)>,
}

/// One field for articles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slot {
    /// What was pasted, or what the file held.
    pub text: String,
    /// The file's name, if it was one.
    pub file_name: String,
    /// The outlet; empty for what is found in the text.
    pub source: String,
    /// The address, likewise.
    pub url: String,
    /// The time of publication, likewise.
    pub published_at: String,
}

impl Form {
    /// From now on two forms of names are one entity's.
    pub fn join(&mut self, pair: (String, String)) {
        self.forget(&pair);
        self.same.push(pair);
    }

    /// From now on they are two entities'.
    pub fn part(&mut self, pair: (String, String)) {
        self.forget(&pair);
        self.not_same.push(pair);
    }

    /// Nothing is said of them any more.
    fn forget(&mut self, pair: &(String, String)) {
        self.same.retain(|other| !is_same(other, pair));
        self.not_same.retain(|other| !is_same(other, pair));
    }
}

fn is_same(x: &(String, String), y: &(String, String)) -> bool {
    x == y || (&x.0, &x.1) == (&y.1, &y.0)
}

impl Slot {
    /// Whether nothing was filled in.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// What files may hold.
const TAKEN: &str = ".txt,.html,.htm,.json,.ndjson,.xml,.rss,.atom,.nitf,.newsml";

/// Writes the form.
pub fn write(h: &mut Html, form: &Form) {
    h.tag("<form id=\"merge\" method=\"post\" action=\"/\" enctype=\"multipart/form-data\">\n");
    // What Enter in a field does.
    h.tag("<button name=\"do\" value=\"merge\" class=\"unseen\" tabindex=\"-1\" aria-hidden=\"true\">Merge</button>\n");
    h.tag("<div class=\"slots\">\n");
    /// An account is made of two articles at least.
    const LEAST: usize = 2;
    let blank = Slot::default();
    for n in 0..form.slots.len().max(LEAST) {
        slot(h, n + 1, form.slots.get(n).unwrap_or(&blank));
    }
    h.tag("</div>\n<p class=\"files\"><label for=\"files\">Files: text, pages, or what news systems export</label> ");
    h.tag("<input type=\"file\" id=\"files\" name=\"file\" multiple accept=\"").tag(TAKEN).tag("\"></p>\n");
    wishes(h, form);
    h.tag("<p class=\"do\"><button name=\"do\" value=\"merge\" class=\"main\">Merge</button>\n");
    h.tag("<button name=\"do\" value=\"more\" id=\"more\">Add an article</button>\n");
    h.tag(
        "<button name=\"do\" value=\"sample\" formnovalidate>Fill in a sample story</button></p>\n</form>\n",
    );
}

fn slot(h: &mut Html, n: usize, slot: &Slot) {
    h.tag("<fieldset class=\"slot\"><legend>Article ")
        .number(n)
        .tag("</legend>\n<p><label for=\"text-")
        .number(n);
    h.tag("\">Text, page or export, with whatever came along</label>\n<textarea id=\"text-").number(n);
    h.tag("\" name=\"text\" rows=\"8\" dir=\"auto\">").lines(&slot.text).tag("</textarea></p>\n");
    h.tag("<input type=\"hidden\" name=\"name\" value=\"")
        .text(&slot.file_name)
        .tag("\">\n<p class=\"known\">");
    let fields = [
        ("source", "Outlet", &slot.source, ""),
        ("url", "Address", &slot.url, "https://"),
        ("published_at", "Published", &slot.published_at, "2026-11-23"),
    ];
    for (name, label, value, placeholder) in fields {
        h.tag("<label>").tag(label).tag(" <input name=\"").tag(name).tag("\" value=\"").text(value);
        h.tag("\" placeholder=\"").tag(placeholder).tag("\"></label>\n");
    }
    h.tag("</p></fieldset>\n");
}

/// What an editor has said of names: each word can be taken back. One more can be given here, others beside the names.
fn wishes(h: &mut Html, form: &Form) {
    h.tag("<fieldset class=\"wishes\"><legend>Your word on names</legend>\n");
    for (name, pairs, between, behind) in [
        ("same", &form.same, " and ", " are one"),
        ("not_same", &form.not_same, " and ", " are two"),
        ("house_style", &form.house_style, " is printed ", ""),
    ] {
        for (a, b) in pairs {
            h.tag("<label><input type=\"checkbox\" checked name=\"").tag(name).tag("\" value=\"");
            h.text(&pair(a, b)).tag("\"> <q>").text(a).tag("</q>").tag(between).tag("<q>").text(b);
            h.tag("</q>").tag(behind).tag("</label>\n");
        }
    }
    h.tag("<p class=\"known\"><label>House style: where the articles have <input name=\"style_from\" autocomplete=\"off\"></label>\n");
    h.tag("<label>print <input name=\"style_to\" autocomplete=\"off\"></label></p>\n</fieldset>\n");
}

/// Two forms as the value of a field: a list in JSON.
pub fn pair(a: &str, b: &str) -> String {
    serde_json::json!([a, b]).to_string()
}
