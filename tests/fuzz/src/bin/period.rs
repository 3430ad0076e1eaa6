#![no_main]

use libfuzzer_sys::fuzz_target;
use signals::{Grain, Period};

fuzz_target!(|text: &str| {
    if let Ok(period) = text.parse::<Period>() {
        assert_eq!(period.to_string().parse(), Ok(period));
        assert!(period.start() <= period.end());
    }
    for grain in [Grain::Year, Grain::HalfYear, Grain::Quarter, Grain::Month, Grain::Week, Grain::Day] {
        assert!(grain.read(text).is_none_or(|period| period.grain() == grain));
    }
});
