//! Everything of an initiative that clients can name, read once for each request: however many things there are,
//! the same few questions are asked of the database.

use std::collections::HashMap;

use ::store::Read;
use kernel::{Context, Place, Result};
use people::PartnershipId;

use super::Scheme;
use super::uid::{DEFAULT, uid};
use crate::dimension::{self, Category, CategoryId, Dimension};
use crate::duty::{self, Duty, DutyId};
use crate::measure::{self, Measure, MeasureId};
use crate::surface;

/// Which half of a measure a data element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Half {
    Numerator,
    Denominator,
}

/// A data element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Element {
    /// The measure's place in the catalogue.
    pub(crate) measure: usize,
    pub(crate) half: Half,
}

/// An organisation unit: somebody who reports. Places are none, because several partners may report one and one partner
/// several: a tree of both would count everything twice on its second level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Unit {
    /// The initiative.
    Whole,
    /// A partner, by its place in the catalogue.
    Partner(usize),
}

/// What a category option combination stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Combo {
    Whole,
    Of(CategoryId),
}

impl Combo {
    /// The category, if it is one.
    pub(crate) fn category(self) -> Option<CategoryId> {
        match self {
            Self::Whole => None,
            Self::Of(category) => Some(category),
        }
    }
}

/// A partner who is here or owes something.
#[derive(Debug, Clone)]
pub(crate) struct Partner {
    pub(crate) id: PartnershipId,
    pub(crate) name: String,
    pub(crate) code: String,
    pub(crate) uid: String,
}

/// What there is.
pub(crate) struct Catalogue {
    pub(crate) place: Place,
    pub(crate) measures: Vec<Measure>,
    /// The dimensions of each measure, in the order of the measures.
    pub(crate) dimensions: Vec<Vec<Dimension>>,
    pub(crate) partners: Vec<Partner>,
    pub(crate) duties: Vec<Duty>,
    by_measure: HashMap<MeasureId, usize>,
    by_partner: HashMap<PartnershipId, usize>,
    duty_of: HashMap<(MeasureId, PartnershipId), usize>,
    duty_by_id: HashMap<DutyId, usize>,
    elements: [HashMap<String, Element>; 2],
    sets: [HashMap<String, usize>; 2],
    indicators: [HashMap<String, usize>; 2],
    units: [HashMap<String, Unit>; 2],
    /// The categories of all dimensions, places too: the measure and the category.
    combos: [HashMap<String, Vec<(usize, CategoryId)>>; 2],
}

/// Where names of that scheme are looked up.
fn at(scheme: Scheme) -> usize {
    match scheme {
        Scheme::Uid => 0,
        Scheme::Code => 1,
    }
}

impl Catalogue {
    /// Of the initiative at hand.
    pub(crate) async fn read(cx: &Context, read: &mut Read) -> Result<Self> {
        let place = cx.place()?.clone();
        let measures = measure::store::all(read, place.id).await?;
        let mut measures = surface::all_as_seen(cx, read, measures).await?;
        measures.sort_by_key(|measure| measure.number);
        let dimensions = dimension::store::all(read, place.id).await?;
        let duties = duty::store::all(read, place.id).await?;
        let present = people::partners(read, place.id).await?;
        let names = people::partner_names(read, place.id).await?;
        let mut catalogue = Self {
            by_measure: measures.iter().enumerate().map(|(at, measure)| (measure.id, at)).collect(),
            dimensions: vec![Vec::new(); measures.len()],
            partners: Vec::new(),
            by_partner: HashMap::new(),
            duty_of: HashMap::new(),
            duty_by_id: HashMap::new(),
            elements: Default::default(),
            sets: Default::default(),
            indicators: Default::default(),
            units: Default::default(),
            combos: Default::default(),
            place,
            measures,
            duties,
        };
        for dimension in dimensions {
            if let Some(at) = catalogue.by_measure.get(&dimension.measure) {
                catalogue.dimensions[*at].push(dimension);
            }
        }
        let codes = catalogue.codes();
        let code = |id: &PartnershipId, number: Option<i64>| match (codes.get(id), number) {
            (Some(code), _) => code.clone(),
            (None, Some(number)) => format!("P{number}"),
            (None, None) => String::new(),
        };
        let mut partners: Vec<Partner> = present
            .into_iter()
            .map(|partner| Partner {
                code: code(&partner.id, Some(partner.number)),
                uid: uid("partner", partner.id.0),
                id: partner.id,
                name: partner.name,
            })
            .collect();
        // Whoever has left and owed something once is still there, with what counts.
        for duty in &catalogue.duties {
            if let Some(name) = names.get(&duty.partnership)
                && !partners.iter().any(|partner| partner.id == duty.partnership)
            {
                partners.push(Partner {
                    id: duty.partnership,
                    name: name.clone(),
                    code: code(&duty.partnership, None),
                    uid: uid("partner", duty.partnership.0),
                });
            }
        }
        catalogue.partners = partners;
        catalogue.name();
        Ok(catalogue)
    }

    /// The code by which files name a partner, where all its duties say the same and nobody else has it.
    fn codes(&self) -> HashMap<PartnershipId, String> {
        let mut codes: HashMap<PartnershipId, Option<String>> = HashMap::new();
        for duty in self.duties.iter().filter(|duty| !duty.code.is_empty()) {
            let known = codes.entry(duty.partnership).or_insert_with(|| Some(duty.code.clone()));
            if known.as_ref() != Some(&duty.code) {
                *known = None;
            }
        }
        let mut count: HashMap<String, usize> = HashMap::new();
        for code in codes.values().flatten() {
            *count.entry(code.clone()).or_default() += 1;
        }
        let once =
            |(id, code): (PartnershipId, Option<String>)| Some((id, code.filter(|code| count[code] == 1)?));
        codes.into_iter().filter_map(once).collect()
    }

    /// Makes everything to be found by its names.
    fn name(&mut self) {
        self.by_partner = self.partners.iter().enumerate().map(|(at, partner)| (partner.id, at)).collect();
        for (at, duty) in self.duties.iter().enumerate() {
            self.duty_of.insert((duty.measure, duty.partnership), at);
            self.duty_by_id.insert(duty.id, at);
        }
        self.unit(uid("whole", self.place.id.0), self.place.slug.clone(), Unit::Whole);
        for (at, partner) in self.partners.clone().into_iter().enumerate() {
            self.unit(partner.uid, partner.code, Unit::Partner(at));
        }
        for at in 0..self.measures.len() {
            let id = self.measures[at].id;
            for half in [Half::Numerator, Half::Denominator] {
                let element = Element { measure: at, half };
                if self.has(element) {
                    let names = [self.element_uid(element), self.element_code(element)];
                    for (known, name) in self.elements.iter_mut().zip(names) {
                        known.insert(name, element);
                    }
                }
            }
            let code = format!("M{}", self.measures[at].number);
            for (known, name) in self.sets.iter_mut().zip([uid("set", id.0), code.clone()]) {
                known.insert(name, at);
            }
            for (known, name) in self.indicators.iter_mut().zip([uid("indicator", id.0), code]) {
                known.insert(name, at);
            }
            for dimension in self.dimensions[at].clone() {
                for category in &dimension.categories {
                    let names = [uid("combo", category.id.0), combo_code(&dimension, category)];
                    for (known, name) in self.combos.iter_mut().zip(names) {
                        known.entry(name).or_default().push((at, category.id));
                    }
                }
            }
        }
    }

    fn unit(&mut self, uid: String, code: String, unit: Unit) {
        self.units[0].insert(uid, unit);
        if !code.is_empty() {
            self.units[1].entry(code).or_insert(unit);
        }
    }

    /// Whether a measure has that half: what is not divided has no denominator.
    pub(crate) fn has(&self, element: Element) -> bool {
        let divided = self.measures[element.measure].in_force().value_kind().is_divided();
        element.half == Half::Numerator || divided
    }

    pub(crate) fn element_uid(&self, element: Element) -> String {
        let what = if element.half == Half::Numerator { "numerator" } else { "denominator" };
        uid(what, self.measures[element.measure].id.0)
    }

    pub(crate) fn element_code(&self, element: Element) -> String {
        let half = if element.half == Half::Numerator { "NUM" } else { "DEN" };
        format!("M{}_{half}", self.measures[element.measure].number)
    }

    /// How an element is named in that scheme.
    pub(crate) fn element_name(&self, element: Element, scheme: Scheme) -> String {
        match scheme {
            Scheme::Uid => self.element_uid(element),
            Scheme::Code => self.element_code(element),
        }
    }

    pub(crate) fn unit_uid(&self, unit: Unit) -> String {
        match unit {
            Unit::Whole => uid("whole", self.place.id.0),
            Unit::Partner(at) => self.partners[at].uid.clone(),
        }
    }

    /// How a unit is named in that scheme.
    pub(crate) fn unit_name(&self, unit: Unit, scheme: Scheme) -> String {
        match (scheme, unit) {
            (Scheme::Uid, unit) => self.unit_uid(unit),
            (Scheme::Code, Unit::Whole) => self.place.slug.clone(),
            (Scheme::Code, Unit::Partner(at)) => self.partners[at].code.clone(),
        }
    }

    /// How a category is named in that scheme; `None` is the whole.
    pub(crate) fn combo_name(&self, measure: usize, category: Option<CategoryId>, scheme: Scheme) -> String {
        match (category, scheme) {
            (None, Scheme::Uid) => DEFAULT.to_owned(),
            (None, Scheme::Code) => "default".to_owned(),
            (Some(category), Scheme::Uid) => uid("combo", category.0),
            (Some(category), Scheme::Code) => self.dimensions[measure]
                .iter()
                .find_map(|dimension| Some(combo_code(dimension, dimension.category(category)?)))
                .unwrap_or_default(),
        }
    }

    /// A category of a measure.
    pub(crate) fn category(&self, measure: usize, category: CategoryId) -> Option<&Category> {
        self.dimensions[measure].iter().find_map(|dimension| dimension.category(category))
    }

    pub(crate) fn element(&self, name: &str, scheme: Scheme) -> Option<Element> {
        self.elements[at(scheme)].get(name).copied()
    }

    /// The measure of a data set.
    pub(crate) fn set(&self, name: &str, scheme: Scheme) -> Option<usize> {
        self.sets[at(scheme)].get(name).copied()
    }

    /// The measure of an indicator.
    pub(crate) fn indicator(&self, name: &str, scheme: Scheme) -> Option<usize> {
        self.indicators[at(scheme)].get(name).copied()
    }

    pub(crate) fn unit_named(&self, name: &str, scheme: Scheme) -> Option<Unit> {
        self.units[at(scheme)].get(name).copied()
    }

    /// What a combination of a measure stands for.
    pub(crate) fn combo(&self, measure: usize, name: &str, scheme: Scheme) -> Option<Combo> {
        if name.is_empty() || name == DEFAULT || name == "default" {
            return Some(Combo::Whole);
        }
        let found = self.combos[at(scheme)].get(name)?.iter().find(|(of, _)| *of == measure);
        found.map(|(_, category)| Combo::Of(*category))
    }

    /// Who owes a measure there: a partner its own.
    pub(crate) fn duty(&self, measure: usize, unit: Unit) -> Option<&Duty> {
        let Unit::Partner(partner) = unit else { return None };
        let key = (self.measures[measure].id, self.partners[partner].id);
        self.duty_of.get(&key).map(|at| &self.duties[*at])
    }

    /// A duty of the catalogue.
    pub(crate) fn duty_by_id(&self, id: DutyId) -> Option<&Duty> {
        self.duty_by_id.get(&id).map(|at| &self.duties[*at])
    }

    /// Who owes a measure.
    pub(crate) fn owed(&self, measure: usize) -> impl Iterator<Item = &Duty> {
        let id = self.measures[measure].id;
        self.duties.iter().filter(move |duty| duty.measure == id)
    }

    /// The partner of a duty.
    pub(crate) fn partner_of(&self, duty: &Duty) -> Option<usize> {
        self.by_partner.get(&duty.partnership).copied()
    }

    /// A measure's place in the catalogue.
    pub(crate) fn measure_of(&self, id: MeasureId) -> Option<usize> {
        self.by_measure.get(&id).copied()
    }
}

/// `sex:f`.
pub(crate) fn combo_code(dimension: &Dimension, category: &Category) -> String {
    format!("{}:{}", dimension.code, category.code)
}
