//! Votes that are handed on: a voter lets another voter of the same decision answer in their place, for this decision or
//! for every one of the group until a day. Everybody sees it; it can be taken back until the end; who answers oneself
//! answers, whoever holds the vote; and nobody hands on what was handed to them.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use jiff::Timestamp;
use kernel::{Context, Result};
use uuid::Uuid;
use web::ExportTable;

use crate::decision::answer::Given;
use crate::decision::{self, Decision};
use crate::poll::roll::Voter;
use crate::poll::{Poll, Secrecy};

/// One vote in another's hands.
#[derive(Debug, Clone)]
pub(crate) struct Delegation {
    /// The decision, or the group for all of its decisions.
    pub(crate) scope: Uuid,
    /// Whose vote it is: the seat, the member or the partnership.
    pub(crate) voter: Uuid,
    pub(crate) voter_name: String,
    pub(crate) delegate: Uuid,
    pub(crate) delegate_name: String,
    /// When it ends by itself; nothing for one decision.
    pub(crate) until: Option<Timestamp>,
    pub(crate) at: Timestamp,
}

/// Those that hold for a decision, each voter's once: what was said of this decision goes before what was said of the
/// group. None in a secret vote, where nobody could answer for another without knowing a ballot that is not theirs.
pub(crate) async fn held(
    cx: &Context,
    read: &mut Read,
    decision: &Decision,
    poll: &Poll,
) -> Result<Vec<Delegation>> {
    if poll.secrecy == Secrecy::Secret {
        return Ok(Vec::new());
    }
    let mut held = store::of(read, cx.initiative()?, decision).await?;
    held.sort_by_key(|one| (one.voter, one.scope != decision.id.0));
    held.dedup_by_key(|one| one.voter);
    held.sort_by(|one, other| (&one.voter_name, one.voter).cmp(&(&other.voter_name, other.voter)));
    Ok(held)
}

/// The votes that count through their delegates: of voters who said nothing themselves, where the delegate did. What a
/// delegate handed on in turn counts for nobody else.
pub(crate) fn carried<'a>(
    held: &'a [Delegation],
    roll: &'a [Voter],
    given: &'a [Given],
) -> Vec<(&'a Voter, &'a Given, &'a Delegation)> {
    let said = |voter: Uuid| given.iter().find(|given| given.seat == voter);
    let on_roll = |voter: Uuid| roll.iter().find(|one| one.id == voter && one.is_held());
    held.iter()
        .filter(|one| said(one.voter).is_none())
        .filter_map(|one| {
            on_roll(one.delegate)?;
            Some((on_roll(one.voter)?, said(one.delegate)?, one))
        })
        .collect()
}

/// Every vote that was handed on, as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let initiative = cx.initiative()?;
    let decisions = decision::store::all(read, initiative).await?;
    let number = |scope: Uuid| decisions.iter().find(|one| one.id.0 == scope).map(|one| one.number);
    let rows = store::all(read, initiative).await?.into_iter().map(|one| {
        let number = number(one.scope);
        vec![
            number.map(|number| number.to_string()).unwrap_or_default(),
            if number.is_none() { one.scope.to_string() } else { String::new() },
            one.voter_name,
            one.delegate_name,
            one.until.map(|until| until.to_string()).unwrap_or_default(),
            one.at.to_string(),
        ]
    });
    Ok(ExportTable {
        name: "delegations",
        columns: &["decision", "group", "voter", "delegate", "until", "at"],
        rows: rows.collect(),
    })
}

#[cfg(test)]
mod tests {
    use kernel::PersonId;

    use super::*;

    fn voter(n: u128) -> Voter {
        let person = PersonId(Uuid::from_u128(n));
        Voter {
            id: Uuid::from_u128(n),
            people: vec![person],
            name: n.to_string(),
            constituency: String::new(),
        }
    }

    fn hands(voter: u128, delegate: u128) -> Delegation {
        Delegation {
            scope: Uuid::nil(),
            voter: Uuid::from_u128(voter),
            voter_name: voter.to_string(),
            delegate: Uuid::from_u128(delegate),
            delegate_name: delegate.to_string(),
            until: None,
            at: Timestamp::UNIX_EPOCH,
        }
    }

    fn says(voter: u128) -> Given {
        Given {
            seat: Uuid::from_u128(voter),
            name: voter.to_string(),
            constituency: String::new(),
            answer: "1".to_owned(),
            reason: String::new(),
            at: Timestamp::UNIX_EPOCH,
            through: String::new(),
        }
    }

    fn counts(held: &[Delegation], given: &[Given]) -> Vec<(String, String)> {
        let roll = [voter(1), voter(2), voter(3)];
        let carried = carried(held, &roll, given);
        carried.iter().map(|(voter, said, _)| (voter.name.clone(), said.name.clone())).collect()
    }

    #[test]
    fn a_vote_counts_through_a_delegate_who_answers() {
        assert_eq!(counts(&[hands(1, 2)], &[says(2)]), [("1".to_owned(), "2".to_owned())]);
        assert!(counts(&[hands(1, 2)], &[]).is_empty(), "who is silent is silent for others too");
        assert!(counts(&[hands(1, 2)], &[says(1), says(2)]).is_empty(), "one's own answer goes first");
    }

    #[test]
    fn a_chain_ends_after_one_step_and_a_circle_goes_nowhere() {
        let chain = [hands(1, 2), hands(2, 3)];
        assert_eq!(counts(&chain, &[says(3)]), [("2".to_owned(), "3".to_owned())]);
        assert!(counts(&[hands(1, 2), hands(2, 1)], &[]).is_empty());
    }

    #[test]
    fn nobody_carries_a_vote_who_does_not_decide() {
        assert!(counts(&[hands(1, 9)], &[says(9)]).is_empty());
        assert!(counts(&[hands(9, 1)], &[says(1)]).is_empty());
    }
}
