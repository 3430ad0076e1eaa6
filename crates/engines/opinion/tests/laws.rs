//! What must not change a map, and what must.

use opinion::{Axes, Cast, Map, Moderation, Search, Vote, Votes, adjusted_rand};
use proptest::prelude::*;

/// A crowd of two camps that vote against each other on most of sixteen statements; who sees what goes by
/// `seen`.
fn camps(people: usize, seen: &[bool]) -> Vec<Cast> {
    let mut casts = Vec::new();
    for participant in 0..people as u32 {
        for statement in 0..16 {
            let at = participant as usize * 16 + statement as usize;
            if seen[at % seen.len()] {
                let odd_one = (participant / 2 + statement) % 7 == 0;
                let agree = ((participant + statement) % 2 == 0) != odd_one;
                casts.push(Cast {
                    participant,
                    statement,
                    vote: if agree { Vote::Agree } else { Vote::Disagree },
                });
            }
        }
    }
    casts
}

fn draw(votes: &Votes, threads: usize) -> Map {
    let search = Search { threads, ..Search::exact() };
    Map::draw(votes, &Moderation::default(), search, None)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn who_comes_first_does_not_matter(seen in prop::collection::vec(prop::bool::weighted(0.8), 97), shift in 1_u32..60) {
        let casts = camps(60, &seen);
        let moved = casts.iter().map(|cast| Cast { participant: (cast.participant + shift) % 60, ..*cast }).collect();
        let (one, other) = (Votes::cast(60, 16, casts), Votes::cast(60, 16, moved));
        let (one_map, other_map) = (draw(&one, 1), draw(&other, 1));
        let (findings, others) = [(&one, &one_map), (&other, &other_map)]
            .map(|(votes, map)| map.findings(votes, &Moderation::default())).into();
        prop_assert_eq!(findings.consensus, others.consensus);
        let mut back = other_map.group_of.clone();
        back.rotate_left(shift as usize);
        prop_assert!((adjusted_rand(&one_map.group_of, &back) - 1.0).abs() < 1e-12);
        for (one, other) in findings.priority.iter().zip(&others.priority) {
            prop_assert!((one.unwrap() - other.unwrap()).abs() < 1e-9);
        }
    }

    /// If everybody had voted the opposite, everybody would stand on the opposite side of the same centre.
    #[test]
    fn the_opposite_of_all_votes_is_the_same_map(seen in prop::collection::vec(prop::bool::weighted(0.8), 97)) {
        let casts = camps(60, &seen);
        let opposite = |cast: &Cast| Cast {
            vote: if cast.vote == Vote::Agree { Vote::Disagree } else { Vote::Agree },
            ..*cast
        };
        let turned = casts.iter().map(opposite).collect();
        let (one, other) = (draw(&Votes::cast(60, 16, casts), 1), draw(&Votes::cast(60, 16, turned), 1));
        prop_assert!(one.axes.centre.iter().zip(&other.axes.centre).all(|(a, b)| (a + b).abs() < 1e-12));
        prop_assert!((one.axes.variances[0] / other.axes.variances[0] - 1.0).abs() < 1e-9);
        prop_assert!((adjusted_rand(&one.group_of, &other.group_of) - 1.0).abs() < 1e-12);
    }

    /// Twice as many people who vote alike have the same axes with twice the variance.
    #[test]
    fn a_crowd_twice_has_the_same_axes(seen in prop::collection::vec(prop::bool::weighted(0.8), 97)) {
        let casts = camps(40, &seen);
        let again = casts.iter().map(|cast| Cast { participant: cast.participant + 40, ..*cast });
        let twice: Vec<Cast> = casts.iter().copied().chain(again).collect();
        let find = |casts| Axes::find(&Votes::cast(0, 16, casts), &[], Search::exact(), None);
        let (one, two) = (find(casts), find(twice));
        for axis in 0..3 {
            prop_assert!((two.variances[axis] - 2.0 * one.variances[axis]).abs() < 1e-9 * two.variances[0]);
        }
        prop_assert!(one.components[0].iter().zip(&two.components[0]).all(|(a, b)| (a - b).abs() < 1e-6));
    }
}

#[test]
fn threads_change_nothing() {
    let votes = Votes::cast(0, 0, camps(9000, &[true, true, false, true, true]));
    let one = draw(&votes, 1);
    assert_eq!(one, draw(&votes, 2));
    assert_eq!(one, draw(&votes, 5));
    assert_eq!(one.examine(&votes, 3, 1), one.examine(&votes, 3, 4));
}

#[test]
fn a_warm_start_ends_where_a_cold_one_does() {
    let mut casts = camps(300, &[true, true, false, true]);
    let late = casts.split_off(casts.len() - 40);
    let mut votes = Votes::cast(0, 16, casts);
    let before = draw(&votes, 2);
    votes.apply(late);
    let cold = draw(&votes, 2);
    let warm = Map::draw(&votes, &Moderation::default(), Search::exact(), Some(&before));
    assert_eq!(warm.group_of, cold.group_of);
    let apart = |axis: usize| {
        let alike: f64 =
            warm.axes.components[axis].iter().zip(&cold.axes.components[axis]).map(|(a, b)| a * b).sum();
        1.0 - alike.abs()
    };
    assert!(apart(0) < 1e-12 && apart(1) < 1e-12);
}

/// A statement beyond the 16,384th changes how votes are kept, and nothing else.
#[test]
fn very_many_statements_change_nothing() {
    let casts = camps(60, &[true, true, false, true]);
    let narrow = draw(&Votes::cast(60, 16, casts.clone()), 2);
    let far = [Cast { participant: 60, statement: 20_000, vote: Vote::Pass }];
    let wide = draw(&Votes::cast(60, 16, [casts.as_slice(), &far].concat()), 2);
    assert_eq!(wide.axes.centre[..16], narrow.axes.centre);
    assert_eq!(wide.group_of[..60], narrow.group_of);
}

#[test]
fn whoever_has_seen_everything_stands_where_they_stand() {
    let votes = Votes::cast(0, 0, camps(60, &[true, true, true, true, false]));
    let map = draw(&votes, 1);
    let place = map.place(&votes, 3).unwrap();
    assert_eq!(place.at, map.places[3]);
    assert!(place.error.iter().all(|error| *error > 0.0));
    let all = Votes::cast(0, 0, camps(60, &[true]));
    let sure = draw(&all, 1).place(&all, 3).unwrap();
    assert_eq!(sure.error, [0.0; 2]);
    assert_eq!(map.place(&votes, 60), None);
}

#[test]
fn empty_and_tiny_conversations_have_a_map_too() {
    for (people, statements) in [(0, 0), (0, 3), (1, 1), (1, 4), (3, 1), (2, 2)] {
        let casts = camps(people, &[true]).into_iter().filter(|cast| cast.statement < statements).collect();
        let votes = Votes::cast(people, statements as usize, casts);
        let map = draw(&votes, 2);
        assert_eq!((map.places.len(), map.groups.len()), (people, 0));
        assert!(map.places.iter().flatten().all(|x| x.is_finite()));
        let mut memory = opinion::compatible::Memory::default();
        for _ in 0..2 {
            let polis = memory.draw(&votes, &Moderation::default(), Search::exact());
            assert!(polis.places.iter().flatten().all(|x| x.is_finite()));
        }
    }
}
