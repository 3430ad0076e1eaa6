use ::store::Tx;
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Problem, Problems, Result, Told};
use serde::Deserialize;
use uuid::Uuid;

use super::{Delegation, held, store};
use crate::day;
use crate::decision::Decision;
use crate::decision::acts::{Entitled, entitled};
use crate::poll::Secrecy;
use crate::poll::roll::roll;

/// Hands one's vote to another who decides, in place of whoever had it before.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct HandVote {
    /// The decision's number; the API takes it from the address.
    #[serde(default)]
    pub decision: i64,
    /// The seat, member or partnership that gets it, by id.
    pub to: String,
    /// The last day, for every decision of the group; empty for this decision alone.
    #[serde(default)]
    pub until: String,
}

#[async_trait]
impl Act for HandVote {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let Entitled { decision, poll, voter, .. } = entitled(cx, tx, self.decision).await?;
        goes_on(cx, tx, &decision).await?;
        if poll.secrecy == Secrecy::Secret {
            return Err(Error::Rule("rule-proxy-secret"));
        }
        let mut problems = Problems::none();
        let everybody = roll(cx, tx, decision.group, poll.electorate).await?;
        let to = self.to.trim().parse::<Uuid>().ok();
        let found = everybody.iter().find(|one| Some(one.id) == to && one.id != voter.id && one.is_held());
        let delegate = problems.some(found, "to", "problem-choose");
        let given = !self.until.trim().is_empty();
        let until = day::ends(&self.until);
        problems.check(!given || until.is_some(), "until", "problem-date");
        if until.is_some_and(|until| until < decision.closes_at) {
            let last = day::last(decision.closes_at).strftime("%Y-%m-%d").to_string();
            problems.add(Problem::new("until", "problem-proxy-until").with("day", last));
        }
        problems.done()?;
        let delegate = delegate.ok_or(Error::Missing)?;

        let handed = Delegation {
            scope: if given { decision.group.0 } else { decision.id.0 },
            voter: voter.id,
            voter_name: voter.name,
            delegate: delegate.id,
            delegate_name: delegate.name.clone(),
            until,
            at: cx.now(),
        };
        // What was said of this decision alone would go before what is said now of all.
        store::take_back(tx, cx.initiative()?, &decision, handed.voter).await?;
        store::hand(tx, cx.initiative()?, &handed).await?;
        let words = format!("{} → {}", handed.voter_name, handed.delegate_name);
        let told = Told::new("decision.delegated", decision.about(), &decision.title);
        cx.tell(tx, told.change(None, words)).await
    }
}

/// Takes one's vote back: from whoever has it for this decision, and for all of the group.
#[derive(Debug, Clone, Deserialize)]
pub struct TakeVoteBack {
    /// The decision's number; the API takes it from the address.
    #[serde(default)]
    pub decision: i64,
}

#[async_trait]
impl Act for TakeVoteBack {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let Entitled { decision, poll, voter, .. } = entitled(cx, tx, self.decision).await?;
        goes_on(cx, tx, &decision).await?;
        let held = held(cx, tx, &decision, &poll).await?;
        let Some(own) = held.into_iter().find(|one| one.voter == voter.id) else {
            return Err(Error::Rule("rule-proxy-none"));
        };
        store::take_back(tx, cx.initiative()?, &decision, voter.id).await?;
        let words = format!("{} → {}", own.voter_name, own.delegate_name);
        let told = Told::new("decision.undelegated", decision.about(), &decision.title);
        cx.tell(tx, told.change(Some(words), &own.voter_name)).await
    }
}

async fn goes_on(cx: &Context, tx: &mut Tx, decision: &Decision) -> Result<()> {
    if decision.is_open() && crate::clock(cx, tx).await? < decision.closes_at {
        Ok(())
    } else {
        Err(Error::Rule("rule-decision-over"))
    }
}
