//! Real elections against what other programs, and history, made of them.

use serde_json::Value;
use tally::formats::{self, Election};
use tally::{Amount, Count, Event, Limits, Lot, Pairs, Strength, Stv};

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

/// The exports of star.vote that come with starvote, against what its version 2.1.6 makes of them: the two highest sums, the final,
/// and three seats by bloc STAR.
#[test]
fn star_polls_are_counted_as_starvote_counts_them() {
    /// File, sums of the two, ballots for the one and the other and neither, elected.
    type Poll = (&'static str, [i32; 2], [u64; 3], [&'static str; 3]);
    let polls: [Poll; 2] = [
        (
            "star-2020-presidential-poll.csv",
            [3229, 2025],
            [550, 272, 200],
            ["Andrew Yang - D", "Bernie Sanders - D", "Tulsi Gabbard - D"],
        ),
        (
            "star-eurovision-2023.csv",
            [22, 20],
            [3, 2, 1],
            [
                "Finland - &quot;Cha Cha Cha&quot;",
                "Israel - &quot;Unicorn&quot;",
                "Croatia - &quot;Mama &Scaron;Č!&quot;",
            ],
        ),
    ];
    for (file, sums, finals, elected) in polls {
        let scores = formats::scores(&text(file), Limits::scores(5)).expect("scores");
        // Starvote draws its lot from a hash of the ballots; twice it puts Croatia first.
        let mut order: Vec<usize> = (0..scores.options().len()).collect();
        order.sort_by_key(|&option| !scores.options()[option].starts_with("Croatia"));
        let count = tally::star(&scores, 3, &Lot::Order(order));
        let names: Vec<&str> = count.winners.iter().map(|&at| scores.options()[at].as_str()).collect();
        assert_eq!(names, elected, "{file}");
        let (first, last) = (&count.transcript.steps[0], &count.transcript.steps[1]);
        let Event::Runoff([(one, ones), (other, others)], neither) = last.event else {
            panic!("{file}: the final is the second step");
        };
        let held = [one, other].map(|option| first.figures.votes[option]);
        assert_eq!(held, sums.map(|sum| Some(Amount::whole(sum))), "{file}");
        assert_eq!([ones, others, neither], finals, "{file}");
        println!("figure: tally {file}: {} ballots, sums, final and three seats equal", scores.cast());
    }
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
    assert_eq!((options, cast), (36, 80_101));
    let albany = "albany-2022.votekit.csv";
    assert_eq!(read(albany, formats::votekit(&text(albany))), (5, 7_159, 7_159));
    let ward = "eilean_siar_2012_ward3.csv";
    assert_eq!(read(ward, formats::scottish(&text(ward))), (4, 802, 802));
    let mut files = 0;
    for folder in ["", "scotland/", "meek/", "cfer/", "mpls/", "qpq/"] {
        for name in data::files(&format!("ballots/droop/blt/{folder}"), ".blt") {
            read(&name, formats::blt(&data::text(&format!("ballots/droop/blt/{folder}{name}"))));
            files += 1;
        }
    }
    println!("figure: tally formats: {files} BLT files and 5 others read");
}
