use proptest::prelude::*;

use super::*;
use crate::count::Count;
use crate::{Place, Settled};

fn ballots(options: usize, rows: &[(u64, &[usize])]) -> Rankings {
    let names = (0..options).map(|option| format!("option {option}")).collect();
    let mut ballots = Rankings::new(names, &[]).unwrap();
    for (weight, order) in rows {
        ballots.push(*weight, order.iter().map(|&option| Place::next(option))).unwrap();
    }
    ballots
}

/// M. Schulze 2011, example 1 of section 3: 45 voters, five options; paths and ranking E A C B D as published.
fn schulze_2011() -> Rankings {
    ballots(
        5,
        &[
            (5, &[0, 2, 1, 4, 3]),
            (5, &[0, 3, 4, 2, 1]),
            (8, &[1, 4, 3, 0, 2]),
            (3, &[2, 0, 1, 4, 3]),
            (7, &[2, 0, 4, 1, 3]),
            (2, &[2, 1, 0, 3, 4]),
            (7, &[3, 2, 4, 1, 0]),
            (8, &[4, 1, 0, 3, 2]),
        ],
    )
}

#[test]
fn schulze_finds_the_published_paths_and_ranking() {
    let count = schulze(&schulze_2011(), 5, Strength::WinningVotes, &Lot::Undeclared);
    assert_eq!(count.winners, [4, 0, 2, 1, 3]);
    let paths = count.transcript.steps.iter().find_map(|step| match &step.event {
        Event::Paths(paths) => Some(paths.clone()),
        _ => None,
    });
    assert_eq!(
        paths.unwrap(),
        [
            [0, 28, 28, 30, 24],
            [25, 0, 28, 33, 24],
            [25, 29, 0, 29, 24],
            [25, 28, 28, 0, 24],
            [25, 28, 28, 31, 0]
        ]
    );
}

/// Tennessee's capital (Memphis 42, Nashville 26, Chattanooga 15, Knoxville 17), known from textbooks: Nashville beats all.
#[test]
fn who_beats_all_others_wins_by_every_method() {
    let tennessee =
        ballots(4, &[(42, &[0, 1, 2, 3]), (26, &[1, 2, 3, 0]), (15, &[2, 3, 1, 0]), (17, &[3, 2, 1, 0])]);
    let lot = Lot::Undeclared;
    for strength in [Strength::WinningVotes, Strength::Margins] {
        assert_eq!(schulze(&tennessee, 1, strength, &lot).winners, [1]);
        assert_eq!(ranked_pairs(&tennessee, 4, strength, &lot).winners, [1, 2, 3, 0]);
        assert_eq!(minimax(&tennessee, 1, strength, &lot).winners, [1]);
    }
    assert_eq!(copeland(&tennessee, 4, &lot).winners, [1, 2, 3, 0]);
    let pairs = Pairs::count(&tennessee);
    assert_eq!((pairs.above(0, 1), pairs.above(1, 0)), (42, 58));
    assert_eq!(smith(&pairs, &[0, 1, 2, 3]), [1]);
    assert_eq!(smith(&pairs, &[0, 2, 3]), [2]);
}

#[test]
fn a_cycle_is_a_smith_set_and_an_even_one_a_tie() {
    let cycle = ballots(4, &[(1, &[0, 1, 2, 3]), (1, &[1, 2, 0, 3]), (1, &[2, 0, 1, 3])]);
    assert_eq!(smith(&Pairs::count(&cycle), &[0, 1, 2, 3]), [0, 1, 2]);
    let methods: [fn(&Rankings, &Lot) -> Count; 4] = [
        |ballots, lot| schulze(ballots, 1, Strength::WinningVotes, lot),
        |ballots, lot| ranked_pairs(ballots, 1, Strength::WinningVotes, lot),
        |ballots, lot| minimax(ballots, 1, Strength::WinningVotes, lot),
        |ballots, lot| copeland(ballots, 1, lot),
    ];
    for method in methods {
        assert!(method(&cycle, &Lot::Undeclared).is_open());
        let drawn = method(&cycle, &Lot::Order(vec![2, 1, 0, 3]));
        assert_eq!(drawn.transcript.ties().next().unwrap().by, Settled::Lot);
        assert_eq!(drawn.winners.len(), 1);
    }
}

#[test]
fn equally_strong_victories_that_agree_need_no_lot() {
    let agreed = ballots(3, &[(2, &[0, 1, 2])]);
    let count = ranked_pairs(&agreed, 3, Strength::WinningVotes, &Lot::Undeclared);
    assert_eq!((count.winners.as_slice(), count.is_open()), (&[0, 1, 2][..], false));
}

/// Ballots with ties and of any length, on four options.
fn any_ballots() -> impl Strategy<Value = Rankings> {
    let ballot = (1_u64..4, Just([0, 1, 2, 3]).prop_shuffle(), 0_usize..5, any::<[bool; 4]>());
    prop::collection::vec(ballot, 1..12).prop_map(|rows| {
        let mut all = ballots(4, &[]);
        for (weight, order, named, equal) in rows {
            let places = order.into_iter().zip(equal).take(named);
            let place = |(option, equal)| if equal { Place::equal(option) } else { Place::next(option) };
            all.push(weight, places.map(place)).unwrap();
        }
        all
    })
}

proptest! {
    #[test]
    fn pairs_are_what_each_ballot_says(all in any_ballots()) {
        let pairs = Pairs::count(&all);
        let mut plain = vec![vec![0; 4]; 4];
        for (weight, places) in all.iter() {
            let mut rank = [usize::MAX; 4];
            for (at, group) in crate::ballots::ranks(places).enumerate() {
                for place in group {
                    rank[place.option()] = at;
                }
            }
            for one in 0..4 {
                for other in (0..4).filter(|&other| rank[one] < rank[other]) {
                    plain[one][other] += weight;
                }
            }
        }
        prop_assert_eq!(pairs.rows(), plain);
    }

    #[test]
    fn winners_are_in_the_smith_set(all in any_ballots()) {
        let set = smith(&Pairs::count(&all), &[0, 1, 2, 3]);
        let lot = Lot::Seed("any".into());
        for strength in [Strength::WinningVotes, Strength::Margins] {
            prop_assert!(set.contains(&schulze(&all, 1, strength, &lot).winners[0]));
            prop_assert!(set.contains(&ranked_pairs(&all, 1, strength, &lot).winners[0]));
        }
        prop_assert!(set.contains(&copeland(&all, 1, &lot).winners[0]));
    }
}
