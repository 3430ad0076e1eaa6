//! A definition in words: what the measure's page says of it, and what is different in another version.

use maud::{Markup, html};
use web::look::Table;
use web::text::{Arg, Say};

use super::view::amount;
use super::{Measure, MeasureVersion};

/// What a version says, each with its name.
pub(crate) fn of(say: &Say, version: &MeasureVersion, custodian: &str) -> Vec<(String, String)> {
    let kind = version.value_kind();
    let mut facts = vec![
        (say.t("measure-fact-kind"), say.t(&format!("measure-value-{}", kind.as_str()))),
        (say.t("measure-fact-numerator"), version.numerator.clone()),
    ];
    if kind.is_divided() {
        facts.push((say.t("measure-fact-denominator"), version.denominator.clone()));
        facts.push((say.t("measure-fact-factor"), amount(say, version.factor)));
    }
    if !version.unit.is_empty() {
        facts.push((say.t("measure-fact-unit"), version.unit.clone()));
    }
    facts.push((say.t("measure-fact-better"), better(say, version)));
    facts.push((say.t("measure-fact-frequency"), frequency(say, version)));
    facts.push((say.t("measure-fact-people"), people(say, version)));
    if !custodian.is_empty() {
        facts.push((say.t("measure-fact-custodian"), custodian.to_owned()));
    }
    facts
}

fn better(say: &Say, version: &MeasureVersion) -> String {
    match (version.better.as_str(), version.better_low, version.better_high) {
        ("band", Some(low), Some(high)) => {
            let unit = version.chart_unit();
            let words = |value: f64| unit.words(say, version.charted(value));
            say.with("measure-fact-band", &[("low", words(low).into()), ("high", words(high).into())])
        }
        (word, ..) => say.t(&format!("measure-better-{word}")),
    }
}

fn frequency(say: &Say, version: &MeasureVersion) -> String {
    let often = say.t(&format!("measure-frequency-{}", version.frequency));
    match version.lag_days {
        0 => often,
        days => format!("{often}, {}", say.with("measure-fact-lag", &[("days", days.into())])),
    }
}

fn people(say: &Say, version: &MeasureVersion) -> String {
    if !version.people {
        return say.t("measure-people-no");
    }
    let small = say.with("measure-fact-small", &[("count", version.minimum_cell.into())]);
    if version.counted_twice { format!("{small} {}", say.t("measure-counted-twice")) } else { small }
}

/// What is different between two versions: name, how it stands, how it would be. The words of the definition are
/// compared by whoever shows this.
pub(crate) fn changes(
    say: &Say,
    before: (&MeasureVersion, &str),
    after: (&MeasureVersion, &str),
) -> Vec<[String; 3]> {
    let (before, after) = (of(say, before.0, before.1), of(say, after.0, after.1));
    let value = |facts: &[(String, String)], name: &str| {
        facts.iter().find(|(own, _)| own == name).map_or_else(String::new, |(_, value)| value.clone())
    };
    let mut names: Vec<&String> = before.iter().map(|(name, _)| name).collect();
    for (name, _) in &after {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let row = |name: &String| [name.clone(), value(&before, name), value(&after, name)];
    names.into_iter().map(row).filter(|[_, before, after]| before != after).collect()
}

/// The changes as a table.
pub(super) fn table(say: &Say, changes: &[[String; 3]]) -> Markup {
    let mut table = Table::new(say.t("measure-changes"))
        .column(say.t("measure-changes-what"))
        .column(say.t("measure-changes-now"))
        .column(say.t("measure-changes-then"));
    for [name, before, after] in changes {
        let cell = |text: &str| html! { @if text.is_empty() { "–" } @else { span dir="auto" { (text) } } };
        table = table.row([html! { (name) }, cell(before), cell(after)]);
    }
    table.draw()
}

/// "from 2019 on: older values are multiplied by 0.98 (two counties report by another key)"
pub(crate) fn comparability(say: &Say, version: &MeasureVersion) -> String {
    let args: [(&str, Arg); 3] = [
        ("period", version.effective_from.as_str().into()),
        ("factor", say.number(version.bridge.unwrap_or(1.0), digits(version.bridge.unwrap_or(1.0))).into()),
        ("words", version.bridge_words.as_str().into()),
    ];
    say.with(&format!("measure-version-{}", version.comparability), &args)
}

/// As many decimals as a factor has, six at most.
fn digits(factor: f64) -> usize {
    (0..6).find(|digits| (factor * 10_f64.powi(*digits)).fract().abs() < 1e-9).unwrap_or(6) as usize
}

/// What is said of every bridge that older values have crossed.
pub(crate) fn bridges(say: &Say, measure: &Measure) -> Vec<String> {
    let crossed = measure.bridges();
    crossed
        .map(|version| say.with("measure-bridged", &[("how", comparability(say, version).into())]))
        .collect()
}
