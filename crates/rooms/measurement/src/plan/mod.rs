//! A line of the plan: who does what by when, for an option. A commitment to a group is offered for it in the
//! Activities room; the thread joins the two.

pub(crate) mod acts;
pub(crate) mod offered;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Card, Context, Kind, Ref, Result, Stage};
use uuid::Uuid;

use crate::option::OptionId;
use crate::turn::{self, Turn, TurnId};

kernel::ids! {
    /// A line of a plan.
    PlanLineId
}

/// A line of a plan.
#[derive(Debug, Clone)]
pub(crate) struct PlanLine {
    pub(crate) id: PlanLineId,
    pub(crate) number: i64,
    pub(crate) turn: TurnId,
    /// The option it carries out.
    pub(crate) option: OptionId,
    pub(crate) what: String,
    /// Who does it; for those who take part.
    pub(crate) who: String,
    /// The beginning of the last day for it.
    pub(crate) due: Timestamp,
    /// Whether it is an early success that others can see.
    pub(crate) early: bool,
    /// Whether it was laid aside.
    pub(crate) aside: bool,
    pub(crate) added_by: String,
    pub(crate) added_at: Timestamp,
    pub(crate) version: i64,
}

impl PlanLine {
    pub(crate) fn about(&self) -> Ref {
        Ref::new("plan-line", self.id.0)
    }

    /// The last day for it, as forms write it.
    pub(crate) fn day(&self) -> String {
        turn::written(self.due)
    }

    /// Where a commitment to the group is offered for it, with what stands here filled in already.
    pub(crate) fn offer(&self, turn: &Turn) -> String {
        format!(
            "commitments/new?about={}&group={}&text={}&due={}",
            self.about(),
            turn.group,
            web::encoded(&self.what),
            self.day()
        )
    }

    fn card(&self, slug: &str) -> Card {
        Card {
            about: self.about(),
            stage: Stage::Activity,
            title: self.what.clone(),
            href: format!("/i/{slug}/plan-lines/{}", self.number),
            at: self.added_at,
        }
    }
}

/// What other rooms and the shell may know of a line.
pub(crate) struct PlanLineKind;

#[async_trait]
impl Kind for PlanLineKind {
    fn name(&self) -> &'static str {
        "plan-line"
    }

    fn stage(&self) -> Stage {
        Stage::Activity
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&turn::READ) {
            return Ok(Vec::new());
        }
        let lines = store::these(read, cx.initiative()?, ids).await?;
        seen(cx, read, lines).await
    }

    /// Those of plans that are being made or were agreed, by their day.
    async fn choices(&self, cx: &Context, read: &mut Read) -> Result<Vec<Card>> {
        if !cx.could(&turn::READ) {
            return Ok(Vec::new());
        }
        let lines = store::choices(read, cx.initiative()?).await?;
        seen(cx, read, lines).await
    }
}

/// The cards of those whose session this viewer may know of.
async fn seen(cx: &Context, read: &mut Read, lines: Vec<PlanLine>) -> Result<Vec<Card>> {
    let turns: Vec<Uuid> = lines.iter().map(|line| line.turn.0).collect();
    let turns = turn::store::these(read, cx.initiative()?, &turns).await?;
    let slug = &cx.place()?.slug;
    let seen = |line: &&PlanLine| turns.iter().any(|turn| turn.id == line.turn && turn.seen_by(cx));
    Ok(lines.iter().filter(seen).map(|line| line.card(slug)).collect())
}
