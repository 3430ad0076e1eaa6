use std::collections::BTreeMap;

use ::store::Tx;
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problem, Problems, Ref, Result, Told};
use serde::Deserialize;

use super::{Gap, Item, KEEP, Ledger, Note, stock, store};

/// The longest name of who mends it, in characters.
const OWNER: usize = 120;
/// The longest reason, in characters.
const REASON: usize = 500;
/// The most hours for one thing.
const HOURS: f64 = 1000.0;

/// Which thing on the ledger.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Thing {
    /// The duty's number.
    pub duty: i64,
    /// `missing`, `not-comparable`, `proxy`, `outdated`, `dimension`, `late` or `query`.
    pub gap: String,
    /// What it is about, as the ledger gives it; `-` or empty where the duty says it all.
    #[serde(default)]
    pub what: String,
}

impl Thing {
    async fn find(&self, cx: &Context, tx: &mut Tx) -> Result<Item> {
        let ledger = Ledger::load(cx, tx).await?;
        let gap = self.gap.parse::<Gap>().map_err(|()| Error::Missing)?;
        ledger.find(self.duty, gap, &self.what).cloned().ok_or(Error::Missing)
    }
}

/// What is written of a thing, and what the journal is told.
async fn write(cx: &Context, tx: &mut Tx, item: &Item, note: &Note, act: &'static str) -> Result<()> {
    store::note(tx, cx.initiative()?, note).await?;
    let words = if note.retired { format!("{}: {}", note.owner, note.reason) } else { note.owner.clone() };
    let before = item.note.as_ref().map(|note| note.owner.clone());
    let title = format!("{}: {}", item.partner, item.measure.1);
    cx.tell(tx, Told::new(act, item.duty.about(), title).change(before, words)).await
}

fn note(cx: &Context, item: &Item, owner: String, reason: String, retired: bool) -> Note {
    Note {
        duty: item.key.duty,
        gap: item.key.gap,
        what: item.key.what.clone(),
        owner,
        reason,
        retired,
        noted_by: cx.actor.name.clone(),
        noted_at: cx.now(),
    }
}

/// Says who mends a thing.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct OwnThing {
    /// Which.
    #[serde(flatten)]
    pub thing: Thing,
    /// Who.
    pub owner: String,
}

#[async_trait]
impl Act for OwnThing {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&KEEP, Owner::Nobody)?;
        let item = self.thing.find(cx, tx).await?;
        let mut problems = Problems::none();
        let owner = problems.text("owner", &self.owner, OWNER);
        problems.done()?;
        write(cx, tx, &item, &note(cx, &item, owner, String::new(), false), "ledger.owned").await
    }
}

/// Agrees that a thing is fine as it is, with a reason and who answers for that. It is open again when the definition or
/// the period is another.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct RetireThing {
    /// Which.
    #[serde(flatten)]
    pub thing: Thing,
    /// Who answers for it.
    pub owner: String,
    /// Why it is fine.
    pub reason: String,
}

#[async_trait]
impl Act for RetireThing {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&KEEP, Owner::Nobody)?;
        let item = self.thing.find(cx, tx).await?;
        let mut problems = Problems::none();
        let owner = problems.text("owner", &self.owner, OWNER);
        let reason = problems.text("reason", &self.reason, REASON);
        problems.done()?;
        write(cx, tx, &item, &note(cx, &item, owner, reason, true), "ledger.retired").await
    }
}

/// Opens a thing again that was retired.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct ReopenThing {
    /// Which.
    #[serde(flatten)]
    pub thing: Thing,
}

#[async_trait]
impl Act for ReopenThing {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&KEEP, Owner::Nobody)?;
        let item = self.thing.find(cx, tx).await?;
        let owner = item.owner().to_owned();
        write(cx, tx, &item, &note(cx, &item, owner, String::new(), false), "ledger.reopened").await
    }
}

/// Says how many hours it takes to mend one thing of a kind.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct SetHours {
    /// By kind: `proxy` and so on.
    pub hours: BTreeMap<String, f64>,
}

#[async_trait]
impl Act for SetHours {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&KEEP, Owner::Nobody)?;
        let mut problems = Problems::none();
        let mut read = Vec::new();
        for (word, hours) in &self.hours {
            let gap = problems.some(word.parse::<Gap>().ok(), word, "problem-unknown");
            if !(hours.is_finite() && (0.0..=HOURS).contains(hours)) {
                problems.add(Problem::new(word, "ledger-problem-hours"));
            }
            read.extend(gap.map(|gap| (gap, *hours)));
        }
        problems.done()?;
        let mut words = Vec::new();
        for (gap, hours) in read {
            store::set_hours(tx, cx.initiative()?, gap, hours).await?;
            words.push(format!("{}: {hours}", gap.word()));
        }
        let place = cx.place()?;
        let told = Told::new("ledger.hours", Ref::new("initiative", place.id.0), &place.name);
        cx.tell(tx, told.change(None, words.join(", "))).await
    }
}

/// Takes stock of the ledger now.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct TakeStock {
    /// What the day is called on the chart; the day itself if empty.
    #[serde(default)]
    pub label: String,
}

#[async_trait]
impl Act for TakeStock {
    /// How much is open.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&KEEP, Owner::Nobody)?;
        let mut problems = Problems::none();
        let label = problems.maybe_text("label", &self.label, 40);
        problems.done()?;
        let stock = stock::take(cx, tx, &label).await?;
        let place = cx.place()?;
        let told = Told::new("ledger.stock", Ref::new("initiative", place.id.0), &place.name);
        cx.tell(tx, told.change(None, stock.open.to_string())).await?;
        Ok(stock.open)
    }
}
