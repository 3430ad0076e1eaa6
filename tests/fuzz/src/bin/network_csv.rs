#![no_main]

use libfuzzer_sys::fuzz_target;
use network::read::csv::read;

// The first blank line divides members from ties.
fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = read(None, text, None);
        if let Some((nodes, ties)) = text.split_once("\n\n") {
            let _ = read(Some(nodes), ties, Some("level"));
        }
    }
});
