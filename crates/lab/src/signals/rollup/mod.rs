//! `groundswell lab rollup`.

mod calendar;

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use clap::{Args, ValueEnum};
use serde_json::{Map, Value, json};
use signals::rollup::{Columns, Places, Reports, Spell, Total, Totals, Tree, Values, over_periods, roll_up};
use signals::{Coverage, Kind, OverPeriods, Pooled};

use self::calendar::{Calendar, Columned, Longer};
use crate::{Report, Stopwatch, Table, read_text};

/// How the command is used, for its help.
const EXAMPLE: &str = "\
Counties to states and the whole, for example:
  groundswell lab rollup county_unemployment_long.csv --tree org_hierarchy.csv --unit fips --period year
    --numerator unemployed --denominator labor_force --node fips --parent parent_fips --factor 100";

/// What `lab rollup` is asked.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Rollup {
    /// A CSV file with a row for each unit and period. An empty value is missing, never zero
    values: PathBuf,
    /// A CSV file with a row for each place and the place it lies in, which is empty for a root
    #[arg(long)]
    tree: PathBuf,
    /// What the values are, which decides how they add up: flow (events: sums), ratio (numerators and
    /// denominators are summed), mean (so are sums and numbers), stock (sums over places, the last over
    /// periods), index, estimate, not-additive (none of these is added over places)
    #[arg(long, value_parser = kind, default_value = "ratio")]
    kind: Kind,
    /// Multiply ratios and means: 100 for percentages, 1000 for a rate per thousand
    #[arg(long, default_value_t = 1.0)]
    factor: f64,
    /// The column of the values that names the reporting unit
    #[arg(long, value_name = "COLUMN", default_value = "unit")]
    unit: String,
    /// The column of the values that names the period
    #[arg(long, value_name = "COLUMN", default_value = "period")]
    period: String,
    /// The column of numerators, or of sums for means
    #[arg(long, value_name = "COLUMN", default_value = "numerator")]
    numerator: String,
    /// The column of denominators, or of numbers for means
    #[arg(long, value_name = "COLUMN", default_value = "denominator")]
    denominator: String,
    /// The column of values of all kinds that are not divided
    #[arg(long, value_name = "COLUMN", default_value = "value")]
    value: String,
    /// The column of the tree that names the place
    #[arg(long, value_name = "COLUMN", default_value = "node")]
    node: String,
    /// The column of the tree that names the place it lies in
    #[arg(long, value_name = "COLUMN", default_value = "parent")]
    parent: String,
    /// Values of places that hold others: show them beside the sums, or add them as one more report
    #[arg(long, value_enum, default_value = "beside")]
    inner: Inner,
    /// Roll periods up, too, into these
    #[arg(long, value_enum)]
    to: Option<Longer>,
    /// With --to: stocks become their mean by days instead of the last
    #[arg(long, requires = "to")]
    mean_by_days: bool,
    /// Below this share of expected reports a value is partial
    #[arg(long, default_value_t = Coverage::FLOOR)]
    floor: f64,
    /// Only places of this level; roots are of level 1
    #[arg(long)]
    level: Option<usize>,
}

fn kind(word: &str) -> Result<Kind, String> {
    let words = || Kind::ALL.map(Kind::as_str).join(", ");
    Kind::ALL.into_iter().find(|kind| kind.as_str() == word).ok_or_else(|| format!("one of {}", words()))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Inner {
    Beside,
    Add,
}

impl Rollup {
    pub(crate) fn run(&self, stopwatch: &mut Stopwatch) -> Result<Report> {
        let places = Places::read(&read_text(&self.tree)?, &self.node, &self.parent)
            .with_context(|| format!("{} could not be read as a tree", self.tree.display()))?;
        if self.kind.is_divided() {
            self.of(&places, [self.numerator.as_str(), self.denominator.as_str()], stopwatch)
        } else {
            self.of(&places, [self.value.as_str()], stopwatch)
        }
    }

    fn of<const N: usize>(
        &self,
        places: &Places,
        parts: [&str; N],
        stopwatch: &mut Stopwatch,
    ) -> Result<Report> {
        let columns = Columns { place: &self.unit, period: &self.period, parts };
        let values = Values::read(&read_text(&self.values)?, places, &columns)
            .with_context(|| format!("{} could not be read as values", self.values.display()))?;
        let calendar = Calendar::of(&values.periods, self.to)?;

        // Values that do not add over places stay where they are: no place lies in another.
        let tree = if self.kind.adds_over_places() {
            places.tree.clone()
        } else {
            Tree::new(vec![None; places.names.len()])?
        };
        let holding = tree.holding();
        let adds = |place: &usize| !holding[*place] || self.inner == Inner::Add;
        let reporters: Vec<usize> = (0..places.names.len())
            .filter(|place| adds(place) && (!holding[*place] || values.row(*place).iter().any(is_known)))
            .collect();
        let rows: Vec<[f64; N]> = reporters.iter().flat_map(|place| values.row(*place)).copied().collect();
        let reports = Reports { places: &reporters, columns: values.periods.len(), values: &rows };
        let totals = stopwatch.time(|| roll_up(&tree, reports, None))?;

        ensure!(
            !self.mean_by_days || self.kind == Kind::Stock,
            "only stocks have a mean by days; leave out --mean-by-days"
        );
        let how = if self.mean_by_days { OverPeriods::MeanByDays } else { self.kind.over_periods() };
        ensure!(
            self.to.is_none() || how != OverPeriods::No,
            "values of the kind {} do not become those of longer periods; leave out --to",
            self.kind.as_str()
        );
        let shown =
            Shown { places, values: &values, totals: &totals, calendar: &calendar, how, holding: &holding };
        Ok(Report { json: self.json(&shown), tables: vec![self.table(&shown)] })
    }

    /// Whether this place's total is asked for.
    fn asked(&self, places: &Places, place: usize) -> bool {
        self.level.is_none_or(|level| places.tree.level(place) == level)
    }

    fn json<const N: usize>(&self, shown: &Shown<'_, N>) -> Value {
        let places = shown.places;
        let nodes = (0..places.names.len()).filter(|place| self.asked(places, *place)).map(|place| {
            let periods = shown.calendar.longer.iter().map(|longer| {
                let total = shown.total(place, longer);
                let mut cell = self.parts(total.parts);
                cell.insert("period".into(), longer.period.to_string().into());
                cell.insert("reported".into(), total.coverage.reported.into());
                cell.insert("expected".into(), total.coverage.expected.into());
                cell.insert("partial".into(), total.coverage.partial(self.floor).into());
                if let Some(own) = self.own(shown, place, longer) {
                    cell.insert("own".into(), self.parts(Some(own)).into());
                }
                Value::from(cell)
            });
            json!({
                "node": places.names[place],
                "parent": places.tree.parent(place).map(|parent| &places.names[parent]),
                "level": places.tree.level(place),
                "periods": periods.collect::<Vec<_>>(),
            })
        });
        json!({ "kind": self.kind.as_str(), "factor": self.factor, "nodes": nodes.collect::<Vec<_>>() })
    }

    /// What a place that holds others reported of itself, where it is shown beside.
    fn own<const N: usize>(&self, shown: &Shown<'_, N>, place: usize, longer: &Columned) -> Option<[f64; N]> {
        let [column] = longer.columns[..] else { return None };
        let beside = self.inner == Inner::Beside && shown.holding[place];
        column.filter(|_| beside).map(|column| shown.values.row(place)[column]).filter(is_known)
    }

    fn parts<const N: usize>(&self, parts: Option<[f64; N]>) -> Map<String, Value> {
        let mut named = Map::new();
        if let [_, _] = [0.0; N][..] {
            named.insert("numerator".into(), parts.map(|parts| parts[0]).into());
            named.insert("denominator".into(), parts.map(|parts| parts[1]).into());
        }
        named.insert("value".into(), self.divided(parts).into());
        named
    }

    fn divided<const N: usize>(&self, parts: Option<[f64; N]>) -> Option<f64> {
        match parts?[..] {
            [numerator, denominator] => Pooled { numerator, denominator }.rate(self.factor),
            [value, ..] => Some(value),
            [] => None,
        }
    }

    fn table<const N: usize>(&self, shown: &Shown<'_, N>) -> Table {
        let places = shown.places;
        let caption = format!("{} places, values of the kind {}", places.names.len(), self.kind.as_str());
        let mut table = Table::new(caption, ["place", "period", "value", "reported", "expected", ""]);
        let asked = |place: &usize| match self.level {
            None => shown.holding[*place] || !self.kind.adds_over_places(),
            Some(_) => self.asked(places, *place),
        };
        for place in (0..places.names.len()).filter(asked) {
            for longer in &shown.calendar.longer {
                let Total { parts, coverage } = shown.total(place, longer);
                table.row([
                    places.names[place].clone(),
                    longer.period.to_string(),
                    self.divided(parts).map_or_else(String::new, |value| format!("{value:.4}")),
                    coverage.reported.to_string(),
                    coverage.expected.to_string(),
                    if coverage.partial(self.floor) { "partial".into() } else { String::new() },
                ]);
            }
        }
        if self.level.is_none() && self.kind.adds_over_places() {
            table.note = String::from("Only places that hold others; --level or --json shows all.");
        }
        table
    }
}

/// All that is shown.
struct Shown<'a, const N: usize> {
    places: &'a Places,
    values: &'a Values<N>,
    totals: &'a Totals<'a, N>,
    calendar: &'a Calendar,
    how: OverPeriods,
    holding: &'a [bool],
}

impl<const N: usize> Shown<'_, N> {
    fn total(&self, place: usize, longer: &Columned) -> Total<N> {
        let of = |column: Option<usize>| match column {
            Some(column) => self.totals.total(place, column),
            None => self.totals.nothing(place),
        };
        if let [column] = longer.columns[..] {
            return of(column);
        }
        let spells: Vec<Spell<N>> = (longer.columns.iter().zip(&longer.days))
            .map(|(column, days)| Spell { days: *days, total: of(*column) })
            .collect();
        over_periods(&spells, self.how).unwrap_or_else(|| self.totals.nothing(place))
    }
}

fn is_known<const N: usize>(value: &[f64; N]) -> bool {
    value.iter().all(|part| part.is_finite())
}

#[cfg(test)]
mod tests;
