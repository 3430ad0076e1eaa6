//! Days as forms send them (`2027-03-31`), in UTC.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// When the day begins; `None` if it is no day.
pub(crate) fn begins(day: &str) -> Option<Timestamp> {
    let day: Date = day.trim().parse().ok()?;
    day.to_zoned(TimeZone::UTC).ok().map(|begin| begin.timestamp())
}

/// When the day is over; `None` if it is no day.
pub(crate) fn ends(day: &str) -> Option<Timestamp> {
    begins(day)?.checked_add(SignedDuration::from_hours(24)).ok()
}

/// A moment on the last day of something that is over at `end`.
pub(crate) fn last(end: Timestamp) -> Timestamp {
    end - SignedDuration::from_secs(1)
}

#[cfg(test)]
mod tests {
    use super::{begins, ends, last};

    #[test]
    fn a_day_ends_where_the_next_begins() {
        assert_eq!(ends("2028-02-29"), begins("2028-03-01"));
        assert_eq!(last(ends("2028-02-29").unwrap()).to_string(), "2028-02-29T23:59:59Z");
        assert_eq!(begins("2027-02-29"), None);
        assert_eq!(ends("soon"), None);
    }
}
