//! Transfers of ballot papers at a reduced value: the Scottish rule and the Weighted Inclusive Gregory Method.
//!
//! Votes beyond the quota are a surplus. It goes on to the next hopeful option of *all* papers that the elected option holds, each
//! paper at value × surplus / votes. Where nothing is to be transferred, whoever holds least is excluded and its papers go on
//! at the value they have.

use std::cmp::Ordering;

use super::number::Number;
use crate::ballots::{Rankings, next};
use crate::count::{Count, Counting};
use crate::lot::Lot;
use crate::transcript::{About, Event, Settled, State};

/// In which the two rules differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Procedure {
    /// Scottish Local Government Elections Order 2007, schedule 1, part III: a whole quota, votes / (seats + 1) cut off plus 1; who
    /// meets it is elected at the end of a stage; ties by the last stage at which the votes differed, then by lot.
    Scottish,
    /// Weighted Inclusive Gregory: the quota has decimals; who meets it is elected at the beginning of a round; ties by lot.
    Weighted,
}

/// A ballot paper where it lies: it counts for its option, and what follows at `next` has not been looked at.
#[derive(Clone)]
struct Paper<N> {
    ballot: u32,
    next: u16,
    value: N,
}

struct Transfers<'a, N> {
    ballots: &'a Rankings,
    seats: usize,
    procedure: Procedure,
    counting: Counting,
    quota: N,
    votes: Vec<N>,
    exhausted: N,
    /// The papers of each option.
    piles: Vec<Vec<Paper<N>>>,
    /// The votes at the end of each round.
    history: Vec<Vec<N>>,
}

/// Counts by transfers.
pub(super) fn count<N: Number>(ballots: &Rankings, seats: usize, procedure: Procedure, lot: &Lot) -> Count {
    let quota = match procedure {
        Procedure::Scottish => N::whole(ballots.voting() / (seats as u64 + 1) + 1),
        Procedure::Weighted => {
            let mut quota = N::whole(ballots.voting()).split(seats as u64 + 1);
            quota.add(&N::least());
            quota
        }
    };
    let options = ballots.options().len();
    let mut transfers = Transfers {
        ballots,
        seats,
        procedure,
        counting: Counting::new(ballots.options(), ballots.withdrawn(), lot),
        quota,
        votes: vec![N::whole(0); options],
        exhausted: N::whole(0),
        piles: vec![Vec::new(); options],
        history: Vec::new(),
    };
    transfers.begin();
    // Without a declared lot a tie leaves seats unfilled.
    if transfers.run().is_some() {
        transfers.fill();
    }
    transfers.counting.end()
}

impl<N: Number> Transfers<'_, N> {
    fn begin(&mut self) {
        self.counting.round = 0;
        for (ballot, (_, places)) in self.ballots.iter().enumerate() {
            if !places.is_empty() {
                self.hand_on(Paper { ballot: ballot as u32, next: 0, value: N::whole(1) });
            }
        }
        self.keep();
        self.show();
        self.counting.step(Event::Begin);
        if self.procedure == Procedure::Scottish {
            self.elect_those_enough();
        }
    }

    /// Goes on until the seats are filled or no more options are left than seats; `None` if a tie stays open.
    fn run(&mut self) -> Option<()> {
        while !self.counting.is_complete(self.seats) {
            self.counting.round += 1;
            if self.procedure == Procedure::Weighted {
                self.elect_those_enough();
                if self.counting.is_complete(self.seats) {
                    break;
                }
            }
            self.transfer_next()?;
            self.keep();
            if self.procedure == Procedure::Scottish && !self.counting.is_complete(self.seats) {
                self.elect_those_enough();
            }
        }
        Some(())
    }

    /// Fills the seats left with the options left, or excludes those for whom none is left.
    fn fill(&mut self) {
        for state in &mut self.counting.figures.states {
            if *state == State::Pending {
                *state = State::Elected;
            }
        }
        let seats_left = self.counting.free(self.seats) > 0;
        for option in self.counting.hopefuls() {
            if seats_left {
                self.counting.elect(option, State::Elected);
            } else {
                self.counting.defeat(option);
            }
        }
    }

    /// Elects whoever holds enough, those with most votes first.
    fn elect_those_enough(&mut self) {
        let enough = |votes: &N| match votes.compare(&self.quota) {
            Ordering::Greater => true,
            Ordering::Equal => N::MEETING_ELECTS,
            Ordering::Less => false,
        };
        let mut elected = self.counting.hopefuls();
        elected.retain(|&option| enough(&self.votes[option]));
        elected.sort_by(|&one, &other| self.votes[other].compare(&self.votes[one]).then(other.cmp(&one)));
        for option in elected {
            self.counting.elect(option, State::Pending);
        }
    }

    fn transfer_next(&mut self) -> Option<()> {
        let states = &self.counting.figures.states;
        let pending: Vec<usize> =
            (0..states.len()).filter(|&option| states[option] == State::Pending).collect();
        if pending.is_empty() {
            let least = self.take(About::Exclusion, self.counting.hopefuls(), Ordering::Less)?;
            self.counting.defeat(least);
            self.give_away(least);
            self.votes[least] = N::whole(0);
            self.transferred(least);
        } else {
            let most = self.take(About::Surplus, pending, Ordering::Greater)?;
            self.counting.figures.states[most] = State::Elected;
            self.counting.step(Event::Unpend(most));
            let surplus = self.votes[most].less(&self.quota);
            let held = std::mem::replace(&mut self.votes[most], self.quota.clone());
            for paper in &mut self.piles[most] {
                paper.value = paper.value.portion(&surplus, &held);
            }
            self.give_away(most);
            self.transferred(most);
        }
        Some(())
    }

    fn transferred(&mut self, from: usize) {
        self.show();
        self.counting.step(Event::Transfer(from));
    }

    fn give_away(&mut self, option: usize) {
        for paper in std::mem::take(&mut self.piles[option]) {
            self.hand_on(paper);
        }
    }

    /// A paper goes to the next hopeful option on it, or is exhausted.
    fn hand_on(&mut self, mut paper: Paper<N>) {
        let (weight, places) = self.ballots.ballot(paper.ballot as usize);
        let votes = paper.value.times(weight);
        match next(places, usize::from(paper.next), |option| self.counting.is_hopeful(option)) {
            Some((option, at)) => {
                paper.next = at as u16;
                self.votes[option].add(&votes);
                self.piles[option].push(paper);
            }
            None => self.exhausted.add(&votes),
        }
    }

    /// The option with most or least votes; ties by earlier stages where the rule says so, then by lot.
    fn take(&mut self, about: About, options: Vec<usize>, which: Ordering) -> Option<usize> {
        let mut tied = extreme(options, &self.votes, which);
        if let [only] = tied[..] {
            return Some(only);
        }
        if self.procedure == Procedure::Scottish {
            let all = tied.clone();
            for (round, votes) in self.history.iter().enumerate().rev() {
                tied = extreme(tied, votes, which);
                if let [only] = tied[..] {
                    self.counting.tie(about, &all, vec![only], Settled::Earlier(round as u32));
                    return Some(only);
                }
            }
        }
        self.counting.draw_one(about, &tied)
    }

    fn keep(&mut self) {
        self.history.push(self.votes.clone());
    }

    fn show(&mut self) {
        let (votes, cast) = (&self.votes, N::whole(self.ballots.voting()));
        let held = N::sum(votes.iter().chain([&self.exhausted]));
        self.counting.hold(|option| votes[option].amount());
        self.counting.figures.quota = Some(self.quota.amount());
        self.counting.figures.exhausted = Some(self.exhausted.amount());
        self.counting.figures.lost = Some(cast.less(&held).amount());
    }
}

/// The options with most (`Greater`) or least (`Less`) votes.
fn extreme<N: Number>(options: Vec<usize>, votes: &[N], which: Ordering) -> Vec<usize> {
    let beats = |one: usize, other: usize| votes[one].compare(&votes[other]) == which;
    let best = options.iter().copied().reduce(|best, option| if beats(option, best) { option } else { best });
    best.map_or_else(Vec::new, |best| {
        options.into_iter().filter(|&option| votes[option].compare(&votes[best]) == Ordering::Equal).collect()
    })
}
