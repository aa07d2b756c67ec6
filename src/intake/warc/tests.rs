//! Archives made here, packed and damaged.

use super::*;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

const PAGE: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=ISO-8859-2\r\n\r\n";

fn record(kind: &str, uri: &str, block: &[u8]) -> Vec<u8> {
    let mut out = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2026-11-20T10:00:00Z\r\n\
         Content-Type: application/http; msgtype={kind}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    )
    .into_bytes();
    out.extend_from_slice(block);
    out.extend_from_slice(b"\r\n\r\n");
    out
}

fn page(uri: &str, body: &str) -> Vec<u8> {
    record("response", uri, format!("{PAGE}{body}").as_bytes())
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// What an archive gives, a line a record: address and body, or `damaged`.
fn read(archive: &[u8]) -> Vec<String> {
    // A small buffer, so that every edge of it is met.
    let records = Records::new(BufReader::with_capacity(7, archive), 2_000).unwrap();
    let line = |found| match found {
        Ok(Record { target_uri, body, .. }) => format!("{target_uri} {}", String::from_utf8_lossy(&body)),
        Err(WarcError::Damaged { record, .. }) => format!("damaged at {record}"),
        Err(e) => e.to_string(),
    };
    records.map(line).collect()
}

fn check(archive: &[u8], expected: &[&str]) {
    assert_eq!(read(archive), expected);
}

#[test]
fn pages_are_read_plain_and_packed() {
    let records = [
        record("warcinfo", "", b"software: x\r\n"),
        page("http://a.example/1", "<p>One"),
        record("request", "http://a.example/2", b"GET / HTTP/1.1\r\n\r\n"),
        record(
            "response",
            "http://a.example/3",
            b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nno",
        ),
        record(
            "response",
            "http://a.example/4",
            b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG",
        ),
        page("<http://a.example/5>", "WARC/1.0 is a format\r\n\r\n"),
    ];
    let expected = ["http://a.example/1 <p>One", "http://a.example/5 WARC/1.0 is a format\r\n\r\n"];
    check(&records.concat(), &expected);
    check(&records.iter().flat_map(|record| packed(record)).collect::<Vec<_>>(), &expected);
    check(&packed(&records.concat()), &expected);
    check(b"", &[]);
}

#[test]
fn a_page_says_what_it_is() {
    let archive = page("http://a.example/1", "x");
    let found = Records::new(archive.as_slice(), 100).unwrap().next().unwrap().unwrap();
    assert_eq!((found.media_type.as_str(), found.charset.as_deref()), ("text/html", Some("ISO-8859-2")));
    assert_eq!((found.date.as_str(), found.http_status), ("2026-11-20T10:00:00Z", 200));
}

#[test]
fn chunks_and_compression_are_undone() {
    let answer = |head: &str, body: &[u8]| {
        let head = format!("HTTP/1.1 200 OK\r\ncontent-type:text/html\r\n{head}\r\n\r\n");
        record("response", "u", &[head.as_bytes(), body].concat())
    };
    let gzip = packed(b"<p>Rain");
    let in_chunks = [format!("{:x};a=b\r\n", gzip.len()).as_bytes(), &gzip, b"\r\n0\r\n\r\n"].concat();
    for (archive, expected) in [
        (answer("Transfer-Encoding: chunked", b"3\r\n<p>\r\n4\r\nRain\r\n0\r\n\r\n"), "u <p>Rain"),
        (answer("Transfer-Encoding: chunked", b"<p>Rain"), "u <p>Rain"),
        (answer("Content-Encoding: gzip", &gzip), "u <p>Rain"),
        (answer("Content-Encoding: gzip", b"<p>Rain"), "u <p>Rain"),
        (answer("Content-Encoding: br", b"<p>Rain"), "u <p>Rain"),
        (answer("Content-Encoding: br", b"\x0b\x02"), "damaged at 1"),
        (answer("Content-Encoding: GZIP\r\nTransfer-Encoding: chunked", &in_chunks), "u <p>Rain"),
        (answer("Content-Encoding: gzip, gzip", &packed(&gzip)), "u <p>Rain"),
        (answer("Content-Encoding: gzip", &gzip[..20]), "damaged at 1"),
        (answer("Transfer-Encoding: chunked", b"ff\r\n<p>"), "damaged at 1"),
    ] {
        check(&archive, &[expected]);
    }
}

#[test]
fn what_is_too_long_is_passed_over_and_counted() {
    let bomb = packed(&vec![b'x'; 3_000]);
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n";
    let archive = [
        page("u1", &"x".repeat(2_000)),
        record("response", "u2", &[head.as_bytes(), &bomb].concat()),
        page("u3", "short"),
    ];
    let archive = archive.concat();
    let mut records = Records::new(archive.as_slice(), 2_000).unwrap();
    assert_eq!(records.next().unwrap().unwrap().target_uri, "u3");
    assert!(records.next().is_none());
    assert_eq!(records.n_too_long(), 2);
}

#[test]
fn a_damaged_record_is_told_and_the_next_is_found() {
    let pages = [page("u1", "One"), page("u2", "Two"), page("u3", "Three")];
    let members = pages.clone().map(|page| packed(&page));

    let mut flipped = members.clone();
    let middle = flipped[1].len() / 2;
    flipped[1][middle] ^= 0xFF;
    check(&flipped.concat(), &["u1 One", "damaged at 2", "u3 Three"]);

    let mut wrong_sum = members.clone();
    let sum = wrong_sum[1].len() - 8;
    wrong_sum[1][sum] ^= 1;
    check(&wrong_sum.concat(), &["u1 One", "damaged at 2", "u3 Three"]);

    check(&[&members[0][..], b"rubbish", &members[2]].concat(), &["u1 One", "damaged at 1", "u3 Three"]);
    check(&[&members[0][..], &members[1][..30]].concat(), &["u1 One", "damaged at 1"]);
    check(&[&members[0][..], &[0; 64]].concat(), &["u1 One"]);

    check(&[&pages[0][..], b"rubbish\r\n", &pages[2]].concat(), &["u1 One", "damaged at 1", "u3 Three"]);
    let no_length = b"WARC/1.0\r\nWARC-Type: response\r\n\r\n";
    check(&[&pages[0][..], no_length, &pages[2]].concat(), &["u1 One", "damaged at 2", "u3 Three"]);
    check(&pages[0][..pages[0].len() - 6], &["damaged at 1"]);
}
