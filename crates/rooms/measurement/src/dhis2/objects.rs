//! Each thing of the catalogue as clients know it.

use std::collections::HashMap;

use kernel::Context;
use serde_json::{Value, json};

use super::catalogue::combo_code;
use super::uid::{DEFAULT, DEFAULT_COMBO, uid};
use super::{Catalogue, Element, Half, Unit};
use crate::cycle::Frequency;
use crate::dimension::{Category, CategoryId};
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
        let told = self.dimensions[measure].iter().filter(|dimension| !dimension.places);
        let categories = told.flat_map(|dimension| {
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

    /// Every unit with its level, those above first.
    pub(crate) fn units(&self) -> Vec<(Unit, usize)> {
        let mut units = vec![(Unit::Whole, 1)];
        units.extend((0..self.partners.len()).map(|at| (Unit::Partner(at), 2)));
        for measure in 0..self.measures.len() {
            let Some(places) = self.places(measure) else { continue };
            let parents: HashMap<CategoryId, Option<CategoryId>> =
                places.categories.iter().map(|category| (category.id, category.parent)).collect();
            let depth = |category: &Category| {
                let above = |id: &CategoryId| parents.get(id).copied().flatten();
                std::iter::successors(category.parent, above).take(parents.len()).count()
            };
            let mut areas: Vec<_> = places
                .categories
                .iter()
                .map(|category| (Unit::Area(measure, category.id), 2 + depth(category)))
                .collect();
            areas.sort_by_key(|(_, level)| *level);
            units.extend(areas);
        }
        units
    }

    /// The unit above another.
    fn above(&self, unit: Unit) -> Option<Unit> {
        match unit {
            Unit::Whole => None,
            Unit::Partner(_) => Some(Unit::Whole),
            Unit::Area(measure, category) => {
                let parent = self.category(measure, category).and_then(|category| category.parent);
                Some(parent.map_or(Unit::Whole, |parent| Unit::Area(measure, parent)))
            }
        }
    }

    /// Whether a unit is another or lies in it.
    pub(crate) fn lies_in(&self, unit: Unit, other: Unit) -> bool {
        std::iter::successors(Some(unit), |unit| self.above(*unit)).any(|above| above == other)
    }

    pub(crate) fn unit_title(&self, unit: Unit) -> &str {
        match unit {
            Unit::Whole => &self.place.name,
            Unit::Partner(at) => &self.partners[at].name,
            Unit::Area(measure, category) => {
                self.category(measure, category).map_or("", |category| &category.name)
            }
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
        let deepest = self.units().iter().map(|(_, level)| *level).max().unwrap_or(1);
        let one = |level: usize| {
            let name = match level {
                1 => "Initiative".to_owned(),
                2 => "Partners and places".to_owned(),
                deeper => format!("Places, level {}", deeper - 1),
            };
            with(thing(&self.level_uid(level), &format!("LEVEL-{level}"), &name), json!({ "level": level }))
        };
        (1..=deepest).map(one).collect()
    }

    fn level_uid(&self, level: usize) -> String {
        uid(&format!("level {level}"), self.place.id.0)
    }
}
