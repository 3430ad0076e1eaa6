use async_trait::async_trait;
use std::collections::{BTreeMap, HashMap, HashSet};

use ::store::Tx;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problem, Ref, Relation, Result, Told, next_numbers};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use signals::Pooled;

use super::{Found, IMPORT, Mapping, Sheet, StagedId, store};
use crate::cycle::{self, Cycle};
use crate::duty::{self, Duty};
use crate::measure::{self, Measure};
use crate::submission::{self, ACCEPT, State, Submission, SubmissionId, checks};

/// The most figures of a file that the journal tells of one by one.
const ONE_BY_ONE: usize = 1_000;

/// One figure on its way into a submission.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Line {
    /// The duty's number.
    pub duty: i64,
    /// The period's key.
    pub period: String,
    /// How many.
    pub numerator: f64,
    /// Of how many.
    pub denominator: f64,
    /// The row of the file, from 1.
    pub row: usize,
}

impl Line {
    fn parts(&self) -> Pooled {
        Pooled { numerator: self.numerator, denominator: self.denominator }
    }

    fn wrong(&self, text: &'static str) -> Problem {
        Problem::new("period", text).in_row(self.row).with("period", self.period.as_str())
    }
}

/// Sends figures for many partners and periods at once: all of them or none.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ImportTable {
    /// The measure's number.
    pub measure: i64,
    /// Where the figures stood; remembered for the next file.
    pub mapping: Mapping,
    /// The figures.
    pub lines: Vec<Line>,
    /// Whether they are accepted at once, which only each partner itself can do.
    pub accept: bool,
}

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// Figures that were sent.
    pub sent: usize,
    /// Figures that stood there already, word for word.
    pub known: usize,
}

impl ImportTable {
    /// Of a file that was read.
    pub(crate) fn of(measure: i64, mapping: &Mapping, sheet: Sheet, accept: bool) -> Self {
        let Sheet { found, duties } = sheet;
        let line = |figure: super::Figure| Line {
            duty: duties[figure.partner].number,
            period: figure.period,
            numerator: figure.numerator,
            denominator: figure.denominator,
            row: figure.row,
        };
        let lines = found.figures.into_iter().map(line).collect();
        Self { measure, mapping: mapping.clone(), lines, accept }
    }

    /// The duties these figures are for, by number. Whoever sends may do so for each of them, and nobody else
    /// writes under them until this is over.
    async fn duties(&self, cx: &Context, tx: &mut Tx, measure: &Measure) -> Result<HashMap<i64, Duty>> {
        let initiative = cx.initiative()?;
        let named: HashSet<i64> = self.lines.iter().map(|line| line.duty).collect();
        let mut duties = duty::store::of_measure(tx, initiative, measure.id).await?;
        duties.retain(|duty| named.contains(&duty.number));
        if duties.len() < named.len() {
            return Err(Error::Missing);
        }
        for duty in &duties {
            cx.may(&IMPORT, duty.owner())?;
            if self.accept {
                cx.may(&ACCEPT, duty.owner())?;
            }
            duty::store::lock(tx, initiative, duty.id).await?;
        }
        Ok(duties.into_iter().map(|duty| (duty.number, duty)).collect())
    }

    /// The cycles of these figures, by period; opened here if they are not yet and this person may.
    async fn cycles(&self, cx: &Context, tx: &mut Tx, measure: &Measure) -> Result<BTreeMap<String, Cycle>> {
        let initiative = cx.initiative()?;
        let mut cycles = BTreeMap::new();
        for line in &self.lines {
            if cycles.contains_key(&line.period) {
                continue;
            }
            if cx.can(&cycle::OPEN, Owner::Nobody) {
                cycle::acts::open(cx, tx, measure, &line.period, "", None).await?;
            }
            let cycle = cycle::store::find(tx, initiative, measure.id, &line.period).await?;
            let cycle = cycle.ok_or_else(|| line.wrong("import-problem-not-open"))?;
            if cycle.locked {
                return Err(line.wrong("import-problem-locked").into());
            }
            cycles.insert(line.period.clone(), cycle);
        }
        Ok(cycles)
    }

    /// A new revision for each figure that does not stand there already, none of them written yet; and the
    /// places in them of those that follow an earlier revision.
    async fn compare(
        &self,
        cx: &Context,
        tx: &mut Tx,
        known: &Known,
    ) -> Result<(Vec<Submission>, Vec<usize>)> {
        let Known { measure, duties, cycles } = known;
        let version = measure.in_force();
        let mut earlier: HashMap<_, Vec<Submission>> = HashMap::new();
        for cycle in cycles.values() {
            for submission in submission::store::every_of_cycle(tx, cx.initiative()?, cycle.id).await? {
                earlier.entry((submission.duty, submission.cycle)).or_default().push(submission);
            }
        }
        let (mut new, mut after, mut taken) = (Vec::new(), Vec::new(), HashMap::new());
        for line in &self.lines {
            let (duty, cycle) = (&duties[&line.duty], &cycles[&line.period]);
            if let Some(first) = taken.insert((duty.id, cycle.id), line.row) {
                return Err(line.wrong("import-problem-double").with("first", first.to_string()).into());
            }
            let earlier = earlier.get(&(duty.id, cycle.id)).map_or(&[][..], Vec::as_slice);
            if earlier.iter().any(|submission| self.repeats(line, submission)) {
                continue;
            }
            if let Some((field, text)) =
                checks::numbers(version.value_kind(), version.is_share(), line.parts())
            {
                return Err(Problem::new(field, text).in_row(line.row).into());
            }
            if !earlier.is_empty() {
                after.push(new.len());
            }
            let latest = earlier.iter().map(|submission| submission.revision).max().unwrap_or_default();
            new.push(self.submission(cx, measure, duty, cycle, line, latest + 1));
        }
        Ok((new, after))
    }

    /// Whether just this figure stands there already.
    fn repeats(&self, line: &Line, submission: &Submission) -> bool {
        let stands = submission.is(State::Accepted) || (!self.accept && submission.is(State::Sent));
        stands && submission.parts() == line.parts()
    }

    fn submission(
        &self,
        cx: &Context,
        measure: &Measure,
        duty: &Duty,
        cycle: &Cycle,
        line: &Line,
        revision: i64,
    ) -> Submission {
        let state = if self.accept { State::Accepted } else { State::Sent };
        Submission {
            id: SubmissionId::new(),
            number: 0,
            duty: duty.id,
            measure: measure.id,
            partnership: duty.partnership,
            cycle: cycle.id,
            period: cycle.period.clone(),
            label: cycle.label.clone(),
            locked: cycle.locked,
            revision,
            version: measure.at(&cycle.period).number,
            numerator: line.numerator,
            denominator: line.denominator,
            low: None,
            high: None,
            quality: None,
            note: String::new(),
            state: state.word().to_owned(),
            sent_by: cx.actor.name.clone(),
            sent_at: cx.now(),
            accepted_by: if self.accept { cx.actor.name.clone() } else { String::new() },
            accepted_at: self.accept.then(|| cx.now()),
        }
    }

    /// Tells of each figure, or of the file where it has more than anybody reads one by one: then with a
    /// commitment to every figure that came in.
    async fn tell(&self, cx: &Context, tx: &mut Tx, known: &Known, new: &[Submission]) -> Result<()> {
        if new.len() > ONE_BY_ONE {
            let told = Told::new("figures.imported", known.measure.about(), &known.measure.name);
            return cx.tell(tx, told.change(None, digest(new))).await;
        }
        let names = people::partner_names(tx, cx.initiative()?).await?;
        for submission in new {
            let name = names.get(&submission.partnership).map_or("", String::as_str);
            let title = submission::acts::title(name, &known.measure, submission);
            let duty = Ref::new("duty", submission.duty.0);
            let sent = Told::new("submission.sent", submission.about(), &title);
            cx.tell(tx, sent.from(duty, Relation::ReportedIn)).await?;
            if self.accept {
                cx.tell(tx, Told::new("submission.accepted", submission.about(), title)).await?;
            }
        }
        Ok(())
    }
}

/// What figures are compared with and written under.
struct Known {
    measure: Measure,
    duties: HashMap<i64, Duty>,
    cycles: BTreeMap<String, Cycle>,
}

/// SHA-256 over `number,duty,cycle,numerator,denominator` of each figure, a line each, as the database has them.
fn digest(submissions: &[Submission]) -> String {
    let hash = submissions.iter().fold(Sha256::new(), |hash, one| {
        let line =
            format!("{},{},{},{},{}\n", one.number, one.duty, one.cycle, one.numerator, one.denominator);
        hash.chain_update(line)
    });
    hex::encode(hash.finalize())
}

#[async_trait]
impl Act for ImportTable {
    type Out = Imported;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<Imported> {
        let initiative = cx.initiative()?;
        let measure = measure::store::numbered(tx, initiative, self.measure).await?.ok_or(Error::Missing)?;
        let duties = self.duties(cx, tx, &measure).await?;
        let cycles = self.cycles(cx, tx, &measure).await?;
        let known = Known { measure, duties, cycles };
        let (mut new, after) = self.compare(cx, tx, &known).await?;
        if !new.is_empty() {
            let numbers = next_numbers(tx, initiative, "submission", new.len()).await?;
            for (submission, number) in new.iter_mut().zip(numbers) {
                submission.number = number;
            }
            let after: Vec<&Submission> = after.into_iter().map(|at| &new[at]).collect();
            submission::store::insert_all(tx, initiative, &new, &after).await?;
            let sums = cycle::sums::Sums::of(tx, initiative, &known.measure).await?;
            for cycle in known.cycles.values().filter(|_| self.accept) {
                sums.add_up(tx, initiative, cycle.id, &cycle.period).await?;
            }
            self.tell(cx, tx, &known, &new).await?;
        }
        store::remember(tx, initiative, known.measure.id, &self.mapping).await?;
        Ok(Imported { sent: new.len(), known: self.lines.len() - new.len() })
    }
}

/// Keeps what was read from a file until whoever sent it confirms it.
pub(crate) struct StageTable {
    pub(crate) table: ImportTable,
    pub(crate) found: Found,
}

/// A file as it is kept.
#[derive(Serialize, Deserialize)]
pub(crate) struct Staged {
    pub(crate) table: ImportTable,
    /// How it was read; its figures are in the table.
    pub(crate) found: Found,
}

#[async_trait]
impl Act for StageTable {
    type Out = StagedId;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<StagedId> {
        let initiative = cx.initiative()?;
        let measure = measure::store::numbered(tx, initiative, self.table.measure).await?;
        let measure = measure.ok_or(Error::Missing)?;
        for duty in duty::store::of_measure(tx, initiative, measure.id).await? {
            if self.table.lines.iter().any(|line| line.duty == duty.number) {
                cx.may(&IMPORT, duty.owner())?;
            }
        }
        let staged = Staged { table: self.table.clone(), found: self.found.clone() };
        let found = serde_json::to_string(&staged).map_err(|error| Error::Internal(error.to_string()))?;
        let id = StagedId::new();
        store::stage(tx, initiative, (id, measure.id), cx.person()?, &found, cx.now()).await?;
        Ok(id)
    }
}

/// Sends what was read from a file.
pub(crate) struct ConfirmTable {
    pub(crate) staged: StagedId,
}

#[async_trait]
impl Act for ConfirmTable {
    type Out = Imported;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<Imported> {
        let staged = staged(cx, tx, self.staged).await?;
        store::unstage(tx, cx.initiative()?, self.staged).await?;
        staged.table.run(cx, tx).await
    }
}

/// What this person staged.
pub(crate) async fn staged(cx: &Context, read: &mut ::store::Read, id: StagedId) -> Result<Staged> {
    let found = store::staged(read, cx.initiative()?, id, cx.person()?).await?.ok_or(Error::Missing)?;
    serde_json::from_str(&found).map_err(|error| Error::Internal(error.to_string()))
}
