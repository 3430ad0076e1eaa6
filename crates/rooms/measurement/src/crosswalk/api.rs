use kernel::{Error, Result};
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::{JudgeCrosswalk, SayCrosswalk};
use super::rule::Rules;
use super::{Crosswalk, JUDGE, READ, SAY, Standing, store};
use crate::duty::{self, Duty};
use crate::measure::Measure;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("crosswalks", &READ, list)
        .api_post("crosswalks", &SAY, say)
        .api_get("duties/{n}/crosswalk", &READ, of_duty)
        .api_post("crosswalks/{n}/judge", &JUDGE, judge)
}

/// What was said, as the API gives it.
#[derive(Serialize)]
struct Said<'a> {
    number: i64,
    version: i64,
    state: &'static str,
    fit: &'static str,
    local_name: &'a str,
    local_definition: &'a str,
    stands: &'a str,
    numerator: &'a str,
    denominator: &'a str,
    reason: &'a str,
    judgement: &'a str,
}

impl<'a> From<&'a Crosswalk> for Said<'a> {
    fn from(one: &'a Crosswalk) -> Self {
        Self {
            number: one.number,
            version: one.version,
            state: one.state.word(),
            fit: one.fit.word(),
            local_name: &one.local_name,
            local_definition: &one.local_definition,
            stands: &one.stands,
            numerator: &one.numerator,
            denominator: &one.denominator,
            reason: &one.reason,
            judgement: &one.judgement,
        }
    }
}

/// A duty with how its crosswalk stands.
#[derive(Serialize)]
pub(crate) struct Shown<'a> {
    duty: i64,
    measure: i64,
    partner: String,
    reopened: bool,
    holds: Option<Said<'a>>,
    open: Option<Said<'a>>,
}

pub(crate) fn shown((duty, measure, standing): &(Duty, Measure, Standing)) -> Shown<'_> {
    Shown {
        duty: duty.number,
        measure: measure.number,
        partner: duty.partnership.to_string(),
        reopened: standing.reopened(measure),
        holds: standing.holds.as_ref().map(Said::from),
        open: standing.open.as_ref().map(Said::from),
    }
}

async fn list(visit: Visit) -> Result<Answer> {
    let all = super::all(visit.cx(), &mut visit.read().await?).await?;
    Ok(Answer::json(&all.iter().map(shown).collect::<Vec<_>>()))
}

/// What holds for a duty, and what its rules make of the fields that stand in the query: `?Boys=12&Girls=8`.
async fn of_duty(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let duty = duty::store::numbered(&mut read, initiative, visit.part("n")?).await?.ok_or(Error::Missing)?;
    let holds = store::in_force(&mut read, initiative, &[duty.id]).await?.remove(&duty.id);
    drop(read);
    let rules = holds.as_ref().and_then(Crosswalk::rules).transpose().map_err(|fault| fault.problem())?;
    let field = |name: &str| visit.query().parse::<f64>(name);
    let made = match &rules {
        Some(rules) => rules.apply(field).map_err(|fault| fault.problem())?,
        None => None,
    };
    Ok(Answer::json(&serde_json::json!({
        "duty": duty.number,
        "holds": holds.as_ref().map(Said::from),
        "fields": rules.as_ref().map(Rules::fields).unwrap_or_default(),
        "numerator": made.map(|(numerator, _)| numerator),
        "denominator": made.map(|(_, denominator)| denominator),
    })))
}

async fn say(visit: Visit) -> Result<Answer> {
    let act: SayCrosswalk = visit.json()?;
    let number = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "number": number })))
}

async fn judge(visit: Visit) -> Result<Answer> {
    let act: JudgeCrosswalk = visit.json()?;
    visit.execute(JudgeCrosswalk { crosswalk: visit.part("n")?, ..act }).await?;
    Ok(Answer::json(&serde_json::json!({})))
}
