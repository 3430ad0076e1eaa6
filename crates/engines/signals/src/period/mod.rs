//! Periods: days, weeks, months, quarters, half years, years from whichever month, and any other range of
//! days.
//!
//! A period knows its first and last day, so that periods of different grains can be compared: a month lies
//! within its quarter, a week often within no month.

mod cadence;
mod read;

use std::fmt;

use jiff::civil::Date;
use jiff::{Span, ToSpan};

pub use cadence::Cadence;
pub use read::NoPeriod;

/// How long a period is, and where such periods begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// A day.
    Day,
    /// A week from Monday to Sunday; the year of its number is that of its Thursday (ISO 8601).
    Week,
    /// A month.
    Month,
    /// A quarter of a year, the first from January.
    Quarter,
    /// Half a year, the first from January.
    HalfYear,
    /// A year from January.
    Year,
    /// A year from another month, 2 to 12: financial years, school years.
    YearFrom(i8),
    /// Any days in a row.
    Range,
}

impl Grain {
    /// The year that begins with this month, 1 to 12.
    pub fn year_from(month: i8) -> Self {
        if month == 1 { Self::Year } else { Self::YearFrom(month) }
    }

    /// How many of them a year has; `None` if that differs or is unknown.
    pub fn in_a_year(self) -> Option<i32> {
        self.months().map(|(months, _)| 12 / months)
    }

    /// The period of this grain in which a day lies; `None` for ranges, which may begin anywhere, and at the
    /// ends of the calendar.
    pub fn around(self, day: Date) -> Option<Period> {
        let (start, length) = match (self, self.months()) {
            (Self::Day, _) => (day, 1.day()),
            (Self::Week, _) => {
                (day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok()?, 1.week())
            }
            (_, Some((months, offset))) => (first_of_month(block(day, months, offset))?, months.months()),
            (_, None) => return None,
        };
        Period::long(self, start, length)
    }

    /// Its length in months and how many months after January the first begins, if it is made of months.
    fn months(self) -> Option<(i32, i32)> {
        match self {
            Self::Month => Some((1, 0)),
            Self::Quarter => Some((3, 0)),
            Self::HalfYear => Some((6, 0)),
            Self::Year => Some((12, 0)),
            Self::YearFrom(month) => Some((12, i32::from(month) - 1)),
            Self::Day | Self::Week | Self::Range => None,
        }
    }
}

/// Months since the year 0 until the first month of the block of so many months in which a day lies.
fn block(day: Date, months: i32, offset: i32) -> i32 {
    let month = i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
    (month - offset).div_euclid(months) * months + offset
}

fn first_of_month(month: i32) -> Option<Date> {
    Date::new(i16::try_from(month.div_euclid(12)).ok()?, month.rem_euclid(12) as i8 + 1, 1).ok()
}

/// A period. Periods sort as time goes: by their first day, shorter ones first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    grain: Grain,
    start: Date,
    end: Date,
}

impl Period {
    /// Any days in a row; `None` if the last is before the first.
    pub fn range(first: Date, last: Date) -> Option<Self> {
        (first <= last).then_some(Self { grain: Grain::Range, start: first, end: last })
    }

    fn long(grain: Grain, start: Date, length: Span) -> Option<Self> {
        let end = start.checked_add(length).ok()?.yesterday().ok()?;
        Some(Self { grain, start, end })
    }

    /// How long it is, and where such periods begin.
    pub fn grain(&self) -> Grain {
        self.grain
    }

    /// Its first day.
    pub fn start(&self) -> Date {
        self.start
    }

    /// Its last day.
    pub fn end(&self) -> Date {
        self.end
    }

    /// How many days it has.
    pub fn days(&self) -> i32 {
        days_between(self.start, self.end) + 1
    }

    /// The one after it; after a range, as many days. `None` at the end of the calendar.
    pub fn next(&self) -> Option<Self> {
        let start = self.end.tomorrow().ok()?;
        match self.grain {
            Grain::Range => Self::long(Grain::Range, start, self.days().days()),
            grain => grain.around(start),
        }
    }

    /// The one before it; before a range, as many days. `None` at the beginning of the calendar.
    pub fn previous(&self) -> Option<Self> {
        let end = self.start.yesterday().ok()?;
        match self.grain {
            Grain::Range => Self::range(end.checked_sub((self.days() - 1).days()).ok()?, end),
            grain => grain.around(end),
        }
    }

    /// Whether all its days lie in another.
    pub fn within(&self, other: &Self) -> bool {
        other.start <= self.start && self.end <= other.end
    }

    /// The period of another grain in which it lies as a whole; `None` if it does not.
    pub fn enclosing(&self, grain: Grain) -> Option<Self> {
        grain.around(self.start).filter(|other| self.within(other))
    }

    /// How many steps it is from this one to another of the same grain, backwards below zero; `None` for
    /// ranges and different grains.
    pub fn steps_to(&self, other: &Self) -> Option<i32> {
        if self.grain != other.grain {
            return None;
        }
        match (self.grain, self.grain.months()) {
            (Grain::Day, _) => Some(days_between(self.start, other.start)),
            (Grain::Week, _) => Some(days_between(self.start, other.start) / 7),
            (_, Some((months, _))) => Some((block(other.start, 1, 0) - block(self.start, 1, 0)) / months),
            (_, None) => None,
        }
    }

    /// Its identifier in DHIS2; `None` for what has none there.
    pub fn dhis2(&self) -> Option<String> {
        let (year, month) = (self.start.year(), self.start.month());
        Some(match self.grain {
            Grain::Day => format!("{year:04}{month:02}{:02}", self.start.day()),
            Grain::Week => {
                let week = self.start.iso_week_date();
                format!("{:04}W{}", week.year(), week.week())
            }
            Grain::Month => format!("{year:04}{month:02}"),
            Grain::Quarter => format!("{year:04}Q{}", (month + 2) / 3),
            Grain::HalfYear => format!("{year:04}S{}", (month + 5) / 6),
            Grain::Year => format!("{year:04}"),
            Grain::YearFrom(month) => {
                let (_, word) = read::FINANCIAL.into_iter().find(|(first, _)| *first == month)?;
                format!("{year:04}{word}")
            }
            Grain::Range => return None,
        })
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    // Both are days of the calendar, whose length in days an i32 holds.
    from.duration_until(to).as_hours() as i32 / 24
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.start, self.end, self.grain).cmp(&(other.start, other.end, other.grain))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// As periods are exchanged, and as they are read again: `2024-01-31`, `2024-W05`, `2024-01`, `2024-Q1`,
/// `2024-H1`, `2024`, `2024/25` for a year from April, `2024-09-01/P1Y` for one from another month,
/// `2024-01-10/2024-02-09`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.start.year(), self.start.month());
        match self.grain {
            Grain::Day => write!(f, "{}", self.start),
            Grain::Week => {
                let week = self.start.iso_week_date();
                write!(f, "{:04}-W{:02}", week.year(), week.week())
            }
            Grain::Month => write!(f, "{year:04}-{month:02}"),
            Grain::Quarter => write!(f, "{year:04}-Q{}", (month + 2) / 3),
            Grain::HalfYear => write!(f, "{year:04}-H{}", (month + 5) / 6),
            Grain::Year => write!(f, "{year:04}"),
            Grain::YearFrom(read::SPLIT_FROM) => write!(f, "{year:04}/{:02}", (year + 1) % 100),
            Grain::YearFrom(_) => write!(f, "{}/P1Y", self.start),
            Grain::Range => write!(f, "{}/{}", self.start, self.end),
        }
    }
}

#[cfg(test)]
mod tests;
