//! What somebody chooses in a shared budget: one ballot for each voter, changeable until voting is over, confidential.
//! The journal says that a ballot came, never whose or which.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod store;

use ::store::{Read, Tx};
use async_trait::async_trait;
use kernel::{Ability, Context, Error, Problem, Result, Role, any};
use sha2::{Digest, Sha256};
use web::LongTable;

use super::{Fund, FundId};
use crate::vote::{Known, Voice};

/// Voting in a shared budget, which may be for members only. The backbone stays neutral.
pub(crate) static VOTE: Ability =
    Ability { name: "agenda.fund.vote", grants: &[any(Role::Anyone), any(Role::Member)] };

/// A ballot: projects by their numbers in the fund, in the order in which they were put, and as many points where the
/// fund gives points.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Ballot {
    pub(crate) projects: Vec<i64>,
    pub(crate) points: Vec<i64>,
}

impl Ballot {
    /// As it is kept.
    pub(crate) fn read(projects: &str, points: &str) -> Self {
        let numbers = |text: &str| text.split(',').filter_map(|number| number.parse().ok()).collect();
        Self { projects: numbers(projects), points: numbers(points) }
    }

    /// Numbers between commas.
    pub(crate) fn written(numbers: &[i64]) -> String {
        numbers.iter().map(i64::to_string).collect::<Vec<_>>().join(",")
    }
}

/// What is kept of a browser's secret: another mark in each fund, so that nobody is followed from one to the other.
fn mark(fund: FundId, voice: &Voice) -> [u8; 32] {
    Sha256::new().chain_update(fund.0.as_bytes()).chain_update(voice.as_str()).finalize().into()
}

/// How this actor is known in the fund; `None` for a browser that brings no secret.
pub(crate) fn known(cx: &Context, fund: &Fund, voice: Option<&Voice>) -> Option<Known> {
    match (cx.actor.person, voice) {
        (Some(person), _) => Some(Known::Person(person)),
        (None, Some(voice)) => Some(Known::Mark(mark(fund.id, &Voice::read(voice.as_str())?))),
        (None, None) => None,
    }
}

/// The number of this actor among those who vote; a drawn one for whoever votes for the first time.
pub(crate) async fn voter(cx: &Context, tx: &mut Tx, fund: &Fund, voice: Option<&Voice>) -> Result<i64> {
    let known = known(cx, fund, voice).ok_or(Problem::new("voice", "problem-voice"))?;
    let initiative = cx.initiative()?;
    if let Some(number) = store::voter(tx, initiative, fund.number, &known).await? {
        return Ok(number);
    }
    let mut drawn = [0; 8];
    getrandom::fill(&mut drawn).map_err(|error| Error::Internal(error.to_string()))?;
    // As many bits as a number in JSON keeps.
    let number = (u64::from_le_bytes(drawn) >> 11) as i64;
    store::insert_voter(tx, initiative, fund.number, number, &known).await?;
    Ok(number)
}

/// Somebody's own ballot; none for whoever has not voted.
pub(crate) async fn own(
    cx: &Context,
    read: &mut Read,
    fund: &Fund,
    voice: Option<&Voice>,
) -> Result<Option<Ballot>> {
    let Some(known) = known(cx, fund, voice) else { return Ok(None) };
    let initiative = cx.initiative()?;
    match store::voter(read, initiative, fund.number, &known).await? {
        Some(voter) => store::of_voter(read, initiative, fund.number, voter).await,
        None => Ok(None),
    }
}

/// Every ballot as an open table. Voters are drawn numbers; who they are is not exported.
#[derive(Default)]
pub(crate) struct Ballots {
    /// Fund and voter of the last that was read.
    last: Option<(i64, i64)>,
}

#[async_trait]
impl LongTable for Ballots {
    fn name(&self) -> &'static str {
        "fund_ballots"
    }

    fn columns(&self) -> &'static [&'static str] {
        &["fund", "voter", "projects", "points", "code", "more"]
    }

    async fn next(&mut self, cx: &Context, read: &mut Read) -> Result<Option<Vec<Vec<String>>>> {
        let last = self.last.unwrap_or((0, -1));
        let part = store::after(read, cx.initiative()?, last, PART).await?;
        let Some(kept) = part.last() else { return Ok(None) };
        self.last = Some((kept.fund, kept.voter));
        let row = |kept: store::Kept| {
            vec![
                kept.fund.to_string(),
                kept.voter.to_string(),
                kept.projects,
                kept.points,
                kept.code,
                kept.more,
            ]
        };
        Ok(Some(part.into_iter().map(row).collect()))
    }
}

/// Ballots that are read at once.
pub(crate) const PART: usize = 10_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ballot_is_kept_as_it_is() {
        let ballot = Ballot { projects: vec![12, 3], points: vec![4, 1] };
        let [projects, points] = [&ballot.projects, &ballot.points].map(|numbers| Ballot::written(numbers));
        assert_eq!(Ballot::read(&projects, &points), ballot);
        assert_eq!(Ballot::read("", ""), Ballot::default());
    }

    #[test]
    fn a_voice_leaves_another_mark_in_each_fund() {
        let voice = Voice::new().unwrap();
        let (one, two) = (FundId::new(), FundId::new());
        assert_eq!(mark(one, &voice), mark(one, &voice));
        assert_ne!(mark(one, &voice), mark(two, &voice));
    }
}
