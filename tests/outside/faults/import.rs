//! `kill -9` in the midst of a file: while it is read in the background, and while it is sent. Afterwards all of it is there
//! or nothing, once, and its page claims nothing else.

use std::io::Result;
use std::net::SocketAddr;

use kernel::InitiativeId;
use serde_json::{Value, json};
use store::{Location, Store};

use crate::client::{Client, Response};
use crate::inside::Inside;
use crate::load::a_while;
use crate::server::{Server, alone, full, run_well};
use crate::town;

store::statements! {
    SENT = "SELECT CAST(count(*) AS BIGINT), CAST(count(DISTINCT CAST(s.duty AS TEXT) || CAST(s.cycle AS TEXT)) AS BIGINT)
        FROM submission s JOIN data_duty d ON d.initiative = s.initiative AND d.id = s.duty
        JOIN measure m ON m.initiative = d.initiative AND m.id = d.measure
        WHERE s.initiative = $1 AND m.number = $2";
    STAGED = "SELECT state, rows_done, rows_all, (SELECT CAST(count(*) AS BIGINT) FROM staged_piece p
        WHERE p.initiative = f.initiative AND p.staged = f.id AND p.kind = 'lines') FROM staged_file f
        JOIN measure m ON m.initiative = f.initiative AND m.id = f.measure WHERE f.initiative = $1 AND m.number = $2";
    /// Half a minute passes.
    LATER = "UPDATE staged_file SET touched_at = touched_at - 31000000 WHERE initiative = $1";
}

/// So many partners report so many months in one file: it is kept in pieces of 5,000 figures.
const PARTNERS: usize = 100;
const MONTHS: usize = 150;
const ROWS: usize = PARTNERS * MONTHS;
const PIECE: i64 = 5_000;

/// Measures: each has its file, and while it is read and while it is sent the server is killed.
fn files() -> usize {
    if full() { 24 } else { 4 }
}

#[test]
fn a_file_is_taken_whole_or_not_at_all_on_sqlite() {
    house::on_sqlite(async |location| kill_in_the_midst("SQLite", &location).await);
}

#[test]
fn a_file_is_taken_whole_or_not_at_all_on_postgres() {
    house::on_postgres(async |location| kill_in_the_midst("PostgreSQL", &location).await);
}

/// Whoever brings the files, and where to.
struct Bringer {
    session: String,
    slug: String,
    initiative: InitiativeId,
}

impl Bringer {
    /// An initiative whose backbone brings files for all partners of each measure.
    async fn seed(location: &Location) -> Self {
        let world = town::open(location).await;
        let (initiative, slug) = town::initiative(&world, "Town", false).await;
        let backbone = town::member(&world, initiative, "Backbone", "backbone").await;
        let session = town::session(&world, backbone.actor.person.expect("a person")).await;
        let inside = Inside::over(world);
        let made = async |place: &str, body: Value| {
            let answer = inside.post(&session, &format!("/api/i/{slug}/{place}"), &body.to_string()).await;
            assert!(answer.status.is_success(), "{place}: {answer:?}");
            serde_json::from_str::<Value>(&answer.body).expect("JSON")
        };
        let mut partners = Vec::new();
        for at in 0..PARTNERS {
            let body = json!({ "name": format!("P{at}"), "kind": "nonprofit", "brings": "", "needs": "", "status": "active" });
            partners.push(made("partners", body).await);
        }
        let result =
            inside.post(&session, &format!("/i/{slug}/results"), "condition=Children+read+well").await;
        assert_eq!(result.status.as_u16(), 303, "{result:?}");
        for measure in 1..=files() {
            let body = json!({
                "result": 1, "name": format!("Readers {measure}"), "kind": "population", "definition": "Children who read",
                "numerator": "readers", "denominator": "children", "unit": "%", "factor": 100, "decimals": 1,
                "better": "up", "frequency": "monthly",
            });
            made("measures", body).await;
            let owed: Vec<Value> = partners
                .iter()
                .enumerate()
                .map(|(at, partner)| json!({ "partner": partner["id"], "code": format!("c{at}") }))
                .collect();
            made("duties", json!({ "measure": measure, "partners": owed })).await;
        }
        Self { session, slug, initiative }
    }

    fn client(&self, server: SocketAddr) -> Client {
        Client::with_session(server, &self.session)
    }

    fn place(&self, measure: usize) -> String {
        format!("/i/{}/measures/{measure}/import", self.slug)
    }

    /// Brings the measure's file; where to go next.
    async fn bring(&self, server: SocketAddr, measure: usize) -> String {
        let mut body =
            b"--cut\r\ncontent-disposition: form-data; name=\"file\"; filename=\"rows.csv\"\r\n\r\n".to_vec();
        body.extend(b"code,month,readers,children\n");
        for row in 0..ROWS {
            let (partner, month) = (row % PARTNERS, row / PARTNERS);
            let line = format!(
                "c{partner},{}-{:02},{},200\n",
                2000 + month / 12,
                month % 12 + 1,
                row % 97 + measure
            );
            body.extend(line.bytes());
        }
        body.extend(b"\r\n--cut--\r\n");
        let own = "content-type: multipart/form-data; boundary=cut\r\n";
        let line = format!("POST {} HTTP/1.1\r\n", self.place(measure));
        let answer = self.client(server).send(&line, own, &body).await.expect("an answer");
        let to = answer.header("location").unwrap_or_else(|| panic!("{answer:?}"));
        to.trim_end_matches("/columns").to_owned()
    }

    /// Says which column is which: then it is read in the background.
    async fn choose(&self, server: SocketAddr, file: &str) -> Result<Response> {
        let columns = "key=code&period=month&numerator=readers&denominator=children";
        self.client(server).post_form(&format!("{file}/columns"), columns).await
    }

    async fn send(&self, server: SocketAddr, file: &str) -> Result<Response> {
        self.client(server).post_form(file, "_key=").await
    }

    /// Waits until it is read.
    async fn read(&self, server: SocketAddr, file: &str) {
        loop {
            let page = self.client(server).get(file).await.expect("a page");
            if page.body.contains("What was read") {
                return;
            }
            assert!(page.body.contains("Reading the file"), "{}", page.body);
            a_while(50..100).await;
        }
    }

    /// Figures of a measure that are there, and how many places they are of.
    async fn sent(&self, location: &Location, measure: usize) -> (usize, usize) {
        let store = Store::open(location).await.expect("the database opens");
        let values = [self.initiative.into(), measure.into()];
        let mut read = store.read().await.expect("a connection");
        let (all, places): (i64, i64) = read.one(&SENT, &values).await.expect("a count");
        (all as usize, places as usize)
    }

    /// State, rows that were read as it says, of how many, and pieces that are kept.
    async fn staged(&self, location: &Location, measure: usize) -> (String, i64, i64, i64) {
        let store = Store::open(location).await.expect("the database opens");
        let mut read = store.read().await.expect("a connection");
        read.one(&STAGED, &[self.initiative.into(), measure.into()]).await.expect("a file")
    }
}

/// A piece of work that passes half a minute.
struct Later(InitiativeId);

impl store::Work for Later {
    type Out = ();
    type Error = store::Error;

    async fn run(&self, tx: &mut store::Tx) -> store::Result<()> {
        tx.run(&LATER, &[self.0.into()]).await.map(drop)
    }

    fn database_error(error: &store::Error) -> Option<&store::Error> {
        Some(error)
    }
}

async fn kill_in_the_midst(engine: &str, location: &Location) {
    let _alone = alone();
    let bringer = Bringer::seed(location).await;
    let (mut reading, mut halves, mut whole, mut none) = (0, 0, 0, 0);
    for measure in 1..=files() {
        let server = Server::start(location, &[]).await;
        let file = bringer.bring(server.address, measure).await;
        // Somebody chooses the columns, and while it is read the machine goes down.
        tokio::join!(bringer.choose(server.address, &file), a_while(20..1_500)).0.ok();
        server.kill();
        let (state, done, all, pieces) = bringer.staged(location, measure).await;
        assert!(done <= pieces * PIECE && all <= ROWS as i64, "{state}: {done} of {all} in {pieces} pieces");
        assert!(
            state != "read" || (done, pieces) == (ROWS as i64, ROWS as i64 / PIECE),
            "{state}: {done}, {pieces}"
        );
        assert_eq!(bringer.sent(location, measure).await, (0, 0), "nothing is sent before somebody says so");
        let server = Server::start(location, &[]).await;
        if state == "reading" {
            reading += 1;
            halves += usize::from(pieces > 0);
            let page = bringer.client(server.address).get(&file).await.expect("a page").body;
            assert!(page.contains("Reading the file"), "{page}");
            // Nobody reads any more, which shows after half a minute.
            Store::open(location)
                .await
                .expect("the database")
                .write(Later(bringer.initiative))
                .await
                .expect("later");
            let page = bringer.client(server.address).get(&file).await.expect("a page").body;
            assert!(page.contains("Reading came to no end"), "{page}");
            let early = bringer.send(server.address, &file).await.expect("an answer");
            assert!(!early.is_ok(), "what was not read cannot be sent: {early:?}");
        }
        bringer.choose(server.address, &file).await.expect("an answer");
        bringer.read(server.address, &file).await;
        // It is sent, and in the midst of that the machine goes down.
        let answer = tokio::select! {
            answer = bringer.send(server.address, &file) => answer.ok(),
            () = a_while(20..1_500) => None,
        };
        server.kill();
        let found = bringer.sent(location, measure).await;
        assert!([(0, 0), (ROWS, ROWS)].contains(&found), "{found:?} of {ROWS}");
        assert!(
            answer.is_none_or(|answer| answer.is_ok() && found.0 == ROWS),
            "what was acknowledged is there"
        );
        let server = Server::start(location, &[]).await;
        if found.0 == 0 {
            none += 1;
            let answer = bringer.send(server.address, &file).await.expect("an answer");
            assert!(answer.is_ok(), "{answer:?}");
        } else {
            whole += 1;
        }
        // The same file once more doubles nothing.
        let again = bringer.bring(server.address, measure).await;
        bringer.read(server.address, &again).await;
        assert!(bringer.send(server.address, &again).await.expect("an answer").is_ok());
        server.kill();
        assert_eq!(bringer.sent(location, measure).await, (ROWS, ROWS));
        run_well(location, &["journal", "verify"]);
    }
    println!(
        "figure: kill -9 in the midst of a file of {ROWS} figures, {engine}: {} kills, {reading} while it was read ({halves} \
         half kept), {none} before and {whole} after it was sent; each time all of it or nothing, nothing doubled",
        2 * files()
    );
}
