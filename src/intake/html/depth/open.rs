//! Which elements are open at a place in HTML.

/// How an element bears on those around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It lives on in the next paragraph unless it is closed: `b`, `font`.
    Formatting,
    /// It stands on lines of its own, or is a part of something that does.
    Block,
    /// What is open around it cannot be closed from inside.
    Wall,
    /// Any other.
    Inline,
}

/// An open element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// In small letters.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// Whether it is one of SVG or MathML.
    pub is_foreign: bool,
    /// Walls around it within which formatting stays.
    n_rooms: usize,
}

/// The elements that are open.
#[derive(Debug, Default)]
pub struct Open {
    /// From the outside in.
    pub elements: Vec<Element>,
    /// Formatting that goes on in what follows.
    pub pending: Vec<Element>,
    n_rooms: usize,
    n_paragraphs: usize,
}

impl Open {
    /// How many formatting elements are open or go on.
    pub fn n_formatting(&self) -> usize {
        self.elements.iter().filter(|e| e.kind == Kind::Formatting).count() + self.pending.len()
    }

    /// Whether the innermost element is one of SVG or MathML.
    pub fn in_foreign(&self) -> bool {
        self.elements.last().is_some_and(|e| {
            let holds_html =
                ["foreignobject", "desc", "title", "annotation-xml", "mi", "mo", "mn", "ms", "mtext"];
            e.is_foreign && !holds_html.contains(&&*e.name)
        })
    }

    /// An element begins.
    pub fn push(&mut self, name: &str, kind: Kind) {
        let is_foreign = matches!(name, "svg" | "math") || self.in_foreign() && kind == Kind::Inline;
        self.elements.push(Element { name: name.to_owned(), kind, is_foreign, n_rooms: self.n_rooms });
        self.n_rooms += usize::from(is_room(name));
        self.n_paragraphs += usize::from(name == "p");
    }

    /// Makes pending formatting anew, as before text; how much that is.
    pub fn make_anew(&mut self) -> usize {
        let n_rooms = self.n_rooms;
        let (anew, rest): (Vec<_>, Vec<_>) = self.pending.drain(..).partition(|e| e.n_rooms == n_rooms);
        self.pending = rest;
        let n = anew.len();
        self.elements.extend(anew);
        n
    }

    /// Forgets all formatting; the names of what is to be closed for it.
    pub fn close_formatting(&mut self) -> Vec<String> {
        let pending = self.pending.drain(..).map(|e| e.name);
        let open = self.elements.extract_if(.., |e| e.kind == Kind::Formatting).map(|e| e.name);
        pending.chain(open).collect()
    }

    /// What the beginning of an element closes.
    pub fn imply(&mut self, name: &str) {
        match name {
            "li" => self.close_item(&["li"]),
            "dd" | "dt" => self.close_item(&["dd", "dt"]),
            "option" | "optgroup" => {
                while self.elements.last().is_some_and(|e| e.name == "option" || e.name == name) {
                    self.elements.pop();
                }
            }
            "a" | "nobr" => self.end_formatting(name),
            "button" => self.close(&["button"], |_| false),
            "td" | "th" => self.close_cell(&["td", "th"]),
            "tr" => self.close_cell(&["tr", "td", "th"]),
            "tbody" | "thead" | "tfoot" | "caption" | "colgroup" => {
                self.close_cell(&["tbody", "thead", "tfoot", "caption", "colgroup", "tr", "td", "th"])
            }
            "rb" | "rt" | "rp" | "rtc" if self.elements.iter().any(|e| e.name == "ruby") => {
                let is_part = |e: &Element| matches!(&*e.name, "rb" | "rt" | "rp" | "rtc" | "p");
                while self.elements.last().is_some_and(is_part) {
                    self.truncate(self.elements.len() - 1);
                }
            }
            _ => {}
        }
        if self.n_paragraphs > 0 && (CLOSE_PARAGRAPH.contains(&name) || heading(name)) {
            self.close(&["p"], |e| e.name == "button");
        }
        if heading(name) && self.elements.last().is_some_and(|e| heading(&e.name)) {
            self.elements.pop();
        }
    }

    /// What the end of an element closes.
    pub fn end(&mut self, name: &str) {
        match kind(name) {
            Kind::Formatting => self.end_formatting(name),
            _ if name == "form" => {
                if let Some(at) = self.elements.iter().rposition(|e| e.name == name) {
                    self.elements.remove(at);
                }
            }
            _ if RAW.contains(&name) => {
                if let Some(at) = self.elements.iter().rposition(|e| e.name == name) {
                    self.truncate(at);
                }
            }
            _ if TABLE.contains(&name) => {
                let floor = self.table().unwrap_or(self.elements.len());
                if let Some(at) = self.elements[floor..].iter().rposition(|e| e.name == name) {
                    self.truncate(floor + at);
                }
            }
            _ if heading(name) => self.close(&["h1", "h2", "h3", "h4", "h5", "h6"], |_| false),
            Kind::Block if name == "li" => self.close(&["li"], |e| matches!(&*e.name, "ul" | "ol")),
            Kind::Block if name == "p" => self.close(&["p"], |e| e.name == "button"),
            Kind::Block | Kind::Wall => self.close(&[name], |_| false),
            Kind::Inline => self.close(&[name], |e| e.kind == Kind::Block),
        }
    }

    /// Whether a table is open, or a template, which may hold a part of one.
    pub fn table(&self) -> Option<usize> {
        self.elements.iter().rposition(|e| matches!(&*e.name, "table" | "template"))
    }

    /// Closes the innermost of these if no wall stands before it.
    fn close(&mut self, names: &[&str], is_wall: impl Fn(&Element) -> bool) {
        for at in (0..self.elements.len()).rev() {
            let element = &self.elements[at];
            if names.contains(&&*element.name) {
                return self.truncate(at);
            }
            if element.kind == Kind::Wall || is_wall(element) {
                return;
            }
        }
    }

    fn close_item(&mut self, names: &[&str]) {
        self.close(names, |e| e.kind == Kind::Block && !matches!(&*e.name, "address" | "div" | "p"));
    }

    fn close_cell(&mut self, names: &[&str]) {
        let Some(floor) = self.table() else { return };
        if let Some(at) = self.elements[floor + 1..].iter().position(|e| names.contains(&&*e.name)) {
            self.truncate(floor + 1 + at);
        }
    }

    fn end_formatting(&mut self, name: &str) {
        if let Some(at) = self.pending.iter().rposition(|e| e.name == name && e.n_rooms == self.n_rooms) {
            self.pending.remove(at);
            return;
        }
        for at in (0..self.elements.len()).rev() {
            if self.elements[at].name == name {
                self.elements.remove(at);
                return;
            }
            if self.elements[at].kind == Kind::Wall {
                return;
            }
        }
    }

    /// Closes everything from an element on.
    fn truncate(&mut self, at: usize) {
        for element in self.elements.drain(at..) {
            self.n_rooms -= usize::from(is_room(&element.name));
            self.n_paragraphs -= usize::from(element.name == "p");
            if element.kind == Kind::Formatting {
                self.pending.push(element);
            }
        }
        let n_rooms = self.n_rooms;
        self.pending.retain(|e| e.n_rooms <= n_rooms);
    }
}

/// The kind of an element.
pub fn kind(name: &str) -> Kind {
    match name {
        _ if FORMATTING.contains(&name) => Kind::Formatting,
        _ if WALLS.contains(&name) || RAW.contains(&name) => Kind::Wall,
        _ if BLOCKS.contains(&name)
            || CLOSE_PARAGRAPH.contains(&name)
            || TABLE.contains(&name)
            || heading(name) =>
        {
            Kind::Block
        }
        _ => Kind::Inline,
    }
}

fn heading(name: &str) -> bool {
    matches!(name.as_bytes(), [b'h', b'1'..=b'6'])
}

/// Whether formatting that begins inside an element ends with it.
fn is_room(name: &str) -> bool {
    matches!(name, "applet" | "marquee" | "object" | "template" | "td" | "th" | "caption")
}

const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

const WALLS: &[&str] =
    &["applet", "marquee", "object", "template", "table", "td", "th", "caption", "svg", "math"];

/// What they hold is no markup to a parser; here its tags are counted, and none of them closes what is outside.
const RAW: &[&str] = &["iframe", "noembed", "noframes", "noscript", "xmp"];

const TABLE: &[&str] = &["table", "td", "th", "tr", "tbody", "thead", "tfoot", "caption", "colgroup"];

const BLOCKS: &[&str] = &["button", "dd", "dt", "li", "p", "select"];

/// A paragraph ends where they begin.
const CLOSE_PARAGRAPH: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hgroup",
    "hr",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "ul",
    "xmp",
];
