//! Today: what waits, who went quiet, what moved.

pub(crate) mod page;

use kernel::{Ability, Role, any};

/// Looking at one's own morning view.
pub(crate) static LOOK: Ability = Ability { name: "backbone.today.look", grants: &[any(Role::Member)] };
