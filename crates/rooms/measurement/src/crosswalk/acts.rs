use ::store::Tx;
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problem, Problems, Result, Told, next_number};
use serde::Deserialize;

use super::rule::Rules;
use super::{Crosswalk, CrosswalkId, Fit, JUDGE, SAY, State, store};
use crate::duty::{self, Duty};
use crate::measure::{self, Measure};

/// The longest name of a field, in characters.
const NAME: usize = 120;
/// The longest definition, reason or note, in characters.
const WORDS: usize = 1000;

/// Says what a partner's own field is beside what a measure counts.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct SayCrosswalk {
    /// The duty's number.
    pub duty: i64,
    /// `exact`, `transformed`, `proxy` or `not-comparable`.
    pub fit: String,
    /// What the partner calls it.
    pub local_name: String,
    /// What it means there.
    pub local_definition: String,
    /// Where it stands in the partner's file; may be empty.
    #[serde(default)]
    pub stands: String,
    /// The rule that makes what is counted out of the partner's fields: `Boys + Girls`; needed if `transformed`.
    #[serde(default)]
    pub numerator: String,
    /// The same for out of what; left empty for a value that is not divided.
    #[serde(default)]
    pub denominator: String,
    /// Why it stands in, or cannot be compared.
    #[serde(default)]
    pub reason: String,
}

#[async_trait]
impl Act for SayCrosswalk {
    /// Its number.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        let initiative = cx.initiative()?;
        let duty = duty::store::numbered(tx, initiative, self.duty).await?.ok_or(Error::Missing)?;
        cx.may(&SAY, duty.owner())?;
        let measure = measure::store::find(tx, initiative, duty.measure).await?.ok_or(Error::Missing)?;
        let mut problems = Problems::none();
        let said = self.read(cx, &duty, &measure, &mut problems);
        problems.done()?;
        let mut said = said.ok_or(Error::Missing)?;
        said.number = next_number(tx, initiative, "crosswalk").await?;
        store::say(tx, initiative, &said).await?;
        let title = titled(cx, tx, &duty, &measure).await?;
        let told = Told::new("crosswalk.said", duty.about(), title).change(None, said.words());
        cx.tell(tx, told).await?;
        Ok(said.number)
    }
}

impl SayCrosswalk {
    /// What is said, if it can be meant.
    pub(crate) fn read(
        &self,
        cx: &Context,
        duty: &Duty,
        measure: &Measure,
        problems: &mut Problems,
    ) -> Option<Crosswalk> {
        let fit = problems.some(self.fit.parse::<Fit>().ok(), "fit", "problem-choose");
        let local_name = problems.text("local_name", &self.local_name, NAME);
        let local_definition = problems.text("local_definition", &self.local_definition, WORDS);
        let stands = problems.maybe_text("stands", &self.stands, NAME);
        let reason = problems.maybe_text("reason", &self.reason, WORDS);
        if matches!(fit, Some(Fit::Proxy | Fit::NotComparable)) {
            problems.check(!reason.is_empty(), "reason", "crosswalk-problem-reason");
        }
        let (numerator, denominator) = self.rules(measure, fit, problems);
        Some(Crosswalk {
            id: CrosswalkId::new(),
            number: 0,
            duty: duty.id,
            version: measure.in_force().number,
            state: State::Said,
            fit: fit?,
            local_name,
            local_definition,
            stands,
            numerator,
            denominator,
            reason,
            said_by: cx.actor.name.clone(),
            said_at: cx.now(),
            judged_by: String::new(),
            judged_at: None,
            judgement: String::new(),
        })
    }

    /// The rules, as they were written; needed where a rule makes the difference, none where nothing can be compared.
    fn rules(&self, measure: &Measure, fit: Option<Fit>, problems: &mut Problems) -> (String, String) {
        let divided = measure.in_force().value_kind().is_divided();
        let (numerator, denominator) = (self.numerator.trim(), self.denominator.trim());
        if fit == Some(Fit::NotComparable) {
            return (String::new(), String::new());
        }
        let any = !numerator.is_empty() || (divided && !denominator.is_empty());
        if !any && fit != Some(Fit::Transformed) {
            return (String::new(), String::new());
        }
        problems.check(!numerator.is_empty(), "numerator", "crosswalk-problem-rule");
        problems.check(!divided || !denominator.is_empty(), "denominator", "crosswalk-problem-rule");
        let denominator = if divided { denominator } else { "" };
        if !numerator.is_empty()
            && let Err(fault) = Rules::read(numerator, denominator)
        {
            problems.add(fault.problem());
        }
        (numerator.to_owned(), denominator.to_owned())
    }
}

async fn titled(cx: &Context, tx: &mut Tx, duty: &Duty, measure: &Measure) -> Result<String> {
    let partner = people::partner(tx, cx.initiative()?, duty.partnership).await?;
    Ok(format!("{}: {}", partner.map(|partner| partner.name).unwrap_or_default(), measure.name))
}

/// Approves what a partner said, or asks again with a note.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct JudgeCrosswalk {
    /// Its number.
    #[serde(default)]
    pub crosswalk: i64,
    /// Whether it holds from now on.
    pub approved: bool,
    /// What should be known with it; what to change, if it goes back.
    #[serde(default)]
    pub note: String,
}

#[async_trait]
impl Act for JudgeCrosswalk {
    /// The duty's number.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&JUDGE, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let said = store::numbered(tx, initiative, self.crosswalk).await?.ok_or(Error::Missing)?;
        let mut problems = Problems::none();
        let note = problems.maybe_text("note", &self.note, WORDS);
        if !self.approved && note.is_empty() {
            problems.add(Problem::new("note", "crosswalk-problem-note"));
        }
        problems.done()?;
        let state = if self.approved { State::Approved } else { State::Returned };
        if !store::judge(tx, initiative, &said, state, (&cx.actor.name, cx.now(), &note)).await? {
            return Err(Error::Rule("crosswalk-rule-not-waiting"));
        }
        let duty = duty::store::find(tx, initiative, said.duty).await?.ok_or(Error::Missing)?;
        let measure = measure::store::find(tx, initiative, duty.measure).await?.ok_or(Error::Missing)?;
        let act = if self.approved { "crosswalk.approved" } else { "crosswalk.returned" };
        let told = Told::new(act, duty.about(), titled(cx, tx, &duty, &measure).await?).change(None, note);
        cx.tell(tx, told).await?;
        Ok(duty.number)
    }
}
