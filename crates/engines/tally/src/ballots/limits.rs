//! What a ballot with numbers may hold. Pages can say it, but only here it is enforced.

use super::Fault;

/// Bounds of a ballot with numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The lowest value an option may get.
    pub lowest: i16,
    /// The highest.
    pub highest: i16,
    /// The most that all values may come to.
    pub sum: Option<u64>,
    /// The most that the squares of all values may come to.
    pub squares: Option<u64>,
}

impl Limits {
    /// Scores, stars or grades from 0 to the highest.
    pub fn scores(highest: i16) -> Self {
        Self { lowest: 0, highest, sum: None, squares: None }
    }

    /// 1 for yes, 0 for no, to as many options as one likes.
    pub fn approval() -> Self {
        Self::scores(1)
    }

    /// So many dots to spread, at most `cap` of them on one option.
    pub fn dots(dots: u16, cap: u16) -> Self {
        let cap = i16::try_from(cap.min(dots)).unwrap_or(i16::MAX);
        Self { sum: Some(dots.into()), ..Self::scores(cap) }
    }

    /// So many credits: v votes for an option cost v² of them, and votes against cost as much as votes for.
    pub fn credits(credits: u32) -> Self {
        let most = i16::try_from(credits.isqrt()).unwrap_or(i16::MAX);
        Self { lowest: -most, highest: most, sum: None, squares: Some(credits.into()) }
    }

    /// Whether a ballot with these values, one for each option called so, is within the bounds.
    pub fn check(&self, options: &[String], values: &[Option<i16>]) -> Result<(), Fault> {
        let given = || values.iter().copied().flatten();
        let outside =
            |value: &Option<i16>| value.is_some_and(|value| value < self.lowest || value > self.highest);
        if let Some(at) = values.iter().position(outside) {
            let value = values[at].unwrap_or_default();
            return Err(Fault::Outside {
                option: options[at].clone(),
                value,
                lowest: self.lowest,
                highest: self.highest,
            });
        }
        let sum: i64 = given().map(i64::from).sum();
        if let Some(most) = self.sum.filter(|&most| sum > most as i64) {
            return Err(Fault::Sum { sum, most });
        }
        let squares: u64 = given().map(|value| i64::from(value).pow(2) as u64).sum();
        match self.squares {
            Some(credits) if squares > credits => Err(Fault::Squares { squares, credits }),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_beyond_a_bound_is_refused() {
        let options = ["a", "b"].map(String::from);
        let check = |limits: Limits, a, b| limits.check(&options, &[Some(a), Some(b)]);
        assert_eq!(check(Limits::dots(8, 5), 5, 3), Ok(()));
        assert_eq!(check(Limits::dots(8, 5), 5, 4), Err(Fault::Sum { sum: 9, most: 8 }));
        let outside = Fault::Outside { option: "a".into(), value: 6, lowest: 0, highest: 5 };
        assert_eq!(check(Limits::dots(8, 5), 6, 0), Err(outside));
        assert_eq!(check(Limits::credits(25), 3, -4), Ok(()));
        assert_eq!(check(Limits::credits(24), 3, -4), Err(Fault::Squares { squares: 25, credits: 24 }));
    }
}
