//! Whatever is read as scores, nothing falls over.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = tally::formats::scores(text, tally::Limits::scores(5));
    }
});
