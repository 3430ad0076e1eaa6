use ::store::Tx;
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Result, Told};
use serde::Deserialize;

use super::{Choice, VOTE, Voice, participant, store};
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
        let before = store::cast(tx, initiative, key, self.choice).await?;
        if before == Some(self.choice) {
            return Ok(());
        }
        cast::store::keep(tx, initiative, key, (before, self.choice), cx.now()).await?;
        let gone = before.map_or([0; 3], Choice::count);
        let come = self.choice.count();
        let change = [0, 1, 2].map(|side| come[side] - gone[side]);
        store::count(tx, initiative, conversation.number, self.statement, change).await?;
        cx.tell(tx, Told::new("vote.cast", conversation.about(), &conversation.question).anonymous()).await
    }
}
