//! Keeping small numbers from readers: what may be seen of some numbers, so that what is hidden cannot be worked out
//! from the rest. The mathematics is the engine's (`signals::disclosure`); here stands what is one surface.
//!
//! Sources: practice C7; engines/measurement.md 3.5, 3.6.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod page;
mod pattern;
pub(crate) mod store;
mod table;

use ::store::Read;
use jiff::Timestamp;
use kernel::{Ability, Context, Result, Role, any};
use signals::disclosure::{Rounding, Shown};
use web::ExportTable;

pub(crate) use pattern::{Fate, exposed, pattern};
pub(crate) use table::{Figure, Known, Part, Table};

/// Numbers of fewer partners would show what one of them brought.
const LEAST: u64 = 3;
/// The largest share of a number that one partner may hold.
const SHARE: f64 = 0.8;

/// Reading numbers that are too small for others: whoever looks after the data.
pub(crate) static READ_SMALL: Ability = Ability {
    name: "measurement.disclosure.read-small",
    grants: &[any(Role::Facilitator), any(Role::Backbone)],
};
/// Choosing how small numbers are kept from readers.
pub(crate) static CHOOSE: Ability =
    Ability { name: "measurement.disclosure.choose", grants: &[any(Role::Facilitator), any(Role::Backbone)] };

/// All of them.
pub(crate) const ABILITIES: &[&Ability] = &[&READ_SMALL, &CHOOSE];

/// How small numbers are kept from readers; an initiative has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Hidden, and with them what would give them away; everything else is exact.
    Suppress,
    /// Hidden, and everything else rounded to five.
    Round,
}

impl Mode {
    pub(crate) const ALL: [Self; 2] = [Self::Suppress, Self::Round];

    /// Its word in the database; its text's key is `disclosure-mode-` and this.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Suppress => "suppress",
            Self::Round => "round",
        }
    }

    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.word() == word)
    }
}

/// How an initiative does it.
#[derive(Debug, Clone)]
pub(crate) struct Policy {
    pub(crate) mode: String,
    /// Whether what one partner brought is nobody else's business in public.
    pub(crate) confidential: bool,
    pub(crate) version: i64,
    pub(crate) changed_by: String,
    pub(crate) changed_at: Timestamp,
}

impl Policy {
    pub(crate) fn mode(&self) -> Mode {
        Mode::from_word(&self.mode).unwrap_or(Mode::Suppress)
    }

    /// All of it as one line, for the journal.
    fn as_text(&self) -> String {
        format!("{}, {}", self.mode, if self.confidential { "confidential" } else { "open" })
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            mode: Mode::Suppress.word().to_owned(),
            confidential: true,
            version: 0,
            changed_by: String::new(),
            changed_at: Timestamp::UNIX_EPOCH,
        }
    }
}

/// What may have been rounded to a number: from here to there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rounded {
    pub(crate) low: u64,
    pub(crate) high: u64,
}

impl Rounded {
    /// Of a number as it is shown.
    pub(crate) fn of(rounding: &Rounding, shown: u64) -> Self {
        let before = rounding.before(Shown::Rounded(shown));
        Self { low: before.low, high: before.high.unwrap_or(before.low) }
    }

    /// Of a number that an earlier edition shows rounded.
    pub(crate) fn near(value: f64) -> Self {
        let Rounding { base, .. } = Rounding::default();
        let shown = (value as u64 + base / 2) / base * base;
        Self { low: shown.saturating_sub(base / 2), high: shown + base / 2 }
    }
}

/// The setting as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let policy = store::policy(read, cx.initiative()?).await?;
    let row = |policy: &Policy| {
        vec![
            policy.mode.clone(),
            policy.confidential.to_string(),
            policy.changed_by.clone(),
            policy.changed_at.to_string(),
        ]
    };
    Ok(ExportTable {
        name: "disclosure",
        columns: &["mode", "confidential", "changed_by", "changed_at"],
        rows: Some(&policy).filter(|policy| policy.version > 0).map(row).into_iter().collect(),
    })
}
