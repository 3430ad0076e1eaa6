use ::store::Tx;
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problems, Relation, Result, Stale, Told, next_number};
use serde::Deserialize;

use super::{SUGGEST, State, Suggestion, SuggestionId, WITHDRAW, store};
use crate::clause::acts::Words;
use crate::clause::{self, Clause, WRITE, brief};

/// The longest reason, in characters.
const WHY: usize = 1_000;

/// Suggests another wording for a clause of the working draft. It answers the suggestion's number.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct SuggestWording {
    /// The clause's number; the API takes it from the address.
    #[serde(default)]
    pub clause: i64,
    /// The wording that was read.
    pub version: i64,
    /// What the clause should say.
    pub text: String,
    /// A strategy's: *then …*.
    #[serde(default)]
    pub then: String,
    /// A strategy's: *because …*.
    #[serde(default)]
    pub because: String,
    /// A strategy's: what will be different.
    #[serde(default)]
    pub difference: String,
    /// Why it would be better.
    #[serde(default)]
    pub why: String,
}

#[async_trait]
impl Act for SuggestWording {
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&SUGGEST, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let clause = clause::store::numbered(tx, initiative, self.clause).await?.ok_or(Error::Missing)?;
        let mut problems = Problems::none();
        let said = [&self.text, &self.then, &self.because, &self.difference].map(String::as_str);
        let wanted = Words::of(&mut problems, &clause.section, said);
        let why = problems.maybe_text("why", &self.why, WHY);
        problems.check((1..=clause.version).contains(&self.version), "version", "problem-wording-unknown");
        problems.done()?;
        if clause.taken_out {
            return Err(Error::Rule("rule-clause-out"));
        }

        let suggestion = Suggestion {
            id: SuggestionId::new(),
            number: next_number(tx, initiative, "suggestion").await?,
            clause: clause.id,
            base: self.version,
            text: wanted.text,
            then: wanted.then,
            because: wanted.because,
            difference: wanted.difference,
            why,
            state: State::Open,
            suggester: cx.person()?,
            suggested_by: cx.actor.name.clone(),
            suggested_at: cx.now(),
            answered_by: String::new(),
            answered_at: None,
            reason: String::new(),
            wording: None,
        };
        if suggestion.says() == clause.says() {
            return Err(Error::Rule("rule-suggestion-same"));
        }
        store::insert(tx, initiative, &suggestion).await?;
        let told = Told::new("suggestion.made", suggestion.about(), brief(&suggestion.text))
            .change(Some(clause.words()), suggestion.says().whole())
            .from(clause.about(), Relation::AnsweredBy);
        cx.tell(tx, told).await?;
        Ok(suggestion.number)
    }
}

/// Takes a suggestion: it becomes the clause's wording, with the name of whoever suggested it. It answers the
/// clause's new version.
#[derive(Debug, Clone, Deserialize)]
pub struct TakeSuggestion {
    /// The suggestion's number; the API takes it from the address.
    #[serde(default)]
    pub suggestion: i64,
    /// The version of the clause that the reader saw beside it.
    pub version: i64,
}

#[async_trait]
impl Act for TakeSuggestion {
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&WRITE, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let suggestion = open(cx, tx, self.suggestion).await?;
        let found = clause::store::these(tx, initiative, &[suggestion.clause.0]).await?.pop();
        let number = found.ok_or(Error::Missing)?.number;
        let before = clause::store::locked(tx, initiative, number).await?.ok_or(Error::Missing)?;
        if before.taken_out {
            return Err(Error::Rule("rule-clause-out"));
        }
        if before.version != self.version {
            let (theirs, mine) = (before.words(), suggestion.says().whole());
            return Err(Error::Stale(Box::new(Stale { version: before.version, theirs, mine })));
        }
        let clause = Clause {
            text: suggestion.text.clone(),
            then: suggestion.then.clone(),
            because: suggestion.because.clone(),
            difference: suggestion.difference.clone(),
            version: before.version + 1,
            ..before.clone()
        };
        clause.keep(cx, tx, (&suggestion.suggested_by, Some(suggestion.suggester))).await?;
        let by = (cx.actor.name.as_str(), cx.now());
        store::answer(tx, initiative, suggestion.id, State::Taken, by, "", Some(clause.version)).await?;
        let told = Told::new("suggestion.taken", suggestion.about(), brief(&suggestion.text));
        cx.tell(tx, told.change(Some(before.words()), clause.words())).await?;
        Ok(clause.version)
    }
}

/// Declines a suggestion and says why.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct DeclineSuggestion {
    /// The suggestion's number; the API takes it from the address.
    #[serde(default)]
    pub suggestion: i64,
    /// Why it is not taken; whoever suggested it reads this.
    pub reason: String,
}

#[async_trait]
impl Act for DeclineSuggestion {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&WRITE, Owner::Nobody)?;
        let mut problems = Problems::none();
        let reason = problems.text("reason", &self.reason, WHY);
        problems.done()?;
        let suggestion = open(cx, tx, self.suggestion).await?;
        let by = (cx.actor.name.as_str(), cx.now());
        store::answer(tx, cx.initiative()?, suggestion.id, State::Declined, by, &reason, None).await?;
        let told = Told::new("suggestion.declined", suggestion.about(), brief(&suggestion.text));
        cx.tell(tx, told.change(None, reason)).await
    }
}

/// The suggestion, if it waits for an answer and is not the actor's own.
async fn open(cx: &Context, tx: &mut Tx, number: i64) -> Result<Suggestion> {
    let found = store::locked(tx, cx.initiative()?, number).await?;
    let suggestion = found.ok_or(Error::Missing)?;
    if !suggestion.is_open() {
        return Err(Error::Rule("rule-suggestion-answered"));
    }
    if cx.actor.person == Some(suggestion.suggester) {
        return Err(Error::Rule("rule-suggestion-own"));
    }
    Ok(suggestion)
}

/// Takes back one's own suggestion.
#[derive(Debug, Clone, Deserialize)]
pub struct WithdrawSuggestion {
    /// The suggestion's number; the API takes it from the address.
    #[serde(default)]
    pub suggestion: i64,
}

#[async_trait]
impl Act for WithdrawSuggestion {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let initiative = cx.initiative()?;
        let suggestion = store::locked(tx, initiative, self.suggestion).await?.ok_or(Error::Missing)?;
        cx.may(&WITHDRAW, suggestion.owner())?;
        if !suggestion.is_open() {
            return Err(Error::Rule("rule-suggestion-answered"));
        }
        let by = (cx.actor.name.as_str(), cx.now());
        store::answer(tx, initiative, suggestion.id, State::Withdrawn, by, "", None).await?;
        cx.tell(tx, Told::new("suggestion.withdrawn", suggestion.about(), brief(&suggestion.text))).await
    }
}
