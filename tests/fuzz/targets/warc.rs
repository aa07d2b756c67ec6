//! Archives of pages.
#![no_main]

use libfuzzer_sys::fuzz_target;
use storymerge::intake::warc::{Records, WarcError};

/// Bytes that a page may have.
const LIMIT: usize = 64 * 1024;

fuzz_target!(|data: &[u8]| {
    let Ok(mut records) = Records::new(data, LIMIT) else { return };
    let (mut n, mut last) = (0, 0);
    for record in &mut records {
        n += 1;
        // A record takes some bytes, packed or not.
        assert!(n <= 1 + data.len(), "more records than bytes");
        match record {
            Ok(page) => {
                assert!(page.body.len() <= LIMIT);
                assert_eq!((page.http_status, &*page.media_type), (200, "text/html"));
                assert!(page.charset.is_none_or(|charset| !charset.is_empty()));
            }
            Err(WarcError::Damaged { record, reason }) => {
                assert!(record >= last && !reason.is_empty());
                last = record;
            }
            Err(WarcError::Io(e)) => panic!("bytes in memory cannot fail: {e}"),
        }
    }
    assert!(records.next().is_none(), "goes on behind its end");
});
