//! How it is decided, and how it came out: in words, as a picture, as tables.

use maud::{Markup, html};
use web::Visit;
use web::look::chart::Unit;
use web::look::chart::bars::{Bar, Bars};
use web::look::{self, Table};
use web::text::Arg;

use super::count::{Outcome, Stage, supports};
use super::{Method, Poll};
use crate::ballot::page::names;

/// What is fixed, for everybody to read before they answer.
pub(crate) fn manner(visit: &Visit, poll: &Poll, quorum: i64) -> Markup {
    let word = |key: &str, word: &str| visit.t(&format!("{key}-{word}"));
    let mut facts: Vec<(String, String)> = vec![
        (visit.t("poll-method"), word("poll-method", poll.method.word())),
        (visit.t("poll-electorate"), word("poll-electorate", poll.electorate.word())),
        (visit.t("poll-secrecy"), word("poll-secrecy", poll.secrecy.word())),
        (visit.t("poll-quorum"), visit.with("poll-quorum-is", &[("quorum", quorum.into())])),
    ];
    if matches!(poll.method, Method::Majority | Method::Gradients) {
        let share = visit.say().percent(poll.threshold as f64 / 100.0, 0);
        let words = visit.with("poll-threshold-is", &[("share", share.into())]);
        facts.push((visit.t("poll-threshold"), words));
    }
    html! {
        (look::facts(facts))
        p { (explained(visit, poll)) " " (word("poll-secret-means", poll.secrecy.word())) }
        @if draws(poll) {
            p.small {
                (visit.t("poll-lot-is")) " "
                @if poll.outcome.is_empty() { (visit.t("poll-lot-sealed")) " " code dir="auto" { (poll.sealed_seed()) } }
                @else { (visit.t("poll-lot-seed")) " " code dir="auto" { (poll.seed) } }
            }
        }
    }
}

/// Whether a lot can be drawn in it.
fn draws(poll: &Poll) -> bool {
    !poll.method.is_about_the_proposal()
}

fn explained(visit: &Visit, poll: &Poll) -> String {
    let args = [("highest", Arg::from(poll.highest)), ("winners", Arg::from(poll.winners))];
    visit.with(&format!("poll-explain-{}", poll.method.word()), &args)
}

/// How it came out: the picture, and every step of the count.
pub(crate) fn result(visit: &Visit, poll: &Poll, options: &[String], outcome: &Outcome) -> Markup {
    let names = names(visit.say(), poll, options);
    html! {
        (picture(visit, poll, &names, outcome))
        @if matches!(poll.method, Method::Runoff | Method::Transferable) { (rounds(visit, &names, outcome)) }
        @if let Some(compared) = outcome.stages.iter().find(|stage| stage.event == "compare") {
            (pairs(visit, &names, &compared.pairs))
        }
        @if !outcome.stages.is_empty() {
            details.twin {
                summary { (visit.t("poll-stages")) }
                ol { @for stage in &outcome.stages { li { (sentence(visit, &names, stage)) } } }
            }
        }
    }
}

/// Bars: of steps, of first choices, of what each option held in the end.
fn picture(visit: &Visit, poll: &Poll, names: &[String], outcome: &Outcome) -> Markup {
    let bar = |name: String, value: Option<f64>, note: String| Bar { name, value, note };
    let bars: Vec<Bar> = if poll.method == Method::Gradients {
        let note = |n: usize| if supports(n) { visit.t("poll-supports") } else { String::new() };
        let steps = outcome.steps.iter().zip(1..);
        steps
            .map(|(&count, n)| {
                let name = format!("{n} · {}", visit.t(&format!("poll-step-{n}")));
                bar(name, Some(count as f64), note(n))
            })
            .collect()
    } else {
        let Some(last) = outcome.stages.iter().rev().find(|stage| !stage.votes.is_empty()) else {
            return html! {};
        };
        let won = |at: usize| if outcome.winners.contains(&at) { visit.t("poll-won") } else { String::new() };
        let votes = last.votes.iter().enumerate();
        votes
            .filter_map(|(at, votes)| {
                let value = votes.as_ref().and_then(|votes| votes.parse().ok());
                Some(bar(names.get(at)?.clone(), value, won(at)))
            })
            .collect()
    };
    Bars {
        title: visit.t(&format!("poll-picture-{}", poll.method.word())),
        names: visit.t(if poll.method == Method::Gradients { "poll-step" } else { "poll-option" }),
        amounts: visit.t("poll-amount"),
        unit: Unit::Number(0),
        bars,
        target: None,
        caption: html! {
            (visit.with("poll-took-part", &[
                ("cast", outcome.cast.into()),
                ("eligible", outcome.eligible.into()),
                ("abstained", outcome.abstained.into()),
            ]))
        },
    }
    .draw(visit.say())
}

/// What each option held at the end of each round.
fn rounds(visit: &Visit, names: &[String], outcome: &Outcome) -> Markup {
    let mut rounds: Vec<&Stage> = Vec::new();
    for stage in outcome.stages.iter().filter(|stage| !stage.votes.is_empty()) {
        match rounds.last_mut() {
            Some(last) if last.round == stage.round => *last = stage,
            _ => rounds.push(stage),
        }
    }
    let table = Table::new(visit.t("poll-rounds")).wide().column(visit.t("poll-option"));
    let table = rounds.iter().zip(1..).fold(table, |table, (_, n): (_, i64)| {
        table.number(visit.with("poll-round", &[("round", n.into())]))
    });
    let table = names.iter().enumerate().fold(table, |table, (at, name)| {
        let cells = rounds.iter().map(|stage| {
            let votes = stage.votes.get(at).cloned().flatten();
            html! { (votes.map_or_else(String::new, |votes| number(visit, &votes))) }
        });
        table.row([html! { span dir="auto" { (name) } }].into_iter().chain(cells))
    });
    table.draw()
}

/// How many put the row over the column.
fn pairs(visit: &Visit, names: &[String], rows: &[Vec<u64>]) -> Markup {
    let table = Table::new(visit.t("poll-pairs")).wide().column(visit.t("poll-option"));
    let figure = |at: usize| visit.say().count(at as i64 + 1);
    let table = (0..names.len()).fold(table, |table, at| table.number(figure(at)));
    let table = names.iter().zip(rows).enumerate().fold(table, |table, (one, (name, row))| {
        let cells = row.iter().enumerate().map(|(other, count)| {
            html! { @if one == other { "–" } @else { (visit.say().count(*count as i64)) } }
        });
        table.row([html! { (figure(one)) ". " span dir="auto" { (name) } }].into_iter().chain(cells))
    });
    table.draw()
}

/// An amount of the engine in the reader's figures, at most two decimals.
fn number(visit: &Visit, amount: &str) -> String {
    match amount.parse::<f64>() {
        Ok(value) if value.fract() == 0.0 => visit.say().number(value, 0),
        Ok(value) => visit.say().number(value, 2),
        Err(_) => amount.to_owned(),
    }
}

/// One step of the count.
fn sentence(visit: &Visit, names: &[String], stage: &Stage) -> Markup {
    let list = |options: &[usize]| {
        options.iter().filter_map(|&at| names.get(at)).map(String::as_str).collect::<Vec<_>>().join(", ")
    };
    let held =
        stage.options.first().and_then(|&at| stage.votes.get(at).cloned().flatten()).unwrap_or_default();
    let figure = |at: usize| stage.numbers.get(at).map_or(0, |&n| n as i64);
    let words = visit.with(
        &format!("poll-stage-{}", stage.event),
        &[
            ("round", i64::from(stage.round).into()),
            ("options", list(&stage.options).into()),
            ("taken", list(&stage.taken).into()),
            ("held", number(visit, &held).into()),
            ("by", stage.by.as_str().into()),
            ("number", figure(0).into()),
            ("needed", figure(1).into()),
            (
                "quota",
                stage.quota.as_deref().map_or_else(|| "none".to_owned(), |quota| number(visit, quota)).into(),
            ),
            ("met", if figure(0) >= figure(1) { "yes" } else { "no" }.into()),
        ],
    );
    html! { span dir="auto" { (words) } }
}
