//! The acts on both databases: who may, what counts, what nobody sees too early.

mod aligning;
mod asking;
mod board;
mod choosing;
mod definitions;
mod files;
mod imports;
mod kinds;
mod publishing;
mod report;
mod reporting;
mod room;
mod see;
mod sessions;
mod sums;
mod workbooks;

use std::sync::Arc;

use kernel::{
    Actor, Context, Error, InitiativeId, Kinds, Owner, PersonId, Place, Profile, Role, Roles, Standing, Via,
};
use people::PartnershipId;
use store::{Migration, Store};
use web::Room;
use web::text::Say;

use crate::value::{self, Value};
use crate::*;

const COUNTIES: &[u8] = include_bytes!("../../fixtures/usda_ers_Unemployment.csv");
/// The ten counties of the Barren River district: name and FIPS code.
const DISTRICT: [(&str, &str); 10] = [
    ("Allen", "21003"),
    ("Barren", "21009"),
    ("Butler", "21031"),
    ("Edmonson", "21061"),
    ("Hart", "21099"),
    ("Logan", "21141"),
    ("Metcalfe", "21169"),
    ("Monroe", "21171"),
    ("Simpson", "21213"),
    ("Warren", "21227"),
];

/// What somebody reads in English.
fn say() -> Say {
    let texts = web::texts(&[Box::new(Measurement) as Box<dyn Room>]).unwrap();
    texts.speak("en", None, Profile::Classic)
}

struct Town {
    plain: Context,
    partners: Vec<PartnershipId>,
}

impl Town {
    /// An initiative with partners of these names.
    async fn new(store: Store, names: &[&str]) -> Self {
        let rooms: Vec<Box<dyn Room>> = vec![Box::new(people::People), Box::new(Measurement)];
        let migrations: Vec<&[Migration]> = [journal::MIGRATIONS, courier::MIGRATIONS]
            .into_iter()
            .chain(rooms.iter().map(|room| room.migrations()))
            .collect();
        let kinds = Kinds::new(rooms.iter().flat_map(|room| room.kinds()));
        let world = house::world(store, &migrations, kinds).await;
        let place = Place {
            id: InitiativeId::new(),
            slug: "district".into(),
            name: "District".into(),
            profile: Profile::Classic,
            public: true,
        };
        let mut town =
            Self { plain: Context::of(Arc::clone(&world), Via::Web).at(place), partners: Vec::new() };
        for name in names {
            let add = people::AddPartnership {
                name: (*name).to_owned(),
                kind: "government".into(),
                brings: String::new(),
                needs: String::new(),
                status: "active".into(),
            };
            let (id, _) = town.backbone().execute(add).await.unwrap();
            town.partners.push(id);
        }
        town
    }

    fn by(&self, roles: &[Role], partnerships: Vec<uuid::Uuid>) -> Context {
        let roles = roles.iter().fold(Roles::default().with(Role::Member), |all, role| all.with(*role));
        let standing = Standing { roles, partnerships, groups: Vec::new() };
        self.plain.clone().by(Actor { person: Some(PersonId::new()), name: "Somebody".into(), standing })
    }

    fn backbone(&self) -> Context {
        self.by(&[Role::Backbone, Role::Administrator], Vec::new())
    }

    fn partner(&self, at: usize) -> Context {
        self.by(&[Role::Partner], vec![self.partners[at].0])
    }

    /// An account with an address, who belongs to the initiative.
    async fn somebody(&self, name: &str) -> (PersonId, Context) {
        let act = people::CreatePerson {
            name: name.into(),
            email: format!("{name}@example.org"),
            administrator: false,
        };
        let person = self.backbone().execute(act).await.unwrap();
        let add = people::AddMember { person, role: "member".into() };
        self.backbone().execute(add).await.unwrap();
        let standing = Standing {
            roles: Roles::default().with(Role::Member),
            partnerships: Vec::new(),
            groups: Vec::new(),
        };
        let actor = Actor { person: Some(person), name: name.into(), standing };
        (person, self.plain.clone().by(actor))
    }

    /// Whoever speaks for a partner, with an address.
    async fn speaker(&self, at: usize, name: &str) -> PersonId {
        let (person, _) = self.somebody(name).await;
        let act = people::AddRepresentative { partnership: self.partners[at], person };
        self.backbone().execute(act).await.unwrap();
        person
    }

    /// Every mail so far: to whom, and what it says.
    async fn mails(&self) -> Vec<(String, String)> {
        let mut read = self.plain.read().await.unwrap();
        let mut mails = courier::outbox(&mut read, None, 100).await.unwrap();
        mails.sort_by_key(|one| one.id);
        mails.into_iter().map(|mail| (mail.to, mail.text.unwrap_or_default())).collect()
    }

    fn member(&self) -> Context {
        self.by(&[], Vec::new())
    }

    /// A share of better-down, owed by everybody, 2018 open; answers the duties.
    async fn measure(&self, codes: &[&str]) -> (i64, Vec<i64>) {
        let measure = self.measured(definition()).await;
        (measure, self.owed(measure, codes).await)
    }

    /// The same of any definition, 2018 open.
    async fn defined(&self, definition: Definition) -> (i64, Vec<i64>) {
        let measure = self.measured(definition).await;
        let duties = self.owed(measure, &[]).await;
        self.open(measure, "2018").await;
        (measure, duties)
    }

    async fn measured(&self, definition: Definition) -> i64 {
        let backbone = self.backbone();
        let condition = "People have work they can live on".to_owned();
        let result = backbone.execute(WriteResult { condition, ..WriteResult::default() }).await.unwrap();
        let define = DefineMeasure {
            result,
            name: "Unemployment".into(),
            kind: "population".into(),
            quadrant: String::new(),
            definition,
        };
        backbone.execute(define).await.unwrap()
    }

    async fn owed(&self, measure: i64, codes: &[&str]) -> Vec<i64> {
        let code = |at: usize| codes.get(at).copied().unwrap_or_default().to_owned();
        let owed = self.partners.iter().enumerate().map(|(at, partner)| Owed {
            partner: *partner,
            code: code(at),
            place: String::new(),
        });
        let owe = OweDuty { measure, partners: owed.collect(), since: String::new() };
        self.backbone().execute(owe).await.unwrap()
    }

    async fn open(&self, measure: i64, period: &str) {
        let open = OpenCycle { measure, period: period.into(), ..OpenCycle::default() };
        self.backbone().execute(open).await.unwrap();
    }

    async fn values(&self, measure: i64) -> Vec<Value> {
        let mut read = self.plain.read().await.unwrap();
        let initiative = self.plain.initiative().unwrap();
        let measure = measure::store::numbered(&mut read, initiative, measure).await.unwrap().unwrap();
        surface::whole(&self.member(), &mut read, &measure).await.unwrap()
    }

    async fn read(&self, number: i64) -> (measure::Measure, value::Series, Vec<target::Target>) {
        let values = self.values(number).await;
        let mut read = self.plain.read().await.unwrap();
        let initiative = self.plain.initiative().unwrap();
        let measure = measure::store::numbered(&mut read, initiative, number).await.unwrap().unwrap();
        let targets = target::store::of_measure(&mut read, initiative, measure.id).await.unwrap();
        (measure.clone(), value::Series::of(&measure, values), targets)
    }

    async fn submission(&self, number: i64) -> submission::Submission {
        let mut read = self.plain.read().await.unwrap();
        let initiative = self.plain.initiative().unwrap();
        submission::store::numbered(&mut read, initiative, number).await.unwrap().unwrap()
    }
}

fn definition() -> Definition {
    Definition {
        definition: "Yearly average".into(),
        numerator: "people without work".into(),
        denominator: "people in the labour force".into(),
        unit: "%".into(),
        factor: 100.0,
        decimals: 1,
        better: "down".into(),
        frequency: "yearly".into(),
        ..Definition::default()
    }
}

fn sending(duty: i64, numerator: f64, denominator: f64) -> SendSubmission {
    SendSubmission { duty, period: "2018".into(), numerator, denominator, ..SendSubmission::default() }
}

fn counties() -> Mapping {
    Mapping {
        key: "FIPS".into(),
        period: String::new(),
        numerator: "Unemployed_{period}".into(),
        denominator: "Civilian_labor_force_{period}".into(),
        ..Mapping::default()
    }
}

/// Whether it was refused for lack of the ability.
fn forbidden<T>(result: Result<T>) -> bool {
    matches!(result, Err(Error::Forbidden(_)))
}

fn fields<T: std::fmt::Debug>(result: Result<T>) -> Vec<(String, &'static str)> {
    match result {
        Err(Error::Invalid(problems)) => problems.0.into_iter().map(|p| (p.field, p.text)).collect(),
        other => panic!("problems, not {other:?}"),
    }
}
