use ::store::Tx;
use ::store::search::{self, Document};
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problems, Relation, Result, Told};
use serde::Deserialize;

use super::{EDIT, JUDGE, PROPOSE, Project, ProjectId, Standing, store};
use crate::fund::acts::{REASON, amount, locked};
use crate::fund::{self, Fund, Phase};

/// The longest title, in characters.
pub(crate) const TITLE: usize = 140;
/// The longest description, in characters.
const TEXT: usize = 4_000;
/// The longest place, in characters.
const PLACE: usize = 160;

/// What there is to say of a project.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct ProjectPlan {
    /// What will be done, in one line.
    pub title: String,
    /// For whom, how, and what it costs to keep up; may be empty.
    #[serde(default)]
    pub text: String,
    /// Where; may be empty.
    #[serde(default)]
    pub place: String,
    /// What it costs, in plain decimals of the budget's currency.
    pub cost: String,
}

impl ProjectPlan {
    /// The project that this describes, in place of `before`.
    fn project(&self, fund: &Fund, before: Project) -> Result<Project> {
        let mut problems = Problems::none();
        let title = problems.text("title", &self.title, TITLE);
        let text = problems.maybe_text("text", &self.text, TEXT);
        let place = problems.maybe_text("place", &self.place, PLACE);
        let cost = amount(&mut problems, "cost", &self.cost, fund.money());
        problems.check(cost.is_none_or(|cost| cost <= fund.amount), "cost", "problem-project-too-dear");
        problems.done()?;
        Ok(Project { title, text, place, cost: cost.unwrap_or_default(), ..before })
    }
}

/// Proposes a project. It answers the project's number in its fund.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct ProposeProject {
    /// The fund's number; the API takes it from the address.
    #[serde(default)]
    pub fund: i64,
    /// What there is to say of it.
    #[serde(flatten)]
    pub plan: ProjectPlan,
}

#[async_trait]
impl Act for ProposeProject {
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&PROPOSE, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let fund = locked(tx, initiative, self.fund).await?;
        let phase = fund.unvoted(cx, tx).await?;
        // Whoever runs the budget adds what comes on paper or late.
        let runs = cx.could(&fund::OPEN);
        if phase != Phase::Proposing && !runs {
            return Err(Error::Rule("rule-fund-no-proposals"));
        }
        let project = Project {
            id: ProjectId::new(),
            fund: fund.number,
            number: 0,
            code: String::new(),
            title: String::new(),
            text: String::new(),
            place: String::new(),
            cost: 0,
            author: cx.actor.person,
            proposed_by: cx.actor.name.clone(),
            proposed_at: cx.now(),
            state: if runs { Standing::Accepted } else { Standing::Proposed },
            reason: String::new(),
            selected: None,
            more: String::new(),
        };
        let project = self.plan.project(&fund, project)?;
        let number = fund::store::next_project(tx, initiative, fund.number).await?;
        let project = Project { number, code: number.to_string(), ..project };
        store::insert(tx, initiative, &project).await?;
        put(cx, tx, &project).await?;
        let told = Told::new("project.proposed", project.about(), &project.title)
            .change(None, line(&fund, &project))
            .to(Relation::DecidedBy, fund.about());
        cx.tell(tx, told).await?;
        Ok(number)
    }
}

/// Makes it findable.
pub(crate) async fn put(cx: &Context, tx: &mut Tx, project: &Project) -> Result<()> {
    let document = Document {
        initiative: cx.initiative()?.0,
        kind: "project",
        id: project.id.0,
        title: &project.title,
        body: &project.text,
    };
    Ok(search::put(tx, &document).await?)
}

/// What the journal keeps of it.
fn line(fund: &Fund, project: &Project) -> String {
    format!(
        "{}, {}: {} {}",
        project.title,
        project.place,
        fund.money().text(project.cost as u64),
        fund.currency
    )
}

/// Changes a project before people vote.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct EditProject {
    /// The fund's number; the API takes it from the address.
    #[serde(default)]
    pub fund: i64,
    /// The project's number in it; the API takes it from the address.
    #[serde(default)]
    pub project: i64,
    /// What there is to say of it now.
    #[serde(flatten)]
    pub plan: ProjectPlan,
}

#[async_trait]
impl Act for EditProject {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let initiative = cx.initiative()?;
        let fund = locked(tx, initiative, self.fund).await?;
        let before = store::locked(tx, initiative, self.fund, self.project).await?.ok_or(Error::Missing)?;
        cx.may(&EDIT, before.owner())?;
        fund.unvoted(cx, tx).await?;
        if !before.is_open_to(cx) {
            return Err(Error::Rule("rule-project-judged"));
        }
        let project = self.plan.project(&fund, before.clone())?;
        store::update(tx, initiative, &project).await?;
        put(cx, tx, &project).await?;
        let told = Told::new("project.edited", project.about(), &project.title);
        cx.tell(tx, told.change(Some(line(&fund, &before)), line(&fund, &project))).await
    }
}

/// Says that people can vote for a project, or that it cannot be done, and why.
#[derive(Debug, Clone, Deserialize)]
pub struct JudgeProject {
    /// The fund's number; the API takes it from the address.
    #[serde(default)]
    pub fund: i64,
    /// The project's number in it; the API takes it from the address.
    #[serde(default)]
    pub project: i64,
    /// Whether people can vote for it.
    pub accept: bool,
    /// Why; needed where it is rejected, and everybody can read it.
    #[serde(default)]
    pub reason: String,
}

#[async_trait]
impl Act for JudgeProject {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&JUDGE, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let fund = locked(tx, initiative, self.fund).await?;
        fund.unvoted(cx, tx).await?;
        let project = store::locked(tx, initiative, self.fund, self.project).await?.ok_or(Error::Missing)?;
        let mut problems = Problems::none();
        let reason = if self.accept {
            problems.maybe_text("reason", &self.reason, REASON)
        } else {
            problems.text("reason", &self.reason, REASON)
        };
        problems.done()?;
        let state = if self.accept { Standing::Accepted } else { Standing::Rejected };
        store::judge(tx, initiative, &project, state, &reason).await?;
        let act = if self.accept { "project.accepted" } else { "project.rejected" };
        let told = Told::new(act, project.about(), &project.title);
        cx.tell(tx, told.change(Some(project.state.word().to_owned()), format!("{}: {reason}", state.word())))
            .await
    }
}
