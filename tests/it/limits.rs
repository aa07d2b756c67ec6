//! Bodies that unpack to far more than they are, and headers of many fields.

use crate::app::{Answer, TWO_ARTICLES, TestApp, check, lines};
use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};
use std::io::Write;
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// 12 MiB of zeros as brotli: 27 bytes.
const BROTLI_BOMB: &[u8] = b"\xcb\xff\xff\x3f\xf8\x27\x00\xe2\xb1\x40\x20\xf7\xfe\x2f\xff\xff\x7f\xf0\x4f\x00\xc4\x61\x11\x80\xee\xfd\x0f";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes).expect("a vector takes every byte");
    packed.finish().expect("a vector takes every byte")
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes).expect("a vector takes every byte");
    packed.finish().expect("a vector takes every byte")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

fn post(app: &TestApp, encodings: &[&str], body: &[u8]) -> Answer {
    let mut head = vec!["POST /v1/merge HTTP/1.1".to_owned(), "content-type: application/json".to_owned()];
    head.push(format!("content-length: {}", body.len()));
    head.extend(encodings.iter().map(|encoding| format!("content-encoding: {encoding}")));
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    app.send(&head, body)
}

/// A request that is this long.
fn long_request(n_bytes: usize) -> Vec<u8> {
    let mut request = TWO_ARTICLES.as_bytes().to_vec();
    request.resize(n_bytes, b' ');
    request
}

#[test]
fn a_bomb_is_refused_before_it_goes_off() {
    let app = TestApp::start(&[]);
    let zeros = vec![0; 12 << 20];
    let bombs = [
        ("gzip", gzip(&zeros)),
        ("deflate", zlib(&zeros)),
        ("zstd", zstd(&zeros)),
        ("br", BROTLI_BOMB.to_vec()),
        // Many small ones in a row.
        ("gzip", gzip(&vec![0; 1 << 20]).repeat(40)),
        ("zstd", zstd(&vec![0; 1 << 20]).repeat(40)),
    ];
    for (encoding, bomb) in bombs {
        assert!(bomb.len() < 60_000, "{encoding}: {} bytes", bomb.len());
        let since = Instant::now();
        let answer = post(&app, &[encoding], &bomb);
        let taken = since.elapsed();
        check(&app, &answer, 413, "unpack-ratio", "100 times its size");
        assert!(taken < Duration::from_secs(1), "{encoding}: {taken:?}");
    }
}

#[test]
fn a_body_packed_twice_is_refused() {
    let app = TestApp::start(&[]);
    let twice = gzip(&gzip(TWO_ARTICLES.as_bytes()));
    for encodings in [&["gzip, gzip"][..], &["gzip", "gzip"], &["gzip,zstd"], &["identity", "gzip"]] {
        let answer = post(&app, encodings, &twice);
        check(&app, &answer, 415, "unsupported-media-type", "compressed");
    }
}

#[test]
fn sizes_packed_and_unpacked_are_two_limits() {
    let flags = ["--max-body-bytes", "2000", "--max-unpacked-bytes", "200KiB", "--max-unpack-ratio", "150"];
    let app = TestApp::start(&flags);
    // Up to 64 KiB nobody counts how many times its size a body unpacks to.
    let small = gzip(&long_request(64 << 10));
    assert!(small.len() * 150 < 64 << 10);
    assert_eq!(post(&app, &["gzip"], &small).status, 200);
    let over_ratio = gzip(&long_request(65 << 10));
    check(&app, &post(&app, &["gzip"], &over_ratio), 413, "unpack-ratio", "150 times");
    // Zeros that are stored, not packed, bring the ratio down.
    let mut whole = GzEncoder::new(Vec::new(), Compression::none());
    whole.write_all(&long_request(1000)).expect("a vector takes every byte");
    let head = whole.finish().expect("a vector takes every byte");
    let over_size = [head, gzip(&vec![b' '; 200 << 10])].concat();
    assert!(over_size.len() < 2000);
    check(&app, &post(&app, &["gzip"], &over_size), 413, "unpack-ratio", "150 times");
    let app = TestApp::start(&["--max-unpacked-bytes", "70KiB", "--max-unpack-ratio", "100000"]);
    assert_eq!(post(&app, &["gzip"], &over_ratio).status, 200);
    check(&app, &post(&app, &["gzip"], &over_size), 413, "unpacked-too-large", "71680 bytes");
    let app = TestApp::start(&["--max-body-bytes", "2000"]);
    check(&app, &post(&app, &[], &long_request(2001)), 413, "body-too-large", "2000 bytes");
}

#[test]
fn windows_that_take_much_memory_are_refused() {
    let app = TestApp::start(&[]);
    // A frame of zstd with a window of 64 MiB, and brotli with one of a gigabyte.
    for (encoding, packed) in
        [("zstd", &b"\x28\xb5\x2f\xfd\x00\x80\x01\x00\x00"[..]), ("br", &b"\x11\x1e\x00\x00"[..])]
    {
        check(&app, &post(&app, &[encoding], packed), 400, "malformed-body", "window");
    }
}

#[test]
fn a_header_has_a_size_and_a_number_of_fields() {
    let app = TestApp::start(&[]);
    let get = |app: &TestApp, n_fields: usize, value: &str| {
        let mut head = vec!["GET /livez HTTP/1.1".to_owned()];
        head.extend((0..n_fields).map(|n| format!("x-{n}: {value}")));
        let head: Vec<&str> = head.iter().map(String::as_str).collect();
        app.send(&head, b"")
    };
    // host and connection are two more.
    assert_eq!(get(&app, 98, "").status, 200);
    for n_fields in [99, 150, 1500] {
        check(&app, &get(&app, n_fields, ""), 431, "too-many-headers", "at most 100");
    }
    assert_eq!(get(&app, 90, &"x".repeat(150)).status, 200);
    check(&app, &get(&app, 90, &"x".repeat(200)), 431, "header-too-large", "header");
    let app = TestApp::start(&["--max-header-bytes", "1KiB", "--max-headers", "5"]);
    assert_eq!(get(&app, 3, "").status, 200);
    check(&app, &get(&app, 4, ""), 431, "too-many-headers", "at most 5");
    check(&app, &get(&app, 1, &"x".repeat(1024)), 431, "header-too-large", "header");
}

/// A request with all of its body but the last byte.
fn half_sent(app: &TestApp, n_bytes: usize) -> TcpStream {
    let mut stream = app.connect();
    let length = format!("content-length: {n_bytes}");
    let head = lines(&["POST /v1/merge HTTP/1.1", "host: test", "content-type: application/json", &length]);
    write!(stream, "{head}\r\n").expect("the head is sent");
    stream.write_all(&long_request(n_bytes)[..n_bytes - 1]).expect("most of the body is sent");
    stream
}

#[test]
fn bodies_that_stop_half_way_have_a_common_limit() {
    const KIB: usize = 1 << 10;
    let sizes =
        ["--max-body-bytes", "100KiB", "--max-unpacked-bytes", "100KiB", "--max-bodies-bytes", "200KiB"];
    let app = TestApp::start(&[&sizes[..], &["--permit-wait", "500ms"]].concat());
    let first = half_sent(&app, 100 * KIB);
    let mut second = half_sent(&app, 60 * KIB);
    std::thread::sleep(Duration::from_millis(100));
    assert_eq!(post(&app, &[], &long_request(39 * KIB)).status, 200, "so much is left");
    let since = Instant::now();
    let refused = post(&app, &[], &long_request(50 * KIB));
    check(&app, &refused, 503, "busy", "204800 bytes");
    assert_eq!(refused.header("retry-after"), "1");
    assert!(since.elapsed() >= Duration::from_millis(500));
    // What it unpacks to counts too.
    check(&app, &post(&app, &["gzip"], &gzip(&long_request(50 * KIB))), 503, "busy", "204800 bytes");
    // A third that stops too is refused by itself, and one that was there before can go on.
    let mut third = half_sent(&app, 100 * KIB);
    assert_eq!(Answer::read(&mut third).status, 503);
    second.write_all(b" ").expect("still open");
    assert_eq!(Answer::read(&mut second).status, 200);
    drop((first, second, third));
    std::thread::sleep(Duration::from_millis(100));
    assert_eq!(post(&app, &["gzip"], &gzip(&long_request(60 * KIB))).status, 200);
    assert_eq!(post(&app, &[], &long_request(100 * KIB)).status, 200);
}

#[test]
fn a_body_waits_a_moment_for_memory() {
    let sizes =
        ["--max-body-bytes", "100KiB", "--max-unpacked-bytes", "100KiB", "--max-bodies-bytes", "200KiB"];
    let app = TestApp::start(&[&sizes[..], &["--permit-wait", "8s"]].concat());
    let stopped = [half_sent(&app, 100 << 10), half_sent(&app, 100 << 10)];
    std::thread::sleep(Duration::from_millis(100));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(Duration::from_millis(300));
            drop(stopped);
        });
        let since = Instant::now();
        assert_eq!(post(&app, &[], &long_request(100 << 10)).status, 200);
        assert!(since.elapsed() < Duration::from_secs(5));
    });
}

/// So many bytes of sentences, no two of which are alike.
fn varied(n_bytes: usize, mut chance: u32) -> String {
    let mut text = String::new();
    while text.len() < n_bytes {
        for _ in 0..14 {
            // Pronounceable, and the same at each run.
            chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let syllables = [8, 14, 20].map(|shift| (chance >> shift) as usize);
            let word =
                syllables.map(|n| ["ba", "de", "fi", "go", "lu", "ma", "ne", "ri", "so", "tu"][n % 10]);
            text += &word[..1 + (chance >> 30) as usize % 3].concat();
            text.push(' ');
        }
        text += &format!("{} people left Port {chance}. Then ", chance % 997);
    }
    text
}

#[test]
fn work_beyond_the_deadline_makes_room_for_the_next_request() {
    let limits = ["--max-article-bytes", "2MiB", "--max-sentences", "1000000", "--concurrency", "1"];
    let app = TestApp::start(&[&limits[..], &["--request-deadline", "200ms"]].concat());
    let texts = [varied(1 << 20, 1), varied(1 << 20, 2)];
    let large = serde_json::json!({"articles": [{"text": texts[0]}, {"text": texts[1]}]}).to_string();
    let answer = app.post_json("/v1/merge", &large);
    check(&app, &answer, 503, "timeout", "200ms");
    assert_eq!(answer.header("retry-after"), "30");
    // The worker is free as soon as the work notices that nobody waits for it.
    let since = Instant::now();
    while app.post_json("/v1/merge", TWO_ARTICLES).status == 503 {
        assert!(since.elapsed() < Duration::from_secs(5), "the work goes on");
    }
    assert_eq!(app.post_json("/v1/merge", TWO_ARTICLES).status, 200);
}
