//! How a body is packed for the way (`Content-Encoding`), and unpacking it under a limit.

use super::problem::{Kind, Problem};
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING};
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
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

impl Encoding {
    /// The encoding that a request names.
    ///
    /// # Errors
    /// One that is not known, or several over one another: nothing that sends news does that.
    pub fn of(headers: &HeaderMap) -> Result<Encoding, Problem> {
        let value = headers.get(CONTENT_ENCODING).map_or(b"".as_slice(), |value| value.as_bytes());
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

    /// The bytes that `packed` holds; `None` if they are more than `max_bytes`. No more than that is ever held.
    ///
    /// # Errors
    /// Bytes that are not packed like this, or broken off.
    pub fn unpack(self, packed: &[u8], max_bytes: usize) -> io::Result<Option<Vec<u8>>> {
        match self {
            Encoding::Identity => read(packed, max_bytes),
            Encoding::Gzip => read(MultiGzDecoder::new(packed), max_bytes),
            // zlib's first byte names its method, 8, and the two first are a multiple of 31 (RFC 1950).
            Encoding::Deflate if is_zlib(packed) => read(ZlibDecoder::new(packed), max_bytes),
            Encoding::Deflate => read(DeflateDecoder::new(packed), max_bytes),
            Encoding::Brotli => read(brotli_decompressor::Decompressor::new(packed, BUFFER), max_bytes),
            Encoding::Zstd => {
                let decoder = ruzstd::decoding::StreamingDecoder::new(packed);
                read(
                    decoder.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.to_string()))?,
                    max_bytes,
                )
            }
        }
    }
}

/// Bytes that the decoder of brotli reads at once.
const BUFFER: usize = 4096;

fn is_zlib(packed: &[u8]) -> bool {
    matches!(packed, [first, second, ..] if first & 0x0F == 8 && (u16::from(*first) << 8 | u16::from(*second)).is_multiple_of(31))
}

fn read(reader: impl Read, max_bytes: usize) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    reader.take(max_bytes as u64 + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= max_bytes).then_some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use std::io::Write;

    const TEXT: &[u8] = b"A ferry caught fire on Monday. A ferry caught fire on Tuesday.";

    fn check(encoding: Encoding, packed: &[u8]) {
        let unpack = |packed: &[u8], max: usize| encoding.unpack(packed, max);
        assert_eq!(unpack(packed, TEXT.len()).expect("whole").as_deref(), Some(TEXT), "{encoding:?}");
        assert_eq!(unpack(packed, TEXT.len() - 1).expect("whole"), None, "{encoding:?}");
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
    }
}
