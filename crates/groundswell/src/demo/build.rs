//! Builds the demo as people would have: every step is an act of somebody who may do it.

use std::collections::HashMap;
use std::io::Read as _;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use flate2::read::GzDecoder;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan};
use kernel::{Act, Card, Context, Identity, PersonId, Place, Ref, Via, World};
use people::{GroupId, PartnershipId};

use super::SLUG;
use super::story::{ADMINISTRATOR, BACKBONE, COUNTIES, FACILITATOR, PARTNERS, PLAYERS, SEATS, STRENGTHS};
use crate::command::bar;

const VOTES: &[u8] = include_bytes!("../../data/bowling-green.participants-votes.csv.gz");
const COMMENTS: &[u8] = include_bytes!("../../data/bowling-green.comments.csv.gz");
const SUMMARY: &[u8] = include_bytes!("../../data/bowling-green.summary.csv.gz");
/// Where the conversation comes from.
const NOTICE: &str = "These statements and votes of 2,031 people were gathered with Polis in February 2018 for the American \
    Assembly and published by The Computational Democracy Project under CC BY 4.0 \
    (compdemocracy.org/case-studies/2018-kentucky). Nobody is named in them. What you say and vote here stays on this server.";
/// Builds the demo unless it is there already.
pub(crate) async fn build(world: &Arc<World>) -> Result<()> {
    if people::Directory.place(&mut world.store.read().await?, SLUG).await?.is_some() {
        return Ok(());
    }
    let mut demo = Demo::begin(world).await?;
    demo.partners().await?;
    demo.voices().await?;
    demo.agenda().await?;
    demo.funds().await?;
    demo.answers_to_voices().await?;
    demo.measures().await?;
    demo.choice().await?;
    demo.crosswalks().await?;
    demo.reporting().await?;
    demo.activities().await?;
    demo.communication().await?;
    demo.learning().await?;
    demo.story_to_plan().await?;
    demo.decisions().await?;
    demo.river_walk().await?;
    demo.agenda_again().await?;
    world.clock.set(Timestamp::now());
    Ok(())
}

/// The demo while it is built.
pub(super) struct Demo {
    pub(super) world: Arc<World>,
    pub(super) place: Place,
    pub(super) people: HashMap<&'static str, PersonId>,
    pub(super) counties: Vec<PartnershipId>,
    pub(super) others: Vec<PartnershipId>,
    pub(super) steering: GroupId,
    pub(super) working: GroupId,
}

pub(super) fn unpacked(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut out)?;
    Ok(out)
}

impl Demo {
    /// Moves the clock to so many days before now.
    pub(super) fn days_ago(&self, days: i64) {
        self.world.clock.set(Timestamp::now() - (days * 24).hours());
    }

    /// A day from now, as forms write it.
    pub(super) fn in_days(days: i64) -> String {
        let day = Timestamp::now() + Span::new().hours(days * 24);
        day.to_zoned(TimeZone::UTC).date().to_string()
    }

    /// Does `act` as somebody, with whatever they may do.
    pub(super) async fn act<A: Act>(&self, name: &str, act: A) -> Result<A::Out> {
        let cx = self.cx(name).await?;
        cx.execute(act).await.with_context(|| format!("{name} could not do {}", std::any::type_name::<A>()))
    }

    pub(super) async fn cx(&self, name: &str) -> Result<Context> {
        let person = *self.people.get(name).with_context(|| format!("nobody is called {name}"))?;
        Ok(people::at_work(&self.world, person, self.place.id, Via::Import).await?)
    }

    /// The object of `kind` whose title begins so.
    pub(super) async fn find(&self, kind: &str, begins: &str) -> Result<Card> {
        let cx = self.cx(BACKBONE.name).await?;
        let mut read = self.world.store.read().await?;
        let cards = self.world.kinds.choices(&cx, &mut read, kind).await?;
        let found = cards.into_iter().find(|card| card.title.contains(begins));
        found.with_context(|| format!("there is no {kind} with “{begins}”"))
    }

    pub(super) async fn reference(&self, kind: &str, begins: &str) -> Result<Ref> {
        Ok(self.find(kind, begins).await?.about)
    }

    /// Accounts, the initiative, its groups and seats.
    async fn begin(world: &Arc<World>) -> Result<Self> {
        world.clock.set(Timestamp::now() - (80 * 24).hours());
        let cx = people::steward(world, Via::Import, "the demo");
        let mut people = HashMap::new();
        let email = |name: &str| format!("{}@demo.example", name.to_lowercase().replace(' ', "."));
        for player in PLAYERS {
            let administrator = player.key == ADMINISTRATOR.key;
            let act = people::CreatePerson {
                name: player.name.to_owned(),
                email: player.email.to_owned(),
                administrator,
            };
            people.insert(player.name, cx.execute(act).await?);
        }
        let leads = COUNTIES.iter().map(|county| county.2).chain(PARTNERS.iter().map(|partner| partner.4));
        let others = leads.chain(SEATS.iter().map(|seat| seat.1));
        for name in others.filter(|name| !name.is_empty()) {
            if !people.contains_key(name) {
                let act =
                    people::CreatePerson { name: name.to_owned(), email: email(name), administrator: false };
                people.insert(name, cx.execute(act).await?);
            }
        }
        let act = people::CreateInitiative {
            name: "Bowling Green and Warren County".to_owned(),
            slug: SLUG.to_owned(),
            profile: "classic".to_owned(),
            public: true,
            problem: "Getting to work, getting online and getting ahead cost too much time and money for too many of us."
                .to_owned(),
            join: false,
        };
        cx.execute(act).await?;
        let place = people::Directory
            .place(&mut world.store.read().await?, SLUG)
            .await?
            .context("the initiative was just made")?;
        let here = cx.clone().at(place.clone());
        let backbone = people[BACKBONE.name];
        for role in ["member", "backbone"] {
            here.execute(people::AddMember { person: backbone, role: role.to_owned() }).await?;
        }
        let mut demo = Self {
            world: Arc::clone(world),
            place,
            people,
            counties: Vec::new(),
            others: Vec::new(),
            steering: GroupId::new(),
            working: GroupId::new(),
        };
        demo.groups(&here).await?;
        Ok(demo)
    }

    async fn groups(&mut self, administrator: &Context) -> Result<()> {
        for name in self.people.keys().filter(|name| ![BACKBONE.name, ADMINISTRATOR.name].contains(*name)) {
            let person = self.people[name];
            administrator.execute(people::AddMember { person, role: "member".to_owned() }).await?;
        }
        let facilitator = self.people[FACILITATOR.name];
        administrator
            .execute(people::AddMember { person: facilitator, role: "facilitator".to_owned() })
            .await?;
        let group = |name: &str, kind: &str, purpose: &str| people::CreateGroup {
            name: name.to_owned(),
            kind: kind.to_owned(),
            purpose: purpose.to_owned(),
            seats: Vec::new(),
        };
        let steering = group(
            "Steering circle",
            "steering",
            "Decides on the agenda, on measures and on who belongs; by consent.",
        );
        (self.steering, _) = self.act(BACKBONE.name, steering).await?;
        let working = group(
            "Working group Work and movement",
            "working",
            "Gets courses, buses and crossings from paper into the week.",
        );
        (self.working, _) = self.act(BACKBONE.name, working).await?;
        for (constituency, holder) in SEATS {
            self.seat(self.steering, constituency, "member", true, holder).await?;
        }
        self.seat(self.working, "Facilitation", "facilitator", false, FACILITATOR.name).await?;
        for (constituency, holder) in [SEATS[0], SEATS[2], SEATS[3]] {
            self.seat(self.working, constituency, "member", true, holder).await?;
        }
        Ok(())
    }

    async fn seat(
        &self,
        group: GroupId,
        constituency: &str,
        role: &str,
        votes: bool,
        holder: &str,
    ) -> Result<()> {
        let seat = people::AddSeat {
            group,
            constituency: constituency.to_owned(),
            role: role.to_owned(),
            votes,
            person: self.people.get(holder).copied(),
        };
        self.act(BACKBONE.name, seat).await?;
        Ok(())
    }

    async fn partners(&mut self) -> Result<()> {
        self.days_ago(76);
        for (at, (_, county, lead)) in COUNTIES.into_iter().enumerate() {
            let name = format!("{county} workforce team");
            let id = self
                .partner(&name, "government", STRENGTHS[at % STRENGTHS.len()], "Partners who hire")
                .await?;
            let lead = people::AddRepresentative { partnership: id, person: self.people[lead] };
            self.act(BACKBONE.name, lead).await?;
            self.counties.push(id);
        }
        for (name, kind, brings, needs, lead) in PARTNERS {
            let id = self.partner(name, kind, brings, needs).await?;
            let lead = people::AddRepresentative { partnership: id, person: self.people[lead] };
            self.act(BACKBONE.name, lead).await?;
            self.others.push(id);
        }
        Ok(())
    }

    async fn partner(&self, name: &str, kind: &str, brings: &str, needs: &str) -> Result<PartnershipId> {
        let act = people::AddPartnership {
            name: name.to_owned(),
            kind: kind.to_owned(),
            brings: brings.to_owned(),
            needs: needs.to_owned(),
            status: "active".to_owned(),
        };
        Ok(self.act(BACKBONE.name, act).await?.0)
    }

    /// The real conversation, through the import that everybody has.
    async fn voices(&self) -> Result<()> {
        self.days_ago(70);
        let files = agenda::PolisFiles {
            participants_votes: unpacked(VOTES)?,
            comments: unpacked(COMMENTS)?,
            summary: unpacked(SUMMARY)?,
            notice: NOTICE.to_owned(),
            ..agenda::PolisFiles::default()
        };
        agenda::import_polis(&self.cx(BACKBONE.name).await?, files, bar("votes")).await?;
        Ok(())
    }
}
