//! What `lab budget` prints.

use budget::{Election, EqualShares, Explanation, Money, Reason, pb};
use clap::ValueEnum;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{Budget, Completion, Counted, Rule, Utility};
use crate::{Report, Table};

/// What was asked.
pub(super) struct Asked<'a> {
    pub(super) command: &'a Budget,
    pub(super) utility: Utility,
    /// The decimals of the scores.
    pub(super) points: u32,
    pub(super) file: &'a pb::File,
    pub(super) election: &'a Election,
}

/// The answer for programs, in this order.
#[derive(Serialize)]
struct Answer {
    rule: String,
    selected: Vec<String>,
    cost: String,
    budget: String,
    explanations: Map<String, Value>,
    utility: String,
    completion: String,
    voters: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comparison: Option<Value>,
    ties: Vec<Vec<String>>,
    notes: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accounts: Option<Vec<Value>>,
}

/// What is said of a project.
#[derive(Serialize)]
struct Said {
    selected: bool,
    rate: Option<String>,
    short_by: Option<String>,
    reason: &'static str,
    supporters: u64,
    score: String,
    cost: String,
    supporters_needed: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    paid: Option<Paid>,
}

/// How supporters paid for a project with their shares.
#[derive(Serialize)]
struct Paid {
    each: String,
    in_full: u64,
    their_last: u64,
    nothing: u64,
}

pub(super) fn report(asked: &Asked, counted: &Counted) -> Report {
    let (election, outcome) = (asked.election, counted.outcome());
    let money = election.money();
    let names =
        |projects: &[u32]| projects.iter().map(|&project| asked.id(project).to_owned()).collect::<Vec<_>>();
    let explanations = (0..).zip(&outcome.explanations);
    let answer = Answer {
        rule: name(asked.command.rule),
        selected: names(&outcome.selected),
        cost: money.text(outcome.spent),
        budget: money.text(election.budget()),
        explanations: explanations
            .map(|(project, why)| (asked.id(project).to_owned(), json!(asked.said(project, why, counted))))
            .collect(),
        utility: name(asked.utility),
        completion: name(asked.command.completion),
        voters: election.voters(),
        share: counted.standing().map(|shares| money.exact(&shares.share())),
        comparison: counted
            .shares()
            .and_then(|shares| shares.comparison)
            .map(|voters| json!({"prefer_shares": voters.shares, "prefer_greedy": voters.greedy})),
        ties: outcome.ties.iter().map(|tie| names(&tie.projects)).collect(),
        notes: asked.file.notes.clone(),
        accounts: counted.standing().filter(|_| asked.command.voters).map(|shares| asked.accounts(shares)),
    };
    Report { json: json!(answer), tables: vec![asked.funded(counted), asked.others(counted)] }
}

/// A choice as it is written on the command line.
fn name(choice: impl ValueEnum) -> String {
    choice.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Funded => "funded",
        Reason::Free => "free",
        Reason::Completed => "completed",
        Reason::BelowThreshold => "below-threshold",
        Reason::BeyondBudget => "beyond-budget",
        Reason::Short => "short",
        Reason::Stopped => "stopped",
    }
}

impl Asked<'_> {
    fn id(&self, project: u32) -> &str {
        &self.election.projects()[project as usize].id
    }

    fn said(&self, project: u32, why: &Explanation, counted: &Counted) -> Said {
        let money = self.election.money();
        let payers = counted.payers(project);
        Said {
            selected: why.selected(),
            rate: why.rate.as_ref().map(ToString::to_string),
            short_by: why.short_by.as_ref().map(|short| money.exact(short)),
            reason: reason(why.reason),
            supporters: self.election.supported_by(project),
            score: Money { decimals: self.points }.text(self.election.score(project)),
            cost: money.text(self.election.projects()[project as usize].cost),
            supporters_needed: why.supporters_needed,
            paid: payers.map(|payers| Paid {
                each: money.exact(&payers.rate),
                in_full: payers.full,
                their_last: payers.rest,
                nothing: payers.nothing,
            }),
        }
    }

    /// Of every voter, in the order of the file: what they paid for what, and what is left of the share.
    fn accounts(&self, shares: &EqualShares) -> Vec<Value> {
        let money = self.election.money();
        let ballots = 0..self.election.people().len() as u32;
        let accounts: Vec<Value> = ballots
            .map(|ballot| {
                let paid = shares.payments(ballot).into_iter();
                let paid: Map<String, Value> = paid
                    .map(|(project, amount)| (self.id(project).to_owned(), json!(money.exact(&amount))))
                    .collect();
                json!({"paid": paid, "left": money.exact(&shares.left(ballot))})
            })
            .collect();
        let voters = self.file.ballots.iter().zip(self.election.ballots());
        voters
            .map(|(voter, &ballot)| {
                let account = &accounts[ballot as usize];
                json!({"voter": voter.voter, "paid": account["paid"], "left": account["left"]})
            })
            .collect()
    }

    fn funded(&self, counted: &Counted) -> Table {
        let (election, outcome) = (self.election, counted.outcome());
        let money = election.money();
        let caption = format!(
            "{} of {} projects funded for {} of {}, by {}",
            outcome.selected.len(),
            election.projects().len(),
            money.text(outcome.spent),
            money.text(election.budget()),
            self.how(),
        );
        let mut table =
            Table::new(caption, ["project", "name", "cost", "supporters", self.rate_head(counted)]);
        for &project in &outcome.selected {
            let mut cells = self.cells(project);
            cells.push(self.rate(project, counted));
            table.row(cells);
        }
        let mut notes = Vec::new();
        if let Some(shares) = counted.standing() {
            notes.push(format!("Each voter's share was {}.", money.about(&shares.share())));
        }
        if let Some(voters) = counted.shares().and_then(|shares| shares.comparison) {
            let taken = if counted.standing().is_some() { "equal shares stand" } else { "that is taken" };
            notes.push(format!(
                "{} voters prefer what equal shares bought, {} what greedy funds, so {taken}.",
                voters.shares, voters.greedy
            ));
        }
        for tie in &outcome.ties {
            let projects: Vec<&str> = tie.projects.iter().map(|&project| self.id(project)).collect();
            notes.push(format!(
                "Equally good, the first chosen by --ties {}: {}.",
                name(self.command.ties),
                projects.join(", ")
            ));
        }
        notes.extend(self.file.notes.iter().cloned());
        table.note = notes.join("\n");
        table
    }

    fn others(&self, counted: &Counted) -> Table {
        let outcome = counted.outcome();
        let money = self.election.money();
        let mut table = Table::new(
            "Not funded",
            ["project", "name", "cost", "supporters", "short by", "more supporters", "why"],
        );
        for (project, why) in (0..).zip(&outcome.explanations).filter(|(_, why)| !why.selected()) {
            let mut cells = self.cells(project);
            cells.push(why.short_by.as_ref().map(|short| money.about(short)).unwrap_or_default());
            cells.push(why.supporters_needed.map(|needed| needed.to_string()).unwrap_or_default());
            cells.push(reason(why.reason).replace('-', " "));
            table.row(cells);
        }
        table
    }

    /// The cells that both tables begin with.
    fn cells(&self, project: u32) -> Vec<String> {
        let cost = self.election.money().text(self.election.projects()[project as usize].cost);
        let name = self.file.projects[project as usize].name.chars().take(40).collect();
        vec![self.id(project).to_owned(), name, cost, self.election.supported_by(project).to_string()]
    }

    /// The rule in words.
    fn how(&self) -> String {
        match self.command.completion {
            Completion::None => name(self.command.rule),
            completion => format!("{} and {}", name(self.command.rule), name(completion)),
        }
    }

    /// What the funded are listed with.
    fn rate_head(&self, counted: &Counted) -> &'static str {
        match (self.command.rule, self.utility) {
            (_, Utility::Cost | Utility::Cardinality) if counted.standing().is_some() => "each paid",
            (_, Utility::Points | Utility::Borda) if counted.standing().is_some() => "paid a point",
            (Rule::Phragmen, _) => "when each had earned",
            (_, Utility::Cost) => "votes",
            (_, Utility::Cardinality) => "votes for each unit",
            (_, Utility::Points | Utility::Borda) => "points",
        }
    }

    fn rate(&self, project: u32, counted: &Counted) -> String {
        if let Some(payers) = counted.payers(project) {
            return self.election.money().about(&payers.rate);
        }
        let rate = counted.outcome().explanations[project as usize].rate.as_ref();
        let text =
            rate.map(|rate| if rate.is_integer() { rate.to_string() } else { Money::default().about(rate) });
        text.unwrap_or_default()
    }
}
