//! Whatever is read as answers of seats, nothing falls over.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = tally::formats::consent_answers(text);
        let _ = tally::formats::gradient_answers(text);
    }
});
