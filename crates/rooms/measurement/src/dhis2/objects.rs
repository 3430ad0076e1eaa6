//! Each thing of the catalogue as clients know it.

use std::collections::HashMap;

use kernel::Context;
use serde_json::{Value, json};

use super::catalogue::combo_code;
use super::uid::{DEFAULT, DEFAULT_COMBO, uid};
use super::{Catalogue, Element, Half, Unit};
use crate::cycle::Frequency;
use crate::duty;
use crate::measure::MeasureVersion;

/// What every object has.
fn thing(id: &str, code: &str, name: &str) -> Value {
    let short: String = name.chars().take(50).collect();
    json!({ "id": id, "code": code, "name": name, "displayName": name, "shortName": short, "displayShortName": short })
}

fn with(mut object: Value, more: Value) -> Value {
    if let (Value::Object(object), Value::Object(more)) = (&mut object, more) {
        object.extend(more);
    }
    object
}

fn period_type(version: &MeasureVersion) -> &'static str {
    match version.frequency() {
        Frequency::Yearly => "Yearly",
        Frequency::Quarterly => "Quarterly",
        Frequency::Monthly => "Monthly",
    }
}

impl Catalogue {
    fn set_thing(&self, measure: usize) -> Value {
        let measure = &self.measures[measure];
        let set = thing(&uid("set", measure.id.0), &format!("M{}", measure.number), &measure.name);
        with(set, json!({ "periodType": period_type(measure.in_force()) }))
    }

    /// What a half counts, with the measure's name before it.
    pub(crate) fn element_title(&self, element: Element) -> String {
        let measure = &self.measures[element.measure];
        let version = measure.in_force();
        let counts = if element.half == Half::Numerator { &version.numerator } else { &version.denominator };
        if counts.is_empty() { measure.name.clone() } else { format!("{}: {counts}", measure.name) }
    }

    /// The elements of a measure.
    pub(crate) fn halves(&self, measure: usize) -> impl Iterator<Item = Element> {
        let halves = [Half::Numerator, Half::Denominator].map(|half| Element { measure, half });
        halves.into_iter().filter(|element| self.has(*element))
    }

    fn combos_of(&self, measure: usize) -> Vec<Value> {
        let categories = self.dimensions[measure].iter().flat_map(|dimension| {
            dimension.categories.iter().map(move |category| {
                let name = format!("{}: {}", dimension.name, category.name);
                thing(&uid("combo", category.id.0), &combo_code(dimension, category), &name)
            })
        });
        std::iter::once(thing(DEFAULT, "default", "default")).chain(categories).collect()
    }

    pub(crate) fn data_elements(&self) -> Vec<Value> {
        let one = |element: Element| {
            let version = self.measures[element.measure].in_force();
            let object =
                thing(&self.element_uid(element), &self.element_code(element), &self.element_title(element));
            let sums = version.value_kind().adds_over_places();
            with(
                object,
                json!({
                    "description": version.definition,
                    "valueType": "NUMBER",
                    "domainType": "AGGREGATE",
                    "aggregationType": if sums { "SUM" } else { "NONE" },
                    "zeroIsSignificant": true,
                    "categoryCombo": {
                        "id": DEFAULT_COMBO, "name": "default",
                        "categoryOptionCombos": self.combos_of(element.measure),
                    },
                    "dataSetElements": [{ "dataSet": self.set_thing(element.measure) }],
                }),
            )
        };
        (0..self.measures.len()).flat_map(|measure| self.halves(measure)).map(one).collect()
    }

    pub(crate) fn indicators(&self) -> Vec<Value> {
        let one = |(at, measure): (usize, &crate::measure::Measure)| {
            let version = measure.in_force();
            let object =
                thing(&uid("indicator", measure.id.0), &format!("M{}", measure.number), &measure.name);
            let mut halves = self.halves(at).map(|element| format!("#{{{}}}", self.element_uid(element)));
            with(
                object,
                json!({
                    "description": version.definition,
                    "numerator": halves.next(),
                    "numeratorDescription": version.numerator,
                    "denominator": halves.next().unwrap_or_else(|| "1".to_owned()),
                    "denominatorDescription": version.denominator,
                    "indicatorType": {
                        "id": uid("type", measure.id.0),
                        "name": if version.unit.is_empty() { "number" } else { &version.unit },
                        "factor": version.factor,
                        "number": version.factor == 1.0,
                    },
                    "annualized": false,
                    "decimals": version.decimals,
                }),
            )
        };
        self.measures.iter().enumerate().map(one).collect()
    }

    pub(crate) fn data_sets(&self, cx: &Context) -> Vec<Value> {
        let mut owed: HashMap<usize, Vec<Value>> = HashMap::new();
        if cx.could(&duty::READ) {
            for duty in &self.duties {
                if let Some((measure, partner)) = self.measure_of(duty.measure).zip(self.partner_of(duty)) {
                    owed.entry(measure).or_default().push(json!({ "id": self.partners[partner].uid }));
                }
            }
        }
        let one = |at: usize| {
            let elements = self.halves(at).map(|element| {
                let title = self.element_title(element);
                json!({ "dataElement": thing(&self.element_uid(element), &self.element_code(element), &title) })
            });
            with(
                self.set_thing(at),
                json!({
                    "categoryCombo": { "id": DEFAULT_COMBO, "name": "default" },
                    "dataSetElements": elements.collect::<Vec<_>>(),
                    "organisationUnits": owed.remove(&at).unwrap_or_default(),
                    "openFuturePeriods": 0,
                    "fieldCombinationRequired": true,
                    "validCompleteOnly": true,
                }),
            )
        };
        (0..self.measures.len()).map(one).collect()
    }

    /// Every unit with its level, the one above first.
    pub(crate) fn units(&self) -> Vec<(Unit, usize)> {
        let partners = (0..self.partners.len()).map(|at| (Unit::Partner(at), 2));
        std::iter::once((Unit::Whole, 1)).chain(partners).collect()
    }

    /// The unit above another.
    fn above(&self, unit: Unit) -> Option<Unit> {
        match unit {
            Unit::Whole => None,
            Unit::Partner(_) => Some(Unit::Whole),
        }
    }

    /// Whether a unit is another or lies in it.
    pub(crate) fn lies_in(&self, unit: Unit, other: Unit) -> bool {
        unit == other || self.above(unit) == Some(other)
    }

    pub(crate) fn unit_title(&self, unit: Unit) -> &str {
        match unit {
            Unit::Whole => &self.place.name,
            Unit::Partner(at) => &self.partners[at].name,
        }
    }

    pub(crate) fn organisation_units(&self) -> Vec<Value> {
        let units = self.units();
        let mut children: HashMap<Unit, Vec<Value>> = HashMap::new();
        let mut paths: HashMap<Unit, String> = HashMap::new();
        for (unit, _) in &units {
            let id = self.unit_uid(*unit);
            let above = self.above(*unit);
            let before = above.and_then(|above| paths.get(&above)).cloned().unwrap_or_default();
            paths.insert(*unit, format!("{before}/{id}"));
            if let Some(above) = above {
                children.entry(above).or_default().push(json!({ "id": id }));
            }
        }
        let one = |(unit, level): (Unit, usize)| {
            let id = self.unit_uid(unit);
            let object = thing(&id, &self.unit_name(unit, super::Scheme::Code), self.unit_title(unit));
            let children = children.remove(&unit).unwrap_or_default();
            let mut object = with(
                object,
                json!({
                    "level": level,
                    "path": paths[&unit],
                    "leaf": children.is_empty(),
                    "children": children,
                    "openingDate": "1970-01-01T00:00:00.000",
                }),
            );
            if let Some(above) = self.above(unit) {
                object["parent"] = json!({ "id": self.unit_uid(above), "name": self.unit_title(above) });
            }
            object
        };
        units.into_iter().map(one).collect()
    }

    pub(crate) fn levels(&self) -> Vec<Value> {
        let one = |(level, name): (usize, &str)| {
            with(thing(&self.level_uid(level), &format!("LEVEL-{level}"), name), json!({ "level": level }))
        };
        [(1, "Initiative"), (2, "Partners")].map(one).into()
    }

    fn level_uid(&self, level: usize) -> String {
        uid(&format!("level {level}"), self.place.id.0)
    }
}
