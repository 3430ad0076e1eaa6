//! The fields for one number: of the page for one period, and of the page for everything a partner owes.

use kernel::Problem;
use maud::{Markup, html};
use web::look::{self, Choices, Field, Width};
use web::{Sent, Visit, words_of};

use super::acts::{PartSent, SendSubmission};
use super::{Part, Submission, history};
use crate::dimension::{Category, Dimension};
use crate::import;
use crate::measure::MeasureVersion;
use crate::measure::view::amount;
use crate::report::Typed;

/// What can be typed for one number beside its parts.
const FIELDS: [&str; 7] = ["numerator", "denominator", "low", "high", "quality", "note", "sure"];
/// A tree with more places comes in a file.
const PLACES: usize = 40;

/// The fields of one number, filled in as they were typed.
pub(crate) struct Fields<'a> {
    pub(crate) visit: &'a Visit,
    pub(crate) version: &'a MeasureVersion,
    pub(crate) period: &'a str,
    /// By what it is told apart; without the places where the partner reports for one.
    pub(crate) dimensions: &'a [Dimension],
    /// What the fields' names end with where a page has several numbers; empty where it has one.
    pub(crate) suffix: String,
    pub(crate) typed: &'a Typed,
    /// What is wrong or asked, by the fields' names without the suffix.
    pub(crate) problems: &'a [Problem],
    /// What counts of the period before.
    pub(crate) last: Option<&'a Submission>,
}

/// What a partner fills in of a measure's dimensions: none of places where it reports for one of them.
pub(crate) fn asked_by(mut dimensions: Vec<Dimension>, own_place: bool) -> Vec<Dimension> {
    dimensions.retain(|dimension| !(dimension.places && own_place));
    dimensions
}

/// The categories that are filled in: those of the period, of places the leaves; none of a tree too large for a page.
fn categories<'d>(dimension: &'d Dimension, period: &str) -> Vec<&'d Category> {
    let leaf = |one: &&Category| !dimension.places || dimension.within(Some(one.id)).next().is_none();
    let all: Vec<&Category> =
        dimension.categories.iter().filter(|one| one.holds_for(period)).filter(leaf).collect();
    if dimension.places && all.len() > PLACES { Vec::new() } else { all }
}

/// The name of the field for one category.
fn part(which: &str, dimension: &Dimension, category: &Category) -> String {
    format!("{which}-{}-{}", dimension.code, category.code)
}

impl Typed {
    /// What stands in the fields of that suffix of a form that was sent.
    pub(crate) fn of(sent: &Sent, suffix: &str) -> Self {
        let field = |name: &str| -> Option<String> {
            let field = name.strip_suffix(suffix).filter(|field| !field.contains('~'))?;
            let parts = field.starts_with("numerator-") || field.starts_with("denominator-");
            (parts || FIELDS.contains(&field)).then(|| field.to_owned())
        };
        let mut typed = Self::default();
        for (name, text) in sent.pairs().filter(|(_, text)| !text.trim().is_empty()) {
            let Some(field) = field(name) else { continue };
            let held = typed.0.entry(field).or_default();
            if !held.is_empty() {
                held.push(' ');
            }
            held.push_str(text);
        }
        typed
    }

    /// What a submission says, as this reader writes it.
    pub(crate) fn said(
        visit: &Visit,
        submission: &Submission,
        parts: &[Part],
        dimensions: &[Dimension],
    ) -> Self {
        let amount = |value| amount(visit.say(), value);
        let mut typed = Self::default();
        let mut put = |field: String, text: String| drop(typed.0.insert(field, text));
        put("numerator".into(), amount(submission.numerator));
        put("denominator".into(), amount(submission.denominator));
        put("note".into(), submission.note.clone());
        for (field, value) in [("low", submission.low), ("high", submission.high)] {
            put(field.into(), value.map(amount).unwrap_or_default());
        }
        put("quality".into(), submission.quality.map(|quality| quality.to_string()).unwrap_or_default());
        for one in parts {
            let of = |dimension: &&Dimension| dimension.category(one.category).is_some();
            let Some(dimension) = dimensions.iter().find(of) else { continue };
            let Some(category) = dimension.category(one.category) else { continue };
            put(part("numerator", dimension, category), amount(one.numerator));
            put(part("denominator", dimension, category), amount(one.denominator));
        }
        typed
    }

    pub(crate) fn get(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    /// Whether there is anything in it.
    pub(crate) fn begun(&self) -> bool {
        !self.0.is_empty()
    }

    /// A number that may be left out; not a number where what was typed is none, which the act refuses by its field.
    fn maybe(&self, visit: &Visit, field: &str) -> Option<f64> {
        let typed = self.get(field);
        let read = || import::typed(visit.say(), typed).unwrap_or(f64::NAN);
        (!typed.trim().is_empty()).then(read)
    }

    fn number(&self, visit: &Visit, field: &str) -> f64 {
        self.maybe(visit, field).unwrap_or(f64::NAN)
    }

    /// The act that sends it.
    pub(crate) fn sending(
        &self,
        visit: &Visit,
        duty: i64,
        period: &str,
        dimensions: &[Dimension],
    ) -> SendSubmission {
        let quality = self.get("quality").trim();
        SendSubmission {
            duty,
            period: period.to_owned(),
            numerator: self.number(visit, "numerator"),
            denominator: self.number(visit, "denominator"),
            parts: dimensions.iter().flat_map(|dimension| self.parts(visit, dimension, period)).collect(),
            low: self.maybe(visit, "low"),
            high: self.maybe(visit, "high"),
            quality: (!quality.is_empty()).then(|| quality.parse().unwrap_or(0)),
            note: self.get("note").to_owned(),
            sure: self.get("sure").split_whitespace().map(str::to_owned).collect(),
            minutes: None,
        }
    }

    /// What was typed by category; what stays empty is not there.
    fn parts(&self, visit: &Visit, dimension: &Dimension, period: &str) -> Vec<PartSent> {
        let sent = |category: &&Category| {
            let [above, below] = ["numerator", "denominator"].map(|which| part(which, dimension, category));
            let given = !self.get(&above).trim().is_empty() || !self.get(&below).trim().is_empty();
            given.then(|| PartSent {
                dimension: dimension.code.clone(),
                category: category.code.clone(),
                numerator: self.number(visit, &above),
                denominator: self.number(visit, &below),
            })
        };
        categories(dimension, period).iter().filter_map(sent).collect()
    }
}

/// How many minutes were said; not a number where what was typed is none, which the act refuses.
pub(crate) fn minutes(visit: &Visit) -> Option<f64> {
    let typed = visit.sent().get("minutes").trim();
    (!typed.is_empty()).then(|| import::typed(visit.say(), typed).unwrap_or(f64::NAN))
}

/// The field for them.
pub(crate) fn minutes_field(visit: &Visit, problems: &[Problem]) -> Markup {
    let error = problems.iter().find(|problem| problem.field == "minutes");
    Field::new("minutes", visit.t("submission-minutes"))
        .number()
        .hint(visit.t("submission-minutes-hint"))
        .unit(visit.t("submission-minutes-unit"))
        .error(error.map(|problem| words_of(visit.say(), problem)))
        .value(visit.sent().get("minutes"))
        .optional()
        .draw(visit.say())
}

impl Fields<'_> {
    fn name(&self, field: &str) -> String {
        format!("{field}{}", self.suffix)
    }

    /// What is wrong with a field, in words; what is only asked stands by itself.
    fn wrong(&self, field: &str) -> Option<String> {
        let wrong = self.problems.iter().find(|one| one.field == field && !history::asks(one.text));
        wrong.map(|problem| words_of(self.visit.say(), problem))
    }

    fn labelled(&self, field: &str, label: String) -> Field {
        Field::new(self.name(field), label).error(self.wrong(field)).value(self.typed.get(field))
    }

    fn field(&self, field: &str) -> Field {
        self.labelled(field, self.visit.t(&format!("submission-{field}")))
    }

    fn divided(&self) -> bool {
        self.version.value_kind().is_divided()
    }

    /// The definition's own words, and what was reported last time.
    fn hint(&self, words: &str, last: Option<f64>) -> String {
        let what = ("what", words.into());
        match last.zip(self.last) {
            Some((value, last)) => {
                let value = amount(self.visit.say(), value).into();
                self.visit.with(
                    "submission-last",
                    &[what, ("period", last.label.as_str().into()), ("value", value)],
                )
            }
            None => self.visit.with("submission-counted-words", &[what]),
        }
    }

    pub(crate) fn draw(&self) -> Markup {
        let say = self.visit.say();
        let above = self.hint(&self.version.numerator, self.last.map(|last| last.numerator));
        let below = self.hint(&self.version.denominator, self.last.map(|last| last.denominator));
        html! {
            div.abreast {
                (self.field("numerator").number().width(Width::Middle).hint(above).draw(say))
                @if self.divided() { (self.field("denominator").number().width(Width::Middle).hint(below).draw(say)) }
            }
            @if self.version.value_kind() == signals::Kind::Estimate { (self.range()) }
            @for dimension in self.dimensions { (self.dimension(dimension)) }
            (self.asked())
            (self.note().draw(say))
        }
    }

    /// May be empty, until a reason is asked for.
    fn note(&self) -> Field {
        let field = self.field("note").textarea(2);
        let reason = |one: &Problem| history::asks(one.text) || one.field == "note";
        if self.problems.iter().any(reason) { field } else { field.optional() }
    }

    /// How sure a survey is of its value.
    fn range(&self) -> Markup {
        let say = self.visit.say();
        let number = |field| self.field(field).number().optional().draw(say);
        html! { div.abreast { (number("low")) (number("high")) (number("quality")) } }
    }

    /// The same by category: folded as long as nobody needs it.
    fn dimension(&self, dimension: &Dimension) -> Markup {
        let categories = categories(dimension, self.period);
        if categories.is_empty() {
            return html! {};
        }
        let place = format!("dimension-{}", dimension.code);
        let wrong = self.wrong(&place);
        let fields: Vec<[String; 2]> = categories
            .iter()
            .map(|category| ["numerator", "denominator"].map(|which| part(which, dimension, category)))
            .collect();
        let begun = fields.iter().flatten().any(|field| !self.typed.get(field).is_empty());
        let open = begun || wrong.is_some() || dimension.required;
        let about = [("dimension", dimension.name.as_str().into())];
        let words = if dimension.required { "submission-by" } else { "submission-by-optional" };
        html! {
            details open[open] id=(self.name(&place).replace('~', "-")) {
                summary { (self.visit.with(words, &about)) }
                @if let Some(wrong) = wrong { p.error { (look::Icon::Worse.draw()) span { (wrong) } } }
                div.together {
                    @for (category, [above, below]) in categories.iter().zip(&fields) { (self.category(category, above, below)) }
                }
            }
        }
    }

    fn category(&self, category: &Category, above: &str, below: &str) -> Markup {
        let (say, name) = (self.visit.say(), [("category", category.name.as_str().into())]);
        let field = |field: &str, words: &str| {
            self.labelled(field, self.visit.with(words, &name)).number().width(Width::Middle).draw(say)
        };
        html! {
            div.abreast {
                (field(above, "submission-part-numerator"))
                @if self.divided() { (field(below, "submission-part-denominator")) }
            }
        }
    }

    /// What is odd: it goes through once it is ticked.
    fn asked(&self) -> Markup {
        let asked: Vec<&Problem> = self.problems.iter().filter(|one| history::asks(one.text)).collect();
        if asked.is_empty() {
            return html! {};
        }
        let mut choices = Choices::checkboxes(self.name("sure"), self.visit.t("submission-sure"))
            .hint(self.visit.t("submission-sure-hint"));
        for problem in asked {
            let words = [("what", words_of(self.visit.say(), problem).into())];
            choices = choices.choice(problem.text, self.visit.with("submission-sure-yes", &words));
        }
        for code in self.typed.get("sure").split_whitespace() {
            choices = choices.chosen(code);
        }
        choices.draw(self.visit.say())
    }

    /// What there is to mend or to confirm, with a link to its field; `of` says of which number.
    pub(crate) fn summary(&self, of: &str) -> Vec<look::Problem> {
        let line = |problem: &Problem| {
            let field = if history::asks(problem.text) { "sure" } else { problem.field.as_str() };
            let label = self.visit.say().maybe(&format!("submission-{field}"));
            let of = Some(of.to_owned()).filter(|of| !of.is_empty());
            let label = of.into_iter().chain(label).collect::<Vec<_>>().join(": ");
            let words = words_of(self.visit.say(), problem);
            let words = if label.is_empty() {
                words
            } else {
                let words = [("field", label.into()), ("problem", words.into())];
                self.visit.with("look-problem-of", &words)
            };
            let there = FIELDS.contains(&field) || field.contains('-');
            look::Problem::new(if there { self.name(field) } else { String::new() }, words)
        };
        self.problems.iter().map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_of_a_form_is_read_from_its_own_fields() {
        let sent = Sent::of(
            b"numerator~1~2018=5&numerator~11~2018=7&numerator-age-old~1~2018=3&sure~1~2018=a&sure~1~2018=b\
            &note~1~2018=+&other~1~2018=x&numerator=9",
        );
        let typed = |suffix| Typed::of(&sent, suffix).0.into_iter().collect::<Vec<_>>();
        let pair = |field: &str, text: &str| (field.to_owned(), text.to_owned());
        assert_eq!(
            typed("~1~2018"),
            [pair("numerator", "5"), pair("numerator-age-old", "3"), pair("sure", "a b")]
        );
        assert_eq!(typed("~11~2018"), [pair("numerator", "7")]);
        assert_eq!(typed(""), [pair("numerator", "9")]);
        assert!(!Typed::of(&sent, "~2~2018").begun());
    }
}
