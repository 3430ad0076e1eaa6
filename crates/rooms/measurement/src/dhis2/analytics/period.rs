//! Periods as clients ask for them: by identifier, or as `LAST_12_MONTHS` before a day.

use jiff::civil::Date;
use signals::{Grain, Period};

use crate::dhis2::Refusal;

/// The most periods that one word stands for.
const MOST: usize = 400;

/// The periods that a word stands for.
pub(super) fn read(word: &str, today: Date) -> Result<Vec<Period>, Refusal> {
    if let Ok(period) = word.parse() {
        return Ok(vec![period]);
    }
    relative(word, today).ok_or_else(|| wrong(word))
}

pub(super) fn wrong(word: &str) -> Refusal {
    Refusal::conflict(
        "E7124",
        format!("{word} is no period: write 2018, 2018Q3, 201803, THIS_YEAR or LAST_12_MONTHS"),
    )
}

fn relative(word: &str, today: Date) -> Option<Vec<Period>> {
    if let Some((grain, year)) = word.split_once("S_").filter(|(_, rest)| rest.ends_with("_YEAR")) {
        let year = one(year, today)?;
        let grain = self::grain(grain)?;
        let first = grain.around(year.start())?;
        let within =
            std::iter::successors(Some(first), Period::next).take_while(|period| period.within(&year));
        return Some(within.take(MOST).collect());
    }
    if let Some(period) = one(word, today) {
        return Some(vec![period]);
    }
    let (count, grain) = word.strip_prefix("LAST_")?.split_once('_')?;
    let (count, grain) = (count.parse::<usize>().ok()?, self::grain(grain.strip_suffix('S')?)?);
    let last = grain.around(today)?.previous()?;
    let mut periods: Vec<Period> =
        std::iter::successors(Some(last), Period::previous).take(count.min(MOST)).collect();
    periods.reverse();
    Some(periods)
}

/// `THIS_MONTH`, `LAST_YEAR`.
fn one(word: &str, today: Date) -> Option<Period> {
    let (which, grain) = word.split_once('_')?;
    let period = self::grain(grain)?.around(today)?;
    match which {
        "THIS" => Some(period),
        "LAST" => period.previous(),
        _ => None,
    }
}

fn grain(word: &str) -> Option<Grain> {
    Some(match word {
        "DAY" => Grain::Day,
        "WEEK" => Grain::Week,
        "MONTH" => Grain::Month,
        "QUARTER" => Grain::Quarter,
        "SIX_MONTH" | "SIXMONTH" => Grain::HalfYear,
        "YEAR" => Grain::Year,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::read;

    fn ids(word: &str) -> String {
        let periods = read(word, date(2026, 2, 10)).unwrap();
        periods.iter().filter_map(signals::Period::dhis2).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_stand_for_periods_before_today() {
        assert_eq!(ids("2018Q3"), "2018Q3");
        assert_eq!(ids("THIS_YEAR"), "2026");
        assert_eq!(ids("LAST_YEAR"), "2025");
        assert_eq!(ids("LAST_3_MONTHS"), "202511 202512 202601");
        assert_eq!(ids("LAST_5_YEARS"), "2021 2022 2023 2024 2025");
        assert_eq!(ids("LAST_4_QUARTERS"), "2025Q1 2025Q2 2025Q3 2025Q4");
        assert_eq!(ids("QUARTERS_LAST_YEAR"), "2025Q1 2025Q2 2025Q3 2025Q4");
        assert_eq!(ids("MONTHS_THIS_YEAR").split(' ').count(), 12);
        assert!(read("LAST_FEW_YEARS", date(2026, 2, 10)).is_err());
        assert!(read("", date(2026, 2, 10)).is_err());
    }
}
