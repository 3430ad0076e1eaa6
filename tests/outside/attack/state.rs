//! An initiative with many small numbers, real ones: infant deaths in the 100 counties of North Carolina.

use std::collections::{BTreeMap, BTreeSet};

use kernel::Context;
use serde_json::json;
use store::Location;

use super::Said;
use crate::inside::Inside;
use crate::town::{initiative, member, open, session};

/// Two of three groups by the size of hospitals: deaths and births of few, and of some that must hide with them.
const FEW: (u64, u64) = (4, 400);
const SOME: (u64, u64) = (30, 6_543);

const FILE: &str = include_str!("../data/nc_sids.csv");
pub(super) const YEARS: [&str; 2] = ["1974", "1979"];

/// Deaths and births.
type Figures = [(u64, u64); 2];

pub(super) struct Carolina {
    pub(super) inside: Inside,
    pub(super) slug: String,
    /// By code, as they are now.
    pub(super) counties: BTreeMap<String, Figures>,
    /// As they were in each edition.
    published: Vec<BTreeMap<String, Figures>>,
    backbone: (Context, String),
    health: (Context, String),
    steering: String,
}

impl Carolina {
    pub(super) async fn begin(location: &Location) -> Self {
        let world = open(location).await;
        let (id, slug) = initiative(&world, "Carolina", true).await;
        let backbone = member(&world, id, "Backbone", "backbone").await;
        let health = member(&world, id, "Health", "member").await;
        let sessions = [&backbone, &health].map(|cx| cx.actor.person.expect("a person"));
        let backbone = (backbone, session(&world, sessions[0]).await);
        let add = people::AddPartnership {
            name: "State health department".to_owned(),
            kind: "government".to_owned(),
            brings: String::new(),
            needs: String::new(),
            status: "active".to_owned(),
        };
        let (partnership, _) = backbone.0.execute(add).await.expect("a partner");
        let speaks = people::AddRepresentative { partnership, person: sessions[1] };
        backbone.0.execute(speaks).await.expect("somebody speaks for it");
        let table = people::CreateGroup {
            name: "Steering".to_owned(),
            kind: "steering".to_owned(),
            purpose: "To publish".to_owned(),
            seats: Vec::new(),
        };
        let (group, _) = backbone.0.execute(table).await.expect("a group");
        let seat = people::AddSeat {
            group,
            constituency: "Parents".to_owned(),
            role: "member".to_owned(),
            votes: true,
            person: Some(sessions[1]),
        };
        backbone.0.execute(seat).await.expect("a seat");
        let mut carolina = Self {
            inside: Inside::over(world.clone()),
            slug,
            counties: counties(),
            published: Vec::new(),
            backbone,
            health: (health, session(&world, sessions[1]).await),
            steering: group.to_string(),
        };
        carolina.measures(&partnership.0.to_string()).await;
        carolina.report([1, 2], &YEARS).await;
        carolina
    }

    async fn send(&self, who: &(Context, String), path: &str, body: serde_json::Value) -> serde_json::Value {
        let answer =
            self.inside.post(&who.1, &format!("/api/i/{}/{path}", self.slug), &body.to_string()).await;
        assert!(answer.status.is_success(), "{path} {body}: {}", answer.body);
        serde_json::from_str(&answer.body).unwrap_or_default()
    }

    /// Two measures of the same births, told apart by county.
    async fn measures(&mut self, partner: &str) {
        let form = async |path: &str, body: &str| {
            let answer = self.inside.post(&self.backbone.1, &format!("/i/{}/{path}", self.slug), body).await;
            assert!(answer.status.as_u16() == 303, "{path} {body}: {}", answer.body);
        };
        form("results", "condition=Children+live&population=Children&place=Carolina&clause=").await;
        // What one partner brought is no secret here: there is one.
        form("disclosure", "mode=suppress&seen=0").await;
        for (n, name) in [(1, "infant deaths"), (2, "deaths counted again")] {
            let measure = json!({
                "result": 1, "name": format!("Rate of {name}"), "kind": "population", "definition": "Deaths, of births",
                "numerator": name, "denominator": "births", "unit": "per 1,000 births", "factor": 1000, "decimals": 4,
                "better": "down", "frequency": "yearly",
            });
            self.send(&self.backbone, "measures", measure).await;
            let places =
                self.counties.keys().map(|code| json!({ "code": code, "name": code, "parent": "nc" }));
            let places: Vec<_> =
                [json!({ "code": "nc", "name": "North Carolina" })].into_iter().chain(places).collect();
            let tree = json!({ "code": "place", "name": "Place", "required": true, "places": true, "categories": places });
            self.send(&self.backbone, &format!("measures/{n}/dimensions"), tree).await;
            let sizes = ["few", "some", "most"].map(|code| json!({ "code": code, "name": code }));
            let sizes = json!({ "code": "size", "name": "Size", "required": true, "categories": sizes });
            self.send(&self.backbone, &format!("measures/{n}/dimensions"), sizes).await;
            form(&format!("measures/{n}/duties"), &format!("partner={partner}&code-{partner}=nc&since=1974"))
                .await;
            for year in YEARS {
                form(&format!("measures/{n}/cycles"), &format!("period={year}&label=&due=2030-01-01")).await;
            }
        }
    }

    /// Sends and accepts the figures of all counties.
    async fn report(&self, duties: [i64; 2], years: &[&str]) {
        for duty in duties {
            for (at, year) in YEARS.iter().enumerate().filter(|(_, year)| years.contains(year)) {
                let parts = self.counties.iter().map(|(code, figures)| {
                    let (deaths, births) = figures[at];
                    json!({ "dimension": "place", "category": code, "numerator": deaths, "denominator": births })
                });
                let sum =
                    |of: fn(&(u64, u64)) -> u64| self.counties.values().map(|own| of(&own[at])).sum::<u64>();
                let most = (sum(|own| own.0) - FEW.0 - SOME.0, sum(|own| own.1) - FEW.1 - SOME.1);
                let sizes = [("few", FEW), ("some", SOME), ("most", most)].into_iter().map(|(code, (deaths, births))| {
                    json!({ "dimension": "size", "category": code, "numerator": deaths, "denominator": births })
                });
                let body = json!({
                    "duty": duty, "period": year, "numerator": sum(|own| own.0), "denominator": sum(|own| own.1),
                    "parts": parts.chain(sizes).collect::<Vec<_>>(),
                    "sure": ["whole-moved", "far", "copied"], "note": "As it was counted",
                });
                let sent = self.send(&self.health, "submissions", body).await;
                let number = sent["number"].as_i64().expect("a number");
                self.send(&self.health, &format!("submissions/{number}/accept"), json!({})).await;
            }
        }
    }

    /// Assembles, checks and decides.
    pub(super) async fn publish(&mut self, title: &str) {
        let number = self
            .send(&self.backbone, "editions", json!({ "title": title, "headline": [1], "others": [2] }))
            .await;
        let number = number["number"].as_i64().expect("a number");
        let checked =
            self.send(&self.backbone, &format!("editions/{number}/check"), json!({ "seen": 1 })).await;
        let mut read = self.backbone.0.read().await.expect("a connection");
        let cards =
            self.backbone.0.world.kinds.choices(&self.backbone.0, &mut read, "edition").await.expect("cards");
        drop(read);
        let card =
            cards.into_iter().find(|card| card.href.ends_with(&format!("/{number}"))).expect("the edition");
        let propose = json!({
            "title": title, "text": "As it is", "group": self.steering, "closes": "2030-01-01",
            "adopts": card.about.to_string(), "version": checked["version"],
        });
        let decision =
            self.send(&self.health, "decisions", propose).await["number"].as_i64().expect("a number");
        let consent = json!({ "answer": "consent", "reason": "" });
        self.send(&self.health, &format!("decisions/{decision}/answers"), consent).await;
        self.send(&self.health, &format!("decisions/{decision}/close"), json!({})).await;
        self.published.push(self.counties.clone());
    }

    /// A county that was small is so no longer, and another becomes smaller.
    pub(super) async fn correct(&mut self) {
        let small =
            self.counties.iter().find(|(_, own)| (1..10).contains(&own[0].0)).map(|(code, _)| code.clone());
        let code = small.expect("a small county");
        self.counties.get_mut(&code).expect("it").first_mut().expect("1974").0 += 40;
        self.report([1, 2], &["1974"]).await;
    }

    /// What is accepted now and in no edition: so many that no page can hold it by chance.
    pub(super) async fn later(&mut self) {
        for own in self.counties.values_mut().take(1) {
            own[1] = (11, 987_654);
        }
        self.report([1, 2], &["1979"]).await;
        self.counties = self.published.last().expect("an edition").clone();
    }

    pub(super) async fn round(&mut self) {
        let answer = self
            .inside
            .post(&self.backbone.1, &format!("/i/{}/disclosure", self.slug), "mode=round&seen=1")
            .await;
        assert_eq!(answer.status.as_u16(), 303, "{}", answer.body);
    }

    /// The numbers of deaths from 1 to 9 in each edition, by the name they have in the equations.
    pub(super) fn small(&self, said: &BTreeSet<Said>) -> Vec<(String, u64)> {
        let truth = |one: &Said| {
            if one.of == "size/few" {
                return Some(FEW.0);
            }
            let county = one.of.strip_prefix("place/")?;
            let at = YEARS.iter().position(|year| *year == one.period)?;
            Some(self.published[one.edition as usize - 1].get(county)?[at].0)
        };
        let small = said.iter().filter_map(|one| {
            let deaths = truth(one).filter(|deaths| (1..10).contains(deaths))?;
            Some((format!("{} {} above {} {}", one.edition, one.measure, one.period, one.of), deaths))
        });
        small.collect()
    }

    /// A number that is large enough and hidden all the same, to protect the one beside it.
    pub(super) fn companion(said: &BTreeSet<Said>) -> Option<(String, u64)> {
        let hidden = said.iter().find(|one| one.of == "size/some" && one.above.is_none())?;
        Some((format!("{} {} above {} size/some", hidden.edition, hidden.measure, hidden.period), SOME.0))
    }

    /// Whether a number is also one that is no secret: a sum, or another county's.
    pub(super) fn counts(&self, number: u64) -> bool {
        let births = self.published.iter().flat_map(|edition| edition.values()).flatten();
        let other = births.filter(|(_, births)| *births == number).count() > self.published.len();
        other || (1_900..2_100).contains(&number)
    }
}

fn counties() -> BTreeMap<String, Figures> {
    let county = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        let count = |at: usize| cells[at].parse().expect("a count");
        (cells[0].to_lowercase().replace(' ', "-"), [(count(3), count(2)), (count(5), count(4))])
    };
    FILE.lines().skip(1).map(county).collect()
}
