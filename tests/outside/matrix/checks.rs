//! Deleting any one check turns a cell of the matrix red.
//!
//! The sources name the checks: every call of `may` and `might`. Each is passed over in turn, as if it were not
//! there, and somebody whom it refused before has to get another answer than the table's.

use std::collections::BTreeMap;

use kernel::watched::{self, Site};
use tokio::sync::{RwLock, RwLockReadGuard};

use super::Copied;
use super::table::{self, ACTORS, Expected, Row};
use super::town::Towns;
use crate::{sources, town as towns};

/// Checks that no cell can be refused by, and why: the file, what is checked, how often.
const UNSEEN: &[(&str, &str, usize)] = &[
    // Everybody may, with an account and without: the rows say so with `ok` in every column. What is refused
    // there is a link that is over, or a conversation that is not open to whoever comes.
    ("people/src/session/acts.rs", "&SIGN_IN", 5),
    ("people/src/setup/acts.rs", "&SET_UP", 1),
    ("people/src/invitation/acts.rs", "&ACCEPT", 1),
    ("agenda/src/vote/acts.rs", "&VOTE", 1),
    ("agenda/src/statement/acts.rs", "&ADD", 1),
    ("agenda/src/code/acts.rs", "&VOTE", 1),
    ("agenda/src/fund/ballot/acts.rs", "&VOTE", 1),
    ("agenda/src/consultation/mod.rs", "&ANSWER", 1),
    ("agenda/src/report/acts.rs", "&VOTE", 1),
    ("measurement/src/challenge/acts.rs", "&RAISE", 1),
    // The server's command line alone asks for these.
    ("people/src/session/acts.rs", "&ADMINISTER", 2),
    ("people/src/token/acts.rs", "&ADMINISTER", 1),
    ("measurement/src/cycle/acts.rs", "&OPEN", 1),
    // The product itself notes that somebody signed in was here, tells back by mail, and calls whoever decides.
    ("people/src/session/acts.rs", "&ACCOUNT", 1),
    ("agenda/src/hearing/mail.rs", "&ANSWER", 1),
    ("agenda/src/ballot/mail.rs", "&PROPOSE", 1),
    ("agenda/src/suggestion/mail.rs", "&WRITE", 1),
    // A file is read against one's own duties first, so that no other's gets as far; the acts ask again.
    ("measurement/src/import/known.rs", "&IMPORT", 1),
    ("measurement/src/import/known.rs", "&ACCEPT", 1),
    // Rows for others are answered with a reason each before anything is taken back; the act asks again.
    ("measurement/src/submission/acts.rs", "&SEND", 1),
    ("measurement/src/dhis2/push/acts.rs", "&IMPORT", 1),
];

/// Held to read by whoever needs every check, and to write by whoever deletes one: where all tests share a process,
/// they share the checks.
static CHECKS: RwLock<()> = RwLock::const_new(());

/// Nobody deletes a check as long as this is kept.
pub(crate) async fn all_stand() -> RwLockReadGuard<'static, ()> {
    CHECKS.read().await
}

#[test]
fn deleting_any_check_turns_a_cell_red() {
    house::on_sqlite(async |location| {
        let _alone = CHECKS.write().await;
        let towns = Towns::make(&location).await;
        let rows = table::read();
        let stopped = whom_they_stop(&towns, &rows).await;
        let mut unseen = written();
        let mut needless = Vec::new();
        for (site, cells) in &stopped {
            unseen.remove(&name(site));
            if !turns_red(&towns, &location, site, cells).await {
                needless.push(name(site));
            }
        }
        println!(
            "figure: permission matrix: {} checks deleted one by one, {} noticed",
            stopped.len(),
            stopped.len() - needless.len()
        );
        assert!(needless.is_empty(), "nobody notices when these are gone: {needless:#?}");
        for (file, ability, often) in UNSEEN {
            let before = unseen.len();
            unseen.retain(|place, line| !(place.contains(file) && line.contains(ability)));
            assert_eq!(before - unseen.len(), *often, "{file} {ability}");
        }
        assert!(unseen.is_empty(), "no cell is refused by these: {unseen:#?}");
    });
}

/// Who is refused what by each check.
async fn whom_they_stop<'r>(towns: &Towns, rows: &'r [Row]) -> BTreeMap<Site, Vec<(&'r Row, &'static str)>> {
    let mut stopped: BTreeMap<Site, Vec<_>> = BTreeMap::new();
    for row in rows {
        for actor in ACTORS.into_iter().filter(|actor| row.expected(actor) != Expected::Ok) {
            watched::refused();
            towns.send(&towns.inside, row, actor).await;
            for site in watched::refused() {
                stopped.entry(site).or_default().push((row, actor));
            }
        }
    }
    stopped
}

async fn turns_red(towns: &Towns, location: &store::Location, site: Site, cells: &[(&Row, &str)]) -> bool {
    let copy = Copied::of(towns::folder_of(location)).await;
    for (row, actor) in cells {
        watched::delete(Some(site));
        let answer = towns.send(&copy.inside, row, actor).await;
        watched::delete(None);
        if Expected::of(row, &answer) != row.expected(actor) {
            return true;
        }
    }
    false
}

/// Every check in the sources, by file and line. The kernel makes them and has none of its own.
fn written() -> BTreeMap<String, String> {
    let is_check = |line: &str| line.contains(".may(") || line.contains(".might(");
    sources::lines()
        .into_iter()
        .filter(|(place, line)| !place.contains("/kernel/") && is_check(line))
        .collect()
}

fn name(site: Site) -> String {
    format!("{}:{}", site.file(), site.line())
}
