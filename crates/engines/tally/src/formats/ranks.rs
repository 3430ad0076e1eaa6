//! Ballots with ranks in comma-separated files: cast vote records, `VoteKit` profiles and Scottish ballot data.

use std::collections::{BTreeSet, HashMap, HashSet};

use csv::StringRecord;

use super::cells::rows;
use super::{Election, Malformed, tidy, weight};
use crate::ballots::{Place, Rankings};

/// Reads cast vote records: columns `rank1`, `rank2` and so on (any case, a space or `_` before the number) hold the name that the
/// ballot puts at that rank; other columns are not looked at.
///
/// An empty cell, `undervote` and `skipped` are skipped ranks, and a name that stands again says nothing new. At `overvote`, several
/// names at one rank, the ballot stops. Options are sorted by name.
pub fn cast_vote_records(text: &str) -> Result<Election, Malformed> {
    let mut rows = rows(text);
    let (line, head) = rows.next().ok_or_else(|| Malformed::at(1, "the file is empty"))??;
    let columns: Vec<usize> = (0..head.len()).filter(|&column| is_rank(&head[column])).collect();
    if columns.is_empty() {
        return Err(Malformed::at(line, "no column is called rank1"));
    }
    let records = rows.collect::<Result<Vec<_>, _>>()?;
    let mut names = BTreeSet::new();
    for (line, record) in &records {
        if record.len() != head.len() {
            return Err(cells(*line, record.len(), head.len()));
        }
        names.extend(ranked(record, &columns).map(str::to_owned));
    }
    let numbers: HashMap<String, usize> = names.iter().cloned().zip(0..).collect();
    let mut ballots =
        Rankings::new(names.into_iter().collect(), &[]).map_err(|fault| Malformed::at(line, fault))?;
    for (line, record) in &records {
        let mut seen = HashSet::new();
        let places = ranked(record, &columns).filter(|name| seen.insert(*name));
        let places = places.map(|name| Place::next(numbers[name]));
        ballots.push(1, places).map_err(|fault| Malformed::at(*line, fault))?;
    }
    Ok(Election { title: String::new(), ballots, seats: None, tie_order: None })
}

fn is_rank(head: &str) -> bool {
    let number = head.to_lowercase();
    let number = number.strip_prefix("rank").map(|number| number.trim_start_matches([' ', '_']));
    number.is_some_and(|number| number.parse::<u32>().is_ok())
}

/// The names on a ballot in their order, as far as it can be followed.
fn ranked<'a>(record: &'a StringRecord, columns: &'a [usize]) -> impl Iterator<Item = &'a str> {
    let cells = columns.iter().map(|&column| &record[column]);
    let skipped =
        |cell: &&str| ["", "undervote", "skipped"].iter().any(|word| cell.eq_ignore_ascii_case(word));
    cells.take_while(|cell| !cell.eq_ignore_ascii_case("overvote")).filter(move |cell| !skipped(cell))
}

fn cells(line: usize, given: usize, needed: usize) -> Malformed {
    Malformed::at(line, format!("{given} cells, but the first line has {needed}"))
}

/// Reads a `VoteKit` profile of ranks: a head with `(NAME:SHORT)` for each option, then a row for each ballot with a set of short
/// names in each rank, `{'A'}` or `{'A', 'B'}`, and its weight.
pub fn votekit(text: &str) -> Result<Election, Malformed> {
    let mut rows = rows(text);
    let mut last = 1;
    let mut row = |what: &str| match rows.next() {
        Some(row) => row.inspect(|(line, _)| last = *line),
        None => Err(Malformed::at(last, format!("the file ends before {what}"))),
    };
    let (line, first) = row("its name, “VoteKit RankProfile”")?;
    if &first[0] != "VoteKit RankProfile" {
        return Err(Malformed::at(line, "the first line is not “VoteKit RankProfile”"));
    }
    let mut numbers = HashMap::new();
    let mut names = Vec::new();
    let head = loop {
        let (line, record) = row("the line that begins with Ranking_1")?;
        if record[0].starts_with("Ranking_") {
            break record;
        }
        if record[0].starts_with('(') {
            for option in &record {
                let (name, short) = named(option)
                    .ok_or_else(|| Malformed::at(line, format!("“{option}” is not (NAME:SHORT)")))?;
                numbers.insert(short, names.len());
                names.push(name);
            }
        }
    };
    let columns = head.iter().take_while(|cell| cell.starts_with("Ranking_")).count();
    let weights = head.iter().position(|cell| cell == "Weight");
    let weights = weights.ok_or_else(|| Malformed::at(line, "no column is called Weight"))?;
    let mut ballots = Rankings::new(names, &[]).map_err(|fault| Malformed::at(line, fault))?;
    for row in rows {
        let (line, record) = row?;
        if record.len() != head.len() {
            return Err(cells(line, record.len(), head.len()));
        }
        let mut places = Vec::new();
        for cell in record.iter().take(columns) {
            rank(cell, line, &numbers, &mut places)?;
        }
        let count = record[weights].strip_suffix(".0").unwrap_or(&record[weights]);
        ballots.push(weight(count, line)?, places).map_err(|fault| Malformed::at(line, fault))?;
    }
    Ok(Election { title: String::new(), ballots, seats: None, tie_order: None })
}

/// `(NAME:SHORT)`.
fn named(option: &str) -> Option<(String, String)> {
    let (name, short) = option.strip_prefix('(')?.strip_suffix(')')?.rsplit_once(':')?;
    Some((tidy(name), short.to_owned()))
}

/// One rank: nothing, or a set of short names.
fn rank(
    cell: &str,
    line: usize,
    numbers: &HashMap<String, usize>,
    places: &mut Vec<Place>,
) -> Result<(), Malformed> {
    let names = cell.trim_start_matches('{').trim_end_matches('}').split(',');
    let names =
        names.map(|name| name.trim().trim_matches('\'')).filter(|name| !name.is_empty() && *name != "~");
    for (at, name) in names.enumerate() {
        let option = numbers.get(name).copied();
        let option = option.ok_or_else(|| Malformed::at(line, format!("“{name}” is no option")))?;
        places.push(if at == 0 { Place::next(option) } else { Place::equal(option) });
    }
    Ok(())
}

/// Reads Scottish ballot data: options and seats; a row for each order, its number of ballots and the options by number; a row
/// for each option, `Candidate n`, its name and its party; and the ward.
pub fn scottish(text: &str) -> Result<Election, Malformed> {
    let mut rows = rows(text);
    let (line, head) = rows.next().ok_or_else(|| Malformed::at(1, "the file is empty"))??;
    let size =
        |cell: usize| head.get(cell).and_then(|cell| cell.parse::<usize>().ok()).filter(|&size| size > 0);
    let (Some(count), Some(seats)) = (size(0), size(1)) else {
        return Err(Malformed::at(line, "the first line is the number of options and the number of seats"));
    };
    let mut cast = Vec::new();
    let mut names = Vec::new();
    let mut title = String::new();
    let mut last = line;
    for row in rows {
        let (line, record) = row?;
        last = line;
        let mut cells = record.iter().filter(|cell| !cell.is_empty());
        let first = cells.next().unwrap_or_default();
        if first.starts_with("Candidate ") {
            let name = cells.next().ok_or_else(|| Malformed::at(line, format!("{first} has no name")))?;
            names.push(tidy(name));
        } else if first.parse::<u64>().is_ok() {
            let option = |cell: &str| {
                let option = cell.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
                option
                    .map(Place::next)
                    .ok_or_else(|| Malformed::at(line, format!("“{cell}” is not the number of an option")))
            };
            cast.push((line, weight(first, line)?, cells.map(option).collect::<Result<Vec<_>, _>>()?));
        } else {
            title = tidy(first);
        }
    }
    if names.len() != count {
        let named = names.len();
        return Err(Malformed::at(
            last,
            format!("{named} options are named, but the first line says {count}"),
        ));
    }
    let mut ballots = Rankings::new(names, &[]).map_err(|fault| Malformed::at(last, fault))?;
    for (line, weight, places) in cast {
        ballots.push(weight, places).map_err(|fault| Malformed::at(line, fault))?;
    }
    Ok(Election { title, ballots, seats: Some(seats), tie_order: None })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RECORDS: &str =
        "rank1,Rank 2,precinct,rank_3\nBo,undervote,1,Al\n\nBo,Bo,2,Al\nAl,overvote,2,Bo\n,,1,\n";
    const PROFILE: &str = "VoteKit RankProfile\nCandidates\n(Al B:A),(Bo:B)\nMax Ranking Length\n2\n\
        Ranking_1,Ranking_2,&,Weight,&\n{'B'},{'A'},&,2.0,&\n\"{'A', 'B'}\",{'~'},&,1.0,&\n";
    const WARD: &str = "2,1,\n3,2,1,\n1,1,\n\"Candidate 1\",\"Al\",\"Green (G)\",\n\"Candidate 2\",\"Bo\",\"\",\n\"North\",\n";

    fn ballot(election: &Election, at: usize) -> (u64, Vec<usize>) {
        let (weight, places) = election.ballots.ballot(at);
        (weight, places.iter().map(|place| place.option()).collect())
    }

    #[test]
    fn cast_vote_records_are_followed_as_far_as_they_can_be() {
        let election = cast_vote_records(RECORDS).unwrap();
        assert_eq!(election.ballots.options(), ["Al", "Bo"]);
        let ballots: Vec<Vec<usize>> = (0..4).map(|at| ballot(&election, at).1).collect();
        assert_eq!(ballots, [vec![1, 0], vec![1, 0], vec![0], vec![]]);
    }

    #[test]
    fn profiles_and_wards_are_read() {
        let profile = votekit(PROFILE).unwrap();
        assert_eq!(profile.ballots.options(), ["Al B", "Bo"]);
        assert_eq!((ballot(&profile, 0), ballot(&profile, 1)), ((2, vec![1, 0]), (1, vec![0, 1])));
        assert!(profile.ballots.ballot(1).1[1].is_equal());
        let ward = scottish(WARD).unwrap();
        assert_eq!((ward.title.as_str(), ward.seats, ballot(&ward, 0)), ("North", Some(1), (3, vec![1, 0])));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let refused = |text: &str| cast_vote_records(text).unwrap_err().to_string();
        assert_eq!(refused(""), "line 1: the file is empty");
        assert_eq!(refused("a,b\n"), "line 1: no column is called rank1");
        assert_eq!(refused("rank1,rank2\n\n\na,b\na\n"), "line 5: 1 cells, but the first line has 2");
        let refused = |old: &str, new: &str| votekit(&PROFILE.replace(old, new)).unwrap_err().to_string();
        assert_eq!(refused("Vote", "Note"), "line 1: the first line is not “VoteKit RankProfile”");
        assert_eq!(refused("(Bo:B)", "Bo"), "line 3: “Bo” is not (NAME:SHORT)");
        assert_eq!(refused("{'B'}", "{'C'}"), "line 7: “C” is no option");
        assert_eq!(
            refused("2.0", "2.5"),
            "line 7: “2.5” is not a number of ballots; write a whole number from 1"
        );
        let refused = |old: &str, new: &str| scottish(&WARD.replace(old, new)).unwrap_err().to_string();
        assert_eq!(
            refused("2,1,\n3", "x,1,\n3"),
            "line 1: the first line is the number of options and the number of seats"
        );
        assert_eq!(refused("3,2,1", "3,2,2"), "line 2: the ballot names “Bo” twice");
        assert_eq!(refused("3,2,1", "3,2,y"), "line 2: “y” is not the number of an option");
        assert_eq!(refused("2,1,\n3", "3,1,\n3"), "line 6: 2 options are named, but the first line says 3");
    }

    proptest! {
        #[test]
        fn nothing_that_is_not_a_table_of_ranks_is_fatal(at in 0_usize..160, put in any::<char>(), text in "[a-c0-9,\"\n{}']{0,40}") {
            type Reader = fn(&str) -> Result<Election, Malformed>;
            let readers: [(Reader, &str); 3] = [(cast_vote_records, RECORDS), (votekit, PROFILE), (scottish, WARD)];
            for (read, whole) in readers {
                let mut changed: Vec<char> = whole.chars().collect();
                changed[at % whole.chars().count()] = put;
                let _ = read(&changed.into_iter().collect::<String>());
                let _ = read(&(whole.to_owned() + &text));
                let _ = read(&text);
            }
        }
    }
}
