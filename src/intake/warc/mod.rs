//! Archives of crawled pages: WARC 1.x as CC-NEWS has it, plain or gzip with a member a record.
//!
//! [`Records`] reads an archive as it comes, one record in memory at a time, and gives the pages: answers with status 200
//! that are HTML. A record that is damaged is told and the next is looked for; only the archive's own end, or an error of
//! what it is read from, ends it.

mod http;

use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, BufReader, ErrorKind, Read};

/// Bytes of a header line; a longer one is no header.
const LONGEST_LINE: u64 = 64 * 1024;

/// Lines of a record's header. A dozen is usual.
const MOST_LINES: usize = 256;

/// First byte of a member of gzip, and those that follow it.
const GZIP: (u8, [u8; 2]) = (0x1F, [0x8B, 0x08]);

/// A page of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its address.
    pub target_uri: String,
    /// When it was fetched, as the archive has it.
    pub date: String,
    /// Its media type in small letters, without parameters.
    pub media_type: String,
    /// The charset that the server named.
    pub charset: Option<String>,
    /// The status of the answer.
    pub http_status: u16,
    /// The page; what was done to it on its way is undone.
    pub body: Vec<u8>,
}

/// What is wrong with an archive.
#[derive(Debug, thiserror::Error)]
pub enum WarcError {
    /// A record is lost; the next call goes on behind it.
    #[error("the archive is damaged at or behind record {record}: {reason}")]
    Damaged {
        /// The last record that began, from 1, those that are no pages counted.
        record: u64,
        /// What is wrong.
        reason: String,
    },
    /// The archive cannot be read on; nothing follows.
    #[error("the archive cannot be read")]
    Io(#[from] io::Error),
}

/// The pages of an archive.
pub struct Records<R: BufRead> {
    /// `None` when nothing follows.
    source: Option<Source<R>>,
    limit: usize,
    n_records: u64,
    n_too_long: u64,
    /// Whether a damage has been told and no record has begun since.
    is_lost: bool,
}

/// Where the reading stands.
enum Source<R: BufRead> {
    Plain(R),
    /// In front of a member of gzip, or at the end.
    Between(R),
    Member(BufReader<GzDecoder<R>>),
}

/// What a step gave.
enum Step {
    Page(Record),
    /// Nothing to be told.
    On,
    /// A record that could be passed over, but is no use.
    Broken(String),
    /// The end of a member or archive.
    End,
}

/// Why a step failed.
enum Trouble {
    Malformed(String),
    Io(io::Error),
}

impl From<io::Error> for Trouble {
    fn from(e: io::Error) -> Trouble {
        match e.kind() {
            // What a decoder of gzip says of its input.
            ErrorKind::InvalidInput | ErrorKind::InvalidData | ErrorKind::UnexpectedEof => {
                Trouble::Malformed(e.to_string())
            }
            _ => Trouble::Io(e),
        }
    }
}

impl<R: BufRead> Records<R> {
    /// Reads an archive. A page is passed over and counted if it has more than `limit` bytes, packed or unpacked.
    pub fn new(mut input: R, limit: usize) -> Result<Records<R>, WarcError> {
        let is_gzip = input.fill_buf()?.first() == Some(&GZIP.0);
        let source = if is_gzip { Source::Between(input) } else { Source::Plain(input) };
        Ok(Records { source: Some(source), limit, n_records: 0, n_too_long: 0, is_lost: false })
    }

    /// Pages that were passed over for their length.
    pub fn n_too_long(&self) -> u64 {
        self.n_too_long
    }

    /// One step from where the reading stands, and where it stands then.
    fn step(&mut self, source: Source<R>) -> (Source<R>, Result<Step, Trouble>) {
        match source {
            Source::Plain(mut input) => {
                let step = self.record(&mut input);
                (Source::Plain(input), step)
            }
            Source::Between(mut input) => match seek_member(&mut input) {
                Ok((n_passed, _)) if n_passed > 0 && !self.is_lost => {
                    let reason = format!("{n_passed} bytes are no record");
                    (Source::Between(input), Err(Trouble::Malformed(reason)))
                }
                Ok((_, true)) => (Source::Between(input), Ok(Step::End)),
                Ok((_, false)) => (Source::Member(BufReader::new(GzDecoder::new(input))), Ok(Step::On)),
                Err(e) => (Source::Between(input), Err(Trouble::Io(e))),
            },
            Source::Member(mut member) => match self.record(&mut member) {
                Ok(Step::End) => (Source::Between(member.into_inner().into_inner()), Ok(Step::On)),
                Err(trouble) => (Source::Between(member.into_inner().into_inner()), Err(trouble)),
                step => (Source::Member(member), step),
            },
        }
    }

    /// Reads a record.
    fn record(&mut self, input: &mut dyn BufRead) -> Result<Step, Trouble> {
        if !self.begins(input)? {
            return Ok(Step::End);
        }
        let header = header(input)?;
        let field = |name: &str| field(&header, name);
        let length: u64 = field("content-length")
            .and_then(|length| length.parse().ok())
            .ok_or_else(|| Trouble::Malformed("it has no length".into()))?;
        let is_answer = field("warc-type") == Some("response")
            && field("content-type").is_some_and(|kind| kind.starts_with("application/http"));
        let is_wanted = is_answer && length <= self.limit as u64;
        let mut block = Vec::new();
        let mut rest = input.take(length);
        let n_read = if is_wanted {
            rest.read_to_end(&mut block)? as u64
        } else {
            io::copy(&mut rest, &mut io::sink())?
        };
        if n_read < length {
            return Err(Trouble::Malformed("it ends early".into()));
        }
        // Reading to the next record makes a member of gzip prove its checksum, before the page is given away.
        while let Some(b'\r' | b'\n') = input.fill_buf()?.first() {
            input.consume(1);
        }
        if !is_wanted {
            self.n_too_long += u64::from(is_answer);
            return Ok(Step::On);
        }
        let Some((head, raw)) = http::split(&block) else {
            return Ok(Step::Broken("it holds no answer in HTTP".into()));
        };
        if head.status != 200 || head.media_type() != "text/html" {
            return Ok(Step::On);
        }
        match http::body(&head, raw, self.limit) {
            Ok(body) => Ok(Step::Page(Record {
                target_uri: field("warc-target-uri").unwrap_or("").trim_matches(['<', '>']).to_owned(),
                date: field("warc-date").unwrap_or("").to_owned(),
                media_type: head.media_type(),
                charset: head.charset(),
                http_status: head.status,
                body,
            })),
            Err(http::Fault::TooLong) => {
                self.n_too_long += 1;
                Ok(Step::On)
            }
            Err(http::Fault::Broken(reason)) => Ok(Step::Broken(reason)),
        }
    }

    /// Goes to the first line of the next record; false at the end.
    fn begins(&mut self, input: &mut dyn BufRead) -> Result<bool, Trouble> {
        loop {
            let Some(line) = line(input)? else { return Ok(false) };
            if line.starts_with(b"WARC/1.") {
                (self.n_records, self.is_lost) = (self.n_records + 1, false);
                return Ok(true);
            }
            if !self.is_lost && !line.trim_ascii().is_empty() {
                return Err(Trouble::Malformed("no record begins where one should".into()));
            }
        }
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Result<Record, WarcError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let source = self.source.take()?;
            let (source, step) = self.step(source);
            self.source = Some(source);
            let reason = match step {
                Ok(Step::On) => continue,
                Ok(Step::Page(record)) => return Some(Ok(record)),
                Ok(Step::Broken(reason)) => reason,
                Ok(Step::End) => {
                    self.source = None;
                    return None;
                }
                Err(Trouble::Io(e)) => {
                    self.source = None;
                    return Some(Err(e.into()));
                }
                Err(Trouble::Malformed(reason)) => {
                    // One damage is told once, however many places have to be tried for the next record.
                    if std::mem::replace(&mut self.is_lost, true) {
                        continue;
                    }
                    reason
                }
            };
            return Some(Err(WarcError::Damaged { record: self.n_records, reason }));
        }
    }
}

/// Passes over bytes that cannot begin a member of gzip: how many of them are not zero, and whether the end was met.
fn seek_member(input: &mut impl BufRead) -> io::Result<(usize, bool)> {
    let mut n_passed = 0;
    loop {
        let bytes = input.fill_buf()?;
        // Of a head at the edge of the buffer only the first bytes can be seen; the decoder sees the rest.
        let is_head = |at: &usize| {
            bytes[*at] == GZIP.0
                && bytes[at + 1..].iter().zip(GZIP.1).all(|(byte, expected)| *byte == expected)
        };
        let head = (0..bytes.len()).find(is_head);
        let n = head.unwrap_or(bytes.len());
        if n == 0 {
            return Ok((n_passed, bytes.is_empty()));
        }
        n_passed += bytes[..n].iter().filter(|&&byte| byte != 0).count();
        input.consume(n);
    }
}

/// The fields of a header, names in small letters.
fn header(input: &mut dyn BufRead) -> Result<Vec<(String, String)>, Trouble> {
    let mut fields = Vec::new();
    for _ in 0..MOST_LINES {
        let Some(line) = line(input)? else { break };
        if line.trim_ascii().is_empty() {
            return Ok(fields);
        }
        fields.extend(http::field_of(&line));
    }
    Err(Trouble::Malformed("its header does not end".into()))
}

/// The value of a field.
fn field<'h>(header: &'h [(String, String)], name: &str) -> Option<&'h str> {
    header.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// The next line, or as much of it as a line may have; `None` at the end.
fn line(input: &mut dyn BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    let n = input.take(LONGEST_LINE).read_until(b'\n', &mut line)?;
    Ok((n > 0).then_some(line))
}

#[cfg(test)]
mod tests;
