//! Periods: years, quarters and months, with keys that sort as time goes.

use jiff::civil::Date;
use signals::{Grain, Period, Tempo};

/// How often a measure is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    /// Once a year: `2018`.
    Yearly,
    /// Four times: `2018-Q3`.
    Quarterly,
    /// Twelve times: `2018-03`.
    Monthly,
}

impl Frequency {
    /// Every frequency.
    pub const ALL: [Self; 3] = [Self::Yearly, Self::Quarterly, Self::Monthly];

    /// Its word in the database; its text's key is `measure-frequency-` and this.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yearly => "yearly",
            Self::Quarterly => "quarterly",
            Self::Monthly => "monthly",
        }
    }

    /// The frequency of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|frequency| frequency.word() == word)
    }

    /// The key of a period as people and files write it: `2018`, `Q3 2018`, `2018q3`, `2018-3`, `03/2018`;
    /// `None` if it is no period of this frequency.
    pub fn period(self, typed: &str) -> Option<String> {
        self.grain().read(typed).map(|period| period.to_string())
    }

    /// The key of the period in which a day lies, as workbooks date their rows.
    pub(crate) fn around(self, day: Date) -> Option<String> {
        self.grain().around(day).map(|period| period.to_string())
    }

    /// The first day of a period's key.
    pub(crate) fn start(self, key: &str) -> Option<Date> {
        self.grain().read(key).map(|period| period.start())
    }

    /// How many years lie from one period's key to another's; `None` if one is none of this frequency.
    pub(crate) fn years(self, from: &str, to: &str) -> Option<f64> {
        let [from, to] = [self.grain().read(from)?, self.grain().read(to)?];
        Some(f64::from(from.steps_to(&to)?) / f64::from(self.grain().in_a_year()?))
    }

    /// How many periods it is from one key to another; `None` if one is none of this frequency.
    pub(crate) fn steps(self, from: &str, to: &str) -> Option<i32> {
        let [from, to] = [self.grain().read(from)?, self.grain().read(to)?];
        from.steps_to(&to)
    }

    /// The keys of the periods that follow one.
    pub(crate) fn following(self, key: &str) -> impl Iterator<Item = String> {
        let next = |period: &Period| period.next();
        let first = self.grain().read(key).and_then(|period| period.next());
        std::iter::successors(first, next).map(|period| period.to_string())
    }

    /// The key of the period in which a day lies.
    pub(crate) fn of_day(self, day: Date) -> Option<String> {
        self.grain().around(day).map(|period| period.to_string())
    }

    /// What it means for a forecast.
    pub(crate) fn tempo(self) -> Tempo {
        match self {
            Self::Yearly => Tempo::Yearly,
            Self::Quarterly => Tempo::Quarterly,
            Self::Monthly => Tempo::Monthly,
        }
    }

    /// How long its periods are.
    pub(crate) fn grain(self) -> Grain {
        match self {
            Self::Yearly => Grain::Year,
            Self::Quarterly => Grain::Quarter,
            Self::Monthly => Grain::Month,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::Frequency::{Monthly, Quarterly, Yearly};

    #[test]
    fn periods_are_read_as_people_write_them() {
        for (frequency, typed, key) in [
            (Yearly, " 2018 ", Some("2018")),
            (Yearly, "18", None),
            (Yearly, "2018-03", None),
            (Yearly, "FY2018", None),
            (Quarterly, "Q3 2018", Some("2018-Q3")),
            (Quarterly, "2018q3", Some("2018-Q3")),
            (Quarterly, "2018-Q5", None),
            (Monthly, "3/2018", Some("2018-03")),
            (Monthly, "2018-3", Some("2018-03")),
            (Monthly, "2018-13", None),
            (Monthly, "2018-03-01", None),
        ] {
            assert_eq!(frequency.period(typed).as_deref(), key, "{typed}");
        }
    }

    #[test]
    fn keys_sort_as_time_goes() {
        let months: Vec<String> = (1..=12).map(|m| Monthly.period(&format!("2018-{m}")).unwrap()).collect();
        assert!(months.is_sorted());
    }

    #[test]
    fn years_are_counted_in_steps() {
        assert_eq!(Yearly.years("2018", "2021"), Some(3.0));
        assert_eq!(Quarterly.years("2018-Q3", "2019-Q1"), Some(0.5));
        assert_eq!(Monthly.years("2018-12", "2018-11"), Some(-1.0 / 12.0));
        assert_eq!(Yearly.years("2018", "soon"), None);
    }

    #[test]
    fn periods_follow_each_other_and_hold_days() {
        let after: Vec<String> = Monthly.following("2018-11").take(3).collect();
        assert_eq!(after, ["2018-12", "2019-01", "2019-02"]);
        assert_eq!(Yearly.following("soon").next(), None);
        assert_eq!(Quarterly.of_day(date(2008, 9, 15)).as_deref(), Some("2008-Q3"));
        assert_eq!(Quarterly.steps("2018-Q3", "2019-Q1"), Some(2));
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_a_period_or_none(typed in "([0-9]{1,5}|[qQ/._ -]|\\PC){0,8}") {
            for frequency in [Yearly, Quarterly, Monthly] {
                if let Some(key) = frequency.period(&typed) {
                    prop_assert_eq!(frequency.years(&key, &key), Some(0.0));
                    prop_assert_eq!(frequency.period(&key), Some(key));
                }
            }
        }
    }
}
