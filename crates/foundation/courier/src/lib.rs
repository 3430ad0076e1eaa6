//! The outbox: mail today, calendar, feeds and webhooks through the same door.
//!
//! An act posts a mail in its own transaction: no act, no mail; no mail lost. Delivery happens afterwards,
//! at least once, under a `Message-ID` that stays the same.

mod deliver;
mod message;
mod outbox;

pub use deliver::run;
pub use message::{Smtp, Unusable};
pub use outbox::{Mail, Posted, State, outbox, post};

use store::{Migration, Sql};

/// The outbox's table.
pub const MIGRATIONS: &[Migration] =
    &[Migration { name: "courier/0001", text: include_str!("../migrations/0001_outbox.sql") }];

/// The courier's statements, for the test that prepares every statement.
pub fn statements() -> Vec<&'static Sql> {
    [deliver::ALL, outbox::ALL].concat()
}
