//! Every statement that can run is in the list, prepares on both engines, and stays in its own room.

use std::collections::{BTreeMap, BTreeSet};

use groundswell::house::{migrations, rooms, statements};
use store::{Engine, Migration};

use crate::{ask, sources};

/// Tables of rooms without an initiative: what belongs to the installation, or to a person wherever they are.
const INSTALLATION: &[&str] =
    &["api_token", "initiative", "organisation", "person", "secret_link", "session"];

#[test]
fn every_statement_prepares_on_both_engines() {
    house::both(async |store| {
        store.migrate(&migrations()).await.expect("the migrations run");
        let all = statements(&store);
        for sql in all.iter().chain(ask::ALL) {
            store.prepare(sql).await.unwrap_or_else(|error| panic!("{}: {error}", sql.name()));
        }
        let engine = if store.engine() == Engine::Sqlite { "SQLite" } else { "PostgreSQL" };
        println!("figure: statements: {} prepared on {engine}", all.len());
    });
}

#[test]
fn every_statement_of_the_sources_is_in_the_list() {
    let listed = std::sync::Mutex::new(BTreeSet::new());
    house::both(async |store| {
        let names: Vec<&str> = statements(&store).iter().map(|sql| sql.name()).collect();
        let different: BTreeSet<&str> = names.iter().copied().collect();
        assert_eq!(names.len(), different.len(), "a statement is listed twice");
        listed.lock().unwrap().extend(different);
    });
    let listed = listed.into_inner().unwrap();
    let missing: Vec<String> =
        declared().into_iter().filter(|name| !listed.contains(name.as_str())).collect();
    assert!(missing.is_empty(), "not in its room's `statements()`: {missing:#?}");
}

/// The name of every statement in a `statements!` block, as [`store::Sql::name`] says it.
fn declared() -> Vec<String> {
    let mut names = Vec::new();
    for source in sources::all() {
        for block in source.text.split("statements! {").skip(1) {
            let block = block.split("\n}").next().unwrap_or_default();
            let lines = block.lines().filter_map(|line| line.strip_prefix("    ")?.split_once(" = "));
            let heads = lines.map(|(name, _)| name).filter(|name| {
                name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
            });
            names.extend(heads.map(|name| format!("{}::{name}", source.module)));
        }
    }
    assert!(names.len() > 100, "only {} statements were found in the sources", names.len());
    names
}

#[test]
fn no_statement_names_a_table_of_another_room() {
    let owners = owners();
    let wrong = std::sync::Mutex::new(BTreeSet::new());
    house::both(async |store| {
        for sql in statements(&store) {
            let own = sql.name().split("::").next().expect("a crate");
            for table in tables_in(sql.text()) {
                if let Some(owner) = owners.get(&table).filter(|owner| **owner != own) {
                    wrong.lock().unwrap().insert(format!("{} names {table}, which is {owner}'s", sql.name()));
                }
            }
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_table_of_a_room_is_keyed_by_the_initiative_first() {
    let mut wrong = Vec::new();
    for migration in rooms().iter().flat_map(|room| room.migrations()) {
        for (table, body) in tables_of(migration) {
            let keyed = body.contains("PRIMARY KEY (initiative,")
                || body.contains("initiative UUID NOT NULL PRIMARY KEY");
            if keyed == INSTALLATION.contains(&table.as_str()) {
                wrong.push(format!("{}: {table}", migration.name));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "keyed by the initiative, or the installation's by this test's list: {wrong:#?}"
    );
}

/// Which crate each table belongs to, by the migration that makes it.
fn owners() -> BTreeMap<String, String> {
    let mut owners = BTreeMap::new();
    for migration in migrations() {
        let owner = migration.name.split('/').next().expect("room/number");
        // Search is the store's.
        let owner = if owner == "search" { "store" } else { owner };
        for (table, _) in tables_of(&migration) {
            let other = owners.insert(table.clone(), owner.to_owned());
            // Search makes the same table in other words for each engine.
            assert!(other.is_none_or(|other| other == owner), "{owner} makes {table}, as another room does");
        }
    }
    assert!(owners.len() > 30, "only {} tables were found in the migrations", owners.len());
    owners
}

/// The tables that a migration makes, each with its columns.
fn tables_of(migration: &Migration) -> Vec<(String, String)> {
    let made = migration.text.split("CREATE TABLE ").skip(1);
    made.map(|text| {
        let (name, rest) = text.split_once('(').expect("a table has columns");
        (name.trim().to_owned(), rest.split(");\n").next().unwrap_or_default().to_owned())
    })
    .collect()
}

/// The tables that a statement reads or writes, and whatever else stands where a table may.
fn tables_in(text: &str) -> Vec<String> {
    let spaced = text.replace(',', " , ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut found = Vec::new();
    let mut place = 0;
    while place < words.len() {
        let is_table = ["FROM", "JOIN", "INTO", "UPDATE"].contains(&words[place]);
        place += 1;
        let mut more = is_table;
        while more && place < words.len() {
            found.push(words[place].to_owned());
            // A comma after the table, or after its other name, brings another table.
            let comma = (place + 1..place + 4).find(|next| words.get(*next) == Some(&","));
            let plain = |from: usize, to: usize| words[from..to].iter().all(|word| is_name(word));
            more = is_table && words[place - 1] != "INTO" && comma.is_some_and(|comma| plain(place, comma));
            place = if more { comma.expect("just found") + 1 } else { place };
        }
    }
    found
}

fn is_name(word: &str) -> bool {
    word == "AS" || word.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::tables_in;

    #[test]
    fn tables_are_found_where_tables_stand() {
        let text = "WITH x AS (SELECT a FROM b JOIN c ON c.d = b.d) SELECT person FROM x, seat s, team AS t WHERE 1 = 1";
        assert_eq!(tables_in(text), ["b", "c", "x", "seat", "team"]);
        assert_eq!(
            tables_in("UPDATE seat SET person = NULL WHERE id IN (SELECT id FROM lot)"),
            ["seat", "lot"]
        );
        assert_eq!(tables_in("INSERT INTO a (b, c) VALUES ($1, $2)"), ["a"]);
    }
}
