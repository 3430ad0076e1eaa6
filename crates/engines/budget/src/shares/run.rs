//! One run of Equal Shares with a given share.

use num_bigint::BigInt;
use num_rational::BigRational;

use super::offer::Offer;
use crate::election::Election;
use crate::ledger::{BITS, Fixed, Ledger, ULP};
use crate::{Tie, Ties, Utility};

/// What is counted, and how.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting<'a> {
    pub(super) election: &'a Election,
    pub(super) utility: Utility,
    pub(super) ties: Ties,
}

/// What was bought with a share, and what is left of it.
#[derive(Debug, Clone)]
pub(super) struct Run<'a> {
    setting: Setting<'a>,
    pub(super) election: &'a Election,
    pub(super) utility: Utility,
    /// The share of each voter, times the number of voters.
    pub(super) endowment: i128,
    /// What costs nothing and has a supporter.
    pub(super) free: Vec<u32>,
    /// What was bought, in order.
    pub(super) bought: Vec<u32>,
    /// The place of each project in `bought`.
    places: Vec<Option<usize>>,
    pub(super) ledger: Ledger,
    /// What each voter of a ballot has left, within `error`.
    pub(super) purses: Vec<Fixed>,
    pub(super) error: Fixed,
    /// The purchase at which the voters of a ballot gave their last money, less than the full rate.
    pub(super) broke: Vec<Option<usize>>,
    pub(super) tied: Vec<Tie>,
}

/// A project that is not bought yet, and what its rate is known to reach.
struct Candidate {
    project: u32,
    least: Fixed,
    key: f64,
}

/// How a run is watched.
pub(super) enum Watch<'a> {
    /// To its end.
    Not,
    /// To its end, or until the purchases cost more than the budget.
    Budget,
    /// As long as it is certain that every share between the other run's and this one's buys the same in the same order.
    Like(&'a Run<'a>),
}

impl<'a> Run<'a> {
    /// Equal Shares with a share of `endowment / voters`. Nothing if the watch ended it.
    pub(super) fn new(setting: Setting<'a>, endowment: i128, watch: &Watch) -> Option<Self> {
        let Setting { election, utility, .. } = setting;
        let voters = election.voters().max(1);
        let ballots = election.people().len() as u32;
        let supported =
            (0..election.projects().len() as u32).filter(|&project| !election.supporters(project).is_empty());
        let (free, candidates): (Vec<u32>, Vec<u32>) =
            supported.partition(|&project| election.projects()[project as usize].cost == 0);
        let mut run = Self {
            setting,
            election,
            utility,
            endowment,
            free,
            bought: Vec::new(),
            places: vec![None; election.projects().len()],
            ledger: Ledger::new(voters),
            purses: vec![(endowment << BITS) / Fixed::from(voters); ballots as usize],
            error: ULP * (1 + Fixed::from(election.heaviest_ballot())),
            broke: vec![None; ballots as usize],
            tied: Vec::new(),
        };
        let candidates = candidates.into_iter().map(|project| Candidate { project, least: 0, key: 0.0 });
        run.rounds(candidates.collect(), watch).then_some(run)
    }

    /// The same with another share.
    pub(super) fn again(&self, endowment: i128, watch: &Watch) -> Option<Self> {
        Self::new(self.setting, endowment, watch)
    }

    /// Buys until nobody can buy more. Answers whether the watch let it come to its end.
    fn rounds(&mut self, mut candidates: Vec<Candidate>, watch: &Watch) -> bool {
        loop {
            let offers = match watch {
                Watch::Like(other) if self.bought.len() < other.bought.len() => {
                    let offers = self.offers(&mut candidates, other.paid(self.bought.len()).1);
                    if !self.is_like(other, &offers) {
                        return false;
                    }
                    offers
                }
                _ => self.offers(&mut candidates, 0.0),
            };
            if offers.is_empty() {
                return true;
            }
            if matches!(watch, Watch::Like(other) if self.bought.len() == other.bought.len()) {
                return false;
            }
            let best = self.best(offers);
            candidates.retain(|candidate| candidate.project != best.project);
            self.buy(best);
            if matches!(watch, Watch::Budget) && self.election.cost(&self.bought) > self.election.budget() {
                return false;
            }
        }
    }

    /// Whether it is certain that with every share between that of the other run, which is lower, and this one's, the
    /// project that the other buys now is bought now: the rates of all other projects, here, are above the rate that is
    /// paid there, or equal to it for a project that comes later in a tie.
    fn is_like(&self, other: &Self, offers: &[Offer]) -> bool {
        let now = self.bought.len();
        let (project, bar) = (other.bought[now], other.paid(now).1);
        let mut paid = None;
        let mut rivals = offers.iter().filter(|offer| offer.project != project && offer.key(self).0 <= bar);
        rivals.all(|rival| {
            let paid = paid.get_or_insert_with(|| {
                BigRational::new_raw(
                    other.ledger.numerator(now).clone(),
                    other.ledger.scale(now + 1) * self.utility_of(project),
                )
            });
            let later = || self.setting.ties.order(self.election, project, rival.project);
            rival.exact(self).cmp(paid).reverse().then_with(later).is_lt()
        })
    }

    /// The offers that may be the best, and all whose key may be at most `bar`. Each candidate's old rate is a bound for
    /// its new one, so that most need not be asked again; who cannot pay any more is dropped.
    fn offers(&self, candidates: &mut Vec<Candidate>, bar: f64) -> Vec<Offer> {
        candidates.sort_unstable_by(|a, b| a.key.total_cmp(&b.key).then(a.project.cmp(&b.project)));
        let mut offers = Vec::new();
        let mut best = f64::INFINITY;
        candidates.retain_mut(|candidate| {
            if candidate.key > best.max(bar) {
                return true;
            }
            let Some(offer) = self.offer(candidate.project, candidate.least) else { return false };
            let key = offer.key(self);
            (candidate.least, candidate.key) = (offer.least(), key.0);
            best = best.min(key.1);
            offers.push(offer);
            true
        });
        offers
    }

    /// The best offer, by exact rates; the tie, if there is one, is noted and broken.
    fn best(&mut self, mut offers: Vec<Offer>) -> Offer {
        let bound = offers.iter().map(|offer| offer.key(self).1).fold(f64::INFINITY, f64::min);
        offers.retain(|offer| offer.key(self).0 <= bound);
        if offers.len() > 1 {
            let exact: Vec<BigRational> = offers.iter().map(|offer| offer.exact(self)).collect();
            let least = exact.iter().min().expect("several offers").clone();
            let mut exact = exact.into_iter();
            offers.retain(|_| exact.next().is_some_and(|rate| rate == least));
            offers.sort_by(|a, b| self.setting.ties.order(self.election, a.project, b.project));
        }
        if offers.len() > 1 {
            self.tied.push(Tie { projects: offers.iter().map(|offer| offer.project).collect() });
        }
        offers.swap_remove(0)
    }

    fn buy(&mut self, offer: Offer) {
        let rest = self.rest(offer.project, &offer.poor);
        let purchase = self.ledger.len();
        let rate = self.ledger.enter(rest, offer.weight);
        for by in offer.poor {
            self.broke[by.ballot as usize] = Some(purchase);
            self.purses[by.ballot as usize] = 0;
        }
        for by in self.election.supporters(offer.project) {
            if self.broke[by.ballot as usize].is_none() {
                self.purses[by.ballot as usize] -= rate * Fixed::from(by.weight);
            }
        }
        self.places[offer.project as usize] = Some(purchase);
        self.bought.push(offer.project);
    }

    /// What a project costs.
    pub(super) fn cost(&self, project: u32) -> u64 {
        self.election.projects()[project as usize].cost
    }

    /// What a project is worth to a voter for each weight on the ballot.
    pub(super) fn utility_of(&self, project: u32) -> u64 {
        match self.utility {
            Utility::Cost => self.cost(project),
            Utility::Cardinality | Utility::Points => 1,
        }
    }

    /// Two bounds of a rate for one unit of utility, from two bounds of the rate.
    pub(super) fn key(&self, project: u32, low: Fixed, high: Fixed) -> (f64, f64) {
        // Each conversion and the division round by at most 2^-53 of the value.
        const ROUNDING: f64 = 1e-15;
        let utility = self.utility_of(project) as f64;
        (low.max(0) as f64 / utility * (1.0 - ROUNDING), high as f64 / utility * (1.0 + ROUNDING))
    }

    /// Two bounds of the rate of a purchase for one unit of utility.
    pub(super) fn paid(&self, purchase: usize) -> (f64, f64) {
        let rate = self.ledger.rate(purchase);
        self.key(self.bought[purchase], rate, rate + ULP)
    }

    /// The place of a project among what was bought.
    pub(super) fn place(&self, project: u32) -> Option<usize> {
        self.places[project as usize]
    }

    /// Whether a project has a cost and was not bought.
    pub(super) fn is_open(&self, project: u32) -> bool {
        self.places[project as usize].is_none() && self.cost(project) > 0
    }

    /// Whether the voters of a ballot gave their last money before a purchase.
    pub(super) fn is_broke(&self, ballot: u32, purchase: usize) -> bool {
        self.broke[ballot as usize].is_some_and(|broke| broke < purchase)
    }

    /// The purchases at which the voters of a ballot paid the full rate, with its weights.
    pub(super) fn paid_by(&self, ballot: u32) -> impl Iterator<Item = (usize, u32)> {
        let last = self.broke[ballot as usize].unwrap_or(usize::MAX);
        let votes = self.election.votes(ballot).iter();
        votes.filter_map(move |vote| {
            let place = self.places[vote.project as usize].filter(|&place| place < last)?;
            Some((place, vote.weight))
        })
    }

    /// What each voter of a ballot has left, exactly: over the ledger's scale.
    pub(super) fn purse(&self, ballot: u32) -> BigInt {
        self.purse_before(Some(ballot), self.bought.len())
    }

    /// What each voter of a ballot, or of one that names nothing, had before a purchase, exactly: over the ledger's scale
    /// at that moment.
    pub(super) fn purse_before(&self, ballot: Option<u32>, purchase: usize) -> BigInt {
        let mut times = vec![0; purchase];
        if let Some(ballot) = ballot {
            if self.is_broke(ballot, purchase) {
                return BigInt::ZERO;
            }
            for (place, weight) in self.paid_by(ballot).filter(|paid| paid.0 < purchase) {
                times[place] = -i64::from(weight);
            }
        }
        self.ledger.sum(self.endowment, &times)
    }
}
