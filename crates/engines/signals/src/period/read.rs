//! Periods as people and files write them.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::{Grain, Period};

/// A year written as two, `2024/25`, begins with this month: April, as official statistics in Britain mean
/// it.
pub(super) const SPLIT_FROM: i8 = 4;

/// The words of DHIS2 for years from other months, by their month.
pub(super) const FINANCIAL: [(i8, &str); 3] = [(4, "April"), (7, "July"), (10, "Oct")];

/// A text that is no period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoPeriod(String);

impl fmt::Display for NoPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(text) = self;
        write!(
            f,
            "“{text}” is no period; write 2024, 2024/25, 2024-Q1, 2024-01, 2024-W05, 2024-01-31 or 2024-01-10/2024-02-09"
        )
    }
}

impl std::error::Error for NoPeriod {}

/// Reads what [`Period`] writes, the identifiers of DHIS2 (`20240131`, `2024W5`, `202401`, `2024Q1`,
/// `2024S1`, `2024April`), ISO 8601 intervals with an end or a length (`2024-01-01/P1M`), and `2012/13` or
/// `2012-2013` for a year from April. Where `2011/12` could also be December, it is the year.
///
/// ```
/// use signals::Period;
///
/// let quarter: Period = "2024Q1".parse().unwrap();
/// assert_eq!((quarter.to_string(), quarter.end().to_string()), ("2024-Q1".into(), "2024-03-31".into()));
/// assert!("2024-02".parse::<Period>().unwrap().within(&quarter));
/// ```
impl FromStr for Period {
    type Err = NoPeriod;

    fn from_str(text: &str) -> Result<Self, NoPeriod> {
        let trimmed = text.trim();
        interval(trimmed)
            .or_else(|| single(trimmed))
            .ok_or_else(|| NoPeriod(trimmed.chars().take(40).collect()))
    }
}

impl Grain {
    /// The period of this grain that somebody typed, more freely than a file would write it because the grain
    /// is known: `Q3 2018`, `2018q3`, `2018-3`, `03/2018`.
    pub fn read(self, typed: &str) -> Option<Period> {
        self.loosely(typed).or_else(|| typed.parse().ok().filter(|period: &Period| period.grain == self))
    }

    /// A year of four digits, and the number of its part before or after it.
    fn loosely(self, typed: &str) -> Option<Period> {
        let letter = match self {
            Self::Year | Self::Month => None,
            Self::Quarter => Some('q'),
            Self::HalfYear => Some('h'),
            _ => return None,
        };
        let mark =
            |c: char| matches!(c, '-' | '/' | '.' | '_' | ' ') || Some(c.to_ascii_lowercase()) == letter;
        if typed.chars().any(|c| !c.is_ascii_digit() && !mark(c)) {
            return None;
        }
        let numbers: Vec<&str> =
            typed.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
        let (year, part) = match numbers.as_slice() {
            [year] if year.len() == 4 => (year, 1),
            [year, part] | [part, year] if year.len() == 4 && part.len() <= 2 => (year, part.parse().ok()?),
            _ => return None,
        };
        let parts = self.in_a_year()?;
        if !(1..=parts).contains(&part) || (parts == 1) != (numbers.len() == 1) {
            return None;
        }
        let month = (part - 1) * (12 / parts) + 1;
        self.around(Date::new(year.parse().ok()?, month as i8, 1).ok()?)
    }
}

/// Two days, or a day and a length.
fn interval(text: &str) -> Option<Period> {
    let (from, to) = text.split_once("..").or_else(|| text.split_once('/'))?;
    let start = day(from.trim())?;
    let to = to.trim();
    let Some(length) = to.strip_prefix('P') else { return Period::range(start, day(to)?) };
    let grain = match length {
        "1D" => Grain::Day,
        "7D" | "1W" => Grain::Week,
        "1M" => Grain::Month,
        "3M" => Grain::Quarter,
        "6M" => Grain::HalfYear,
        "1Y" | "12M" => Grain::year_from(start.month()),
        _ => return None,
    };
    let of_the_calendar = grain.around(start).filter(|period| period.start == start);
    let months =
        |months: i32| Period::range(start, start.checked_add(months.months()).ok()?.yesterday().ok()?);
    of_the_calendar.or_else(|| match grain.months() {
        Some((length, _)) => months(length),
        None => Period::range(start, start.checked_add(6.days()).ok()?),
    })
}

/// One period of the calendar.
fn single(text: &str) -> Option<Period> {
    if let Some(day) = day(text) {
        return Grain::Day.around(day);
    }
    let (year, rest) = text.split_at_checked(4)?;
    let year: i16 = digits(year)?;
    let part = |grain: Grain, number: i16, months: i16| {
        let month = number.checked_sub(1)?.checked_mul(months)?.checked_add(1)?;
        grain.around(Date::new(year, i8::try_from(month).ok()?, 1).ok()?)
    };
    let plain = rest.strip_prefix(['-', ' ']).unwrap_or(rest);
    let letter = plain.chars().next();
    let number = |from: usize| digits::<i16>(&plain[from..]);
    match letter.map(|c| c.to_ascii_uppercase()) {
        None if rest.is_empty() => part(Grain::Year, 1, 12),
        Some('Q') => part(Grain::Quarter, number(1).filter(|n| *n <= 4)?, 3),
        Some('H' | 'S') => part(Grain::HalfYear, number(1).filter(|n| *n <= 2)?, 6),
        Some('W') => {
            let week = ISOWeekDate::new(year, i8::try_from(number(1)?).ok()?, Weekday::Monday).ok()?;
            Grain::Week.around(week.date())
        }
        Some('0'..='9') if plain.len() == 2 && rest.len() <= 3 => {
            let number = number(0)?;
            if (1..=12).contains(&number) { part(Grain::Month, number, 1) } else { split(rest, year) }
        }
        Some('A'..='Z') => {
            let (month, _) = FINANCIAL.into_iter().find(|(_, word)| *word == plain)?;
            part(Grain::YearFrom(month), i16::from(month), 1)
        }
        _ => split(rest, year).or_else(|| part(Grain::Month, digits(rest.strip_prefix('/')?)?, 1)),
    }
}

/// A year written as two: the second follows the first.
fn split(rest: &str, year: i16) -> Option<Period> {
    let second = rest.strip_prefix(['/', '-', '–'])?;
    let next = year + 1;
    let follows = match second.len() {
        2 => digits::<i16>(second)? == next % 100,
        4 => digits::<i16>(second)? == next,
        _ => false,
    };
    follows.then(|| Grain::YearFrom(SPLIT_FROM).around(Date::new(year, SPLIT_FROM, 1).ok()?))?
}

/// `2024-01-31`, or without hyphens.
fn day(text: &str) -> Option<Date> {
    let plain = match text.as_bytes() {
        [_, _, _, _, b'-', _, _, b'-', _, _] => text.replace('-', ""),
        _ if text.len() == 8 => text.to_owned(),
        _ => return None,
    };
    let number: u32 = digits(&plain)?;
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
    (plain.len() == 8).then(|| Date::new(year as i16, month as i8, day as i8).ok())?
}

/// A number of nothing but digits.
fn digits<T: FromStr>(text: &str) -> Option<T> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}
