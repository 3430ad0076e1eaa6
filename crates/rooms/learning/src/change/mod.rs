//! A line of the change log: something in the system is not as it was. Writing one takes a minute.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Ability, Card, Context, Kind, Result, Role, Stage, any};
use uuid::Uuid;
use web::ExportTable;

kernel::ids! {
    /// A line of the change log.
    ChangeId
}

/// Reading the change log.
pub(crate) static READ: Ability =
    Ability { name: "learning.change.read", grants: &[any(Role::Anyone), any(Role::Member)] };
/// Noting a change.
pub(crate) static NOTE: Ability = Ability { name: "learning.change.note", grants: &[any(Role::Member)] };

/// What kind of change it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Code {
    /// Something is done differently.
    Practice,
    /// A rule is different.
    Policy,
    /// Money or people flow differently.
    Resources,
    /// People or organisations work together who did not.
    Relationship,
    /// Who decides is different.
    Power,
    /// People think of it differently.
    Thinking,
}

impl Code {
    /// Every code; the six conditions of systems change.
    pub(crate) const ALL: [Self; 6] =
        [Self::Practice, Self::Policy, Self::Resources, Self::Relationship, Self::Power, Self::Thinking];

    /// Its word in the database; its text's key is `change-code-` and this.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Practice => "practice",
            Self::Policy => "policy",
            Self::Resources => "resources",
            Self::Relationship => "relationship",
            Self::Power => "power",
            Self::Thinking => "thinking",
        }
    }

    /// The code of that word.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.word() == word)
    }
}

/// One line of the log.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    pub(crate) id: ChangeId,
    pub(crate) number: i64,
    pub(crate) code: String,
    pub(crate) line: String,
    pub(crate) first_time: bool,
    pub(crate) noted_by: String,
    pub(crate) noted_at: Timestamp,
}

/// What other rooms and the shell may know of a change.
pub(crate) struct ChangeKind;

#[async_trait]
impl Kind for ChangeKind {
    fn name(&self) -> &'static str {
        "change"
    }

    fn stage(&self) -> Stage {
        Stage::Win
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        Ok(store::these(read, cx.initiative()?, ids).await?.iter().map(|change| change.card(slug)).collect())
    }
}

impl Change {
    pub(crate) fn card(&self, slug: &str) -> Card {
        Card {
            about: kernel::Ref::new("change", self.id.0),
            stage: Stage::Win,
            title: self.line.clone(),
            href: format!("/i/{slug}/changes#change-{}", self.number),
            at: self.noted_at,
        }
    }
}

/// The log as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = store::all(read, cx.initiative()?).await?.into_iter().map(|change| {
        vec![
            change.number.to_string(),
            change.noted_at.to_string(),
            change.code,
            change.line,
            change.first_time.to_string(),
            change.noted_by,
        ]
    });
    Ok(ExportTable {
        name: "changes",
        columns: &["number", "noted_at", "code", "line", "first_time", "noted_by"],
        rows: rows.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn every_code_is_found_by_its_word() {
        for code in Code::ALL {
            assert_eq!(Code::from_word(code.word()), Some(code));
        }
        assert_eq!(Code::from_word("weather"), None);
    }
}
