//! Meek's method against an independent implementation, the crate stv-rs.

use std::fmt::Write;

use num::{BigInt, BigRational};
use stv_rs::arithmetic::{FixedDecimal9, Integer64};
use stv_rs::cli::Parallel;
use stv_rs::meek::stv_droop;
use stv_rs::parse::{ParsingOptions, parse_election};
use tally::formats::{self, Election};
use tally::{Lot, Rankings, Stv};

use crate::data;

/// The elected by both: with exact fractions where they stay small, with nine decimals on all other files, real wards among them.
#[test]
fn an_independent_count_by_meek_elects_the_same() {
    const SMALL: [&str; 6] = ["42", "42t", "513", "SC-Vm-12", "meek/eq1", "meek/eq2"];
    let mut compared = 0;
    for folder in ["", "scotland/", "meek/", "cfer/", "qpq/"] {
        for file in data::files(&format!("ballots/droop/blt/{folder}"), ".blt") {
            let name = format!("{folder}{}", file.trim_end_matches(".blt"));
            let Election { ballots, seats, tie_order, .. } =
                formats::blt(&data::text(&format!("ballots/droop/blt/{name}.blt"))).expect("a BLT file");
            let seats = seats.expect("seats");
            let order = tie_order.unwrap_or_else(|| (0..ballots.options().len()).collect());
            let exact = SMALL.contains(&name.as_str());
            let rule = if exact { Stv::MeekExact } else { Stv::MeekGuarded };
            let mut ours = tally::stv(&ballots, seats, rule, &Lot::Order(order.clone())).winners;
            let mut theirs = theirs(&ballots, seats, &order, exact);
            ours.sort_unstable();
            theirs.sort_unstable();
            assert_eq!(ours, theirs, "{name}");
            compared += 1;
        }
    }
    println!(
        "figure: tally stv-rs: {compared} elections by Meek elect the same, {} in exact fractions",
        SMALL.len()
    );
}

/// The election in the words stv-rs reads, where every option has a nickname.
fn theirs(ballots: &Rankings, seats: usize, order: &[usize], exact: bool) -> Vec<usize> {
    let options = ballots.options();
    let mut text = format!("{} {seats}\n[nick", options.len());
    for option in 0..options.len() {
        write!(text, " c{option}").expect("a text grows");
    }
    text += "]\n";
    text += "[tie";
    for option in order {
        write!(text, " c{option}").expect("a text grows");
    }
    text += "]\n";
    let withdrawn = (0..options.len()).filter(|&option| ballots.withdrawn()[option]);
    for option in withdrawn {
        writeln!(text, "[withdrawn c{option}]").expect("a text grows");
    }
    for (weight, places) in ballots.iter().filter(|(_, places)| !places.is_empty()) {
        write!(text, "{weight}").expect("a text grows");
        for place in places {
            let join = if place.is_equal() { '=' } else { ' ' };
            write!(text, "{join}c{}", place.option()).expect("a text grows");
        }
        text += " 0\n";
    }
    text += "0\n";
    for name in options {
        writeln!(text, "\"{name}\"").expect("a text grows");
    }
    text += "\"compared\"\n";
    let options = ParsingOptions {
        remove_withdrawn_candidates: true,
        remove_empty_ballots: true,
        optimize_layout: true,
    };
    let election = parse_election(text.as_bytes(), options).expect("stv-rs reads it");
    let (report, no) = (&mut Vec::new(), Parallel::No);
    let counted = if exact {
        stv_droop::<BigInt, BigRational>(report, &election, "", 10, no, None, false, true, true)
    } else {
        stv_droop::<Integer64, FixedDecimal9>(report, &election, "", 6, no, None, false, true, true)
    };
    counted.expect("stv-rs counts").elected
}
