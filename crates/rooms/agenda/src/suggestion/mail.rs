//! Mails to those who suggested a wording: that it was taken, or why it was not, each once.

use ::store::Tx;
use async_trait::async_trait;
use kernel::{Act, Context, Owner, PersonId, Result, Via};
use web::text::Say;

use super::{State, Suggestion, SuggestionId, store};
use crate::clause::{WRITE, brief};
use crate::hearing;

/// One mail, and the suggestion it tells of.
struct Letter {
    suggestion: SuggestionId,
    person: PersonId,
    subject: String,
    text: String,
}

/// Sends the letters and notes that they were sent.
struct Send(Vec<Letter>);

#[async_trait]
impl Act for Send {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        // The product itself does it by the clock; nobody else can come in that way.
        if cx.via != Via::Job {
            cx.may(&WRITE, Owner::Nobody)?;
        }
        for letter in &self.0 {
            hearing::mail::tell(cx, tx, letter.person, [&letter.subject, &letter.text]).await?;
            store::told(tx, cx.initiative()?, letter.suggestion).await?;
        }
        Ok(())
    }
}

/// Tells everybody what became of what they suggested and were not told yet.
pub(crate) async fn by_the_clock(cx: &Context, say: &Say, address: &str) -> Result<()> {
    let mut read = cx.read().await?;
    let answered = store::answered(&mut read, cx.initiative()?).await?;
    drop(read);
    if answered.is_empty() {
        return Ok(());
    }
    let letters = answered.into_iter().map(|(clause, one)| letter(say, address, clause, one)).collect();
    cx.execute(Send(letters)).await
}

fn letter(say: &Say, address: &str, clause: i64, one: Suggestion) -> Letter {
    let key = if one.state == State::Taken { "suggestion-mail-taken" } else { "suggestion-mail-declined" };
    let words = say.with(
        key,
        &[
            ("text", one.text.as_str().into()),
            ("clause", clause.to_string().into()),
            ("name", one.answered_by.as_str().into()),
            ("reason", one.reason.as_str().into()),
        ],
    );
    Letter {
        suggestion: one.id,
        person: one.suggester,
        subject: say.with("suggestion-mail-subject", &[("text", brief(&one.text).into())]),
        text: format!(
            "{words}\n\n{}\n{address}/agenda/suggestions/{}",
            say.t("suggestion-mail-closing"),
            one.number
        ),
    }
}
