//! BLT: the format of ballots that most STV programs read.
//!
//! The first two numbers are options and seats. `-n` withdraws option n. A ballot is one line: its weight (or an id in
//! parentheses, for a weight of 1), options by number or nickname, and 0; `=` joins options at one rank, `-` skips a rank. After the last ballot
//! stands another 0, then the names and the title in quotation marks; what follows is for people. `#` begins a comment.
//! In brackets: `[tie …]` the order in which ties are broken, `[nick …]` nicknames, `[withdrawn …]`; `[undeclared …]` and
//! `[droop …]` concern other rules and programs and change nothing here.

use std::collections::HashMap;

use super::{Election, Malformed, tidy, unmarked, weight};
use crate::ballots::{MOST_OPTIONS, Place, Rankings};

/// Reads a BLT file.
pub fn blt(text: &str) -> Result<Election, Malformed> {
    let mut reader = Reader { rest: unmarked(text), line: 1 };
    let count = reader.number("the number of options")?;
    if !(1..=MOST_OPTIONS).contains(&count) {
        return Err(Malformed::at(reader.line, format!("{count} options; there may be 1 to {MOST_OPTIONS}")));
    }
    let seats = reader.number("the number of seats")?;
    let mut head = Head { count, nicks: HashMap::new(), withdrawn: Vec::new(), tie_order: None };
    let first = head.read(&mut reader)?;
    let cast = ballots(&mut reader, &head, first)?;
    let (names, names_line, title) = names(&mut reader, count)?;

    let mut ballots =
        Rankings::new(names, &head.withdrawn).map_err(|fault| Malformed::at(names_line, fault))?;
    for (line, weight, places) in cast {
        ballots.push(weight, places).map_err(|fault| Malformed::at(line, fault))?;
    }
    Ok(Election { title, ballots, seats: Some(seats), tie_order: head.tie_order })
}

enum Token<'a> {
    Word(&'a str),
    Quoted(&'a str),
    /// In brackets.
    Directive(&'a str),
    /// In parentheses.
    Id,
}

struct Reader<'a> {
    rest: &'a str,
    line: usize,
}

impl<'a> Reader<'a> {
    fn token(&mut self) -> Result<Option<Token<'a>>, Malformed> {
        loop {
            let trimmed = self.rest.trim_start();
            self.skip(self.rest.len() - trimmed.len());
            if !trimmed.starts_with('#') {
                break;
            }
            self.skip(trimmed.find('\n').unwrap_or(trimmed.len()));
        }
        let Some(first) = self.rest.chars().next() else { return Ok(None) };
        let token = match first {
            '"' => Token::Quoted(self.until('"')?),
            '[' => Token::Directive(self.until(']')?),
            '(' => {
                self.until(')')?;
                Token::Id
            }
            _ => {
                let end = self.rest.find(|c: char| c.is_whitespace() || "\"[(".contains(c));
                let word = &self.rest[..end.unwrap_or(self.rest.len())];
                self.skip(word.len());
                Token::Word(word)
            }
        };
        Ok(Some(token))
    }

    /// What stands between the character here and its counterpart on the same line.
    fn until(&mut self, close: char) -> Result<&'a str, Malformed> {
        let inner = &self.rest[1..];
        let line_end = inner.find('\n').unwrap_or(inner.len());
        let Some(end) = inner[..line_end].find(close) else {
            return Err(Malformed::at(self.line, format!("no {close} closes what begins here")));
        };
        self.skip(end + 1 + close.len_utf8());
        Ok(&inner[..end])
    }

    fn skip(&mut self, bytes: usize) {
        let (skipped, rest) = self.rest.split_at(bytes);
        self.line += skipped.matches('\n').count();
        self.rest = rest;
    }

    fn number(&mut self, what: &str) -> Result<usize, Malformed> {
        match self.token()? {
            Some(Token::Word(word)) => word
                .parse()
                .ok()
                .filter(|&number| number > 0)
                .ok_or_else(|| Malformed::at(self.line, format!("“{word}” is not {what}"))),
            _ => Err(Malformed::at(self.line, format!("{what} is missing"))),
        }
    }
}

/// What stands before the ballots.
struct Head<'a> {
    count: usize,
    nicks: HashMap<&'a str, usize>,
    withdrawn: Vec<usize>,
    tie_order: Option<Vec<usize>>,
}

impl<'a> Head<'a> {
    /// Reads up to the ballots, and answers the token that begins them.
    fn read(&mut self, reader: &mut Reader<'a>) -> Result<Option<Token<'a>>, Malformed> {
        loop {
            match reader.token()? {
                Some(Token::Directive(directive)) => self.directive(directive, reader.line)?,
                Some(Token::Word(word)) if word.len() > 1 && word.starts_with('-') => {
                    let option = self.option(&word[1..], reader.line)?;
                    self.withdrawn.push(option);
                }
                token => return Ok(token),
            }
        }
    }

    fn directive(&mut self, directive: &'a str, line: usize) -> Result<(), Malformed> {
        let mut words = directive.split_whitespace();
        let name = words.next().unwrap_or_default();
        match name {
            "nick" => self.nicks = words.zip(0..).collect(),
            "withdrawn" => {
                for word in words {
                    self.withdrawn.push(self.option(word, line)?);
                }
            }
            "tie" => {
                let order = words.map(|word| self.option(word, line)).collect::<Result<Vec<_>, _>>()?;
                let mut sorted = order.clone();
                sorted.sort_unstable();
                if !sorted.into_iter().eq(0..self.count) {
                    return Err(Malformed::at(
                        line,
                        "[tie …] names every option once, and this one does not",
                    ));
                }
                self.tie_order = Some(order);
            }
            "undeclared" | "droop" => {}
            _ => return Err(Malformed::at(line, format!("[{name} …] is not known"))),
        }
        Ok(())
    }

    /// An option by number or nickname.
    fn option(&self, word: &str, line: usize) -> Result<usize, Malformed> {
        let by_nick = self.nicks.get(word).copied();
        let by_number = || word.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        by_nick.or_else(by_number).filter(|&option| option < self.count).ok_or_else(|| {
            Malformed::at(line, format!("“{word}” is none of the {} options, numbered from 1", self.count))
        })
    }
}

/// A ballot: its line, weight and places.
type Ballot = (usize, u64, Vec<Place>);

fn ballots<'a>(
    reader: &mut Reader<'a>,
    head: &Head<'a>,
    first: Option<Token<'a>>,
) -> Result<Vec<Ballot>, Malformed> {
    let mut ballots = Vec::new();
    let mut token = first;
    loop {
        let line = reader.line;
        let weight = match token {
            Some(Token::Word("0")) => return Ok(ballots),
            Some(Token::Word(word)) => weight(word, line)?,
            Some(Token::Id) => 1,
            _ => return Err(Malformed::at(line, "a 0 after the last ballot is missing")),
        };
        ballots.push((line, weight, places(reader, head)?));
        token = reader.token()?;
    }
}

fn places<'a>(reader: &mut Reader<'a>, head: &Head<'a>) -> Result<Vec<Place>, Malformed> {
    let begun = reader.line;
    let mut places = Vec::new();
    loop {
        match reader.token()?.filter(|_| reader.line == begun) {
            Some(Token::Word("0")) => return Ok(places),
            Some(Token::Word("-")) => {}
            Some(Token::Id) if places.is_empty() => {}
            Some(Token::Word(word)) => {
                for (at, part) in word.split('=').enumerate() {
                    let option = head.option(part, reader.line)?;
                    places.push(if at == 0 { Place::next(option) } else { Place::equal(option) });
                }
            }
            _ => return Err(Malformed::at(begun, "the ballot does not end with 0")),
        }
    }
}

/// The names, the line of the last of them, and the title.
fn names(reader: &mut Reader<'_>, count: usize) -> Result<(Vec<String>, usize, String), Malformed> {
    let mut names = Vec::new();
    while names.len() < count {
        let Some(Token::Quoted(name)) = reader.token()? else {
            let missing =
                format!("the name of option {} is missing; it stands in quotation marks", names.len() + 1);
            return Err(Malformed::at(reader.line, missing));
        };
        names.push(tidy(name));
    }
    let line = reader.line;
    let title = match reader.token()? {
        Some(Token::Quoted(title)) => tidy(title),
        _ => String::new(),
    };
    Ok((names, line, title))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WHOLE: &str = "\u{feff}4 2 # options, seats\n[nick a b c d]\n[tie 4 3 2 1]\n-3\n\
        5 a b=c d 0\n(id 7) 4 - 1 0\n2 0\n0\n\"Ann\"\n\"Bob  Smith \"\n\"Cy\"\n\"Di\"\n\"Board\"\nand more";

    #[test]
    fn everything_a_file_can_say_is_read() {
        let election = blt(WHOLE).unwrap();
        assert_eq!((election.title.as_str(), election.seats), ("Board", Some(2)));
        assert_eq!(election.tie_order, Some(vec![3, 2, 1, 0]));
        let ballots = election.ballots;
        assert_eq!(ballots.options(), ["Ann", "Bob Smith", "Cy", "Di"]);
        assert_eq!(ballots.withdrawn(), [false, false, true, false]);
        assert_eq!(ballots.ballot(0), (5, &[Place::next(0), Place::next(1), Place::next(3)][..]));
        assert_eq!(ballots.ballot(1), (1, &[Place::next(3), Place::next(0)][..]));
        assert_eq!((ballots.cast(), ballots.voting()), (8, 6));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let refused = |text: &str| blt(text).unwrap_err().to_string();
        assert_eq!(refused(""), "line 1: the number of options is missing");
        assert_eq!(refused("3 x"), "line 1: “x” is not the number of seats");
        assert_eq!(refused("2 1\n1 3 0\n0"), "line 2: “3” is none of the 2 options, numbered from 1");
        assert_eq!(
            refused("2 1\n1.5 1 0\n0"),
            "line 2: “1.5” is not a number of ballots; write a whole number from 1"
        );
        assert_eq!(refused("2 1\n1 1 2\n0\n\"a\""), "line 2: the ballot does not end with 0");
        assert_eq!(refused("2 1\n1 1 2 0\n"), "line 3: a 0 after the last ballot is missing");
        assert_eq!(refused("2 1\n1 1 1 0\n0\n\"a\"\n\"b\""), "line 2: the ballot names “a” twice");
        assert_eq!(refused("2 1\n0\n\"a\nb"), "line 3: no \" closes what begins here");
        assert_eq!(
            refused("2 1\n0\n\"a\""),
            "line 3: the name of option 2 is missing; it stands in quotation marks"
        );
        assert_eq!(refused("2 1\n[quota 3]\n0"), "line 2: [quota …] is not known");
        assert_eq!(
            refused("2 1\n[tie 1 1]\n0"),
            "line 2: [tie …] names every option once, and this one does not"
        );
    }

    proptest! {
        #[test]
        fn nothing_that_is_not_a_ballot_file_is_fatal(text in "[0-9 \n=\\-\"\\[\\]()#ab]{0,60}", at in 0_usize..90, put in any::<char>()) {
            let _ = blt(&text);
            let mut changed: Vec<char> = WHOLE.chars().collect();
            changed[at % WHOLE.chars().count()] = put;
            let _ = blt(&changed.into_iter().collect::<String>());
        }
    }
}
