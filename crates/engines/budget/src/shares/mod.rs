//! The Method of Equal Shares.

mod complete;
mod needed;
mod offer;
mod run;

use num_bigint::BigInt;
use num_rational::BigRational;

use crate::Utility;
use crate::election::{Election, Supporter, Vote};
use crate::greedy::{Greedy, fund_rest, greedy};
use crate::outcome::{Explanation, Outcome, Reason};
use crate::ties::Ties;
use complete::Until;
use run::{Run, Setting, Watch};

/// What is done with the money that equal shares leave over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Completion {
    /// Nothing.
    #[default]
    None,
    /// Everybody's share rises by one unit of the currency at a time, and all is counted anew, until the purchases would
    /// cost more than the budget, or no supported project fits any more.
    Add1,
    /// As `Add1`; what is left then goes to what fits, by [`greedy`] with the same utility.
    Add1u,
    /// As `Add1`, but the shares rise on while the purchases cost no more than the budget, even when nothing else fits; then
    /// each voter compares that with the outcome of [`greedy`] with the same utility, by what the funded projects are
    /// worth to them. If more prefer the latter, it is taken. So Wieliczka decided in 2023.
    Comparison,
    /// As `Add1`, but the shares rise together by the smallest unit of money at a time, so that one voter's rises by the
    /// smallest unit divided by the number of voters: next to no outcome is passed over, as in "Streamlining Equal Shares"
    /// (arXiv 2502.11797), where the share goes on to exactly where the outcome changes. Takes longer than `Add1`.
    AddOpt,
}

/// How voters compared two outcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    /// How many prefer what equal shares bought.
    pub shares: u64,
    /// How many prefer the greedy outcome, which is taken if these are more.
    pub greedy: u64,
}

/// The outcome of Equal Shares, with everybody's account.
#[derive(Debug, Clone)]
pub struct EqualShares<'a> {
    /// The outcome.
    pub outcome: Outcome,
    /// How voters compared it, if they were asked.
    pub comparison: Option<Comparison>,
    run: Run<'a>,
}

/// The Method of Equal Shares (Peters, Pierczynski and Skowron 2021; <https://equalshares.net>), exact.
///
/// Each voter holds an equal share of the budget. A project can be bought at rate `r` if its supporters cover its cost when
/// each pays `r` times its utility, or the last money if that is less. The project with the lowest rate is bought, until
/// none can be. What costs nothing and has a supporter is funded at once; what nobody supports never is.
///
/// An explanation's rate is `r` for one unit of utility: with [`Utility::Cost`] the part of its cost that a supporter pays,
/// otherwise an amount of currency. `short_by` is what the supporters of a project lacked at the end. More supporters hold
/// the share that everybody began with, and name this project alone, with the highest weight of any vote; adding them
/// changes nobody else's share.
///
/// After a greedy outcome was taken in [`Completion::Comparison`] the explanations are those of [`greedy`].
pub fn equal_shares(
    election: &Election,
    utility: Utility,
    completion: Completion,
    ties: Ties,
) -> EqualShares<'_> {
    let setting = Setting { election, utility, ties };
    let first = Run::new(setting, election.budget().into(), &Watch::Not).expect("nothing ends it");
    let unit = i128::from(election.voters()) * i128::from(election.money().unit());
    let run = match completion {
        Completion::None => first,
        Completion::Add1 | Completion::Add1u => complete::raised(first, unit, Until::Exhausted),
        Completion::Comparison => complete::raised(first, unit, Until::Overspent),
        Completion::AddOpt => complete::raised(first, 1, Until::Exhausted),
    };
    let bought = [run.free.as_slice(), &run.bought].concat();
    let added = if completion == Completion::Add1u {
        fund_rest(election, utility, ties, &bought)
    } else {
        Vec::new()
    };
    let explanations = explain(&run, &added);
    let mut outcome = Outcome::new(election, [bought, added].concat(), run.tied.clone(), explanations);
    let mut comparison = None;
    if completion == Completion::Comparison {
        let other = greedy(election, utility, Greedy::Skip, ties);
        let compared = compare(election, utility, &outcome.selected, &other.selected);
        if compared.greedy > compared.shares {
            outcome = other;
        }
        comparison = Some(compared);
    }
    EqualShares { outcome, comparison, run }
}

impl EqualShares<'_> {
    /// The share of each voter, in smallest units: the budget divided by the voters, and what the completion added.
    pub fn share(&self) -> BigRational {
        BigRational::new(self.run.endowment.into(), self.run.election.voters().max(1).into())
    }

    /// What was bought with the shares, in order; also if a greedy outcome was taken instead.
    pub fn bought(&self) -> &[u32] {
        &self.run.bought
    }

    /// What each voter who cast a ballot paid: each project that was bought, and the amount in smallest units.
    pub fn payments(&self, ballot: u32) -> Vec<(u32, BigRational)> {
        let run = &self.run;
        let full = run
            .paid_by(ballot)
            .map(|(place, weight)| (place, run.ledger.exact(place) * BigInt::from(weight)));
        let mut payments: Vec<(usize, BigRational)> = full.collect();
        if let Some(place) = run.broke[ballot as usize] {
            let rest =
                BigRational::new(run.purse_before(Some(ballot), place), run.ledger.scale(place).clone());
            payments.push((place, rest));
        }
        payments.sort_by_key(|payment| payment.0);
        payments.into_iter().map(|(place, amount)| (run.bought[place], amount)).collect()
    }

    /// What each voter who cast a ballot has left, in smallest units.
    pub fn left(&self, ballot: u32) -> BigRational {
        BigRational::new(self.run.purse(ballot), self.run.ledger.scale(self.run.bought.len()).clone())
    }

    /// How the supporters of a project paid for it. `place` is its place in [`EqualShares::bought`].
    pub fn payers(&self, place: usize) -> Payers {
        let mut payers = Payers { rate: self.run.ledger.exact(place), full: 0, rest: 0, nothing: 0 };
        for by in self.run.election.supporters(self.run.bought[place]) {
            let count = match self.run.broke[by.ballot as usize] {
                Some(broke) if broke < place => &mut payers.nothing,
                Some(broke) if broke == place => &mut payers.rest,
                _ => &mut payers.full,
            };
            *count += u64::from(by.people);
        }
        payers
    }
}

/// How the supporters of a project paid for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payers {
    /// What was paid for each weight on a ballot, in smallest units.
    pub rate: BigRational,
    /// So many paid that in full.
    pub full: u64,
    /// So many gave their last money, which was less.
    pub rest: u64,
    /// So many had nothing left.
    pub nothing: u64,
}

/// What somebody paid whose share was `share`: each of the projects that were `bought`, in order and each with what was paid
/// for each weight on a ballot ([`Payers::rate`]), as far as the money went. So the published figures of a count are enough
/// for everybody to see what became of their share.
pub fn account(
    share: &BigRational,
    bought: &[(u32, BigRational)],
    votes: &[Vote],
) -> Vec<(u32, BigRational)> {
    let mut left = share.clone();
    let mut paid = Vec::new();
    for (project, rate) in bought {
        let Some(vote) = votes.iter().find(|vote| vote.project == *project) else { continue };
        let amount = (rate * BigInt::from(vote.weight)).min(left.clone());
        if amount > BigRational::default() {
            left -= &amount;
            paid.push((*project, amount));
        }
    }
    paid
}

fn explain(run: &Run, added: &[u32]) -> Vec<Explanation> {
    let needed = needed::supporters_needed(run);
    let unit = match run.utility {
        Utility::Cost => None,
        Utility::Cardinality | Utility::Points => Some(BigInt::from(run.election.money().unit())),
    };
    let explain = |(project, supporters_needed): (u32, Option<u64>)| {
        if let Some(place) = run.place(project) {
            let unit = unit.clone().unwrap_or_else(|| run.cost(project).into());
            return Explanation::funded(Reason::Funded, Some(run.ledger.exact(place) / unit));
        }
        if run.free.contains(&project) {
            return Explanation::funded(Reason::Free, None);
        }
        if added.contains(&project) {
            return Explanation::funded(Reason::Completed, None);
        }
        let supporters = run.election.supporters(project).iter().copied();
        let unspent: Vec<Supporter> =
            supporters.filter(|by| run.broke[by.ballot as usize].is_none()).collect();
        let scale = run.ledger.scale(run.bought.len());
        let short_by = Some(BigRational::new(run.rest(project, &unspent), scale.clone()));
        let reason =
            if run.cost(project) > run.election.budget() { Reason::BeyondBudget } else { Reason::Short };
        Explanation { reason, rate: None, short_by, supporters_needed }
    };
    (0..).zip(needed).map(explain).collect()
}

/// Asks every voter which of two outcomes is worth more to them: what equal shares would fund, or what a greedy rule would.
pub fn compare(election: &Election, utility: Utility, shares: &[u32], greedy: &[u32]) -> Comparison {
    let mut worth = vec![0_i128; election.projects().len()];
    let value = |project: u32| match utility {
        Utility::Cost => i128::from(election.projects()[project as usize].cost),
        Utility::Cardinality | Utility::Points => 1,
    };
    for &project in shares {
        worth[project as usize] += value(project);
    }
    for &project in greedy {
        worth[project as usize] -= value(project);
    }
    let mut comparison = Comparison { shares: 0, greedy: 0 };
    for (ballot, &people) in (0..).zip(election.people()) {
        let votes = election.votes(ballot).iter();
        let more: i128 = votes.map(|vote| worth[vote.project as usize] * i128::from(vote.weight)).sum();
        match more.signum() {
            1 => comparison.shares += u64::from(people),
            -1 => comparison.greedy += u64::from(people),
            _ => {}
        }
    }
    comparison
}
