//! A rule's text, read from left to right without going back more than a bracket.

use super::{Comparison, DEEPEST, Fault, LONGEST, Sign, Test, Value, Wrong};

#[derive(Debug, Clone, PartialEq)]
enum Piece {
    Number(f64),
    /// A field in square brackets.
    Field(String),
    /// A bare word: a field, or a function before a bracket.
    Word(String),
    /// A sign, as the plain keyboard has it.
    Sign(&'static str),
}

/// What a piece looks like, to be said in a fault.
impl std::fmt::Display for Piece {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Field(name) => write!(f, "[{name}]"),
            Self::Word(word) => f.write_str(word),
            Self::Sign(sign) => f.write_str(sign),
        }
    }
}

pub(super) fn parse(rule: &str) -> Result<Value, Wrong> {
    if rule.chars().count() > LONGEST {
        return Err(Wrong { at: LONGEST + 1, fault: Fault::TooLong });
    }
    let pieces = pieces(rule)?;
    if pieces.is_empty() {
        return Err(Wrong { at: 1, fault: Fault::Empty });
    }
    let mut reader = Reader { end: rule.chars().count() + 1, pieces, next: 0, depth: 0 };
    let value = reader.sum()?;
    match reader.pieces.get(reader.next) {
        None => Ok(value),
        Some((at, piece)) => Err(Wrong { at: *at, fault: Fault::LeftOver(piece.to_string()) }),
    }
}

/// Cuts a rule into pieces, each with the place where it begins.
fn pieces(rule: &str) -> Result<Vec<(usize, Piece)>, Wrong> {
    let letters: Vec<char> = rule.chars().collect();
    let mut pieces = Vec::new();
    let mut next = 0;
    while let Some(letter) = letters.get(next).copied() {
        let begin = next;
        let upto = |holds: fn(char) -> bool| {
            begin + letters[begin..].iter().take_while(|letter| holds(**letter)).count()
        };
        let piece = if letter.is_whitespace() {
            next += 1;
            continue;
        } else if letter == '[' {
            let close = letters[begin..].iter().position(|letter| *letter == ']');
            let close = close.ok_or(Wrong { at: begin + 1, fault: Fault::NotClosed })? + begin;
            next = close + 1;
            let name: String = letters[begin + 1..close].iter().collect();
            if name.trim().is_empty() || name.contains('[') {
                return Err(Wrong { at: begin + 1, fault: Fault::NoValue(format!("[{name}]")) });
            }
            Piece::Field(name.trim().to_owned())
        } else if letter.is_ascii_digit() || letter == '.' {
            next = upto(|letter| letter.is_ascii_digit() || letter == '.');
            let number: String = letters[begin..next].iter().collect();
            let read = number.parse::<f64>().ok().filter(|number| number.is_finite());
            Piece::Number(read.ok_or(Wrong { at: begin + 1, fault: Fault::NoValue(number) })?)
        } else if letter.is_alphabetic() || letter == '_' {
            next = upto(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '.'));
            Piece::Word(letters[begin..next].iter().collect())
        } else {
            let pair = letters.get(next + 1).copied().unwrap_or(' ');
            let (sign, length) = sign(letter, pair)
                .ok_or(Wrong { at: begin + 1, fault: Fault::NoValue(letter.to_string()) })?;
            next += length;
            Piece::Sign(sign)
        };
        pieces.push((begin + 1, piece));
    }
    Ok(pieces)
}

/// A sign, and how many characters it takes; what word processors make of signs is taken too.
fn sign(letter: char, pair: char) -> Option<(&'static str, usize)> {
    Some(match (letter, pair) {
        ('<', '=') => ("<=", 2),
        ('>', '=') => (">=", 2),
        ('<', '>') | ('!', '=') => ("<>", 2),
        ('=', '=') => ("=", 2),
        ('≤', _) => ("<=", 1),
        ('≥', _) => (">=", 1),
        ('≠', _) => ("<>", 1),
        ('<', _) => ("<", 1),
        ('>', _) => (">", 1),
        ('=', _) => ("=", 1),
        ('+', _) => ("+", 1),
        ('-' | '−' | '–', _) => ("-", 1),
        ('*' | '×' | '·', _) => ("*", 1),
        ('/' | '÷', _) => ("/", 1),
        ('(', _) => ("(", 1),
        (')', _) => (")", 1),
        (',' | ';', _) => (",", 1),
        _ => return None,
    })
}

struct Reader {
    pieces: Vec<(usize, Piece)>,
    next: usize,
    depth: usize,
    /// The place behind the last character.
    end: usize,
}

impl Reader {
    fn at(&self) -> usize {
        self.pieces.get(self.next).map_or(self.end, |(at, _)| *at)
    }

    fn wrong<T>(&self, fault: Fault) -> Result<T, Wrong> {
        Err(Wrong { at: self.at(), fault })
    }

    /// Whether that sign comes next.
    fn sees(&self, sign: &str) -> bool {
        matches!(self.pieces.get(self.next), Some((_, Piece::Sign(next))) if *next == sign)
    }

    /// Takes that sign if it comes next.
    fn takes(&mut self, sign: &str) -> bool {
        let seen = self.sees(sign);
        self.next += usize::from(seen);
        seen
    }

    /// Takes that word if it comes next, however it is written.
    fn takes_word(&mut self, word: &str) -> bool {
        let seen = matches!(self.pieces.get(self.next), Some((_, Piece::Word(next))) if next.eq_ignore_ascii_case(word));
        self.next += usize::from(seen);
        seen
    }

    /// What stands inside one more bracket.
    fn deeper<T>(&mut self, inside: impl FnOnce(&mut Self) -> Result<T, Wrong>) -> Result<T, Wrong> {
        if self.depth == DEEPEST {
            return self.wrong(Fault::TooDeep);
        }
        self.depth += 1;
        let found = inside(self);
        self.depth -= 1;
        found
    }

    fn close(&mut self, opened: usize) -> Result<(), Wrong> {
        if self.takes(")") {
            return Ok(());
        }
        match self.pieces.get(self.next) {
            Some((at, piece)) => Err(Wrong { at: *at, fault: Fault::LeftOver(piece.to_string()) }),
            None => Err(Wrong { at: opened, fault: Fault::NotClosed }),
        }
    }

    fn sum(&mut self) -> Result<Value, Wrong> {
        self.chain(&[("+", Sign::Plus), ("-", Sign::Less)], Self::product)
    }

    fn product(&mut self) -> Result<Value, Wrong> {
        self.chain(&[("*", Sign::Times), ("/", Sign::By)], Self::single)
    }

    /// Values joined by signs of one rank, worked out from the left. A chain is as deep as it is long, which its length
    /// bounds.
    fn chain(
        &mut self,
        signs: &[(&str, Sign)],
        part: fn(&mut Self) -> Result<Value, Wrong>,
    ) -> Result<Value, Wrong> {
        let mut value = part(self)?;
        loop {
            let at = self.at();
            let Some((_, sign)) = signs.iter().find(|(sign, _)| self.takes(sign)) else { return Ok(value) };
            value = Value::Two(*sign, at, Box::new(value), Box::new(part(self)?));
        }
    }

    fn single(&mut self) -> Result<Value, Wrong> {
        let at = self.at();
        let Some((_, piece)) = self.pieces.get(self.next).cloned() else {
            return self.wrong(Fault::EndsEarly);
        };
        match piece {
            Piece::Sign("-") => {
                self.next += 1;
                self.deeper(|reader| Ok(Value::Minus(Box::new(reader.single()?))))
            }
            Piece::Sign("(") => {
                self.next += 1;
                let value = self.deeper(Self::sum)?;
                self.close(at)?;
                Ok(value)
            }
            Piece::Sign(sign) => self.wrong(Fault::NoValue(sign.to_owned())),
            Piece::Number(number) => {
                self.next += 1;
                Ok(Value::Number(number))
            }
            Piece::Field(name) => {
                self.next += 1;
                Ok(Value::Field(name))
            }
            Piece::Word(word) => {
                self.next += 1;
                let opened = self.at();
                if self.takes("(") { self.function(&word, at, opened) } else { Ok(Value::Field(word)) }
            }
        }
    }

    /// A function, behind its opening bracket.
    fn function(&mut self, name: &str, at: usize, opened: usize) -> Result<Value, Wrong> {
        let value = self.deeper(|reader| match name.to_ascii_lowercase().as_str() {
            "if" => reader.choice(at, name),
            "min" => Ok(Value::Least(reader.list(at, name)?)),
            "max" => Ok(Value::Most(reader.list(at, name)?)),
            _ => Err(Wrong { at, fault: Fault::Unknown(name.to_owned()) }),
        })?;
        self.close(opened)?;
        Ok(value)
    }

    fn list(&mut self, at: usize, name: &str) -> Result<Vec<Value>, Wrong> {
        if self.sees(")") {
            return Err(Wrong { at, fault: Fault::Arguments(name.to_owned()) });
        }
        let mut values = vec![self.sum()?];
        while self.takes(",") {
            values.push(self.sum()?);
        }
        Ok(values)
    }

    fn choice(&mut self, at: usize, name: &str) -> Result<Value, Wrong> {
        let test = self.either()?;
        let mut two = Vec::new();
        while self.takes(",") {
            two.push(self.sum()?);
        }
        let Ok([then, otherwise]) = <[Value; 2]>::try_from(two) else {
            return Err(Wrong { at, fault: Fault::Arguments(name.to_owned()) });
        };
        Ok(Value::If(Box::new(test), Box::new(then), Box::new(otherwise)))
    }

    fn either(&mut self) -> Result<Test, Wrong> {
        let mut test = self.both()?;
        while self.takes_word("or") {
            test = Test::Either(Box::new(test), Box::new(self.both()?));
        }
        Ok(test)
    }

    fn both(&mut self) -> Result<Test, Wrong> {
        let mut test = self.compared()?;
        while self.takes_word("and") {
            test = Test::Both(Box::new(test), Box::new(self.compared()?));
        }
        Ok(test)
    }

    fn compared(&mut self) -> Result<Test, Wrong> {
        if self.takes_word("not") {
            return self.deeper(|reader| Ok(Test::Not(Box::new(reader.compared()?))));
        }
        // A bracket may hold a comparison or a value that is compared: tried as a comparison first. Each of the two
        // tries goes through fewer brackets than the one around it, and DEEPEST bounds them.
        if self.sees("(") && self.holds_a_test() {
            let opened = self.at();
            self.next += 1;
            let test = self.deeper(Self::either)?;
            self.close(opened)?;
            return Ok(test);
        }
        let left = self.sum()?;
        let comparisons = [
            ("<=", Comparison::AtMost),
            (">=", Comparison::AtLeast),
            ("<>", Comparison::Different),
            ("<", Comparison::Below),
            (">", Comparison::Above),
            ("=", Comparison::Equal),
        ];
        let Some((_, comparison)) = comparisons.into_iter().find(|(sign, _)| self.takes(sign)) else {
            return self.wrong(Fault::NoComparison);
        };
        Ok(Test::Compare(comparison, left, self.sum()?))
    }

    /// Whether the bracket that opens next has a comparison, `and`, `or` or `not` directly inside it.
    fn holds_a_test(&self) -> bool {
        let mut depth = 0_usize;
        for (_, piece) in &self.pieces[self.next..] {
            match piece {
                Piece::Sign("(") => depth += 1,
                Piece::Sign(")") if depth == 1 => return false,
                Piece::Sign(")") => depth -= 1,
                // A function's own comparison, in `if(a > b, …)`, lies one bracket deeper.
                Piece::Sign("<" | "<=" | ">" | ">=" | "=" | "<>") if depth == 1 => return true,
                Piece::Word(word) if depth == 1 && is_joint(word) => return true,
                _ => {}
            }
        }
        false
    }
}

fn is_joint(word: &str) -> bool {
    ["and", "or", "not"].iter().any(|joint| word.eq_ignore_ascii_case(joint))
}
