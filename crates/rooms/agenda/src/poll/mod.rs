//! How a proposal is decided: by which method, by whom, and who sees what each said. All of it is fixed before the
//! first answer and stands on every ballot.

pub(crate) mod count;
pub(crate) mod page;
pub(crate) mod roll;
pub(crate) mod rules;
pub(crate) mod store;

use ::store::Read;
use kernel::{Ability, Context, Error, Result, Role, own};
use sha2::{Digest, Sha256};
use web::ExportTable;

use crate::ballot;
use crate::decision::{self, Decision, DecisionId};

/// Answering for oneself where all members decide. The backbone stays neutral.
pub(crate) static VOTE: Ability = Ability { name: "agenda.poll.vote", grants: &[own(Role::Member)] };
/// Answering for one's partner where partners decide.
pub(crate) static SPEAK: Ability = Ability { name: "agenda.poll.speak", grants: &[own(Role::Partner)] };

kernel::words! {
    /// How answers are counted. Words are those of `groundswell lab tally --method`; a method's text keys are
    /// `poll-method-` and `poll-explain-` with the word.
    pub enum Method {
        /// Adopted unless somebody objects with a reason.
        Consent = "consent",
        /// Six steps from *wholeheartedly* to *never*.
        Gradients = "gradients",
        /// For or against.
        Majority = "majority",
        /// One option each; most win.
        Hands = "show-of-hands",
        /// As many options as one likes; most win.
        Approval = "approval",
        /// Points for each option; the largest sums win.
        Score = "score",
        /// A grade for each option; the highest middle grade wins.
        Median = "median",
        /// Options in order; the last is struck out until one has more than half.
        Runoff = "irv",
        /// Options in order; compared two by two.
        Schulze = "schulze",
        /// Options in order; several win in proportion.
        Transferable = "stv-scottish",
        /// So many dots to spread.
        Dots = "dot",
    }
}

/// What a ballot looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// What a seat says in a round of consent.
    Say,
    /// A step of the gradients of agreement.
    Step,
    /// One option, or none.
    One,
    /// Any options.
    Any,
    /// Options in order.
    Order,
    /// A number for each option.
    Numbers,
}

impl Method {
    /// What its ballots look like.
    pub(crate) fn shape(self) -> Shape {
        match self {
            Self::Consent => Shape::Say,
            Self::Gradients => Shape::Step,
            Self::Majority | Self::Hands => Shape::One,
            Self::Approval => Shape::Any,
            Self::Score | Self::Median | Self::Dots => Shape::Numbers,
            Self::Runoff | Self::Schulze | Self::Transferable => Shape::Order,
        }
    }

    /// Whether it decides on the proposal itself; the others choose among options.
    pub(crate) fn is_about_the_proposal(self) -> bool {
        matches!(self, Self::Consent | Self::Gradients | Self::Majority)
    }

    /// Whether everybody hears everybody else while it is open: then answers are part of talking it over.
    pub(crate) fn is_talked_over(self) -> bool {
        matches!(self, Self::Consent | Self::Gradients)
    }

    /// Whether several options can win.
    pub(crate) fn elects_several(self) -> bool {
        !self.is_about_the_proposal() && self != Self::Runoff
    }
}

kernel::words! {
    /// Who decides; its text's key is `poll-electorate-` and the word.
    pub enum Electorate {
        /// The voting seats of the group.
        Seats = "seats",
        /// Every member of the initiative, the neutral backbone aside.
        Members = "members",
        /// Each partner organisation, with one vote.
        Partners = "partners",
    }
}

impl Electorate {
    /// What lets somebody answer.
    pub(crate) fn ability(self) -> &'static Ability {
        match self {
            Self::Seats => &decision::ANSWER,
            Self::Members => &VOTE,
            Self::Partners => &SPEAK,
        }
    }
}

kernel::words! {
    /// Who sees what each said; its text's keys are `poll-secrecy-` and `poll-secret-means-` with the word.
    pub enum Secrecy {
        /// Everybody, by name.
        Open = "open",
        /// Nobody on any page; the database knows.
        Confidential = "confidential",
        /// Nobody at all: ballots lie sealed until the end, and afterwards nothing leads from a person to a ballot.
        Secret = "secret",
    }
}

/// How one proposal is decided.
#[derive(Debug, Clone)]
pub(crate) struct Poll {
    pub(crate) method: Method,
    pub(crate) electorate: Electorate,
    pub(crate) secrecy: Secrecy,
    pub(crate) winners: i64,
    pub(crate) highest: i64,
    /// In per cent.
    pub(crate) threshold: i64,
    pub(crate) seed: String,
    /// The finished count as JSON; empty while there is none.
    pub(crate) outcome: String,
    /// The public half of the key that ballots are sealed to; empty where it is not secret.
    pub(crate) seal_key: String,
    /// So many shares of the key open the ballots; 0 where the server keeps it whole.
    pub(crate) key_needed: i64,
    /// The SHA-256 of the published list of ballots; empty while there is none.
    pub(crate) list_hash: String,
}

impl Poll {
    /// What everybody may know of the seed before the count: its SHA-256. The seed itself is told with the result,
    /// so that nobody can vote by it.
    pub(crate) fn sealed_seed(&self) -> String {
        hex::encode(Sha256::digest(&self.seed))
    }

    /// The finished count, if there is one.
    pub(crate) fn counted(&self) -> Option<count::Outcome> {
        serde_json::from_str(&self.outcome).ok()
    }

    /// The least a number on a ballot may be, and the most.
    pub(crate) fn limits(&self) -> tally::Limits {
        let highest = i16::try_from(self.highest).unwrap_or(i16::MAX);
        match self.method {
            Method::Dots => tally::Limits::dots(highest.unsigned_abs(), highest.unsigned_abs()),
            _ => tally::Limits::scores(highest),
        }
    }
}

/// A poll and what can be chosen in it.
pub(crate) async fn of(cx: &Context, read: &mut Read, decision: DecisionId) -> Result<(Poll, Vec<String>)> {
    let initiative = cx.initiative()?;
    let poll = store::of(read, initiative, decision).await?.ok_or(Error::Missing)?;
    Ok((poll, store::options(read, initiative, decision).await?))
}

/// A decision by its number, with its poll and what can be chosen in it.
pub(crate) async fn numbered(cx: &Context, number: i64) -> Result<(Decision, Poll, Vec<String>)> {
    let mut read = cx.read().await?;
    let decision = decision::store::numbered(&mut read, cx.initiative()?, number).await?;
    let decision = decision.ok_or(Error::Missing)?;
    let (poll, options) = of(cx, &mut read, decision.id).await?;
    Ok((decision, poll, options))
}

/// How decisions are made, and what can be chosen, as open tables. A seed is told once it drew what it had to draw.
///
/// Of secret votes leaves the published list, and how many took part. Sealed ballots stay where they are: they would be
/// copies that nobody destroys.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<[ExportTable; 5]> {
    let initiative = cx.initiative()?;
    let (mut polls, mut options) = (Vec::new(), Vec::new());
    let (mut ballots, mut turnouts) = (Vec::new(), Vec::new());
    for decision in decision::store::all(read, initiative).await? {
        let (poll, these) = of(cx, read, decision.id).await?;
        let number = decision.number.to_string();
        if poll.secrecy == Secrecy::Secret && !decision.is_pending() {
            let turnout = ballot::store::turnout(read, initiative, decision.id).await?.len();
            turnouts.push(vec![number.clone(), turnout.to_string()]);
            let opened = ballot::store::opened(read, initiative, decision.id).await?;
            ballots.extend(opened.into_iter().map(|(receipt, line)| vec![number.clone(), receipt, line]));
        }
        options.extend(
            (1..)
                .zip(these)
                .map(|(place, text): (usize, String)| vec![number.clone(), place.to_string(), text]),
        );
        let seed = if poll.outcome.is_empty() { String::new() } else { poll.seed.clone() };
        polls.push(vec![
            number,
            poll.method.word().to_owned(),
            poll.electorate.word().to_owned(),
            poll.secrecy.word().to_owned(),
            poll.winners.to_string(),
            poll.highest.to_string(),
            poll.threshold.to_string(),
            poll.sealed_seed(),
            seed,
            poll.outcome,
            poll.list_hash,
            poll.key_needed.to_string(),
        ]);
    }
    let calls = ballot::store::calls(read, initiative).await?;
    let calls = calls
        .into_iter()
        .map(|(decision, round, people)| vec![decision.to_string(), round.to_string(), people.to_string()]);
    Ok([
        ExportTable {
            name: "polls",
            columns: &[
                "decision",
                "method",
                "electorate",
                "secrecy",
                "winners",
                "highest",
                "threshold",
                "seed_sha256",
                "seed",
                "outcome",
                "ballots_sha256",
                "key_needed",
            ],
            rows: polls,
        },
        ExportTable { name: "poll_options", columns: &["decision", "place", "option"], rows: options },
        ExportTable { name: "secret_ballots", columns: &["decision", "receipt", "ballot"], rows: ballots },
        ExportTable { name: "turnout", columns: &["decision", "took_part"], rows: turnouts },
        ExportTable {
            name: "decision_calls",
            columns: &["decision", "round", "called"],
            rows: calls.collect(),
        },
    ])
}
