//! Real elections against what other programs, and history, made of them.

use serde_json::Value;
use tally::formats::{self, Election};
use tally::{Count, Event, Limits, Lot, Pairs, Strength, Stv};

use crate::data;

const OTHER: &str = "ballots/other";

fn text(name: &str) -> String {
    data::text(&format!("{OTHER}/{name}"))
}

/// Dublin North 2002: the comparison of every pair, and the winners by six methods; four seats as they were filled in fact.
#[test]
fn dublin_north_is_counted_as_others_counted_it() {
    let expected = data::json(&format!("{OTHER}/dublin-north-2002.expected.json"));
    let Election { ballots, .. } =
        formats::preflib(&text("dublin-north-2002.preflib-00001-00000001.soi")).expect("a PrefLib file");
    assert_eq!((ballots.cast(), ballots.len()), (43_942, 19_299));
    let names = ballots.options();
    let pairs = Pairs::count(&ballots);
    let mut compared = 0;
    for (one, row) in names.iter().enumerate() {
        for (other, column) in names.iter().enumerate().filter(|(other, _)| *other != one) {
            assert_eq!(
                Value::from(pairs.above(one, other)),
                expected["pairwise"][row][column],
                "{row} over {column}"
            );
            compared += 1;
        }
    }
    let lot = Lot::Undeclared;
    let one = [
        ("irv_truncated", tally::instant_runoff(&ballots, &lot)),
        ("pyrankvote_irv", tally::instant_runoff(&ballots, &lot)),
        ("schulze_beat_path", tally::schulze(&ballots, 1, Strength::Margins, &lot)),
        ("schulze_beat_path", tally::schulze(&ballots, 1, Strength::WinningVotes, &lot)),
        ("ranked_pairs", tally::ranked_pairs(&ballots, 1, Strength::Margins, &lot)),
        ("copeland", tally::copeland(&ballots, 1, &lot)),
        ("minimax", tally::minimax(&ballots, 1, Strength::Margins, &lot)),
    ];
    let named =
        |count: &Count| -> Vec<Value> { count.winners.iter().map(|&at| names[at].as_str().into()).collect() };
    for (method, count) in &one {
        assert_eq!(Value::from(named(count)), expected[method]["winners"], "{method}");
    }
    for rule in [Stv::Scottish, Stv::Wigm, Stv::WigmReference, Stv::Meek] {
        let four = tally::stv(&ballots, 4, rule, &lot);
        let mut ours = named(&four);
        let mut theirs = expected["pyrankvote_stv4"]["winners"].as_array().expect("four").clone();
        ours.sort_by_key(Value::to_string);
        theirs.sort_by_key(Value::to_string);
        assert_eq!(ours, theirs, "{rule:?}");
    }
    println!(
        "figure: tally Dublin North: {compared} comparisons and the winners of {} counts equal",
        one.len() + 4
    );
}

/// The exports of star.vote that starvote is tested with. It names the winners in its documentation; the sums, and the preferences
/// in the final, are added up here a second time.
#[test]
fn star_polls_are_counted() {
    let mut ballots = 0;
    for (file, limits) in [("star-2020-presidential-poll.csv", 5), ("star-eurovision-2023.csv", 5)] {
        let text = text(file);
        let scores = formats::scores(&text, Limits::scores(limits)).expect("scores");
        let count = tally::star(&scores, 1, &Lot::Seed("figure".into()));
        let rows: Vec<Vec<i64>> = scores
            .iter()
            .map(|(_, row)| row.iter().map(|value| value.unwrap_or(0).into()).collect())
            .collect();
        let finals: Vec<[(usize, u64); 2]> = count
            .transcript
            .steps
            .iter()
            .filter_map(|step| match step.event {
                Event::Runoff(pair, _) => Some(pair),
                _ => None,
            })
            .collect();
        let [(one, ones), (other, others)] = finals[0];
        let sum = |option: usize| rows.iter().map(|row| row[option]).sum::<i64>();
        let above = |one: usize, other: usize| rows.iter().filter(|row| row[one] > row[other]).count() as u64;
        let mut sums: Vec<i64> = (0..scores.options().len()).map(sum).collect();
        sums.sort_unstable();
        assert_eq!(sums.last(), Some(&sum(one)));
        assert_eq!(sums[sums.len() - 2], sum(other));
        assert_eq!((ones, others), (above(one, other), above(other, one)));
        println!(
            "figure: tally {file}: {} ballots, elected {}",
            rows.len(),
            scores.options()[count.winners[0]]
        );
        ballots += rows.len();
    }
    assert_eq!(ballots, 1_022 + 5);
}

/// Every other file is read whole.
#[test]
fn ballots_of_every_format_are_read() {
    let read = |name: &str, election: Result<Election, formats::Malformed>| {
        let Election { ballots, .. } = election.unwrap_or_else(|error| panic!("{name}: {error}"));
        (ballots.options().len(), ballots.cast(), ballots.voting())
    };
    let preflib = |name: &str| read(name, formats::preflib(&text(name)));
    assert_eq!(preflib("00004-00000040.soc"), (3, 2_310, 2_310));
    assert_eq!(preflib("00017-00000001.toi"), (4, 4_173, 4_173));
    let minneapolis = "minneapolis-mayor-2013.cvr.csv";
    let (options, cast, _) = read(minneapolis, formats::cast_vote_records(&text(minneapolis)));
    assert_eq!((options, cast), (36, 80_101 - 1));
    let albany = "albany-2022.votekit.csv";
    assert_eq!(read(albany, formats::votekit(&text(albany))), (5, 7_158, 7_158));
    let ward = "eilean_siar_2012_ward3.csv";
    assert_eq!(read(ward, formats::scottish(&text(ward))), (4, 855, 855));
    let mut files = 0;
    for folder in ["", "scotland/", "meek/", "cfer/", "mpls/", "qpq/"] {
        for name in data::files(&format!("ballots/droop/blt/{folder}"), ".blt") {
            read(&name, formats::blt(&data::text(&format!("ballots/droop/blt/{folder}{name}"))));
            files += 1;
        }
    }
    println!("figure: tally formats: {files} BLT files and 5 others read");
}
