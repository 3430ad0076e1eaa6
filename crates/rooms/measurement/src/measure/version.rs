//! One version of a measure's definition: what is counted, how it is written, and how it compares with the version before.

use jiff::Timestamp;
use people::PartnershipId;
use signals::{Better, Kind as ValueKind, Pooled};
use web::look::chart::Unit;

use super::{Definition, MeasureId};
use crate::cycle::Frequency;

/// The words for how a version compares with the one before.
pub(crate) const COMPARABILITY: [&str; 3] = ["same", "bridged", "break"];
/// The words for which way is better.
pub(crate) const BETTER: [&str; 3] = ["up", "down", "band"];
/// One version of what is counted.
#[derive(Debug, Clone)]
pub(crate) struct MeasureVersion {
    pub(crate) measure: MeasureId,
    pub(crate) number: i64,
    /// A word of [`ValueKind`].
    pub(crate) kind: String,
    /// What it means, in plain words.
    pub(crate) definition: String,
    /// Whom or what the numerator counts: "people without work who look for it".
    pub(crate) numerator: String,
    /// Whom or what the denominator counts: "people in the labour force".
    pub(crate) denominator: String,
    /// The sign or word behind the value; may be empty.
    pub(crate) unit: String,
    /// The value is numerator / denominator x factor.
    pub(crate) factor: f64,
    pub(crate) decimals: i64,
    pub(crate) better: String,
    /// Where it should stay, as people write it, if neither up nor down is better.
    pub(crate) better_low: Option<f64>,
    pub(crate) better_high: Option<f64>,
    pub(crate) frequency: String,
    /// So many days after a period its numbers usually come.
    pub(crate) lag_days: i64,
    /// A count of people below this is a small number.
    pub(crate) minimum_cell: i64,
    /// Whether it counts people, so that small numbers could show somebody.
    pub(crate) people: bool,
    /// Whether two partners may count the same person.
    pub(crate) counted_twice: bool,
    /// The partner who looks after it.
    pub(crate) custodian: Option<PartnershipId>,
    /// The first period it holds for; empty for the first version.
    pub(crate) effective_from: String,
    pub(crate) comparability: String,
    /// By what an older value is multiplied, where it is bridged.
    pub(crate) bridge: Option<f64>,
    /// Why that much.
    pub(crate) bridge_words: String,
    pub(crate) changed_by: String,
    pub(crate) changed_at: Timestamp,
}

impl MeasureVersion {
    /// The first version of a measure of which nothing is known but its name.
    pub(crate) fn unwritten(measure: MeasureId, changed_by: String, changed_at: Timestamp) -> Self {
        Self {
            measure,
            number: 1,
            kind: ValueKind::Ratio.as_str().to_owned(),
            definition: String::new(),
            numerator: String::new(),
            denominator: String::new(),
            unit: "%".to_owned(),
            factor: 100.0,
            decimals: 1,
            better: "up".to_owned(),
            better_low: None,
            better_high: None,
            frequency: Frequency::Yearly.word().to_owned(),
            lag_days: 0,
            minimum_cell: Definition::SMALL,
            people: true,
            counted_twice: false,
            custodian: None,
            effective_from: String::new(),
            comparability: "same".to_owned(),
            bridge: None,
            bridge_words: String::new(),
            changed_by,
            changed_at,
        }
    }

    /// Whether it says what is counted: what was only proposed does not.
    pub(crate) fn is_written(&self) -> bool {
        !self.numerator.is_empty()
    }

    /// How often it is reported.
    pub(crate) fn frequency(&self) -> Frequency {
        Frequency::from_word(&self.frequency).unwrap_or(Frequency::Yearly)
    }

    /// What kind of number it is.
    pub(crate) fn value_kind(&self) -> ValueKind {
        ValueKind::from_word(&self.kind).unwrap_or(ValueKind::Ratio)
    }

    /// Which way is better.
    pub(crate) fn better(&self) -> Better {
        match self.better.as_str() {
            "down" => Better::Down,
            "band" => Better::Band,
            _ => Better::Up,
        }
    }

    /// Whether it is a part of a whole: a numerator above its denominator is wrong then.
    pub(crate) fn is_share(&self) -> bool {
        self.value_kind() == ValueKind::Ratio && self.unit == "%" && self.factor == 100.0
    }

    /// What a chart writes behind its numbers.
    pub(crate) fn chart_unit(&self) -> Unit {
        let digits = self.decimals.clamp(0, 6) as usize;
        match self.unit.as_str() {
            _ if self.is_share() => Unit::Share(digits),
            "" => Unit::Number(digits),
            unit => Unit::Named(digits, unit.to_owned()),
        }
    }

    /// The value as charts take it: a share between 0 and 1, anything else times the factor, which is 1 for what is
    /// not divided.
    pub(crate) fn value(&self, pooled: Pooled) -> Option<f64> {
        pooled.rate(if self.is_share() { 1.0 } else { self.factor })
    }

    /// The factor of [`MeasureVersion::value`].
    pub(crate) fn scale(&self) -> f64 {
        if self.is_share() { 1.0 } else { self.factor }
    }

    /// A value as charts take it as people write it.
    pub(crate) fn written(&self, charted: f64) -> f64 {
        charted * self.factor / self.scale()
    }

    /// A value as people write it (4 for 4 %) as charts take it.
    pub(crate) fn charted(&self, written: f64) -> f64 {
        written * self.scale() / self.factor
    }

    /// All of it as one text, to be compared with another version.
    pub(crate) fn as_text(&self) -> String {
        let counted = if self.value_kind().is_divided() {
            format!("{} / {} x {} {}", self.numerator, self.denominator, self.factor, self.unit)
        } else {
            format!("{} {}", self.numerator, self.unit)
        };
        let written = |number: Option<f64>| number.map_or_else(String::new, |number| number.to_string());
        let better = match self.better() {
            Better::Band => format!("band {} to {}", written(self.better_low), written(self.better_high)),
            Better::Up | Better::Down => self.better.clone(),
        };
        let people = match (self.people, self.counted_twice) {
            (false, _) => "things".to_owned(),
            (true, false) => format!("people, small below {}", self.minimum_cell),
            (true, true) => format!("people who may be counted twice, small below {}", self.minimum_cell),
        };
        let mut lines = vec![
            self.definition.clone(),
            format!("{}: {counted}", self.kind),
            format!("{better}, {}, {} decimals, after {} days", self.frequency, self.decimals, self.lag_days),
            people,
        ];
        if let Some(factor) = self.bridge {
            lines.push(format!("bridged x {factor}: {}", self.bridge_words));
        }
        lines.join("\n")
    }
}
