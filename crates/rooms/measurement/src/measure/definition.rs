//! What is counted, as a form or a file gives it.

use ::store::Read;
use kernel::{Context, Problems, Result};
use people::PartnershipId;
use serde::Deserialize;
use signals::Kind as ValueKind;

use super::{BETTER, MeasureId, MeasureVersion};
use crate::cycle::Frequency;

/// The longest definition, in characters.
const DEFINITION: usize = 2000;
/// The longest words for what is counted, in characters.
const COUNTED: usize = 200;
/// The longest unit, in characters.
const UNIT: usize = 40;
/// The most decimals that are shown.
const DECIMALS: i64 = 6;
/// The longest time that numbers take to come, in days.
const LAG: i64 = 3_660;
/// The largest count that can be called small.
const CELL: i64 = 1_000;

/// What is counted, as a form or a file gives it.
#[derive(Debug, Clone, Deserialize)]
pub struct Definition {
    /// What kind of number: `ratio`, `flow`, `stock`, `mean`, `estimate`, `index` or `not-additive`.
    #[serde(rename = "value_kind", default = "ratio")]
    pub kind: String,
    /// What it means, in plain words. Left empty the measure is only proposed.
    #[serde(default)]
    pub definition: String,
    /// Whom or what the numerator counts; of what is not divided, what the number is.
    pub numerator: String,
    /// Whom or what the denominator counts; only of what is divided.
    #[serde(default)]
    pub denominator: String,
    /// The sign or word behind the value: "%", "per 1,000 births"; may be empty.
    #[serde(default)]
    pub unit: String,
    /// The value is numerator / denominator x factor: 100 for a percentage. Of what is not divided it is 1.
    #[serde(default = "one")]
    pub factor: f64,
    /// How many decimals are shown, from 0 to 6.
    #[serde(default)]
    pub decimals: i64,
    /// `up`, `down`, or `band` for what should stay between two values.
    pub better: String,
    /// The lowest value of the band, as people write it.
    #[serde(default)]
    pub better_low: Option<f64>,
    /// The highest.
    #[serde(default)]
    pub better_high: Option<f64>,
    /// `yearly`, `quarterly` or `monthly`.
    pub frequency: String,
    /// So many days after a period its numbers usually come.
    #[serde(default)]
    pub lag_days: i64,
    /// A count of people below this is a small number.
    #[serde(default = "small")]
    pub minimum_cell: i64,
    /// Whether it counts people: things have no small numbers to protect.
    #[serde(default = "yes")]
    pub people: bool,
    /// Whether two partners may count the same person.
    #[serde(default)]
    pub counted_twice: bool,
    /// The partner who looks after it.
    #[serde(default)]
    pub custodian: Option<PartnershipId>,
}

fn ratio() -> String {
    ValueKind::Ratio.as_str().to_owned()
}

fn one() -> f64 {
    1.0
}

fn small() -> i64 {
    Definition::SMALL
}

fn yes() -> bool {
    true
}

impl Default for Definition {
    fn default() -> Self {
        Self {
            kind: ratio(),
            definition: String::new(),
            numerator: String::new(),
            denominator: String::new(),
            unit: String::new(),
            factor: one(),
            decimals: 0,
            better: String::new(),
            better_low: None,
            better_high: None,
            frequency: String::new(),
            lag_days: 0,
            minimum_cell: Self::SMALL,
            people: true,
            counted_twice: false,
            custodian: None,
        }
    }
}

impl Definition {
    /// What is small unless somebody says otherwise.
    pub(crate) const SMALL: i64 = 10;

    /// A first version of it, with what is wrong.
    pub(super) async fn version(
        &self,
        cx: &Context,
        read: &mut Read,
        problems: &mut Problems,
        measure: MeasureId,
    ) -> Result<MeasureVersion> {
        let kind = problems.some(ValueKind::from_word(&self.kind), "value_kind", "problem-choose");
        let kind = kind.unwrap_or(ValueKind::Ratio);
        let factor = if kind.is_divided() { self.factor } else { 1.0 };
        problems.check(factor.is_finite() && factor > 0.0, "factor", "measure-problem-factor");
        problems.check((0..=DECIMALS).contains(&self.decimals), "decimals", "measure-problem-decimals");
        problems.check(BETTER.contains(&self.better.as_str()), "better", "problem-choose");
        problems.check(Frequency::from_word(&self.frequency).is_some(), "frequency", "problem-choose");
        problems.check((0..=LAG).contains(&self.lag_days), "lag_days", "measure-problem-lag");
        problems.check((0..=CELL).contains(&self.minimum_cell), "minimum_cell", "measure-problem-cell");
        let denominator = if kind.is_divided() {
            problems.text("denominator", &self.denominator, COUNTED)
        } else {
            String::new()
        };
        let (better_low, better_high) = self.band(problems);
        if let Some(custodian) = self.custodian {
            let partner = people::partner(read, cx.initiative()?, custodian).await?;
            problems.check(partner.is_some(), "custodian", "problem-unknown");
        }
        Ok(MeasureVersion {
            measure,
            number: 1,
            kind: kind.as_str().to_owned(),
            definition: problems.maybe_text("definition", &self.definition, DEFINITION),
            numerator: problems.text("numerator", &self.numerator, COUNTED),
            denominator,
            unit: problems.maybe_text("unit", &self.unit, UNIT),
            factor,
            decimals: self.decimals,
            better: self.better.clone(),
            better_low,
            better_high,
            frequency: self.frequency.clone(),
            lag_days: self.lag_days,
            minimum_cell: self.minimum_cell,
            people: self.people,
            counted_twice: self.people && self.counted_twice,
            custodian: self.custodian,
            effective_from: String::new(),
            comparability: "same".to_owned(),
            bridge: None,
            bridge_words: String::new(),
            changed_by: cx.actor.name.clone(),
            changed_at: cx.now(),
        })
    }

    /// The ends of the band in which it should stay; none where up or down is better.
    fn band(&self, problems: &mut Problems) -> (Option<f64>, Option<f64>) {
        if self.better != "band" {
            return (None, None);
        }
        let low = self.better_low.filter(|low| low.is_finite());
        let high = self.better_high.filter(|high| high.is_finite());
        let low = problems.some(low, "better_low", "problem-number");
        let high = problems.some(high, "better_high", "problem-number");
        let ordered = low.zip(high).is_none_or(|(low, high)| low < high);
        problems.check(ordered, "better_high", "measure-problem-band");
        (low, high)
    }
}
