//! What holds for every method, whatever the ballots.

use proptest::prelude::*;

use crate::*;

type Method = fn(&Rankings, &Lot) -> Count;

/// The methods on orders, for two seats where they fill several.
const METHODS: [Method; 14] = [
    |ballots, lot| show_of_hands(ballots, 2, lot),
    |ballots, lot| approval(ballots, 2, lot),
    |ballots, lot| instant_runoff(ballots, lot),
    |ballots, lot| schulze(ballots, 2, Strength::WinningVotes, lot),
    |ballots, lot| ranked_pairs(ballots, 2, Strength::Margins, lot),
    |ballots, lot| copeland(ballots, 2, lot),
    |ballots, lot| minimax(ballots, 2, Strength::WinningVotes, lot),
    |ballots, lot| stv(ballots, 2, Stv::Scottish, lot),
    |ballots, lot| stv(ballots, 2, Stv::Wigm, lot),
    |ballots, lot| stv(ballots, 2, Stv::WigmGuarded, lot),
    |ballots, lot| stv(ballots, 2, Stv::WigmReference, lot),
    |ballots, lot| stv(ballots, 2, Stv::Meek, lot),
    |ballots, lot| stv(ballots, 2, Stv::MeekExact, lot),
    |ballots, lot| stv(ballots, 2, Stv::MeekGuarded, lot),
];

/// The methods on orders in which it never hurts to be ranked higher.
const MONOTONE: [Method; 4] = [
    |ballots, lot| show_of_hands(ballots, 1, lot),
    |ballots, lot| schulze(ballots, 1, Strength::WinningVotes, lot),
    |ballots, lot| ranked_pairs(ballots, 1, Strength::WinningVotes, lot),
    |ballots, lot| copeland(ballots, 1, lot),
];

type Scoring = fn(&Scores, usize, &Lot) -> Count;

const SCORING: [Scoring; 4] = [total, mean, median, star];

/// Weight, places (option, and whether it shares the rank of the one before).
type Row = (u64, Vec<(usize, bool)>);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let order =
        (Just([0, 1, 2, 3, 4]).prop_shuffle(), 0_usize..6, prop::array::uniform5(prop::bool::weighted(0.2)));
    let places = order.prop_map(|(order, named, equal)| order.into_iter().zip(equal).take(named).collect());
    prop::collection::vec((1_u64..9, places), 1..12)
}

fn rankings(rows: &[Row], names: &[&str; 5]) -> Rankings {
    let mut ballots = Rankings::new(names.iter().map(|name| (*name).to_owned()).collect(), &[]).unwrap();
    for (weight, places) in rows {
        let place =
            |&(option, equal): &(usize, bool)| if equal { Place::equal(option) } else { Place::next(option) };
        ballots.push(*weight, places.iter().map(place)).unwrap();
    }
    ballots
}

fn score_rows() -> impl Strategy<Value = Vec<(u64, [Option<i16>; 5])>> {
    let values = prop::array::uniform5(prop::option::weighted(0.9, 0_i16..6));
    prop::collection::vec((1_u64..9, values), 1..12)
}

fn scores(rows: &[(u64, [Option<i16>; 5])]) -> Scores {
    let mut scores = Scores::new(NAMES.map(String::from).to_vec(), Limits::scores(5)).unwrap();
    for (weight, values) in rows {
        scores.push(*weight, values).unwrap();
    }
    scores
}

const NAMES: [&str; 5] = ["a", "b", "c", "d", "e"];

fn seed() -> Lot {
    Lot::Seed("properties".to_owned())
}

fn named(count: &Count, ballots: &Rankings) -> Vec<String> {
    let mut names: Vec<String> = count.winners.iter().map(|&at| ballots.options()[at].clone()).collect();
    names.sort();
    names
}

proptest! {
    #[test]
    fn the_order_of_ballots_and_how_they_are_grouped_change_nothing(
        (rows, shuffled) in rows().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
    ) {
        let apart: Vec<Row> =
            shuffled.iter().flat_map(|(weight, places)| (0..*weight).map(|_| (1, places.clone()))).collect();
        let (whole, apart) = (rankings(&rows, &NAMES), rankings(&apart, &NAMES));
        for method in METHODS {
            prop_assert_eq!(method(&whole, &seed()), method(&apart, &seed()));
        }
    }

    #[test]
    fn the_order_in_which_options_are_listed_changes_nothing(rows in rows()) {
        let reversed: Vec<Row> = rows
            .iter()
            .map(|(weight, places)| (*weight, places.iter().map(|&(option, equal)| (4 - option, equal)).collect()))
            .collect();
        let (ours, theirs) = (rankings(&rows, &NAMES), rankings(&reversed, &["e", "d", "c", "b", "a"]));
        for method in METHODS {
            prop_assert_eq!(named(&method(&ours, &seed()), &ours), named(&method(&theirs, &seed()), &theirs));
        }
    }

    #[test]
    fn a_declared_lot_fills_the_seats_and_an_undeclared_one_leaves_only_what_is_tied(rows in rows()) {
        let ballots = rankings(&rows, &NAMES);
        for (at, method) in METHODS.into_iter().enumerate() {
            let seats = if at == 2 { 1 } else { 2 };
            let (drawn, open) = (method(&ballots, &seed()), method(&ballots, &Lot::Undeclared));
            prop_assert_eq!((drawn.winners.len(), drawn.is_open()), (seats, false));
            prop_assert_eq!(open.winners.len() < seats, open.is_open());
            if !open.is_open() {
                prop_assert_eq!(open.winners, drawn.winners);
            }
        }
    }

    #[test]
    fn no_vote_gets_lost_unseen(rows in rows()) {
        let ballots = rankings(&rows, &NAMES);
        let read = |amount: Amount| amount.to_string().parse::<f64>().unwrap();
        for rule in [Stv::Scottish, Stv::Wigm, Stv::WigmReference] {
            for step in stv(&ballots, 2, rule, &seed()).transcript.steps {
                let figures = step.figures;
                let held = figures.votes.into_iter().chain([figures.exhausted, figures.lost]).flatten().map(read);
                prop_assert!((held.sum::<f64>() - ballots.voting() as f64).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn who_wins_still_wins_when_ranked_higher(rows in rows(), which in 0_usize..12) {
        for method in MONOTONE {
            let winner = method(&rankings(&rows, &NAMES), &seed()).winners[0];
            let mut higher = rows.clone();
            let at = which % higher.len();
            let places = &mut higher[at].1;
            if let Some(was) = places.iter().position(|&(option, _)| option == winner) {
                let (_, equal) = places.remove(was);
                // Whoever was ranked equal to it stays where they were.
                if let (false, Some(next)) = (equal, places.get_mut(was)) {
                    next.1 = false;
                }
            }
            places.insert(0, (winner, false));
            if let Some(second) = places.get_mut(1) {
                second.1 = false;
            }
            prop_assert_eq!(method(&rankings(&higher, &NAMES), &seed()).winners[0], winner);
        }
    }

    #[test]
    fn scores_are_counted_alike_in_any_order_and_any_number(
        (rows, shuffled) in score_rows().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
        times in 2_u64..5,
    ) {
        let doubled: Vec<_> = rows.iter().map(|&(weight, values)| (weight * times, values)).collect();
        for method in SCORING {
            let count = method(&scores(&rows), 2, &seed());
            prop_assert_eq!(&count, &method(&scores(&shuffled), 2, &seed()));
            prop_assert_eq!(&count.winners, &method(&scores(&doubled), 2, &seed()).winners);
        }
    }

    #[test]
    fn who_wins_still_wins_with_a_better_score(rows in score_rows(), which in 0_usize..12) {
        for method in [total, median] {
            let winner = method(&scores(&rows), 1, &seed()).winners[0];
            let mut better = rows.clone();
            let at = which % better.len();
            better[at].1[winner] = Some(5);
            prop_assert_eq!(method(&scores(&better), 1, &seed()).winners[0], winner);
        }
    }
}
