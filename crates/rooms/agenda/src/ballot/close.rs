//! A secret vote from its key to its end: what needs the key that is kept outside the database.

use ::store::Tx;
use async_trait::async_trait;
use kernel::{Act, Context, Error, Key, Result};

use super::seal::{self, open};
use uuid::Uuid;

use super::{Choice, store};
use crate::decision::State;
use crate::decision::acts::{CloseDecision, Propose, WithdrawProposal, awaited, closable, settle};
use crate::poll::roll::roll;
use crate::poll::rules::Rules;
use crate::poll::{self, Secrecy, count};
use crate::trustee::{self, MOST, split};

impl Propose {
    /// Proposes it; a secret vote gets its key first, which is on disk before anything is sealed to it.
    pub async fn ask(mut self, cx: &Context) -> Result<i64> {
        if self.rules.secrecy.trim() != Secrecy::Secret.word() {
            return cx.execute(self).await;
        }
        let (key, public) = seal::new_key();
        let kept = keep(cx, &self.rules, &key, &public)?;
        self.rules.seal_key.clone_from(&public);
        let asked = cx.execute(self).await;
        // A request that was repeated, or refused, has no use for it.
        let used = match &asked {
            Ok(number) => poll::numbered(cx, *number).await?.1.seal_key == public,
            Err(_) => false,
        };
        if !used {
            destroy(cx, &kept)?;
        }
        asked
    }
}

/// Keeps a new key, whole or in the shares of its trustees; answers under which ids.
fn keep(cx: &Context, rules: &Rules, key: &Key, public: &str) -> Result<Vec<Uuid>> {
    let shares = rules.trustees().len();
    if shares == 0 {
        let id = seal::key_id(public);
        cx.world.vault.keep(id, key)?;
        return Ok(vec![id]);
    }
    let needed = rules.shares_needed();
    // What cannot be meant is refused by its field, before anything is sealed.
    if !(2..=MOST).contains(&shares) || !(2..=shares as i64).contains(&needed) {
        return Ok(Vec::new());
    }
    let mut kept = Vec::new();
    for (share, number) in split::split(key, needed as u8, shares as u8)?.iter().zip(1..) {
        let id = split::share_id(public, number);
        cx.world.vault.keep(id, share)?;
        kept.push(id);
    }
    Ok(kept)
}

fn destroy(cx: &Context, ids: &[Uuid]) -> Result<()> {
    ids.iter().try_for_each(|id| cx.world.vault.destroy(*id))
}

/// Counts the answers and ends the vote. The key of a secret one is destroyed as soon as its end is on disk.
pub async fn close_decision(cx: &Context, number: i64) -> Result<bool> {
    let (decision, poll, _) = poll::numbered(cx, number).await?;
    if poll.secrecy != Secrecy::Secret {
        return cx.execute(CloseDecision { decision: number }).await;
    }
    let trustees = trustee::of(cx, &mut cx.read().await?, &decision).await?;
    let key = trustee::key(cx, &poll, &trustees)?;
    let adopted = cx.execute(CloseSecret { decision: number, key }).await?;
    destroy(cx, &trustee::kept_as(&poll, &trustees))?;
    Ok(adopted)
}

/// Takes one's own proposal back, and destroys the key of a secret vote.
pub async fn withdraw_proposal(cx: &Context, number: i64) -> Result<()> {
    let (decision, poll, _) = poll::numbered(cx, number).await?;
    cx.execute(WithdrawProposal { decision: number }).await?;
    if poll.secrecy == Secrecy::Secret {
        let trustees = trustee::of(cx, &mut cx.read().await?, &decision).await?;
        destroy(cx, &trustee::kept_as(&poll, &trustees))?;
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
        if state == State::Open.word() || state == State::Advice.word() {
            continue;
        }
        let shares = (1..=MOST as i64).map(|number| split::share_id(&public, number));
        for id in [seal::key_id(&public)].into_iter().chain(shares).filter(|id| kept.contains(id)) {
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
        let quorum = decision.quorum as usize;
        let outcome = if voters.len() < quorum {
            count::too_few(voters.len(), everybody.len(), quorum)
        } else {
            let key = self.key.as_ref().filter(|key| seal::fits(key, &poll.seal_key));
            let missing = if poll.key_needed > 0 { "rule-key-shares" } else { "rule-key-not-here" };
            let key = key.ok_or(Error::Rule(missing))?;
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
