#![no_main]
//! Kumu's sheets, each after a line with its name, cells between tabs.

use libfuzzer_sys::fuzz_target;
use network::read::kumu::{self, Sheet};

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let sheets: Vec<Sheet> = text
        .split('\u{c}')
        .map(|sheet| {
            let (name, rows) = sheet.split_once('\n').unwrap_or((sheet, ""));
            let rows = rows.lines().map(|row| row.split('\t').map(str::to_owned).collect()).collect();
            Sheet { name: name.to_owned(), rows }
        })
        .collect();
    let Ok(table) = kumu::read_sheets(&sheets) else { return };
    let again = kumu::merge(table.clone(), &table);
    assert_eq!((again.nodes.created, again.ties.created), (0, 0));
});
