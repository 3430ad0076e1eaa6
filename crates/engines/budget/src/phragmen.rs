//! Phragmén's sequential rule.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_rational::BigRational;

use crate::election::Election;
use crate::ledger::{Fixed, Ledger, ULP, fixed};
use crate::outcome::{Explanation, Outcome, Reason};
use crate::ties::{Tie, Ties};

/// Every voter earns money at the same rate, and a project is bought as soon as its supporters hold its cost; they then
/// begin again with nothing. The rule stops as soon as supporters could buy a project that would exceed the budget.
///
/// Weights on ballots are not looked at. What costs more than the whole budget is left out from the start, and what nobody
/// named is never bought. An explanation's rate is the time of purchase, in currency earned by each voter; `short_by` is what
/// the supporters lacked when the rule stopped, or by what the project that stopped it would have exceeded the budget. More
/// supporters have earned from the start and support nothing else.
pub fn phragmen(election: &Election, ties: Ties) -> Outcome {
    let mut count = Count::new(election, ties);
    count.run();
    let explanations = count.explanations();
    Outcome::new(election, count.bought, count.tied, explanations)
}

struct Count<'a> {
    election: &'a Election,
    ties: Ties,
    /// What was bought, in order.
    bought: Vec<u32>,
    ledger: Ledger,
    /// The last purchase that the voters of a ballot paid for.
    last: Vec<Option<usize>>,
    votes: Vec<u64>,
    tied: Vec<Tie>,
    stop: Option<Stop>,
}

/// Where the rule stopped.
struct Stop {
    /// The time, times `votes`: over the ledger's scale.
    sum: BigInt,
    votes: u64,
    /// The projects that could have been bought then.
    at: Vec<u32>,
}

/// When a project's supporters can buy it, if nothing else is bought before.
struct Date {
    project: u32,
    low: Fixed,
    high: Fixed,
}

impl<'a> Count<'a> {
    fn new(election: &'a Election, ties: Ties) -> Self {
        Self {
            election,
            ties,
            bought: Vec::new(),
            ledger: Ledger::new(1),
            last: vec![None; election.people().len()],
            votes: (0..election.projects().len() as u32)
                .map(|project| election.supported_by(project))
                .collect(),
            tied: Vec::new(),
            stop: None,
        }
    }

    fn cost(&self, project: u32) -> u64 {
        self.election.projects()[project as usize].cost
    }

    fn run(&mut self) {
        let eligible = |project: &u32| {
            self.votes[*project as usize] > 0 && self.cost(*project) <= self.election.budget()
        };
        let mut dates: Vec<Date> = (0..self.votes.len() as u32)
            .filter(eligible)
            .map(|project| Date { project, low: 0, high: Fixed::MAX })
            .collect();
        let mut left = self.election.budget();
        while !dates.is_empty() {
            let mut first = self.first(&mut dates);
            first.sort_by(|&a, &b| self.ties.order(self.election, a, b));
            if first.len() > 1 {
                self.tied.push(Tie { projects: first.clone() });
            }
            let project = first[0];
            let sum = self.sum(project);
            if first.iter().any(|&project| self.cost(project) > left) {
                self.stop = Some(Stop { sum, votes: self.votes[project as usize], at: first });
                return;
            }
            self.ledger.enter(sum, self.votes[project as usize]);
            for by in self.election.supporters(project) {
                self.last[by.ballot as usize] = Some(self.bought.len());
            }
            left -= self.cost(project);
            self.bought.push(project);
            dates.retain(|date| date.project != project);
        }
    }

    /// The projects that can be bought first, which are equally early. Dates only move back, so old ones are bounds.
    fn first(&self, dates: &mut [Date]) -> Vec<u32> {
        dates.sort_unstable_by_key(|date| (date.low, date.project));
        let mut bound = Fixed::MAX;
        let mut asked = 0;
        for date in dates.iter_mut() {
            if date.low > bound {
                break;
            }
            let votes = Fixed::from(self.votes[date.project as usize]);
            let loads = self.election.supporters(date.project).iter().map(|by| {
                let load = self.last[by.ballot as usize].map_or(0, |last| self.ledger.rate(last));
                load * Fixed::from(by.people)
            });
            date.low = (fixed(self.cost(date.project)) + loads.sum::<Fixed>()) / votes;
            date.high = date.low + 2 * ULP;
            bound = bound.min(date.high);
            asked += 1;
        }
        let mut first: Vec<u32> = Vec::new();
        for date in dates[..asked].iter().filter(|date| date.low <= bound) {
            let order = first.first().map_or(Ordering::Less, |&other| self.compare(date.project, other));
            if order.is_lt() {
                first.clear();
            }
            if order.is_le() {
                first.push(date.project);
            }
        }
        first
    }

    fn compare(&self, a: u32, b: u32) -> Ordering {
        (self.sum(a) * self.votes[b as usize]).cmp(&(self.sum(b) * self.votes[a as usize]))
    }

    /// A project's cost and what its supporters have paid so far, exactly: over the ledger's scale. Divided by its votes,
    /// that is its date.
    fn sum(&self, project: u32) -> BigInt {
        self.sum_with(project, &self.last, self.bought.len())
    }

    fn sum_with(&self, project: u32, last: &[Option<usize>], bought: usize) -> BigInt {
        let mut times = vec![0_i64; bought];
        for by in self.election.supporters(project) {
            if let Some(last) = last[by.ballot as usize] {
                times[last] += i64::from(by.people);
            }
        }
        self.ledger.sum(self.cost(project).into(), &times)
    }

    fn explanations(&self) -> Vec<Explanation> {
        let projects = (0..self.votes.len() as u32).zip(self.needed());
        projects.map(|(project, needed)| self.explain(project, needed)).collect()
    }

    fn explain(&self, project: u32, supporters_needed: Option<u64>) -> Explanation {
        if let Some(purchase) = self.bought.iter().position(|&bought| bought == project) {
            let time = self.ledger.exact(purchase) / BigInt::from(self.election.money().unit());
            return Explanation::funded(Reason::Funded, Some(time));
        }
        let (cost, budget) = (self.cost(project), self.election.budget());
        let over = (cost + self.election.cost(&self.bought)).saturating_sub(budget);
        let (reason, short_by) = match &self.stop {
            _ if cost > budget => (Reason::BeyondBudget, BigRational::from_integer((cost - budget).into())),
            Some(stop) if stop.at.contains(&project) && over > 0 => {
                (Reason::Short, BigRational::from_integer(over.into()))
            }
            Some(stop) => {
                let votes = self.votes[project as usize];
                let lacking = self.sum(project) * stop.votes - &stop.sum * votes;
                let scale = self.ledger.scale(self.bought.len()) * stop.votes;
                (Reason::Stopped, BigRational::new(lacking, scale))
            }
            None => (Reason::Short, BigRational::from_integer(cost.into())),
        };
        Explanation { reason, rate: None, short_by: Some(short_by), supporters_needed }
    }

    /// Of each project that was not bought: the least number of further supporters with whom its date comes before some
    /// purchase, or before the rule stopped, while there was money for it.
    fn needed(&self) -> Vec<Option<u64>> {
        let mut least = vec![None; self.votes.len()];
        let mut last = vec![None; self.last.len()];
        let mut left = self.election.budget();
        for purchase in 0..=self.bought.len() {
            let now = match (self.bought.get(purchase), &self.stop) {
                (Some(&bought), _) => Some((self.ledger.numerator(purchase), self.votes[bought as usize])),
                (None, Some(stop)) => Some((&stop.sum, stop.votes)),
                (None, None) => None,
            };
            for project in (0..).take(least.len()).filter(|project| !self.bought.contains(project)) {
                if self.cost(project) > left {
                    continue;
                }
                // With x more votes the date is sum / (votes + x), to be before the time now. Nothing is before time 0.
                let enough = match now {
                    None => BigInt::from(1),
                    Some((time, _)) if *time == BigInt::ZERO => continue,
                    Some((time, votes)) => {
                        self.sum_with(project, &last, purchase) * votes / time + 1
                            - self.votes[project as usize]
                    }
                };
                let enough = u64::try_from(enough).ok();
                least[project as usize] = least[project as usize].into_iter().chain(enough).min();
            }
            if let Some(&bought) = self.bought.get(purchase) {
                left -= self.cost(bought);
                for by in self.election.supporters(bought) {
                    last[by.ballot as usize] = Some(purchase);
                }
            }
        }
        least
    }
}
