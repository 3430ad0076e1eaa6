use uuid::Uuid;

use crate::{PersonId, Role};

/// One row of the permission table: something that can be done, and who may. What no grant names is denied.
#[derive(Debug)]
pub struct Ability {
    /// Room, object and verb, such as `measurement.submission.accept`.
    pub name: &'static str,
    /// Who may.
    pub grants: &'static [Grant],
}

/// One cell: a role, and whether it reaches everything in the initiative or only what is the actor's own.
#[derive(Debug, Clone, Copy)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// Only what belongs to the actor (see [`Owner`]).
    pub own: bool,
}

/// The role may, whoever owns the object.
pub const fn any(role: Role) -> Grant {
    Grant { role, own: false }
}

/// The role may with what is its own.
pub const fn own(role: Role) -> Grant {
    Grant { role, own: true }
}

/// To whom an object belongs, as far as permissions care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// To the whole initiative.
    Nobody,
    /// To a person.
    Person(PersonId),
    /// To a partner.
    Partnership(Uuid),
    /// To a group.
    Group(Uuid),
}
