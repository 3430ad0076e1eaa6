//! What happened: append, thread, seal and verify, live feed.

mod append;
#[cfg(test)]
mod attacks;
mod erase;
pub mod export;
pub mod feed;
mod key;
mod live;
mod record;
mod report;
mod seal;
#[cfg(test)]
mod tests;
pub mod thread;
mod tree;
pub mod verify;

pub use append::Tell;
pub use erase::{erase_person, erase_words};
pub use feed::Entry;
pub use key::{Checkpoint, public_key};
pub use live::{Live, stream};
pub use record::{Hex, Leaf, Record, Said};
pub use seal::{Sealer, checkpoint, checkpoints, initiatives};
pub use verify::{Report, verify_export, verify_store};

use store::{Migration, Sql};

/// The journal's tables.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "journal/0001", text: include_str!("../migrations/0001_journal.sql") },
    Migration { name: "journal/0002", text: include_str!("../migrations/0002_seal.sql") },
    Migration { name: "journal/0003", text: include_str!("../migrations/0003_waiting.sql") },
];

/// The journal's statements, for the test that prepares every statement.
pub fn statements() -> Vec<&'static Sql> {
    [append::ALL, erase::ALL, export::ALL, feed::ALL, key::ALL, live::ALL, seal::ALL, thread::ALL].concat()
}
