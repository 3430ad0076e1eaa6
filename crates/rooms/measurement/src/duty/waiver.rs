//! A waiver: a partner need not report a period, and why. Whoever reads who has reported reads the reason.

use ::store::{Read, Tx};
use async_trait::async_trait;
use jiff::Timestamp;
use journal::Tell;
use kernel::{Ability, Act, Context, Error, Owner, Problems, Result, Role, Told, any};
use serde::Deserialize;
use web::ExportTable;

use super::{Duty, DutyId, store};
use crate::cycle::{self, Cycle, CycleId};
use crate::measure;
use crate::submission::{self, State};

/// Letting a partner off a period, with a reason, and asking for it again.
pub(crate) static WAIVE: Ability =
    Ability { name: "measurement.duty.waive", grants: &[any(Role::Facilitator), any(Role::Backbone)] };

/// The longest reason, in characters.
const REASON: usize = 500;

/// A partner need not report a period.
#[derive(Debug, Clone)]
pub(crate) struct Waiver {
    pub(crate) duty: DutyId,
    pub(crate) cycle: CycleId,
    pub(crate) reason: String,
    pub(crate) waived_by: String,
    pub(crate) waived_at: Timestamp,
}

/// Lets a partner off a period.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct WaiveDuty {
    /// The duty's number.
    pub duty: i64,
    /// The period's key.
    pub period: String,
    /// Why.
    pub reason: String,
}

#[async_trait]
impl Act for WaiveDuty {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&WAIVE, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let (duty, cycle) = of_period(cx, tx, self.duty, &self.period).await?;
        let mut problems = Problems::none();
        let reason = problems.text("reason", &self.reason, REASON);
        problems.done()?;
        if cycle.locked {
            return Err(Error::Rule("cycle-rule-locked"));
        }
        let sent = submission::store::of_duty(tx, initiative, duty.id).await?;
        if sent.iter().any(|one| one.cycle == cycle.id && one.is(State::Accepted)) {
            return Err(Error::Rule("waiver-rule-counts"));
        }
        let waiver = Waiver {
            duty: duty.id,
            cycle: cycle.id,
            reason: reason.clone(),
            waived_by: cx.actor.name.clone(),
            waived_at: cx.now(),
        };
        if !store::waive(tx, initiative, &waiver).await? {
            return Err(Error::Rule("waiver-rule-already"));
        }
        tell(cx, tx, "duty.waived", &duty, &cycle, Some(reason)).await
    }
}

/// Asks for a period again from which a partner was let off.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct LiftWaiver {
    /// The duty's number.
    pub duty: i64,
    /// The period's key.
    pub period: String,
}

#[async_trait]
impl Act for LiftWaiver {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&WAIVE, Owner::Nobody)?;
        let (duty, cycle) = of_period(cx, tx, self.duty, &self.period).await?;
        if !store::lift(tx, cx.initiative()?, duty.id, cycle.id).await? {
            return Err(Error::Rule("waiver-rule-not"));
        }
        tell(cx, tx, "duty.asked-again", &duty, &cycle, None).await
    }
}

/// A duty and a cycle in which it is owed.
pub(crate) async fn of_period(
    cx: &Context,
    read: &mut Read,
    number: i64,
    period: &str,
) -> Result<(Duty, Cycle)> {
    let initiative = cx.initiative()?;
    let duty = store::numbered(read, initiative, number).await?.ok_or(Error::Missing)?;
    let cycle = cycle::store::find(read, initiative, duty.measure, period).await?;
    let cycle = cycle.filter(|cycle| duty.since <= cycle.period).ok_or(Error::Missing)?;
    Ok((duty, cycle))
}

async fn tell(
    cx: &Context,
    tx: &mut Tx,
    act: &'static str,
    duty: &Duty,
    cycle: &Cycle,
    reason: Option<String>,
) -> Result<()> {
    let initiative = cx.initiative()?;
    let partner = people::partner(tx, initiative, duty.partnership).await?;
    let measure = measure::store::find(tx, initiative, duty.measure).await?.ok_or(Error::Missing)?;
    let name = partner.map(|partner| partner.name).unwrap_or_default();
    let told = Told::new(act, duty.about(), format!("{name}: {}, {}", measure.name, cycle.label));
    cx.tell(tx, reason.into_iter().fold(told, |told, reason| told.change(None, reason))).await
}

/// The waivers as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = store::all_waivers(read, cx.initiative()?).await?.into_iter().map(|waiver| {
        vec![
            waiver.duty.to_string(),
            waiver.cycle.to_string(),
            waiver.reason,
            waiver.waived_by,
            waiver.waived_at.to_string(),
        ]
    });
    Ok(ExportTable {
        name: "waivers",
        columns: &["duty", "cycle", "reason", "waived_by", "waived_at"],
        rows: rows.collect(),
    })
}
