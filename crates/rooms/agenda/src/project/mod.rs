//! A project that people can choose in a shared budget: what it is, where, what it costs, and who proposed it.

pub(crate) mod acts;
pub(crate) mod api;
mod form;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Ability, Card, Context, Kind, Owner, PersonId, Ref, Result, Role, Stage, any, own};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use web::ExportTable;

use crate::fund::{self, Fund};

kernel::ids! {
    /// A project of a shared budget.
    ProjectId
}

/// Proposing a project, as long as the budget takes proposals; whoever runs it adds projects until people vote.
pub(crate) static PROPOSE: Ability = Ability { name: "agenda.project.propose", grants: &[any(Role::Member)] };
/// Changing a project before people vote: one's own until it is judged, all of them for whoever runs the budget.
pub(crate) static EDIT: Ability = Ability {
    name: "agenda.project.edit",
    grants: &[own(Role::Member), any(Role::Facilitator), any(Role::Backbone)],
};
/// Saying whether a project can be voted on.
pub(crate) static JUDGE: Ability =
    Ability { name: "agenda.project.judge", grants: &[any(Role::Facilitator), any(Role::Backbone)] };

kernel::words! {
    /// How a project stands before people vote.
    pub enum Standing {
        /// It was proposed and is looked at.
        Proposed = "proposed",
        /// People can vote for it.
        Accepted = "accepted",
        /// It cannot be done with this money, for a reason that everybody can read.
        Rejected = "rejected",
    }
}

/// One project.
#[derive(Debug, Clone)]
pub(crate) struct Project {
    pub(crate) id: ProjectId,
    /// The number of its fund.
    pub(crate) fund: i64,
    /// Its number in the fund.
    pub(crate) number: i64,
    /// Its `project_id` in files.
    pub(crate) code: String,
    pub(crate) title: String,
    pub(crate) text: String,
    /// Where it will be, in words; may be empty.
    pub(crate) place: String,
    /// In smallest units of its fund's money.
    pub(crate) cost: i64,
    pub(crate) author: Option<PersonId>,
    pub(crate) proposed_by: String,
    pub(crate) proposed_at: Timestamp,
    pub(crate) state: Standing,
    pub(crate) reason: String,
    /// Whether the file says that it was funded, if it came in one.
    pub(crate) selected: Option<bool>,
    /// What else its file says, as a JSON list.
    pub(crate) more: String,
}

impl Project {
    /// What stands for it in other rooms.
    pub(crate) fn about(&self) -> Ref {
        Ref::new("project", self.id.0)
    }

    pub(crate) fn owner(&self) -> Owner {
        self.author.map_or(Owner::Nobody, Owner::Person)
    }

    /// Its page, inside the initiative, and what follows it.
    pub(crate) fn path(&self, rest: &str) -> String {
        format!("funds/{}/projects/{}{rest}", self.fund, self.number)
    }

    pub(crate) fn card(&self, slug: &str) -> Card {
        Card {
            about: self.about(),
            stage: Stage::Activity,
            title: self.title.clone(),
            href: format!("/i/{slug}/{}", self.path("")),
            at: self.proposed_at,
        }
    }

    /// Whether this actor can change it, voting aside.
    pub(crate) fn is_open_to(&self, cx: &Context) -> bool {
        cx.can(&EDIT, self.owner()) && (self.state == Standing::Proposed || cx.could(&fund::OPEN))
    }
}

/// Puts projects in an order that is another one for each `seed`: whoever stands first is first for few.
pub(crate) fn shuffled(mut projects: Vec<Project>, seed: &str) -> Vec<Project> {
    projects.sort_by_cached_key(|project| -> [u8; 32] {
        Sha256::new().chain_update(seed).chain_update(project.id.0.as_bytes()).finalize().into()
    });
    projects
}

/// What other rooms and the shell may know of a project.
pub(crate) struct ProjectKind;

#[async_trait]
impl Kind for ProjectKind {
    fn name(&self) -> &'static str {
        "project"
    }

    fn stage(&self) -> Stage {
        Stage::Activity
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&fund::READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        let projects = store::these(read, cx.initiative()?, ids).await?;
        Ok(projects.iter().map(|project| project.card(slug)).collect())
    }

    async fn choices(&self, cx: &Context, read: &mut Read) -> Result<Vec<Card>> {
        if !cx.could(&fund::READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        let projects = store::funded(read, cx.initiative()?).await?;
        Ok(projects.iter().map(|project| project.card(slug)).collect())
    }
}

/// Every project as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read, funds: &[Fund]) -> Result<ExportTable> {
    let mut rows = Vec::new();
    for fund in funds {
        for project in store::all(read, cx.initiative()?, fund.number).await? {
            rows.push(vec![
                fund.number.to_string(),
                project.number.to_string(),
                project.code,
                project.title,
                project.text,
                project.place,
                fund.money().text(project.cost as u64),
                project.proposed_by,
                project.proposed_at.to_string(),
                project.state.word().to_owned(),
                project.reason,
                project.selected.map(|selected| selected.to_string()).unwrap_or_default(),
                project.more,
            ]);
        }
    }
    Ok(ExportTable {
        name: "fund_projects",
        columns: &[
            "fund",
            "number",
            "code",
            "title",
            "text",
            "place",
            "cost",
            "proposed_by",
            "proposed_at",
            "state",
            "reason",
            "selected",
            "more",
        ],
        rows,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn project(number: i64) -> Project {
        Project {
            id: ProjectId::new(),
            fund: 1,
            number,
            code: number.to_string(),
            title: String::new(),
            text: String::new(),
            place: String::new(),
            cost: 1,
            author: None,
            proposed_by: String::new(),
            proposed_at: Timestamp::UNIX_EPOCH,
            state: Standing::Accepted,
            reason: String::new(),
            selected: None,
            more: String::new(),
        }
    }

    #[test]
    fn everybody_has_an_order_of_their_own_and_keeps_it() {
        let projects: Vec<Project> = (1..=5).map(project).collect();
        let order = |seed: &str| -> Vec<i64> {
            shuffled(projects.clone(), seed).iter().map(|project| project.number).collect()
        };
        assert_eq!(order("a"), order("a"));
        let firsts: BTreeSet<i64> = (0..100).map(|seed| order(&format!("{seed}"))[0]).collect();
        assert_eq!(firsts.len(), 5, "each of five projects stands first for some of a hundred people");
    }
}
