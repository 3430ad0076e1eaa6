use ::store::{Read, Tx};
use async_trait::async_trait;
use courier::Mail;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problems, Result, Told, next_number};
use serde::Deserialize;

use super::{ANSWER, ASK, Query, QueryId, State, store};
use crate::submission::acts::titled;
use crate::submission::{self, Submission};
use crate::{delegate, measure};

/// The longest question or answer, in characters.
const WORDS: usize = 2000;

/// Sends a number back to its partner with a question.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct AskPartner {
    /// The submission's number.
    pub submission: i64,
    /// What is asked.
    pub question: String,
    /// Where it is answered, for the mail.
    #[serde(skip)]
    pub address: String,
}

#[async_trait]
impl Act for AskPartner {
    /// The question's number.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&ASK, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let about = submission::store::numbered(tx, initiative, self.submission).await?;
        let about = about.filter(|about| about.seen_by(cx)).ok_or(Error::Missing)?;
        let mut problems = Problems::none();
        let question = problems.text("question", &self.question, WORDS);
        problems.done()?;
        if !about.is(submission::State::Accepted) {
            return Err(Error::Rule("query-rule-other-revision"));
        }
        let query = Query {
            id: QueryId::new(),
            number: next_number(tx, initiative, "question").await?,
            submission: about.id,
            duty: about.duty,
            cycle: about.cycle,
            question,
            asked_by: cx.actor.name.clone(),
            asker: cx.actor.person,
            asked_at: cx.now(),
            answer: String::new(),
            answered_by: String::new(),
            answered_at: None,
            corrected: None,
            state: State::Open,
        };
        store::insert(tx, initiative, &query).await?;
        let title = title(cx, tx, &about).await?;
        for to in delegate::addresses(cx, tx, &[about.partnership]).await?.into_iter().map(|(_, to)| to) {
            let text = format!("{}:\n\n{}\n\n{}", query.asked_by, query.question, self.address);
            post(cx, tx, to, &title, text).await?;
        }
        cx.tell(tx, Told::new("query.asked", about.about(), title)).await?;
        Ok(query.number)
    }
}

/// What a check asks about a number that came in a file: nobody was there to be asked. Nobody is mailed, because whoever
/// speaks for the partner looks at the number before it counts.
pub(crate) async fn asked_at_the_door(
    cx: &Context,
    tx: &mut Tx,
    about: &Submission,
    question: &str,
    asked_by: &str,
) -> Result<()> {
    let initiative = cx.initiative()?;
    let query = Query {
        id: QueryId::new(),
        number: next_number(tx, initiative, "question").await?,
        submission: about.id,
        duty: about.duty,
        cycle: about.cycle,
        question: question.to_owned(),
        asked_by: asked_by.to_owned(),
        asker: None,
        asked_at: cx.now(),
        answer: String::new(),
        answered_by: String::new(),
        answered_at: None,
        corrected: None,
        state: State::Open,
    };
    store::insert(tx, initiative, &query).await?;
    let title = title(cx, tx, about).await?;
    cx.tell(tx, Told::new("query.asked", about.about(), title)).await
}

async fn title(cx: &Context, tx: &mut Tx, about: &Submission) -> Result<String> {
    let measure = measure::store::find(tx, cx.initiative()?, about.measure).await?.ok_or(Error::Missing)?;
    titled(cx, tx, &measure, about).await
}

async fn post(cx: &Context, tx: &mut Tx, to: String, subject: &str, text: String) -> Result<()> {
    let mail = Mail { to, subject: subject.to_owned(), text, html: None, secret: false, purpose: "question" };
    courier::post(cx, tx, mail).await
}

/// The question and the number it is about.
pub(crate) async fn asked(cx: &Context, read: &mut Read, number: i64) -> Result<(Query, Submission)> {
    let initiative = cx.initiative()?;
    let query = store::numbered(read, initiative, number).await?.ok_or(Error::Missing)?;
    let about = submission::store::these(read, initiative, &[query.submission.0]).await?.pop();
    Ok((query, about.ok_or(Error::Missing)?))
}

/// Answers a question about the partner's own number.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct AnswerQuestion {
    /// The question's number.
    pub question: i64,
    /// What is answered.
    pub answer: String,
    /// Where it stands, for the mail.
    #[serde(skip)]
    pub address: String,
}

#[async_trait]
impl Act for AnswerQuestion {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let (query, about) = asked(cx, tx, self.question).await?;
        delegate::standing_in(cx, tx).await?.may(&ANSWER, about.owner())?;
        let mut problems = Problems::none();
        let answer = problems.text("answer", &self.answer, WORDS);
        problems.done()?;
        let by = &cx.actor.name;
        if !store::answer(tx, cx.initiative()?, &query, &answer, by, cx.now()).await? {
            return Err(Error::Rule("query-rule-answered"));
        }
        let title = title(cx, tx, &about).await?;
        let asker = match query.asker {
            Some(asker) => people::email_of(tx, asker).await?,
            None => None,
        };
        if let Some(to) = asker {
            let text = format!("{}\n\n{by}:\n\n{answer}\n\n{}", query.question, self.address);
            post(cx, tx, to, &title, text).await?;
        }
        cx.tell(tx, Told::new("query.answered", about.about(), title)).await
    }
}

/// Is content with what was answered, or needs no answer any more.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct SettleQuestion {
    /// The question's number.
    pub question: i64,
}

#[async_trait]
impl Act for SettleQuestion {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&ASK, Owner::Nobody)?;
        let (query, about) = asked(cx, tx, self.question).await?;
        if !store::settle(tx, cx.initiative()?, &query).await? {
            return Err(Error::Rule("query-rule-settled"));
        }
        let title = title(cx, tx, &about).await?;
        cx.tell(tx, Told::new("query.settled", about.about(), title)).await
    }
}
