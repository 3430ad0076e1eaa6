//! Stock of the ledger: how much there was to mend on a day, so that a burn-down can be drawn and what was opened and closed
//! since can be said. It is taken whenever a period is locked, and when somebody asks for it.

use std::collections::HashSet;

use ::store::{Read, Tx};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use kernel::{Context, Result};
use web::text::Say;

use super::{Key, Ledger, store};

/// What was counted on a day.
#[derive(Debug, Clone)]
pub(crate) struct Stock {
    /// As `2026-11-28`, in UTC.
    pub(crate) day: String,
    /// The period that was locked, or the day.
    pub(crate) label: String,
    pub(crate) taken_at: Timestamp,
    pub(crate) duties: i64,
    pub(crate) points: i64,
    pub(crate) open: i64,
}

impl Stock {
    /// When it was taken, in its reader's words: the period that was locked then, or the day.
    pub(crate) fn words(&self, say: &Say) -> String {
        if self.label == self.day { say.day(self.taken_at) } else { self.label.clone() }
    }
}

fn day_of(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).date().to_string()
}

/// Takes stock; whoever calls this has asked who may. The label is the day's where none is given.
pub(crate) async fn take(cx: &Context, tx: &mut Tx, label: &str) -> Result<Stock> {
    let ledger = Ledger::load(cx, tx).await?;
    let day = day_of(cx.now());
    let stock = Stock {
        label: if label.is_empty() { day.clone() } else { label.to_owned() },
        day,
        taken_at: cx.now(),
        duties: ledger.duties as i64,
        points: i64::from(ledger.points()),
        open: ledger.open.len() as i64,
    };
    store::take(tx, cx.initiative()?, &stock, &ledger.keys()).await?;
    Ok(stock)
}

/// What has changed since stock was taken before today.
pub(crate) struct Since {
    /// The stocks, in order of time; today's, if it was taken, is the last.
    pub(crate) stocks: Vec<Stock>,
    /// The one compared with; `None` if none was taken before today.
    pub(crate) last: Option<Stock>,
    /// Things that were not there then.
    pub(crate) opened: usize,
    /// Things that are no longer there, mended or retired.
    pub(crate) closed: usize,
}

impl Since {
    pub(crate) async fn load(cx: &Context, read: &mut Read, ledger: &Ledger) -> Result<Self> {
        let stocks = store::stocks(read, cx.initiative()?).await?;
        let today = day_of(cx.now());
        let last = stocks.iter().rfind(|stock| stock.day < today);
        let before: HashSet<Key> = match last {
            Some(stock) => store::items_of(read, cx.initiative()?, &stock.day).await?,
            None => HashSet::new(),
        };
        let now = ledger.keys();
        let (opened, closed) = match last {
            Some(_) => (now.difference(&before).count(), before.difference(&now).count()),
            None => (0, 0),
        };
        Ok(Self { last: last.cloned(), stocks, opened, closed })
    }
}
