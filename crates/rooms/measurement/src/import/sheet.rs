use std::collections::HashSet;

use ::store::Read;
use kernel::{Context, Error, InitiativeId, Problem, Result};
use web::text::Say;

use super::IMPORT;
use super::acts::{ImportTable, Line};
use super::columns::Mapping;
use super::header;
use super::keys::Keys;
use super::read::{self, Categories, Figure, Found, Wanted};
use super::template;
use crate::crosswalk;
use crate::dimension::{self, Dimension};
use crate::duty::{self, Duty};
use crate::measure::Measure;

/// Everything that is to be known to read a file of a measure for somebody.
pub(crate) struct Sheet {
    pub(crate) measure: Measure,
    pub(crate) mapping: Mapping,
    /// The duties of this person's partners; a figure's place is its place here.
    pub(crate) duties: Vec<Duty>,
    keys: Keys,
    /// The dimensions that the mapping has columns for, in its order.
    dimensions: Vec<Dimension>,
    categories: Vec<Categories>,
}

impl Sheet {
    /// For the partners that this person may send for.
    pub(crate) async fn of(
        cx: &Context,
        read: &mut Read,
        measure: Measure,
        mapping: Mapping,
    ) -> Result<Self> {
        let duties = own_duties(cx, read, &measure).await?;
        Self::under(cx, read, measure, mapping, duties).await
    }

    /// The same under these duties, whoever they are of: the act asks who may.
    pub(crate) async fn under(
        cx: &Context,
        read: &mut Read,
        measure: Measure,
        mapping: Mapping,
        duties: Vec<Duty>,
    ) -> Result<Self> {
        let initiative = cx.initiative()?;
        if mapping.key.is_empty() && duties.len() != 1 {
            return Err(Problem::new("key", "import-problem-key").into());
        }
        agreed(read, initiative, &mapping, &duties).await?;
        let names = people::partner_names(read, initiative).await?;
        let name = |duty: &Duty| names.get(&duty.partnership).map_or("", String::as_str);
        let numbers: Vec<String> = duties.iter().map(|duty| format!("#{}", duty.number)).collect();
        let keyed = duties.iter().enumerate().map(|(at, duty)| (at, duty.code.as_str(), name(duty)));
        let numbered = numbers.iter().enumerate().map(|(at, number)| (at, number.as_str(), ""));
        let keys = Keys::new(keyed.chain(numbered));
        let dimensions = dimension::store::of_measure(read, initiative, measure.id).await?;
        let of = |(code, column): (&String, &String)| {
            let found = dimensions.iter().find(|dimension| dimension.code == *code);
            let wrong = || Problem::new(format!("category-{code}"), "import-problem-dimension");
            found.cloned().ok_or_else(|| wrong().with("found", column.as_str()))
        };
        let dimensions: Vec<Dimension> = mapping.categories.iter().map(of).collect::<Result<_, Problem>>()?;
        let categories = dimensions.iter().map(|dimension| categories(dimension, adds(&measure))).collect();
        Ok(Self { measure, mapping, duties, keys, dimensions, categories })
    }

    pub(crate) fn wanted(&self) -> Wanted<'_> {
        let version = self.measure.in_force();
        Wanted {
            mapping: &self.mapping,
            frequency: version.frequency(),
            keys: &self.keys,
            dimensions: &self.categories,
            kind: version.value_kind(),
            share: version.is_share(),
        }
    }

    /// What people call a column: as their file names it, or as a template shows it.
    pub(crate) fn seen(&self, say: &Say, column: &str) -> String {
        match column {
            "file" => String::new(),
            column => template::seen(say, &self.measure, &self.dimensions, column),
        }
    }

    /// A figure under its duty.
    pub(crate) fn line(&self, figure: Figure) -> Line {
        Line {
            duty: self.duties[figure.partner].number,
            period: figure.period,
            numerator: figure.numerator,
            denominator: figure.denominator,
            category: figure.category.map(|(dimension, at)| self.dimensions[dimension].categories[at].id),
            low: figure.about[0],
            high: figure.about[1],
            quality: figure.about[2].map(|quality| quality as i64),
            row: figure.row,
        }
    }

    /// Reads a file at once.
    pub(crate) fn read(&self, bytes: &[u8]) -> Result<(ImportTable, Found)> {
        let mut figures = Vec::new();
        let found = read::read(bytes, &self.wanted(), &mut figures).map_err(Error::Invalid)?;
        let table = ImportTable {
            measure: self.measure.number,
            mapping: Some(self.mapping.clone()),
            lines: figures.into_iter().map(|figure| self.line(figure)).collect(),
            ..ImportTable::default()
        };
        Ok((table, found))
    }

    /// Whether a file has the columns that this mapping names.
    pub(crate) fn fits(&self, bytes: &[u8]) -> bool {
        read::find(bytes, &self.wanted()).is_ok()
    }

    /// The same, if a file has its columns; otherwise which it lacks.
    pub(crate) fn checked(self, bytes: &[u8]) -> Result<Self> {
        read::find(bytes, &self.wanted()).map_err(Error::Invalid)?;
        Ok(self)
    }
}

/// The duties of a measure that this person may send figures for.
pub(crate) async fn own_duties(cx: &Context, read: &mut Read, measure: &Measure) -> Result<Vec<Duty>> {
    let mut duties = duty::store::of_measure(read, cx.initiative()?, measure.id).await?;
    duties.retain(|duty| cx.can(&IMPORT, duty.owner()));
    Ok(duties)
}

/// The rules that were agreed with the one partner of these duties: for the numerator and, where there is one, the
/// denominator.
pub(super) async fn rules(
    read: &mut Read,
    initiative: InitiativeId,
    duties: &[Duty],
) -> Result<Option<[String; 2]>> {
    let [duty] = duties else { return Ok(None) };
    let known = crosswalk::store::in_force(read, initiative, &[duty.id]).await?.remove(&duty.id);
    let rules = known.filter(|known| !known.numerator.is_empty());
    Ok(rules.map(|known| [known.numerator, known.denominator]))
}

/// Numbers are made of other columns only as it was agreed.
async fn agreed(read: &mut Read, initiative: InitiativeId, mapping: &Mapping, duties: &[Duty]) -> Result<()> {
    let named = [("numerator", &mapping.numerator), ("denominator", &mapping.denominator)];
    let asked: Vec<_> =
        named.into_iter().filter_map(|(field, name)| Some((field, header::rule(name)?))).collect();
    if asked.is_empty() {
        return Ok(());
    }
    let [above, below] = rules(read, initiative, duties).await?.unwrap_or_default();
    let of = |field: &str| if field == "numerator" { &above } else { &below };
    match asked.into_iter().find(|(field, rule)| of(field) != rule) {
        Some((field, _)) => Err(Problem::new(field, "import-problem-rule-agreed").into()),
        None => Ok(()),
    }
}

fn adds(measure: &Measure) -> bool {
    measure.in_force().value_kind().adds_over_places()
}

/// The categories as files name them. Where numbers add up, a place that holds others is their sum.
fn categories(dimension: &Dimension, adds: bool) -> Categories {
    let holding: HashSet<_> = dimension.categories.iter().filter_map(|place| place.parent).collect();
    let keyed = dimension.categories.iter().enumerate();
    Categories {
        places: dimension.places,
        keys: Keys::new(keyed.map(|(at, category)| (at, category.code.as_str(), category.name.as_str()))),
        holding: dimension.categories.iter().map(|place| adds && holding.contains(&place.id)).collect(),
    }
}
