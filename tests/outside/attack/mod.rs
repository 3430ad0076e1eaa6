//! The attack on small numbers: whoever has no account reads everything there is, writes down every sum that holds, and
//! solves for what is hidden. Nothing of how it was hidden is used: the equations are made of what the pages say, and
//! solved by a linear program of somebody else's.
//!
//! Source: engines/measurement.md 3.6.

mod ballots;
mod copies;
mod crawl;
mod secrecy;
mod solve;
mod state;

use std::collections::BTreeSet;

use crawl::{Crawl, crawl};
use solve::{Known, System};
use state::{Carolina, YEARS};
use uuid::Uuid;

/// What the pages, the API and the files say of one number of one edition: `None` where it is hidden.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Said {
    edition: i64,
    measure: i64,
    period: String,
    /// Of which category; nothing is the whole.
    of: String,
    above: Option<u64>,
    below: Option<u64>,
}

/// Every number that any answer of the API names, by edition.
fn said(crawl: &Crawl) -> BTreeSet<Said> {
    let mut found = BTreeSet::new();
    for (path, body) in crawl.api() {
        let Ok(json) = serde_json::from_str::<serde_json::Value>(body) else { continue };
        let Some(edition) = json["edition"]["number"].as_i64() else { continue };
        assert!(path.contains("/editions/"), "{path} has numbers of an edition");
        for measure in json["measures"].as_array().expect("measures") {
            let rows =
                ["series", "parts"].into_iter().flat_map(|list| measure[list].as_array().expect("a list"));
            for row in rows {
                let count = |name: &str| row[name].as_f64().map(|value| value as u64);
                let of = [&row["dimension"], &row["category"]].map(|word| word.as_str().unwrap_or_default());
                let said = Said {
                    edition,
                    measure: measure["number"].as_i64().expect("a number"),
                    period: row["period"].as_str().expect("a period").to_owned(),
                    of: of.join("/").trim_matches('/').to_owned(),
                    above: count("numerator"),
                    below: count("denominator"),
                };
                assert_eq!(
                    row["hidden"].as_bool(),
                    Some(said.above.is_none() && said.below.is_none()),
                    "{said:?}"
                );
                assert!(
                    said.above.is_some() || row["value"].is_null(),
                    "a rate of a hidden number: {said:?}"
                );
                found.insert(said);
            }
        }
    }
    found
}

/// What the files say must be what the API says: no number more.
fn files_say_no_more(crawl: &Crawl, said: &BTreeSet<Said>) -> usize {
    let latest = said.iter().map(|one| one.edition).max().expect("an edition");
    let mut rows = 0;
    for (path, body) in crawl.files() {
        // What is not of one edition is of the latest.
        let named = path.split("/editions/").nth(1).and_then(|rest| rest.split('/').next()?.parse().ok());
        let edition: i64 = named.unwrap_or(latest);
        let mut table = csv::Reader::from_reader(body.as_bytes());
        let header = table.headers().expect("a header").clone();
        let at = |name: &str| header.iter().position(|column| column == name);
        let places = ["measure", "period", "numerator", "denominator"].map(|name| at(name).expect(name));
        let category = at("category_name").or(at("category")).expect("a category");
        for cells in table.records() {
            let cells = cells.expect("a row");
            let [measure, period, above, below] = places.map(|at| &cells[at]);
            let count = |cell: &str| cell.parse::<f64>().ok().map(|value| value as u64);
            let fits = said.iter().any(|said| {
                said.edition == edition
                    && said.measure.to_string() == measure
                    && said.period == period
                    && said.of.is_empty() == cells[category].is_empty()
                    && (said.above, said.below) == (count(above), count(below))
            });
            assert!(fits, "{path} says more than the API: {cells:?}");
            rows += 1;
        }
    }
    rows
}

/// The equations: every tree adds up, a number that is shown twice is one number, and what two measures count by the
/// same words is the same.
fn system(said: &BTreeSet<Said>) -> System {
    let mut system = System::default();
    for one in said {
        for (side, value) in [("above", one.above), ("below", one.below)] {
            // The births of one measure are those of the other.
            let measure = if side == "below" { 0 } else { one.measure };
            let name = format!("{} {measure} {side} {} {}", one.edition, one.period, one.of);
            // Nobody dies who was not born.
            let known = value.map_or(Known::Hidden { most: one.below }, Known::Shown);
            system.cell(&name, known);
        }
    }
    let tables: BTreeSet<(i64, i64, &str)> =
        said.iter().map(|one| (one.edition, one.measure, one.period.as_str())).collect();
    for (edition, measure, period) in tables {
        let own = || {
            said.iter()
                .filter(|one| (one.edition, one.measure, one.period.as_str()) == (edition, measure, period))
        };
        for side in ["above", "below"] {
            let shared = if side == "below" { 0 } else { measure };
            let name = |of: &str| format!("{edition} {shared} {side} {period} {of}");
            let parts = |of: &str| {
                let parts = own().filter(|one| one.of.starts_with(of) && one.of != "place/nc");
                parts.map(|one| name(&one.of)).collect::<Vec<_>>()
            };
            system.sum(&name("place/nc"), parts("place/"));
            system.sum(&name(""), vec![name("place/nc")]);
            system.sum(&name(""), parts("size/"));
        }
    }
    system
}

/// What nobody's answer may hold: numbers so odd that they can only come from what is hidden, or is not published.
fn needles(carolina: &Carolina, said: &BTreeSet<Said>) -> Vec<String> {
    let mut needles = vec!["987654".to_owned(), "987,654".to_owned()];
    for (code, figures) in &carolina.counties {
        for (year, (deaths, births)) in YEARS.iter().zip(figures) {
            let hidden = said.iter().all(|one| {
                one.of != format!("place/{code}") || one.period != *year || one.below != Some(*births)
            });
            // Four digits or more that nothing else has; and the rate they make, with four decimals.
            if hidden && *births >= 1_000 && !carolina.counts(*births) {
                needles.push(births.to_string());
                needles.push(format!("{:.4}", *deaths as f64 / *births as f64 * 1000.0));
            }
        }
    }
    needles
}

/// Whether a text holds this number: not as digits amid those of a longer one, or of an id, which is drawn by chance.
fn holds(text: &str, number: &str) -> bool {
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let apart = |letter: char| !letter.is_ascii_hexdigit() && letter != '-';
    text.match_indices(number).any(|(at, _)| {
        let (before, after) = text.split_at(at);
        let within =
            [before.rsplit(apart).next(), after.split(apart).next()].map(Option::unwrap_or_default).concat();
        let whole = !digit(before.as_bytes().last()) && !digit(after.as_bytes().get(number.len()));
        whole && Uuid::try_parse(&within).is_err()
    })
}

#[test]
fn whoever_reads_everything_learns_no_small_number() {
    house::on_sqlite(async |location| attack("SQLite", &location).await);
}

#[test]
fn whoever_reads_everything_learns_no_small_number_on_postgres() {
    house::on_postgres(async |location| attack("PostgreSQL", &location).await);
}

async fn attack(engine: &str, location: &store::Location) {
    let mut carolina = Carolina::begin(location).await;
    carolina.publish("First").await;
    // A correction of one county, and a number that is accepted and not published.
    carolina.correct().await;
    carolina.publish("Corrected").await;
    carolina.later().await;
    let crawl = crawl(&carolina.inside, &format!("/i/{}", carolina.slug)).await;
    let said = said(&crawl);
    let rows = files_say_no_more(&crawl, &said);
    let mut system = system(&said);
    let small = carolina.small(&said);
    assert!(small.len() > 100, "there is something to look for: {}", small.len());
    for (name, truth) in &small {
        assert!(!system.is_shown(name), "{name} is shown: {truth}");
    }
    let wide = |system: &mut System, name: &str| {
        let (low, high) = system.bounds(name);
        high - low > 0.5
    };
    let solved: Vec<&(String, u64)> = small.iter().filter(|(name, _)| !wide(&mut system, name)).collect();
    assert!(solved.is_empty(), "could be worked out: {solved:?}");
    for needle in needles(&carolina, &said) {
        for (path, body) in &crawl.answers {
            assert!(!holds(body, &needle), "{path} holds {needle}, which is hidden");
        }
    }

    // The method finds what it must: one number that was hidden for another's sake, shown again.
    let (companion, truth) = Carolina::companion(&said).expect("something is hidden for another's sake");
    system.cell(&companion, Known::Shown(truth));
    let found: Vec<&(String, u64)> = small.iter().filter(|(name, _)| !wide(&mut system, name)).collect();
    println!(
        "figure: attack, {engine}: {} answers, {} numbers, {rows} rows of files, {} hidden: {} worked out; with one shown again {}",
        crawl.answers.len(),
        said.len(),
        small.len(),
        solved.len(),
        found.len()
    );
    assert!(!found.is_empty(), "the attack finds nothing even where there is something to find");
}

#[test]
fn rounded_numbers_give_nothing_away_either() {
    house::on_sqlite(async |location| {
        let mut carolina = Carolina::begin(&location).await;
        carolina.round().await;
        carolina.publish("Rounded").await;
        let crawl = crawl(&carolina.inside, &format!("/i/{}", carolina.slug)).await;
        let said = said(&crawl);
        files_say_no_more(&crawl, &said);
        let shown = || said.iter().flat_map(|one| [one.above, one.below]).flatten();
        assert!(shown().count() > 100 && shown().all(|value| value % 5 == 0), "every number is rounded");
        for (name, truth) in carolina.small(&said) {
            let county = name.rsplit(' ').next().expect("a county");
            let hidden = said.iter().filter(|one| one.of == county && one.above.is_none()).count();
            assert!(hidden > 0 || truth >= 8, "{name} is shown: {truth}");
        }
    });
}
