//! A finished count, for programs and for people.

use serde_json::{Map, Value, json};
use tally::{Amount, Count, Event, Lot, Settled, Step, Tie, Transcript};

use super::source::Source;
use crate::{Report, Table};

/// A count with what it was a count of.
pub(super) struct Counted<'a> {
    pub(super) method: String,
    pub(super) seats: usize,
    pub(super) source: &'a Source,
    pub(super) lot: &'a Lot,
    pub(super) count: Count,
}

impl Counted<'_> {
    pub(super) fn report(&self) -> Report {
        Report {
            json: self.json(),
            tables: vec![self.standing(), steps(&self.count.transcript, self.options())],
        }
    }

    fn options(&self) -> &[String] {
        self.source.options()
    }

    fn json(&self) -> Value {
        let options = self.options();
        let mut json = json!({
            "method": self.method,
            "seats": self.seats,
            "winners": names(&self.count.winners, options),
            "complete": !self.count.is_open(),
            "ballots": self.source.cast(),
            "abstentions": self.source.abstained(),
            "lot": lot(self.lot, options),
            "rounds": rounds(&self.count.transcript, options),
            "ties": self.count.transcript.ties().map(|tie| tie_of(tie, options)).collect::<Value>(),
        });
        for step in &self.count.transcript.steps {
            match &step.event {
                Event::Compare(rows) => json["pairwise"] = matrix(rows, options),
                Event::Paths(rows) => json["paths"] = matrix(rows, options),
                Event::Smith(set) => json["smith"] = names(set, options),
                _ => {}
            }
        }
        json
    }

    /// Who is elected, and what each option held in the end.
    fn standing(&self) -> Table {
        let options = self.options();
        let winners: Vec<&str> = self.count.winners.iter().map(|&at| options[at].as_str()).collect();
        let caption = if winners.is_empty() {
            "Nobody is elected".into()
        } else {
            format!("Elected: {}", winners.join(", "))
        };
        let mut table = Table::new(caption, ["option", "votes", ""]);
        if let Some(last) = self.count.transcript.steps.last() {
            let figures = &last.figures;
            for (option, name) in options.iter().enumerate() {
                let votes = figures
                    .votes
                    .get(option)
                    .copied()
                    .flatten()
                    .map_or_else(String::new, |votes| votes.to_string());
                let state = figures.states.get(option).map_or("", |state| state.word());
                table.row([name.as_str(), &votes, state]);
            }
        }
        table.note = if self.count.is_open() {
            "A tie is left open. Declare a lot, --seed TEXT or --listed, and count again.".into()
        } else {
            String::new()
        };
        table
    }
}

/// The steps as sentences.
pub(super) fn steps(transcript: &Transcript, names: &[String]) -> Table {
    let mut table = Table::new("How it was counted", ["round", "what happened"]);
    let name = |at: usize| names.get(at).cloned().unwrap_or_default();
    for step in &transcript.steps {
        table.row([step.round.to_string(), step.sentence(&name)]);
    }
    table
}

/// The steps as data.
pub(super) fn rounds(transcript: &Transcript, names: &[String]) -> Value {
    transcript.steps.iter().map(|step| round(step, names)).collect()
}

fn round(step: &Step, names: &[String]) -> Value {
    let figures = &step.figures;
    let name = |at: usize| names.get(at).cloned().unwrap_or_default();
    let text = |amount: Option<Amount>| amount.map(|amount| amount.to_string());
    let by_name = |values: Vec<Option<String>>| -> Map<String, Value> {
        let named = values.into_iter().enumerate().filter_map(|(at, value)| Some((name(at), value?.into())));
        named.collect()
    };
    let mut round = json!({
        "round": step.round,
        "action": step.event.word(),
        "sentence": step.sentence(&name),
        "votes": by_name(figures.votes.iter().map(|&votes| text(votes)).collect()),
        "quota": text(figures.quota),
    });
    if let Event::Elect(option) | Event::Unpend(option) | Event::Defeat(option) | Event::Transfer(option) =
        step.event
    {
        round["option"] = name(option).into();
    }
    if !figures.states.is_empty() {
        round["states"] =
            by_name(figures.states.iter().map(|state| Some(state.word().to_owned())).collect()).into();
    }
    let amounts = [("exhausted", figures.exhausted), ("lost", figures.lost), ("surplus", figures.surplus)];
    for (key, amount) in amounts.into_iter().filter(|(_, amount)| amount.is_some()) {
        round[key] = text(amount).into();
    }
    if !figures.keep.is_empty() {
        round["keep"] = by_name(figures.keep.iter().map(|&keep| text(Some(keep))).collect()).into();
    }
    let shown = figures.votes.iter().flatten().chain(&figures.keep).chain(figures.quota.iter());
    if shown.copied().any(Amount::is_rounded) {
        round["rounded"] = "The count works with more than these decimals say; they are the nearest.".into();
    }
    round
}

fn tie_of(tie: &Tie, options: &[String]) -> Value {
    let mut json = json!({
        "round": tie.round,
        "about": tie.about.word(),
        "options": names(&tie.options, options),
        "taken": names(&tie.taken, options),
        "by": tie.by.word(),
    });
    if let Settled::Earlier(round) = tie.by {
        json["earlier_round"] = round.into();
    }
    json
}

fn lot(lot: &Lot, options: &[String]) -> Value {
    match lot {
        Lot::Undeclared => Value::Null,
        Lot::Order(order) => json!({ "order": names(order, options) }),
        Lot::Seed(seed) => json!({ "seed": seed }),
    }
}

fn names(at: &[usize], options: &[String]) -> Value {
    at.iter().map(|&option| options[option].as_str()).collect()
}

/// Row over column, without an option over itself.
fn matrix(rows: &[Vec<u64>], options: &[String]) -> Value {
    let row = |one: usize, cells: &[u64]| -> Map<String, Value> {
        let others = options.iter().zip(cells).enumerate().filter(|(other, _)| *other != one);
        others.map(|(_, (name, &cell))| (name.clone(), cell.into())).collect()
    };
    let named = options.iter().zip(rows).enumerate();
    Value::Object(named.map(|(one, (name, cells))| (name.clone(), row(one, cells).into())).collect())
}
