//! Crowds of which it is known whether and how they are divided.

use opinion::{Map, Moderation, Search, Vote, Votes, adjusted_rand};

/// Uniform numbers in [0, 1) by splitmix64.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Somebody's votes: each statement is seen with probability `seen`; one in ten is passed on.
    fn votes(&mut self, agree: &[f64], seen: f64) -> Vec<(u32, Vote)> {
        let mut votes = Vec::new();
        for (statement, &agree) in (0..).zip(agree) {
            if self.next() < seen {
                let side = if self.next() < agree { Vote::Agree } else { Vote::Disagree };
                votes.push((statement, if self.next() < 0.1 { Vote::Pass } else { side }));
            }
        }
        votes
    }
}

/// A crowd of so many groups, each with a probability of agreement for each statement.
fn crowd(
    chance: &mut Chance,
    people: usize,
    groups: &[Vec<f64>],
    seen: impl Fn(&mut Chance) -> f64,
) -> Votes {
    let mut votes = Votes::new(groups[0].len());
    for person in 0..people {
        let seen = seen(chance);
        votes.push(&mut chance.votes(&groups[person % groups.len()], seen));
    }
    votes
}

fn drawn(votes: &Votes) -> Map {
    Map::draw(votes, &Moderation::default(), Search::default(), None)
}

fn shown(votes: &Votes, samples: usize) -> bool {
    drawn(votes).examine(votes, samples, 2).is_some_and(|trust| trust.doubt().is_none())
}

/// Everybody agrees with a statement with the same probability: even ones, uneven ones, one that alone
/// divides, and votes of which a few people cast most.
#[test]
fn groups_that_are_not_there_are_refused() {
    let mut refused = 0;
    for set in 0..200 {
        let mut chance = Chance(set * 7919);
        let people = [30, 60, 120, 200][set as usize % 4];
        let statements = [12, 25, 50][set as usize / 4 % 3];
        let agree: Vec<f64> = (0..statements)
            .map(|statement| match set / 12 % 4 {
                0 => 0.5,
                1 if statement == 0 => 0.5,
                1 => 0.93,
                _ => chance.next(),
            })
            .collect();
        let density = [0.3, 0.6, 1.0][set as usize % 3];
        let few_cast_most = set / 12 % 4 == 3;
        let seen = |chance: &mut Chance| {
            let share = if few_cast_most { 0.4 * (1.0 - chance.next()).powf(-0.7) } else { 1.0 };
            (density * share).min(1.0)
        };
        refused += u32::from(!shown(&crowd(&mut chance, people, &[agree], seen), 20));
    }
    println!("figure: opinion, groups refused in {refused} of 200 crowds without any");
    assert!(refused >= 190, "{refused} of 200");
}

#[test]
fn planted_groups_are_found() {
    let (mut sets, mut worst) = (0, 1.0_f64);
    for set in 0..24 {
        let mut chance = Chance(set * 104_729);
        let k = 2 + set as usize % 3;
        let people = [90, 240, 2400][set as usize / 3 % 3];
        let statements = 80;
        // Each statement is one that some groups agree to and the others do not, in turn.
        let camps: Vec<Vec<f64>> = (0..k)
            .map(|group| (0..statements).map(|at| if at % k == group { 0.92 } else { 0.08 }).collect())
            .collect();
        let votes = crowd(&mut chance, people, &camps, |_| 0.6);
        let map = drawn(&votes);
        let truth: Vec<Option<u8>> = (0..people).map(|person| Some((person % k) as u8)).collect();
        let alike = adjusted_rand(&truth, &map.group_of);
        let trust = map.examine(&votes, 20, 2).expect("groups");
        assert_eq!(trust.doubt(), None, "{k} groups of {people}: {trust:?}");
        // In a plane four groups of equal distance from each other cannot all be told apart.
        if k < 4 {
            worst = worst.min(alike);
            sets += 1;
        }
    }
    println!(
        "figure: opinion, planted groups found in {sets} of {sets} crowds, adjusted Rand at least {worst:.3}"
    );
    assert!(worst >= 0.95, "{worst}");
}
