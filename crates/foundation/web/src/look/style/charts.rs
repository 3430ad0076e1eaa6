//! Samples of charts, with gaps, signals, a new baseline and nothing at all.

use maud::{Markup, html};

use crate::look::chart::bars::{Bar, Bars};
use crate::look::chart::line::{LineChart, Usual};
use crate::look::chart::opinion::{Opinion, Row, rows};
use crate::look::chart::{Unit, spark::spark};
use crate::look::{Standing, multiples};
use crate::text::Say;

/// Unemployed as share of the labour force in a district of ten counties, 2007 to 2018.
const UNEMPLOYED: [f64; 12] =
    [0.050, 0.062, 0.115, 0.105, 0.093, 0.076, 0.074, 0.059, 0.049, 0.044, 0.044, 0.040];

pub(super) fn charts(say: &Say) -> Markup {
    let mut long = LineChart::new("unemployed", "Unemployment in ten counties, 2007 to 2018", Unit::Share(1))
        .description("It rose to 11.5 % in 2009 and has fallen every year since 2010, to 4.0 % in 2018.")
        .usual(Usual { from: 0, to: 11, mean: 0.067, limits: Some((0.034, 0.101)), median: false })
        .target(0.03)
        .event(2, "financial crisis")
        .event(9, "first-shift bus")
        .caption(html! { "Pooled from 10 of 10 counties; definition version 1; updated 12 October. Limits are provisional: 12 points." })
        .link(html! { a href="#charts" { "Where does 2018 come from?" } })
        .link(html! { a href="#charts" { "Question this number" } });
    for (at, value) in UNEMPLOYED.into_iter().enumerate() {
        let standing = match at {
            2 | 3 => Standing::Worse,
            11 => Standing::Better,
            _ => Standing::Plain,
        };
        long = long.point((2007 + at).to_string(), Some(value), standing);
    }
    let mut gaps = LineChart::new(
        "minutes",
        "Minutes to work, two phases and missing months",
        Unit::Named(0, "minutes".into()),
    )
    .from_zero()
    .usual(Usual { from: 0, to: 4, mean: 39.0, limits: Some((33.0, 45.0)), median: false })
    .usual(Usual { from: 5, to: 11, mean: 31.0, limits: Some((26.0, 36.0)), median: false })
    .caption(html! { "February and September are missing: fewer than five answers." });
    let minutes = [38, 0, 41, 37, 40, 33, 31, 30, 0, 29, 32, 30];
    for (month, value) in ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        .into_iter()
        .zip(minutes)
    {
        gaps = gaps.point(month, (value > 0).then_some(f64::from(value)), Standing::Plain);
    }
    let none = LineChart::new("none", "Nothing yet", Unit::Number(0)).point("2026", None, Standing::Missing);
    html! { (long.draw(say)) (gaps.draw(say)) (none.draw(say)) }
}

pub(super) fn small(say: &Say) -> Markup {
    let bar = |name: &str, value, note: &str| Bar { name: name.into(), value, note: note.into() };
    let bars = Bars {
        title: "Share of seats held by residents, by group".into(),
        names: "Group".into(),
        amounts: "Share".into(),
        unit: Unit::Share(0),
        bars: vec![
            bar("Work", Some(0.42), "5 of 12"),
            bar("Connection", Some(0.25), "2 of 8"),
            bar("Movement", None, "nobody has said"),
            bar(
                "A group with quite a long name that needs more than one line on a phone",
                Some(0.05),
                "1 of 20",
            ),
        ],
        target: Some(0.33),
        caption: html! { "Self-declared; updated 3 May." },
    };
    let opinion = |agree, disagree, pass| Opinion { agree, disagree, pass };
    let answers = [
        Row { name: "More choices when it comes to internet.".into(), opinion: opinion(606, 25, 12) },
        Row { name: "Taxes may rise for it.".into(), opinion: opinion(210, 340, 90) },
    ];
    html! {
        (one_small(say))
        (bars.draw(say))
        (rows(say, "What people think", "Statement", &answers))
    }
}

pub(super) fn one_small(say: &Say) -> Markup {
    let unit = Unit::Share(1);
    let county = |name: &str, shift: f64, standing, holes: bool| {
        let value = |(at, value): (usize, &f64)| (!holes || at % 5 != 3).then_some(value + shift);
        let values: Vec<Option<f64>> = UNEMPLOYED.iter().enumerate().map(value).collect();
        html! {
            p { b { (name) } " " small { (unit.words(say, UNEMPLOYED[11] + shift)) } }
            (spark(say, &unit, &values, standing))
        }
    };
    multiples([
        county("Allen", -0.003, Standing::Better, false),
        county("Barren", 0.004, Standing::Plain, true),
        county("Edmonson", 0.013, Standing::Worse, false),
        html! { p { b { "Hart" } } (spark(say, &unit, &[None, None], Standing::Missing)) },
    ])
}
