use ::store::Tx;
use ::store::search::{self, Document};
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problems, Ref, Result, Told, next_number};
use serde::{Deserialize, Serialize};

use super::compare::compare;
use super::{Frozen, PROPOSE, State, Version, VersionId, store};
use crate::clause;
use crate::consultation::{self, Consultation};
use crate::decision::acts::{Asked, TITLE, ask};

/// Proposes the working draft as the next version: its clauses are kept as they stand now, and a group is
/// asked to decide.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct ProposeVersion {
    /// What is new in it, in one line.
    pub title: String,
    /// Why it should come into force.
    #[serde(default)]
    pub why: String,
    /// The id of the group that decides.
    pub group: String,
    /// The last day for answers, such as `2027-03-31`.
    pub closes: String,
}

/// What a [`ProposeVersion`] made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    /// The version's number.
    pub version: i64,
    /// The number of the decision that was asked for.
    pub decision: i64,
}

#[async_trait]
impl Act for ProposeVersion {
    type Out = Proposed;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<Proposed> {
        cx.may(&PROPOSE, Owner::Nobody)?;
        let mut problems = Problems::none();
        let title = problems.text("title", &self.title, TITLE);
        let asked = Asked::read(cx, tx, &mut problems, &self.why, &self.group, &self.closes).await?;
        problems.done()?;

        let frozen = freeze(cx, tx, &title).await?;
        let version = &frozen.version;
        let subject = Some((version.about(), version.number));
        let decision = ask(cx, tx, asked, &title, &version.title, subject, &frozen.rests_on()).await?;
        Ok(Proposed { version: version.number, decision })
    }
}

/// A version that was just made of the draft, with its clauses.
pub(crate) struct Made {
    pub(crate) version: Version,
    clauses: Vec<Frozen>,
    asked_before: Option<Consultation>,
}

impl Made {
    /// What is decided with it: every clause in it, what residents and partners were asked before, and itself.
    pub(crate) fn rests_on(&self) -> Vec<Ref> {
        let clauses = self.clauses.iter().map(|clause| Ref::new("clause", clause.clause.0));
        clauses
            .chain(self.asked_before.iter().map(Consultation::about))
            .chain([self.version.about()])
            .collect()
    }
}

/// Keeps the draft's clauses, as they stand now, as a version of that title.
pub(crate) async fn freeze(cx: &Context, tx: &mut Tx, title: &str) -> Result<Made> {
    let initiative = cx.initiative()?;
    let draft = clause::store::draft(tx, initiative).await?;
    let clauses: Vec<Frozen> = draft.into_iter().map(Frozen::from).collect();
    if clauses.is_empty() {
        return Err(Error::Rule("rule-agenda-empty"));
    }
    if let Some(in_force) = store::in_force(tx, initiative).await? {
        let before = store::clauses(tx, initiative, in_force.id).await?;
        if compare(&before, &clauses).is_empty() {
            return Err(Error::Rule("rule-agenda-unchanged"));
        }
    }
    let version = Version {
        id: VersionId::new(),
        number: next_number(tx, initiative, "version").await?,
        title: title.to_owned(),
        state: State::Proposed.word().to_owned(),
        proposed_by: cx.actor.name.clone(),
        proposed_at: cx.now(),
        decision: None,
        in_force_at: None,
    };
    store::insert(tx, initiative, &version, &clauses).await?;
    let document = Document {
        initiative: initiative.0,
        kind: "version",
        id: version.id.0,
        title: &version.title,
        body: "",
    };
    search::put(tx, &document).await?;
    let told = Told::new("version.proposed", version.about(), &version.title);
    let words: Vec<&str> = clauses.iter().map(|clause| clause.text.as_str()).collect();
    cx.tell(tx, told.change(None, words.join("\n"))).await?;
    let asked_before = consultation::store::before(tx, initiative, version.proposed_at).await?;
    Ok(Made { version, clauses, asked_before })
}
