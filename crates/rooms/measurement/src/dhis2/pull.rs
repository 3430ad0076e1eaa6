//! `GET dataValueSets`: what partners have reported, for members; what a partner has not accepted, for itself alone.

use std::collections::{BTreeSet, HashMap, HashSet};

use ::store::Read;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::{Context, Result};
use serde::Serialize;
use signals::{Period, Pooled};
use web::Sent;

use super::scheme::Schemes;
use super::{Catalogue, Element, Half, Refusal, Unit};
use crate::duty::Duty;
use crate::submission::{self, READ_UNACCEPTED, State, Submission};

/// The most values of one answer; who wants more asks for fewer periods at a time.
const MOST: usize = 200_000;

/// Which figures are asked for.
pub(super) struct Scope {
    pub(super) measures: BTreeSet<usize>,
    /// The halves that are asked for; all if none is named.
    elements: HashSet<Element>,
    units: Vec<Unit>,
    children: bool,
    periods: Vec<Period>,
    /// Whether periods need only lie between the first and the last of `periods`.
    between: bool,
    since: Option<Timestamp>,
    limit: usize,
    pub(super) named: Schemes,
}

impl Scope {
    pub(super) fn read(catalogue: &Catalogue, query: &Sent) -> Result<Self, Refusal> {
        let named = Schemes::asked(query)?;
        let unknown = |what: &str, name: &str| {
            Refusal::conflict("E2015", format!("There is no {what} with the name {name}"))
        };
        let (mut measures, mut elements, mut units) = (BTreeSet::new(), HashSet::new(), Vec::new());
        for name in listed(query, "dataSet") {
            measures.insert(catalogue.set(name, named.sets).ok_or_else(|| unknown("data set", name))?);
        }
        for name in listed(query, "dataElement") {
            let element =
                catalogue.element(name, named.elements).ok_or_else(|| unknown("data element", name))?;
            measures.insert(element.measure);
            elements.insert(element);
        }
        if measures.is_empty() {
            return Err(Refusal::conflict(
                "E2001",
                "At least one data set or data element must be given: dataSet=…",
            ));
        }
        for name in listed(query, "orgUnit") {
            units.push(
                catalogue.unit_named(name, named.units).ok_or_else(|| unknown("organisation unit", name))?,
            );
        }
        if units.is_empty() {
            return Err(Refusal::conflict(
                "E2006",
                "At least one organisation unit must be given: orgUnit=…",
            ));
        }
        let mut periods = Vec::new();
        for name in listed(query, "period") {
            periods.push(name.parse().map_err(|_| unknown("period", name))?);
        }
        let day = |name: &str| query.parse::<Date>(name);
        let between = periods.is_empty();
        let since = updated(query)?;
        match day("startDate").zip(day("endDate")) {
            Some((first, last)) => {
                let range = Period::range(first, last);
                periods.push(
                    range
                        .ok_or_else(|| Refusal::conflict("E2007", "The startDate lies after the endDate"))?,
                );
            }
            None if between && since.is_none() => {
                return Err(Refusal::conflict(
                    "E2002",
                    "At least one period, or a startDate and an endDate, or lastUpdated must be given",
                ));
            }
            None => {}
        }
        let children = query.get("children").eq_ignore_ascii_case("true");
        let limit = query.parse("limit").unwrap_or(usize::MAX);
        Ok(Self { measures, elements, units, children, periods, between, since, limit, named })
    }

    /// The keys between which a measure's periods lie.
    pub(super) fn keys(&self) -> (String, String) {
        let first = self.periods.iter().map(Period::start).min();
        let last = self.periods.iter().map(Period::end).max();
        // A year's key is the beginning of the keys of all that lies in it.
        let from = first.map_or_else(String::new, |day| format!("{:04}", day.year()));
        let to = last.map_or_else(|| "9999~".to_owned(), |day| format!("{:04}~", day.year()));
        (from, to)
    }

    pub(super) fn holds(&self, catalogue: &Catalogue, duty: &Duty, submission: &Submission) -> bool {
        let period: Option<Period> = submission.period.parse().ok();
        let within = |period: Period| {
            self.periods.is_empty()
                || self
                    .periods
                    .iter()
                    .any(|asked| if self.between { period.within(asked) } else { period == *asked })
        };
        let here = |unit: Unit| {
            self.units
                .iter()
                .any(|asked| if self.children { catalogue.lies_in(unit, *asked) } else { unit == *asked })
        };
        let partner = catalogue.partner_of(duty).is_some_and(|partner| here(Unit::Partner(partner)));
        let changed = submission.accepted_at.unwrap_or(submission.sent_at);
        period.is_some_and(within) && partner && self.since.is_none_or(|since| changed >= since)
    }

    fn wants(&self, element: Element) -> bool {
        self.elements.is_empty() || self.elements.contains(&element)
    }
}

/// Every value of a key, also where several stand in one.
fn listed<'a>(query: &'a Sent, key: &'a str) -> impl Iterator<Item = &'a str> {
    query.all(key).flat_map(|text| text.split([',', ';'])).map(str::trim).filter(|text| !text.is_empty())
}

fn updated(query: &Sent) -> Result<Option<Timestamp>, Refusal> {
    let wrong = || Refusal::conflict("E2014", "lastUpdated is no day or time: write 2026-01-31");
    match query.get("lastUpdated") {
        "" => Ok(None),
        text => {
            let moment = text.parse::<Timestamp>().ok();
            let day = || text.get(..10)?.parse::<Date>().ok()?.to_zoned(TimeZone::UTC).ok();
            moment.or_else(|| Some(day()?.timestamp())).ok_or_else(wrong).map(Some)
        }
    }
}

/// A value as it is handed out.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DataValue {
    data_element: String,
    period: String,
    org_unit: String,
    category_option_combo: String,
    attribute_option_combo: String,
    value: String,
    stored_by: String,
    created: String,
    last_updated: String,
    comment: String,
    followup: bool,
}

/// The figures of a measure that are asked for and that this reader may see, the newest of each partner and period.
pub(super) async fn figures(
    cx: &Context,
    read: &mut Read,
    catalogue: &Catalogue,
    scope: &Scope,
    measure: usize,
) -> Result<Vec<(Submission, Duty)>> {
    let (from, to) = scope.keys();
    let id = catalogue.measures[measure].id;
    let standing = submission::store::standing(read, cx.initiative()?, id, &from, &to).await?;
    let mut newest: HashMap<_, (Submission, Duty)> = HashMap::new();
    for submission in standing.into_iter().filter(|submission| submission.seen_by(cx)) {
        let Some(duty) = catalogue.duty_by_id(submission.duty) else { continue };
        if scope.holds(catalogue, duty, &submission) {
            let place = (submission.duty, submission.cycle);
            if newest.get(&place).is_none_or(|(known, _)| known.revision < submission.revision) {
                newest.insert(place, (submission, duty.clone()));
            }
        }
    }
    let mut figures: Vec<_> = newest.into_values().collect();
    figures.sort_by(|(a, _), (b, _)| (&a.period, a.number).cmp(&(&b.period, b.number)));
    Ok(figures)
}

/// The values that answer a question.
pub(super) async fn answer(
    cx: &Context,
    read: &mut Read,
    catalogue: &Catalogue,
    query: &Sent,
) -> Result<Result<Vec<DataValue>, Refusal>> {
    let scope = match Scope::read(catalogue, query) {
        Ok(scope) => scope,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let mut values = Vec::new();
    for measure in scope.measures.clone() {
        let figures = figures(cx, read, catalogue, &scope, measure).await?;
        // Of its categories a partner's figure shows the partner alone: they are small, and nobody has looked at what
        // they give away.
        let own = figures.iter().filter(|(_, duty)| cx.can(&READ_UNACCEPTED, duty.owner()));
        let ids: Vec<_> = own.map(|(submission, _)| submission.id).collect();
        let mut parts: HashMap<_, Vec<submission::Part>> = HashMap::new();
        for part in submission::store::parts_of(read, cx.initiative()?, &ids).await? {
            parts.entry(part.submission).or_default().push(part);
        }
        for (figure, duty) in &figures {
            let own = parts.remove(&figure.id).unwrap_or_default();
            add(&mut values, catalogue, &scope, measure, figure, duty, &own);
        }
        if values.len() > MOST {
            let words =
                format!("More than {MOST} values: ask for fewer periods or units at a time, or give a limit");
            return Ok(Err(Refusal::conflict("E2011", words)));
        }
    }
    values.truncate(scope.limit);
    Ok(Ok(values))
}

/// The whole of a figure, then its categories.
fn add(
    values: &mut Vec<DataValue>,
    catalogue: &Catalogue,
    scope: &Scope,
    measure: usize,
    figure: &Submission,
    duty: &Duty,
    parts: &[submission::Part],
) {
    let Some(partner) = catalogue.partner_of(duty) else { return };
    let Some(period) = figure.period.parse::<Period>().ok().and_then(|period| period.dhis2()) else { return };
    // Whose number is a place's has said it with the whole.
    let told = parts.iter().filter(|part| duty.place != Some(part.category)).map(|part| {
        (Some(part.category), Pooled { numerator: part.numerator, denominator: part.denominator })
    });
    for (category, halves) in std::iter::once((None, figure.parts())).chain(told) {
        for element in catalogue.halves(measure).filter(|element| scope.wants(*element)) {
            let value = if element.half == Half::Numerator { halves.numerator } else { halves.denominator };
            values.push(DataValue {
                data_element: catalogue.element_name(element, scope.named.elements),
                period: period.clone(),
                org_unit: catalogue.unit_name(Unit::Partner(partner), scope.named.units),
                category_option_combo: catalogue.combo_name(measure, category, scope.named.combos),
                attribute_option_combo: catalogue.combo_name(measure, None, scope.named.combos),
                value: value.to_string(),
                stored_by: figure.sent_by.clone(),
                created: format!("{:.3}", figure.sent_at),
                last_updated: format!("{:.3}", figure.accepted_at.unwrap_or(figure.sent_at)),
                comment: figure.note.clone(),
                followup: figure.is(State::Sent),
            });
        }
    }
}

/// The same as a table, with the names of columns that DHIS2 gives them.
pub(super) fn csv(values: &[DataValue]) -> Vec<u8> {
    let mut writer = ::csv::WriterBuilder::new().from_writer(Vec::new());
    let columns = [
        "dataelement",
        "period",
        "orgunit",
        "categoryoptioncombo",
        "attributeoptioncombo",
        "value",
        "storedby",
        "lastupdated",
        "comment",
        "followup",
        "deleted",
    ];
    // Into memory nothing fails to be written.
    let _ = writer.write_record(columns);
    for value in values {
        let followup = if value.followup { "true" } else { "false" };
        let _ = writer.write_record([
            &*value.data_element,
            &*value.period,
            &*value.org_unit,
            &*value.category_option_combo,
            &*value.attribute_option_combo,
            &*value.value,
            &*value.stored_by,
            &*value.last_updated,
            &*value.comment,
            followup,
            "false",
        ]);
    }
    writer.into_inner().unwrap_or_default()
}
