#![no_main]

use libfuzzer_sys::fuzz_target;
use signals::rollup::{Columns, Places, Values};

const COLUMNS: Columns<'static, 2> =
    Columns { place: "unit", period: "period", parts: ["numerator", "denominator"] };

fuzz_target!(|files: (&str, &str)| {
    let (tree, values) = files;
    if let Ok(places) = Places::read(tree, "node", "parent") {
        assert_eq!(places.names.len(), places.tree.len());
        if let Ok(values) = Values::read(values, &places, &COLUMNS) {
            assert_eq!(values.cells.len(), places.names.len() * values.periods.len());
        }
    }
});
