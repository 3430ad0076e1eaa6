//! What every count of ballots does: keep its steps, settle its ties, and elect.

use crate::amount::Amount;
use crate::lot::Lot;
use crate::transcript::{About, Event, Figures, Settled, State, Step, Tie, Transcript};

/// A finished count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The options elected, by index, in the order of their election.
    pub winners: Vec<usize>,
    /// How it was counted.
    pub transcript: Transcript,
}

impl Count {
    /// The same count under a quorum: of those `eligible`, at least the share `part / whole` has to cast a ballot. Abstentions are
    /// ballots cast. Without a quorum nobody is elected.
    pub fn with_quorum(mut self, cast: u64, eligible: u64, (part, whole): (u32, u32)) -> Self {
        let needed = (u128::from(eligible) * u128::from(part)).div_ceil(u128::from(whole.max(1))) as u64;
        let event = Event::Quorum { present: cast, needed, missing: Vec::new() };
        self.transcript.steps.insert(0, Step { round: 0, event, figures: Figures::default() });
        if cast < needed {
            self.winners.clear();
            self.transcript.steps.truncate(1);
        }
        self
    }

    /// Whether a tie is left that no declared lot settles: then seats are left unfilled.
    pub fn is_open(&self) -> bool {
        self.transcript.ties().any(|tie| tie.by == Settled::Open)
    }
}

/// A count that goes on.
pub(crate) struct Counting {
    pub(crate) round: u32,
    pub(crate) figures: Figures,
    pub(crate) winners: Vec<usize>,
    steps: Vec<Step>,
    /// The place of each option in the lot.
    lot: Option<Vec<usize>>,
}

impl Counting {
    /// Begins a count of these options, in round 1.
    pub(crate) fn new(options: &[String], withdrawn: &[bool], lot: &Lot) -> Self {
        let state = |gone: &bool| if *gone { State::Withdrawn } else { State::Hopeful };
        let figures = Figures { states: withdrawn.iter().map(state).collect(), ..Figures::default() };
        Self { round: 1, figures, winners: Vec::new(), steps: Vec::new(), lot: lot.places(options) }
    }

    /// The options nothing has happened to yet.
    pub(crate) fn hopefuls(&self) -> Vec<usize> {
        (0..self.figures.states.len()).filter(|&option| self.is_hopeful(option)).collect()
    }

    /// How many of so many seats nobody has won yet.
    pub(crate) fn free(&self, seats: usize) -> usize {
        seats - self.winners.len()
    }

    /// Whether all seats are won, or no more options are left than seats.
    pub(crate) fn is_complete(&self, seats: usize) -> bool {
        self.free(seats) == 0 || self.hopefuls().len() <= self.free(seats)
    }

    pub(crate) fn is_hopeful(&self, option: usize) -> bool {
        self.figures.states[option] == State::Hopeful
    }

    /// What each option that takes part holds now.
    pub(crate) fn hold(&mut self, votes: impl Fn(usize) -> Amount) {
        let part = |(option, state): (usize, &State)| (*state != State::Withdrawn).then(|| votes(option));
        self.figures.votes = self.figures.states.iter().enumerate().map(part).collect();
    }

    /// Keeps a step.
    pub(crate) fn step(&mut self, event: Event) {
        self.steps.push(Step { round: self.round, event, figures: self.figures.clone() });
    }

    /// Elects an option.
    pub(crate) fn elect(&mut self, option: usize, state: State) {
        self.figures.states[option] = state;
        self.winners.push(option);
        self.step(Event::Elect(option));
    }

    /// Excludes an option.
    pub(crate) fn defeat(&mut self, option: usize) {
        self.figures.states[option] = State::Defeated;
        self.step(Event::Defeat(option));
    }

    /// Draws `count` of the options by the lot and keeps the tie; nothing if no lot is declared. One alone needs no lot.
    pub(crate) fn draw(&mut self, about: About, options: &[usize], count: usize) -> Vec<usize> {
        if options.len() <= count {
            return options.to_vec();
        }
        let mut drawn = self.ordered(options).unwrap_or_default();
        drawn.truncate(count);
        let by = if drawn.is_empty() { Settled::Open } else { Settled::Lot };
        self.tie(about, options, drawn.clone(), by);
        drawn
    }

    /// Puts the options in the order of the lot and keeps the tie; `None` if no lot is declared.
    pub(crate) fn in_order(&mut self, about: About, options: &[usize]) -> Option<Vec<usize>> {
        let ordered = self.ordered(options);
        let by = if ordered.is_some() { Settled::Lot } else { Settled::Open };
        self.tie(about, options, ordered.clone().unwrap_or_default(), by);
        ordered
    }

    fn ordered(&self, options: &[usize]) -> Option<Vec<usize>> {
        let places = self.lot.as_ref()?;
        let mut ordered = options.to_vec();
        ordered.sort_by_key(|&option| places[option]);
        Some(ordered)
    }

    /// Draws one.
    pub(crate) fn draw_one(&mut self, about: About, options: &[usize]) -> Option<usize> {
        self.draw(about, options, 1).first().copied()
    }

    /// Keeps a tie, with what settled it.
    pub(crate) fn tie(&mut self, about: About, options: &[usize], taken: Vec<usize>, by: Settled) {
        let tie = Tie { round: self.round, about, options: options.to_vec(), taken, by };
        self.step(Event::Tie(tie));
    }

    /// Elects the hopeful options with the largest values; a tie at the last seats goes to the lot.
    pub(crate) fn elect_largest<K: Ord>(&mut self, value: impl Fn(usize) -> K, seats: usize) {
        let mut order = self.hopefuls();
        order.sort_by_key(|&option| std::cmp::Reverse(value(option)));
        let groups: Vec<Vec<usize>> =
            order.chunk_by(|&one, &other| value(one) == value(other)).map(<[usize]>::to_vec).collect();
        for group in groups {
            let free = seats - self.winners.len();
            if free == 0 {
                break;
            }
            let elected = self.draw(About::Election, &group, free);
            if elected.is_empty() {
                break;
            }
            for option in elected {
                self.elect(option, State::Elected);
            }
        }
    }

    /// Ends the count.
    pub(crate) fn end(mut self) -> Count {
        self.step(Event::End);
        Count { winners: self.winners, transcript: Transcript { steps: self.steps } }
    }
}

/// The options with the largest value; all of them if they stand equal.
pub(crate) fn largest<K: Ord>(options: &[usize], value: impl Fn(usize) -> K) -> Vec<usize> {
    let Some(best) = options.iter().map(|&option| value(option)).max() else { return Vec::new() };
    options.iter().copied().filter(|&option| value(option) == best).collect()
}
