//! A version of the agenda: the working draft as it stood when it was proposed. Exactly one is in force.

pub(crate) mod acts;
pub(crate) mod api;
mod changes;
pub(crate) mod compare;
pub(crate) mod document;
pub(crate) mod page;
pub(crate) mod store;

use ::store::{Read, Tx, Value};
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Ability, Card, Context, Error, InitiativeId, Kind, Ref, Result, Role, Stage, Stale, any};
use uuid::Uuid;
use web::ExportTable;

use crate::clause::{Clause, ClauseId, READ, Section};

kernel::ids! {
    /// A version of the agenda.
    VersionId
}

/// Proposing the working draft as a version.
pub(crate) static PROPOSE: Ability = Ability { name: "agenda.version.propose", grants: &[any(Role::Member)] };

/// How a version stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// Asked for, not decided for.
    Proposed,
    /// What the initiative agreed.
    InForce,
    /// What it agreed before.
    Superseded,
}

impl State {
    /// Its word in the database; its text's key is `version-state-` and this.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::InForce => "in-force",
            Self::Superseded => "superseded",
        }
    }
}

/// One version.
#[derive(Debug, Clone)]
pub(crate) struct Version {
    pub(crate) id: VersionId,
    pub(crate) number: i64,
    /// What is new in it, in one line.
    pub(crate) title: String,
    /// A word of [`State`].
    pub(crate) state: String,
    pub(crate) proposed_by: String,
    pub(crate) proposed_at: Timestamp,
    /// The decision that brought it into force.
    pub(crate) decision: Option<Uuid>,
    pub(crate) in_force_at: Option<Timestamp>,
}

/// A version in which some clause stands.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub(crate) number: i64,
    pub(crate) proposed_by: String,
    pub(crate) proposed_at: Timestamp,
    pub(crate) in_force_at: Option<Timestamp>,
    /// The number of the decision that brought it into force.
    pub(crate) decision: Option<i64>,
}

/// A clause as a version keeps it, or as it stands in the draft now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Frozen {
    pub(crate) clause: ClauseId,
    pub(crate) number: i64,
    pub(crate) section: String,
    pub(crate) place: i64,
    pub(crate) text: String,
    pub(crate) then: String,
    pub(crate) because: String,
    pub(crate) difference: String,
}

impl From<Clause> for Frozen {
    fn from(clause: Clause) -> Self {
        let Clause { id, number, section, place, text, then, because, difference, .. } = clause;
        Self { clause: id, number, section, place, text, then, because, difference }
    }
}

impl Frozen {
    /// Its row in whatever holds it: a version or a consultation.
    pub(crate) fn row(&self, initiative: InitiativeId, holder: impl Into<Value>) -> Vec<Value> {
        vec![
            initiative.into(),
            holder.into(),
            self.clause.into(),
            self.number.into(),
            self.section.as_str().into(),
            self.place.into(),
            self.text.as_str().into(),
            self.then.as_str().into(),
            self.because.as_str().into(),
            self.difference.as_str().into(),
        ]
    }
}

/// The clauses of a section, in their order.
pub(crate) fn of_section(clauses: &[Frozen], section: Section) -> Vec<&Frozen> {
    let mut found: Vec<&Frozen> = clauses.iter().filter(|clause| clause.section == section.word()).collect();
    found.sort_by_key(|clause| (clause.place, clause.number));
    found
}

impl Version {
    /// What stands for it in other rooms.
    pub(crate) fn about(&self) -> Ref {
        Ref::new("version", self.id.0)
    }

    pub(crate) fn card(&self, slug: &str) -> Card {
        Card {
            about: self.about(),
            stage: Stage::Decision,
            title: self.title.clone(),
            href: format!("/i/{slug}/agenda/versions/{}", self.number),
            at: self.proposed_at,
        }
    }
}

/// What other rooms and the shell may know of a version.
pub(crate) struct VersionKind;

#[async_trait]
impl Kind for VersionKind {
    fn name(&self) -> &'static str {
        "version"
    }

    fn stage(&self) -> Stage {
        Stage::Decision
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        Ok(store::these(read, cx.initiative()?, ids)
            .await?
            .iter()
            .map(|version| version.card(slug))
            .collect())
    }

    /// Those that are proposed and not in force.
    async fn adoptable(&self, cx: &Context, read: &mut Read) -> Result<Vec<(Card, i64)>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        let versions = store::all(read, cx.initiative()?).await?;
        let proposed = versions.iter().filter(|version| version.state == State::Proposed.word());
        Ok(proposed.map(|version| (version.card(slug), version.number)).collect())
    }

    /// A version never changes, so what was seen is its number. An older one than what is in force is
    /// refused: it would undo what was decided since.
    async fn adopt(&self, cx: &Context, tx: &mut Tx, id: Uuid, version: i64, decision: Uuid) -> Result<()> {
        let initiative = cx.initiative()?;
        let versions = store::locked(tx, initiative).await?;
        let wanted = versions.iter().find(|found| found.id.0 == id).ok_or(Error::Missing)?;
        if wanted.number != version {
            let (theirs, mine) = (wanted.title.clone(), format!("{} ({version})", wanted.title));
            return Err(Error::Stale(Box::new(Stale { version: wanted.number, theirs, mine })));
        }
        let in_force = versions.iter().find(|found| found.state == State::InForce.word());
        if in_force.is_some_and(|in_force| in_force.number >= wanted.number) {
            return Err(Error::Rule("rule-version-older"));
        }
        if let Some(in_force) = in_force {
            store::set_state(tx, initiative, in_force.id, State::Superseded).await?;
        }
        store::bring_into_force(tx, initiative, wanted.id, decision, cx.now()).await
    }
}

/// Versions and their clauses as open tables.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<[ExportTable; 2]> {
    let initiative = cx.initiative()?;
    let versions = store::all(read, initiative).await?;
    let mut clauses = Vec::new();
    for version in &versions {
        for clause in store::clauses(read, initiative, version.id).await? {
            clauses.push(vec![
                version.number.to_string(),
                clause.number.to_string(),
                clause.section,
                clause.place.to_string(),
                clause.text,
                clause.then,
                clause.because,
                clause.difference,
            ]);
        }
    }
    let versions = versions.into_iter().map(|version| {
        vec![
            version.number.to_string(),
            version.title,
            version.state,
            version.proposed_by,
            version.proposed_at.to_string(),
            version.in_force_at.map(|at| at.to_string()).unwrap_or_default(),
            version.decision.map(|id| id.to_string()).unwrap_or_default(),
        ]
    });
    Ok([
        ExportTable {
            name: "agenda_versions",
            columns: &["number", "title", "state", "proposed_by", "proposed_at", "in_force_at", "decision"],
            rows: versions.collect(),
        },
        ExportTable {
            name: "agenda_version_clauses",
            columns: &["version", "clause", "section", "place", "text", "then", "because", "difference"],
            rows: clauses,
        },
    ])
}
