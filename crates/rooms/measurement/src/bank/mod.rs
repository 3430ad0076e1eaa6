//! Ready-made definitions to start from: what is counted stands in `bank.csv`, the words in `text/bank.en.ftl`. None of them
//! counts anything before somebody has made it their own.

pub(crate) mod page;

use std::sync::LazyLock;

use kernel::Result;
use serde::Deserialize;
use serde::Serialize;
use web::text::Say;
use web::{Answer, Form, Routes, Visit};

use crate::measure::READ;

/// One of them, without its words.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Ready {
    /// In addresses and in the keys of its texts, which begin with `bank-` and this.
    pub(crate) code: String,
    pub(crate) field: String,
    pub(crate) accountability: String,
    /// For a performance measure.
    pub(crate) quadrant: String,
    /// What kind of value it is, as `signals::Kind` says it.
    pub(crate) kind: String,
    pub(crate) unit: String,
    pub(crate) factor: f64,
    pub(crate) decimals: i64,
    pub(crate) better: String,
    pub(crate) frequency: String,
    /// Codes of what it is usually told apart by, with spaces between.
    dimensions: String,
}

/// All of them, by field.
pub(crate) static ALL: LazyLock<Vec<Ready>> = LazyLock::new(|| {
    let mut rows = csv::Reader::from_reader(include_bytes!("bank.csv").as_slice());
    rows.deserialize().collect::<Result<_, csv::Error>>().expect("the test reads the same file")
});

impl Ready {
    /// The one of that code.
    pub(crate) fn find(code: &str) -> Option<&'static Self> {
        ALL.iter().find(|ready| ready.code == code)
    }

    /// One of its texts; empty if it has none.
    pub(crate) fn words(&self, say: &Say, part: &str) -> String {
        say.maybe(&format!("bank-{}-{part}", self.code)).unwrap_or_default()
    }

    /// What it is usually told apart by, in words.
    pub(crate) fn dimensions(&self, say: &Say) -> Vec<String> {
        self.dimensions.split(' ').map(|code| say.t(&format!("bank-dimension-{code}"))).collect()
    }

    /// A definition's form that begins with it.
    pub(crate) fn start<'a>(&self, say: &Say, form: Form<'a>) -> Form<'a> {
        let words = ["name", "definition", "numerator", "denominator"];
        let form = words.into_iter().fold(form, |form, part| form.start(part, self.words(say, part)));
        form.start("kind", &self.accountability)
            .start("quadrant", &self.quadrant)
            .start("value_kind", &self.kind)
            .start("unit", &self.unit)
            .start("factor", say.number(self.factor, 0))
            .start("decimals", self.decimals.to_string())
            .start("better", &self.better)
            .start("frequency", &self.frequency)
    }
}

/// The fields, in order.
pub(crate) fn fields() -> Vec<&'static str> {
    let mut fields: Vec<&str> = Vec::new();
    for ready in ALL.iter() {
        if fields.last() != Some(&ready.field.as_str()) {
            fields.push(&ready.field);
        }
    }
    fields
}

pub(crate) fn routes() -> Routes {
    Routes::new().api_get("bank", &READ, list).and(page::routes())
}

/// One of them as the API gives it, in the reader's words.
#[derive(Serialize)]
struct Shown<'a> {
    code: &'a str,
    field: &'a str,
    name: String,
    definition: String,
    numerator: String,
    denominator: String,
    pitfalls: String,
    kind: &'a str,
    value_kind: &'a str,
    quadrant: &'a str,
    unit: &'a str,
    factor: f64,
    decimals: i64,
    better: &'a str,
    frequency: &'a str,
    dimensions: Vec<String>,
}

async fn list(visit: Visit) -> Result<Answer> {
    let say = visit.say();
    let shown = |ready: &'static Ready| Shown {
        code: &ready.code,
        field: &ready.field,
        name: ready.words(say, "name"),
        definition: ready.words(say, "definition"),
        numerator: ready.words(say, "numerator"),
        denominator: ready.words(say, "denominator"),
        pitfalls: ready.words(say, "pitfalls"),
        kind: &ready.accountability,
        value_kind: &ready.kind,
        quadrant: &ready.quadrant,
        unit: &ready.unit,
        factor: ready.factor,
        decimals: ready.decimals,
        better: &ready.better,
        frequency: &ready.frequency,
        dimensions: ready.dimensions(say),
    };
    Ok(Answer::json(&ALL.iter().map(shown).collect::<Vec<_>>()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use kernel::Profile;
    use signals::Kind;
    use web::Room;

    use super::*;
    use crate::cycle::Frequency;
    use crate::measure::{Accountability, BETTER, QUADRANTS};

    #[test]
    fn each_can_be_meant_and_has_its_words() {
        let texts = web::texts(&[Box::new(crate::Measurement) as Box<dyn Room>]).unwrap();
        let say = texts.speak("en", None, Profile::Classic);
        let codes: BTreeSet<&str> = ALL.iter().map(|ready| ready.code.as_str()).collect();
        assert_eq!(codes.len(), ALL.len(), "no code stands twice");
        for ready in ALL.iter() {
            let kind = Kind::ALL.into_iter().find(|kind| kind.as_str() == ready.kind).expect(&ready.code);
            for part in ["name", "definition", "numerator", "pitfalls"] {
                assert!(!ready.words(&say, part).is_empty(), "{}: {part}", ready.code);
            }
            let divided = kind.is_divided() || kind == Kind::Estimate;
            assert_eq!(!ready.words(&say, "denominator").is_empty(), divided, "{}", ready.code);
            assert!(ready.words(&say, "name").chars().count() <= 120);
            assert!(Accountability::from_word(&ready.accountability).is_some());
            assert_eq!(QUADRANTS.contains(&ready.quadrant.as_str()), ready.accountability == "performance");
            assert!(BETTER.contains(&ready.better.as_str()));
            assert!(Frequency::from_word(&ready.frequency).is_some());
            for code in ready.dimensions.split(' ') {
                assert!(say.maybe(&format!("bank-dimension-{code}")).is_some(), "{code}");
            }
        }
        assert_eq!(fields(), ["education", "health", "housing", "employment", "safety", "inside"]);
        for field in fields() {
            assert!(ALL.iter().filter(|ready| ready.field == field).count() >= 6, "{field}");
            assert!(say.maybe(&format!("bank-field-{field}")).is_some());
        }
    }
}
