use ::store::Tx;
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problem, Problems, Ref, Relation, Result, Told, next_number};
use serde::Deserialize;
use web::pick::known;

use super::outlook::{Outlook, TooFew};
use super::{Baseline, BaselineId, FREEZE, Step, store};
use crate::value::Series;
use crate::{measure, surface};

/// The longest words for what “nothing changes” means, in characters.
const NOTE: usize = 600;
/// The longest name of who agreed, in characters.
const AGREED: usize = 200;

/// Freezes what is expected if nothing changes.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct FreezeBaseline {
    /// The measure's number.
    #[serde(default)]
    pub measure: i64,
    /// The last period it may know; the latest if empty.
    #[serde(default)]
    pub until: String,
    /// What “nothing changes” means here; may be empty.
    #[serde(default)]
    pub note: String,
    /// Who agreed to hold it against what comes.
    pub agreed_by: String,
    /// The decision by which they did, as `decision/…`; may be empty.
    #[serde(default)]
    pub decision: String,
}

#[async_trait]
impl Act for FreezeBaseline {
    /// Its number.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&FREEZE, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let measure = measure::store::numbered(tx, initiative, self.measure).await?.ok_or(Error::Missing)?;
        let mut problems = Problems::none();
        let note = problems.maybe_text("note", &self.note, NOTE);
        let agreed_by = problems.text("agreed_by", &self.agreed_by, AGREED);
        let until = match self.until.trim() {
            "" => None,
            typed => {
                let period = measure.in_force().frequency().period(typed);
                problems.some(period, "until", "cycle-problem-period")
            }
        };
        let decision: Option<Ref> = match self.decision.trim() {
            "" => None,
            typed => problems.some(typed.parse().ok(), "decision", "problem-choose"),
        };
        let decision = known(cx, tx, &mut problems, "decision", decision.as_ref(), &["decision"]).await?;
        problems.done()?;

        let mut values = surface::whole(cx, tx, &measure).await?;
        let known = values.len();
        values.retain(|value| until.as_ref().is_none_or(|until| value.period <= *until));
        let later = values.len() < known;
        let series = Series::of(&measure, values);
        let outlook = Outlook::of(&measure, &series).map_err(too_few)?;
        let version = measure.in_force();
        let id = BaselineId::new();
        let steps = outlook.ahead.iter().map(|ahead| Step {
            baseline: id,
            period: ahead.period.clone(),
            low: version.written(ahead.low),
            likely: version.written(ahead.likely),
            high: version.written(ahead.high),
        });
        let baseline = Baseline {
            id,
            number: next_number(tx, initiative, "baseline").await?,
            measure: measure.id,
            version: version.number,
            points: outlook.points as i64,
            last_value: version.written(outlook.last),
            method: outlook.method.to_owned(),
            hindsight: later,
            note,
            agreed_by,
            frozen_by: cx.actor.name.clone(),
            frozen_at: cx.now(),
            steps: steps.collect(),
            since: outlook.since,
            until: outlook.until,
        };
        store::insert(tx, initiative, &baseline).await?;
        let mut told =
            Told::new("baseline.frozen", measure.about(), &measure.name).change(None, baseline.as_text());
        if let Some(decision) = decision {
            told = told.from(decision.about, Relation::Adopts);
        }
        cx.tell(tx, told).await?;
        Ok(baseline.number)
    }
}

fn too_few(few: TooFew) -> Error {
    let problem = Problem::new("until", "baseline-problem-few");
    problem.with("have", few.have.to_string()).with("need", few.need.to_string()).into()
}
