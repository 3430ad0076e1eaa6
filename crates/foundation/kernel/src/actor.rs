use uuid::Uuid;

use crate::{Owner, PersonId};

/// What somebody is in an initiative. The permission table speaks of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u16)]
pub enum Role {
    /// Whoever comes, where the initiative is open to the public.
    Anyone = 1,
    /// Signed in, in whatever initiative.
    Known = 2,
    /// Belongs to the initiative.
    Member = 4,
    /// Speaks for a partner organisation or team.
    Partner = 8,
    /// Runs a group's meetings.
    Facilitator = 16,
    /// Holds a seat that votes.
    Seat = 32,
    /// The neutral backbone: administers, never decides.
    Backbone = 64,
    /// Runs the installation.
    Administrator = 128,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 8] = [
        Self::Anyone,
        Self::Known,
        Self::Member,
        Self::Partner,
        Self::Facilitator,
        Self::Seat,
        Self::Backbone,
        Self::Administrator,
    ];

    /// Its word in the database and in the permission table.
    pub fn word(self) -> &'static str {
        match self {
            Self::Anyone => "anyone",
            Self::Known => "known",
            Self::Member => "member",
            Self::Partner => "partner",
            Self::Facilitator => "facilitator",
            Self::Seat => "seat",
            Self::Backbone => "backbone",
            Self::Administrator => "administrator",
        }
    }

    /// The role of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// A set of roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Roles(u16);

impl Roles {
    /// With `role` as well.
    pub fn with(self, role: Role) -> Self {
        Self(self.0 | role as u16)
    }

    /// Whether `role` is among them.
    pub fn has(self, role: Role) -> bool {
        self.0 & role as u16 != 0
    }

    /// Those it holds.
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL.into_iter().filter(move |role| self.has(*role))
    }
}

/// What an actor is and holds in the initiative at hand.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// The roles.
    pub roles: Roles,
    /// The partnerships the actor speaks for.
    pub partnerships: Vec<Uuid>,
    /// The groups in which the actor holds a seat.
    pub groups: Vec<Uuid>,
}

/// Who acts.
#[derive(Debug, Clone, Default)]
pub struct Actor {
    /// The person, if signed in.
    pub person: Option<PersonId>,
    /// What others call them; empty for somebody without an account.
    pub name: String,
    /// What they may do here comes from this.
    pub standing: Standing,
}

impl Actor {
    /// Whether what belongs to `owner` is this actor's own.
    pub fn owns(&self, owner: Owner) -> bool {
        match owner {
            Owner::Nobody => false,
            Owner::Person(id) => self.person == Some(id),
            Owner::Partnership(id) => self.standing.partnerships.contains(&id),
            Owner::Group(id) => self.standing.groups.contains(&id),
        }
    }
}

/// The way an act came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// A page.
    Web,
    /// The JSON API.
    Api,
    /// The command line on the server.
    CommandLine,
    /// A file.
    Import,
    /// The product itself.
    Job,
}

impl Via {
    /// Its word in the journal.
    pub fn word(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Api => "api",
            Self::CommandLine => "cli",
            Self::Import => "import",
            Self::Job => "job",
        }
    }
}
