//! Mails to authors who have an account: what came of what they said, each outcome once, all of a conversation in one.

use std::collections::BTreeMap;

use ::store::{Read, Tx};
use async_trait::async_trait;
use courier::Mail;
use kernel::{Act, Context, Owner, PersonId, Result, Via};
use uuid::Uuid;
use web::text::Say;

use super::{ANSWER, Came, store};
use crate::conversation;

/// One mail, and what it tells.
struct Letter {
    person: PersonId,
    subject: String,
    text: String,
    tells: Vec<(Uuid, String)>,
}

/// Sends the letters and notes what they tell.
struct Send(Vec<Letter>);

#[async_trait]
impl Act for Send {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        // The product itself does it by the clock; nobody else can come in that way.
        if cx.via != Via::Job {
            cx.may(&ANSWER, Owner::Nobody)?;
        }
        let initiative = cx.initiative()?;
        for letter in &self.0 {
            tell(cx, tx, letter.person, [&letter.subject, &letter.text]).await?;
            for (statement, outcome) in &letter.tells {
                store::note(tx, initiative, *statement, outcome, cx.now()).await?;
            }
        }
        Ok(())
    }
}

/// Tells somebody by mail what became of what they said or suggested; whoever has no address reads it here.
pub(crate) async fn tell(
    cx: &Context,
    tx: &mut Tx,
    person: PersonId,
    [subject, text]: [&str; 2],
) -> Result<()> {
    let Some(to) = people::email_of(tx, person).await? else { return Ok(()) };
    let (subject, text) = (subject.to_owned(), text.to_owned());
    courier::post(cx, tx, Mail { to, subject, text, html: None, secret: false, purpose: "told-back" }).await
}

/// Tells every author what they were not told yet.
pub(crate) async fn by_the_clock(cx: &Context, say: &Say, address: &str) -> Result<()> {
    let mut read = cx.read().await?;
    let letters = letters(cx, &mut read, say, address).await?;
    drop(read);
    if letters.is_empty() { Ok(()) } else { cx.execute(Send(letters)).await }
}

/// A day as forms write it, in words.
fn due(say: &Say, day: &str) -> String {
    day.parse().map_or_else(|_| day.to_owned(), |day| say.date(day))
}

/// A statement, what its author is told of it, and in which words.
type Line = (Uuid, String, String);

async fn letters(cx: &Context, read: &mut Read, say: &Say, address: &str) -> Result<Vec<Letter>> {
    let initiative = cx.initiative()?;
    let mut found: BTreeMap<(PersonId, i64), Vec<Line>> = BTreeMap::new();
    for (conversation, statement, person, told) in store::waiting(read, initiative).await? {
        let Some(answered) = store::one(read, initiative, conversation, statement).await? else { continue };
        let came = answered.came();
        if came == Came::Open || told.as_deref() == Some(came.told().as_str()) {
            continue;
        }
        let line = say.with(
            &format!("hearing-mail-{}", came.word()),
            &[
                ("statement", answered.text.as_str().into()),
                ("reason", answered.reason.as_str().into()),
                ("day", due(say, &answered.due).into()),
                ("clause", answered.clause.unwrap_or_default().to_string().into()),
            ],
        );
        found.entry((person, conversation)).or_default().push((answered.id, came.told(), line));
    }
    let mut letters = Vec::new();
    for ((person, number), lines) in found {
        let Some(conversation) = conversation::store::numbered(read, initiative, number).await? else {
            continue;
        };
        let subject =
            say.with("hearing-mail-subject", &[("question", conversation.question.as_str().into())]);
        let body: Vec<&str> = lines.iter().map(|(.., line)| line.as_str()).collect();
        let text = format!(
            "{}\n\n{}\n\n{}\n{address}/conversations/{number}/mine",
            say.t("hearing-mail-opening"),
            body.join("\n\n"),
            say.t("hearing-mail-closing"),
        );
        let tells = lines.iter().map(|(id, told, _)| (*id, told.clone())).collect();
        letters.push(Letter { person, subject, text, tells });
    }
    Ok(letters)
}
