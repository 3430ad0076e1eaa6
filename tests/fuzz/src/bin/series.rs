#![no_main]

use libfuzzer_sys::fuzz_target;
use signals::Series;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(series) = Series::read(&String::from_utf8_lossy(bytes)) {
        assert_eq!(series.periods.len(), series.values.len());
        assert!(series.periods.is_sorted());
        series.gaps();
        series.ahead(3);
    }
});
