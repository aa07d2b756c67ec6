//! Where the tags of HTML begin and end.

/// A piece of HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'h> {
    /// Anything but white space.
    Text,
    /// A comment, a declaration, white space.
    Other,
    /// `<p class=x>`
    Start(Tag<'h>),
    /// `</p>`
    End(Tag<'h>),
}

/// A tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag<'h> {
    /// As written.
    pub name: &'h str,
    /// Whether it ends in `/>`.
    pub is_closed: bool,
    /// Whether it ends at all.
    pub is_whole: bool,
    /// The byte at which its attributes become too many.
    pub cut: Option<usize>,
}

/// The piece that begins at `at`, and where it ends; `in_foreign` in SVG and MathML, which have sections of text.
pub fn piece(html: &str, at: usize, in_foreign: bool) -> (Piece<'_>, usize) {
    let bytes = html.as_bytes();
    let rest = &bytes[at..];
    let begins_name = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphabetic);
    match rest {
        [b'<', b'/', name @ ..] if begins_name(name.first()) => {
            let (tag, end) = tag(html, at + 2);
            (Piece::End(tag), end)
        }
        [b'<', name @ ..] if begins_name(name.first()) => {
            let (tag, end) = tag(html, at + 1);
            (Piece::Start(tag), end)
        }
        [b'<', b'!', b'-', b'-', ..] => (Piece::Other, comment(bytes, at)),
        _ if in_foreign && rest.starts_with(b"<![CDATA[") => {
            (Piece::Text, html[at..].find("]]>").map_or(html.len(), |n| at + n + 3))
        }
        [b'<', b'!' | b'?' | b'/', ..] => (Piece::Other, behind(bytes, at, b'>')),
        _ => {
            let end =
                bytes[at + 1..].iter().position(|byte| *byte == b'<').map_or(bytes.len(), |n| at + 1 + n);
            (if html[at..end].trim().is_empty() { Piece::Other } else { Piece::Text }, end)
        }
    }
}

/// The end of text that is no markup: in front of the tag that closes `name`.
pub fn end_of_raw(html: &str, at: usize, name: &str) -> usize {
    let is_end = |(n, _): &(usize, &str)| {
        let rest = &html.as_bytes()[at + n + 2..];
        rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
            && rest.get(name.len()).is_none_or(|byte| is_blank(*byte) || matches!(byte, b'/' | b'>'))
    };
    html[at..].match_indices("</").find(is_end).map_or(html.len(), |(n, _)| at + n)
}

fn comment(bytes: &[u8], at: usize) -> usize {
    let inner = at + 4;
    let is_end = |end: &usize| {
        let before = &bytes[at + 2..*end];
        // `<!-->` and `<!--->` are whole.
        before.ends_with(b"--")
            || before.ends_with(b"--!") && *end > inner + 2
            || *end == inner + 1 && before.ends_with(b"-")
    };
    (inner..bytes.len()).filter(|end| bytes[*end] == b'>').find(is_end).map_or(bytes.len(), |end| end + 1)
}

/// One past the next byte of a kind.
fn behind(bytes: &[u8], at: usize, mark: u8) -> usize {
    bytes[at..].iter().position(|byte| *byte == mark).map_or(bytes.len(), |n| at + n + 1)
}

/// The tag whose name begins at `at`, and its end, by the states of HTML's tokenizer.
fn tag(html: &str, at: usize) -> (Tag<'_>, usize) {
    /// Attributes of a tag. Each is compared with those before it; no page has seen 64.
    const MOST_ATTRIBUTES: usize = 256;
    let bytes = html.as_bytes();
    let skip = |from: usize, is: &dyn Fn(u8) -> bool| {
        bytes[from..].iter().position(|byte| !is(*byte)).map_or(bytes.len(), |n| from + n)
    };
    let end_of_name = skip(at, &|byte| !is_blank(byte) && !matches!(byte, b'/' | b'>'));
    let mut tag = Tag { name: &html[at..end_of_name], is_closed: false, is_whole: true, cut: None };
    let (mut at, mut n_attributes) = (end_of_name, 0);
    loop {
        let from = at;
        at = skip(at, &|byte| is_blank(byte) || byte == b'/');
        match bytes.get(at) {
            None => return (Tag { is_whole: false, ..tag }, at),
            Some(b'>') => {
                tag.is_closed = at > from && bytes[at - 1] == b'/';
                return (tag, at + 1);
            }
            Some(_) => {}
        }
        n_attributes += 1;
        if n_attributes > MOST_ATTRIBUTES {
            tag.cut = tag.cut.or(Some(at));
        }
        // A name may begin with `=`.
        at = skip(at + 1, &|byte| !is_blank(byte) && !matches!(byte, b'/' | b'>' | b'='));
        let value = skip(at, &is_blank);
        if bytes.get(value) != Some(&b'=') {
            continue;
        }
        at = skip(value + 1, &is_blank);
        at = match bytes.get(at) {
            Some(quote @ (b'"' | b'\'')) => behind(bytes, at + 1, *quote),
            _ => skip(at, &|byte| !is_blank(byte) && byte != b'>'),
        };
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0C')
}
