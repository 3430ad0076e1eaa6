//! The alignment ledger (C8): what still keeps partners' numbers from being one, thing by thing, each with who mends it, since when,
//! and about how long that takes. It follows from what is there. Its purpose is to retire things, never to score a partner.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod item;
pub(crate) mod page;
pub(crate) mod stock;
pub(crate) mod store;
mod survey;

use std::collections::{HashMap, HashSet};

use ::store::Read;
use jiff::Timestamp;
use kernel::{Ability, Context, Result, Role, any};
use signals::alignment;
use web::ExportTable;

use crate::duty::{Duty, DutyId};

/// Reading the ledger.
pub(crate) static READ: Ability = Ability { name: "measurement.ledger.read", grants: &[any(Role::Member)] };
/// Saying who mends a thing, retiring it, taking stock.
pub(crate) static KEEP: Ability =
    Ability { name: "measurement.ledger.keep", grants: &[any(Role::Facilitator), any(Role::Backbone)] };

/// This concept's rows of the permission table.
pub(crate) const ABILITIES: &[&Ability] = &[&READ, &KEEP];

kernel::words! {
    /// What keeps a partner's numbers apart from the others'.
    pub enum Gap {
        /// Nothing has come yet.
        Missing = "missing",
        /// It cannot be compared.
        NotComparable = "not-comparable",
        /// It stands in for what was agreed.
        Proxy = "proxy",
        /// It follows an older definition.
        Outdated = "outdated",
        /// A breakdown that was agreed is not there.
        Dimension = "dimension",
        /// The period that is due has not come.
        Late = "late",
        /// A question waits for its answer.
        Query = "query",
    }
}

impl Gap {
    /// Hours to mend one, until somebody says it better: a guess, told as one.
    fn guess(self) -> f64 {
        match self {
            Self::NotComparable => 6.0,
            Self::Missing | Self::Proxy => 4.0,
            Self::Dimension => 3.0,
            Self::Outdated => 2.0,
            Self::Late => 1.0,
            Self::Query => 0.5,
        }
    }
}

/// Which thing it is: it stays the same from day to day, and is another when the definition or the period is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Key {
    pub(crate) duty: DutyId,
    pub(crate) gap: Gap,
    /// The period, the definition's version, the dimension's or the question's number; empty where the duty says it all.
    pub(crate) what: String,
}

/// A thing to mend.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) key: Key,
    pub(crate) duty: Duty,
    /// The measure's number and name.
    pub(crate) measure: (i64, String),
    pub(crate) partner: String,
    /// Its points.
    pub(crate) weight: alignment::Gap,
    /// Since when it is so.
    pub(crate) since: Timestamp,
    /// What the sentence about it names: a period, a field, a dimension; may be empty.
    pub(crate) named: String,
    /// What was said of it.
    pub(crate) note: Option<Note>,
}

impl Item {
    /// Who mends it: whoever was named, or the partner.
    pub(crate) fn owner(&self) -> &str {
        match &self.note {
            Some(note) if !note.owner.is_empty() => &note.owner,
            _ => &self.partner,
        }
    }

    pub(crate) fn retired(&self) -> bool {
        self.note.as_ref().is_some_and(|note| note.retired)
    }

    /// Its page inside the initiative.
    pub(crate) fn path(&self) -> String {
        let what = if self.key.what.is_empty() { "-" } else { &self.key.what };
        format!("ledger/{}/{}/{what}", self.duty.number, self.key.gap.word())
    }

    /// Whole days that it has been so.
    pub(crate) fn days(&self, now: Timestamp) -> i64 {
        days_between(self.since, now)
    }
}

/// Whole days from one moment to a later one; never below nothing.
fn days_between(from: Timestamp, to: Timestamp) -> i64 {
    (to.duration_since(from).as_hours() / 24).max(0)
}

/// What somebody said of a thing.
#[derive(Debug, Clone)]
pub(crate) struct Note {
    pub(crate) duty: DutyId,
    pub(crate) gap: Gap,
    pub(crate) what: String,
    /// Who mends it, or who answers for it as it is; empty for the partner.
    pub(crate) owner: String,
    /// Why it is fine as it is; empty unless it is retired.
    pub(crate) reason: String,
    pub(crate) retired: bool,
    pub(crate) noted_by: String,
    pub(crate) noted_at: Timestamp,
}

impl Note {
    fn key(&self) -> Key {
        Key { duty: self.duty, gap: self.gap, what: self.what.clone() }
    }
}

/// The whole ledger as it stands now.
pub(crate) struct Ledger {
    /// What is to be mended, the oldest first.
    pub(crate) open: Vec<Item>,
    /// What is fine as it is.
    pub(crate) retired: Vec<Item>,
    /// How many duties there are.
    pub(crate) duties: usize,
    /// Hours to mend one of each kind.
    pub(crate) hours: HashMap<Gap, f64>,
}

impl Ledger {
    /// As it follows from what is there.
    pub(crate) async fn load(cx: &Context, read: &mut Read) -> Result<Self> {
        let (duties, mut items) = survey::items(cx, read).await?;
        items.sort_by(|one, other| (one.since, &one.key).cmp(&(other.since, &other.key)));
        let said: HashMap<Gap, f64> = store::hours(read, cx.initiative()?).await?.into_iter().collect();
        let hours = Gap::ALL.iter().map(|gap| (*gap, said.get(gap).copied().unwrap_or_else(|| gap.guess())));
        let (retired, open) = items.into_iter().partition(Item::retired);
        Ok(Self { open, retired, duties, hours: hours.collect() })
    }

    /// Points of all duties together, each capped.
    pub(crate) fn points(&self) -> u32 {
        self.of_duties().into_iter().sum()
    }

    fn of_duties(&self) -> Vec<u32> {
        let mut gaps: HashMap<DutyId, Vec<alignment::Gap>> = HashMap::new();
        for item in &self.open {
            gaps.entry(item.key.duty).or_default().push(item.weight);
        }
        gaps.into_values().map(alignment::points).collect()
    }

    /// How far the whole has drifted apart, from 0 to 1; `None` without a duty.
    pub(crate) fn drift(&self) -> Option<f64> {
        alignment::drift(self.of_duties(), self.duties)
    }

    /// About how many hours it takes to mend all of it.
    pub(crate) fn effort(&self) -> f64 {
        self.open.iter().map(|item| self.hours_of(item)).sum()
    }

    /// About how many hours it takes to mend one.
    pub(crate) fn hours_of(&self, item: &Item) -> f64 {
        self.hours.get(&item.key.gap).copied().unwrap_or_default()
    }

    /// What is to be mended, by which it is found again.
    pub(crate) fn keys(&self) -> HashSet<Key> {
        self.open.iter().map(|item| item.key.clone()).collect()
    }

    /// The thing of that key, open or retired.
    pub(crate) fn find(&self, duty: i64, gap: Gap, what: &str) -> Option<&Item> {
        let what = if what == "-" { "" } else { what };
        let is = |item: &&Item| item.duty.number == duty && item.key.gap == gap && item.key.what == what;
        self.open.iter().chain(&self.retired).find(is)
    }
}

/// What was said of things, hours, and stocks as open tables.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<Vec<ExportTable>> {
    let initiative = cx.initiative()?;
    let notes = store::notes(read, initiative).await?.into_iter().map(|note| {
        vec![
            note.duty.to_string(),
            note.gap.word().to_owned(),
            note.what,
            note.owner,
            note.reason,
            note.retired.to_string(),
            note.noted_by,
            note.noted_at.to_string(),
        ]
    });
    let hours = store::hours(read, initiative).await?;
    let hours = hours.into_iter().map(|(gap, hours)| vec![gap.word().to_owned(), hours.to_string()]);
    let stocks = store::stocks(read, initiative).await?.into_iter().map(|stock| {
        vec![
            stock.day,
            stock.label,
            stock.taken_at.to_string(),
            stock.duties.to_string(),
            stock.points.to_string(),
            stock.open.to_string(),
        ]
    });
    let items = store::stock_items(read, initiative).await?;
    let items = items
        .into_iter()
        .map(|(day, duty, gap, what)| vec![day, duty.to_string(), gap.word().to_owned(), what]);
    Ok(vec![
        ExportTable {
            name: "ledger_notes",
            columns: &["duty", "gap", "what", "owner", "reason", "retired", "noted_by", "noted_at"],
            rows: notes.collect(),
        },
        ExportTable { name: "ledger_hours", columns: &["gap", "hours"], rows: hours.collect() },
        ExportTable {
            name: "ledger_stocks",
            columns: &["day", "label", "taken_at", "duties", "points", "open"],
            rows: stocks.collect(),
        },
        ExportTable {
            name: "ledger_stock_items",
            columns: &["day", "duty", "gap", "what"],
            rows: items.collect(),
        },
    ])
}
