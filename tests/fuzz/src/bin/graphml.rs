#![no_main]
//! `GraphML`.

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(table) = network::read::graphml::read(text) {
        let _ = network::read::map::plan(&table);
    }
});
