#![no_main]

use libfuzzer_sys::fuzz_target;
use signals::Expression;

fuzz_target!(|text: &str| {
    match text.parse::<Expression>() {
        Ok(rule) => {
            for answer in [0.0, 1.0, -2.5, f64::MAX] {
                if let Ok(Some(value)) = rule.value(|_| Some(answer)) {
                    assert!(value.is_finite());
                }
            }
        }
        Err(wrong) => assert!((1..=text.chars().count() + 1).contains(&wrong.at)),
    }
});
