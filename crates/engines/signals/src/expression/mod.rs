//! A small safe rule that makes one number out of a row's fields: `Boys + Girls`, `[Present days] / [School days] * 100`,
//! `if(Tested > 0, Passed, 0)`.
//!
//! Fields, numbers, `+ - * /`, brackets, `min`, `max`, and `if` with comparisons joined by `and`, `or`, `not`. No loops and no
//! names but fields; length and depth are bounded, so that any rule is read and worked out in no time. What is missing
//! makes the answer missing, never zero.

mod parse;
#[cfg(test)]
mod tests;

use std::fmt;

/// The longest rule, in characters.
pub const LONGEST: usize = 500;
/// How deep brackets may be nested.
pub const DEEPEST: usize = 24;

/// Where a rule is wrong, counted in characters from 1, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The character at which it shows; one behind the last if the rule ends too early.
    pub at: usize,
    /// What is wrong there.
    pub fault: Fault,
}

/// What can be wrong with a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing is written.
    Empty,
    /// Longer than [`LONGEST`].
    TooLong,
    /// Brackets deeper than [`DEEPEST`].
    TooDeep,
    /// A number, a field or a bracket should stand here, but this does.
    NoValue(String),
    /// The rule ends where something is still to come.
    EndsEarly,
    /// An opening bracket is never closed.
    NotClosed,
    /// This comes where the rule could have ended.
    LeftOver(String),
    /// There is no such function.
    Unknown(String),
    /// `if` begins with a comparison, such as `a > 0`.
    NoComparison,
    /// `if` takes a comparison and two values, `min` and `max` at least one.
    Arguments(String),
    /// Something is divided by zero.
    DividedByZero,
    /// The result is larger than numbers go.
    TooLarge,
}

impl Fault {
    /// Its word, for a text's key.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong => "too-long",
            Self::TooDeep => "too-deep",
            Self::NoValue(_) => "no-value",
            Self::EndsEarly => "ends-early",
            Self::NotClosed => "not-closed",
            Self::LeftOver(_) => "left-over",
            Self::Unknown(_) => "unknown",
            Self::NoComparison => "no-comparison",
            Self::Arguments(_) => "arguments",
            Self::DividedByZero => "divided-by-zero",
            Self::TooLarge => "too-large",
        }
    }

    /// What stands there, where that says more; empty otherwise.
    pub fn found(&self) -> &str {
        match self {
            Self::NoValue(found) | Self::LeftOver(found) | Self::Unknown(found) | Self::Arguments(found) => {
                found
            }
            _ => "",
        }
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "character {}: {}", self.at, self.fault.word())?;
        if self.fault.found().is_empty() { Ok(()) } else { write!(f, " ({})", self.fault.found()) }
    }
}

impl std::error::Error for Wrong {}

/// A rule that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression(Value);

#[derive(Debug, Clone, PartialEq)]
enum Value {
    Number(f64),
    Field(String),
    Minus(Box<Value>),
    /// The place is that of the sign.
    Two(Sign, usize, Box<Value>, Box<Value>),
    Least(Vec<Value>),
    Most(Vec<Value>),
    If(Box<Test>, Box<Value>, Box<Value>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Plus,
    Less,
    Times,
    By,
}

#[derive(Debug, Clone, PartialEq)]
enum Test {
    Compare(Comparison, Value, Value),
    Both(Box<Test>, Box<Test>),
    Either(Box<Test>, Box<Test>),
    Not(Box<Test>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Below,
    AtMost,
    Above,
    AtLeast,
    Equal,
    Different,
}

impl std::str::FromStr for Expression {
    type Err = Wrong;

    fn from_str(rule: &str) -> Result<Self, Wrong> {
        parse::parse(rule).map(Self)
    }
}

impl Expression {
    /// The fields it asks for, each once, in the order they are written.
    pub fn fields(&self) -> Vec<&str> {
        let mut found = Vec::new();
        self.0.fields(&mut found);
        found
    }

    /// What it makes of a row: `field` answers by a field's name, `None` where it is missing. Missing if a field that is
    /// needed is missing.
    pub fn value(&self, field: impl Fn(&str) -> Option<f64>) -> Result<Option<f64>, Wrong> {
        self.0.work_out(&field)
    }
}

impl Value {
    fn fields<'a>(&'a self, found: &mut Vec<&'a str>) {
        match self {
            Self::Number(_) => {}
            Self::Field(name) => {
                if !found.contains(&name.as_str()) {
                    found.push(name);
                }
            }
            Self::Minus(value) => value.fields(found),
            Self::Two(_, _, left, right) => {
                left.fields(found);
                right.fields(found);
            }
            Self::Least(values) | Self::Most(values) => values.iter().for_each(|value| value.fields(found)),
            Self::If(test, then, otherwise) => {
                test.fields(found);
                then.fields(found);
                otherwise.fields(found);
            }
        }
    }

    fn work_out(&self, field: &impl Fn(&str) -> Option<f64>) -> Result<Option<f64>, Wrong> {
        Ok(match self {
            Self::Number(number) => Some(*number),
            Self::Field(name) => field(name).filter(|value| value.is_finite()),
            Self::Minus(value) => value.work_out(field)?.map(|value| -value),
            Self::Two(sign, at, left, right) => {
                let (Some(left), Some(right)) = (left.work_out(field)?, right.work_out(field)?) else {
                    return Ok(None);
                };
                Some(sign.of(left, right).map_err(|fault| Wrong { at: *at, fault })?)
            }
            Self::Least(values) => extreme(values, field, f64::min)?,
            Self::Most(values) => extreme(values, field, f64::max)?,
            Self::If(test, then, otherwise) => match test.holds(field)? {
                Some(true) => then.work_out(field)?,
                Some(false) => otherwise.work_out(field)?,
                None => None,
            },
        })
    }
}

fn extreme(
    values: &[Value],
    field: &impl Fn(&str) -> Option<f64>,
    of: fn(f64, f64) -> f64,
) -> Result<Option<f64>, Wrong> {
    let values: Result<Vec<Option<f64>>, Wrong> = values.iter().map(|value| value.work_out(field)).collect();
    let known: Option<Vec<f64>> = values?.into_iter().collect();
    Ok(known.and_then(|known| known.into_iter().reduce(of)))
}

impl Sign {
    fn of(self, left: f64, right: f64) -> Result<f64, Fault> {
        let value = match self {
            Self::Plus => left + right,
            Self::Less => left - right,
            Self::Times => left * right,
            Self::By if right == 0.0 => return Err(Fault::DividedByZero),
            Self::By => left / right,
        };
        if value.is_finite() { Ok(value) } else { Err(Fault::TooLarge) }
    }
}

impl Test {
    fn fields<'a>(&'a self, found: &mut Vec<&'a str>) {
        match self {
            Self::Compare(_, left, right) => {
                left.fields(found);
                right.fields(found);
            }
            Self::Both(left, right) | Self::Either(left, right) => {
                left.fields(found);
                right.fields(found);
            }
            Self::Not(test) => test.fields(found),
        }
    }

    /// `None` where something that is compared is missing.
    fn holds(&self, field: &impl Fn(&str) -> Option<f64>) -> Result<Option<bool>, Wrong> {
        Ok(match self {
            Self::Compare(comparison, left, right) => {
                let (Some(left), Some(right)) = (left.work_out(field)?, right.work_out(field)?) else {
                    return Ok(None);
                };
                Some(comparison.of(left, right))
            }
            Self::Both(left, right) => match (left.holds(field)?, right.holds(field)?) {
                (Some(left), Some(right)) => Some(left && right),
                _ => None,
            },
            Self::Either(left, right) => match (left.holds(field)?, right.holds(field)?) {
                (Some(left), Some(right)) => Some(left || right),
                _ => None,
            },
            Self::Not(test) => test.holds(field)?.map(|holds| !holds),
        })
    }
}

impl Comparison {
    fn of(self, left: f64, right: f64) -> bool {
        match self {
            Self::Below => left < right,
            Self::AtMost => left <= right,
            Self::Above => left > right,
            Self::AtLeast => left >= right,
            Self::Equal => left == right,
            Self::Different => left != right,
        }
    }
}

/// As it can be read again: each operation in brackets.
impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |values: &[Self]| values.iter().map(Self::to_string).collect::<Vec<_>>().join(", ");
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Field(name) => write!(f, "[{name}]"),
            Self::Minus(value) => write!(f, "-{value}"),
            Self::Two(sign, _, left, right) => {
                let sign = match sign {
                    Sign::Plus => '+',
                    Sign::Less => '-',
                    Sign::Times => '*',
                    Sign::By => '/',
                };
                write!(f, "({left} {sign} {right})")
            }
            Self::Least(values) => write!(f, "min({})", list(values)),
            Self::Most(values) => write!(f, "max({})", list(values)),
            Self::If(test, then, otherwise) => write!(f, "if({test}, {then}, {otherwise})"),
        }
    }
}

impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Compare(comparison, left, right) => {
                let sign = match comparison {
                    Comparison::Below => "<",
                    Comparison::AtMost => "<=",
                    Comparison::Above => ">",
                    Comparison::AtLeast => ">=",
                    Comparison::Equal => "=",
                    Comparison::Different => "<>",
                };
                write!(f, "{left} {sign} {right}")
            }
            Self::Both(left, right) => write!(f, "({left} and {right})"),
            Self::Either(left, right) => write!(f, "({left} or {right})"),
            Self::Not(test) => write!(f, "not ({test})"),
        }
    }
}
