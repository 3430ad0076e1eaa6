//! Ids, clock, context, acts, abilities: what every room speaks.

mod ability;
mod act;
mod actor;
mod clock;
mod context;
mod error;
mod id;
mod kind;
mod lease;
mod number;
mod profile;
mod repeat;
pub mod told;
mod vault;
#[cfg(feature = "watched")]
pub mod watched;
mod word;

pub use ability::{Ability, Grant, Owner, any, own};
pub use act::Act;
pub use actor::{Actor, Role, Roles, Standing, Via};
pub use clock::Clock;
pub use context::{Context, Identity, Place, World};
pub use error::{Error, Problem, Problems, Result, Stale};
pub use id::{InitiativeId, PersonId};
pub use kind::{Card, Kind, Kinds, Ref, Stage};
pub use lease::hold;
pub use number::{next_number, next_numbers};
pub use profile::Profile;
pub use repeat::{Repeat, forget as forget_receipts};
pub use told::{Link, Relation, Told};
pub use vault::{Key, Vault};

use store::{Migration, Sql};

/// The kernel's own tables.
pub const MIGRATIONS: &[Migration] =
    &[Migration { name: "kernel/0001", text: include_str!("../migrations/0001_kernel.sql") }];

/// The kernel's own statements, for the test that prepares every statement.
pub fn statements() -> Vec<&'static Sql> {
    [repeat::ALL, number::ALL, lease::ALL].concat()
}
