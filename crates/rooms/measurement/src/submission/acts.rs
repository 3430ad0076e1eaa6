use ::store::Tx;
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problem, Problems, Relation, Result, Told, next_number};
use people::PartnershipId;
use serde::{Deserialize, Serialize};
use signals::Pooled;

use super::checks::{self, Against, Figure, Told as Category};
use super::{ACCEPT, Part, SEND, State, Submission, SubmissionId, history, store};
use crate::cycle::{self, Cycle};
use crate::dimension::{self, Dimension};
use crate::duty::{self, Duty};
use crate::measure::{self, Measure, MeasureVersion};
use crate::{delegate, query, report};

/// The longest note, in characters.
const NOTE: usize = 1000;

/// What a partner reports of one category.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct PartSent {
    /// The dimension's code.
    pub dimension: String,
    /// The category's code.
    pub category: String,
    /// How many.
    pub numerator: f64,
    /// Of how many; only of what is divided.
    #[serde(default)]
    pub denominator: f64,
}

fn not_given() -> f64 {
    f64::NAN
}

/// Sends a partner's number for a period. It waits until the partner accepts it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct SendSubmission {
    /// The duty's number.
    pub duty: i64,
    /// The period.
    pub period: String,
    /// How many. What is no number is refused at the door, unless the places add up to the whole.
    #[serde(default = "not_given")]
    pub numerator: f64,
    /// Of how many; only of what is divided.
    #[serde(default = "not_given")]
    pub denominator: f64,
    /// The same by category.
    #[serde(default)]
    pub parts: Vec<PartSent>,
    /// The lower end of a survey's range.
    #[serde(default)]
    pub low: Option<f64>,
    /// The upper end.
    #[serde(default)]
    pub high: Option<f64>,
    /// How good a survey's value is, from 1 (good) to 3.
    #[serde(default)]
    pub quality: Option<i64>,
    /// What should be known with it; may be empty, unless something was asked.
    #[serde(default)]
    pub note: String,
    /// The codes of what was asked at the door and is right all the same.
    #[serde(default)]
    pub sure: Vec<String>,
    /// How many minutes it took; may be left out.
    #[serde(default)]
    pub minutes: Option<f64>,
}

#[async_trait]
impl Act for SendSubmission {
    /// Its number.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        let mut problems = Problems::none();
        let sending = self.checked(cx, tx, &mut problems).await?;
        minutes(self.minutes, &mut problems);
        problems.done()?;
        sending.ok_or(Error::Missing)?.send(cx, tx, self.minutes).await
    }
}

/// Sends several numbers at once: all of them, or none.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct SendReport {
    /// The numbers, each under a duty of its own or for a period of its own.
    pub numbers: Vec<SendSubmission>,
    /// How many minutes all of it took; may be left out.
    #[serde(default)]
    pub minutes: Option<f64>,
}

#[async_trait]
impl Act for SendReport {
    /// Their numbers, in the same order.
    type Out = Vec<i64>;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<Vec<i64>> {
        let mut problems = Problems::none();
        problems.check(!self.numbers.is_empty(), "numbers", "report-problem-nothing");
        minutes(self.minutes, &mut problems);
        let mut sendings: Vec<Sending> = Vec::new();
        for (at, number) in self.numbers.iter().enumerate() {
            let mut own = Problems::none();
            if let Some(sending) = number.checked(cx, tx, &mut own).await? {
                let same =
                    |other: &Sending| other.duty.id == sending.duty.id && other.cycle.id == sending.cycle.id;
                own.check(!sendings.iter().any(same), "period", "check-twice");
                sendings.push(sending);
            }
            problems.0.extend(own.0.into_iter().map(|problem| problem.in_row(at + 1)));
        }
        problems.done()?;
        let share = self.minutes.map(|minutes| minutes / sendings.len() as f64);
        let mut sent = Vec::new();
        for sending in sendings {
            sent.push(sending.send(cx, tx, share).await?);
        }
        Ok(sent)
    }
}

/// A day has no more.
const MINUTES: f64 = 1_440.0;

pub(crate) fn minutes(said: Option<f64>, problems: &mut Problems) {
    let fine = said.is_none_or(|minutes| (0.0..=MINUTES).contains(&minutes));
    problems.check(fine, "minutes", "submission-problem-minutes");
}

impl SendSubmission {
    /// What is to be recorded, after all that must hold; what does not goes into `problems`.
    async fn checked(&self, cx: &Context, tx: &mut Tx, problems: &mut Problems) -> Result<Option<Sending>> {
        let initiative = cx.initiative()?;
        let duty = duty::store::numbered(tx, initiative, self.duty).await?.ok_or(Error::Missing)?;
        delegate::standing_in(cx, tx).await?.may(&SEND, duty.owner())?;
        self.under(cx, tx, duty, true, problems).await
    }

    /// Sends it under its duty, as a program does that nobody can be asked through: only what stops it stops it. Whoever
    /// calls this has asked who may.
    pub(crate) async fn send(&self, cx: &Context, tx: &mut Tx, duty: &Duty) -> Result<i64> {
        let mut problems = Problems::none();
        let sending = self.under(cx, tx, duty.clone(), false, &mut problems).await?;
        problems.done()?;
        sending.ok_or(Error::Missing)?.send(cx, tx, None).await
    }

    /// The same under a duty; `asks` is whether somebody is there to be asked.
    async fn under(
        &self,
        cx: &Context,
        tx: &mut Tx,
        duty: Duty,
        asks: bool,
        problems: &mut Problems,
    ) -> Result<Option<Sending>> {
        let initiative = cx.initiative()?;
        let measure = measure::store::find(tx, initiative, duty.measure).await?.ok_or(Error::Missing)?;
        let dimensions = dimension::store::of_measure(tx, initiative, measure.id).await?;
        let before = problems.0.len();
        let note = problems.maybe_text("note", &self.note, NOTE);
        let cycle = cycle_of(cx, tx, &measure, &self.period).await?;
        let cycle = problems.some(cycle, "period", "cycle-problem-not-open");
        problems.check(!cycle.as_ref().is_some_and(|cycle| cycle.locked), "period", "cycle-rule-locked");
        let told = self.told(&duty, &dimensions, problems);
        let version = cycle.as_ref().map_or(measure.in_force(), |cycle| measure.at(&cycle.period));
        let whole = self.whole(version, &dimensions, &told);
        problems.check(whole.numerator.is_finite(), "numerator", "problem-number");
        problems.check(whole.denominator.is_finite(), "denominator", "problem-number");
        let Some(cycle) = cycle.filter(|_| problems.0.len() == before) else { return Ok(None) };

        let accepted = store::accepted_of_duties(tx, initiative, &[duty.id.0]).await?;
        let accepted = accepted.iter().map(|submission| (submission.period.as_str(), submission.parts()));
        let history = history::comparable(&measure, &cycle.period, accepted);
        let range = (self.low, self.high, self.quality);
        let figure = Figure { period: &cycle.period, whole, told: &told, range };
        let against =
            Against { version, dimensions: &dimensions, own_place: duty.place.is_some(), before: &history };
        let mut found = checks::all(&figure, &against);
        found.retain(|finding| finding.stops || asks);
        let confirmed = history::settle(found, &self.sure, &note, problems);
        let parts = told.concat();
        Ok(Some(Sending { duty, measure, cycle, whole, parts, range, note, confirmed }))
    }

    /// The parts by dimension, in the order of `dimensions`. A part must name what is there.
    fn told(&self, duty: &Duty, dimensions: &[Dimension], problems: &mut Problems) -> Vec<Vec<Category>> {
        let mut told = vec![Vec::new(); dimensions.len()];
        for part in &self.parts {
            let at = dimensions.iter().position(|one| one.code.eq_ignore_ascii_case(part.dimension.trim()));
            let category = at.and_then(|at| dimensions[at].coded(&part.category));
            let field = format!("numerator-{}-{}", part.dimension, part.category);
            match at.zip(category) {
                Some((at, _)) if duty.place.is_some() && dimensions[at].places => {
                    problems.add(Problem::new(field, "submission-problem-own-place"));
                }
                Some((at, category)) => {
                    let parts = Pooled { numerator: part.numerator, denominator: part.denominator };
                    told[at].push(Category { category: category.id, parts });
                }
                None => problems.add(
                    Problem::new(field, "submission-problem-category")
                        .with("dimension", part.dimension.as_str())
                        .with("category", part.category.as_str()),
                ),
            }
        }
        told
    }

    /// The whole: as it was given; if it was not, what all places add up to.
    fn whole(&self, version: &MeasureVersion, dimensions: &[Dimension], told: &[Vec<Category>]) -> Pooled {
        let kind = version.value_kind();
        let given = Pooled { numerator: self.numerator, denominator: self.denominator };
        if !given.numerator.is_finite() && (!kind.is_divided() || !given.denominator.is_finite()) {
            let places = dimensions.iter().zip(told).find(|(dimension, _)| dimension.places);
            if let Some(sum) = places.and_then(|(_, told)| checks::sum(kind, told)) {
                return sum;
            }
        }
        if kind.is_divided() { given } else { Pooled { denominator: 1.0, ..given } }
    }
}

/// The cycle of a period as people write it.
async fn cycle_of(cx: &Context, tx: &mut Tx, measure: &Measure, period: &str) -> Result<Option<Cycle>> {
    let key = measure.in_force().frequency().period(period).unwrap_or_else(|| period.trim().to_owned());
    cycle::store::find(tx, cx.initiative()?, measure.id, &key).await
}

/// A number on its way into a new revision, after all checks.
struct Sending {
    duty: Duty,
    measure: Measure,
    cycle: Cycle,
    whole: Pooled,
    parts: Vec<Category>,
    /// The ends of a survey's range and its quality.
    range: (Option<f64>, Option<f64>, Option<i64>),
    note: String,
    /// What was asked and confirmed.
    confirmed: Vec<&'static str>,
}

impl Sending {
    /// Writes the revision and tells that it came, never what it says; answers its number.
    async fn send(self, cx: &Context, tx: &mut Tx, minutes: Option<f64>) -> Result<i64> {
        let initiative = cx.initiative()?;
        let (duty, cycle) = (&self.duty, &self.cycle);
        let (low, high, quality) = self.range;
        let divided = self.measure.at(&cycle.period).value_kind().is_divided();
        duty::store::lock(tx, initiative, duty.id).await?;
        let submission = Submission {
            id: SubmissionId::new(),
            number: next_number(tx, initiative, "submission").await?,
            duty: duty.id,
            measure: self.measure.id,
            partnership: duty.partnership,
            cycle: cycle.id,
            period: cycle.period.clone(),
            label: cycle.label.clone(),
            locked: cycle.locked,
            revision: store::latest_revision(tx, initiative, duty.id, cycle.id).await? + 1,
            version: self.measure.at(&cycle.period).number,
            numerator: self.whole.numerator,
            denominator: self.whole.denominator,
            low,
            high,
            quality,
            note: self.note,
            state: State::Sent.word().to_owned(),
            sent_by: cx.actor.name.clone(),
            sent_at: cx.now(),
            accepted_by: String::new(),
            accepted_at: None,
        };
        store::insert(tx, initiative, &submission).await?;
        let part = |told: &Category| Part {
            submission: submission.id,
            category: told.category,
            numerator: told.parts.numerator,
            denominator: if divided { told.parts.denominator } else { 1.0 },
        };
        store::insert_parts(tx, initiative, &self.parts.iter().map(part).collect::<Vec<_>>()).await?;
        for code in self.confirmed {
            store::confirm(tx, initiative, &submission, code).await?;
        }
        if let Some(minutes) = minutes {
            store::note_times(tx, initiative, std::slice::from_ref(&submission), minutes).await?;
        }
        report::store::forget(tx, initiative, duty.id, cycle.id).await?;
        let title = titled(cx, tx, &self.measure, &submission).await?;
        let told =
            Told::new("submission.sent", submission.about(), title).from(duty.about(), Relation::ReportedIn);
        cx.tell(tx, told).await?;
        Ok(submission.number)
    }
}

/// Whose, of what, for when: never how many.
pub(crate) fn title(partner: &str, measure: &Measure, submission: &Submission) -> String {
    format!("{partner}: {}, {}", measure.name, submission.label)
}

pub(crate) async fn titled(
    cx: &Context,
    tx: &mut Tx,
    measure: &Measure,
    submission: &Submission,
) -> Result<String> {
    let partner = people::partner(tx, cx.initiative()?, submission.partnership).await?;
    Ok(title(partner.as_ref().map_or("", |partner| &partner.name), measure, submission))
}

/// Accepts a partner's own number: from now on it counts in the pooled value.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct AcceptSubmission {
    /// The submission's number.
    pub submission: i64,
}

/// A number that counts.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Accepted {
    /// The measure's number.
    pub measure: i64,
    /// The period's key.
    pub period: String,
}

#[async_trait]
impl Act for AcceptSubmission {
    type Out = Accepted;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<Accepted> {
        let initiative = cx.initiative()?;
        let submission = store::numbered(tx, initiative, self.submission).await?.ok_or(Error::Missing)?;
        delegate::accepting(cx, tx).await?.may(&ACCEPT, submission.owner())?;
        let measure =
            measure::store::find(tx, initiative, submission.measure).await?.ok_or(Error::Missing)?;
        accept(cx, tx, &measure, &submission).await?;
        Ok(Accepted { measure: measure.number, period: submission.period })
    }
}

/// Takes back a number that its partner has not accepted. What was accepted is corrected, never taken back.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct TakeBack {
    /// The submission's number.
    pub(crate) submission: i64,
}

#[async_trait]
impl Act for TakeBack {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let initiative = cx.initiative()?;
        let submission = store::numbered(tx, initiative, self.submission).await?.ok_or(Error::Missing)?;
        cx.may(&SEND, submission.owner())?;
        if submission.locked {
            return Err(Error::Rule("cycle-rule-locked"));
        }
        if !submission.is(State::Sent) {
            return Err(Error::Rule("submission-rule-not-waiting"));
        }
        let measure =
            measure::store::find(tx, initiative, submission.measure).await?.ok_or(Error::Missing)?;
        store::take_back(tx, initiative, &submission).await?;
        let title = titled(cx, tx, &measure, &submission).await?;
        cx.tell(tx, Told::new("submission.taken-back", submission.about(), title)).await
    }
}

/// Accepts everything that waits under one duty of the partner's own.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct AcceptAll {
    /// The duty's number.
    pub duty: i64,
}

#[async_trait]
impl Act for AcceptAll {
    /// How many count now that did not.
    type Out = usize;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<usize> {
        let initiative = cx.initiative()?;
        let duty = duty::store::numbered(tx, initiative, self.duty).await?.ok_or(Error::Missing)?;
        delegate::accepting(cx, tx).await?.may(&ACCEPT, duty.owner())?;
        let measure = measure::store::find(tx, initiative, duty.measure).await?.ok_or(Error::Missing)?;
        let mut waiting = store::of_duty(tx, initiative, duty.id).await?;
        waiting.retain(|submission| submission.is(State::Sent) && !submission.locked);
        for submission in &waiting {
            accept(cx, tx, &measure, submission).await?;
        }
        Ok(waiting.len())
    }
}

/// Accepts everything that waits for one partner, over all its duties.
#[derive(Debug, Clone, Deserialize)]
pub struct AcceptReport {
    /// Whose numbers.
    pub partner: PartnershipId,
}

#[async_trait]
impl Act for AcceptReport {
    /// How many count now that did not.
    type Out = usize;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<usize> {
        let initiative = cx.initiative()?;
        delegate::accepting(cx, tx).await?.may(&ACCEPT, Owner::Partnership(self.partner.0))?;
        let measures = measure::store::all(tx, initiative).await?;
        let mut waiting = store::waiting_of_partner(tx, initiative, self.partner).await?;
        waiting.retain(|submission| !submission.locked);
        for submission in &waiting {
            let measure = measures.iter().find(|measure| measure.id == submission.measure);
            accept(cx, tx, measure.ok_or(Error::Missing)?, submission).await?;
        }
        Ok(waiting.len())
    }
}

/// Makes it count and tells it. Whoever calls this has asked [`ACCEPT`].
pub(crate) async fn accept(
    cx: &Context,
    tx: &mut Tx,
    measure: &Measure,
    submission: &Submission,
) -> Result<()> {
    if submission.locked {
        return Err(Error::Rule("cycle-rule-locked"));
    }
    let initiative = cx.initiative()?;
    duty::store::lock(tx, initiative, submission.duty).await?;
    if !store::accept(tx, initiative, submission, &cx.actor.name, cx.now()).await? {
        return Err(Error::Rule("submission-rule-not-waiting"));
    }
    cycle::sums::add_up(tx, initiative, measure, submission.cycle, &submission.period).await?;
    query::store::corrected(tx, initiative, submission, cx.now()).await?;
    let title = titled(cx, tx, measure, submission).await?;
    cx.tell(tx, Told::new("submission.accepted", submission.about(), title)).await
}
