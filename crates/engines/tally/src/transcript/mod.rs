//! How a count went, step by step: as data, and as a plain sentence made from the data.
//!
//! Every count of this crate tells its steps in this one form, whether it counts ballots or the answers of a round of consent.
//! The data comes first, so that a sentence can be said in another language.

mod words;

use crate::amount::Amount;
use crate::assent::{Answer, Level, Verdict};

/// The steps of a count, in their order. The same ballots and the same lot give the same transcript.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Transcript {
    /// The steps.
    pub steps: Vec<Step>,
}

/// One step: what happened, and how things stood then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The round, as the method numbers it.
    pub round: u32,
    /// What happened.
    pub event: Event,
    /// How the options stood then.
    pub figures: Figures,
}

/// How the options stood at a step. What a method does not have is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures {
    /// What each option holds, by option; `None` for one that takes no part (any more).
    pub votes: Vec<Option<Amount>>,
    /// What has become of each option, by option.
    pub states: Vec<State>,
    /// What is enough to be elected.
    pub quota: Option<Amount>,
    /// What no option holds, since the ballots name no further option (they are exhausted, their votes not transferable).
    pub exhausted: Option<Amount>,
    /// What the rule's fixed decimals left behind at transfers.
    pub lost: Option<Amount>,
    /// What the elected hold beyond the quota (Meek).
    pub surplus: Option<Amount>,
    /// The part of each vote that an option keeps, by option (Meek).
    pub keep: Vec<Amount>,
}

/// What has become of an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nothing yet.
    Hopeful,
    /// Elected, with a surplus still to be transferred.
    Pending,
    /// Elected.
    Elected,
    /// Excluded.
    Defeated,
    /// Takes no part.
    Withdrawn,
}

/// What happened at a step. Options are given by index, seats by number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The ballots were counted as they were cast.
    Begin,
    /// The options were compared two by two: row over column, in ballots.
    Compare(Vec<Vec<u64>>),
    /// The strongest path from row to column, by its weakest comparison (Schulze).
    Paths(Vec<Vec<u64>>),
    /// The smallest set whose members win against everybody outside.
    Smith(Vec<usize>),
    /// The first beats the second with this strength, and that is kept (ranked pairs).
    Lock(usize, usize, u64),
    /// The first beats the second with this strength, which contradicts what is kept (ranked pairs).
    Skip(usize, usize, u64),
    /// The last two: their ballots, and those with no preference between them.
    Runoff([(usize, u64); 2], u64),
    /// Options with the same middle grade: so many ballots with it were set aside for each of them.
    SetAside(Vec<usize>, u64),
    /// Several options stood equal where one had to be taken.
    Tie(Tie),
    /// An option is elected.
    Elect(usize),
    /// An elected option's surplus is next to be transferred: its election is no longer pending.
    Unpend(usize),
    /// An option is excluded.
    Defeat(usize),
    /// An option's votes, or its surplus, went on to the next options on the ballots.
    Transfer(usize),
    /// These seats were asked.
    Called(Vec<u32>),
    /// A seat answered.
    Answered(u32, Said),
    /// A seat answered again; the earlier answer no longer counts.
    Changed(u32, Said),
    /// An answer for a seat that was not asked; it does not count.
    Refused(u32),
    /// These seats did not answer.
    Silent(Vec<u32>),
    /// So many took part where so many had to, and these constituencies had to and did not.
    Quorum {
        /// Those who took part, with whatever they said.
        present: u64,
        /// How many had to.
        needed: u64,
        /// Constituencies that had to answer and did not.
        missing: Vec<u32>,
    },
    /// The option in front holds so many ballots where so many are needed (majority).
    Threshold {
        /// What it holds.
        held: u64,
        /// What it needs.
        needed: u64,
    },
    /// A round of answers was decided.
    Decided(Verdict),
    /// The end of a count of ballots.
    End,
}

/// What a seat answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// In a round of consent.
    Consent(Answer),
    /// On the gradients of agreement.
    Gradient(Level),
}

impl From<Answer> for Said {
    fn from(answer: Answer) -> Self {
        Self::Consent(answer)
    }
}

impl From<Level> for Said {
    fn from(level: Level) -> Self {
        Self::Gradient(level)
    }
}

/// Several options stood equal where the count had to take one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// The round.
    pub round: u32,
    /// What it was about.
    pub about: About,
    /// The options that stood equal, by index.
    pub options: Vec<usize>,
    /// Those taken, or those still tied where the rule told only some of them apart; none if the tie is open.
    pub taken: Vec<usize>,
    /// What settled it.
    pub by: Settled,
}

/// What a tie is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Who is elected.
    Election,
    /// Who is excluded.
    Exclusion,
    /// Whose surplus is transferred first.
    Surplus,
    /// Who comes into the final.
    Final,
    /// Which of equally strong comparisons is looked at first; the lot orders the options that win them.
    Comparison,
}

/// What settled a tie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// The votes at the end of this earlier round, the last one at which they differed.
    Earlier(u32),
    /// More ballots prefer it.
    Preferred,
    /// Its sum of scores is higher.
    HigherSum,
    /// More ballots give it the highest score.
    HighestScores,
    /// The declared lot.
    Lot,
    /// Nothing: no lot is declared, and the count stops.
    Open,
}

impl Transcript {
    /// Every tie, in the order of the count.
    pub fn ties(&self) -> impl Iterator<Item = &Tie> {
        self.steps.iter().filter_map(|step| match &step.event {
            Event::Tie(tie) => Some(tie),
            _ => None,
        })
    }
}
