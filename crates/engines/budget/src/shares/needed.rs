//! How many more supporters a project needed.

use num_bigint::BigInt;

use super::run::Run;
use crate::election::Supporter;
use crate::ledger::BITS;

/// Of each project that was not bought: how many more voters who hold the share that everybody began with, and who name it
/// alone with the highest weight of any vote, would have made sure that it is bought.
///
/// They pay for nothing else, so they change nothing until the project is bought. It is, as soon as its rate is below the
/// one that is paid at some moment, or at the end if its supporters hold its cost. The answer is the least number over all
/// these moments; it does not rely on how ties are broken.
pub(super) fn supporters_needed(run: &Run) -> Vec<Option<u64>> {
    let projects = run.election.projects().len();
    let open: Vec<u32> = (0..projects as u32).filter(|&project| run.is_open(project)).collect();
    let mut least = vec![None; projects];
    if run.endowment == 0 {
        return least;
    }
    let share = run.endowment as f64 / f64::from(run.election.voters().max(1));
    let mut purses = vec![share; run.purses.len()];
    for moment in 0..=run.bought.len() {
        for &project in &open {
            let needed = needed_at(run, &purses, share, moment, project);
            least[project as usize] = least[project as usize].into_iter().chain([needed]).min();
        }
        let Some(&bought) = run.bought.get(moment) else { break };
        let rate = run.ledger.rate(moment) as f64 / (1_u64 << BITS) as f64;
        for by in run.election.supporters(bought) {
            let purse = &mut purses[by.ballot as usize];
            let spent = run.broke[by.ballot as usize].is_some_and(|broke| broke <= moment);
            *purse = if spent { 0.0 } else { *purse - rate * f64::from(by.weight) };
        }
    }
    least
}

/// Sums of doubles are off by less than this part of a cost and [`SHARED_DOUBT`] of what purses held in the beginning.
const DOUBT: f64 = 1e-7;
const SHARED_DOUBT: f64 = 1e-11;

/// The number for one moment: by doubles, unless these leave a doubt.
fn needed_at(run: &Run, purses: &[f64], share: f64, moment: usize, project: u32) -> u64 {
    let rate = run.bought.get(moment).map_or(f64::INFINITY, |&bought| {
        let utility = run.utility_of(project) as f64 / run.utility_of(bought) as f64;
        run.ledger.rate(moment) as f64 / (1_u64 << BITS) as f64 * utility
    });
    let paid = |purse: f64, weight: u32| purse.min(rate * f64::from(weight));
    let supporters = run.election.supporters(project).iter();
    let held: f64 =
        supporters.map(|by| paid(purses[by.ballot as usize], by.weight) * f64::from(by.people)).sum();
    let cost = run.cost(project) as f64;
    let one = paid(share, run.election.heaviest_vote().max(1));
    let needed = (cost - held) / one;
    let doubt = (DOUBT * cost + SHARED_DOUBT * run.endowment as f64) / one;
    if (needed - doubt).floor() == (needed + doubt).floor() && needed > doubt {
        // Whether the rate must be below the one that is paid, or it is enough to hold the cost, makes a difference only
        // for whole numbers, which are doubtful.
        return needed as u64 + 1;
    }
    exactly(run, purses, share, rate, moment, project)
}

/// The number for one moment, exactly. `purses`, `share` and `about` are what the purses, the share and the rate are about.
fn exactly(run: &Run, purses: &[f64], share: f64, about: f64, moment: usize, project: u32) -> u64 {
    // All amounts are over the scale before the purchase, times `divisor`, so that the rate is a whole number too.
    let (rate, divisor) = match run.bought.get(moment) {
        Some(&bought) => {
            let (rate, divisor) = (run.ledger.numerator(moment), BigInt::from(run.ledger.divisor(moment)));
            (Some(rate * run.utility_of(project)), divisor * run.utility_of(bought))
        }
        None => (None, BigInt::from(1)),
    };
    let gives_all = |ballot: Option<u32>, purse: f64, weight: u32| {
        let full = about * f64::from(weight);
        if (purse - full).abs() > DOUBT * full + SHARED_DOUBT * share {
            return purse < full;
        }
        rate.as_ref().is_none_or(|rate| run.purse_before(ballot, moment) * &divisor < rate * weight)
    };
    let supporters = run.election.supporters(project).iter().filter(|by| !run.is_broke(by.ballot, moment));
    let (poor, rich): (Vec<Supporter>, Vec<Supporter>) =
        supporters.partition(|by| gives_all(Some(by.ballot), purses[by.ballot as usize], by.weight));
    let weight: u64 = rich.iter().map(|by| by.weighs()).sum();
    let full = |weight: u64| rate.as_ref().map_or(BigInt::ZERO, |rate| rate * weight);
    let missing = run.rest_before(project, &poor, moment) * &divisor - full(weight);
    let heaviest = run.election.heaviest_vote().max(1);
    let all = gives_all(None, share, heaviest);
    let one = if all { run.purse_before(None, moment) * &divisor } else { full(heaviest.into()) };
    // If all give everything they have at a rate that is lower still, then it is enough that they hold the cost.
    let needed = if all && rich.is_empty() { (missing + &one - 1) / one } else { missing / one + 1 };
    u64::try_from(needed).unwrap_or(u64::MAX)
}
