//! An annotation: something that happened, on a day or over some days, written where a curve may show it.

pub(crate) mod acts;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Ability, Context, Result, Role, any};
use web::ExportTable;

use crate::cycle::Frequency;
use crate::measure::MeasureId;

kernel::ids! {
    /// An annotation.
    AnnotationId
}

/// Noting what happened.
pub(crate) static NOTE: Ability =
    Ability { name: "measurement.annotation.note", grants: &[any(Role::Member)] };

/// What kind of event it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Occasion {
    /// A rule or a law is different.
    Policy,
    /// It is counted differently.
    Method,
    /// Something closed or opened.
    Closure,
    /// An early success.
    QuickWin,
    /// What nobody here did: an economy, a storm.
    Outside,
}

impl Occasion {
    /// Every kind.
    pub(crate) const ALL: [Self; 5] =
        [Self::Policy, Self::Method, Self::Closure, Self::QuickWin, Self::Outside];

    /// Its word in the database; its text's key is `annotation-kind-` and this.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::Method => "method",
            Self::Closure => "closure",
            Self::QuickWin => "quick-win",
            Self::Outside => "outside",
        }
    }

    /// The kind of that word.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// An annotation as it was noted.
#[derive(Debug, Clone)]
pub(crate) struct Annotation {
    pub(crate) id: AnnotationId,
    pub(crate) number: i64,
    pub(crate) measure: MeasureId,
    pub(crate) kind: String,
    pub(crate) words: String,
    /// The day, or the first of the days: `2008-09-15`.
    pub(crate) day: String,
    /// The last of the days; empty if it was one.
    pub(crate) until: String,
    /// Where it can be looked up; may be empty.
    pub(crate) source: String,
    pub(crate) noted_by: String,
    pub(crate) noted_at: Timestamp,
}

impl Annotation {
    /// The first and the last period it lies in.
    pub(crate) fn periods(&self, frequency: Frequency) -> Option<(String, String)> {
        let of = |day: &str| frequency.of_day(day.parse().ok()?);
        let first = of(&self.day)?;
        let last = of(&self.until).unwrap_or_else(|| first.clone());
        Some((first, last))
    }

    /// The day, or both ends, as dates.
    pub(crate) fn days(&self) -> (Option<Date>, Option<Date>) {
        (self.day.parse().ok(), self.until.parse().ok())
    }
}

/// The annotations as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = store::all(read, cx.initiative()?).await?.into_iter().map(|annotation| {
        vec![
            annotation.id.to_string(),
            annotation.number.to_string(),
            annotation.measure.to_string(),
            annotation.kind,
            annotation.words,
            annotation.day,
            annotation.until,
            annotation.source,
            annotation.noted_by,
            annotation.noted_at.to_string(),
        ]
    });
    Ok(ExportTable {
        name: "annotations",
        columns: &[
            "id", "number", "measure", "kind", "words", "day", "until", "source", "noted_by", "noted_at",
        ],
        rows: rows.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_its_word() {
        for kind in Occasion::ALL {
            assert_eq!(Occasion::from_word(kind.word()), Some(kind));
        }
        assert_eq!(Occasion::from_word("weather"), None);
    }

    #[test]
    fn days_lie_in_the_periods_of_a_measure() {
        let annotation = |day: &str, until: &str| Annotation {
            id: AnnotationId::new(),
            number: 1,
            measure: MeasureId::new(),
            kind: "outside".into(),
            words: "Recession".into(),
            day: day.into(),
            until: until.into(),
            source: String::new(),
            noted_by: String::new(),
            noted_at: Timestamp::UNIX_EPOCH,
        };
        let long = annotation("2007-12-01", "2009-06-30");
        assert_eq!(long.periods(Frequency::Yearly), Some(("2007".into(), "2009".into())));
        assert_eq!(annotation("2008-09-15", "").periods(Frequency::Monthly).unwrap().1, "2008-09");
        assert_eq!(annotation("soon", "").periods(Frequency::Yearly), None);
    }
}
