//! What clients made for DHIS2 send and are answered, through the server, on both databases.

mod behaviours;
mod categories;
mod reading;
mod signing_in;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use kernel::{Context, InitiativeId, Kinds, PersonId, Via, World};
use people::{
    AddMember, AddPartnership, AddRepresentative, CreateInitiative, CreatePerson, Directory, PartnershipId,
    People, at_work, steward,
};
use serde_json::{Value, json};
use store::Store;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;
use web::{House, LimitSettings, Room, Settings, body_of};

use crate::{DefineMeasure, Definition, LockCycle, Measurement, OpenCycle, OweDuty, Owed, WriteResult};

/// An open initiative with a measure that North and South owe, and a program for each of them.
struct Here {
    world: Arc<World>,
    router: Router,
    initiative: InitiativeId,
    backbone: PersonId,
    north: String,
    south: String,
    /// The backbone's token.
    office: String,
}

/// What was answered.
#[derive(Debug)]
struct Answer {
    status: StatusCode,
    body: Value,
    text: String,
}

impl Answer {
    /// What is not zero of how many rows became what.
    fn counts(&self) -> Vec<(&str, u64)> {
        let counts = self.body["response"]["importCount"].as_object().expect("counts");
        let number = |(word, number): (&'static str, Option<u64>)| Some((word, number.filter(|n| *n > 0)?));
        ["imported", "updated", "ignored", "deleted"]
            .map(|word| (word, counts[word].as_u64()))
            .into_iter()
            .filter_map(number)
            .collect()
    }

    /// The code and the rows of each reason.
    fn reasons(&self) -> Vec<(&str, Vec<u64>)> {
        let conflicts = self.body["response"]["conflicts"].as_array().expect("conflicts");
        let rows = |conflict: &Value| {
            conflict["indexes"].as_array().expect("rows").iter().filter_map(Value::as_u64).collect()
        };
        conflicts
            .iter()
            .map(|conflict| (conflict["errorCode"].as_str().expect("a code"), rows(conflict)))
            .collect()
    }
}

impl Here {
    async fn new(store: Store) -> Self {
        Self::limited(store, LimitSettings::none()).await
    }

    async fn limited(store: Store, limits: LimitSettings) -> Self {
        let rooms: Vec<Box<dyn Room>> = vec![Box::new(People), Box::new(Measurement)];
        let migrations =
            [journal::MIGRATIONS, courier::MIGRATIONS, People.migrations(), Measurement.migrations()];
        let kinds = Kinds::new(rooms.iter().flat_map(|room| room.kinds()));
        let world = house::world(store, &migrations, kinds).await;
        let act = CreateInitiative {
            name: "District".to_owned(),
            slug: "district".to_owned(),
            profile: "classic".to_owned(),
            public: true,
            problem: "Work.".to_owned(),
            join: false,
        };
        let (initiative, _) = steward(&world, Via::Job, "the tests").execute(act).await.unwrap();
        let settings = Settings { limits, ..Settings::default() };
        let (live, stop) = (Arc::new(journal::Live::new()), CancellationToken::new());
        let house = House::new(Arc::clone(&world), rooms, Arc::new(Directory), live, stop, settings);
        let mut here = Self {
            router: house.unwrap().router(),
            world,
            initiative,
            backbone: PersonId::new(),
            north: String::new(),
            south: String::new(),
            office: String::new(),
        };
        here.backbone = here.person("Office", "backbone").await;
        here.office = here.token("office@example.org").await;
        here.define().await;
        here
    }

    /// The backbone's browser.
    async fn session(&self) -> String {
        let steward = steward(&self.world, Via::Job, "the tests");
        let (secret, _) = people::open_session(&steward, self.backbone, "the tests").await.unwrap();
        format!("{}={secret}", Settings::default().cookie_name("sid"))
    }

    async fn steward(&self) -> Context {
        let mut read = self.world.store.read().await.unwrap();
        let place = people::places(&mut read).await.unwrap().remove(0);
        steward(&self.world, Via::Job, "the tests").at(place)
    }

    async fn person(&self, name: &str, role: &str) -> PersonId {
        let email = format!("{}@example.org", name.to_lowercase());
        let act = CreatePerson { name: name.to_owned(), email, administrator: false };
        let steward = self.steward().await;
        let person = steward.execute(act).await.unwrap();
        steward.execute(AddMember { person, role: role.to_owned() }).await.unwrap();
        person
    }

    async fn token(&self, email: &str) -> String {
        people::create_token(&self.steward().await, email, "a program").await.unwrap()
    }

    async fn office(&self) -> Context {
        at_work(&self.world, self.backbone, self.initiative, Via::Web).await.unwrap()
    }

    /// A partner with somebody who speaks for it, and that one's token.
    async fn partner(&self, name: &str) -> (PartnershipId, String) {
        let office = self.office().await;
        let act = AddPartnership {
            name: name.to_owned(),
            kind: "government".to_owned(),
            brings: String::new(),
            needs: String::new(),
            status: "active".to_owned(),
        };
        let (partnership, _) = office.execute(act).await.unwrap();
        let person = self.person(name, "member").await;
        office.execute(AddRepresentative { partnership, person }).await.unwrap();
        (partnership, self.token(&format!("{}@example.org", name.to_lowercase())).await)
    }

    async fn define(&mut self) {
        let office = self.office().await;
        let mut owed = Vec::new();
        for (name, code) in [("North", "N1"), ("South", "S1")] {
            let (partnership, token) = self.partner(name).await;
            if name == "North" {
                self.north = token;
            } else {
                self.south = token;
            }
            owed.push(Owed { partner: partnership, code: code.to_owned(), place: String::new() });
        }
        let result = WriteResult { condition: "People have work".to_owned(), ..WriteResult::default() };
        let result = office.execute(result).await.unwrap();
        let definition = Definition {
            definition: "Yearly average".to_owned(),
            numerator: "people without work".to_owned(),
            denominator: "people in the labour force".to_owned(),
            unit: "%".to_owned(),
            factor: 100.0,
            decimals: 1,
            better: "down".to_owned(),
            frequency: "yearly".to_owned(),
            ..Definition::default()
        };
        let measure = DefineMeasure {
            result,
            name: "Unemployment".to_owned(),
            kind: "population".to_owned(),
            quadrant: String::new(),
            definition,
        };
        let measure = office.execute(measure).await.unwrap();
        office.execute(OweDuty { measure, partners: owed, since: String::new() }).await.unwrap();
        for period in ["2023", "2024"] {
            self.open(period).await;
        }
    }

    async fn open(&self, period: &str) {
        let open = OpenCycle { measure: 1, period: period.to_owned(), ..OpenCycle::default() };
        self.office().await.execute(open).await.unwrap();
    }

    async fn lock(&self, period: &str, locked: bool) {
        let lock = LockCycle { measure: 1, period: period.to_owned(), locked };
        self.office().await.execute(lock).await.unwrap();
    }

    /// Asks with a token, or without one.
    async fn get(&self, token: &str, path: &str) -> Answer {
        let shown = if token.is_empty() { String::new() } else { format!("ApiToken {token}") };
        self.ask(Request::get(path_of(path)).header("authorization", shown).body(Body::empty()).unwrap())
            .await
    }

    async fn post(&self, token: &str, path: &str, body: &Value) -> Answer {
        self.send(token, path, "application/json", body.to_string()).await
    }

    async fn send(&self, token: &str, path: &str, kind: &str, body: String) -> Answer {
        let request = Request::post(path_of(path))
            .header("authorization", format!("ApiToken {token}"))
            .header("content-type", kind);
        self.ask(request.body(Body::from(body)).unwrap()).await
    }

    async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let text = body_of(response).await;
        Answer { status, body: serde_json::from_str(&text).unwrap_or_default(), text }
    }

    /// Sends rows of North's, named by codes: `query` says how they are to be taken.
    async fn push(&self, query: &str, rows: &[Value]) -> Answer {
        let path = format!("dataValueSets?idScheme=CODE&{query}");
        self.post(&self.north, &path, &json!({ "dataValues": rows })).await
    }

    /// What stands of North's in a period, to North: numerator and denominator.
    async fn stands(&self, period: &str) -> Vec<String> {
        let path = format!("dataValueSets?idScheme=CODE&dataSet=M1&orgUnit=N1&period={period}");
        let answer = self.get(&self.north, &path).await;
        let values = answer.body["dataValues"].as_array().unwrap_or_else(|| panic!("{answer:?}"));
        values.iter().map(|value| value["value"].as_str().unwrap().to_owned()).collect()
    }

    /// How much there is of everything that an act could leave: submissions, journal entries, receipts.
    async fn leaves(&self) -> Vec<i64> {
        let mut read = self.world.store.read().await.unwrap();
        let mut counts = Vec::new();
        for sql in [&SUBMISSIONS, &ENTRIES, &RECEIPTS, &REPORTED] {
            let (count,): (i64,) = read.one(sql, &[]).await.unwrap();
            counts.push(count);
        }
        counts
    }
}

store::statements! {
    SUBMISSIONS = "SELECT CAST(count(*) AS BIGINT) FROM submission";
    ENTRIES = "SELECT CAST(count(*) AS BIGINT) FROM journal_entry";
    RECEIPTS = "SELECT CAST(count(*) AS BIGINT) FROM receipt";
    REPORTED = "SELECT CAST(sum(reported) AS BIGINT) FROM reporting_cycle";
}

fn path_of(path: &str) -> String {
    format!("/i/district/dhis2/api/{path}")
}

/// A row of North's.
fn row(half: &str, period: &str, value: &str) -> Value {
    json!({ "dataElement": format!("M1_{half}"), "period": period, "orgUnit": "N1", "value": value })
}

/// Both rows of a figure of North's.
fn figure(period: &str, above: &str, below: &str) -> Vec<Value> {
    vec![row("NUM", period, above), row("DEN", period, below)]
}
