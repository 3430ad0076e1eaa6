//! The definitions, as short as they are and as slow as they are.

use budget::{Election, Greedy, Utility};
use num_rational::BigRational;

fn whole(number: u64) -> BigRational {
    BigRational::from_integer(number.into())
}

fn cost(election: &Election, project: u32) -> u64 {
    election.projects()[project as usize].cost
}

/// What a project is worth to a voter.
fn utility(election: &Election, utility: Utility, voter: usize, project: u32) -> BigRational {
    let votes = election.votes(election.ballots()[voter]);
    let weight = votes.iter().find(|vote| vote.project == project).map_or(0, |vote| u64::from(vote.weight));
    whole(if utility == Utility::Cost { weight * cost(election, project) } else { weight })
}

fn voters(election: &Election) -> std::ops::Range<usize> {
    0..election.voters() as usize
}

pub(crate) fn share(election: &Election, endowment: u64) -> BigRational {
    whole(endowment) / whole(u64::from(election.voters()))
}

type Bought = (Vec<u32>, Vec<Option<BigRational>>, Vec<BigRational>);

/// What is bought, at what rates (nothing for what is free), and what each voter has left.
pub(crate) fn equal_shares(election: &Election, by: Utility, share: &BigRational) -> Bought {
    let mut purses = vec![share.clone(); voters(election).len()];
    let supported = |project: &u32| election.supported_by(*project) > 0;
    let projects = (0..election.projects().len() as u32).filter(supported);
    let (mut bought, mut open): (Vec<u32>, Vec<u32>) =
        projects.partition(|&project| cost(election, project) == 0);
    let mut rates = vec![None; bought.len()];
    loop {
        let offers =
            open.iter().filter_map(|&project| Some((rate(election, by, &purses, project)?, project)));
        let id = |project: u32| &election.projects()[project as usize].id;
        let best = offers.min_by(|a, b| a.0.cmp(&b.0).then(id(a.1).cmp(id(b.1))));
        let Some((rate, project)) = best else { return (bought, rates, purses) };
        for voter in voters(election) {
            let pays = (&rate * utility(election, by, voter, project)).min(purses[voter].clone());
            purses[voter] -= pays;
        }
        open.retain(|&other| other != project);
        bought.push(project);
        rates.push(Some(rate));
    }
}

/// The lowest rate at which supporters cover the cost: tried with the poorest, the second poorest … giving everything.
fn rate(election: &Election, by: Utility, purses: &[BigRational], project: u32) -> Option<BigRational> {
    let worth = |voter: usize| utility(election, by, voter, project);
    let mut supporters: Vec<usize> = voters(election).filter(|&voter| worth(voter) > whole(0)).collect();
    supporters.sort_by(|&a, &b| (&purses[a] / worth(a)).cmp(&(&purses[b] / worth(b))));
    let mut rest = whole(cost(election, project));
    for (at, &voter) in supporters.iter().enumerate() {
        let all: BigRational = supporters[at..].iter().map(|&voter| worth(voter)).sum();
        let rate = &rest / all;
        if &rate * worth(voter) <= purses[voter] {
            return Some(rate);
        }
        rest -= &purses[voter];
    }
    None
}

/// Equal Shares with a rising endowment, step by step. Answers the projects and the endowment.
pub(crate) fn raised(election: &Election, by: Utility, step: u64, until_overspent: bool) -> (Vec<u32>, u64) {
    let mut endowment = election.budget();
    let count = |endowment| equal_shares(election, by, &share(election, endowment)).0;
    let mut bought = count(endowment);
    loop {
        let left = election.budget() - election.cost(&bought);
        let wanted = |project: u32| {
            let open = !bought.contains(&project) && election.supported_by(project) > 0;
            open && (until_overspent || cost(election, project) <= left)
        };
        let next = count(endowment + step);
        if !(0..election.projects().len() as u32).any(wanted) || election.cost(&next) > election.budget() {
            return (bought, endowment);
        }
        (bought, endowment) = (next, endowment + step);
    }
}

/// Whether more voters prefer the first outcome than the second.
pub(crate) fn more_prefer(election: &Election, by: Utility, first: &[u32], second: &[u32]) -> bool {
    let worth = |voter, projects: &[u32]| -> BigRational {
        projects.iter().map(|&project| utility(election, by, voter, project)).sum()
    };
    let order = |voter| worth(voter, first).cmp(&worth(voter, second));
    let prefer = |wanted| voters(election).filter(|&voter| order(voter) == wanted).count();
    prefer(std::cmp::Ordering::Greater) > prefer(std::cmp::Ordering::Less)
}

/// What is bought, and when.
pub(crate) fn phragmen(election: &Election) -> (Vec<u32>, Vec<BigRational>) {
    let mut loads = vec![whole(0); voters(election).len()];
    let supports = |voter: usize, project: u32| utility(election, Utility::Points, voter, project) > whole(0);
    let (mut bought, mut times) = (Vec::new(), Vec::new());
    loop {
        let open = |project: &u32| {
            let fits = cost(election, *project) <= election.budget() && election.supported_by(*project) > 0;
            fits && !bought.contains(project)
        };
        let date = |project: u32| {
            let supporters: Vec<usize> = voters(election).filter(|&voter| supports(voter, project)).collect();
            let paid: BigRational = supporters.iter().map(|&voter| loads[voter].clone()).sum();
            (paid + whole(cost(election, project))) / whole(supporters.len() as u64)
        };
        let dates: Vec<(BigRational, u32)> = (0..election.projects().len() as u32)
            .filter(open)
            .map(|project| (date(project), project))
            .collect();
        let Some(first) = dates.iter().map(|date| date.0.clone()).min() else { return (bought, times) };
        let mut now: Vec<u32> = dates.iter().filter(|date| date.0 == first).map(|date| date.1).collect();
        now.sort_by_key(|&project| &election.projects()[project as usize].id);
        let spent = election.cost(&bought);
        if now.iter().any(|&project| spent + cost(election, project) > election.budget()) {
            return (bought, times);
        }
        for voter in voters(election).filter(|&voter| supports(voter, now[0])) {
            loads[voter] = first.clone();
        }
        bought.push(now[0]);
        times.push(first);
    }
}

pub(crate) fn greedy(election: &Election, by: Utility, rule: Greedy) -> Vec<u32> {
    let worth = |project: u32| {
        let score = whole(election.score(project));
        match (by, cost(election, project)) {
            (Utility::Cardinality, 0) if election.score(project) > 0 => whole(u64::MAX),
            (Utility::Cardinality, 1..) => score / whole(cost(election, project)),
            _ => score,
        }
    };
    let least = if let Greedy::Threshold(least) = rule { least } else { 0 };
    let mut turns: Vec<u32> = (0..election.projects().len() as u32).collect();
    turns.retain(|&project| election.score(project) >= least);
    turns.sort_by_key(|&project| {
        (std::cmp::Reverse(worth(project)), election.projects()[project as usize].id.clone())
    });
    let mut selected = Vec::new();
    for project in turns {
        if election.cost(&selected) + cost(election, project) <= election.budget() {
            selected.push(project);
        } else if rule == Greedy::Stop {
            break;
        }
    }
    selected
}
