//! A budget that was held elsewhere, from its `.pb` file: read and counted as a whole first, then written in acts that can be
//! run again.

use ::store::{Sql, Tx, Value};
use async_trait::async_trait;
use budget::pb::{self, File};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use journal::Tell;
use kernel::{Act, Context, Error, InitiativeId, Owner, Problem, Result, Told, next_number};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Said, store};
use crate::allocation::{self, Allocation, acts::linked};
use crate::fund::ballot::Ballot;
use crate::fund::{self, Fund, FundId, IMPORT, Tied, Voters, Way, acts::put};
use crate::project::{self, ProjectId};

/// Rows written in one transaction: enough to be fast, few enough to let others write in between.
const CHUNK: usize = 5_000;
/// The longest title taken from a file, in characters.
const TITLE: usize = 300;

/// Brings in a budget that was held elsewhere, and counts it under every rule. It answers the fund's number.
///
/// If anything in the file is wrong, [`kernel::Error::Invalid`] says in which line, and nothing is written. Whoever is
/// interrupted starts the same import again: the same file never makes a second fund.
pub async fn import_pb(cx: &Context, file: Vec<u8>) -> Result<i64> {
    // Asked once, before anything is read; the acts below are parts of this.
    cx.may(&IMPORT, Owner::Nobody)?;
    let source = hex::encode(Sha256::digest(&file));
    // Many acts of one import: none of them is a repetition of another.
    let cx = &Context { repeat: None, ..cx.clone() };
    let wrong = |why: String| Error::from(Problem::new("file", "problem-pb").with("why", why));
    let reading = tokio::task::spawn_blocking(move || -> Result<(File, Vec<Allocation>), String> {
        let text = String::from_utf8(file).map_err(|_| "not UTF-8".to_owned())?;
        let file = pb::read(&text).map_err(|refusal| refusal.to_string())?;
        let election = file.election(file.weights()).map_err(|unfit| unfit.to_string())?;
        let numbers: Vec<i64> = (1..=file.projects.len() as i64).collect();
        let allocations = allocation::counted(&election, &numbers, Tied::Votes);
        Ok((file, allocations))
    });
    let read = reading.await.map_err(|error| Error::Internal(error.to_string()))?;
    let (file, allocations) = read.map_err(wrong)?;
    let begun = cx.execute(Begin { fund: fund(cx, &file, source), kept: kept(&file)? }).await?;
    if begun.published {
        return Ok(begun.fund);
    }
    for (sql, mut rows) in rows(&file, cx.initiative()?, begun.fund, cx.now()) {
        while rows.len() > 0 {
            let chunk: Vec<_> = rows.by_ref().take(CHUNK).collect();
            cx.execute(Load { sql, rows: chunk }).await?;
        }
    }
    let roll = [file.ballots.len() as i64, file.projects.len() as i64];
    cx.execute(Publish { fund: begun.fund, roll, allocations }).await?;
    Ok(begun.fund)
}

/// What a file says of the whole fund.
fn fund(cx: &Context, file: &File, source: String) -> Fund {
    let text = |key: &str| file.meta(key).unwrap_or_default().trim();
    let name = ["description", "unit", "instance"].into_iter().map(text).find(|name| !name.is_empty());
    let places = ["country", "unit", "subunit", "district", "instance"].into_iter().map(text);
    let places: Vec<&str> = places.filter(|place| !place.is_empty()).collect();
    let day = |key: &str| moment(text(key)).filter(|at| *at <= cx.now());
    let opens_at = day("date_begin").or_else(|| day("date_end")).unwrap_or(cx.now());
    let whole_day = SignedDuration::from_hours(24);
    let last = day("date_end").unwrap_or(opens_at).max(opens_at);
    let closes_at = (last + whole_day).min(cx.now());
    let way = Way::ALL.iter().copied().find(|way| way.vote_type() == file.vote_type);
    let most = if file.vote_type.has_points() { text("max_sum_points") } else { text("max_length") };
    Fund {
        id: FundId::new(),
        number: 0,
        title: name.unwrap_or(".pb").chars().take(TITLE).collect(),
        description: [places.join(", ").as_str(), text("comment")].join("\n").trim().to_owned(),
        currency: text("currency").chars().take(12).collect(),
        decimals: file.money.decimals.into(),
        amount: file.budget as i64,
        voters: Voters::Link,
        way: way.unwrap_or(Way::Approval),
        most: most.parse().unwrap_or_default(),
        proposals_until: None,
        opens_at,
        closes_at,
        rule: None,
        ties: Tied::Votes,
        rule_why: String::new(),
        rule_by: String::new(),
        rule_at: None,
        opened_by: cx.actor.name.clone(),
        opened_at: cx.now(),
        counted_at: None,
        source,
    }
}

/// A day as such files write it: `31.12.2019`, `2019-12-31`, or the year alone.
fn moment(text: &str) -> Option<Timestamp> {
    let day = ["%d.%m.%Y", "%Y-%m-%d"].into_iter().find_map(|form| Date::strptime(form, text).ok());
    let day = day.or_else(|| Date::new(text.parse().ok()?, 1, 1).ok())?;
    day.to_zoned(TimeZone::UTC).ok().map(|day| day.timestamp())
}

/// What has no place of its own here, as JSON.
fn kept(file: &File) -> Result<String> {
    json(&Said {
        meta: file.meta.clone(),
        project_heads: file.project_heads.clone(),
        unnamed: file
            .projects
            .iter()
            .filter(|entry| entry.name.is_empty())
            .map(|entry| entry.id.clone())
            .collect(),
        ballot_heads: file.ballot_heads.clone(),
        points_decimals: file.points_decimals,
    })
}

fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::Internal(error.to_string()))
}

/// Rows on their way into the database.
type Rows<'a> = Box<dyn ExactSizeIterator<Item = Vec<Value>> + Send + 'a>;

/// Every row to write, made as it is asked for: a large city has a hundred thousand ballots.
fn rows(file: &File, initiative: InitiativeId, fund: i64, at: Timestamp) -> [(&'static Sql, Rows<'_>); 2] {
    let key = move |rest: &[Value]| [&[initiative.into(), fund.into()], rest].concat();
    // What was text is text in JSON, whatever it holds.
    let list = |cells: &[String]| {
        if cells.is_empty() { String::new() } else { serde_json::json!(cells).to_string() }
    };
    let described = file.project_heads.iter().position(|head| head == "description");
    let projects = file.projects.iter().enumerate().map(move |(at_row, entry)| {
        let text = described.and_then(|head| entry.more.get(head)).map_or("", String::as_str);
        let name = if entry.name.is_empty() { entry.id.as_str() } else { entry.name.as_str() };
        key(&[
            ProjectId::new().into(),
            (at_row as i64 + 1).into(),
            entry.id.as_str().into(),
            name.into(),
            text.into(),
            (entry.cost as i64).into(),
            at.into(),
            entry.selected.into(),
            list(&entry.more).into(),
        ])
    });
    let ballots = file.ballots.iter().enumerate().map(move |(at_row, ballot)| {
        let projects: Vec<i64> = ballot.projects.iter().map(|place| i64::from(*place) + 1).collect();
        let points: Vec<i64> = ballot.points.iter().map(|points| i64::from(*points)).collect();
        key(&[
            (at_row as i64 + 1).into(),
            Ballot::written(&projects).into(),
            Ballot::written(&points).into(),
            ballot.voter.as_str().into(),
            list(&ballot.more).into(),
        ])
    });
    [(store::PROJECT, Box::new(projects)), (store::BALLOT, Box::new(ballots))]
}

/// Makes the fund, unseen, or finds the one that the same file began.
struct Begin {
    fund: Fund,
    kept: String,
}

/// Where an import stands.
#[derive(Serialize, Deserialize)]
struct Begun {
    fund: i64,
    published: bool,
}

#[async_trait]
impl Act for Begin {
    type Out = Begun;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<Begun> {
        let initiative = cx.initiative()?;
        if let Some((fund, published)) = store::begun(tx, initiative, &self.fund.source).await? {
            return Ok(Begun { fund, published });
        }
        let fund = Fund { number: next_number(tx, initiative, "fund").await?, ..self.fund.clone() };
        fund::store::insert(tx, initiative, &fund, &self.kept, false).await?;
        Ok(Begun { fund: fund.number, published: false })
    }
}

/// Writes some rows; those that are there already stay as they are.
struct Load {
    sql: &'static Sql,
    rows: Vec<Vec<Value>>,
}

#[async_trait]
impl Act for Load {
    type Out = ();

    async fn run(&self, _: &Context, tx: &mut Tx) -> Result<()> {
        tx.run_each(self.sql, &self.rows).await?;
        Ok(())
    }
}

/// Lets everybody see it with what was counted: the one short act that the journal tells of.
struct Publish {
    fund: i64,
    /// How many voted, and on how many projects.
    roll: [i64; 2],
    allocations: Vec<Allocation>,
}

#[async_trait]
impl Act for Publish {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let initiative = cx.initiative()?;
        if !store::publish(tx, initiative, self.fund, self.roll).await? {
            return Ok(());
        }
        let fund = fund::store::numbered(tx, initiative, self.fund).await?.ok_or(Error::Missing)?;
        put(cx, tx, &fund).await?;
        let projects = project::store::all(tx, initiative, fund.number).await?;
        for project in &projects {
            project::acts::put(cx, tx, project).await?;
        }
        allocation::acts::keep(cx, tx, &fund, &self.allocations).await?;
        let told = Told::new("fund.imported", fund.about(), &fund.title).change(None, &fund.source);
        cx.tell(tx, linked(told, &projects)).await
    }
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn days_are_read_as_such_files_write_them() {
        for (text, day) in
            [("31.12.2019", "2019-12-31"), ("2019-12-31", "2019-12-31"), ("2019", "2019-01-01")]
        {
            assert_eq!(moment(text).unwrap().to_string(), format!("{day}T00:00:00Z"));
        }
        assert_eq!(moment("soon"), None);
    }
}
