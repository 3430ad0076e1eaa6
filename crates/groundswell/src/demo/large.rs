//! Bigger initiatives, generated: to see how the product carries them. Nothing in them is real.

use std::fmt::Write as _;
use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};
use futures_util::{StreamExt, TryStreamExt, stream};
use kernel::{Act, Actor, Context, Identity, PersonId, Place, Role, Roles, Standing, Via, World};
use people::PartnershipId;

use super::Size;
use super::publish::Publication;
use super::story::{BACKBONE, FACILITATOR, PARTNER, RESIDENT};
use crate::command::bar;

/// How much is generated.
struct Scale {
    slug: &'static str,
    organisations: usize,
    measures: usize,
    months: usize,
    activities: usize,
    people: usize,
    /// Votes of each person on statements.
    votes: usize,
    statements: usize,
}

const M: Scale = Scale {
    slug: "generated-m",
    organisations: 120,
    measures: 60,
    months: 36,
    activities: 5_000,
    people: 2_000,
    votes: 20,
    statements: 200,
};

const L: Scale = Scale {
    slug: "generated-l",
    organisations: 1_000,
    measures: 167,
    months: 60,
    activities: 20_000,
    people: 50_000,
    votes: 20,
    statements: 400,
};

const PROFILE: &str = "classic";
const PROBLEM: &str = "Nothing here is real: it shows how much can be carried.";

/// Acts that wait for the database at the same time: a group of the writer's.
const AT_ONCE: usize = 64;

/// A sequence that looks random and is the same each time (`SplitMix64`, Steele and others 2014).
struct Sequence(u64);

impl Sequence {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }
}

/// Builds the generated initiative unless it is there already. It is opened to the public last: one that is
/// not was begun by a run that was stopped.
pub(crate) async fn build(world: &Arc<World>, size: Size) -> Result<()> {
    let scale = if size == Size::L { L } else { M };
    let mut read = world.store.read().await?;
    if let Some(place) = people::Directory.place(&mut read, scale.slug).await? {
        ensure!(
            place.public,
            "“{}” was begun and not finished; begin again with an empty database",
            place.name
        );
        return Ok(());
    }
    drop(read);
    let large = Large::begin(world, scale).await?;
    let partners = large.partners().await?;
    large.people(&partners).await?;
    large.figures(&partners).await?;
    large.activities(&partners).await?;
    large.voices().await?;
    large.publish().await?;
    large.open().await
}

struct Large {
    scale: Scale,
    /// Whoever runs the installation, in the initiative.
    steward: Context,
    /// Its backbone.
    cx: Context,
}

impl Large {
    async fn begin(world: &Arc<World>, scale: Scale) -> Result<Self> {
        let cx = people::steward(world, Via::Import, "the demo");
        let act = people::CreateInitiative {
            name: format!("Generated, size {}", scale.slug.trim_start_matches("generated-")),
            slug: scale.slug.to_owned(),
            profile: PROFILE.to_owned(),
            public: false,
            problem: PROBLEM.to_owned(),
            join: false,
        };
        cx.execute(act).await?;
        let place = people::Directory
            .place(&mut world.store.read().await?, scale.slug)
            .await?
            .context("the initiative was just made")?;
        let steward = cx.at(place.clone());
        Ok(Self { cx: steward.clone().by(generator(&place, &[])), steward, scale })
    }

    /// Runs acts of one kind, many at once, with a bar.
    async fn all<A: Act>(&self, words: &'static str, acts: Vec<(Context, A)>) -> Result<Vec<A::Out>> {
        let (bar, count) = (bar(words), acts.len() as u64);
        let mut outs = Vec::with_capacity(acts.len());
        let mut running =
            stream::iter(acts.into_iter().map(|(cx, act)| async move { cx.execute(act).await }))
                .buffered(AT_ONCE);
        while let Some(out) = running.try_next().await? {
            outs.push(out);
            bar(outs.len() as u64, count);
        }
        Ok(outs)
    }

    async fn partners(&self) -> Result<Vec<PartnershipId>> {
        let act = |n: usize| people::AddPartnership {
            name: format!("Organisation {n:04}"),
            kind: "nonprofit".to_owned(),
            brings: format!("Strength {}", n % 17),
            needs: String::new(),
            status: "active".to_owned(),
        };
        let acts = (1..=self.scale.organisations).map(|n| (self.cx.clone(), act(n))).collect();
        Ok(self.all("organisations", acts).await?.into_iter().map(|(id, _)| id).collect())
    }

    /// Accounts, the first of which speak for a partner each; and the people of the demo, as what they are there.
    async fn people(&self, partners: &[PartnershipId]) -> Result<()> {
        let account = |n: usize| people::CreatePerson {
            name: format!("Person {n:05}"),
            email: format!("person-{n}@{}.example", self.scale.slug),
            administrator: false,
        };
        let acts = (1..=self.scale.people).map(|n| (self.steward.clone(), account(n))).collect();
        let mut people = self.all("people", acts).await?;
        let mut roles = vec!["member"; people.len()];
        let mut speak: Vec<_> = partners.iter().copied().zip(people.iter().copied()).collect();
        for (player, role) in
            [(RESIDENT, "member"), (PARTNER, "member"), (FACILITATOR, "facilitator"), (BACKBONE, "backbone")]
        {
            let person = people::by_email(&mut self.cx.read().await?, player.email).await?;
            people.push(person.context("the people of the demo are made first")?);
            roles.push(role);
        }
        speak[0].1 = people[self.scale.people + 1];
        let member = |(person, role): (&PersonId, &str)| {
            (self.steward.clone(), people::AddMember { person: *person, role: role.to_owned() })
        };
        self.all("members", people.iter().zip(roles).map(member).collect()).await?;
        let speaks =
            |(partnership, person)| (self.cx.clone(), people::AddRepresentative { partnership, person });
        self.all("speakers", speak.into_iter().map(speaks).collect()).await.map(drop)
    }

    async fn figures(&self, partners: &[PartnershipId]) -> Result<()> {
        let result = measurement::WriteResult {
            condition: "Everybody counts".to_owned(),
            population: "Everybody".to_owned(),
            place: "Anywhere".to_owned(),
            clause: String::new(),
        };
        let result = self.cx.execute(result).await?;
        let months: Vec<String> =
            (0..self.scale.months).map(|n| format!("{}-{:02}", 2020 + n / 12, n % 12 + 1)).collect();
        let mine = self.cx.clone().by(generator(self.cx.place()?, partners));
        let bar = bar("measures");
        for n in 1..=self.scale.measures {
            let measure = self.measure(result, n, partners).await?;
            let table = self.table(n, &months);
            let mapping = measurement::Mapping {
                key: "code".to_owned(),
                period: "period".to_owned(),
                numerator: "numerator".to_owned(),
                denominator: "denominator".to_owned(),
                ..measurement::Mapping::default()
            };
            measurement::import_table(&mine, measure, table.as_bytes(), &mapping, true).await?;
            bar(n as u64, self.scale.measures as u64);
        }
        Ok(())
    }

    async fn measure(&self, result: i64, n: usize, partners: &[PartnershipId]) -> Result<i64> {
        let measure = measurement::DefineMeasure {
            result,
            name: format!("Measure {n:03}"),
            kind: "population".to_owned(),
            quadrant: String::new(),
            definition: measurement::Definition {
                definition: "Generated.".to_owned(),
                numerator: "people who".to_owned(),
                denominator: "people".to_owned(),
                unit: "%".to_owned(),
                factor: 100.0,
                decimals: 1,
                better: if n.is_multiple_of(2) { "up" } else { "down" }.to_owned(),
                frequency: "monthly".to_owned(),
                ..measurement::Definition::default()
            },
        };
        let measure = self.cx.execute(measure).await?;
        let owed = partners.iter().enumerate().map(|(at, partner)| measurement::Owed {
            partner: *partner,
            code: code(at),
            place: String::new(),
        });
        let duties = measurement::OweDuty { measure, partners: owed.collect(), since: String::new() };
        self.cx.execute(duties).await?;
        Ok(measure)
    }

    fn table(&self, measure: usize, months: &[String]) -> String {
        let mut random = Sequence(measure as u64);
        let mut table = String::from("code,period,numerator,denominator\n");
        for month in months {
            for at in 0..self.scale.organisations {
                let of = 200 + random.below(800);
                let n = of * (20 + random.below(30)) / 100;
                let _ = writeln!(table, "{},{month},{n},{of}", code(at));
            }
        }
        table
    }

    async fn activities(&self, partners: &[PartnershipId]) -> Result<()> {
        let act = |n: usize| activities::AddActivity {
            title: format!("Activity {n:05}"),
            what: "Generated.".to_owned(),
            for_whom: String::new(),
            place: String::new(),
            strategy: None,
            story: None,
            status: activities::Status::Running,
            because: n.is_multiple_of(3),
            parts: vec![activities::NewPart {
                partnership: partners[n % partners.len()],
                strength: format!("Strength {}", n % 17),
            }],
        };
        // Each in its partner's own name: what others say of a partner is only a suggestion.
        let place = self.cx.place()?;
        let own: Vec<Context> =
            partners.iter().map(|partner| self.cx.clone().by(generator(place, &[*partner]))).collect();
        let acts = (1..=self.scale.activities).map(|n| (own[n % own.len()].clone(), act(n))).collect();
        self.all("activities", acts).await.map(drop)
    }

    async fn voices(&self) -> Result<()> {
        let files = agenda::PolisFiles {
            participants_votes: self.votes().into_bytes(),
            comments: self.comments().into_bytes(),
            summary: b"topic,Generated\nconversation-description,What should change?\n".to_vec(),
            ..agenda::PolisFiles::default()
        };
        agenda::import_polis(&self.cx, files, bar("votes")).await?;
        Ok(())
    }

    /// The first edition, of all measures: what everybody sees.
    async fn publish(&self) -> Result<()> {
        let contents = measurement::Contents {
            title: "All that was generated".to_owned(),
            headline: vec![1],
            others: (2..=self.scale.measures as i64).collect(),
            ..measurement::Contents::default()
        };
        let publication = Publication {
            constituency: "Everybody",
            title: "We publish what was generated",
            text: "Month by month, of all organisations together.",
            contents,
        };
        publication.decide(&self.cx).await
    }

    /// Lets everybody look: all of it is there.
    async fn open(&self) -> Result<()> {
        let act = people::ChangeInitiative {
            name: self.cx.place()?.name.clone(),
            profile: PROFILE.to_owned(),
            public: true,
            problem: PROBLEM.to_owned(),
            version: 1,
        };
        Ok(self.steward.execute(act).await?)
    }

    fn comments(&self) -> String {
        let mut table =
            String::from("timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n");
        for n in 0..self.scale.statements {
            let _ = writeln!(
                table,
                "{},,{n},0,0,0,1,Statement {n} of the generated conversation",
                1_600_000_000_000_u64 + n as u64
            );
        }
        table
    }

    fn votes(&self) -> String {
        let mut random = Sequence(7);
        let mut table = String::from("participant,group-id,n-comments,n-votes,n-agree,n-disagree");
        for n in 0..self.scale.statements {
            let _ = write!(table, ",{n}");
        }
        table.push('\n');
        for person in 0..self.scale.people {
            let mut row = vec![""; self.scale.statements];
            for _ in 0..self.scale.votes {
                row[random.below(self.scale.statements)] = ["1", "1", "-1", "0"][random.below(4)];
            }
            let count = |choice: &str| row.iter().filter(|cell| **cell == choice).count();
            let (agree, disagree) = (count("1"), count("-1"));
            let votes = agree + disagree + count("0");
            let _ = writeln!(table, "{person},,0,{votes},{agree},{disagree},{}", row.join(","));
        }
        table
    }
}

/// How files name a generated organisation.
fn code(at: usize) -> String {
    format!("o{at}")
}

/// Who generates: in the name of those partners.
fn generator(place: &Place, partners: &[PartnershipId]) -> Actor {
    let roles = [Role::Member, Role::Partner, Role::Facilitator, Role::Backbone];
    let roles = roles.into_iter().fold(Roles::default(), Roles::with);
    let partnerships = partners.iter().map(|partner| partner.0).collect();
    Actor {
        name: place.name.clone(),
        standing: Standing { roles, partnerships, ..Standing::default() },
        ..Actor::default()
    }
}
