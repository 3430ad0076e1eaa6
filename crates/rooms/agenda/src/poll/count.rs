//! Counting by the engine, and what is kept of it: the verdict, who won, and every step.

use kernel::{Error, Result};
use serde::{Deserialize, Serialize};
use tally::{
    Count, Event, Level, Lot, Quorum, Rankings, Scores, Step, Strength, Stv, Threshold, Transcript, Verdict,
};

use super::{Method, Poll, Shape};
use crate::ballot::Choice;
use crate::decision::answer::{Say, engine_answer};

/// The words of the two options of a majority, for programs.
pub(crate) const FOR_AND_AGAINST: [&str; 2] = ["for", "against"];

/// A finished count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Outcome {
    /// `adopted`, `amend` (not as it is), `no-quorum`, or `tied` (nothing was declared that could decide).
    pub(crate) verdict: String,
    /// So many took part.
    pub(crate) cast: usize,
    /// So many chose nothing.
    pub(crate) abstained: usize,
    /// So many could not be read, or were copies of another: they count for nothing.
    #[serde(default)]
    pub(crate) spoilt: usize,
    /// So many decide.
    pub(crate) eligible: usize,
    /// So many had to take part.
    pub(crate) quorum: usize,
    /// The options that won, by index, in the order of their election.
    pub(crate) winners: Vec<usize>,
    /// How often each step of the gradients was chosen; empty for other methods.
    pub(crate) steps: Vec<usize>,
    /// How it was counted.
    pub(crate) stages: Vec<Stage>,
}

/// One step of a count, as data: pages make a sentence of it in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Stage {
    pub(crate) round: u32,
    /// The engine's word for what happened; its text's key is `poll-stage-` and this.
    pub(crate) event: String,
    /// The options it happened to, by index.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) options: Vec<usize>,
    /// Those that were taken of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) taken: Vec<usize>,
    /// What settled it, or the verdict.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) by: String,
    /// So many, of so many that are needed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) numbers: Vec<u64>,
    /// What each option held then; nothing for one that takes no part.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) votes: Vec<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) quota: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) exhausted: Option<String>,
    /// How many ballots put the row over the column.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) pairs: Vec<Vec<u64>>,
}

impl Outcome {
    /// Whether something was decided: the proposal stands, or an option won.
    pub(crate) fn is_adopted(&self) -> bool {
        self.verdict == Verdict::Adopted.word()
    }
}

/// The names of the options, as the engine and the files have them.
pub(crate) fn names(poll: &Poll, options: &[String]) -> Vec<String> {
    match poll.method {
        Method::Majority => FOR_AND_AGAINST.map(str::to_owned).to_vec(),
        _ => options.to_vec(),
    }
}

/// Counts these ballots; each comes with the place of its voter among the `eligible`.
pub(crate) fn count(
    poll: &Poll,
    options: &[String],
    eligible: usize,
    quorum: usize,
    ballots: &[(usize, Choice, String)],
) -> Result<Outcome> {
    if matches!(poll.method.shape(), Shape::Say | Shape::Step) {
        return Ok(assent(poll, eligible, quorum, ballots));
    }
    let choices = || ballots.iter().map(|(_, choice, _)| choice);
    let count = counted(poll, names(poll, options), choices())?;
    let cast = ballots.len();
    let abstained = choices().filter(|choice| **choice == Choice::Abstains).count();
    // As many have to take part as were named: a part of one.
    let count = count.with_quorum(cast as u64, quorum as u64, (1, 1));
    let verdict = if cast < quorum {
        Verdict::NoQuorum.word()
    } else if poll.method == Method::Majority {
        if count.winners == [0] { Verdict::Adopted.word() } else { Verdict::Amend.word() }
    } else if cast == abstained || count.is_open() || count.winners.is_empty() {
        // Where everybody abstains, nothing is there that a lot could decide between.
        "tied"
    } else {
        Verdict::Adopted.word()
    };
    let winners = if verdict == Verdict::Adopted.word() { count.winners } else { Vec::new() };
    let stages = stages(&count.transcript);
    Ok(Outcome {
        verdict: verdict.to_owned(),
        cast,
        abstained,
        spoilt: 0,
        eligible,
        quorum,
        winners,
        steps: Vec::new(),
        stages,
    })
}

/// The end of a vote in which so few took part that nothing of it is opened.
pub(crate) fn too_few(cast: usize, eligible: usize, quorum: usize) -> Outcome {
    let numbers = vec![cast as u64, quorum as u64];
    let stage = Stage { round: 1, event: "quorum".to_owned(), numbers, ..Stage::default() };
    Outcome {
        verdict: Verdict::NoQuorum.word().to_owned(),
        cast,
        abstained: 0,
        spoilt: 0,
        eligible,
        quorum,
        winners: Vec::new(),
        steps: Vec::new(),
        stages: vec![stage],
    }
}

/// The engine's count of ballots.
fn counted<'a>(poll: &Poll, names: Vec<String>, choices: impl Iterator<Item = &'a Choice>) -> Result<Count> {
    let wrong = |fault: tally::Fault| Error::Internal(fault.to_string());
    let (winners, lot) = (poll.winners as usize, Lot::Seed(poll.seed.clone()));
    if poll.method.shape() == Shape::Numbers {
        let mut scores = Scores::new(names, poll.limits()).map_err(wrong)?;
        for choice in choices {
            match choice {
                Choice::Numbers(numbers) => scores.push(1, numbers),
                _ => scores.push(1, &vec![None; scores.options().len()]),
            }
            .map_err(wrong)?;
        }
        return Ok(match poll.method {
            Method::Median => tally::median(&scores, winners, &lot),
            _ => tally::total(&scores, winners, &lot),
        });
    }
    let mut ballots = Rankings::new(names, &[]).map_err(wrong)?;
    for choice in choices {
        ballots.push(1, choice.places()).map_err(wrong)?;
    }
    Ok(match poll.method {
        Method::Majority => tally::majority(&ballots, (poll.threshold as u32, 100)),
        Method::Approval => tally::approval(&ballots, winners, &lot),
        Method::Runoff => tally::instant_runoff(&ballots, &lot),
        Method::Schulze => tally::schulze(&ballots, winners, Strength::WinningVotes, &lot),
        Method::Transferable => tally::stv(&ballots, winners, Stv::Scottish, &lot),
        _ => tally::show_of_hands(&ballots, winners, &lot),
    })
}

/// Consent and gradients: rounds of answers.
fn assent(poll: &Poll, eligible: usize, quorum: usize, ballots: &[(usize, Choice, String)]) -> Outcome {
    let seats: Vec<tally::Seat> =
        (0..eligible as u32).map(|id| tally::Seat { id, constituency: 0 }).collect();
    let needed = Quorum { seats: quorum, constituencies: Vec::new() };
    let (verdict, steps, transcript) = if poll.method == Method::Gradients {
        let answers = ballots.iter().filter_map(|(voter, choice, _)| match choice {
            Choice::Step(level) => Some((*voter as u32, *level)),
            _ => None,
        });
        let threshold = Threshold { share: (poll.threshold as u32, 100), blocks: 0 };
        let round = tally::gradients(&seats, &needed, threshold, answers);
        (round.verdict, round.distribution.to_vec(), round.transcript)
    } else {
        let answers = ballots.iter().filter_map(|(voter, choice, reason)| match choice {
            Choice::Say(say) => Some((*voter as u32, engine_answer(*say, reason))),
            _ => None,
        });
        let round = tally::consent(&seats, &needed, answers);
        (round.verdict, Vec::new(), round.transcript)
    };
    let aside = ballots.iter().filter(|(_, choice, _)| *choice == Choice::Say(Say::Aside)).count();
    Outcome {
        verdict: verdict.word().to_owned(),
        cast: ballots.len(),
        abstained: aside,
        spoilt: 0,
        eligible,
        quorum,
        winners: Vec::new(),
        steps,
        stages: stages(&transcript),
    }
}

/// The steps that name nobody. What each said stands in the list of answers, as far as it may be seen.
fn stages(transcript: &Transcript) -> Vec<Stage> {
    transcript.steps.iter().filter_map(stage).collect()
}

fn stage(step: &Step) -> Option<Stage> {
    let figures = &step.figures;
    let mut stage = Stage {
        round: step.round,
        event: step.event.word().to_owned(),
        votes: figures.votes.iter().map(|votes| votes.map(|votes| votes.to_string())).collect(),
        quota: figures.quota.map(|quota| quota.to_string()),
        exhausted: figures.exhausted.map(|votes| votes.to_string()),
        ..Stage::default()
    };
    match &step.event {
        Event::Answered(..) | Event::Changed(..) | Event::Refused(_) => return None,
        Event::Compare(rows) | Event::Paths(rows) => stage.pairs.clone_from(rows),
        Event::Smith(options) => stage.options.clone_from(options),
        Event::Lock(one, other, strength) | Event::Skip(one, other, strength) => {
            stage.options = vec![*one, *other];
            stage.numbers = vec![*strength];
        }
        Event::Runoff([(one, ones), (other, others)], neither) => {
            stage.options = vec![*one, *other];
            stage.numbers = vec![*ones, *others, *neither];
        }
        Event::SetAside(options, ballots) => {
            stage.options.clone_from(options);
            stage.numbers = vec![*ballots];
        }
        Event::Tie(tie) => {
            stage.options.clone_from(&tie.options);
            stage.taken.clone_from(&tie.taken);
            tie.by.word().clone_into(&mut stage.by);
        }
        Event::Elect(option) | Event::Unpend(option) | Event::Defeat(option) | Event::Transfer(option) => {
            stage.options = vec![*option];
        }
        Event::Called(seats) | Event::Silent(seats) => stage.numbers = vec![seats.len() as u64],
        Event::Quorum { present, needed, .. } => stage.numbers = vec![*present, *needed],
        Event::Threshold { held, needed } => stage.numbers = vec![*held, *needed],
        Event::Decided(verdict) => verdict.word().clone_into(&mut stage.by),
        Event::Begin | Event::End => {}
    }
    Some(stage)
}

/// Whether a step of the gradients speaks for the proposal.
pub(crate) fn supports(position: usize) -> bool {
    Level::at(position).is_some_and(Level::supports)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::poll::rules::Rules;
    use kernel::Problems;

    fn decided(rules: Rules, quorum: usize, lines: &[&str]) -> Outcome {
        let fixed = rules.read(&mut Problems::none(), false).unwrap();
        let size = names(&fixed.poll, &fixed.options).len();
        let ballot = |(voter, line): (usize, &&str)| {
            (voter, Choice::read(&fixed.poll, size, line).unwrap(), "because".to_owned())
        };
        let ballots: Vec<_> = lines.iter().enumerate().map(ballot).collect();
        count(&fixed.poll, &fixed.options, 10, quorum, &ballots).unwrap()
    }

    fn rules(method: &str) -> Rules {
        let options = "Bus\nLibrary\nClub".to_owned();
        Rules { method: method.to_owned(), options, ..Rules::default() }
    }

    #[test]
    fn every_method_decides_by_its_own_rule() {
        for (method, winners, lines, expected) in [
            ("show-of-hands", 1, &["1", "1", "2"][..], vec![0]),
            ("approval", 2, &["1 2", "2 3", "2", "3"], vec![1, 2]),
            ("score", 1, &["5,4,0", "0,4,1"], vec![1]),
            ("median", 1, &["5,2,0", "5,2,0", "0,5,0"], vec![0]),
            ("dot", 1, &["8,0,0", "0,4,4", "0,3,0"], vec![0]),
            ("irv", 1, &["1>2", "1>2", "2>1", "3>2", "2>3"], vec![1]),
            ("schulze", 1, &["1>2>3", "2>3>1", "2>1>3"], vec![1]),
            ("stv-scottish", 2, &["1>2", "1>2", "1>3", "2", "3", "1"], vec![0, 1]),
        ] {
            let outcome = decided(Rules { winners, ..rules(method) }, 2, lines);
            assert_eq!((outcome.winners.clone(), outcome.is_adopted()), (expected, true), "{method}");
            assert_eq!(outcome.stages.last().unwrap().event, "end", "{method}");
        }
    }

    #[test]
    fn a_majority_is_of_those_who_chose() {
        let half = |lines: &[&str]| decided(rules("majority"), 2, lines).verdict;
        assert_eq!(half(&["1", "abstain", "abstain"]), "adopted");
        assert_eq!(half(&["1", "2"]), "amend", "no lot makes a majority");
        assert_eq!(half(&["1"]), "no-quorum");
        let two_thirds = Rules { threshold: 67, ..rules("majority") };
        assert_eq!(decided(two_thirds.clone(), 1, &["1", "1", "2"]).verdict, "amend", "66.7 is not 67");
        assert_eq!(decided(two_thirds, 1, &["1", "1", "1", "2"]).verdict, "adopted");
    }

    #[test]
    fn abstentions_count_for_the_quorum_alone() {
        let outcome = decided(rules("median"), 3, &["5,0,0", "abstain", "abstain"]);
        assert_eq!((outcome.winners.clone(), outcome.cast, outcome.abstained), (vec![0], 3, 2));
        let alone = decided(rules("irv"), 1, &["abstain"]);
        assert_eq!((alone.verdict.as_str(), alone.is_adopted()), ("tied", false));
    }

    #[test]
    fn gradients_keep_the_whole_distribution() {
        let outcome = decided(rules("gradients"), 2, &["1", "2", "4"]);
        assert_eq!((outcome.verdict.as_str(), outcome.steps), ("amend", vec![1, 1, 0, 1, 0, 0]));
        assert_eq!(decided(rules("gradients"), 2, &["1", "2", "3", "4"]).verdict, "adopted");
        assert_eq!(
            decided(rules("gradients"), 2, &["1", "1", "1", "1", "6"]).verdict,
            "amend",
            "a block holds"
        );
        assert!([1, 2, 3].into_iter().all(supports) && !supports(4));
    }

    #[test]
    fn the_same_seed_draws_the_same_lot() {
        let fixed = rules("show-of-hands").read(&mut Problems::none(), false).unwrap();
        let poll = Poll { seed: "2026-11-28".to_owned(), ..fixed.poll };
        let one = |voter: usize, option: usize| (voter, Choice::Options(vec![option]), String::new());
        let drawn = count(&poll, &fixed.options, 2, 1, &[one(0, 0), one(1, 1)]).unwrap();
        assert_eq!(drawn, count(&poll, &fixed.options, 2, 1, &[one(0, 1), one(1, 0)]).unwrap());
        let tie = drawn.stages.iter().find(|stage| stage.event == "tie").unwrap();
        assert_eq!((tie.by.as_str(), tie.options.as_slice()), ("lot", &[0, 1][..]));
        let kept: Outcome = serde_json::from_str(&serde_json::to_string(&drawn).unwrap()).unwrap();
        assert_eq!(kept, drawn);
    }
}
