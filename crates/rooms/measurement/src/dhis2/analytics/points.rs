//! The values behind a question, each measure's read once.

use std::collections::{BTreeMap, HashMap};

use ::store::Read;
use kernel::{Context, Result};
use signals::rollup::{Spell, Total, over_periods};
use signals::{Coverage, Grain, Kind, Period, Pooled};

use crate::dhis2::{Catalogue, Unit};
use crate::dimension::CategoryId;
use crate::measure::READ_PARTS;
use crate::submission::{self, Submission};
use crate::surface;
use crate::value::Value;

/// What is known of one measure in one place for one period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    /// Numerator and denominator; `None` if missing or hidden.
    pub(super) parts: Option<[f64; 2]>,
    pub(super) coverage: Coverage,
}

impl Point {
    pub(super) fn pooled(&self) -> Option<Pooled> {
        self.parts.map(|[numerator, denominator]| Pooled { numerator, denominator })
    }
}

/// All points of one measure in one place.
pub(super) struct Line {
    grain: Grain,
    points: BTreeMap<String, Point>,
}

impl Line {
    fn new(grain: Grain, points: impl Iterator<Item = (String, Point)>) -> Self {
        Self { grain, points: points.collect() }
    }

    /// The value of a period, or of all those in a longer one; nothing where one of them has none.
    pub(super) fn over(&self, kind: Kind, period: Period) -> Option<Point> {
        if period.grain() == self.grain {
            return self.points.get(&period.to_string()).copied();
        }
        let first = self.grain.around(period.start())?;
        let first = if first.within(&period) { first } else { first.next()? };
        let inside = std::iter::successors(Some(first), Period::next).take_while(|one| one.within(&period));
        self.together(kind, inside)
    }

    /// Several periods as one; nothing where one of them has no value, or where such values do not become one.
    pub(super) fn together(&self, kind: Kind, periods: impl Iterator<Item = Period>) -> Option<Point> {
        let mut spells = Vec::new();
        let mut last = None;
        for period in periods {
            let point = if period.grain() == self.grain {
                *self.points.get(&period.to_string())?
            } else {
                self.over(kind, period)?
            };
            point.parts?;
            last = Some(point);
            spells.push(Spell {
                days: period.days(),
                total: Total { parts: point.parts, coverage: point.coverage },
            });
        }
        if spells.len() == 1 {
            return last;
        }
        let total = over_periods(&spells, kind.over_periods()).filter(|_| !spells.is_empty())?;
        Some(Point { parts: total.parts, coverage: total.coverage })
    }
}

/// The values behind a question.
pub(super) struct Points(HashMap<(usize, Unit, Option<CategoryId>), Line>);

impl Points {
    /// Reads what is asked for and may be seen: as many questions to the database as measures are asked for, however
    /// many units and periods.
    pub(super) async fn load(
        cx: &Context,
        read: &mut Read,
        catalogue: &Catalogue,
        wanted: impl Iterator<Item = (usize, Option<CategoryId>)>,
        units: &[Unit],
    ) -> Result<Self> {
        let mut categories: BTreeMap<usize, Vec<Option<CategoryId>>> = BTreeMap::new();
        for (measure, category) in wanted {
            categories.entry(measure).or_default().push(category);
        }
        let mut lines = HashMap::new();
        for (at, categories) in categories {
            let measure = &catalogue.measures[at];
            let grain = measure.in_force().frequency().grain();
            if units.contains(&Unit::Whole) {
                let whole = surface::whole(cx, read, measure).await?;
                lines.insert((at, Unit::Whole, None), Line::new(grain, whole.into_iter().map(of_value)));
            }
            for dimension in &catalogue.dimensions[at] {
                let holds = |category: CategoryId| dimension.category(category).is_some();
                let parts = categories.iter().flatten().any(|category| holds(*category));
                if !parts || !units.contains(&Unit::Whole) {
                    continue;
                }
                for (category, values) in surface::parts(cx, read, measure, dimension).await? {
                    let line = Line::new(grain, values.into_iter().map(of_value));
                    lines.insert((at, Unit::Whole, Some(category)), line);
                }
            }
            if cx.could(&READ_PARTS) && units.iter().any(|unit| matches!(unit, Unit::Partner(_))) {
                let owed: Vec<_> = catalogue.owed(at).map(|duty| duty.id.0).collect();
                let accepted = submission::store::accepted_of_duties(read, cx.initiative()?, &owed).await?;
                let mut of: HashMap<usize, Vec<Submission>> = HashMap::new();
                for submission in accepted {
                    let owes = catalogue.duty_by_id(submission.duty);
                    if let Some(partner) = owes.and_then(|duty| catalogue.partner_of(duty)) {
                        of.entry(partner).or_default().push(submission);
                    }
                }
                for (partner, own) in of {
                    lines.insert(
                        (at, Unit::Partner(partner), None),
                        Line::new(grain, own.into_iter().map(of_submission)),
                    );
                }
            }
        }
        Ok(Self(lines))
    }

    /// What is known of a measure there.
    pub(super) fn of(&self, measure: usize, unit: Unit, category: Option<CategoryId>) -> Option<&Line> {
        self.0.get(&(measure, unit, category))
    }
}

fn of_value(value: Value) -> (String, Point) {
    let parts = value.pooled().map(|pooled| [pooled.numerator, pooled.denominator]);
    let point = Point { parts, coverage: value.coverage() };
    (value.period, point)
}

fn of_submission(submission: Submission) -> (String, Point) {
    let Pooled { numerator, denominator } = submission.parts();
    let coverage = Coverage { reported: 1, expected: 1 };
    (submission.period, Point { parts: Some([numerator, denominator]), coverage })
}
