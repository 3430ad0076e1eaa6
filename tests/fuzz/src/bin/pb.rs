#![no_main]

use budget::pb::{self, Weights};
use budget::{Completion, Greedy, Ties, Utility, equal_shares, greedy, phragmen};
use libfuzzer_sys::fuzz_target;

// What is read is also counted, if it is small enough for that to be quick.
fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(file) = pb::read(text) else { return };
    if file.projects.len() > 8 || file.ballots.len() > 16 {
        return;
    }
    for weights in [Weights::Approvals, Weights::Points, Weights::Borda] {
        let Ok(election) = file.election(weights) else { continue };
        phragmen(&election, Ties::Votes);
        for utility in [Utility::Cost, Utility::Cardinality, Utility::Points] {
            greedy(&election, utility, Greedy::Skip, Ties::Votes);
            equal_shares(&election, utility, Completion::Add1u, Ties::Votes);
        }
    }
});
