//! Meek's method against an independent implementation, the crate stv-rs.

use std::fmt::Write;

use num::{BigInt, BigRational};
use stv_rs::cli::Parallel;
use stv_rs::meek::stv_droop;
use stv_rs::parse::{ParsingOptions, parse_election};
use tally::formats::{self, Election};
use tally::{Lot, Stv};

use crate::data;

/// The elected by both, on the elections whose fractions stay small enough to be exact.
#[test]
fn an_independent_count_by_meek_elects_the_same() {
    let mut compared = 0;
    for name in [
        "42",
        "513",
        "SC",
        "SCw",
        "SC-Vm-12",
        "meek/eq1",
        "meek/eq2",
        "cfer/dk1-2",
        "cfer/dk1-3",
        "cfer/dk2-2",
        "qpq/qpq1",
        "qpq/qpq2",
    ] {
        let Election { ballots, seats, .. } =
            formats::blt(&data::text(&format!("ballots/droop/blt/{name}.blt"))).expect("a BLT file");
        let seats = seats.expect("seats");
        let order = Lot::Order((0..ballots.options().len()).collect());
        let mut ours = tally::stv(&ballots, seats, Stv::MeekExact, &order).winners;
        let mut theirs = theirs(&ballots, seats);
        ours.sort_unstable();
        theirs.sort_unstable();
        assert_eq!(ours, theirs, "{name}");
        compared += 1;
    }
    println!("figure: tally stv-rs: {compared} elections by Meek elect the same");
}

/// The election in the words stv-rs reads, where every option has a nickname.
fn theirs(ballots: &tally::Rankings, seats: usize) -> Vec<usize> {
    let options = ballots.options();
    let mut text = format!("{} {seats}\n[nick", options.len());
    (0..options.len()).for_each(|option| write!(text, " c{option}").expect("a text grows"));
    text += "]\n";
    let withdrawn = (0..options.len()).filter(|&option| ballots.withdrawn()[option]);
    withdrawn.for_each(|option| writeln!(text, "[withdrawn c{option}]").expect("a text grows"));
    for (weight, places) in ballots.iter().filter(|(_, places)| !places.is_empty()) {
        write!(text, "{weight}").expect("a text grows");
        for place in places {
            let join = if place.is_equal() { '=' } else { ' ' };
            write!(text, "{join}c{}", place.option()).expect("a text grows");
        }
        text += " 0\n";
    }
    text += "0\n";
    options.iter().for_each(|name| writeln!(text, "\"{name}\"").expect("a text grows"));
    text += "\"compared\"\n";
    let options = ParsingOptions {
        remove_withdrawn_candidates: true,
        remove_empty_ballots: true,
        optimize_layout: true,
    };
    let election = parse_election(text.as_bytes(), options).expect("stv-rs reads it");
    let report = &mut Vec::new();
    stv_droop::<BigInt, BigRational>(report, &election, "", 10, Parallel::No, None, false, false, true)
        .expect("stv-rs counts")
        .elected
}
