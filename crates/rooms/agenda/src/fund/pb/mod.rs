//! A shared budget as a `.pb` file of Pabulib: what every count is made from, what everybody can download and count again,
//! and how budgets that were held elsewhere come in.

pub(crate) mod load;
pub(crate) mod page;
pub(crate) mod store;

use std::collections::HashMap;

use ::store::Read;
use budget::pb::{Ballot, Entry, File};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use kernel::{Error, InitiativeId, Result};
use serde::{Deserialize, Serialize};

use super::ballot::store::Kept;
use super::ballot::{self, PART};
use super::{Fund, Rule, Way, store as funds};
use crate::project::{self, Project};

/// What a file says that has no place of its own here, so that it leaves as it came.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Said {
    pub(crate) meta: Vec<(String, String)>,
    pub(crate) project_heads: Vec<String>,
    /// The ids of projects that have no name there, and are called by their id here.
    pub(crate) unnamed: Vec<String>,
    pub(crate) ballot_heads: Vec<String>,
    pub(crate) points_decimals: u32,
}

/// A fund on its way into a file.
pub(crate) struct Written {
    /// Everything but the ballots.
    pub(crate) file: File,
    /// The place of each project in the file, by its number.
    places: HashMap<i64, u32>,
    /// Whether voters keep the names that they had in the file it came in.
    imported: bool,
    ballots: u64,
}

/// The fund as a file, without its ballots yet.
pub(crate) async fn written(read: &mut Read, initiative: InitiativeId, fund: &Fund) -> Result<Written> {
    let kept = funds::kept(read, initiative, fund.number).await?;
    let said: Said = if kept.is_empty() { Said::default() } else { list(&kept)? };
    let projects = project::store::accepted(read, initiative, fund.number).await?;
    let (ballots, _) = funds::ballots(read, initiative, fund.number).await?;
    let meta = if fund.is_imported() { said.meta } else { meta(fund, projects.len(), ballots) };
    let places = (0..).zip(&projects).map(|(place, project)| (project.number, place)).collect();
    let entry = |project: Project| -> Result<Entry> {
        Ok(Entry {
            name: if said.unnamed.contains(&project.code) { String::new() } else { project.title },
            id: project.code,
            cost: project.cost as u64,
            selected: project.selected,
            more: if project.more.is_empty() { Vec::new() } else { list(&project.more)? },
        })
    };
    let file = File {
        meta,
        vote_type: fund.way.vote_type(),
        money: fund.money(),
        budget: fund.amount as u64,
        projects: projects.into_iter().map(entry).collect::<Result<_>>()?,
        project_heads: said.project_heads,
        ballots: Vec::new(),
        ballot_heads: said.ballot_heads,
        points_decimals: said.points_decimals,
        notes: Vec::new(),
    };
    Ok(Written { file, places, imported: fund.is_imported(), ballots: 0 })
}

/// JSON that this room wrote.
fn list<T: for<'a> Deserialize<'a>>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| Error::Internal(error.to_string()))
}

/// What a file begins with, of a fund that was held here: <https://pabulib.org/format>.
fn meta(fund: &Fund, projects: usize, ballots: i64) -> Vec<(String, String)> {
    let day = |at: Timestamp| at.to_zoned(TimeZone::UTC).date().strftime("%d.%m.%Y").to_string();
    let line = |key: &str, value: String| (key.to_owned(), value);
    let mut meta = vec![
        line("description", fund.title.clone()),
        line("instance", fund.opens_at.to_zoned(TimeZone::UTC).year().to_string()),
        line("num_projects", projects.to_string()),
        line("num_votes", ballots.to_string()),
        line("budget", fund.money().text(fund.amount as u64)),
        line("vote_type", fund.way.word().to_owned()),
    ];
    let rule = fund.rule.map(|rule| match rule {
        Rule::Shares => "equalshares/add1",
        Rule::Greedy => "greedy",
        Rule::Phragmen => "phragmen",
    });
    meta.extend(rule.map(|rule| line("rule", rule.to_owned())));
    meta.push(line("date_begin", day(fund.opens_at)));
    meta.push(line("date_end", day(crate::day::last(fund.closes_at))));
    meta.push(line("currency", fund.currency.clone()));
    if fund.most > 0 {
        let key = if fund.way == Way::Points { "max_sum_points" } else { "max_length" };
        meta.push(line(key, fund.most.to_string()));
    }
    meta
}

impl Written {
    /// A ballot in the file. Whoever voted here is a number that begins anew in each file.
    pub(crate) fn ballot(&mut self, kept: Kept) -> Result<Ballot> {
        self.ballots += 1;
        let ballot::Ballot { projects, points } = ballot::Ballot::read(&kept.projects, &kept.points);
        Ok(Ballot {
            voter: if self.imported { kept.code } else { self.ballots.to_string() },
            projects: projects.iter().filter_map(|number| self.places.get(number).copied()).collect(),
            points: points.into_iter().filter_map(|points| u32::try_from(points).ok()).collect(),
            more: if kept.more.is_empty() { Vec::new() } else { list(&kept.more)? },
        })
    }

    /// The number of the project at a place in the file.
    pub(crate) fn numbers(&self) -> Vec<i64> {
        let mut numbers: Vec<(u32, i64)> =
            self.places.iter().map(|(&number, &place)| (place, number)).collect();
        numbers.sort_unstable();
        numbers.into_iter().map(|(_, number)| number).collect()
    }
}

/// The fund as a file with what is needed to count it: ballots without whatever else is known of voters.
pub(crate) async fn to_count(read: &mut Read, initiative: InitiativeId, fund: &Fund) -> Result<Written> {
    let mut written = written(read, initiative, fund).await?;
    let mut after = -1;
    loop {
        let part = ballot::store::of_fund(read, initiative, fund.number, after, PART).await?;
        let Some(last) = part.last() else { return Ok(written) };
        after = last.voter;
        for kept in part {
            let bare = Kept { code: String::new(), more: String::new(), ..kept };
            let ballot = written.ballot(bare)?;
            written.file.ballots.push(ballot);
        }
    }
}
