//! The rule from a partner's own fields to what a measure counts. What a rule may say is the engine's `expression`.

use kernel::Problem;
use signals::Expression;
use signals::expression::{Fault, Wrong};

use super::Crosswalk;

/// A rule that could not be read, or not be worked out for a row: whose, and where in it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RuleFault {
    /// `numerator` or `denominator`.
    pub(crate) field: &'static str,
    pub(crate) wrong: Wrong,
}

impl RuleFault {
    /// The same in words: where, what stands there, what to do.
    pub(crate) fn problem(&self) -> Problem {
        Problem::new(self.field, text(&self.wrong.fault))
            .with("at", self.wrong.at.to_string())
            .with("found", self.wrong.fault.found())
    }
}

fn text(fault: &Fault) -> &'static str {
    match fault {
        Fault::Empty => "problem-empty",
        Fault::TooLong => "crosswalk-rule-too-long",
        Fault::TooDeep => "crosswalk-rule-too-deep",
        Fault::NoValue(_) => "crosswalk-rule-no-value",
        Fault::EndsEarly => "crosswalk-rule-ends-early",
        Fault::NotClosed => "crosswalk-rule-not-closed",
        Fault::LeftOver(_) => "crosswalk-rule-left-over",
        Fault::Unknown(_) => "crosswalk-rule-unknown",
        Fault::NoComparison => "crosswalk-rule-no-comparison",
        Fault::Arguments(_) => "crosswalk-rule-arguments",
        Fault::DividedByZero => "crosswalk-rule-divided-by-zero",
        Fault::TooLarge => "crosswalk-rule-too-large",
    }
}

/// Both rules, read.
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    numerator: Expression,
    /// `None` for a value that is not divided.
    denominator: Option<Expression>,
}

impl Rules {
    /// Reads them; `denominator` is left empty for a value that is not divided.
    pub(crate) fn read(numerator: &str, denominator: &str) -> Result<Self, RuleFault> {
        let read = |field, rule: &str| rule.parse::<Expression>().map_err(|wrong| RuleFault { field, wrong });
        let denominator = match denominator.trim() {
            "" => None,
            rule => Some(read("denominator", rule)?),
        };
        Ok(Self { numerator: read("numerator", numerator)?, denominator })
    }

    /// The partner's fields that they ask for, each once.
    pub(crate) fn fields(&self) -> Vec<&str> {
        let mut fields = self.numerator.fields();
        for field in self.denominator.iter().flat_map(Expression::fields) {
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        fields
    }

    /// Numerator and denominator of one row; `None` where a field that is needed is missing, 1 for the denominator of a
    /// value that is not divided.
    pub(crate) fn apply(&self, field: impl Fn(&str) -> Option<f64>) -> Result<Option<(f64, f64)>, RuleFault> {
        let fault = |field| move |wrong| RuleFault { field, wrong };
        let numerator = self.numerator.value(&field).map_err(fault("numerator"))?;
        let denominator = match &self.denominator {
            Some(rule) => rule.value(&field).map_err(fault("denominator"))?,
            None => Some(1.0),
        };
        Ok(numerator.zip(denominator))
    }
}

impl Crosswalk {
    /// Its rules; `None` where the partner's field is taken as it is.
    pub(crate) fn rules(&self) -> Option<Result<Rules, RuleFault>> {
        (!self.numerator.is_empty()).then(|| Rules::read(&self.numerator, &self.denominator))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str) -> Option<f64> {
        [("Boys", 12.0), ("Girls", 8.0), ("All", 40.0)]
            .into_iter()
            .find(|(field, _)| *field == name)
            .map(|(_, n)| n)
    }

    #[test]
    fn a_row_becomes_both_parts() {
        let rules = Rules::read("Boys + Girls", "All").unwrap();
        assert_eq!(rules.fields(), ["Boys", "Girls", "All"]);
        assert_eq!(rules.apply(row), Ok(Some((20.0, 40.0))));
        let counted = Rules::read("Boys * 2", "").unwrap();
        assert_eq!(counted.apply(row), Ok(Some((24.0, 1.0))));
        let missing = Rules::read("Boys", "Enrolled").unwrap();
        assert_eq!(missing.apply(row), Ok(None), "what is missing is never zero");
    }

    #[test]
    fn a_fault_names_the_rule_and_the_place() {
        let fault = Rules::read("Boys", "All +").unwrap_err();
        let problem = fault.problem();
        assert_eq!((problem.field.as_str(), problem.text), ("denominator", "crosswalk-rule-ends-early"));
        assert_eq!(problem.args[0], ("at", "6".to_owned()));
        let fault = Rules::read("Boys / (All - 40)", "All").unwrap().apply(row).unwrap_err();
        assert_eq!(fault.problem().text, "crosswalk-rule-divided-by-zero");
    }
}
