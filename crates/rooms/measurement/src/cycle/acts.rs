use ::store::Tx;
use async_trait::async_trait;
use futures_util::{StreamExt, TryStreamExt, stream};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problem, Problems, Result, Told};
use serde::Deserialize;

use super::{Cycle, CycleId, Frequency, OPEN, store, sums};
use crate::measure::{self, Measure};
use crate::{duty, ledger};

/// Measures that are added up at the same time, where the database can do so.
const AT_ONCE: usize = 4;
/// The longest label, in characters.
const LABEL: usize = 40;

/// Opens a period of a measure for reporting.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct OpenCycle {
    /// The measure's number.
    pub measure: i64,
    /// The period: `2018`, `Q3 2018`, `2018-03`.
    pub period: String,
    /// What people call it; the period itself if empty.
    #[serde(default)]
    pub label: String,
    /// The day by which numbers are due, as `2019-03-31`; may be empty.
    #[serde(default)]
    pub due: String,
}

#[async_trait]
impl Act for OpenCycle {
    /// The period's key.
    type Out = String;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<String> {
        cx.may(&OPEN, Owner::Nobody)?;
        let measure = measure::store::numbered(tx, cx.initiative()?, self.measure).await?;
        let measure = measure.ok_or(Error::Missing)?;
        let mut problems = Problems::none();
        let period = measure.in_force().frequency().period(&self.period);
        let period = problems.some(period, "period", "cycle-problem-period").unwrap_or_default();
        let label = problems.maybe_text("label", &self.label, LABEL);
        let due = match self.due.trim() {
            "" => None,
            day => problems.some(end_of(day), "due", "problem-date"),
        };
        problems.done()?;
        if !open(cx, tx, &measure, &period, &label, due).await? {
            return Err(Problem::new("period", "cycle-problem-open").into());
        }
        let cycle = store::find(tx, cx.initiative()?, measure.id, &period).await?.ok_or(Error::Missing)?;
        sums::add_up(tx, cx.initiative()?, &measure, cycle.id, &period).await?;
        Ok(period)
    }
}

/// Opens the same period of every measure that is reported as often, where it is not open yet.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct OpenCycles {
    /// `yearly`, `quarterly` or `monthly`.
    pub frequency: String,
    /// The period: `2018`, `Q3 2018`, `2018-03`.
    pub period: String,
    /// The day by which numbers are due, as `2019-03-31`; may be empty.
    #[serde(default)]
    pub due: String,
}

#[async_trait]
impl Act for OpenCycles {
    /// The measures for which it was opened.
    type Out = Vec<i64>;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<Vec<i64>> {
        cx.may(&OPEN, Owner::Nobody)?;
        let mut problems = Problems::none();
        let frequency = Frequency::from_word(&self.frequency);
        let frequency = problems.some(frequency, "frequency", "problem-choose");
        let period = frequency.and_then(|frequency| frequency.period(&self.period));
        let period = problems.some(period, "period", "cycle-problem-period").unwrap_or_default();
        let due = match self.due.trim() {
            "" => None,
            day => problems.some(end_of(day), "due", "problem-date"),
        };
        problems.done()?;
        let mut opened = Vec::new();
        for measure in measure::store::all(tx, cx.initiative()?).await? {
            let asked = !duty::store::of_measure(tx, cx.initiative()?, measure.id).await?.is_empty();
            let often = Some(measure.in_force().frequency()) == frequency;
            if asked && often && open(cx, tx, &measure, &period, "", due).await? {
                opened.push(measure.number);
            }
        }
        if opened.is_empty() {
            return Err(Problem::new("period", "cycle-problem-all-open").into());
        }
        Ok(opened)
    }
}

/// The last moment of a day, in UTC.
pub(crate) fn end_of(day: &str) -> Option<Timestamp> {
    let day: Date = day.parse().ok()?;
    let midnight = day.tomorrow().ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp();
    Timestamp::from_microsecond(midnight.as_microsecond() - 1).ok()
}

/// Opens a period and tells it; false if it is open already. Whoever calls this has asked [`OPEN`].
pub(crate) async fn open(
    cx: &Context,
    tx: &mut Tx,
    measure: &Measure,
    period: &str,
    label: &str,
    due: Option<Timestamp>,
) -> Result<bool> {
    let cycle = Cycle {
        id: CycleId::new(),
        measure: measure.id,
        period: period.to_owned(),
        label: if label.is_empty() { period.to_owned() } else { label.to_owned() },
        opened_at: cx.now(),
        due,
        locked: false,
    };
    if !store::insert(tx, cx.initiative()?, &cycle).await? {
        return Ok(false);
    }
    let told = Told::new("cycle.opened", measure.about(), format!("{}, {}", measure.name, cycle.label));
    cx.tell(tx, told).await?;
    Ok(true)
}

/// Takes no more numbers for a period, or takes them again.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct LockCycle {
    /// The measure's number.
    pub measure: i64,
    /// The period's key.
    pub period: String,
    /// Whether it is to be locked.
    pub locked: bool,
}

#[async_trait]
impl Act for LockCycle {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&OPEN, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let measure = measure::store::numbered(tx, initiative, self.measure).await?.ok_or(Error::Missing)?;
        let cycle = store::find(tx, initiative, measure.id, &self.period).await?.ok_or(Error::Missing)?;
        store::set_locked(tx, initiative, &cycle, self.locked).await?;
        let act = if self.locked { "cycle.locked" } else { "cycle.unlocked" };
        let told = Told::new(act, measure.about(), format!("{}, {}", measure.name, cycle.label));
        cx.tell(tx, told).await?;
        if self.locked {
            ledger::stock::take(cx, tx, &cycle.label).await?;
        }
        Ok(())
    }
}

/// Adds up every period of a measure anew from what partners accepted. It changes nothing unless sums are wrong: after
/// a repair of the database, or when a release adds otherwise.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct AddUp {
    /// The measure's number.
    pub measure: i64,
}

#[async_trait]
impl Act for AddUp {
    /// How many periods.
    type Out = usize;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<usize> {
        cx.may(&OPEN, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let measure = measure::store::numbered(tx, initiative, self.measure).await?.ok_or(Error::Missing)?;
        sums::Sums::of(tx, initiative, &measure).await?.add_up_each(tx, initiative).await
    }
}

/// Adds up every measure of the initiative anew, each in a transaction of its own: pages are answered meanwhile, and
/// others write in between. `progress` is told how many measures are done, of how many.
pub async fn rebuild(cx: &Context, progress: impl Fn(u64, u64)) -> Result<usize> {
    let measures = measure::store::all(&mut cx.read().await?, cx.initiative()?).await?;
    let act = |measure: &Measure| AddUp { measure: measure.number };
    let mut running = stream::iter(measures.iter().map(act).map(|act| async move { cx.execute(act).await }))
        .buffered(AT_ONCE);
    let (mut periods, mut done) = (0, 0);
    while let Some(found) = running.try_next().await? {
        periods += found;
        done += 1;
        progress(done, measures.len() as u64);
    }
    Ok(periods)
}

#[cfg(test)]
mod tests {
    use super::end_of;

    #[test]
    fn a_day_ends_at_its_midnight() {
        assert_eq!(end_of("2019-03-31").unwrap().to_string(), "2019-03-31T23:59:59.999999Z");
        assert_eq!(end_of("31.3.2019"), None);
    }
}
