//! PrefLib: orders that are strict or have ties, complete or not (`.soc`, `.soi`, `.toc`, `.toi`).
//!
//! N. Mattei and T. Walsh, "PrefLib: A Library for Preferences", 2013; format of 2022. `# KEY: value` lines come first, then
//! `count: 1,2,{3,4}` lines.

use std::collections::HashMap;

use super::{Election, Malformed, tidy, unmarked, weight};
use crate::ballots::{MOST_OPTIONS, Place, Rankings};

/// Reads a PrefLib file of orders. What its head says of voters, orders, ties and completeness is checked.
pub fn preflib(text: &str) -> Result<Election, Malformed> {
    let mut lines = unmarked(text).lines().zip(1..).map(|(line, at)| (line.trim(), at)).peekable();
    let mut head = Head::default();
    while let Some((line, at)) = lines.next_if(|(line, _)| line.is_empty() || line.starts_with('#')) {
        if let Some((key, value)) = line.trim_start_matches('#').split_once(':') {
            head.values.insert(key.trim().to_uppercase(), (value.trim(), at));
        }
        head.end = at;
    }
    let kind = head.kind()?;
    let mut ballots = Rankings::new(head.names()?, &[]).map_err(|fault| Malformed::at(head.end, fault))?;
    let mut orders = 0;
    for (line, at) in lines.filter(|(line, _)| !line.is_empty()) {
        let (count, places) = order(line, at)?;
        if kind.strict && places.iter().any(|place| place.is_equal()) {
            return Err(Malformed::at(at, "options share a rank, but the file says its orders are strict"));
        }
        if kind.complete && places.len() != ballots.options().len() {
            let named = places.len();
            return Err(Malformed::at(
                at,
                format!("{named} options are ordered, but the file says that all are"),
            ));
        }
        ballots.push(count, places).map_err(|fault| Malformed::at(at, fault))?;
        orders += 1;
    }
    head.agrees("NUMBER VOTERS", ballots.cast())?;
    head.agrees("NUMBER UNIQUE ORDERS", orders)?;
    let title = head.values.get("TITLE").map_or_else(String::new, |(title, _)| tidy(title));
    Ok(Election { title, ballots, seats: None, tie_order: None })
}

struct Kind {
    strict: bool,
    complete: bool,
}

/// The lines that begin with `#`: values by key, with their lines.
#[derive(Default)]
struct Head<'a> {
    values: HashMap<String, (&'a str, usize)>,
    /// The last line.
    end: usize,
}

impl Head<'_> {
    fn value(&self, key: &str) -> Result<(&str, usize), Malformed> {
        let missing = || Malformed::at(self.end.max(1), format!("the line “# {key}: …” is missing"));
        self.values.get(key).copied().ok_or_else(missing)
    }

    fn kind(&self) -> Result<Kind, Malformed> {
        let (kind, at) = self.value("DATA TYPE")?;
        let (strict, complete) = match kind {
            "soc" => (true, true),
            "soi" => (true, false),
            "toc" => (false, true),
            "toi" => (false, false),
            _ => {
                return Err(Malformed::at(
                    at,
                    format!("data of type “{kind}” are not orders: soc, soi, toc or toi"),
                ));
            }
        };
        Ok(Kind { strict, complete })
    }

    fn names(&self) -> Result<Vec<String>, Malformed> {
        let (count, at) = self.value("NUMBER ALTERNATIVES")?;
        let count = count.parse().ok().filter(|count| (1..=MOST_OPTIONS).contains(count));
        let count = count
            .ok_or_else(|| Malformed::at(at, format!("not a number of options from 1 to {MOST_OPTIONS}")))?;
        let name = |option| Ok(tidy(self.value(&format!("ALTERNATIVE NAME {option}"))?.0));
        (1..=count).map(name).collect()
    }

    /// A count in the head, where there is one, is the count of the body.
    fn agrees(&self, key: &str, counted: u64) -> Result<(), Malformed> {
        match self.values.get(key) {
            Some(&(said, at)) if said != counted.to_string() => {
                Err(Malformed::at(at, format!("{key} is “{said}”, but the lines below come to {counted}")))
            }
            _ => Ok(()),
        }
    }
}

/// `count: 1,2,{3,4}`.
fn order(line: &str, at: usize) -> Result<(u64, Vec<Place>), Malformed> {
    let (count, options) = line
        .split_once(':')
        .ok_or_else(|| Malformed::at(at, "a number of ballots, a colon and an order are expected"))?;
    let count = weight(count.trim(), at)?;
    let mut places = Vec::new();
    let mut in_braces = false;
    let mut joins = false;
    for word in options.split(',').map(str::trim) {
        let opens = word.starts_with('{');
        let closes = word.ends_with('}');
        if opens && in_braces || closes && !(opens || in_braces) {
            return Err(Malformed::at(at, "the braces do not match"));
        }
        let number = word.trim_start_matches('{').trim_end_matches('}').trim();
        let option = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let option =
            option.ok_or_else(|| Malformed::at(at, format!("“{number}” is not the number of an option")))?;
        places.push(if joins && !opens { Place::equal(option) } else { Place::next(option) });
        in_braces = (in_braces || opens) && !closes;
        joins = in_braces;
    }
    if in_braces {
        return Err(Malformed::at(at, "a brace is not closed"));
    }
    Ok((count, places))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WHOLE: &str = "# TITLE: A  board\n# DATA TYPE: toi\n# NUMBER ALTERNATIVES: 3\n# NUMBER VOTERS: 6\n\
        # NUMBER UNIQUE ORDERS: 2\n# ALTERNATIVE NAME 1: a\n# ALTERNATIVE NAME 2: b\n# ALTERNATIVE NAME 3: c\n\
        4: 3,{1, 2}\n2: {2}\n";

    #[test]
    fn orders_with_ties_are_read() {
        let election = preflib(WHOLE).unwrap();
        assert_eq!((election.title.as_str(), election.ballots.options().len()), ("A board", 3));
        assert_eq!(election.ballots.ballot(0), (4, &[Place::next(2), Place::next(0), Place::equal(1)][..]));
        assert_eq!(election.ballots.ballot(1), (2, &[Place::next(1)][..]));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let refused = |old: &str, new: &str| preflib(&WHOLE.replace(old, new)).unwrap_err().to_string();
        assert_eq!(preflib("").unwrap_err().to_string(), "line 1: the line “# DATA TYPE: …” is missing");
        assert_eq!(refused("toi", "cat"), "line 2: data of type “cat” are not orders: soc, soi, toc or toi");
        assert_eq!(
            refused("toi", "soi"),
            "line 9: options share a rank, but the file says its orders are strict"
        );
        assert_eq!(refused("toi", "toc"), "line 10: 1 options are ordered, but the file says that all are");
        assert_eq!(
            refused("VOTERS: 6", "VOTERS: 7"),
            "line 4: NUMBER VOTERS is “7”, but the lines below come to 6"
        );
        assert_eq!(
            refused("# ALTERNATIVE NAME 2: b\n", ""),
            "line 7: the line “# ALTERNATIVE NAME 2: …” is missing"
        );
        assert_eq!(refused("2}", "2"), "line 9: a brace is not closed");
        assert_eq!(refused("{2}", "2}"), "line 10: the braces do not match");
        assert_eq!(refused("4: 3", "4: 9"), "line 9: there is no option 9");
        assert_eq!(
            refused("4: 3", "-4: 3"),
            "line 9: “-4” is not a number of ballots; write a whole number from 1"
        );
        assert_eq!(refused("3,{1, 2}", "3,x"), "line 9: “x” is not the number of an option");
        assert_eq!(
            refused("2: {2}", "2 {2}"),
            "line 10: a number of ballots, a colon and an order are expected"
        );
    }

    proptest! {
        #[test]
        fn nothing_that_is_not_a_file_of_orders_is_fatal(at in 0_usize..220, put in any::<char>(), tail in "[0-9:,{}# \n]{0,40}") {
            let mut changed: Vec<char> = WHOLE.chars().collect();
            changed[at % WHOLE.chars().count()] = put;
            let _ = preflib(&changed.into_iter().collect::<String>());
            let _ = preflib(&(WHOLE.to_owned() + &tail));
        }
    }
}
