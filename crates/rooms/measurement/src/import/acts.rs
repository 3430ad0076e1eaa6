use async_trait::async_trait;

use ::store::{Read, Tx};
use journal::Tell;
use kernel::{Act, Context, Error, Problem, Problems, Ref, Relation, Result, Told, next_numbers};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use signals::Pooled;

use super::columns::Mapping;
use super::known::Known;
use super::plan::{Odd, Plan, Writing};
use super::stands::Range;
use super::{remember, sender};
use crate::cycle;
use crate::dimension::CategoryId;
use crate::duty;
use crate::query;
use crate::submission::{self, Part, State, Submission, SubmissionId};

/// The most figures of a file that the journal tells of one by one.
pub(super) const ONE_BY_ONE: usize = 1_000;
/// So many revisions are made at once: a file has very many.
const AT_ONCE: usize = 1_000;

/// One figure on its way into a submission.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The duty's number.
    pub duty: i64,
    /// The period's key.
    pub period: String,
    /// How many.
    pub numerator: f64,
    /// Of how many; 1 where nothing is divided.
    #[serde(default = "one")]
    pub denominator: f64,
    /// The category it is of; none for the whole.
    #[serde(default)]
    pub(crate) category: Option<CategoryId>,
    /// The lower end of a survey's range.
    #[serde(default)]
    pub low: Option<f64>,
    /// The upper end.
    #[serde(default)]
    pub high: Option<f64>,
    /// How good a survey's value is, from 1 (good) to 3.
    #[serde(default)]
    pub quality: Option<i64>,
    /// The row of the file, or the place in what was sent, from 1.
    #[serde(default)]
    pub row: usize,
}

fn one() -> f64 {
    1.0
}

impl Line {
    pub(super) fn parts(&self) -> Pooled {
        Pooled { numerator: self.numerator, denominator: self.denominator }
    }

    pub(super) fn range(&self) -> Range {
        (self.low, self.high, self.quality)
    }

    /// A problem with one of its fields.
    pub(super) fn wrong(&self, field: &str, text: &'static str) -> Problem {
        Problem::new(field, text).in_row(self.row).with("period", self.period.as_str())
    }
}

/// Sends figures for many partners and periods at once.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct ImportTable {
    /// The measure's number.
    pub measure: i64,
    /// Where the figures stood, if they come from a file; remembered for the next one.
    #[serde(default)]
    pub mapping: Option<Mapping>,
    /// The figures.
    pub lines: Vec<Line>,
    /// Whether they are accepted at once, which only each partner itself can do.
    #[serde(default)]
    pub accept: bool,
    /// Whether those that can be taken are taken without those that cannot; otherwise all or none.
    #[serde(default)]
    pub partly: bool,
    /// How many minutes it took; may be left out.
    #[serde(default)]
    pub minutes: Option<f64>,
    /// What the checks ask about some of the figures, as [`try_table`] found it, in words.
    #[serde(skip)]
    pub(crate) asks: Vec<Ask>,
}

/// A question about a figure, in its partner's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Ask {
    pub(crate) duty: i64,
    pub(crate) period: String,
    pub(crate) question: String,
    /// Who asks: the checks.
    pub(crate) asked_by: String,
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// Figures where nothing stood before.
    pub created: usize,
    /// Figures in the place of others.
    pub corrected: usize,
    /// Figures that stood there already, word for word.
    pub unchanged: usize,
    /// Figures that were not taken.
    pub refused: usize,
}

impl Imported {
    /// How many were written.
    pub fn sent(&self) -> usize {
        self.created + self.corrected
    }
}

/// What an import would do, and why it would not take what it refuses: a dry run, which writes nothing.
pub async fn try_table(cx: &Context, read: &mut Read, table: &ImportTable) -> Result<(Imported, Problems)> {
    let (imported, problems, _) = look(cx, read, table).await?;
    Ok((imported, problems))
}

/// The same, with what its partners would be asked.
pub(crate) async fn look(
    cx: &Context,
    read: &mut Read,
    table: &ImportTable,
) -> Result<(Imported, Problems, Vec<Odd>)> {
    let known = Known::of(cx, read, table).await?;
    let plan = Plan::of(cx, read, table, &known).await?;
    Ok((plan.imported, Problems(plan.problems), plan.odd))
}

#[async_trait]
impl Act for ImportTable {
    type Out = Imported;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<Imported> {
        let initiative = cx.initiative()?;
        let mut problems = Problems::none();
        submission::acts::minutes(self.minutes, &mut problems);
        problems.done()?;
        let mut known = Known::of(cx, tx, self).await?;
        // Nobody else writes under these duties until this is over; in one order, so that two imports never wait
        // for each other.
        let mut duties: Vec<_> = known.duties.values().map(|duty| (duty.number, duty.id)).collect();
        duties.sort_unstable_by_key(|(number, _)| *number);
        for (_, duty) in duties {
            duty::store::lock(tx, initiative, duty).await?;
        }
        let plan = Plan::of(cx, tx, self, &known).await?;
        if plan.imported.refused > 0 && !self.partly {
            return Err(Error::Invalid(Problems(plan.problems)));
        }
        for writing in &plan.writings {
            if known.cycles.get(&writing.period).is_some_and(Option::is_none) {
                cycle::acts::open(cx, tx, &known.measure, &writing.period, "", None).await?;
                let cycle = cycle::store::find(tx, initiative, known.measure.id, &writing.period).await?;
                known.cycles.insert(writing.period.clone(), cycle);
            }
        }
        if !plan.writings.is_empty() {
            self.write(cx, tx, &known, &plan.writings).await?;
        }
        if let Some(mapping) = &self.mapping {
            let sender = sender(&known.measure, known.duties.values());
            remember(cx, tx, known.measure.id, sender, mapping).await?;
        }
        Ok(plan.imported)
    }
}

impl ImportTable {
    async fn write(&self, cx: &Context, tx: &mut Tx, known: &Known, writings: &[Writing]) -> Result<()> {
        let initiative = cx.initiative()?;
        let few = self.lines.len() <= ONE_BY_ONE;
        let mut numbers = next_numbers(tx, initiative, "submission", writings.len()).await?;
        let names = people::partner_names(tx, initiative).await?;
        let mut digest = Sha256::new();
        let share = self.minutes.map(|minutes| minutes / writings.len() as f64);
        for writings in writings.chunks(AT_ONCE) {
            let (mut some, mut parts, mut after) = (Vec::new(), Vec::new(), Vec::new());
            for writing in writings {
                let number = numbers.next().unwrap_or_default();
                let submission = self.submission(cx, known, writing, number).ok_or(Error::Missing)?;
                if writing.revision > 1 {
                    after.push(some.len());
                }
                parts.extend(writing.parts.iter().map(|told| Part {
                    submission: submission.id,
                    category: told.category,
                    numerator: told.parts.numerator,
                    denominator: told.parts.denominator,
                }));
                some.push(submission);
            }
            let after: Vec<&Submission> = after.into_iter().map(|at| &some[at]).collect();
            submission::store::insert_all(tx, initiative, &some, &after).await?;
            submission::store::insert_parts(tx, initiative, &parts).await?;
            if let Some(share) = share {
                submission::store::note_times(tx, initiative, &some, share).await?;
            }
            for (about, ask) in self.asked(known, &some) {
                query::acts::asked_at_the_door(cx, tx, about, &ask.question, &ask.asked_by).await?;
            }
            let told = some.iter().map(told_line).chain(parts.iter().map(told_part));
            digest = told.fold(digest, Digest::chain_update);
            for submission in some.iter().filter(|_| few) {
                let name = names.get(&submission.partnership).map_or("", String::as_str);
                self.tell(cx, tx, known, submission, name).await?;
            }
        }
        let sums = cycle::sums::Sums::of(tx, initiative, &known.measure).await?;
        for cycle in known.cycles.values().flatten().filter(|_| self.accept) {
            sums.add_up(tx, initiative, cycle.id, &cycle.period).await?;
        }
        if !few {
            // More than anybody reads one by one: a commitment to every figure that came in.
            let told = Told::new("figures.imported", known.measure.about(), &known.measure.name);
            cx.tell(tx, told.change(None, hex::encode(digest.finalize()))).await?;
        }
        Ok(())
    }

    /// What is asked about these, by what was found when the file was read.
    fn asked<'a>(
        &'a self,
        known: &Known,
        some: &'a [Submission],
    ) -> impl Iterator<Item = (&'a Submission, &'a Ask)> {
        let of = |ask: &Ask| {
            let duty = known.duties.get(&ask.duty)?.id;
            some.iter().find(|one| one.duty == duty && one.period == ask.period)
        };
        let found: Vec<_> = self.asks.iter().filter_map(|ask| Some((of(ask)?, ask))).collect();
        found.into_iter()
    }

    fn submission(&self, cx: &Context, known: &Known, writing: &Writing, number: i64) -> Option<Submission> {
        let duty = known.duties.get(&writing.duty)?;
        let cycle = known.cycles.get(&writing.period)?.as_ref()?;
        let state = if self.accept { State::Accepted } else { State::Sent };
        let (low, high, quality) = writing.range;
        Some(Submission {
            id: SubmissionId::new(),
            number,
            duty: duty.id,
            measure: known.measure.id,
            partnership: duty.partnership,
            cycle: cycle.id,
            period: cycle.period.clone(),
            label: cycle.label.clone(),
            locked: cycle.locked,
            revision: writing.revision,
            version: known.measure.at(&cycle.period).number,
            numerator: writing.whole.numerator,
            denominator: writing.whole.denominator,
            low,
            high,
            quality,
            note: String::new(),
            state: state.word().to_owned(),
            sent_by: cx.actor.name.clone(),
            sent_at: cx.now(),
            accepted_by: if self.accept { cx.actor.name.clone() } else { String::new() },
            accepted_at: self.accept.then(|| cx.now()),
        })
    }

    async fn tell(
        &self,
        cx: &Context,
        tx: &mut Tx,
        known: &Known,
        submission: &Submission,
        name: &str,
    ) -> Result<()> {
        let title = submission::acts::title(name, &known.measure, submission);
        let duty = Ref::new("duty", submission.duty.0);
        let sent = Told::new("submission.sent", submission.about(), &title);
        cx.tell(tx, sent.from(duty, Relation::ReportedIn)).await?;
        if self.accept {
            cx.tell(tx, Told::new("submission.accepted", submission.about(), title)).await?;
        }
        Ok(())
    }
}

/// `number,duty,cycle,numerator,denominator` of a figure, as the database has it.
fn told_line(one: &Submission) -> String {
    format!("{},{},{},{},{}\n", one.number, one.duty, one.cycle, one.numerator, one.denominator)
}

/// `submission,category,numerator,denominator` of a part.
fn told_part(one: &Part) -> String {
    format!("{},{},{},{}\n", one.submission, one.category, one.numerator, one.denominator)
}
