#![no_main]

use libfuzzer_sys::fuzz_target;
use signals::disclosure::{Rule, audit, long_table, publish};

fuzz_target!(|text: &str| {
    let Ok(read) = long_table(text, "Total") else { return };
    let surface = read.table.surface();
    let known = read.known(0);
    if let Ok(learned) = audit(&surface, &known) {
        assert!(known.iter().zip(&learned).all(|(known, learned)| known.contains(*learned)));
    }
    let Ok(cells) = read.cells() else { return };
    if let Ok(published) = publish(&surface, &cells, &Rule::default()) {
        let hidden = published.pattern();
        assert!(published.learned.iter().zip(hidden).all(|(learned, hidden)| !hidden || learned.exact().is_none()));
    }
});
