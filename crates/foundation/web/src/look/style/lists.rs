//! Samples of lists: tables, what waits, what happened, the thread, long work, empty rooms.

use maud::{Markup, html};

use crate::look::chart::{Unit, spark::spark};
use crate::look::{
    Knot, Moment, NavItem, Part, Progress, Standing, Step, Stride, Table, Text, Wait, both_kept, do_link,
    empty, journal, journal_line, moved, pager, parts, seal_line, sheet, status, tabs, thread, timeline,
    vote, waits,
};
use crate::text::Say;

pub(super) fn tables(say: &Say) -> Markup {
    let unit = Unit::Share(1);
    let falling =
        [5.0, 6.2, 11.5, 10.5, 9.3, 7.6, 7.4, 5.9, 4.9, 4.4, 4.4, 4.0].map(|value| Some(value / 100.0));
    let rising = [Some(0.41), Some(0.42), None, None, Some(0.44), Some(0.45)];
    let doing = Table::new("How we are doing, 2007 to 2018")
        .column("Result and headline measure")
        .column("Since 2007")
        .number("Latest")
        .column("What it says")
        .number("Reported")
        .row([
            html! { a href="#tables" { "People have work they can live on" } small { "Unemployed, share of labour force; lower is better" } },
            spark(say, &unit, &falling, Standing::Better),
            html! { b { (unit.words(say, 0.04)) } " " small { "2018" } },
            moved(Standing::Better, false, "Better than the years before, seven in a row"),
            html! { "10 of 10" },
        ])
        .row([
            html! { a href="#tables" { "Everyone is connected" } small { "Homes with a choice of two or more providers" } },
            spark(say, &unit, &rising, Standing::Plain),
            html! { b { (unit.words(say, 0.45)) } " " small { "2018" } },
            status(Standing::Plain, "No clear change; two years are missing"),
            html! { "7 of 10" },
        ])
        .row([
            html! { a href="#tables" { "Getting around does not cost the day" } small { "Minutes to work" } },
            spark(say, &unit, &[None], Standing::Missing),
            html! { small { "no data yet" } },
            status(Standing::Missing, "On the data development agenda"),
            html! { "0 of 2" },
        ]);
    let rows = (1..=24).map(|at| {
        let name = format!("Partner organisation {at:02}");
        let cells = vec![
            html! { (name) },
            html! { (say.count(at * 137 % 900)) },
            html! { (say.count(at * 61 % 400)) },
        ];
        (name, cells)
    });
    let many = Table::new("Many rows, by name")
        .column("Partner")
        .number("People")
        .number("Answers")
        .rows_by_name(rows);
    html! { (sheet(doing.draw())) (many.draw()) (pager(say, Some("#tables"), Some("#tables"))) }
}

pub(super) fn lists() -> Markup {
    let wait = |title: &str, detail: &str, act: &str| Wait {
        href: "#lists".into(),
        title: title.into(),
        detail: detail.into(),
        act: act.into(),
    };
    let moment = |when: &str, datetime: &str, title: &str| Moment {
        when: when.into(),
        datetime: Some(datetime.into()),
        title: html! { (title) },
        detail: Some(html! { "Eleven of twelve seats; one reservation kept." }),
    };
    let part = |title: &str, term: &str, standing, words: &str| Part {
        href: "#lists".into(),
        title: title.into(),
        term: term.into(),
        standing,
        words: words.into(),
    };
    html! {
        (tabs("Views", &[NavItem::new("#lists", "Overview").here_if(true), NavItem::new("#lists", "By partner"), NavItem::new("#lists", "Changes")]))
        (sheet(waits(&[
            wait("Accept Warren County's 2018 figures", "sent by the workforce team, 2 questions answered", "Look"),
            wait("Commitment due Friday: map the missing fibre streets", "working group Connection; Simpson waits for it", "Tell"),
            wait("41 statements have no answer yet", "oldest 12 days", "Answer"),
        ])))
        (parts(&[
            part("What we agreed on", "common agenda", Standing::Done, "11 of 12 ratified; 1 reservation open"),
            part("What we count", "shared measurement", Standing::Done, "10 of 10 reported; 3 are proxies"),
            part("Who does what", "reinforcing activities", Standing::Waiting, "2 outcomes with nobody; 1 overlap to talk about"),
            part("How we stay in touch", "continuous communication", Standing::Better, "855 of 896 voices answered"),
            part("Who keeps it going", "backbone support", Standing::Worse, "needs help: 64 % of ties run through it"),
        ]))
        (timeline(&[
            moment("14 March 2026", "2026-03-14", "The agenda's second version was adopted"),
            moment("3 May 2026", "2026-05-03", "The county began to ask for a traffic study"),
        ]))
        (journal([
            journal_line("14 March, 10:02", "2026-03-14T10:02", "The steering group", "adopted version 2 of the agenda by consent"),
            journal_line("14 March, 10:05", "2026-03-14T10:05", "The backbone", html! { "told " a href="#lists" { "34 voices" } " what became of them" }),
        ]))
        (vote("/style", "style", "Statement 7 of about 20 for you",
            Some("Officials with connections to a project should abstain from voting on it."),
            "",
            &[("agree", "Agree", ""), ("disagree", "Disagree", ""), ("pass", "Pass", "")],
            html! { "Your vote counts without your name. " a href="#lists" { "Write your own statement" } }))
    }
}

pub(super) fn threads(say: &Say) -> Markup {
    let knots = [
        Knot::new("#thread", "34 voices", "“People need jobs that pay the rent”"),
        Knot::new("#thread", "clause 3, version 2", "People have work they can live on"),
        Knot::here("measure", "Unemployment"),
        Knot::new("#thread", "10 duties, 120 submissions", "last from Warren, 12 October"),
        Knot::new(
            "#thread",
            "decision 18, consent",
            "First-shift bus as a prototype, on the west side, for one season",
        ),
        Knot::ahead("5 commitments", "4 kept, 1 renegotiated"),
        Knot::ahead("win", "not yet"),
    ];
    thread(say, &knots, Some(seal_line(say, 4812, "#thread")))
}

pub(super) fn long(say: &Say) -> Markup {
    let step = |label: &str, stride| Step { label: label.into(), stride };
    let known = Progress {
        title: "Reading figures.csv".into(),
        done: 61_000,
        of: Some(100_000),
        left: Some("about 20 seconds left".into()),
        steps: vec![step("Read", Stride::Done), step("Check", Stride::Now), step("Publish", Stride::Later)],
    };
    let unknown =
        Progress { title: "Drawing the map again".into(), done: 4, of: None, left: None, steps: Vec::new() };
    let text = |label: &str, body: &str| Text { label: label.into(), body: body.into() };
    html! {
        (known.draw(say))
        (unknown.draw(say))
        (both_kept(say,
            &text("Version 1, adopted 14 March", "Everyone can reach work without a car of their own.\nWe look at it every spring."),
            &text("Version 2, your text", "Everyone can reach work and school without a car.\nWe look at it every spring and autumn.")))
    }
}

pub(super) fn empty_room(say: &Say) -> Markup {
    empty(
        say,
        "Here people say what should change, and vote on what others said. What unites them becomes the agenda.",
        html! { p { "“What should change on our street before the winter?” 212 people, 61 statements, two evenings." } },
        do_link("Ask the first question", "#empty"),
    )
}
