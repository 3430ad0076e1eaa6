//! The permission matrix: every route of the router, by everybody, as it is written by hand in `matrix.txt`.
//!
//! Everybody is at work in the town, which is closed; a visitor without an account comes to the square, which is
//! open and holds the same things. What is the partner's is another partner's for `other`, and the square's
//! director is a stranger in the town.

pub(crate) mod checks;
mod shapes;
pub(crate) mod table;
pub(crate) mod town;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Instant;

use groundswell::house::rooms;
use store::{Location, Store};
use web::House;

use crate::inside::{Answer, Inside};
use crate::town as towns;
use table::{ACTORS, Expected, Row};
use town::{TOWN, Towns};

#[test]
fn every_route_is_in_the_table() {
    let served: BTreeSet<String> =
        House::routes(&rooms()).iter().map(|route| format!("{} {}", route.method, route.path)).collect();
    let written: BTreeSet<String> = table::read().into_iter().map(|row| row.route).collect();
    let missing: Vec<_> = served.difference(&written).collect();
    let gone: Vec<_> = written.difference(&served).collect();
    assert!(missing.is_empty() && gone.is_empty(), "without a line: {missing:#?}\nnot served: {gone:#?}");
}

#[test]
fn everybody_may_what_the_table_says() {
    house::on_sqlite(async |location| {
        let _checks = checks::all_stand().await;
        let towns = Towns::make(&location).await;
        let seeded = towns::folder_of(&location);
        let began = Instant::now();
        let mut matrix = Matrix::default();
        matrix.readings(&towns).await;
        matrix.refusals(&towns).await;
        for row in table::read().into_iter().filter(Row::changes) {
            for actor in row.allowed() {
                // Each change is made to a fresh copy, so that it does not stand in another's way.
                let copy = Copied::of(seeded).await;
                matrix.cell(&copy.inside, &towns, &row, actor).await;
                matrix.elsewhere(&copy.inside, &towns, &row, actor).await;
            }
        }
        matrix.finish("SQLite", began);
    });
}

#[test]
fn everybody_may_what_the_table_says_on_postgres() {
    house::on_postgres(async |location| {
        let _checks = checks::all_stand().await;
        let towns = Towns::make(&location).await;
        let began = Instant::now();
        let mut matrix = Matrix::default();
        matrix.readings(&towns).await;
        matrix.refusals(&towns).await;
        for row in table::read().into_iter().filter(|row| row.changes() && !row.changes_people()) {
            // What stands in the way after an earlier change is refused by a rule, not by who one is.
            let Some(actor) = row.allowed().next() else { continue };
            let answer = towns.send(&towns.inside, &row, actor).await;
            let fits = matches!(Expected::of(&row, &answer), Expected::Ok | Expected::Rule);
            matrix.note(&row, actor, fits, &answer);
        }
        matrix.finish("PostgreSQL", began);
    });
}

#[derive(Default)]
struct Matrix {
    cells: usize,
    wrong: Vec<String>,
}

impl Matrix {
    /// Everybody reads every page; nothing changes by it.
    async fn readings(&mut self, towns: &Towns) {
        let before = towns.counts().await;
        for row in table::read().iter().filter(|row| !row.changes()) {
            for actor in ACTORS {
                self.cell(&towns.inside, towns, row, actor).await;
            }
            for actor in row.allowed() {
                self.elsewhere(&towns.inside, towns, row, actor).await;
            }
        }
        assert_eq!(before, towns.counts().await, "reading has changed something");
    }

    /// Everybody tries what they may not; nothing changes by it.
    async fn refusals(&mut self, towns: &Towns) {
        let before = towns.counts().await;
        for row in table::read().iter().filter(|row| row.changes()) {
            for actor in row.refused() {
                self.cell(&towns.inside, towns, row, actor).await;
            }
        }
        assert_eq!(before, towns.counts().await, "a refused act has changed something");
    }

    async fn cell(&mut self, inside: &Inside, towns: &Towns, row: &Row, actor: &str) {
        let answer = towns.send(inside, row, actor).await;
        let found = Expected::of(row, &answer);
        self.note(row, actor, found == row.expected(actor), &answer);
        self.silence(row, actor, &answer);
        if found == Expected::Ok && answer.body.contains('⟪') {
            self.wrong.push(format!(
                "{} by {actor}: a text is missing: {}",
                row.route,
                around(&answer.body, "⟪")
            ));
        }
    }

    /// Whoever has nothing to do with the town is not told its name.
    fn silence(&mut self, row: &Row, actor: &str, answer: &Answer) {
        let outside =
            ["nobody", "stranger", "suspended"].contains(&actor) && row.route.contains("{initiative}");
        if outside && answer.body.contains(TOWN) {
            self.wrong.push(format!("{} by {actor}: the town's name stands in the answer", row.route));
        }
    }

    /// What is the other initiative's cannot be reached from here, by whoever may do the same with one's own.
    async fn elsewhere(&mut self, inside: &Inside, towns: &Towns, row: &Row, actor: &str) {
        let Some(answer) = towns.send_elsewhere(inside, row, actor).await else { return };
        let reached = Expected::of(row, &answer) == Expected::Ok || answer.status.is_server_error();
        self.note(row, &format!("{actor}, with what is elsewhere"), !reached, &answer);
    }

    fn note(&mut self, row: &Row, actor: &str, fits: bool, answer: &Answer) {
        self.cells += 1;
        if !fits {
            let found = Expected::of(row, answer).word();
            let marks = ["There is a problem", "<main", "message"];
            let mark = marks.into_iter().find(|mark| answer.body.contains(mark)).unwrap_or_default();
            let said = around(&answer.body, mark);
            self.wrong.push(format!(
                "{} by {actor}: {found} ({}) {} {said}",
                row.route, answer.status, answer.location
            ));
        }
    }

    fn finish(self, engine: &str, began: Instant) {
        let Self { cells, wrong } = self;
        let took = began.elapsed();
        println!(
            "figure: permission matrix, {engine}: {} of {cells} cells as expected, in {took:.0?}",
            cells - wrong.len()
        );
        assert!(wrong.is_empty(), "{} cells are not as expected:\n{}", wrong.len(), wrong.join("\n"));
    }
}

/// What stands after `mark`, without tags.
fn around(body: &str, mark: &str) -> String {
    let rest: String = body.split_once(mark).map_or(body, |(_, rest)| rest).chars().take(1_500).collect();
    let mut tag = false;
    let text = rest.chars().filter(|c| {
        tag = *c == '<' || tag && *c != '>';
        !tag && *c != '>'
    });
    text.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ").chars().take(220).collect()
}

/// The house over a copy of a database.
struct Copied {
    inside: Inside,
    _folder: tempfile::TempDir,
}

impl Copied {
    async fn of(seeded: &Path) -> Self {
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        let folder = folder.expect("a folder");
        for name in ["groundswell.db", "groundswell.db-wal"] {
            let from = seeded.join(name);
            if from.exists() {
                std::fs::copy(from, folder.path().join(name)).expect("a copy");
            }
        }
        let store = Store::open(&Location::Folder(folder.path().to_owned())).await.expect("the copy opens");
        Self { inside: Inside::over(groundswell::house::over(store, kernel::Clock::System)), _folder: folder }
    }
}

/// What stands for `$name` in a path or a body.
pub(crate) type Names = BTreeMap<String, String>;
