use ::store::Tx;
use kernel::{Act, Context, Error, Owner, Problem, Result};
use serde::{Deserialize, Serialize};
use signals::Pooled;

use super::{Found, IMPORT, Mapping, Sheet, StagedId, store};
use crate::cycle::{self, Cycle};
use crate::duty::{self, Duty};
use crate::measure::{self, Measure};
use crate::submission::acts::{Sending, accept};
use crate::submission::{self, ACCEPT, State, at_the_door};

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

    /// The cycle of a line; opened here if it is not yet and this person may.
    async fn cycle(&self, cx: &Context, tx: &mut Tx, measure: &Measure, line: &Line) -> Result<Cycle> {
        let initiative = cx.initiative()?;
        if cx.can(&cycle::OPEN, Owner::Nobody) {
            cycle::acts::open(cx, tx, measure, &line.period, "", None).await?;
        }
        let cycle = cycle::store::find(tx, initiative, measure.id, &line.period).await?;
        let wrong = |text| Problem::new("period", text).in_row(line.row).with("period", line.period.as_str());
        let cycle = cycle.ok_or_else(|| wrong("import-problem-not-open"))?;
        if cycle.locked { Err(wrong("import-problem-locked").into()) } else { Ok(cycle) }
    }

    async fn take(
        &self,
        cx: &Context,
        tx: &mut Tx,
        measure: &Measure,
        duty: &Duty,
        line: &Line,
    ) -> Result<bool> {
        let initiative = cx.initiative()?;
        let cycle = self.cycle(cx, tx, measure, line).await?;
        let parts = Pooled { numerator: line.numerator, denominator: line.denominator };
        let known = if self.accept { State::Accepted } else { State::Sent };
        if submission::store::stands(tx, initiative, duty.id, cycle.id, (parts, known)).await? {
            return Ok(false);
        }
        let share = measure.in_force().is_share();
        if let Some((field, text)) = at_the_door(line.numerator, line.denominator, share) {
            return Err(Problem::new(field, text).in_row(line.row).into());
        }
        let sending = Sending {
            duty,
            measure,
            cycle: &cycle,
            numerator: line.numerator,
            denominator: line.denominator,
            note: "",
        };
        let submission = sending.record(cx, tx, State::Sent).await?;
        if self.accept {
            accept(cx, tx, measure, &submission).await?;
        }
        Ok(true)
    }
}

impl Act for ImportTable {
    type Out = Imported;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<Imported> {
        let initiative = cx.initiative()?;
        let measure = measure::store::numbered(tx, initiative, self.measure).await?.ok_or(Error::Missing)?;
        let duties = duty::store::of_measure(tx, initiative, measure.id).await?;
        let mut imported = Imported { sent: 0, known: 0 };
        for line in &self.lines {
            let duty = duties.iter().find(|duty| duty.number == line.duty).ok_or(Error::Missing)?;
            cx.may(&IMPORT, duty.owner())?;
            if self.accept {
                cx.may(&ACCEPT, duty.owner())?;
            }
            if self.take(cx, tx, &measure, duty, line).await? {
                imported.sent += 1;
            } else {
                imported.known += 1;
            }
        }
        store::remember(tx, initiative, measure.id, &self.mapping).await?;
        Ok(imported)
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
