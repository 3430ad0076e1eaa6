#![no_main]
//! Plans: what is read is checked too.

use libfuzzer_sys::fuzz_target;
use network::contributions::Contributions;
use network::matching::Aim;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(plan) = network::read::plan::read(text) else { return };
    if let Ok(work) = Contributions::new(&plan) {
        work.findings();
        work.matching(Aim::EvenLoad);
    }
});
