use ::store::Tx;
use async_trait::async_trait;
use courier::Mail;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problems, Result, Told, next_number};
use serde::Deserialize;

use super::{ANSWER, Challenge, ChallengeId, RAISE, State, store};
use crate::{edition, measure};

/// The longest question and the longest answer, in characters.
const WORDS: usize = 2_000;
/// The longest name, in characters.
const NAME: usize = 120;
/// The longest address (RFC 5321, 4.5.3.1.3).
const ADDRESS: usize = 254;

/// Says what looks wrong about a measure's number. Needs no account.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct RaiseChallenge {
    /// The measure's number; the API takes it from the address.
    #[serde(default)]
    pub measure: i64,
    /// The period asked about; empty for all of them.
    #[serde(default)]
    pub period: String,
    /// What looks wrong.
    pub words: String,
    /// Who asks; may be left out.
    #[serde(default)]
    pub name: String,
    /// An e-mail address to which the answer goes; may be left out.
    #[serde(default)]
    pub address: String,
}

#[async_trait]
impl Act for RaiseChallenge {
    /// Its number.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&RAISE, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let measure = measure::store::numbered(tx, initiative, self.measure).await?.ok_or(Error::Missing)?;
        let mut problems = Problems::none();
        let words = problems.text("words", &self.words, WORDS);
        let name = problems.maybe_text("name", &self.name, NAME);
        let address = problems.maybe_text("address", &self.address, ADDRESS);
        let reachable = address.split_once('@').is_some_and(|(who, at)| !who.is_empty() && at.contains('.'));
        let plain = !address.contains(|c: char| c.is_whitespace() || c.is_control() || ",;<>".contains(c));
        problems.check(address.is_empty() || (reachable && plain), "address", "challenge-problem-address");
        let period = match self.period.trim() {
            "" => Some(String::new()),
            typed => measure.in_force().frequency().period(typed),
        };
        let period = problems.some(period, "period", "cycle-problem-period").unwrap_or_default();
        problems.done()?;

        let latest = edition::store::latest(tx, initiative).await?;
        let challenge = Challenge {
            id: ChallengeId::new(),
            number: next_number(tx, initiative, "challenge").await?,
            measure: measure.id,
            period,
            edition: latest.and_then(|edition| edition.issue).unwrap_or_default(),
            words,
            name,
            address,
            state: State::Open.word().to_owned(),
            answer: String::new(),
            answered_by: String::new(),
            asked_at: cx.now(),
            answered_at: None,
        };
        store::insert(tx, initiative, &challenge).await?;
        // That somebody asked is everybody's business, who and what is not before it is answered.
        cx.tell(tx, Told::new("challenge.raised", measure.about(), &measure.name).anonymous()).await?;
        Ok(challenge.number)
    }
}

/// Answers a question about a number: for everybody to read, with the question; or to whoever asked, who left an address.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct AnswerChallenge {
    /// The question's number; the API takes it from the address.
    #[serde(default)]
    pub challenge: i64,
    /// The answer.
    pub answer: String,
    /// Whether everybody may read question and answer.
    #[serde(default)]
    pub in_public: bool,
}

#[async_trait]
impl Act for AnswerChallenge {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&ANSWER, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let (challenge, _) = store::numbered(tx, initiative, self.challenge).await?.ok_or(Error::Missing)?;
        let measure = measure::store::find(tx, initiative, challenge.measure).await?.ok_or(Error::Missing)?;
        let mut problems = Problems::none();
        let answer = problems.text("answer", &self.answer, WORDS);
        let way = self.in_public || !challenge.address.is_empty();
        problems.check(way || !challenge.is(State::Open), "in_public", "challenge-problem-no-address");
        problems.done()?;

        let state = if self.in_public { State::Public } else { State::Private };
        let answered = Challenge {
            state: state.word().to_owned(),
            answer,
            answered_by: cx.actor.name.clone(),
            answered_at: Some(cx.now()),
            ..challenge
        };
        if !store::answer(tx, initiative, &answered).await? {
            return Err(Error::Rule("challenge-rule-answered"));
        }
        if !answered.address.is_empty() {
            let mail = Mail {
                to: answered.address.clone(),
                subject: measure.name.clone(),
                text: format!("> {}\n\n{}\n\n{}", answered.words, answered.answer, answered.answered_by),
                html: None,
                secret: !self.in_public,
                purpose: "challenge",
            };
            courier::post(cx, tx, mail).await?;
        }
        let told = Told::new("challenge.answered", measure.about(), &measure.name);
        let told = if self.in_public { told.change(Some(answered.words), answered.answer) } else { told };
        cx.tell(tx, told).await
    }
}
