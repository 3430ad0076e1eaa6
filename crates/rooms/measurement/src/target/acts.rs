use ::store::Tx;
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problems, Result, Told};
use serde::Deserialize;

use super::{BASES, Target, store};
use crate::measure::{self, DEFINE};

/// The longest name of who agreed, in characters.
const AGREED: usize = 200;

/// Says what a measure should be by a period.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct SetTarget {
    /// The measure's number.
    #[serde(default)]
    pub measure: i64,
    /// The period by which it should be so.
    pub period: String,
    /// The value as people write it: 4 for 4 %.
    pub value: f64,
    /// `aspiration`, `benchmark`, `modelled` or `parity`; an aspiration if empty.
    #[serde(default)]
    pub basis: String,
    /// Who agreed to it; may be empty.
    #[serde(default)]
    pub agreed_by: String,
}

#[async_trait]
impl Act for SetTarget {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&DEFINE, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let measure = measure::store::numbered(tx, initiative, self.measure).await?.ok_or(Error::Missing)?;
        let mut problems = Problems::none();
        let period = measure.in_force().frequency().period(&self.period);
        let period = problems.some(period, "period", "cycle-problem-period").unwrap_or_default();
        problems.check(self.value.is_finite(), "value", "problem-number");
        let basis = if self.basis.is_empty() { BASES[0] } else { self.basis.as_str() };
        problems.check(BASES.contains(&basis), "basis", "problem-choose");
        let agreed_by = problems.maybe_text("agreed_by", &self.agreed_by, AGREED);
        problems.done()?;

        let before = store::of_measure(tx, initiative, measure.id).await?;
        let before = before.into_iter().find(|target| target.period == period);
        let target = Target {
            measure: measure.id,
            period,
            value: self.value,
            basis: basis.to_owned(),
            agreed_by,
            set_by: cx.actor.name.clone(),
            set_at: cx.now(),
        };
        store::set(tx, initiative, &target).await?;
        let words = |target: &Target| format!("{}: {} ({})", target.period, target.value, target.basis);
        let told = Told::new("target.set", measure.about(), &measure.name)
            .change(before.as_ref().map(words), words(&target));
        cx.tell(tx, told).await
    }
}
