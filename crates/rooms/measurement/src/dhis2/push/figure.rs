//! Rows become figures: what belongs to one measure, partner and period goes into one submission.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::Context;
use signals::Period;

use super::payload::{Payload, Row};
use super::{Conflict, Options, Strategy};
use crate::dhis2::{Catalogue, Combo, Element, Half, Unit};
use crate::dimension::CategoryId;
use crate::duty::Duty;
use crate::import::IMPORT;

/// The longest comment, in characters: as long as a note.
const COMMENT: usize = 1_000;

/// Both halves of a number, as far as they were sent.
pub(super) type Halves = [Option<f64>; 2];

/// What was sent of one figure.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    /// The measure's place in the catalogue.
    pub(super) measure: usize,
    pub(super) duty: Duty,
    /// The period's key.
    pub(super) period: String,
    /// The rows it came in.
    pub(super) rows: Vec<usize>,
    pub(super) whole: Halves,
    pub(super) parts: BTreeMap<CategoryId, Halves>,
    /// Which halves are to be taken back.
    pub(super) deleted: [bool; 2],
    pub(super) note: String,
    /// Rows of it that are wrong: then none of them is taken.
    pub(super) wrong: Vec<Conflict>,
}

impl Figure {
    /// Whether it is to be taken back.
    pub(super) fn goes(&self) -> bool {
        self.deleted.contains(&true)
    }
}

/// The figures in what was sent, and what is wrong with rows that belong to none.
pub(super) struct Figures {
    pub(super) figures: Vec<Figure>,
    pub(super) wrong: Vec<Conflict>,
}

/// Reads rows by the catalogue. `set` is the measure that all of them must belong to, if one was named.
pub(super) fn figures(
    cx: &Context,
    catalogue: &Catalogue,
    payload: &Payload,
    options: &Options,
    set: Option<usize>,
    today: Date,
) -> Figures {
    let reading = Reading { cx, catalogue, options, set, today };
    let mut found: BTreeMap<(usize, i64, String), Figure> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (index, row) in payload.rows.iter().enumerate() {
        match reading.place(row, index) {
            Ok(place) => {
                let key = (place.element.measure, place.duty.number, place.period.clone());
                let figure = found.entry(key).or_insert_with(|| Figure {
                    measure: place.element.measure,
                    duty: place.duty.clone(),
                    period: place.period.clone(),
                    rows: Vec::new(),
                    whole: [None; 2],
                    parts: BTreeMap::new(),
                    deleted: [false; 2],
                    note: String::new(),
                    wrong: Vec::new(),
                });
                figure.rows.push(index);
                if let Err(conflict) = reading.put(figure, &place, row, index) {
                    figure.wrong.push(*conflict);
                }
            }
            Err(conflict) => wrong.push(*conflict),
        }
    }
    Figures { figures: found.into_values().collect(), wrong }
}

/// Where a row belongs.
struct Place<'a> {
    element: Element,
    duty: &'a Duty,
    period: String,
    category: Option<CategoryId>,
}

struct Reading<'a> {
    cx: &'a Context,
    catalogue: &'a Catalogue,
    options: &'a Options,
    set: Option<usize>,
    today: Date,
}

impl<'a> Reading<'a> {
    fn place(&self, row: &Row, index: usize) -> Result<Place<'a>, Box<Conflict>> {
        let wrong = |code, property, words: String| Box::new(Conflict::of(row, index, code, property, words));
        let catalogue = self.catalogue;
        let element = catalogue.element(&row.element, self.options.named.elements);
        let element = element.ok_or_else(|| {
            wrong(
                "E8020",
                "dataElement",
                format!("There is no data element “{}”; the list is at dataElements", row.element),
            )
        })?;
        let measure = &catalogue.measures[element.measure];
        if self.set.is_some_and(|set| set != element.measure) {
            return Err(wrong(
                "E8020",
                "dataElement",
                format!("“{}” does not belong to that data set", row.element),
            ));
        }
        let unit = catalogue.unit_named(&row.unit, self.options.named.units);
        let unit = unit.or_else(|| self.filed(element.measure, row));
        let unit = unit.ok_or_else(|| {
            wrong(
                "E8022",
                "orgUnit",
                format!("There is no organisation unit “{}”; the list is at organisationUnits", row.unit),
            )
        })?;
        let duty = catalogue.duty(element.measure, unit).ok_or_else(|| {
            wrong(
                "E8022",
                "orgUnit",
                format!("“{}” does not report {}", catalogue.unit_title(unit), measure.name),
            )
        })?;
        if !self.cx.can(&IMPORT, duty.owner()) {
            return Err(wrong(
                "E8010",
                "orgUnit",
                "Only the partner itself, or the backbone for it, sends its figures".to_owned(),
            ));
        }
        let version = measure.in_force();
        let period = version.frequency().period(&row.period).ok_or_else(|| {
            wrong(
                "E8021",
                "period",
                format!("“{}” is no period of a measure that is reported {}", row.period, version.frequency),
            )
        })?;
        let begins = period.parse::<Period>().ok().map(|period| period.start());
        if begins.is_none_or(|begins| begins > self.today) {
            return Err(wrong(
                "E8032",
                "period",
                format!("{period} has not begun yet; nobody reports what is still to come"),
            ));
        }
        if catalogue.combo(element.measure, &row.attribute, self.options.named.combos) != Some(Combo::Whole) {
            return Err(wrong(
                "E8023",
                "attributeOptionCombo",
                "Figures have no attributes here: leave it out, or send the default".to_owned(),
            ));
        }
        let category = catalogue.combo(element.measure, &row.combo, self.options.named.combos);
        let category = category.ok_or_else(|| {
            wrong(
                "E8024",
                "categoryOptionCombo",
                format!(
                    "“{}” is no category of {}; they stand in the data element’s categoryCombo",
                    row.combo, measure.name
                ),
            )
        })?;
        Ok(Place { element, duty, period, category: category.category() })
    }

    /// The partner that files of this measure name so.
    fn filed(&self, measure: usize, row: &Row) -> Option<Unit> {
        if self.options.named.units != crate::dhis2::Scheme::Code || row.unit.is_empty() {
            return None;
        }
        let id = self.catalogue.measures[measure].id;
        let mut named =
            self.catalogue.duties.iter().filter(|duty| duty.measure == id && duty.code == row.unit);
        named.next().and_then(|duty| self.catalogue.partner_of(duty)).map(Unit::Partner)
    }

    fn put(
        &self,
        figure: &mut Figure,
        place: &Place<'_>,
        row: &Row,
        index: usize,
    ) -> Result<(), Box<Conflict>> {
        let wrong = |code, property, words: &str| Box::new(Conflict::of(row, index, code, property, words));
        let half = usize::from(place.element.half == Half::Denominator);
        if row.deleted || self.options.strategy == Strategy::Delete {
            if place.category.is_some() {
                return Err(wrong(
                    "E8132",
                    "deleted",
                    "A category is not taken back alone: take back the whole figure, or correct it",
                ));
            }
            figure.deleted[half] = true;
            return Ok(());
        }
        let value = match row.value.as_str() {
            "" => {
                return Err(wrong(
                    "E8120",
                    "value",
                    "The value is blank. A blank erases nothing: leave the row out, or send deleted=true",
                ));
            }
            value => value.parse::<f64>().ok().filter(|value| value.is_finite()),
        };
        let Some(value) = value else {
            return Err(wrong("E8121", "value", "The value is no number: write 12 or 12.5"));
        };
        let halves = match place.category {
            None => &mut figure.whole,
            Some(category) => figure.parts.entry(category).or_default(),
        };
        if halves[half].replace(value).is_some() {
            return Err(wrong(
                "E8128",
                "value",
                "This value stands in another row as well: which one is right?",
            ));
        }
        if row.comment.chars().count() > COMMENT {
            return Err(wrong("E8125", "comment", "The comment is longer than 1,000 characters"));
        }
        if !row.comment.is_empty() && !figure.note.contains(&row.comment) {
            let join = if figure.note.is_empty() { "" } else { "\n" };
            figure.note = format!("{}{join}{}", figure.note, row.comment).chars().take(COMMENT).collect();
        }
        Ok(())
    }
}
