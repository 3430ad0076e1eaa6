//! A closed town and an open square with the same people and things in them.

use std::collections::BTreeMap;
use std::sync::Arc;

use kernel::{Context, InitiativeId, PersonId, Via, World};
use people::{
    AddPartnership, AddRepresentative, AddSeat, CreateGroup, GroupId, PartnershipId, SetState, at_work, steward,
};
use store::Location;

use super::Names;
use super::table::Row;
use crate::ask;
use crate::inside::{Answer, Inside};
use crate::town::{initiative, member, open, person, session};

/// Both initiatives, in one house.
pub(crate) struct Towns {
    pub(crate) inside: Inside,
    town: Place,
    square: Place,
    /// The sessions of everybody by their column; nobody's is empty.
    sessions: BTreeMap<&'static str, String>,
}

/// One of the two.
struct Place {
    slug: String,
    names: Names,
    people: BTreeMap<&'static str, PersonId>,
}

impl Towns {
    pub(crate) async fn make(location: &Location) -> Self {
        let world = open(location).await;
        let inside = Inside::over(Arc::clone(&world));
        let town = Place::make(&inside, &world, "Town", false).await;
        let square = Place::make(&inside, &world, "Square", true).await;
        let mut sessions = BTreeMap::from([("nobody", String::new()), ("visitor", String::new())]);
        for (who, id) in &town.people {
            sessions.insert(*who, session(&world, *id).await);
        }
        sessions.insert("stranger", session(&world, square.people["backbone"]).await);
        let administrator = person(&world, "Administrator", true).await;
        sessions.insert("administrator", session(&world, administrator).await);
        let suspend = SetState { person: town.people["suspended"], suspended: true };
        steward(&world, Via::Job, "the tests").execute(suspend).await.expect("somebody is suspended");
        Self { inside, town, square, sessions }
    }

    /// Asks for a route as somebody.
    pub(crate) async fn send(&self, inside: &Inside, row: &Row, actor: &str) -> Answer {
        let place = if actor == "visitor" { &self.square } else { &self.town };
        self.send_with(inside, row, actor, &place.slug, &place.names).await
    }

    /// The same with the other initiative's things; nothing if the route names none.
    pub(crate) async fn send_elsewhere(&self, inside: &Inside, row: &Row, actor: &str) -> Option<Answer> {
        let names_things = row.route.contains("{initiative}") && format!("{}{}", row.path(""), row.send).contains('$');
        let here = &self.town;
        if names_things && actor != "visitor" {
            Some(self.send_with(inside, row, actor, &here.slug, &self.square.names).await)
        } else {
            None
        }
    }

    async fn send_with(&self, inside: &Inside, row: &Row, actor: &str, slug: &str, names: &Names) -> Answer {
        let session = &self.sessions[actor];
        let (path, body) = (filled(&row.path(slug), names), filled(&row.send, names));
        if !row.file.is_empty() {
            let fields: Vec<(&str, &str)> = body.split('&').filter_map(|field| field.split_once('=')).collect();
            inside.upload(session, &path, &fields, filled(&row.file, names).as_bytes()).await
        } else if row.changes() {
            inside.post(session, &path, &body).await
        } else {
            inside.get(session, &path).await
        }
    }

    /// How much there is of everything that an act leaves.
    pub(crate) async fn counts(&self) -> [i64; 3] {
        ask::counts(&mut self.inside.world.store.read().await.expect("a connection")).await
    }
}

/// `text` with each `$name` replaced, the longest names first.
pub(crate) fn filled(text: &str, names: &Names) -> String {
    let mut names: Vec<_> = names.iter().collect();
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    let text = names.into_iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("${name}"), value));
    assert!(!text.contains('$'), "{text}: nothing stands for a name in it");
    text
}

/// Who does what, so that there is something of everything. `name=` keeps the id that is answered.
const SCRIPT: &[(&str, &str, &str, &str)] = &[];

impl Place {
    async fn make(inside: &Inside, world: &Arc<World>, name: &str, public: bool) -> Self {
        let (id, slug) = initiative(world, name, public).await;
        let mut place = Self { slug, names: Names::new(), people: BTreeMap::new() };
        let backbone = place.somebody(world, id, "backbone", "backbone").await;
        for who in ["member", "partner", "other", "facilitator", "seat", "suspended"] {
            place.somebody(world, id, who, "member").await;
        }
        place.partners(&backbone).await;
        place.table(&backbone).await;
        let mut sessions = BTreeMap::new();
        for (who, person) in &place.people {
            sessions.insert(*who, session(world, *person).await);
        }
        for (who, path, body, keep) in SCRIPT {
            let path = filled(path, &place.names);
            let answer = inside.post(&sessions[who], &path.replace("~", &format!("/i/{}", place.slug)), &filled(body, &place.names)).await;
            assert!(answer.status.as_u16() < 400, "{who} {path}: {answer:?}");
            if !keep.is_empty() {
                let body: serde_json::Value = serde_json::from_str(&answer.body).expect("JSON");
                place.names.insert((*keep).to_owned(), body["about"]["id"].as_str().expect("an id").to_owned());
            }
        }
        place
    }

    async fn somebody(&mut self, world: &Arc<World>, id: InitiativeId, who: &'static str, role: &str) -> Context {
        let cx = member(world, id, &format!("{who} {}", self.slug), role).await;
        let person = cx.actor.person.expect("a person");
        self.people.insert(who, person);
        self.names.insert(format!("person-{who}"), person.to_string());
        at_work(world, person, id, Via::Job).await.expect("somebody at work")
    }

    async fn partners(&mut self, backbone: &Context) {
        for (name, who) in [("Library", "partner"), ("College", "other")] {
            let act = AddPartnership {
                name: format!("{name} of {}", self.slug),
                kind: "nonprofit".to_owned(),
                brings: "Rooms".to_owned(),
                needs: String::new(),
                status: "active".to_owned(),
            };
            let (partnership, _): (PartnershipId, i64) = backbone.execute(act).await.expect("a partner");
            let speaks = AddRepresentative { partnership, person: self.people[who] };
            backbone.execute(speaks).await.expect("somebody speaks for it");
            self.names.insert(name.to_lowercase(), partnership.0.to_string());
        }
    }

    async fn table(&mut self, backbone: &Context) {
        let act = CreateGroup {
            name: "Table".to_owned(),
            kind: "steering".to_owned(),
            purpose: "To steer".to_owned(),
            seats: Vec::new(),
        };
        let (group, _): (GroupId, i64) = backbone.execute(act).await.expect("a group");
        self.names.insert("table".to_owned(), group.0.to_string());
        for (who, role, votes) in [("facilitator", "facilitator", false), ("seat", "member", true), ("", "member", true)] {
            let act = AddSeat {
                group,
                constituency: format!("Those of {who}"),
                role: role.to_owned(),
                votes,
                person: self.people.get(who).copied(),
            };
            let seat = backbone.execute(act).await.expect("a seat");
            let name = if who.is_empty() { "vacant" } else { who };
            self.names.insert(format!("seat-{name}"), seat.0.to_string());
        }
    }
}
