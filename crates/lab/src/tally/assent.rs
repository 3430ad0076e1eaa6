//! Rounds of consent and gradients of agreement.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use tally::formats::{self, Answers};
use tally::{Quorum, Threshold, Transcript, Verdict};

use super::method::Method;
use super::report::{rounds, steps};
use super::{Share, Tally};
use crate::{Report, Stopwatch, Table, read_text};

/// Counts a round of answers; `None` if the method counts ballots.
pub(super) fn run(asked: &Tally, stopwatch: &mut Stopwatch) -> Result<Option<Report>> {
    let name = || asked.file.display().to_string();
    Ok(match asked.method {
        Method::Consent => {
            let answers = formats::consent_answers(&read_text(&asked.file)?).with_context(name)?;
            let quorum = quorum(asked, &answers);
            let round = stopwatch.time(|| tally::consent(&answers.seats, &quorum, answers.answers.clone()));
            let of_seats = |said: Vec<(u32, &str)>| -> Value {
                let reasons = said
                    .into_iter()
                    .map(|(seat, reason)| json!({ "seat": answers.names[seat as usize], "reason": reason }));
                reasons.collect()
            };
            let own = json!({
                "objections": of_seats(round.objections().collect()),
                "reservations": of_seats(round.reservations().collect()),
            });
            Some(report(asked, &answers, round.verdict, &round.silent, &round.transcript, own))
        }
        Method::Gradients => {
            let answers = formats::gradient_answers(&read_text(&asked.file)?).with_context(name)?;
            let quorum = quorum(asked, &answers);
            let Share(part, whole) = asked.support;
            let threshold = Threshold { share: (part, whole), blocks: asked.blocks };
            let poll = stopwatch
                .time(|| tally::gradients(&answers.seats, &quorum, threshold, answers.answers.clone()));
            let own = json!({ "distribution": poll.distribution, "support": poll.support(), "blocks": poll.blocks() });
            Some(report(asked, &answers, poll.verdict, &poll.silent, &poll.transcript, own))
        }
        _ => None,
    })
}

/// The quorum asked for, of the seats; without one, any answer decides.
fn quorum<A>(asked: &Tally, answers: &Answers<A>) -> Quorum {
    let eligible = asked.eligible.unwrap_or(answers.seats.len() as u64);
    let needed = |Share(part, whole): Share| (eligible * u64::from(part)).div_ceil(whole.into()) as usize;
    Quorum { seats: asked.quorum.map_or(1, needed), constituencies: Vec::new() }
}

fn report<A>(
    asked: &Tally,
    answers: &Answers<A>,
    verdict: Verdict,
    silent: &[u32],
    transcript: &Transcript,
    own: Value,
) -> Report {
    let silent: Vec<&str> = silent.iter().map(|&seat| answers.names[seat as usize].as_str()).collect();
    let mut json = json!({
        "method": asked.method.word(),
        "seats": answers.seats.len(),
        "winners": [],
        "verdict": verdict.word(),
        "silent": silent,
        "rounds": rounds(transcript, &answers.names),
        "ties": [],
    });
    for (key, value) in own.as_object().into_iter().flatten() {
        json[key] = value.clone();
    }
    let mut table = Table::new(format!("Verdict: {}", verdict.word()), ["", "seats"]);
    table.row(["asked", &answers.seats.len().to_string()]);
    table.row(["answered", &(answers.seats.len() - silent.len()).to_string()]);
    Report { json, tables: vec![table, steps(transcript, &answers.names)] }
}
