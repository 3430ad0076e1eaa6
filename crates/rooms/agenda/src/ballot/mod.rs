//! What somebody puts on a ballot: read, checked against the rules of the poll, and written down in one line.

pub(crate) mod acts;
pub(crate) mod close;
pub(crate) mod file;
pub(crate) mod link;
pub(crate) mod mail;
pub(crate) mod page;
pub(crate) mod receipt;
pub(crate) mod seal;
pub(crate) mod store;

use kernel::{Problem, Result};
use tally::{Level, Limits, Place};

use crate::decision::answer::Say;
use crate::poll::{Poll, Shape};

/// The word of a ballot that takes part and chooses nothing.
pub(crate) const ABSTAINS: &str = "abstain";

/// What one ballot says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Choice {
    /// In a round of consent.
    Say(Say),
    /// On the gradients of agreement.
    Step(Level),
    /// Options by index; where one counts it is the first.
    Options(Vec<usize>),
    /// Options by index, the most wanted first.
    Order(Vec<usize>),
    /// A number for each option.
    Numbers(Vec<Option<i16>>),
    /// Takes part and chooses nothing.
    Abstains,
}

impl Choice {
    /// Reads the line in which a ballot is kept and sent: a word of [`Say`]; a step from `1` to `6`; options by number,
    /// `1 3`; options in order, `2>1>3`; a number for each option, `5,,0`; or [`ABSTAINS`].
    pub(crate) fn read(poll: &Poll, options: usize, line: &str) -> Result<Self, Problem> {
        let line = line.trim();
        let shape = poll.method.shape();
        let wrong = || Problem::new("answer", "problem-choose");
        if line == ABSTAINS && !matches!(shape, Shape::Say | Shape::Step) {
            return Ok(Self::Abstains);
        }
        match shape {
            Shape::Say => Say::from_word(line).map(Self::Say).ok_or_else(wrong),
            Shape::Step => line.parse().ok().and_then(Level::at).map(Self::Step).ok_or_else(wrong),
            Shape::One => match numbered(line, ' ', options) {
                Some(one) if one.len() == 1 => Ok(Self::Options(one)),
                _ => Err(wrong()),
            },
            Shape::Any => {
                let mut any = numbered(line, ' ', options).ok_or_else(wrong)?;
                any.sort_unstable();
                Ok(Self::Options(any))
            }
            Shape::Order => numbered(line, '>', options)
                .map(Self::Order)
                .ok_or_else(|| Problem::new("answer", "problem-order")),
            Shape::Numbers => numbers(poll.limits(), options, line).map(Self::Numbers),
        }
    }

    /// The line in which it is kept.
    pub(crate) fn line(&self) -> String {
        let join = |options: &[usize], by: &str| {
            let numbers: Vec<String> = options.iter().map(|option| (option + 1).to_string()).collect();
            numbers.join(by)
        };
        match self {
            Self::Say(say) => say.word().to_owned(),
            Self::Step(level) => level.position().to_string(),
            Self::Options(options) => join(options, " "),
            Self::Order(options) => join(options, ">"),
            Self::Numbers(numbers) => {
                let cells: Vec<String> =
                    numbers.iter().map(|number| number.map_or_else(String::new, |n| n.to_string())).collect();
                cells.join(",")
            }
            Self::Abstains => ABSTAINS.to_owned(),
        }
    }

    /// Its options as places of a ballot that puts options in an order.
    pub(crate) fn places(&self) -> Vec<Place> {
        match self {
            Self::Options(options) | Self::Order(options) => {
                options.iter().map(|&option| Place::next(option)).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Options by number, each at most once, at least one; `None` if that is not what stands there.
fn numbered(line: &str, by: char, options: usize) -> Option<Vec<usize>> {
    let mut found = Vec::new();
    for word in line.split(by).map(str::trim).filter(|word| !word.is_empty()) {
        let option: usize = word.parse().ok()?;
        if option == 0 || option > options || found.contains(&(option - 1)) {
            return None;
        }
        found.push(option - 1);
    }
    (!found.is_empty()).then_some(found)
}

/// A number for each option, at least one of them, within the limits.
fn numbers(limits: Limits, options: usize, line: &str) -> Result<Vec<Option<i16>>, Problem> {
    let most = || Problem::new("answer", "problem-numbers").with("most", limits.highest.to_string());
    let cells: Vec<&str> = line.split(',').map(str::trim).collect();
    if cells.len() != options || cells.iter().all(|cell| cell.is_empty()) {
        return Err(most());
    }
    let mut numbers = Vec::new();
    for cell in cells {
        let number: Option<i16> =
            if cell.is_empty() { None } else { Some(cell.parse().map_err(|_| most())?) };
        if number.is_some_and(|number| !(limits.lowest..=limits.highest).contains(&number)) {
            return Err(most());
        }
        numbers.push(number);
    }
    let sum: u64 = numbers.iter().flatten().map(|&number| u64::from(number.unsigned_abs())).sum();
    match limits.sum {
        Some(dots) if sum > dots => {
            let problem = Problem::new("answer", "problem-dots").with("sum", sum.to_string());
            Err(problem.with("most", dots.to_string()))
        }
        _ => Ok(numbers),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::poll::rules::Rules;
    use kernel::Problems;

    fn poll(method: &str) -> Poll {
        let rules = Rules { method: method.to_owned(), options: "a\nb\nc".to_owned(), ..Rules::default() };
        rules.read(&mut Problems::none(), false).unwrap().poll
    }

    fn kept(method: &str, line: &str) -> Result<String, &'static str> {
        let read = Choice::read(&poll(method), 3, line);
        read.map(|choice| choice.line()).map_err(|problem| problem.text)
    }

    #[test]
    fn each_method_has_its_own_line() {
        for (method, line, expected) in [
            ("consent", "aside", Ok("aside")),
            ("consent", "abstain", Err("problem-choose")),
            ("gradients", "6", Ok("6")),
            ("gradients", "7", Err("problem-choose")),
            ("majority", "2", Ok("2")),
            ("show-of-hands", "1 2", Err("problem-choose")),
            ("approval", "3 1", Ok("1 3")),
            ("approval", "", Err("problem-choose")),
            ("approval", "abstain", Ok("abstain")),
            ("irv", "2 > 1", Ok("2>1")),
            ("irv", "2>2", Err("problem-order")),
            ("irv", "4", Err("problem-order")),
            ("score", "5,,0", Ok("5,,0")),
            ("score", "6,,0", Err("problem-numbers")),
            ("score", "-1,,0", Err("problem-numbers")),
            ("score", ",,", Err("problem-numbers")),
            ("score", "1,2", Err("problem-numbers")),
            ("dot", "5,3,0", Ok("5,3,0")),
            ("dot", "5,4,0", Err("problem-dots")),
        ] {
            assert_eq!(kept(method, line), expected.map(str::to_owned), "{method}: {line}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_written_the_same(line in "[0-9 ,>a-z-]{0,12}") {
            for method in ["consent", "gradients", "majority", "approval", "irv", "score", "dot"] {
                if let Ok(choice) = Choice::read(&poll(method), 3, &line) {
                    prop_assert_eq!(Choice::read(&poll(method), 3, &choice.line()), Ok(choice));
                }
            }
        }
    }
}
