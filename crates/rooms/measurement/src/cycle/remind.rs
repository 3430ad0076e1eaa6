//! Reminders: some days before a period is due, on the day, and whenever the backbone asks for it. Each once, to those
//! who still owe it, never to who has sent.

use std::collections::BTreeMap;

use ::store::{Read, Tx};
use async_trait::async_trait;
use courier::Mail;
use jiff::{SignedDuration, Timestamp};
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Result, Told, Via};
use people::PartnershipId;
use uuid::Uuid;
use web::ExportTable;
use web::text::Say;

use super::{Cycle, CycleId, OPEN, store};
use crate::delegate;
use crate::measure::{self, Measure};

/// So long before a period is due comes the first reminder.
const EARLY: SignedDuration = SignedDuration::from_hours(5 * 24);
/// The day on which it is due.
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// What is written, in the words of whoever reads it; the lines are chosen for each partner.
#[derive(Debug, Clone)]
pub(crate) struct Letter {
    subject: String,
    opening: String,
    /// What each cycle is called, and when it is due.
    lines: Vec<(CycleId, String)>,
    /// Where it is done.
    closing: String,
}

impl Letter {
    /// A letter about some cycles. `address` is where one reports.
    pub(crate) fn about(
        say: &Say,
        initiative: &str,
        measures: &[Measure],
        cycles: &[Cycle],
        address: &str,
    ) -> Self {
        let line = |cycle: &Cycle| {
            let measure = measures.iter().find(|measure| measure.id == cycle.measure)?;
            let name = format!("{}, {}", measure.name, cycle.label);
            let due = cycle.due.map(|due| say.with("cycle-due-by", &[("day", say.day(due).into())]));
            Some((cycle.id, std::iter::once(format!("- {name}.")).chain(due).collect::<Vec<_>>().join(" ")))
        };
        Self {
            subject: say.with("remind-subject", &[("initiative", initiative.into())]),
            opening: say.t("remind-opening"),
            lines: cycles.iter().filter_map(line).collect(),
            closing: format!("{}\n{address}", say.t("remind-closing")),
        }
    }

    fn to(&self, cycles: &[CycleId]) -> String {
        let lines = self.lines.iter().filter(|(cycle, _)| cycles.contains(cycle));
        let lines: Vec<&str> = lines.map(|(_, line)| line.as_str()).collect();
        format!("{}\n\n{}\n\n{}", self.opening, lines.join("\n"), self.closing)
    }
}

/// Reminds whoever still owes a number of some cycles, each partner in one mail.
pub(crate) struct Remind {
    /// `early`, `day`, or the day on which somebody asked for it: once in each.
    pub(crate) step: String,
    pub(crate) letter: Letter,
}

#[async_trait]
impl Act for Remind {
    /// How many partners were reminded.
    type Out = usize;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<usize> {
        // The product itself does it by the clock; nobody else can come in that way.
        if cx.via != Via::Job {
            cx.may(&OPEN, Owner::Nobody)?;
        }
        let initiative = cx.initiative()?;
        let cycles: Vec<Uuid> = self.letter.lines.iter().map(|(cycle, _)| cycle.0).collect();
        let owing = store::owing(tx, initiative, &cycles, &self.step).await?;
        let mut partners: BTreeMap<PartnershipId, Vec<CycleId>> = BTreeMap::new();
        for (_, partner, cycle) in &owing {
            partners.entry(*partner).or_default().push(*cycle);
        }
        let ids: Vec<PartnershipId> = partners.keys().copied().collect();
        for (partner, to) in delegate::addresses(cx, tx, &ids).await? {
            let (subject, text) = (self.letter.subject.clone(), self.letter.to(&partners[&partner]));
            let mail = Mail { to, subject, text, html: None, secret: false, purpose: "reminder" };
            courier::post(cx, tx, mail).await?;
        }
        let of: Vec<_> = owing.iter().map(|(duty, _, cycle)| (*duty, *cycle)).collect();
        store::remind(tx, initiative, &of, &self.step, cx.now()).await?;
        for cycle in store::all(tx, initiative).await? {
            if !owing.iter().any(|(.., id)| *id == cycle.id) {
                continue;
            }
            let measure = measure::store::find(tx, initiative, cycle.measure).await?.ok_or(Error::Missing)?;
            let title = format!("{}, {}", measure.name, cycle.label);
            cx.tell(tx, Told::new("cycle.reminded", measure.about(), title)).await?;
        }
        Ok(ids.len())
    }
}

/// What is due soon in the initiative at hand, step by step.
pub(crate) async fn by_the_clock(cx: &Context, say: &Say, address: &str) -> Result<()> {
    let now = cx.now();
    for (step, from, to) in [("day", now, now + DAY), ("early", now + DAY, now + EARLY)] {
        let mut read = cx.read().await?;
        let Some(letter) = letter(cx, &mut read, say, address, (from, to), step).await? else { continue };
        drop(read);
        cx.execute(Remind { step: step.to_owned(), letter }).await?;
    }
    Ok(())
}

/// The letter about what is due between two moments; none if nobody owes anything of it.
async fn letter(
    cx: &Context,
    read: &mut Read,
    say: &Say,
    address: &str,
    (from, to): (Timestamp, Timestamp),
    step: &str,
) -> Result<Option<Letter>> {
    let initiative = cx.initiative()?;
    let cycles = store::due(read, initiative, from, to).await?;
    let ids: Vec<Uuid> = cycles.iter().map(|cycle| cycle.id.0).collect();
    if cycles.is_empty() || store::owing(read, initiative, &ids, step).await?.is_empty() {
        return Ok(None);
    }
    let measures = measure::store::all(read, initiative).await?;
    Ok(Some(Letter::about(say, &cx.place()?.name, &measures, &cycles, address)))
}

/// The reminders as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = store::reminders(read, cx.initiative()?).await?;
    let row = |(duty, cycle, step, at): (_, _, String, Timestamp)| {
        let (duty, cycle): (crate::duty::DutyId, CycleId) = (duty, cycle);
        vec![duty.to_string(), cycle.to_string(), step, at.to_string()]
    };
    Ok(ExportTable {
        name: "reminders",
        columns: &["duty", "cycle", "step", "reminded_at"],
        rows: rows.into_iter().map(row).collect(),
    })
}
