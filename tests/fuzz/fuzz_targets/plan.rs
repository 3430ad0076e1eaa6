#![no_main]
//! Plans: what is read is checked too.

use libfuzzer_sys::fuzz_target;
use network::contributions::Contributions;
use network::matching::Aim;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(plan) = network::read::plan::read(text) else { return };
    // A matching of billions of blocks is right, and slow.
    let few = |hours: f64| hours / plan.block_hours < 1000.0;
    let is_small = plan.organisations.iter().all(|one| few(one.free_hours)) && plan.needs.iter().all(|one| few(one.hours));
    if let Ok(work) = Contributions::new(&plan) {
        work.findings();
        if is_small {
            work.matching(Aim::EvenLoad);
        }
    }
});
