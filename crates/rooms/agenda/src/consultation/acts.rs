use std::collections::HashSet;

use ::store::Tx;
use ::store::search::{self, Document};
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problem, Problems, Ref, Relation, Result, Told, next_number};
use serde::Deserialize;

use super::{Answer, CONSULT, Consultation, ConsultationId, Said, Stands, store};
use crate::conversation::Audience;
use crate::version::Frozen;
use crate::vote::Voice;
use crate::{clause, day};

/// The longest title, in characters.
const TITLE: usize = 140;
/// The longest introduction.
const INTRODUCTION: usize = 4_000;
/// The longest words to one clause.
const WORDS: usize = 1_000;
/// The longest reason.
const REASON: usize = 1_000;
/// Whom a consultation can be for.
pub(super) const AUDIENCES: [Audience; 2] = [Audience::Link, Audience::Members];

/// Puts the working draft to people, as it stands now. It answers the consultation's number.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct OpenConsultation {
    /// What it is called, in one line.
    pub title: String,
    /// What one should know before answering; may be empty.
    #[serde(default)]
    pub words: String,
    /// `link`: whoever has the link, without an account; `members`: members only.
    pub audience: String,
    /// The last day, such as `2027-03-31`.
    pub closes: String,
}

#[async_trait]
impl Act for OpenConsultation {
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&CONSULT, Owner::Nobody)?;
        let mut problems = Problems::none();
        let title = problems.text("title", &self.title, TITLE);
        let words = problems.maybe_text("words", &self.words, INTRODUCTION);
        let audience = AUDIENCES.iter().any(|audience| audience.word() == self.audience);
        problems.check(audience, "audience", "problem-choose");
        let closes_at = problems.some(day::ends(&self.closes), "closes", "problem-date");
        let now = crate::clock(cx, tx).await?;
        problems.check(closes_at.is_none_or(|end| now < end), "closes", "problem-day-over");
        problems.done()?;

        let initiative = cx.initiative()?;
        let draft = clause::store::draft(tx, initiative).await?;
        let clauses: Vec<Frozen> = draft.into_iter().map(Frozen::from).collect();
        if clauses.is_empty() {
            return Err(Error::Rule("rule-agenda-empty"));
        }
        let consultation = Consultation {
            id: ConsultationId::new(),
            number: next_number(tx, initiative, "consultation").await?,
            title,
            words,
            audience: self.audience.clone(),
            opened_by: cx.actor.name.clone(),
            opened_at: cx.now(),
            closes_at: closes_at.ok_or(Error::Missing)?,
            people: 0,
        };
        store::insert(tx, initiative, &consultation, &clauses).await?;
        let document = Document {
            initiative: initiative.0,
            kind: "consultation",
            id: consultation.id.0,
            title: &consultation.title,
            body: &consultation.words,
        };
        search::put(tx, &document).await?;
        let told = Told::new("consultation.opened", consultation.about(), &consultation.title);
        let told = clauses
            .iter()
            .fold(told, |told, clause| told.from(Ref::new("clause", clause.clause.0), Relation::AnsweredBy));
        cx.tell(tx, told.change(None, &consultation.title)).await?;
        Ok(consultation.number)
    }
}

/// What is said to one clause.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct ClauseAnswer {
    /// The clause's number.
    pub clause: i64,
    /// `agree`, `could-live` or `cannot`; empty for words alone.
    #[serde(default)]
    pub answer: String,
    /// Why, or what would have to change.
    #[serde(default)]
    pub words: String,
}

/// Answers a consultation, or changes what one has answered, clause by clause. A clause that is not named keeps what
/// was said to it; one with neither answer nor words loses it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct AnswerConsultation {
    /// The consultation's number; the API takes it from the address.
    #[serde(default)]
    pub consultation: i64,
    /// For whom one speaks: `resident`, `partner` or `other`.
    pub stands: String,
    /// What one says.
    pub answers: Vec<ClauseAnswer>,
    /// What a browser without an account is known by; whoever is signed in needs none.
    #[serde(default)]
    pub voice: Option<Voice>,
}

#[async_trait]
impl Act for AnswerConsultation {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let initiative = cx.initiative()?;
        let found = store::locked(tx, initiative, self.consultation).await?;
        let consultation = found.ok_or(Error::Missing)?;
        consultation.admit(cx, tx).await?;
        let clauses = store::clauses(tx, initiative, consultation.id).await?;
        let asked: HashSet<i64> = clauses.iter().map(|clause| clause.number).collect();

        let mut problems = Problems::none();
        problems.check(self.stands.parse::<Stands>().is_ok(), "stands", "problem-choose");
        let said: Vec<Said> = self.answers.iter().map(|given| given.read(&mut problems, &asked)).collect();
        let says = said.iter().any(|said| !said.answer.is_empty() || !said.words.is_empty());
        problems.check(says || !problems.0.is_empty(), "stands", "problem-nothing-answered");
        problems.done()?;
        let known = consultation.known(cx, self.voice.as_ref());
        let known = known.ok_or(Problem::new("voice", "problem-voice"))?;

        let person = match store::person(tx, initiative, consultation.id, &known).await? {
            None => store::join(tx, initiative, consultation.id, &known, &self.stands).await?,
            Some((person, stands)) => {
                if stands != self.stands {
                    store::stand(tx, initiative, consultation.id, person, &self.stands).await?;
                }
                person
            }
        };
        for said in &said {
            store::put(tx, initiative, consultation.id, person, said, cx.now()).await?;
        }
        let told = Told::new("consultation.answered", consultation.about(), &consultation.title);
        cx.tell(tx, told.anonymous()).await
    }
}

impl ClauseAnswer {
    fn read(&self, problems: &mut Problems, asked: &HashSet<i64>) -> Said {
        let (answer, words) = (format!("answer-{}", self.clause), format!("words-{}", self.clause));
        problems.check(asked.contains(&self.clause), &answer, "problem-unknown");
        let known = self.answer.is_empty() || self.answer.parse::<Answer>().is_ok();
        problems.check(known, &answer, "problem-choose");
        Said {
            clause: self.clause,
            answer: self.answer.clone(),
            words: problems.maybe_text(&words, &self.words, WORDS),
        }
    }
}

/// Ends a consultation now, by the database's clock.
#[derive(Debug, Clone, Deserialize)]
pub struct EndConsultation {
    /// Its number; the API takes it from the address.
    #[serde(default)]
    pub consultation: i64,
}

#[async_trait]
impl Act for EndConsultation {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&CONSULT, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let found = store::locked(tx, initiative, self.consultation).await?;
        let consultation = found.ok_or(Error::Missing)?;
        let now = crate::clock(cx, tx).await?;
        if !consultation.is_open(now) {
            return Err(Error::Rule("rule-consultation-over"));
        }
        store::end(tx, initiative, consultation.id, now).await?;
        cx.tell(tx, Told::new("consultation.ended", consultation.about(), &consultation.title)).await
    }
}

/// Hides words that somebody left, with a reason that everybody can read; without one they are shown again. The
/// answer counts all the same.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct HideWords {
    /// The consultation's number; the API takes it from the address.
    #[serde(default)]
    pub consultation: i64,
    /// The clause's number.
    pub clause: i64,
    /// The number of whoever left them.
    pub person: i64,
    /// Whether they are hidden.
    pub hidden: bool,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

#[async_trait]
impl Act for HideWords {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&CONSULT, Owner::Nobody)?;
        let mut problems = Problems::none();
        let reason = if self.hidden { problems.text("reason", &self.reason, REASON) } else { String::new() };
        problems.done()?;
        let initiative = cx.initiative()?;
        let found = store::numbered(tx, initiative, self.consultation).await?;
        let consultation = found.ok_or(Error::Missing)?;
        let whose = (self.clause, self.person);
        if !store::hide(tx, initiative, consultation.id, whose, self.hidden, &reason).await? {
            return Err(Error::Missing);
        }
        let act = if self.hidden { "consultation.words-hidden" } else { "consultation.words-shown" };
        cx.tell(tx, Told::new(act, consultation.about(), &consultation.title).change(None, reason)).await
    }
}
