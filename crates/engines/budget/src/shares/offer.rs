//! What a project asks of its supporters at one moment.

use num_bigint::BigInt;
use num_rational::BigRational;

use super::run::Run;
use crate::election::Supporter;
use crate::ledger::{Fixed, fixed};

/// The rate at which a project's supporters can pay for it now: each pays the rate times the weight on their ballot, or
/// their last money if they have less.
#[derive(Debug)]
pub(super) struct Offer {
    /// The project.
    pub(super) project: u32,
    /// The rate, within `slack`.
    rate: Fixed,
    /// How far the exact rate may be from `rate`.
    slack: Fixed,
    /// The weight of those who can pay the full rate.
    pub(super) weight: u64,
    /// Those who have something, but less than the full rate.
    pub(super) poor: Vec<Supporter>,
}

impl Offer {
    /// A rate that the exact one reaches.
    pub(super) fn least(&self) -> Fixed {
        self.rate - self.slack
    }

    /// What orders offers: the rate for one unit of utility, which lies between the two.
    pub(super) fn key(&self, run: &Run) -> (f64, f64) {
        run.key(self.project, self.rate - self.slack, self.rate + self.slack)
    }

    /// The exact rate for one unit of utility.
    pub(super) fn exact(&self, run: &Run) -> BigRational {
        let divisor = BigInt::from(self.weight) * run.utility_of(self.project);
        BigRational::new_raw(run.rest(self.project, &self.poor), run.ledger.scale(run.bought.len()) * divisor)
    }
}

impl Run<'_> {
    /// The offer of a project, or nothing if its supporters cannot pay for it, now and therefore ever. `least` is a rate
    /// that the offer is known to reach: rates only rise, because purses only shrink.
    ///
    /// Whoever has less than the rate at which all would pay is poor and gives everything; the others share the rest at a
    /// higher rate, and so on until nobody else is poor. Only those are moved of whom it is certain; where `Fixed` leaves
    /// a doubt the exact purses decide. If all are poor, they have less than the cost.
    pub(super) fn offer(&self, project: u32, least: Fixed) -> Option<Offer> {
        let mut split = Split::default();
        let mut held: Fixed = 0;
        for &by in self.election.supporters(project) {
            let purse = self.purses[by.ballot as usize];
            if purse == 0 && self.broke[by.ballot as usize].is_some() {
                continue;
            }
            held += purse * Fixed::from(by.people);
            if purse + self.error < least * Fixed::from(by.weight) {
                split.give(by, purse);
            } else {
                split.weight += by.weighs();
                split.rich.push(by);
            }
        }
        let cost = fixed(self.cost(project));
        if held + self.error * Fixed::from(self.election.voters()) < cost {
            return None;
        }
        while !split.rich.is_empty() {
            let rate = (cost - split.given) / Fixed::from(split.weight);
            let slack = self.error * Fixed::from(split.giving) / Fixed::from(split.weight) + 2;
            let beyond = |by: &Supporter| self.purses[by.ballot as usize] - rate * Fixed::from(by.weight);
            let doubt = |by: &Supporter| self.error + slack * Fixed::from(by.weight);
            if split.part(self, |by| beyond(by) < -doubt(by)) {
                continue;
            }
            if split.rich.iter().any(|by| beyond(by) <= doubt(by)) {
                let (rest, weight) = (self.rest(project, &split.poor), split.weight);
                let short = |by: &Supporter| self.purse(by.ballot) * weight < &rest * by.weight;
                if split.part(self, |by| beyond(by) <= doubt(by) && short(by)) {
                    continue;
                }
            }
            return Some(Offer { project, rate, slack, weight: split.weight, poor: split.poor });
        }
        None
    }

    /// What the poor leave of a project's cost, exactly: over the ledger's scale. They have something left.
    pub(super) fn rest(&self, project: u32, poor: &[Supporter]) -> BigInt {
        self.rest_before(project, poor, self.bought.len())
    }

    /// What the poor left of a project's cost before a purchase, exactly: over the ledger's scale at that moment. They had
    /// something left.
    pub(super) fn rest_before(&self, project: u32, poor: &[Supporter], purchase: usize) -> BigInt {
        let mut giving = 0;
        let mut times = vec![0_i64; purchase];
        for by in poor {
            giving += i128::from(by.people);
            for (place, weight) in self.paid_by(by.ballot).filter(|paid| paid.0 < purchase) {
                times[place] += i64::from(by.people) * i64::from(weight);
            }
        }
        let cost = i128::from(self.cost(project)) * i128::from(self.election.voters());
        self.ledger.sum(cost - giving * self.endowment, &times)
    }
}

/// The supporters of a project, in two parts.
#[derive(Default)]
struct Split {
    rich: Vec<Supporter>,
    /// What the project weighs for all the rich.
    weight: u64,
    poor: Vec<Supporter>,
    /// How many the poor are.
    giving: u64,
    /// What they give together.
    given: Fixed,
}

impl Split {
    fn give(&mut self, by: Supporter, purse: Fixed) {
        self.giving += u64::from(by.people);
        self.given += purse * Fixed::from(by.people);
        self.poor.push(by);
    }

    /// Moves the rich that are poor after all. Answers whether there were any.
    fn part(&mut self, run: &Run, poor: impl Fn(&Supporter) -> bool) -> bool {
        let before = self.rich.len();
        let mut rich = std::mem::take(&mut self.rich);
        rich.retain(|by| {
            let moves = poor(by);
            if moves {
                self.weight -= by.weighs();
                self.give(*by, run.purses[by.ballot as usize]);
            }
            !moves
        });
        self.rich = rich;
        self.rich.len() < before
    }
}
