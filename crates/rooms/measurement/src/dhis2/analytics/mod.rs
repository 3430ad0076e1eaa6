//! `GET analytics`: values by what, when and where.

mod period;
mod points;

use ::store::Read;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::{Context, Result};
use serde_json::{Map, Value, json};
use signals::Period;
use web::Sent;

use self::points::{Point, Points};
use super::scheme::Schemes;
use super::uid::uid;
use super::{Catalogue, Element, Half, Refusal, Scheme, Unit};
use crate::dimension::CategoryId;

/// The most values of one answer, as there.
const MOST: usize = 100_000;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Element(Element),
    Indicator(usize),
    Rate(usize, Rate),
}

/// How many report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rate {
    Share,
    Actual,
    Expected,
}

impl Rate {
    const ALL: [(&str, Self); 3] = [
        ("REPORTING_RATE", Self::Share),
        ("ACTUAL_REPORTS", Self::Actual),
        ("EXPECTED_REPORTS", Self::Expected),
    ];
}

impl Wanted {
    fn measure(self) -> usize {
        match self {
            Self::Element(element) => element.measure,
            Self::Indicator(measure) | Self::Rate(measure, _) => measure,
        }
    }
}

/// One item of what is asked for: its name as it came, what it is, and of which category.
struct Item {
    name: String,
    wanted: Wanted,
    category: Option<CategoryId>,
}

/// Which of an answer's dimensions have a column.
struct Columns {
    combos: bool,
    /// Without one, all periods become one.
    periods: bool,
    units: bool,
}

/// A question, understood.
struct Question {
    items: Vec<Item>,
    periods: Vec<(String, Period)>,
    units: Vec<Unit>,
    columns: Columns,
    /// Whether the halves of each value stand beside it.
    parts: bool,
    named: Schemes,
}

/// The table that answers a question.
pub(super) async fn answer(
    cx: &Context,
    read: &mut Read,
    catalogue: &Catalogue,
    query: &Sent,
) -> Result<Result<Value, Refusal>> {
    let today = cx.now().to_zoned(TimeZone::UTC).date();
    let question = match Question::read(cx, catalogue, query, today) {
        Ok(question) => question,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let cells = question.items.len() * question.periods.len() * question.units.len();
    if cells > MOST {
        let words =
            format!("{cells} values are more than {MOST}: ask for fewer periods, units or indicators");
        return Ok(Err(Refusal::conflict("E7128", words)));
    }
    let wanted = question.items.iter().map(|item| (item.wanted.measure(), item.category));
    let points = Points::load(cx, read, catalogue, wanted, &question.units).await?;
    Ok(Ok(question.table(catalogue, &points, !query.get("skipMeta").eq_ignore_ascii_case("true"))))
}

/// The items of a dimension, and whether it is a column; `None` if it was not asked for.
fn dimension<'a>(query: &'a Sent, name: &'a str) -> Option<(Vec<&'a str>, bool)> {
    let of = |key: &'a str| {
        let found = query.all(key).filter_map(move |text| match text.split_once(':') {
            Some((dimension, items)) if dimension == name => Some(items),
            None if text == name => Some(""),
            _ => None,
        });
        let mut found = found.peekable();
        found.peek()?;
        let items = found.flat_map(|items| items.split(';')).map(str::trim).filter(|item| !item.is_empty());
        Some(items.collect::<Vec<_>>())
    };
    of("dimension").map(|items| (items, true)).or_else(|| of("filter").map(|items| (items, false)))
}

impl Question {
    fn read(cx: &Context, catalogue: &Catalogue, query: &Sent, today: Date) -> Result<Self, Refusal> {
        let scheme = Schemes::asked(&Sent::default().with("idScheme", query.get("inputIdScheme")))?;
        let named = Schemes::asked(&Sent::default().with("idScheme", query.get("outputIdScheme")))?;
        let (names, column) = dimension(query, "dx").filter(|(names, _)| !names.is_empty()).ok_or_else(|| {
            Refusal::conflict("E7102", "At least one data element, indicator or reporting rate must be asked for: dimension=dx:…")
        })?;
        if !column {
            return Err(Refusal::conflict(
                "E7143",
                "Values of several things are never added up here: ask for dx as a dimension",
            ));
        }
        let combos = dimension(query, "co");
        let mut items = Vec::new();
        for name in names {
            items.extend(find(
                catalogue,
                name,
                scheme.elements,
                combos.as_ref().map(|(names, _)| names.as_slice()),
            )?);
        }
        let (periods, each_period) = Self::periods(query, today)?;
        let (units, unit_column) = match dimension(query, "ou") {
            None => (vec![Unit::Whole], false),
            Some((names, column)) => (units(cx, catalogue, &names, scheme.units)?, column),
        };
        if !unit_column && units.len() > 1 {
            return Err(Refusal::conflict(
                "E7144",
                "Values of several units are added up by the initiative’s own tree: filter by one unit, or ask for ou as a dimension",
            ));
        }
        let parts = query.get("includeNumDen").eq_ignore_ascii_case("true");
        let columns = Columns { combos: combos.is_some(), periods: each_period, units: unit_column };
        Ok(Self { items, periods, units, columns, parts, named })
    }

    fn periods(query: &Sent, today: Date) -> Result<(Vec<(String, Period)>, bool), Refusal> {
        if let Some((names, column)) = dimension(query, "pe").filter(|(names, _)| !names.is_empty()) {
            let today = match query.get("relativePeriodDate") {
                "" => today,
                day => day.parse().map_err(|_| period::wrong(day))?,
            };
            let mut periods = Vec::new();
            for name in names {
                for period in period::read(name, today)? {
                    let id = period.dhis2().unwrap_or_else(|| period.to_string());
                    if !periods.iter().any(|(known, _)| *known == id) {
                        periods.push((id, period));
                    }
                }
            }
            return Ok((periods, column));
        }
        let day = |name: &str| query.parse::<Date>(name);
        let range = day("startDate").zip(day("endDate")).and_then(|(first, last)| Period::range(first, last));
        match range {
            Some(range) => Ok((vec![(range.to_string(), range)], false)),
            None => Err(Refusal::conflict(
                "E7104",
                "At least one period, or a startDate and an endDate, must be given: dimension=pe:…",
            )),
        }
    }

    fn table(&self, catalogue: &Catalogue, points: &Points, meta: bool) -> Value {
        let mut rows = Vec::new();
        for item in &self.items {
            let measure = &catalogue.measures[item.wanted.measure()];
            let version = measure.in_force();
            for unit in &self.units {
                let of = points.of(item.wanted.measure(), *unit, item.category);
                let mut row = |id: &str, point: Option<Point>| {
                    if let Some(value) = point.and_then(|point| value(item.wanted, version.factor, &point)) {
                        rows.push(self.row(catalogue, item, *unit, id, value, point.as_ref()));
                    }
                };
                let kind = version.value_kind();
                if self.columns.periods {
                    for (id, period) in &self.periods {
                        row(id, of.and_then(|of| of.over(kind, *period)));
                    }
                } else {
                    let all = self.periods.iter().map(|(_, period)| *period);
                    row("", of.and_then(|of| of.together(kind, all)));
                }
            }
        }
        let headers = self.headers();
        let (width, height) = (headers.len(), rows.len());
        let mut table = json!({
            "headers": headers, "rowContext": {}, "rows": rows,
            "width": width, "height": height, "headerWidth": width,
        });
        if meta {
            table["metaData"] = self.meta(catalogue);
        }
        table
    }

    fn row(
        &self,
        catalogue: &Catalogue,
        item: &Item,
        unit: Unit,
        period: &str,
        value: f64,
        point: Option<&Point>,
    ) -> Vec<String> {
        let mut row = vec![self.item_name(catalogue, item)];
        if self.columns.combos {
            row.push(catalogue.combo_name(item.wanted.measure(), item.category, self.named.combos));
        }
        if self.columns.periods {
            row.push(period.to_owned());
        }
        if self.columns.units {
            row.push(catalogue.unit_name(unit, self.named.units));
        }
        row.push(value.to_string());
        if self.parts {
            let halves =
                point.filter(|_| matches!(item.wanted, Wanted::Indicator(_))).and_then(|point| point.parts);
            match halves {
                Some([above, below]) => {
                    let factor = catalogue.measures[item.wanted.measure()].in_force().factor;
                    row.extend([above, below, factor, factor, 1.0].map(|number| number.to_string()));
                }
                None => row.extend(std::iter::repeat_n(String::new(), 5)),
            }
        }
        row
    }

    fn item_name(&self, catalogue: &Catalogue, item: &Item) -> String {
        let scheme = self.named.elements;
        match item.wanted {
            // An element's category or a rate is called as it was asked for.
            _ if item.name.contains('.') => item.name.clone(),
            Wanted::Element(element) => catalogue.element_name(element, scheme),
            Wanted::Indicator(measure) | Wanted::Rate(measure, _) => {
                let measure = &catalogue.measures[measure];
                scheme.of(&uid("indicator", measure.id.0), &format!("M{}", measure.number)).to_owned()
            }
        }
    }

    fn headers(&self) -> Vec<Value> {
        let text = |name: &str, column: &str| json!({ "name": name, "column": column, "valueType": "TEXT", "type": "java.lang.String", "hidden": false, "meta": true });
        let number = |name: &str, column: &str| json!({ "name": name, "column": column, "valueType": "NUMBER", "type": "java.lang.Double", "hidden": false, "meta": false });
        let mut headers = vec![text("dx", "Data")];
        if self.columns.combos {
            headers.push(text("co", "Category option combo"));
        }
        if self.columns.periods {
            headers.push(text("pe", "Period"));
        }
        if self.columns.units {
            headers.push(text("ou", "Organisation unit"));
        }
        headers.push(number("value", "Value"));
        if self.parts {
            for (name, column) in [
                ("numerator", "Numerator"),
                ("denominator", "Denominator"),
                ("factor", "Factor"),
                ("multiplier", "Multiplier"),
                ("divisor", "Divisor"),
            ] {
                headers.push(number(name, column));
            }
        }
        headers
    }

    fn meta(&self, catalogue: &Catalogue) -> Value {
        let mut items = Map::new();
        let mut dx = Vec::new();
        for item in &self.items {
            let name = self.item_name(catalogue, item);
            let title = match item.wanted {
                Wanted::Element(element) => catalogue.element_title(element),
                Wanted::Indicator(measure) | Wanted::Rate(measure, _) => {
                    catalogue.measures[measure].name.clone()
                }
            };
            items.insert(name.clone(), json!({ "name": title }));
            dx.push(name);
        }
        dx.dedup();
        for unit in &self.units {
            let name = catalogue.unit_name(*unit, self.named.units);
            items.insert(name, json!({ "name": catalogue.unit_title(*unit) }));
        }
        for (id, period) in &self.periods {
            items.insert(id.clone(), json!({ "name": period.to_string() }));
        }
        let units = self.units.iter().map(|unit| catalogue.unit_name(*unit, self.named.units));
        let mut combos: Vec<String> = Vec::new();
        for item in self.items.iter().filter(|_| self.columns.combos) {
            let name = catalogue.combo_name(item.wanted.measure(), item.category, self.named.combos);
            if !combos.contains(&name) {
                let category = item.category.and_then(|id| catalogue.category(item.wanted.measure(), id));
                let title = category.map_or("default", |category| &category.name);
                items.insert(name.clone(), json!({ "name": title }));
                combos.push(name);
            }
        }
        let periods = self.periods.iter().map(|(id, _)| id.as_str());
        json!({
            "items": items,
            "dimensions": {
                "dx": dx,
                "pe": periods.collect::<Vec<_>>(),
                "ou": units.collect::<Vec<_>>(),
                "co": combos,
            },
        })
    }
}

fn value(wanted: Wanted, factor: f64, point: &Point) -> Option<f64> {
    match wanted {
        Wanted::Element(Element { half: Half::Numerator, .. }) => point.parts.map(|[above, _]| above),
        Wanted::Element(Element { half: Half::Denominator, .. }) => point.parts.map(|[_, below]| below),
        Wanted::Indicator(_) => point.pooled()?.rate(factor),
        Wanted::Rate(_, Rate::Share) => point.coverage.share().map(|share| share * 100.0),
        Wanted::Rate(_, Rate::Actual) => Some(point.coverage.reported as f64),
        Wanted::Rate(_, Rate::Expected) => Some(point.coverage.expected as f64),
    }
}

/// What an item of `dx` means: an element, one of its categories (`element.combination`), an indicator, or how many
/// reported (`set.REPORTING_RATE`). With categories as a column, one for each of them.
fn find(
    catalogue: &Catalogue,
    name: &str,
    scheme: Scheme,
    combos: Option<&[&str]>,
) -> Result<Vec<Item>, Refusal> {
    let unknown = || {
        Refusal::conflict(
            "E7124",
            format!("Nothing here has the name {name}: ask dataElements, indicators and dataSets"),
        )
    };
    let (thing, part) = name.split_once('.').map_or((name, None), |(thing, part)| (thing, Some(part)));
    let item = |wanted, category| Item { name: name.to_owned(), wanted, category };
    if let Some((set, rate)) = part.and_then(|part| {
        let rate = Rate::ALL.into_iter().find(|(word, _)| *word == part)?.1;
        Some((catalogue.set(thing, scheme)?, rate))
    }) {
        return Ok(vec![item(Wanted::Rate(set, rate), None)]);
    }
    let wanted = match (catalogue.element(thing, scheme), catalogue.indicator(thing, scheme)) {
        (Some(element), _) => Wanted::Element(element),
        (None, Some(measure)) => Wanted::Indicator(measure),
        (None, None) => return Err(unknown()),
    };
    let measure = wanted.measure();
    if let Some(part) = part {
        let category = catalogue.combo(measure, part, scheme).ok_or_else(unknown)?.category();
        return Ok(vec![item(wanted, category)]);
    }
    let Some(combos) = combos else { return Ok(vec![item(wanted, None)]) };
    let told = catalogue.dimensions[measure].iter();
    let every = told.flat_map(|dimension| dimension.categories.iter().map(|category| Some(category.id)));
    let asked: Vec<Option<CategoryId>> =
        combos.iter().filter_map(|combo| Some(catalogue.combo(measure, combo, scheme)?.category())).collect();
    let chosen = |category: &Option<CategoryId>| combos.is_empty() || asked.contains(category);
    Ok(std::iter::once(None).chain(every).filter(chosen).map(|category| item(wanted, category)).collect())
}

/// The units of `ou`: identifiers, `LEVEL-2` within them, the caller's own.
fn units(cx: &Context, catalogue: &Catalogue, names: &[&str], scheme: Scheme) -> Result<Vec<Unit>, Refusal> {
    let (mut units, mut levels) = (Vec::new(), Vec::new());
    let mine = |unit: &Unit| match unit {
        Unit::Partner(at) => cx.actor.standing.partnerships.contains(&catalogue.partners[*at].id.0),
        _ => false,
    };
    let every = catalogue.units();
    for name in names {
        if let Some(level) = name.strip_prefix("LEVEL-").and_then(|level| level.parse::<usize>().ok()) {
            levels.push(level);
        } else if *name == "USER_ORGUNIT" {
            let own = every.iter().map(|(unit, _)| *unit).filter(mine).collect::<Vec<_>>();
            units.extend(if own.is_empty() { vec![Unit::Whole] } else { own });
        } else if *name == "USER_ORGUNIT_CHILDREN" {
            units.extend((0..catalogue.partners.len()).map(Unit::Partner));
        } else {
            let found = catalogue.unit_named(name, scheme);
            units.push(found.ok_or_else(|| {
                Refusal::conflict("E7124", format!("No organisation unit here has the name {name}"))
            })?);
        }
    }
    if levels.is_empty() {
        return Ok(if units.is_empty() { vec![Unit::Whole] } else { units });
    }
    let within = |unit: Unit| units.is_empty() || units.iter().any(|other| catalogue.lies_in(unit, *other));
    let found = every.iter().filter(|(unit, level)| levels.contains(level) && within(*unit));
    Ok(found.map(|(unit, _)| *unit).collect())
}
