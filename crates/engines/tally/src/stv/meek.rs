//! Meek's method: I. D. Hill, B. A. Wichmann and D. R. Woodall, "Algorithm 123: Single Transferable Vote by Meek's method", The
//! Computer Journal 30 (1987), in two procedures.
//!
//! Every option has a keep factor: 1 while hopeful, 0 when excluded, and for the elected just so much that they keep a quota. An
//! option takes its factor of what reaches it on a ballot, and the rest goes on to the next. The quota shrinks with what no
//! option holds. Options at one rank share equally what reaches that rank.

use std::cmp::Ordering;

use super::number::Number;
use crate::ballots::{Rankings, ranks};
use crate::count::{Count, Counting};
use crate::lot::Lot;
use crate::transcript::{About, Event, State};

/// In which the procedures differ.
pub(super) struct Rule<N> {
    /// A total surplus this small is none.
    pub(super) omega: N,
    /// The Proportional Representation Foundation's reference rule: options are excluded one by one, and votes are next distributed
    /// in the next round. Otherwise all that can no longer catch up are excluded at once, as soon as they can be told, and votes are
    /// distributed after each.
    pub(super) reference: bool,
}

struct Meek<'a, N> {
    ballots: &'a Rankings,
    seats: usize,
    rule: Rule<N>,
    counting: Counting,
    quota: N,
    votes: Vec<N>,
    keep: Vec<N>,
    surplus: N,
    residual: N,
}

/// Why the iterations of a round end.
enum Found {
    /// Somebody was elected.
    Elected,
    /// The surplus is as good as gone, or shrinks no more.
    Settled,
    /// These can no longer catch up.
    SureLosers(Vec<usize>),
}

/// Counts by keep factors.
pub(super) fn count<N: Number>(ballots: &Rankings, seats: usize, rule: Rule<N>, lot: &Lot) -> Count {
    let keep = ballots.withdrawn().iter().map(|&gone| N::whole(u64::from(!gone))).collect();
    let mut meek = Meek {
        ballots,
        seats,
        rule,
        counting: Counting::new(ballots.options(), ballots.withdrawn(), lot),
        quota: N::whole(0),
        votes: Vec::new(),
        keep,
        surplus: N::whole(0),
        residual: N::whole(0),
    };
    meek.begin();
    // Without a declared lot a tie leaves seats unfilled.
    if meek.run().is_some() {
        meek.fill();
    }
    meek.residual = N::whole(ballots.voting()).less(&N::sum(&meek.votes));
    meek.show();
    meek.counting.end()
}

impl<N: Number> Meek<'_, N> {
    fn begin(&mut self) {
        self.counting.round = 0;
        self.distribute();
        self.update_quota();
        self.show();
        self.counting.step(Event::Begin);
    }

    fn run(&mut self) -> Option<()> {
        while !self.counting.is_complete(self.seats) {
            self.counting.round += 1;
            match self.iterate() {
                Found::Elected => {}
                Found::SureLosers(losers) => losers.into_iter().for_each(|loser| self.exclude(loser)),
                Found::Settled => {
                    let least = self.least()?;
                    self.exclude(least);
                }
            }
        }
        Some(())
    }

    /// Fills the seats left with the options left, or excludes those for whom none is left.
    fn fill(&mut self) {
        let seats_left = self.counting.free(self.seats) > 0;
        for option in self.counting.hopefuls() {
            if seats_left {
                self.show();
                self.counting.elect(option, State::Elected);
            } else {
                self.exclude(option);
            }
        }
    }

    /// Distributes votes and lowers keep factors until something is found.
    fn iterate(&mut self) -> Found {
        let mut before: Option<N> = None;
        loop {
            self.distribute();
            self.update_quota();
            let elected = self.elect_those_enough();
            self.update_surplus();
            if elected {
                return Found::Elected;
            }
            let gone = match self.surplus.compare(&self.rule.omega) {
                Ordering::Less => true,
                Ordering::Equal => !self.rule.reference,
                Ordering::Greater => false,
            };
            let stuck = before.is_some_and(|before| self.surplus.compare(&before) != Ordering::Less);
            if gone || stuck {
                return Found::Settled;
            }
            let losers = if self.rule.reference { Vec::new() } else { self.sure_losers() };
            if !losers.is_empty() {
                return Found::SureLosers(losers);
            }
            before = Some(self.surplus.clone());
            for option in 0..self.keep.len() {
                if self.counting.figures.states[option] == State::Elected {
                    self.keep[option] = self.keep[option].lowered(&self.quota, &self.votes[option]);
                }
            }
        }
    }

    /// Each ballot gives each option the part it keeps of what reaches it.
    fn distribute(&mut self) {
        let mut votes = vec![N::whole(0); self.keep.len()];
        let (zero, one) = (N::whole(0), N::whole(1));
        let counts: Vec<bool> =
            self.keep.iter().map(|keep| keep.compare(&zero) == Ordering::Greater).collect();
        for (weight, places) in self.ballots.iter() {
            let mut rest = one.clone();
            for rank in ranks(places) {
                let sharing = rank.iter().map(|place| place.option()).filter(|&option| counts[option]);
                let share = match sharing.clone().count() {
                    0 => continue,
                    1 => rest.clone(),
                    several => rest.split(several as u64),
                };
                for option in sharing {
                    if self.counting.is_hopeful(option) {
                        votes[option].add(&share.times(weight));
                        rest.take(&share);
                    } else {
                        let kept = share.kept(&self.keep[option]);
                        votes[option].add(&kept.times(weight));
                        rest.take(&kept);
                    }
                }
                if rest.compare(&zero) != Ordering::Greater {
                    break;
                }
            }
        }
        self.votes = votes;
        self.residual = N::whole(self.ballots.voting()).less(&N::sum(&self.votes));
    }

    fn update_quota(&mut self) {
        self.quota = N::sum(&self.votes).split(self.seats as u64 + 1);
        self.quota.add(&N::least());
    }

    fn update_surplus(&mut self) {
        let states = &self.counting.figures.states;
        let elected = (0..states.len()).filter(|&option| states[option] == State::Elected);
        let mut surplus = N::whole(0);
        for option in elected {
            surplus.add(&self.votes[option].less(&self.quota));
        }
        let none = N::whole(0);
        self.surplus = if surplus.compare(&none) == Ordering::Less { none } else { surplus };
    }

    fn elect_those_enough(&mut self) -> bool {
        let mut elected = self.counting.hopefuls();
        elected.retain(|&option| match self.votes[option].compare(&self.quota) {
            Ordering::Greater => true,
            Ordering::Equal => N::MEETING_ELECTS,
            Ordering::Less => false,
        });
        for &option in &elected {
            self.show();
            self.counting.elect(option, State::Elected);
        }
        !elected.is_empty()
    }

    /// The largest set of options that even together, with all surplus, hold less than the next one, if enough others are left.
    fn sure_losers(&self) -> Vec<usize> {
        let mut order = self.counting.hopefuls();
        order.sort_by(|&one, &other| self.votes[one].compare(&self.votes[other]));
        let mut sum = self.surplus.clone();
        let mut losers = 0;
        for at in 1..=order.len().saturating_sub(self.counting.free(self.seats)).min(order.len() - 1) {
            sum.add(&self.votes[order[at - 1]]);
            if sum.compare(&self.votes[order[at]]) == Ordering::Less {
                losers = at;
            }
        }
        order.truncate(losers);
        order.sort_unstable();
        order
    }

    /// Who holds least. Whoever the surplus could still lift no higher than that is tied with it.
    fn least(&mut self) -> Option<usize> {
        let hopefuls = self.counting.hopefuls();
        let mut reach = hopefuls
            .iter()
            .map(|&option| &self.votes[option])
            .min_by(|one, other| one.compare(other))
            .expect("there are more hopeful options than seats")
            .clone();
        reach.add(&self.surplus);
        let tied: Vec<usize> = hopefuls
            .into_iter()
            .filter(|&option| self.votes[option].compare(&reach) != Ordering::Greater)
            .collect();
        self.show();
        self.counting.draw_one(About::Exclusion, &tied)
    }

    fn exclude(&mut self, option: usize) {
        self.show();
        self.counting.defeat(option);
        self.keep[option] = N::whole(0);
        if self.rule.reference {
            self.votes[option] = N::whole(0);
        } else {
            self.distribute();
        }
    }

    fn show(&mut self) {
        let votes = &self.votes;
        self.counting.hold(|option| votes[option].amount());
        self.counting.figures.quota = Some(self.quota.amount());
        self.counting.figures.exhausted = Some(self.residual.amount());
        self.counting.figures.surplus = Some(self.surplus.amount());
        self.counting.figures.keep = self.keep.iter().map(Number::amount).collect();
    }
}
