//! An answer in HTTP as an archive holds it: its head, and its body with chunks and compression undone.

use super::field;
use flate2::read::MultiGzDecoder;
use std::io::Read;

/// Compressions on top of one another that are undone; more is an attack.
const MOST_CODINGS: usize = 4;

/// The head of an answer.
pub struct Head {
    /// Its status.
    pub status: u16,
    fields: Vec<(String, String)>,
}

/// Why there is no body.
#[derive(Debug, PartialEq, Eq)]
pub enum Fault {
    /// It has more bytes than the limit.
    TooLong,
    /// It cannot be unpacked.
    Broken(String),
}

impl Head {
    /// The media type in small letters, without parameters.
    pub fn media_type(&self) -> String {
        let value = field(&self.fields, "content-type").unwrap_or("");
        value.split(';').next().unwrap_or("").trim().to_ascii_lowercase()
    }

    /// The charset that is named with the media type.
    pub fn charset(&self) -> Option<String> {
        let parameters = field(&self.fields, "content-type")?.split(';').skip(1);
        let named = parameters.filter_map(|parameter| parameter.split_once('='));
        let mut charsets = named.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
        let charset = charsets.next()?.1.trim().trim_matches(['"', '\'']);
        Some(charset.to_owned()).filter(|charset| !charset.is_empty())
    }
}

/// Head and body of an answer.
pub fn split(block: &[u8]) -> Option<(Head, &[u8])> {
    let (first, mut rest) = line(block)?;
    if !first.starts_with(b"HTTP/") {
        return None;
    }
    let status = str::from_utf8(first).ok()?.split_ascii_whitespace().nth(1)?.parse().ok()?;
    let mut fields = Vec::new();
    loop {
        let (next, behind) = line(rest)?;
        rest = behind;
        if next.is_empty() {
            return Some((Head { status, fields }, rest));
        }
        fields.extend(field_of(next));
    }
}

/// Name, in small letters, and value of a header line; `None` for one that goes on with the line before.
pub fn field_of(line: &[u8]) -> Option<(String, String)> {
    let line = String::from_utf8_lossy(line);
    let (name, value) = line.split_once(':')?;
    let is_name = !name.is_empty() && !name.contains(char::is_whitespace);
    is_name.then(|| (name.to_ascii_lowercase(), value.trim().to_owned()))
}

/// The body as its author wrote it.
///
/// Crawlers often undo chunks and compression and leave the header that tells of them; so the header counts only where the
/// bytes bear it out.
pub fn body(head: &Head, raw: &[u8], limit: usize) -> Result<Vec<u8>, Fault> {
    let is_chunked = field(&head.fields, "transfer-encoding").is_some_and(|value| value.contains("chunked"));
    let mut body = if is_chunked && chunk_size(raw).is_some() { dechunked(raw)? } else { raw.to_vec() };
    let codings = field(&head.fields, "content-encoding").unwrap_or("").to_ascii_lowercase();
    let codings: Vec<&str> = codings.split(',').map(str::trim).filter(|c| !c.is_empty()).collect();
    if codings.len() > MOST_CODINGS {
        return Err(Fault::Broken(format!("it is packed {} times", codings.len())));
    }
    // The last was put on last.
    for coding in codings.into_iter().rev() {
        match coding {
            "gzip" | "x-gzip" if body.starts_with(&[0x1F, 0x8B]) => body = unpacked(&body, limit)?,
            "identity" | "gzip" | "x-gzip" => {}
            _ if is_text(&body) => {}
            _ => return Err(Fault::Broken(format!("its content encoding {coding} is not read"))),
        }
    }
    if body.len() > limit { Err(Fault::TooLong) } else { Ok(body) }
}

fn unpacked(packed: &[u8], limit: usize) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::new();
    let mut decoder = MultiGzDecoder::new(packed).take(limit as u64 + 1);
    decoder.read_to_end(&mut out).map_err(|e| Fault::Broken(format!("its body is no gzip: {e}")))?;
    if out.len() > limit { Err(Fault::TooLong) } else { Ok(out) }
}

/// Whether bytes look like a page rather than something packed.
fn is_text(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"<")
}

fn dechunked(mut raw: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::with_capacity(raw.len());
    loop {
        let Some((size, rest)) = chunk_size(raw) else {
            return Err(Fault::Broken("a chunk of its body has no size".into()));
        };
        if size == 0 {
            return Ok(out);
        }
        let Some((chunk, rest)) = rest.split_at_checked(size) else {
            return Err(Fault::Broken("its last chunk ends early".into()));
        };
        out.extend_from_slice(chunk);
        raw = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
}

/// The size in front of a chunk, and what follows.
fn chunk_size(raw: &[u8]) -> Option<(usize, &[u8])> {
    let (first, rest) = line(raw)?;
    let digits = first.split(|byte| *byte == b';').next()?.trim_ascii();
    // `from_str_radix` takes a sign, too.
    let is_hex = digits.iter().all(u8::is_ascii_hexdigit);
    let size = usize::from_str_radix(str::from_utf8(digits).ok()?, 16).ok().filter(|_| is_hex)?;
    Some((size, rest))
}

/// The first line without its end, and what follows.
fn line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let line = &bytes[..end];
    Some((line.strip_suffix(b"\r").unwrap_or(line), &bytes[end + 1..]))
}
