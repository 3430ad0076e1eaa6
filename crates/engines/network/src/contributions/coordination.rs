//! Who should talk, because their work hangs together.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Contributions;

/// The tie level from which two work closely together.
const CLOSE: u8 = 3;

/// Two organisations whose work hangs together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Required {
    /// The first of the two.
    pub one: usize,
    /// The second, later in order.
    pub other: usize,
    /// In how many ways: an entry of `C_R`.
    pub strength: u32,
    /// The level of the tie that they have; 0 if they have none.
    pub tie: u8,
}

/// Coordination that the work requires, beside the ties that there are.
#[derive(Debug, Clone, PartialEq)]
pub struct Coordination {
    /// Pairs whose work hangs together, in order.
    pub required: Vec<Required>,
    /// How many of them have a tie.
    pub met: usize,
    /// The share of them with a tie; `None` if nothing is required.
    pub congruence: Option<f64>,
    /// The share with a tie of level 3 or above.
    pub close_congruence: Option<f64>,
    /// Those without a tie, where the work hangs together most first, then in order.
    pub should_talk: Vec<Required>,
}

impl Contributions {
    /// Socio-technical congruence (M. Cataldo, P. Wagstrom, J. Herbsleb and K. Carley, CSCW 2006):
    /// `C_R = T_A · T_D · T_Aᵀ` without its diagonal, where `T_A` says who gives to which active activity, and `T_D` is 1 for
    /// an activity with itself and for two of which one waits for the other.
    pub fn coordination(&self) -> Coordination {
        let mut ways = BTreeMap::new();
        for (at, work) in self.live() {
            for (place, &(a, _)) in work.gives.iter().enumerate() {
                work.gives[place + 1..].iter().for_each(|&(b, _)| count(&mut ways, a, b));
            }
            for &before in &work.depends_on {
                let other = &self.activities[before];
                // Two that wait for each other are counted once.
                if other.is_live() && (before < at || !other.depends_on.contains(&at)) {
                    for &(a, _) in &work.gives {
                        other.gives.iter().for_each(|&(b, _)| count(&mut ways, a, b));
                    }
                }
            }
        }
        let required: Vec<Required> = ways
            .into_iter()
            .map(|((one, other), strength)| Required { one, other, strength, tie: self.tie(one, other) })
            .collect();
        let with_tie = |least: u8| required.iter().filter(|pair| pair.tie >= least).count();
        let share = |count: usize| (!required.is_empty()).then(|| count as f64 / required.len() as f64);
        let mut should_talk: Vec<Required> = required.iter().copied().filter(|pair| pair.tie == 0).collect();
        should_talk.sort_by_key(|pair| Reverse(pair.strength));
        Coordination {
            met: with_tie(1),
            congruence: share(with_tie(1)),
            close_congruence: share(with_tie(CLOSE)),
            should_talk,
            required,
        }
    }
}

fn count(ways: &mut BTreeMap<(usize, usize), u32>, a: usize, b: usize) {
    if a != b {
        *ways.entry((a.min(b), a.max(b))).or_default() += 1;
    }
}
