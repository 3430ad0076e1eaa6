//! Reading a `.pb` file.

use std::collections::{HashMap, HashSet};

use csv::StringRecord;

use super::{BALLOT, Ballot, Entry, File, PROJECT, Refusal, VoteType};
use crate::money::{Decimal, MOST, Money};

/// The most points on one ballot, in their smallest unit.
const MOST_POINTS: u64 = 1 << 31;

/// Reads a file.
pub fn read(text: &str) -> Result<File, Refusal> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut rows = Rows::new(text);
    let meta = rows.meta()?;
    let of = |key: &str| meta.iter().find(|row| row.key == key);
    let vote_type = vote_type(of("vote_type"), rows.line)?;
    let budget = of("budget").ok_or_else(|| refuse(rows.line, "META has no budget"))?;
    let amount = Decimal::read(&budget.value)
        .ok_or_else(|| refuse(budget.line, format!("the budget is not an amount: {}", budget.value)))?;
    let (project_heads, projects) = rows.projects()?;

    let decimals = projects.iter().map(|project| project.price.decimals()).fold(amount.decimals(), u32::max);
    // What is not whole is counted, and written, in cents or finer.
    let decimals = if decimals == 1 { 2 } else { decimals };
    let money = Money { decimals };
    let scaled = |amount: Decimal, line, what: &str| {
        let most = money.text(MOST);
        amount.scaled(decimals, MOST).ok_or_else(|| refuse(line, format!("{what} is more than {most}")))
    };
    let budget = scaled(amount, budget.line, "the budget")?;
    let mut entries = Vec::with_capacity(projects.len());
    for Priced { line, entry, price } in projects {
        entries.push(Entry { cost: scaled(price, line, &format!("the cost of {}", entry.id))?, ..entry });
    }
    let Cast { heads: ballot_heads, ballots, points_decimals, mut notes } =
        rows.votes(vote_type, &entries)?;
    let announced = |key: &str, found: usize, what: &str| {
        let said = of(key)?.value.parse::<usize>().ok().filter(|&said| said != found)?;
        Some(format!("META announces {said} {what}, and {found} are there"))
    };
    notes.extend(announced("num_projects", entries.len(), "projects"));
    notes.extend(announced("num_votes", ballots.len(), "votes"));
    let meta = meta.into_iter().map(|row| (row.key, row.value)).collect();
    let projects = entries;
    Ok(File {
        meta,
        vote_type,
        money,
        budget,
        projects,
        project_heads,
        ballots,
        ballot_heads,
        points_decimals,
        notes,
    })
}

fn refuse(line: u64, reason: impl Into<String>) -> Refusal {
    Refusal { line, reason: reason.into() }
}

fn vote_type(row: Option<&Meta>, line: u64) -> Result<VoteType, Refusal> {
    let row = row.ok_or_else(|| refuse(line, "META has no vote_type"))?;
    Ok(match row.value.to_lowercase().as_str() {
        "approval" => VoteType::Approval,
        "choose-1" => VoteType::ChooseOne,
        "ordinal" => VoteType::Ordinal,
        "cumulative" => VoteType::Cumulative,
        "scoring" => VoteType::Scoring,
        other => {
            let known = "approval, choose-1, ordinal, cumulative or scoring";
            return Err(refuse(row.line, format!("vote_type is {other}, not {known}")));
        }
    })
}

/// A line of `META`.
struct Meta {
    line: u64,
    key: String,
    value: String,
}

/// A project whose cost is not scaled yet.
struct Priced {
    line: u64,
    entry: Entry,
    price: Decimal,
}

/// The rows of a file, one after the other; empty ones are passed over.
struct Rows<'a> {
    reader: csv::Reader<&'a [u8]>,
    row: StringRecord,
    /// The line where the row begins, or the file ends.
    line: u64,
    ended: bool,
}

/// What stands under VOTES.
struct Cast {
    heads: Vec<String>,
    ballots: Vec<Ballot>,
    points_decimals: u32,
    notes: Vec<String>,
}

/// A section's heads.
struct Heads {
    names: Vec<String>,
    section: &'static str,
    line: u64,
}

impl Heads {
    fn find(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|head| head == name)
    }

    /// The columns that are not among those known, and what they are called.
    fn more(&self, known: &[&str]) -> (Vec<usize>, Vec<String>) {
        let more = self.names.iter().enumerate();
        more.filter(|(at, name)| !known.contains(&name.as_str()) || self.find(name) != Some(*at))
            .map(|(at, name)| (at, name.clone()))
            .unzip()
    }

    fn must(&self, name: &str) -> Result<usize, Refusal> {
        let section = self.section;
        self.find(name).ok_or_else(|| refuse(self.line, format!("{section} has no column {name}")))
    }
}

impl<'a> Rows<'a> {
    fn new(text: &'a str) -> Self {
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.delimiter(b';').has_headers(false).flexible(true).from_reader(text.as_bytes());
        Self { reader, row: StringRecord::new(), line: 1, ended: false }
    }

    /// The next row. At the end `false`.
    fn next(&mut self) -> Result<bool, Refusal> {
        loop {
            let more = self
                .reader
                .read_record(&mut self.row)
                .map_err(|error| refuse(self.line, error.to_string()))?;
            self.line = if more {
                self.row.position().map_or(0, csv::Position::line)
            } else {
                self.reader.position().line()
            };
            self.ended = !more;
            if self.row.iter().any(|cell| cell.contains("\nPROJECTS") || cell.contains("\nVOTES")) {
                return Err(refuse(self.line, "a quotation mark is opened in this row and never closed"));
            }
            if !more || self.row.iter().any(|cell| !cell.trim().is_empty()) {
                return Ok(more);
            }
        }
    }

    /// The next row of a section, whose heads are known. `false` where the next section begins, or the file ends.
    fn within(&mut self, heads: &Heads) -> Result<bool, Refusal> {
        if !self.next()? || section(&self.row).is_some() {
            return Ok(false);
        }
        let (cells, known) = (self.row.len(), heads.names.len());
        if self.row.iter().skip(known).any(|cell| !cell.trim().is_empty()) {
            return Err(refuse(self.line, format!("{cells} cells in a row, under {known} heads")));
        }
        Ok(true)
    }

    fn cells(&self, places: &[usize]) -> Vec<String> {
        places.iter().map(|&at| self.cell(at).to_owned()).collect()
    }

    fn cell(&self, at: usize) -> &str {
        self.row.get(at).unwrap_or("").trim()
    }

    /// The heads of the section that should begin at this row.
    fn begin(&mut self, name: &'static str) -> Result<Heads, Refusal> {
        let found = self.row.get(0).map(str::trim).unwrap_or_default().to_owned();
        if section(&self.row) != Some(name) {
            return Err(refuse(self.line, format!("the section {name} should begin here, not \"{found}\"")));
        }
        if !self.next()? {
            return Err(refuse(self.line, format!("{name} has no row of heads")));
        }
        let names = self.row.iter().map(|head| head.trim().to_lowercase()).collect();
        Ok(Heads { names, section: name, line: self.line })
    }

    fn meta(&mut self) -> Result<Vec<Meta>, Refusal> {
        self.next()?;
        let heads = self.begin("META")?;
        let mut meta: Vec<Meta> = Vec::new();
        while self.within(&heads)? {
            let row =
                Meta { line: self.line, key: self.cell(0).to_lowercase(), value: self.cell(1).to_owned() };
            let before = meta.iter().find(|before| before.key == row.key && before.value != row.value);
            if let Some(before) = before.filter(|_| ["budget", "vote_type"].contains(&row.key.as_str())) {
                return Err(refuse(
                    row.line,
                    format!("{} is given again, after line {}", row.key, before.line),
                ));
            }
            meta.push(row);
        }
        Ok(meta)
    }

    /// What further columns are called, and the projects. Costs are not scaled yet.
    fn projects(&mut self) -> Result<(Vec<String>, Vec<Priced>), Refusal> {
        let heads = self.begin("PROJECTS")?;
        let (id, cost) = (heads.must("project_id")?, heads.must("cost")?);
        let (name, selected) = (heads.find("name"), heads.find("selected"));
        let (more, more_heads) = heads.more(&PROJECT);
        let mut ids = HashMap::new();
        let mut projects = Vec::new();
        while self.within(&heads)? {
            let id = self.cell(id).to_owned();
            if id.is_empty() || id.contains(',') {
                return Err(refuse(self.line, format!("\"{id}\" cannot be a project_id")));
            }
            if let Some(line) = ids.insert(id.clone(), self.line) {
                return Err(refuse(self.line, format!("the project {id} is there already, in line {line}")));
            }
            let price = Decimal::read(self.cell(cost)).ok_or_else(|| {
                refuse(self.line, format!("the cost of {id} is not an amount: \"{}\"", self.cell(cost)))
            })?;
            let name = name.map(|name| self.cell(name).to_owned()).unwrap_or_default();
            let selected = selected.map(|selected| self.cell(selected));
            let selected = selected.and_then(|cell| ["0", "1"].contains(&cell).then_some(cell == "1"));
            let entry = Entry { id, name, cost: 0, selected, more: self.cells(&more) };
            projects.push(Priced { line: self.line, entry, price });
        }
        Ok((more_heads, projects))
    }

    /// The ballots, the decimals of their points, and what is odd about them.
    fn votes(&mut self, kind: VoteType, projects: &[Entry]) -> Result<Cast, Refusal> {
        let heads = self.begin("VOTES")?;
        let (voter, vote) = (heads.find("voter_id"), heads.must("vote")?);
        let (more, more_heads) = heads.more(if kind.has_points() { &BALLOT } else { &BALLOT[..2] });
        let points = if kind.has_points() { Some(heads.must("points")?) } else { None };
        let places: HashMap<&str, u32> =
            projects.iter().map(|project| project.id.as_str()).zip(0..).collect();
        let mut voters = HashSet::new();
        let (mut ballots, mut notes) = (Vec::new(), Vec::new());
        let mut given: Vec<(u64, Vec<Decimal>)> = Vec::new();
        while self.within(&heads)? {
            let voter = voter.map(|voter| self.cell(voter).to_owned()).unwrap_or_default();
            if !voter.is_empty() && !voters.insert(voter.clone()) {
                notes.push(format!(
                    "line {}: voter {voter} is there twice; both ballots are counted",
                    self.line
                ));
            }
            let named = self.named(vote, &places)?;
            if kind == VoteType::ChooseOne && named.len() > 1 {
                return Err(refuse(self.line, format!("{} projects on a ballot for one", named.len())));
            }
            if let Some(points) = points {
                given.push((self.line, self.points(points, named.len())?));
            }
            let more = self.cells(&more);
            ballots.push(Ballot { voter, projects: named, points: Vec::new(), more });
        }
        if !self.ended {
            return Err(refuse(self.line, "nothing should follow VOTES"));
        }
        let decimals =
            given.iter().flat_map(|(_, points)| points).map(|points| points.decimals()).max().unwrap_or(0);
        for (ballot, (line, points)) in ballots.iter_mut().zip(given) {
            let scaled =
                points.iter().map(|points| Some(points.scaled(decimals, MOST_POINTS)? as u32)).collect();
            let scaled: Option<Vec<u32>> = scaled;
            let scaled = scaled.filter(|all| all.iter().copied().map(u64::from).sum::<u64>() <= MOST_POINTS);
            ballot.points = scaled.ok_or_else(|| refuse(line, "more points than can be counted"))?;
        }
        Ok(Cast { heads: more_heads, ballots, points_decimals: decimals, notes })
    }

    /// The projects named in a cell.
    fn named(&self, cell: usize, places: &HashMap<&str, u32>) -> Result<Vec<u32>, Refusal> {
        let mut named = Vec::new();
        for id in self.cell(cell).split(',').map(str::trim).filter(|id| !id.is_empty()) {
            let place =
                *places.get(id).ok_or_else(|| refuse(self.line, format!("there is no project {id}")))?;
            if named.contains(&place) {
                return Err(refuse(self.line, format!("the ballot names {id} twice")));
            }
            named.push(place);
        }
        Ok(named)
    }

    /// The points in a cell, as many as projects are named.
    fn points(&self, cell: usize, named: usize) -> Result<Vec<Decimal>, Refusal> {
        let cells = self.cell(cell).split(',').map(str::trim).filter(|points| !points.is_empty());
        let points = cells.map(|points| Decimal::read(points).ok_or(points)).collect::<Result<Vec<_>, _>>();
        let points =
            points.map_err(|points| refuse(self.line, format!("\"{points}\" is no number of points")))?;
        if points.len() == named {
            return Ok(points);
        }
        Err(refuse(self.line, format!("{} numbers of points for {named} projects", points.len())))
    }
}

/// The section whose name a row is.
fn section(row: &StringRecord) -> Option<&'static str> {
    let mut cells = row.iter().map(str::trim);
    let name = cells.next()?;
    if cells.any(|cell| !cell.is_empty()) {
        return None;
    }
    ["META", "PROJECTS", "VOTES"].into_iter().find(|section| name.eq_ignore_ascii_case(section))
}
