#![no_main]
//! Kumu's JSON: reading it a second time adds nothing.

use libfuzzer_sys::fuzz_target;
use network::read::kumu;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(table) = kumu::read_json(text) else { return };
    let again = kumu::merge(table.clone(), &table);
    assert_eq!((again.nodes.created, again.ties.created), (0, 0));
    let _ = network::read::map::plan(&table);
});
