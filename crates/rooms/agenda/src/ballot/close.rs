//! A secret vote from its key to its end: what needs the key that is kept outside the database.

use ::store::Tx;
use async_trait::async_trait;
use kernel::{Act, Context, Error, Key, Result};

use super::seal::{self, open};
use super::{Choice, store};
use crate::decision::State;
use crate::decision::acts::{CloseDecision, Propose, WithdrawProposal, awaited, closable, settle};
use crate::poll::roll::roll;
use crate::poll::{self, Secrecy, count};

impl Propose {
    /// Proposes it; a secret vote gets its key first, which is on disk before anything is sealed to it.
    pub async fn ask(mut self, cx: &Context) -> Result<i64> {
        if self.rules.secrecy.trim() != Secrecy::Secret.word() {
            return cx.execute(self).await;
        }
        let (key, public) = seal::new_key();
        let id = seal::key_id(&public);
        cx.world.vault.keep(id, &key)?;
        self.rules.seal_key.clone_from(&public);
        let asked = cx.execute(self).await;
        // A request that was repeated, or refused, has no use for it.
        let used = match &asked {
            Ok(number) => poll::numbered(cx, *number).await?.1.seal_key == public,
            Err(_) => false,
        };
        if !used {
            cx.world.vault.destroy(id)?;
        }
        asked
    }
}

/// Counts the answers and ends the vote. The key of a secret one is destroyed as soon as its end is on disk.
pub async fn close_decision(cx: &Context, number: i64) -> Result<bool> {
    let (_, poll, _) = poll::numbered(cx, number).await?;
    if poll.secrecy != Secrecy::Secret {
        return cx.execute(CloseDecision { decision: number }).await;
    }
    let id = seal::key_id(&poll.seal_key);
    let key = cx.world.vault.find(id)?;
    let adopted = cx.execute(CloseSecret { decision: number, key }).await?;
    cx.world.vault.destroy(id)?;
    Ok(adopted)
}

/// Takes one's own proposal back, and destroys the key of a secret vote.
pub async fn withdraw_proposal(cx: &Context, number: i64) -> Result<()> {
    let (_, poll, _) = poll::numbered(cx, number).await?;
    cx.execute(WithdrawProposal { decision: number }).await?;
    if poll.secrecy == Secrecy::Secret {
        cx.world.vault.destroy(seal::key_id(&poll.seal_key))?;
    }
    Ok(())
}

/// Destroys the keys of votes that have ended: of those during whose end the power failed.
pub(crate) async fn sweep(cx: &Context) -> Result<()> {
    let kept = cx.world.vault.all()?;
    if kept.is_empty() {
        return Ok(());
    }
    let mut read = cx.read().await?;
    for (public, state) in poll::store::sealed(&mut read, cx.initiative()?).await? {
        let id = seal::key_id(&public);
        if state != State::Open.word() && state != State::Advice.word() && kept.contains(&id) {
            cx.world.vault.destroy(id)?;
        }
    }
    Ok(())
}

/// Opens the sealed ballots together, publishes them by their receipts, counts them, and destroys the sealed ones. Where
/// too few took part they are destroyed unopened.
struct CloseSecret {
    decision: i64,
    key: Option<Key>,
}

#[async_trait]
impl Act for CloseSecret {
    type Out = bool;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<bool> {
        let initiative = cx.initiative()?;
        let decision = closable(cx, tx, self.decision).await?;
        let (mut poll, options) = poll::of(cx, tx, decision.id).await?;
        let everybody = roll(cx, tx, decision.group, poll.electorate).await?;
        let voters = store::voters(tx, initiative, decision.id).await?;
        if crate::clock(cx, tx).await? < decision.closes_at && awaited(&everybody, &voters).next().is_some() {
            return Err(Error::Rule("rule-decision-early"));
        }
        let key = self.key.as_ref().filter(|key| seal::fits(key, &poll.seal_key));
        let key = key.ok_or(Error::Rule("rule-key-not-here"))?;

        let quorum = decision.quorum as usize;
        let outcome = if voters.len() < quorum {
            count::too_few(voters.len(), everybody.len(), quorum)
        } else {
            let sealed = store::sealed(tx, initiative, decision.id).await?;
            let opened = open(key, decision.id, &sealed);
            let list =
                seal::list(opened.ballots.iter().map(|(receipt, line)| (receipt.as_str(), line.as_str())));
            poll.list_hash = seal::hash(&list);
            for (receipt, line) in &opened.ballots {
                store::open(tx, initiative, decision.id, receipt, line).await?;
            }
            poll::store::listed(tx, initiative, decision.id, &poll.list_hash).await?;
            let size = count::names(&poll, &options).len();
            let lines = opened.ballots.values().enumerate();
            let ballots: Vec<_> = lines
                .filter_map(|(at, line)| Some((at, Choice::read(&poll, size, line).ok()?, String::new())))
                .collect();
            let spoilt = sealed.len() - ballots.len();
            let counted = count::count(&poll, &options, everybody.len().max(sealed.len()), quorum, &ballots)?;
            count::Outcome { spoilt, ..counted }
        };
        store::destroy(tx, initiative, decision.id).await?;
        store::took_part(tx, initiative, decision.id, &voters).await?;
        settle(cx, tx, &decision, &poll, &options, &outcome).await
    }
}
