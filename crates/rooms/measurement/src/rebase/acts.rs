use ::store::Tx;
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problem, Problems, Result, Told};
use serde::Deserialize;

use super::{REBASE, Rebase, allowed, store};
use crate::value::Series;
use crate::{measure, surface};

/// The longest reason, in characters.
const REASON: usize = 300;
/// The longest name of who agreed, in characters.
const AGREED: usize = 200;

/// Lets what is usual begin afresh with a period.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct RebaseLimits {
    /// The measure's number.
    #[serde(default)]
    pub measure: i64,
    /// The first period of the new limits.
    pub period: String,
    /// Why.
    pub reason: String,
    /// Who agreed to it.
    pub agreed_by: String,
}

#[async_trait]
impl Act for RebaseLimits {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&REBASE, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let measure = measure::store::numbered(tx, initiative, self.measure).await?.ok_or(Error::Missing)?;
        let values = surface::whole(cx, tx, &measure).await?;
        let series = Series::of(&measure, values);
        let mut problems = Problems::none();
        let reason = problems.text("reason", &self.reason, REASON);
        let agreed_by = problems.text("agreed_by", &self.agreed_by, AGREED);
        let period = measure.in_force().frequency().period(&self.period);
        let period = problems.some(period, "period", "cycle-problem-period").unwrap_or_default();
        let at = series.read.iter().position(|at| series.values[*at].period == period);
        match at {
            _ if period.is_empty() => {}
            None | Some(0) => problems.add(Problem::new("period", "rebase-problem-first")),
            Some(at) => problems.check(allowed(&measure, &series, at), "period", "rebase-problem-near"),
        }
        problems.done()?;

        let rebase = Rebase {
            measure: measure.id,
            period,
            reason,
            agreed_by,
            decided_by: cx.actor.name.clone(),
            decided_at: cx.now(),
        };
        if !store::insert(tx, initiative, &rebase).await? {
            return Err(Problem::new("period", "rebase-problem-near").into());
        }
        let told = Told::new("limits.rebased", measure.about(), &measure.name)
            .change(None, format!("{}: {}", rebase.period, rebase.reason));
        cx.tell(tx, told).await
    }
}
