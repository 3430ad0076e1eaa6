//! `groundswell lab contributions`.

mod answer;
mod json;
mod sentence;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use network::contributions::{Contributions as Work, Plan};
use network::matching::Aim;
use network::read::{csv, kumu, map, plan};

use super::map::read_map;
use crate::{Report, Stopwatch, Table, read_text};
use answer::Answer;

/// What `lab contributions` is asked.
#[derive(Debug, Args)]
pub(crate) struct Contributions {
    /// A plan as JSON; or a map of typed members: Kumu's JSON, a workbook of Kumu's form (.xlsx), a .graphml, or the members
    /// as CSV
    file: PathBuf,
    /// The ties of the members as CSV
    ties: Option<PathBuf>,
    /// Let nobody give a larger share of the free hours than must be
    #[arg(long)]
    even_load: bool,
}

impl Contributions {
    pub(crate) fn run(&self, stopwatch: &mut Stopwatch) -> Result<Report> {
        let plan = self.plan()?;
        let aim = if self.even_load { Aim::EvenLoad } else { Aim::Fit };
        let checked = || -> Result<_> {
            let work =
                Work::new(&plan).with_context(|| format!("{} does not fit together", self.file.display()))?;
            let answer = Answer::of(&work, aim);
            Ok((work, answer))
        };
        let (work, answer) = stopwatch.time(checked)?;
        Ok(Report { json: json::json(&work, &answer), tables: tables(&work, &answer) })
    }

    fn plan(&self) -> Result<Plan> {
        let cannot = |path: &Path| format!("{} cannot be read", path.display());
        let is_json = self.file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
        if is_json {
            let text = read_text(&self.file)?;
            if !kumu::is_map(&text) {
                return plan::read(&text).with_context(|| cannot(&self.file));
            }
        }
        let table = match &self.ties {
            None => read_map(&self.file)?,
            Some(ties) => csv::read(Some(&read_text(&self.file)?), &read_text(ties)?, None).map_err(
                |(file, error)| {
                    let path = if file == csv::File::Nodes { &self.file } else { ties };
                    anyhow::Error::new(error).context(cannot(path))
                },
            )?,
        };
        let (plan, passed_over) = map::plan(&table).with_context(|| cannot(&self.file))?;
        if passed_over > 0 {
            eprintln!("{passed_over} of {} ties say nothing of contributions", table.ties.len());
        }
        Ok(plan)
    }
}

fn tables(work: &Work, answer: &Answer) -> Vec<Table> {
    let names = work.organisations();
    let outcomes = work.outcomes();
    let mut findings = Table::new("What people should know", ["matters", "finding"]);
    for finding in &answer.findings {
        findings.row([sentence::severity(finding.severity), &sentence::of_finding(finding)]);
    }
    let mut coverage =
        Table::new("Outcomes", ["outcome", "state", "activities", "organisations", "hours", "leads"]);
    for (outcome, cover) in outcomes.iter().zip(&answer.coverage.outcomes) {
        coverage.row([
            (*outcome).to_owned(),
            json::cover(cover.cover).to_owned(),
            cover.active_activities.to_string(),
            cover.organisations.to_string(),
            format!("{:.1}", cover.hours),
            cover.distinct_leads.to_string(),
        ]);
    }
    let heads = ["organisation".to_owned()]
        .into_iter()
        .chain(answer.order.1.iter().map(|&at| outcomes[at].to_owned()));
    let mut matrix = Table::new("Hours of each organisation for each outcome", heads);
    let rows: Vec<&[f64]> = work.matrix().collect();
    for &at in &answer.order.0 {
        let hours = answer.order.1.iter().map(|&outcome| rows[at][outcome]);
        let cells = hours.map(|hours| if hours > 0.0 { format!("{hours:.1}") } else { String::new() });
        matrix.row([names[at].to_owned()].into_iter().chain(cells));
    }
    let matching = &answer.matching;
    let caption = format!("Who could give: {} of {} blocks", matching.blocks_filled, matching.blocks_needed);
    let mut proposals = Table::new(caption, ["organisation", "activity", "strength", "hours", "why"]);
    for proposal in &matching.proposals {
        let (activity, strength) = work.need(proposal.need);
        let why: Vec<String> = proposal.reasons.iter().map(sentence::of_reason).collect();
        proposals.row([
            names[proposal.organisation].to_owned(),
            activity.to_owned(),
            strength.to_owned(),
            format!("{}", proposal.hours),
            why.join(", "),
        ]);
    }
    proposals.note = "Proposals are invitations: nothing is given until the giver accepts.".into();
    let mut open = Table::new("What stays open", ["activity", "strength", "blocks", "why"]);
    for need in &matching.open {
        let (activity, strength) = work.need(need.need);
        open.row([activity, strength, &need.blocks.to_string(), &sentence::of_why(&need.why, &names)]);
    }
    let tables = [findings, coverage, matrix, proposals, open];
    tables.into_iter().filter(|table| !table.rows.is_empty()).collect()
}

#[cfg(test)]
mod tests;
