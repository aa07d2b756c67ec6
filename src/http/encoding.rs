//! How a body is packed for the way (`Content-Encoding`), and unpacking it under a limit.

use super::problem::{Kind, Problem};
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING};
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};
use std::io::{self, Read};

/// A way of packing that is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Not packed.
    Identity,
    /// `gzip`, `x-gzip`
    Gzip,
    /// `deflate`: zlib, or bare deflate as some clients send it.
    Deflate,
    /// `br`
    Brotli,
    /// `zstd`
    Zstd,
}

/// What is taken, for `Accept-Encoding`.
const TAKEN: &str = "gzip, deflate, br, zstd, identity";

/// What a packed body may unpack to.
#[derive(Debug, Clone, Copy)]
pub struct UnpackLimits {
    /// Most bytes.
    pub max_bytes: usize,
    /// Most times the packed size, beyond [`SMALL_BYTES`].
    pub max_ratio: usize,
}

/// Which limit a body is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excess {
    /// `max_bytes`
    Bytes,
    /// `max_ratio`
    Ratio,
    /// None of their own: there is no memory for it now.
    Memory,
}

/// So many bytes do no harm, whatever they came from: a short text of one word again and again packs very small.
const SMALL_BYTES: usize = 64 * 1024;

impl Encoding {
    /// The encoding that a request names.
    ///
    /// # Errors
    /// One that is not known, or several over one another: nothing that sends news does that.
    pub fn of(headers: &HeaderMap) -> Result<Encoding, Problem> {
        // A list may come in several fields; as one, it is not among the names.
        let fields: Vec<&[u8]> =
            headers.get_all(CONTENT_ENCODING).iter().map(|value| value.as_bytes()).collect();
        let value = fields.join(b",".as_slice());
        match value.trim_ascii().to_ascii_lowercase().as_slice() {
            b"" | b"identity" => Ok(Encoding::Identity),
            b"gzip" | b"x-gzip" => Ok(Encoding::Gzip),
            b"deflate" => Ok(Encoding::Deflate),
            b"br" => Ok(Encoding::Brotli),
            b"zstd" => Ok(Encoding::Zstd),
            _ => {
                let detail = format!("the body is compressed in a way that is not taken; send {TAKEN}");
                Err(Problem::new(Kind::UnsupportedMediaType, detail).with_header(ACCEPT_ENCODING, TAKEN))
            }
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Identity => "identity",
            Encoding::Gzip => "gzip",
            Encoding::Deflate => "deflate",
            Encoding::Brotli => "br",
            Encoding::Zstd => "zstd",
        }
    }

    /// The bytes that `packed` holds, or the limit that they are over. No more than that is ever unpacked.
    ///
    /// `hold` is asked before memory for so many bytes in all is taken.
    ///
    /// # Errors
    /// Bytes that are not packed like this, or broken off.
    pub fn unpack(
        self,
        packed: &[u8],
        limits: UnpackLimits,
        hold: impl FnMut(usize) -> bool,
    ) -> io::Result<Result<Vec<u8>, Excess>> {
        let by_ratio = packed.len().saturating_mul(limits.max_ratio).max(SMALL_BYTES);
        let most = limits.max_bytes.min(by_ratio);
        let mut out = Unpacked { bytes: Vec::new(), most, hold, excess: None };
        match self {
            Encoding::Identity => out.fill(packed),
            Encoding::Gzip => out.fill(MultiGzDecoder::new(packed)),
            // zlib's first byte names its method, 8, and the two first are a multiple of 31 (RFC 1950).
            Encoding::Deflate if is_zlib(packed) => out.fill(ZlibDecoder::new(packed)),
            Encoding::Deflate => out.fill(DeflateDecoder::new(packed)),
            Encoding::Brotli => out.fill(brotli(packed)?),
            Encoding::Zstd => zstd(packed, &mut out),
        }?;
        Ok(match out.excess {
            None => Ok(out.bytes),
            Some(Excess::Bytes) if most < limits.max_bytes => Err(Excess::Ratio),
            Some(excess) => Err(excess),
        })
    }
}

/// What is unpacked so far.
struct Unpacked<H> {
    bytes: Vec<u8>,
    most: usize,
    hold: H,
    excess: Option<Excess>,
}

impl<H: FnMut(usize) -> bool> Unpacked<H> {
    /// Reads to the end, or to the first excess.
    fn fill(&mut self, mut reader: impl Read) -> io::Result<()> {
        while self.excess.is_none() {
            if self.bytes.len() == self.most {
                // One byte more than is taken tells that there are more.
                let n_more = reader.take(1).read_to_end(&mut Vec::new())?;
                self.excess = (n_more > 0).then_some(Excess::Bytes);
                break;
            }
            if self.bytes.len() == self.bytes.capacity() {
                let capacity = (2 * self.bytes.capacity()).max(SMALL_BYTES).min(self.most);
                if !(self.hold)(capacity) {
                    self.excess = Some(Excess::Memory);
                    break;
                }
                self.bytes.reserve_exact(capacity - self.bytes.len());
            }
            let room = self.bytes.capacity().min(self.most) - self.bytes.len();
            let n_read = reader.by_ref().take(room as u64).read_to_end(&mut self.bytes)?;
            if n_read < room {
                break;
            }
        }
        Ok(())
    }
}

/// Bytes that the decoder of brotli reads at once.
const BUFFER: usize = 4096;

/// Largest window of zstd: as much as a sender over HTTP may use (RFC 9659).
const MAX_ZSTD_WINDOW: u64 = 8 << 20;

/// Most frames of zstd; a packer on many cores makes one of each megabyte or so.
const MAX_ZSTD_FRAMES: usize = 1024;

fn is_zlib(packed: &[u8]) -> bool {
    matches!(packed, [first, second, ..] if first & 0x0F == 8 && (u16::from(*first) << 8 | u16::from(*second)).is_multiple_of(31))
}

/// Windows of up to a gigabyte are an extension that RFC 7932 does not have; it begins with these seven bits.
fn brotli(packed: &[u8]) -> io::Result<impl Read> {
    if packed.first().is_some_and(|first| first & 0x7F == 0x11) {
        return Err(broken("its window is larger than brotli has"));
    }
    Ok(brotli_decompressor::Decompressor::new(packed, BUFFER))
}

/// Unpacks frame after frame.
fn zstd(mut packed: &[u8], out: &mut Unpacked<impl FnMut(usize) -> bool>) -> io::Result<()> {
    use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
    let mut decoder = FrameDecoder::new();
    decoder.set_max_window_size(MAX_ZSTD_WINDOW);
    for _ in 0..MAX_ZSTD_FRAMES {
        if packed.is_empty() || out.excess.is_some() {
            return Ok(());
        }
        match StreamingDecoder::new_with_decoder(&mut packed, &mut decoder) {
            Ok(frame) => out.fill(frame)?,
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                length, ..
            })) => {
                let after = packed.get(length as usize..);
                packed = after.ok_or_else(|| broken("a frame to be skipped breaks off"))?;
            }
            Err(error) => return Err(broken(&error.to_string())),
        }
    }
    Err(broken("it has too many frames"))
}

fn broken(reason: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, reason)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use std::io::Write;

    const TEXT: &[u8] = b"A ferry caught fire on Monday. A ferry caught fire on Tuesday.";

    fn check(encoding: Encoding, packed: &[u8]) {
        let unpack = |packed: &[u8], max_bytes| {
            encoding
                .unpack(packed, UnpackLimits { max_bytes, max_ratio: 100 }, |n_bytes| n_bytes <= max_bytes)
        };
        assert_eq!(unpack(packed, TEXT.len()).expect("whole").as_deref(), Ok(TEXT), "{encoding:?}");
        assert_eq!(unpack(packed, TEXT.len() - 1).expect("whole"), Err(Excess::Bytes), "{encoding:?}");
        let limits = UnpackLimits { max_bytes: 1000, max_ratio: 100 };
        let without_memory = encoding.unpack(packed, limits, |_| false);
        assert_eq!(without_memory.expect("whole"), Err(Excess::Memory), "{encoding:?}");
        assert!(unpack(&packed[..packed.len() / 2], 1000).is_err(), "{encoding:?}");
        assert!(unpack(b"\xFF\xFF no such thing", 1000).is_err(), "{encoding:?}");
    }

    #[test]
    fn what_was_packed_is_unpacked_up_to_the_limit() {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        gzip.write_all(TEXT).expect("a vector takes every byte");
        check(Encoding::Gzip, &gzip.finish().expect("a vector takes every byte"));
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
        zlib.write_all(TEXT).expect("a vector takes every byte");
        check(Encoding::Deflate, &zlib.finish().expect("a vector takes every byte"));
        let mut bare = DeflateEncoder::new(Vec::new(), Compression::default());
        bare.write_all(TEXT).expect("a vector takes every byte");
        check(Encoding::Deflate, &bare.finish().expect("a vector takes every byte"));
        let zstd = ruzstd::encoding::compress_to_vec(TEXT, ruzstd::encoding::CompressionLevel::Fastest);
        check(Encoding::Zstd, &zstd);
        // A frame that says nothing, and the text in two frames.
        let zstd = |text: &[u8]| {
            ruzstd::encoding::compress_to_vec(text, ruzstd::encoding::CompressionLevel::Fastest)
        };
        let skipped = b"\x50\x2A\x4D\x18\x03\0\0\0abc".to_vec();
        check(Encoding::Zstd, &[skipped, zstd(&TEXT[..40]), zstd(&TEXT[40..])].concat());
    }
}
