use ::store::Tx;
use async_trait::async_trait;
use jiff::Timestamp;
use journal::Tell;
use kernel::{Act, Context, Error, InitiativeId, Owner, Result, Told};
use serde::Deserialize;

use super::{Choice, Stance, VOTE, Voice, participant, store};
use crate::{cast, conversation, neutral, statement};

/// Votes on a statement, or changes an earlier vote on it.
#[derive(Debug, Clone, Deserialize)]
pub struct CastVote {
    /// The conversation's number.
    pub conversation: i64,
    /// The statement's number.
    pub statement: i64,
    /// What one says to it.
    pub choice: Choice,
    /// Whether it is important to whoever votes.
    #[serde(default)]
    pub important: bool,
    /// What a browser without an account is known by; whoever is signed in needs none.
    #[serde(default)]
    pub voice: Option<Voice>,
}

#[async_trait]
impl Act for CastVote {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&VOTE, Owner::Nobody)?;
        neutral(cx, &VOTE)?;
        let initiative = cx.initiative()?;
        let found = conversation::store::numbered(tx, initiative, self.conversation).await?;
        let conversation = found.ok_or(Error::Missing)?;
        conversation.admit(cx, tx).await?;
        let found = statement::store::numbered(tx, initiative, self.conversation, self.statement).await?;
        let weighed = found.ok_or(Error::Missing)?;
        if weighed.statement.hidden {
            return Err(Error::Rule("rule-statement-hidden"));
        }

        let participant = participant(cx, tx, &conversation, self.voice.as_ref()).await?;
        let key = [conversation.number, participant, self.statement];
        let stance = Stance { choice: self.choice, important: self.important };
        if count(tx, initiative, key, stance, cx.now()).await? {
            let told = Told::new("vote.cast", conversation.about(), &conversation.question);
            cx.tell(tx, told.anonymous()).await?;
        }
        Ok(())
    }
}

/// Writes down what a participant says to a statement, and counts it. False if it is what they said before.
pub(crate) async fn count(
    tx: &mut Tx,
    initiative: InitiativeId,
    [conversation, participant, statement]: [i64; 3],
    stance: Stance,
    at: Timestamp,
) -> Result<bool> {
    let key = [conversation, participant, statement];
    let before = store::cast(tx, initiative, key, stance).await?;
    if before == Some(stance) {
        return Ok(false);
    }
    cast::store::keep(tx, initiative, key, (before.map(|before| before.choice), stance.choice), at).await?;
    let gone = before.map_or([0; 4], Stance::count);
    let come = stance.count();
    let more = [0, 1, 2, 3].map(|at| come[at] - gone[at]);
    store::count(tx, initiative, conversation, statement, more).await?;
    Ok(true)
}
