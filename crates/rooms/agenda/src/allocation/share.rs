//! What became of somebody's own share.

use ::store::Read;
use budget::BigRational;
use kernel::{Error, InitiativeId, Result};

use super::Allocation;
use crate::fund::ballot::Ballot;
use crate::fund::ballot::store::Kept;
use crate::fund::{Fund, pb};

/// A voter's account under Equal Shares, made from nothing but the ballot and what is published of the count.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Share {
    pub(crate) share: BigRational,
    /// Projects by their numbers, and what was paid for each.
    pub(crate) paid: Vec<(i64, BigRational)>,
    pub(crate) left: BigRational,
}

/// What a ballot's share bought, in this allocation by Equal Shares; none under another rule.
pub(crate) async fn bought(
    read: &mut Read,
    initiative: InitiativeId,
    fund: &Fund,
    allocation: &Allocation,
    ballot: &Ballot,
) -> Result<Option<Share>> {
    let Some(share) = allocation.share.clone() else { return Ok(None) };
    let mut written = pb::written(read, initiative, fund).await?;
    let kept = Kept {
        fund: fund.number,
        voter: 0,
        projects: Ballot::written(&ballot.projects),
        points: Ballot::written(&ballot.points),
        code: String::new(),
        more: String::new(),
    };
    let only = written.ballot(kept)?;
    written.file.ballots.push(only);
    let weights = written.file.weights();
    let election = written.file.election(weights).map_err(|error| Error::Internal(error.to_string()))?;
    let numbers = written.numbers();
    let paid = budget::account(&share, &allocation.bought(&numbers), election.votes(0));
    let left = paid.iter().fold(share.clone(), |left, (_, amount)| left - amount);
    let paid = paid.into_iter().map(|(place, amount)| (numbers[place as usize], amount)).collect();
    Ok(Some(Share { share, paid, left }))
}
