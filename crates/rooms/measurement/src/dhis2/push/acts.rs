use std::collections::{BTreeMap, HashMap};

use ::store::Tx;
use async_trait::async_trait;
use jiff::tz::TimeZone;
use kernel::{Act, Context, Error, Result};
use signals::Pooled;
use web::text::Say;

use super::figure::{Figure, Halves, figures};
use super::payload::{Payload, Row};
use super::{Conflict, Options, Strategy, Summary, Undone};
use crate::cycle::{self, Cycle};
use crate::dhis2::{Catalogue, complete};
use crate::dimension::CategoryId;
use crate::duty;
use crate::import::IMPORT;
use crate::submission::acts::{AcceptSubmission, PartSent, SendSubmission, TakeBack};
use crate::submission::{self, ACCEPT, Part, SEND, State, Submission};

/// Sends values for partners: each figure as on the page. A partner sends its own; the backbone for all of them, as from
/// a file, and accepting stays each partner's.
pub(in crate::dhis2) struct PushValues {
    pub(super) payload: Payload,
    pub(super) options: Options,
    /// The words of whoever sends: a reason is for people.
    pub(super) say: Say,
    pub(super) undone: Undone,
}

impl PushValues {
    /// A reason why a figure is not taken, with the rows that it is about.
    fn about(&self, figure: &Figure, code: &str, property: &str, words: impl Into<String>) -> Conflict {
        let first = figure.rows.first().copied().unwrap_or_default();
        let indexes = figure.rows.clone();
        Conflict { indexes, ..Conflict::of(&self.payload.rows[first], first, code, property, words) }
    }

    /// What an act said no to, by field; what is no answer to whoever sends goes on.
    fn reasons(&self, figure: &Figure, error: Error) -> Result<Vec<Conflict>> {
        match error {
            Error::Invalid(problems) => {
                let words = |problem: &kernel::Problem| web::words_of(&self.say, problem);
                let reason = |problem| self.about(figure, "E8122", &problem_field(problem), words(problem));
                Ok(problems.0.iter().map(reason).collect())
            }
            Error::Rule(key) => Ok(vec![self.about(figure, "E8122", "value", self.say.t(key))]),
            Error::Forbidden(_) => {
                Ok(vec![self.about(figure, "E8010", "orgUnit", "Only the partner itself does this")])
            }
            other => Err(other),
        }
    }
}

fn problem_field(problem: &kernel::Problem) -> String {
    if problem.field.is_empty() { "value".to_owned() } else { problem.field.clone() }
}

/// What figures are compared with.
struct Known {
    catalogue: Catalogue,
    /// By measure and period; none where the period is not open.
    cycles: HashMap<(usize, String), Option<Cycle>>,
    /// The newest that stands of each figure.
    standing: HashMap<(duty::DutyId, cycle::CycleId), Submission>,
    parts: HashMap<submission::SubmissionId, Vec<Part>>,
}

impl Known {
    /// Reads what is there of the figures that were sent: as many questions as there are cycles.
    async fn read(cx: &Context, tx: &mut Tx, catalogue: Catalogue, sent: &[Figure]) -> Result<Self> {
        let initiative = cx.initiative()?;
        let mut known =
            Self { catalogue, cycles: HashMap::new(), standing: HashMap::new(), parts: HashMap::new() };
        let duties: BTreeMap<i64, duty::DutyId> =
            sent.iter().map(|figure| (figure.duty.number, figure.duty.id)).collect();
        for duty in duties.values() {
            duty::store::lock(tx, initiative, *duty).await?;
        }
        for figure in sent {
            let place = (figure.measure, figure.period.clone());
            if known.cycles.contains_key(&place) {
                continue;
            }
            let measure = known.catalogue.measures[figure.measure].id;
            let cycle = cycle::store::find(tx, initiative, measure, &figure.period).await?;
            if let Some(cycle) = &cycle {
                for submission in submission::store::every_of_cycle(tx, initiative, cycle.id).await? {
                    let stands = submission.is(State::Accepted) || submission.is(State::Sent);
                    let place = (submission.duty, submission.cycle);
                    let newer = |earlier: &Submission| earlier.revision < submission.revision;
                    if stands && known.standing.get(&place).is_none_or(newer) {
                        known.standing.insert(place, submission);
                    }
                }
            }
            known.cycles.insert(place, cycle);
        }
        let ids: Vec<_> = known.standing.values().map(|submission| submission.id).collect();
        for part in submission::store::parts_of(tx, initiative, &ids).await? {
            known.parts.entry(part.submission).or_default().push(part);
        }
        Ok(known)
    }
}

/// What became of one figure.
enum Outcome {
    /// A new one, or a new revision: the submission's number.
    Sent {
        new: bool,
        number: i64,
    },
    /// Just that stands there; the submission's number, if it waits for its partner.
    Unchanged {
        waits: Option<i64>,
    },
    TakenBack,
    Refused(Vec<Conflict>),
}

impl PushValues {
    async fn take(&self, cx: &Context, tx: &mut Tx, known: &Known, figure: &Figure) -> Result<Outcome> {
        let no = |code, property, words: &str| {
            Ok(Outcome::Refused(vec![self.about(figure, code, property, words)]))
        };
        if !figure.wrong.is_empty() {
            return Ok(Outcome::Refused(figure.wrong.clone()));
        }
        let cycle = match known.cycles.get(&(figure.measure, figure.period.clone())) {
            Some(Some(cycle)) if cycle.locked => {
                return no(
                    "E8031",
                    "period",
                    "This period is locked: ask whoever runs the measure to open it again",
                );
            }
            Some(Some(cycle)) => cycle,
            _ => {
                return no(
                    "E8030",
                    "period",
                    "This period is not open for reporting yet: ask whoever runs the measure to open it",
                );
            }
        };
        let standing = known.standing.get(&(figure.duty.id, cycle.id));
        if figure.goes() {
            return self.take_back(cx, tx, known, figure, standing).await;
        }
        match (self.options.strategy, standing) {
            (Strategy::Create, Some(_)) => {
                return no(
                    "E8130",
                    "value",
                    "There is a figure already, and importStrategy=CREATE writes over nothing",
                );
            }
            (Strategy::Update, None) => {
                return no("E8131", "value", "There is no figure yet, and importStrategy=UPDATE makes none");
            }
            _ => {}
        }
        // What this sender may not see fills no gap and is compared with nothing.
        let seen = standing.filter(|standing| standing.seen_by(cx));
        // The part of a duty's own place is written with the whole: nobody sends it.
        let parts = seen.and_then(|seen| known.parts.get(&seen.id)).into_iter().flatten();
        let parts: Vec<Part> =
            parts.filter(|part| Some(part.category) != figure.duty.place).copied().collect();
        let measure = &known.catalogue.measures[figure.measure];
        let divided = measure.at(&figure.period).value_kind().is_divided();
        let merged = Merged::of(figure, seen, &parts);
        let Some(whole) = merged.whole(divided) else {
            return no(
                "E8133",
                "value",
                "A figure needs its numerator and its denominator: send both, there is none of it here yet",
            );
        };
        let Some(categories) = merged.categories(divided) else {
            return no("E8133", "value", "A category needs its numerator and its denominator: send both");
        };
        let same = |standing: &Submission| {
            standing.parts() == whole
                && same_parts(&parts, &categories)
                && [&standing.note, ""].contains(&figure.note.as_str())
        };
        if let Some(standing) = seen.filter(|seen| same(seen)) {
            let waits = standing.is(State::Sent).then_some(standing.number);
            return Ok(Outcome::Unchanged { waits });
        }
        let dimensions = &known.catalogue.dimensions[figure.measure];
        let sent = categories.into_iter().filter_map(|(category, halves)| {
            let dimension = dimensions.iter().find(|dimension| dimension.category(category).is_some())?;
            Some(PartSent {
                dimension: dimension.code.clone(),
                category: dimension.category(category)?.code.clone(),
                numerator: halves.numerator,
                denominator: halves.denominator,
            })
        });
        let act = SendSubmission {
            duty: figure.duty.number,
            period: figure.period.clone(),
            numerator: whole.numerator,
            denominator: whole.denominator,
            parts: sent.collect(),
            low: seen.and_then(|seen| seen.low),
            high: seen.and_then(|seen| seen.high),
            quality: seen.and_then(|seen| seen.quality),
            note: figure.note.clone(),
            ..SendSubmission::default()
        };
        cx.may(&IMPORT, figure.duty.owner())?;
        match act.send(cx, tx, &figure.duty).await {
            Ok(number) => Ok(Outcome::Sent { new: standing.is_none(), number }),
            Err(error) => Ok(Outcome::Refused(self.reasons(figure, error)?)),
        }
    }

    async fn take_back(
        &self,
        cx: &Context,
        tx: &mut Tx,
        known: &Known,
        figure: &Figure,
        standing: Option<&Submission>,
    ) -> Result<Outcome> {
        let no = |code, words: &str| Ok(Outcome::Refused(vec![self.about(figure, code, "deleted", words)]));
        let mut halves = known.catalogue.halves(figure.measure).enumerate();
        if figure.whole != [None; 2] || !figure.parts.is_empty() || !halves.all(|(at, _)| figure.deleted[at])
        {
            return no(
                "E8132",
                "A figure is taken back whole: name its numerator and its denominator, and no value of it",
            );
        }
        match standing {
            None => no("E8134", "There is nothing to take back: this figure was never sent"),
            Some(standing) if standing.is(State::Accepted) => {
                no("E8033", "The partner has accepted this figure: it stays in the record. Send a correction")
            }
            Some(_) if !cx.can(&SEND, figure.duty.owner()) => {
                no("E8010", "Only the partner itself takes its figure back")
            }
            Some(standing) => match (TakeBack { submission: standing.number }).run(cx, tx).await {
                Ok(()) => Ok(Outcome::TakenBack),
                Err(error) => Ok(Outcome::Refused(self.reasons(figure, error)?)),
            },
        }
    }

    /// Accepts a figure of the sender's own; answers why not.
    async fn accept(&self, cx: &Context, tx: &mut Tx, figure: &Figure, number: i64) -> Result<Vec<Conflict>> {
        if !cx.can(&ACCEPT, figure.duty.owner()) {
            return Ok(vec![self.about(
                figure,
                "E8035",
                "completeDate",
                "Only the partner itself says that its figures are complete",
            )]);
        }
        match (AcceptSubmission { submission: number }).run(cx, tx).await {
            Ok(_) => Ok(Vec::new()),
            Err(error) => self.reasons(figure, error),
        }
    }

    async fn all(&self, cx: &Context, tx: &mut Tx) -> Result<Summary> {
        let mut summary = Summary { dry_run: self.options.dry_run, ..Summary::default() };
        let catalogue = Catalogue::read(cx, tx).await?;
        let name = &self.payload.set;
        let set = catalogue.set(name, self.options.named.sets);
        if set.is_none() && !name.is_empty() {
            let words = format!("There is no data set “{name}”; the list is at dataSets");
            let rows: Vec<usize> = (0..self.payload.rows.len()).collect();
            let conflict = Conflict::of(&Row::default(), 0, "E8002", "dataSet", words);
            summary.ignored = rows.len();
            summary.refuse(&rows, [Conflict { indexes: rows.clone(), ..conflict }]);
            return Ok(summary);
        }
        let today = cx.now().to_zoned(TimeZone::UTC).date();
        let found = figures(cx, &catalogue, &self.payload, &self.options, set, today);
        for conflict in found.wrong {
            let rows = conflict.indexes.clone();
            summary.refuse(&rows, [conflict]);
        }
        let known = Known::read(cx, tx, catalogue, &found.figures).await?;
        let mut waiting = Vec::new();
        for figure in &found.figures {
            let rows = figure.rows.len();
            match self.take(cx, tx, &known, figure).await? {
                Outcome::Sent { new: true, number } => {
                    summary.imported += rows;
                    waiting.push((figure, number));
                }
                Outcome::Sent { new: false, number } => {
                    summary.updated += rows;
                    waiting.push((figure, number));
                }
                Outcome::Unchanged { waits } => {
                    summary.unchanged += rows;
                    waiting.extend(waits.map(|number| (figure, number)));
                }
                Outcome::TakenBack => summary.deleted += rows,
                Outcome::Refused(conflicts) => summary.refuse(&figure.rows, conflicts),
            }
        }
        self.complete(cx, tx, &known, &waiting, set, &mut summary).await?;
        summary.ignored = summary.rejected.len() + summary.unchanged;
        Ok(summary)
    }

    /// Accepts what the partner says is complete. Where a row was refused, it is not.
    async fn complete(
        &self,
        cx: &Context,
        tx: &mut Tx,
        known: &Known,
        waiting: &[(&Figure, i64)],
        set: Option<usize>,
        summary: &mut Summary,
    ) -> Result<()> {
        let whole = summary.conflicts.is_empty();
        let said = !self.payload.complete.is_empty();
        if !(self.options.accept || said && whole) {
            return Ok(());
        }
        for (figure, number) in waiting {
            let conflicts = self.accept(cx, tx, figure, *number).await?;
            summary.conflicts.extend(conflicts);
        }
        if said && whole && self.payload.rows.is_empty() {
            let Payload { period, unit, .. } = &self.payload;
            let named = &self.options.named;
            let found = complete::accept(cx, tx, &known.catalogue, set, named, unit, period).await?;
            summary.conflicts.extend(found.err());
        }
        if said && summary.conflicts.is_empty() {
            summary.complete.clone_from(&self.payload.complete);
        }
        Ok(())
    }
}

#[async_trait]
impl Act for PushValues {
    type Out = Summary;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<Summary> {
        self.undone.begin();
        let summary = self.all(cx, tx).await?;
        if self.options.atomic && !summary.conflicts.is_empty() {
            return self.undone.undo(summary.nothing(self.payload.rows.len()));
        }
        if self.options.dry_run { self.undone.undo(summary) } else { Ok(summary) }
    }
}

/// What was sent, over what stands there.
struct Merged {
    whole: Halves,
    parts: BTreeMap<CategoryId, Halves>,
}

impl Merged {
    fn of(figure: &Figure, seen: Option<&Submission>, parts: &[Part]) -> Self {
        let over = |new: Halves, old: Halves| [new[0].or(old[0]), new[1].or(old[1])];
        let whole = seen.map(Submission::parts);
        let mut merged = Self {
            whole: over(
                figure.whole,
                [whole.map(|whole| whole.numerator), whole.map(|whole| whole.denominator)],
            ),
            parts: parts
                .iter()
                .map(|part| (part.category, [Some(part.numerator), Some(part.denominator)]))
                .collect(),
        };
        for (category, halves) in &figure.parts {
            let old = merged.parts.get(category).copied().unwrap_or_default();
            merged.parts.insert(*category, over(*halves, old));
        }
        merged
    }

    /// Both halves of the whole; what is not divided has 1 below.
    fn whole(&self, divided: bool) -> Option<Pooled> {
        both(self.whole, divided)
    }

    fn categories(&self, divided: bool) -> Option<Vec<(CategoryId, Pooled)>> {
        self.parts.iter().map(|(category, halves)| Some((*category, both(*halves, divided)?))).collect()
    }
}

fn both([above, below]: Halves, divided: bool) -> Option<Pooled> {
    let below = if divided { below } else { Some(1.0) };
    Some(Pooled { numerator: above?, denominator: below? })
}

fn same_parts(known: &[Part], sent: &[(CategoryId, Pooled)]) -> bool {
    let same = |part: &Part| {
        sent.iter().any(|(category, halves)| {
            *category == part.category
                && halves.numerator == part.numerator
                && halves.denominator == part.denominator
        })
    };
    known.len() == sent.len() && known.iter().all(same)
}
