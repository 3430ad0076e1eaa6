//! Votes on statements: one for each participant and statement, changeable, confidential. The journal says
//! that a vote came, never whose or which.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod mine;
pub(crate) mod page;
pub(crate) mod store;

use std::collections::BTreeMap;

use ::store::{Read, Tx};
use async_trait::async_trait;
use kernel::{Ability, Context, Error, PersonId, Problem, Result, Role, any};
use opinion::{Ranked, Tally, Vote, dividing, uniting};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use web::LongTable;

use crate::conversation::{Audience, Conversation, ConversationId};

/// Voting on a statement; the conversation itself may be for members only. The backbone stays neutral.
pub(crate) static VOTE: Ability =
    Ability { name: "agenda.vote.cast", grants: &[any(Role::Anyone), any(Role::Member)] };

/// What somebody says to a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Choice {
    /// Agrees.
    Agree,
    /// Disagrees.
    Disagree,
    /// Has seen it and takes no side.
    Pass,
}

impl Choice {
    /// Every choice, in the order of the buttons.
    pub const ALL: [Self; 3] = [Self::Agree, Self::Disagree, Self::Pass];

    /// Its word in forms; its text's key is `vote-` and this.
    pub fn word(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::Disagree => "disagree",
            Self::Pass => "pass",
        }
    }

    /// The choice of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.word() == word)
    }

    /// Its number in the database and in Polis' files.
    pub(crate) fn number(self) -> i64 {
        match self {
            Self::Agree => 1,
            Self::Disagree => -1,
            Self::Pass => 0,
        }
    }

    /// The choice of that number.
    pub(crate) fn from_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.number() == number)
    }

    /// What it adds to agree, disagree and pass.
    pub(crate) fn count(self) -> [i64; 3] {
        [Self::Agree, Self::Disagree, Self::Pass].map(|choice| i64::from(choice == self))
    }
}

impl From<Choice> for Vote {
    fn from(choice: Choice) -> Self {
        match choice {
            Choice::Agree => Self::Agree,
            Choice::Disagree => Self::Disagree,
            Choice::Pass => Self::Pass,
        }
    }
}

/// What somebody says to a statement, and whether it is important to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stance {
    pub(crate) choice: Choice,
    pub(crate) important: bool,
}

impl Stance {
    /// What it adds to agree, disagree, pass and important.
    pub(crate) fn count(self) -> [i64; 4] {
        let [agree, disagree, pass] = self.choice.count();
        [agree, disagree, pass, self.important.into()]
    }
}

/// One of somebody's votes, with the words it was cast on.
#[derive(Debug, Clone)]
pub(crate) struct Voted {
    pub(crate) statement: i64,
    pub(crate) text: String,
    pub(crate) stance: Stance,
}

/// The secret by which a browser without an account is known again: 128 random bits in hexadecimal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Voice(String);

impl std::fmt::Debug for Voice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Voice(…)")
    }
}

impl Voice {
    /// A new one.
    pub fn new() -> Result<Self> {
        let mut secret = [0; 16];
        getrandom::fill(&mut secret).map_err(|error| Error::Internal(error.to_string()))?;
        Ok(Self(hex::encode(secret)))
    }

    /// A secret as a cookie or a form brings it; `None` if it cannot be one.
    pub fn read(text: &str) -> Option<Self> {
        let fits = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        fits.then(|| Self(text.to_ascii_lowercase()))
    }

    /// As the cookie carries it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is kept of it: another mark in each conversation, so that nobody is followed from one to the other.
    fn mark(&self, conversation: ConversationId) -> [u8; 32] {
        Sha256::new().chain_update(conversation.0.as_bytes()).chain_update(&self.0).finalize().into()
    }

    /// The same for whatever else is answered without an account; `None` if it cannot be a secret.
    pub(crate) fn mark_in(&self, of: Uuid) -> Option<[u8; 32]> {
        Some(Self::read(&self.0)?.mark(ConversationId(of)))
    }
}

/// By what a participant is known.
pub(crate) enum Known {
    /// By their account.
    Person(PersonId),
    /// By the mark of a browser's secret.
    Mark([u8; 32]),
}

impl Known {
    /// How this actor is known in the conversation; `None` for a browser that brings no secret.
    pub(crate) fn of(cx: &Context, conversation: &Conversation, voice: Option<&Voice>) -> Option<Self> {
        match (cx.actor.person, voice) {
            (Some(person), _) => Some(Self::Person(person)),
            (None, Some(voice)) => Some(Self::Mark(Voice::read(&voice.0)?.mark(conversation.id))),
            (None, None) => None,
        }
    }
}

/// The number of this actor in the conversation; a new one for whoever takes part for the first time, unless it asks
/// for a code.
pub(crate) async fn participant(
    cx: &Context,
    tx: &mut Tx,
    conversation: &Conversation,
    voice: Option<&Voice>,
) -> Result<i64> {
    let known = known(cx, conversation, voice)?;
    match store::participant(tx, cx.initiative()?, conversation.number, &known).await? {
        Some(number) => Ok(number),
        None if conversation.audience == Audience::Code => Err(Error::Rule("rule-conversation-code")),
        None => enrol(cx, tx, conversation, voice).await,
    }
}

fn known(cx: &Context, conversation: &Conversation, voice: Option<&Voice>) -> Result<Known> {
    Ok(Known::of(cx, conversation, voice).ok_or(Problem::new("voice", "problem-voice"))?)
}

/// Writes this actor into the conversation's roll, and answers their number.
pub(crate) async fn enrol(
    cx: &Context,
    tx: &mut Tx,
    conversation: &Conversation,
    voice: Option<&Voice>,
) -> Result<i64> {
    let (known, initiative) = (known(cx, conversation, voice)?, cx.initiative()?);
    let number = store::next_participant(tx, initiative, conversation.number, Some(&known)).await?;
    // Whoever came twice at once waited at the door just now, and may stand in the roll already.
    if let Some(number) = store::participant(tx, initiative, conversation.number, &known).await? {
        store::forget_participant(tx, initiative, conversation.number, &known).await?;
        return Ok(number);
    }
    store::insert_participant(tx, initiative, conversation.number, number, Some(&known)).await?;
    Ok(number)
}

/// Writes somebody into the roll who is not known again: whoever filled in a sheet of paper.
pub(crate) async fn enrol_unknown(cx: &Context, tx: &mut Tx, conversation: &Conversation) -> Result<i64> {
    let initiative = cx.initiative()?;
    let number = store::next_participant(tx, initiative, conversation.number, None).await?;
    store::insert_participant(tx, initiative, conversation.number, number, None).await?;
    Ok(number)
}

/// Somebody's own votes in a conversation, by statement; none for whoever has not taken part.
pub(crate) async fn own(
    cx: &Context,
    read: &mut Read,
    conversation: &Conversation,
    voice: Option<&Voice>,
) -> Result<(Option<i64>, BTreeMap<i64, Stance>)> {
    let initiative = cx.initiative()?;
    let Some(known) = Known::of(cx, conversation, voice) else { return Ok((None, BTreeMap::new())) };
    let Some(number) = store::participant(read, initiative, conversation.number, &known).await? else {
        return Ok((None, BTreeMap::new()));
    };
    let votes = store::of_participant(read, initiative, conversation.number, number).await?;
    Ok((Some(number), votes))
}

/// So much of everybody agrees at least where a statement is said to unite: more than half.
const UNITED: f64 = 0.5;
/// So large are both sides at least where a statement is said to divide: more than a quarter.
const DIVIDED: f64 = 0.25;

/// What surely unites, most first.
pub(crate) fn unites(tallies: &BTreeMap<u32, Tally>) -> Vec<Ranked> {
    uniting(tallies, 1).into_iter().take_while(|ranked| ranked.score > UNITED).collect()
}

/// What surely divides, most first.
pub(crate) fn divides(tallies: &BTreeMap<u32, Tally>) -> Vec<Ranked> {
    dividing(tallies, 1).into_iter().take_while(|ranked| ranked.score > DIVIDED).collect()
}

/// Every vote as an open table. Participants are numbers in their conversation; who they are is not exported.
#[derive(Default)]
pub(crate) struct Votes {
    /// Conversation, participant and statement of the last that was read.
    last: (i64, i64, i64),
}

#[async_trait]
impl LongTable for Votes {
    fn name(&self) -> &'static str {
        "votes"
    }

    fn columns(&self) -> &'static [&'static str] {
        &["conversation", "participant", "statement", "vote", "important"]
    }

    async fn next(&mut self, cx: &Context, read: &mut Read) -> Result<Option<Vec<Vec<String>>>> {
        let part = store::after(read, cx.initiative()?, self.last, PART).await?;
        let Some(&(conversation, participant, statement, ..)) = part.last() else { return Ok(None) };
        self.last = (conversation, participant, statement);
        let rows = part.into_iter().map(|(conversation, participant, statement, choice, important)| {
            let numbers = [conversation, participant, statement, choice].map(|number| number.to_string());
            numbers.into_iter().chain([important.to_string()]).collect()
        });
        Ok(Some(rows.collect()))
    }
}

/// Votes that the export reads at once.
const PART: usize = 20_000;

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use opinion::Tally;

    use super::{Choice, Voice, divides, unites};
    use crate::conversation::ConversationId;

    #[test]
    fn a_choice_is_found_by_its_word_and_its_number() {
        for choice in Choice::ALL {
            assert_eq!(Choice::from_word(choice.word()), Some(choice));
            assert_eq!(Choice::from_number(choice.number()), Some(choice));
            assert_eq!(choice.count().iter().sum::<i64>(), 1);
        }
        assert_eq!(Choice::from_number(2), None);
    }

    #[test]
    fn a_voice_leaves_another_mark_in_each_conversation() {
        let voice = Voice::new().unwrap();
        let (one, two) = (ConversationId::new(), ConversationId::new());
        assert_eq!(voice.mark(one), Voice::read(voice.as_str()).unwrap().mark(one));
        assert_ne!(voice.mark(one), voice.mark(two));
        assert_eq!(Voice::read("0123"), None);
        assert_eq!(format!("{voice:?}"), "Voice(…)");
    }

    #[test]
    fn few_votes_neither_unite_nor_divide() {
        let tallies = |votes: [(u32, u32); 3]| -> BTreeMap<u32, Tally> {
            (1..).zip(votes.map(|(agree, disagree)| Tally { agree, disagree, pass: 0 })).collect()
        };
        let few = tallies([(3, 0), (1, 1), (0, 2)]);
        assert!(unites(&few).is_empty() && divides(&few).is_empty());
        let many = tallies([(90, 10), (50, 50), (10, 90)]);
        assert_eq!(unites(&many).iter().map(|ranked| ranked.statement).collect::<Vec<_>>(), [1]);
        assert_eq!(divides(&many).iter().map(|ranked| ranked.statement).collect::<Vec<_>>(), [2]);
    }
}
