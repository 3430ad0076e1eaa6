//! What somebody asks for when they propose: read, checked, and fixed.

use std::collections::BTreeSet;

use kernel::{Error, Problem, Problems, Result};
use serde::Deserialize;

use super::{Electorate, Method, Poll, Secrecy};
use crate::trustee::MOST;

/// The most options of one ballot: what still fits on a page of paper.
pub(crate) const OPTIONS: usize = 30;
/// The longest option, in characters.
const OPTION: usize = 160;
/// The highest score, unless somebody says otherwise, and the highest grade.
const SCORE: i64 = 5;
/// The highest score there may be.
const SCORES: i64 = 10;
/// The dots of a ballot, unless somebody says otherwise.
const DOTS: i64 = 8;
/// The most dots there may be.
const MANY_DOTS: i64 = 50;
/// The support that gradients need, unless somebody says otherwise, in per cent.
const SUPPORT: i64 = 67;
/// The least ballots of which anything is published where they are secret (quality.md 2.7).
pub(crate) const LEAST_SECRET: usize = 5;
/// The share that a majority needs, unless somebody says otherwise, in per cent.
const HALF: i64 = 50;

/// How a proposal shall be decided. What is left out is the usual: consent of the group's voting seats, openly.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Rules {
    /// `consent`, `gradients`, `majority`, `show-of-hands`, `approval`, `score`, `median`, `irv`, `schulze`,
    /// `stv-scottish` or `dot`.
    pub method: String,
    /// `seats`, `members` or `partners`.
    pub electorate: String,
    /// `open`, `confidential` or `secret`.
    pub secrecy: String,
    /// What can be chosen, one a line; for methods that choose among options.
    pub options: String,
    /// How many options win; 0 is one.
    pub winners: i64,
    /// The highest score, or the dots of a ballot; 0 is 5, or 8.
    pub highest: i64,
    /// The share in per cent that a majority (50) or the support in gradients (67) needs; 0 is the usual.
    pub threshold: i64,
    /// The share in per cent of those who decide that has to take part; 0 is more than half.
    pub quorum: i64,
    /// Who holds the key of a secret vote: the e-mail addresses of two to nine members, one a line; empty where the server
    /// keeps it.
    pub trustees: String,
    /// How many of them it takes to open the ballots; 0 is all.
    pub key_needed: i64,
    /// What ballots of a secret vote are sealed to. Nobody sends it: `Propose::ask` makes it.
    #[serde(skip)]
    pub seal_key: String,
}

/// The same, checked.
pub(crate) struct Fixed {
    pub(crate) poll: Poll,
    pub(crate) options: Vec<String>,
    quorum: i64,
}

impl Rules {
    /// Checks them. `adopts` is whether something shall come into force with the decision.
    pub(crate) fn read(&self, problems: &mut Problems, adopts: bool) -> Result<Fixed> {
        let method = chosen(problems, "method", &self.method, Method::Consent);
        let electorate = chosen(problems, "electorate", &self.electorate, Electorate::Seats);
        let secrecy = chosen(problems, "secrecy", &self.secrecy, Secrecy::Open);
        let sealed = secrecy != Secrecy::Secret || !self.seal_key.is_empty();
        if !sealed {
            return Err(Error::Internal("a secret vote has no key".to_owned()));
        }
        // An objection is somebody's, with a reason to be worked on.
        let open = secrecy == Secrecy::Open || method != Method::Consent;
        problems.check(open, "secrecy", "problem-consent-open");
        problems.check(!adopts || method.is_about_the_proposal(), "method", "problem-options-adopt-nothing");
        let options = self.options(problems, method);
        let winners = self.winners(problems, method, options.len());
        let (usual, most) = match method {
            Method::Dots => (DOTS, MANY_DOTS),
            Method::Median => (SCORE, SCORE),
            _ => (SCORE, SCORES),
        };
        let highest = within(problems, "highest", self.highest, usual, most);
        let usual = if method == Method::Gradients { SUPPORT } else { HALF };
        let threshold = within(problems, "threshold", self.threshold, usual, 100);
        let quorum = within(problems, "quorum", self.quorum, 0, 100);
        let key_needed = self.key_needed(problems, secrecy);
        let poll = Poll {
            method,
            electorate,
            secrecy,
            winners,
            highest,
            threshold,
            seed: seed()?,
            outcome: String::new(),
            seal_key: if secrecy == Secrecy::Secret { self.seal_key.clone() } else { String::new() },
            key_needed,
            list_hash: String::new(),
        };
        Ok(Fixed { poll, options, quorum })
    }

    /// The addresses of trustees, one a line.
    pub(crate) fn trustees(&self) -> Vec<&str> {
        self.trustees.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
    }

    /// How many shares the key takes; all of them unless somebody says otherwise, and 0 without trustees.
    pub(crate) fn shares_needed(&self) -> i64 {
        if self.key_needed == 0 { self.trustees().len() as i64 } else { self.key_needed }
    }

    fn key_needed(&self, problems: &mut Problems, secrecy: Secrecy) -> i64 {
        let trustees = self.trustees();
        if trustees.is_empty() {
            return 0;
        }
        problems.check(secrecy == Secrecy::Secret, "trustees", "problem-trustees-secret");
        let different: BTreeSet<String> = trustees.iter().map(|one| one.to_lowercase()).collect();
        if !(2..=MOST).contains(&trustees.len()) || different.len() != trustees.len() {
            problems.add(Problem::new("trustees", "problem-trustees").with("who", trustees.join(", ")));
        }
        let needed = self.shares_needed();
        if !(2..=trustees.len() as i64).contains(&needed) {
            let problem = Problem::new("key_needed", "problem-key-needed");
            problems.add(problem.with("most", trustees.len().to_string()));
        }
        needed
    }

    /// One a line, each once; none where the proposal itself is decided on.
    fn options(&self, problems: &mut Problems, method: Method) -> Vec<String> {
        if method.is_about_the_proposal() {
            return Vec::new();
        }
        let lines = self.options.lines().map(str::trim).filter(|line| !line.is_empty());
        let options: Vec<String> = lines.map(str::to_owned).collect();
        problems.check((2..=OPTIONS).contains(&options.len()), "options", "problem-options");
        let different: BTreeSet<String> = options.iter().map(|option| option.to_lowercase()).collect();
        problems.check(different.len() == options.len(), "options", "problem-options-twice");
        for long in options.iter().filter(|option| option.chars().count() > OPTION) {
            let problem = Problem::new("options", "problem-option-long").with("option", long);
            problems.add(problem.with("most", OPTION.to_string()));
        }
        options
    }

    fn winners(&self, problems: &mut Problems, method: Method, options: usize) -> i64 {
        let winners = if self.winners == 0 { 1 } else { self.winners };
        let fits = winners == 1 || (1 < winners && method.elects_several() && winners < options as i64);
        problems.check(fits, "winners", "problem-winners");
        winners
    }
}

impl Fixed {
    /// So many of `eligible` have to take part: more than half of them unless a share was named, and in a secret vote
    /// never so few that who took part is as good as what they said.
    pub(crate) fn quorum_of(&self, eligible: usize) -> usize {
        let asked = match self.quorum {
            0 => eligible / 2 + 1,
            share => (eligible * share as usize).div_ceil(100).max(1),
        };
        if self.poll.secrecy == Secrecy::Secret { asked.max(LEAST_SECRET) } else { asked }
    }

    /// Whether so few can keep anything secret among them.
    pub(crate) fn is_too_few(&self, eligible: usize) -> bool {
        self.poll.secrecy == Secrecy::Secret && eligible < LEAST_SECRET
    }
}

/// The choice of that word; the usual one if none was made.
fn chosen<T: std::str::FromStr>(problems: &mut Problems, field: &str, word: &str, usual: T) -> T {
    match word.trim() {
        "" => usual,
        word => problems.some(word.parse().ok(), field, "problem-choose").unwrap_or(usual),
    }
}

/// A number from 1 to `most`; 0 is the usual one.
fn within(problems: &mut Problems, field: &str, number: i64, usual: i64, most: i64) -> i64 {
    if number == 0 {
        return usual;
    }
    if !(1..=most).contains(&number) {
        problems
            .add(Problem::new(field, "problem-between").with("least", "1").with("most", most.to_string()));
    }
    number
}

/// What draws the lot, from the system's randomness, before anybody has answered.
fn seed() -> Result<String> {
    let mut seed = [0; 16];
    getrandom::fill(&mut seed).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(hex::encode(seed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(rules: &Rules) -> Vec<String> {
        let mut problems = Problems::none();
        rules.read(&mut problems, false).unwrap();
        problems.0.into_iter().map(|problem| problem.field).collect()
    }

    fn rules(method: &str, options: &str) -> Rules {
        Rules { method: method.to_owned(), options: options.to_owned(), ..Rules::default() }
    }

    #[test]
    fn the_usual_is_open_consent_of_seats() {
        let fixed = Rules::default().read(&mut Problems::none(), true).unwrap();
        let Poll { method, electorate, secrecy, winners, .. } = fixed.poll;
        assert_eq!(
            (method, electorate, secrecy, winners),
            (Method::Consent, Electorate::Seats, Secrecy::Open, 1)
        );
        assert_eq!([0, 1, 2, 3, 4, 5].map(|held| fixed.quorum_of(held)), [1, 1, 2, 2, 3, 3]);
        let third = Rules { quorum: 33, ..Rules::default() };
        let third = third.read(&mut Problems::none(), false).unwrap();
        assert_eq!([0, 3, 100].map(|held| third.quorum_of(held)), [1, 1, 33]);
    }

    #[test]
    fn what_cannot_be_meant_is_said_by_its_field() {
        assert_eq!(fields(&rules("coin", "")), ["method"]);
        assert_eq!(fields(&rules("irv", "one")), ["options"]);
        assert_eq!(fields(&rules("irv", "one\nOne")), ["options"]);
        assert_eq!(fields(&rules("irv", &format!("one\n{}", "x".repeat(161)))), ["options"]);
        assert_eq!(fields(&Rules { winners: 2, ..rules("irv", "a\nb\nc") }), ["winners"]);
        assert_eq!(fields(&Rules { winners: 3, ..rules("stv-scottish", "a\nb\nc") }), ["winners"]);
        assert_eq!(fields(&Rules { highest: 51, ..rules("dot", "a\nb") }), ["highest"]);
        assert_eq!(
            fields(&Rules { quorum: -1, threshold: 101, ..rules("gradients", "") }),
            ["threshold", "quorum"]
        );
        let confidential = Rules { secrecy: "confidential".to_owned(), ..Rules::default() };
        assert_eq!(fields(&confidential), ["secrecy"]);
        assert!(fields(&Rules { method: "gradients".to_owned(), ..confidential }).is_empty());
    }
}
