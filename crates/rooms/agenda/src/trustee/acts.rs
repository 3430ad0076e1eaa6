use ::store::Tx;
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problem, Result, Told};
use serde::Deserialize;

use super::{KEEP, Trustee, Where, split, store};
use crate::decision::acts::{awaited, closable};
use crate::decision::{self, Decision};
use crate::poll::roll::roll;
use crate::{ballot, poll};

/// Shows a trustee their share, once: from then on the server has it no more.
pub async fn take_share(cx: &Context, decision: i64) -> Result<String> {
    let (_, poll, _) = poll::numbered(cx, decision).await?;
    // No receipt of the request: it would hold the share.
    let cx = Context { repeat: None, ..cx.clone() };
    let number = cx.execute(TakeShare { decision }).await?;
    let id = split::share_id(&poll.seal_key, number);
    let share = cx.world.vault.find(id)?.ok_or(Error::Rule("rule-key-not-here"))?;
    cx.world.vault.destroy(id)?;
    Ok(split::code(&poll.seal_key, number as u8, &share))
}

/// Hands a share in for the count. The ballots count themselves when there are enough.
pub async fn hand_in_share(cx: &Context, decision: i64, code: &str) -> Result<()> {
    let (_, poll, _) = poll::numbered(cx, decision).await?;
    let cx = Context { repeat: None, ..cx.clone() };
    let mine = cx.execute(HandInShare { decision, is_here: false }).await?;
    let read = split::read(&poll.seal_key, code).filter(|(number, _)| i64::from(*number) == mine);
    let (_, share) = read.ok_or_else(|| Error::from(Problem::new("share", "problem-key-share")))?;
    // On disk before it is said to be here.
    let id = split::share_id(&poll.seal_key, mine);
    if cx.world.vault.find(id)?.is_none() {
        cx.world.vault.keep(id, &share)?;
    }
    cx.execute(HandInShare { decision, is_here: true }).await?;
    Ok(())
}

/// Ends a vote before its last day, once everybody who can be asked has voted: from then on no ballot can be changed, and
/// the trustees hand their shares in.
#[derive(Debug, Clone, Deserialize)]
pub struct EndVote {
    /// The decision's number; the API takes it from the address.
    #[serde(default)]
    pub decision: i64,
}

#[async_trait]
impl Act for EndVote {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let initiative = cx.initiative()?;
        let decision = closable(cx, tx, self.decision).await?;
        let (poll, _) = poll::of(cx, tx, decision.id).await?;
        if poll.key_needed == 0 {
            return Err(Error::Rule("rule-key-whole"));
        }
        let now = crate::clock(cx, tx).await?;
        if decision.closes_at <= now {
            return Err(Error::Rule("rule-decision-over"));
        }
        let everybody = roll(cx, tx, decision.group, poll.electorate).await?;
        let voters = ballot::store::voters(tx, initiative, decision.id).await?;
        if awaited(&everybody, &voters).next().is_some() {
            return Err(Error::Rule("rule-decision-early"));
        }
        decision::store::end(tx, initiative, decision.id, now).await?;
        cx.tell(tx, Told::new("decision.vote-ended", decision.about(), &decision.title)).await
    }
}

/// Notes that a share left the server. It answers its number.
struct TakeShare {
    decision: i64,
}

#[async_trait]
impl Act for TakeShare {
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        let (decision, trustee) = own(cx, tx, self.decision).await?;
        if trustee.state != Where::Waiting {
            return Err(Error::Rule("rule-key-taken"));
        }
        store::move_to(tx, cx.initiative()?, decision.id, trustee.number, Where::Taken).await?;
        let told = Told::new("decision.key-taken", decision.about(), &decision.title);
        cx.tell(tx, told.change(None, &trustee.name)).await?;
        Ok(trustee.number)
    }
}

/// Looks whether the actor's share may be handed in now, and notes that it was if it is here. It answers its number.
struct HandInShare {
    decision: i64,
    is_here: bool,
}

#[async_trait]
impl Act for HandInShare {
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        let (decision, trustee) = own(cx, tx, self.decision).await?;
        if crate::clock(cx, tx).await? < decision.closes_at {
            return Err(Error::Rule("rule-key-early"));
        }
        if !self.is_here || trustee.state == Where::HandedIn {
            return Ok(trustee.number);
        }
        store::move_to(tx, cx.initiative()?, decision.id, trustee.number, Where::HandedIn).await?;
        let told = Told::new("decision.key-handed-in", decision.about(), &decision.title);
        cx.tell(tx, told.change(None, &trustee.name)).await?;
        Ok(trustee.number)
    }
}

/// The actor's own share of an open vote, locked.
async fn own(cx: &Context, tx: &mut Tx, number: i64) -> Result<(Decision, Trustee)> {
    let initiative = cx.initiative()?;
    let decision = decision::store::locked(tx, initiative, number).await?.ok_or(Error::Missing)?;
    let trustees = store::of(tx, initiative, decision.id).await?;
    let mine = trustees.into_iter().find(|trustee| Some(trustee.person) == cx.actor.person);
    cx.may(&KEEP, mine.as_ref().map_or(Owner::Nobody, |trustee| Owner::Person(trustee.person)))?;
    if !decision.is_open() {
        return Err(Error::Rule("rule-decision-over"));
    }
    Ok((decision, mine.ok_or(Error::Missing)?))
}
