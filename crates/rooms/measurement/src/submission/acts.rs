use ::store::Tx;
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Problem, Problems, Relation, Result, Told, next_number};
use serde::{Deserialize, Serialize};

use super::{ACCEPT, SEND, State, Submission, SubmissionId, at_the_door, store};
use crate::cycle::{self, Cycle};
use crate::duty::{self, Duty};
use crate::measure::{self, Measure};

/// The longest note, in characters.
const NOTE: usize = 1000;

/// Sends a partner's number for a period. It waits until the partner accepts it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct SendSubmission {
    /// The duty's number.
    pub duty: i64,
    /// The period.
    pub period: String,
    /// How many. What is no number is refused at the door.
    pub numerator: f64,
    /// Of how many.
    pub denominator: f64,
    /// What should be known with it; may be empty.
    #[serde(default)]
    pub note: String,
    /// Only kept, to be finished later.
    #[serde(default)]
    pub draft: bool,
}

#[async_trait]
impl Act for SendSubmission {
    /// Its number.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        let initiative = cx.initiative()?;
        let duty = duty::store::numbered(tx, initiative, self.duty).await?.ok_or(Error::Missing)?;
        cx.may(&SEND, duty.owner())?;
        let measure = measure::store::find(tx, initiative, duty.measure).await?.ok_or(Error::Missing)?;
        let mut problems = Problems::none();
        let note = problems.maybe_text("note", &self.note, NOTE);
        problems.check(self.numerator.is_finite(), "numerator", "problem-number");
        problems.check(self.denominator.is_finite(), "denominator", "problem-number");
        let cycle = cycle_of(cx, tx, &measure, &self.period).await?;
        let cycle = problems.some(cycle, "period", "cycle-problem-not-open");
        let share = measure.in_force().is_share();
        if let Some((field, text)) =
            at_the_door(self.numerator, self.denominator, share).filter(|_| problems.0.is_empty())
        {
            problems.add(Problem::new(field, text));
        }
        problems.done()?;
        let cycle = cycle.ok_or(Error::Missing)?;
        if cycle.locked {
            return Err(Error::Rule("cycle-rule-locked"));
        }
        let state = if self.draft { State::Draft } else { State::Sent };
        let sending = Sending {
            duty: &duty,
            measure: &measure,
            cycle: &cycle,
            numerator: self.numerator,
            denominator: self.denominator,
            note: &note,
        };
        Ok(sending.record(cx, tx, state).await?.number)
    }
}

/// The cycle of a period as people write it.
async fn cycle_of(cx: &Context, tx: &mut Tx, measure: &Measure, period: &str) -> Result<Option<Cycle>> {
    let key = measure.in_force().frequency().period(period).unwrap_or_else(|| period.trim().to_owned());
    cycle::store::find(tx, cx.initiative()?, measure.id, &key).await
}

/// A number on its way into a new revision. Whoever makes one has asked who may and what must hold.
pub(crate) struct Sending<'a> {
    pub(crate) duty: &'a Duty,
    pub(crate) measure: &'a Measure,
    pub(crate) cycle: &'a Cycle,
    pub(crate) numerator: f64,
    pub(crate) denominator: f64,
    pub(crate) note: &'a str,
}

impl Sending<'_> {
    /// Writes the revision and tells that it came, never what it says.
    pub(crate) async fn record(&self, cx: &Context, tx: &mut Tx, state: State) -> Result<Submission> {
        let initiative = cx.initiative()?;
        let (duty, cycle) = (self.duty, self.cycle);
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
            numerator: self.numerator,
            denominator: self.denominator,
            note: self.note.to_owned(),
            state: state.word().to_owned(),
            sent_by: cx.actor.name.clone(),
            sent_at: cx.now(),
            accepted_by: String::new(),
            accepted_at: None,
        };
        store::insert(tx, initiative, &submission).await?;
        if state == State::Sent {
            let title = titled(cx, tx, self.measure, &submission).await?;
            let told = Told::new("submission.sent", submission.about(), title)
                .from(duty.about(), Relation::ReportedIn);
            cx.tell(tx, told).await?;
        }
        Ok(submission)
    }
}

/// Whose, of what, for when: never how many.
pub(crate) fn title(partner: &str, measure: &Measure, submission: &Submission) -> String {
    format!("{partner}: {}, {}", measure.name, submission.label)
}

async fn titled(cx: &Context, tx: &mut Tx, measure: &Measure, submission: &Submission) -> Result<String> {
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
        cx.may(&ACCEPT, submission.owner())?;
        let measure =
            measure::store::find(tx, initiative, submission.measure).await?.ok_or(Error::Missing)?;
        accept(cx, tx, &measure, &submission).await?;
        Ok(Accepted { measure: measure.number, period: submission.period })
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
        cx.may(&ACCEPT, duty.owner())?;
        let measure = measure::store::find(tx, initiative, duty.measure).await?.ok_or(Error::Missing)?;
        let mut waiting = store::of_duty(tx, initiative, duty.id).await?;
        waiting.retain(|submission| submission.is(State::Sent) && !submission.locked);
        for submission in &waiting {
            accept(cx, tx, &measure, submission).await?;
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
    cycle::store::add_up(tx, initiative, submission.cycle).await?;
    let title = titled(cx, tx, measure, submission).await?;
    cx.tell(tx, Told::new("submission.accepted", submission.about(), title)).await
}
