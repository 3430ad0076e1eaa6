//! A second initiative, of real figures alone: how many people were seen within four hours in the major accident
//! and emergency departments of 130 English hospital trusts, month by month (`data/README.md`). The published
//! file knows the trusts by their code, and so do we.

use std::fmt::Write as _;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use kernel::{Actor, Context, Identity, Role, Roles, Standing, Via, World};
use people::PartnershipId;

use super::build::unpacked;
use super::publish::Publication;
use super::story::{BACKBONE, FACILITATOR, RESIDENT};

/// Its name in addresses.
pub(crate) const SLUG: &str = "emergency-care";

const ATTENDANCES: &[u8] = include_bytes!("../../data/nhs-ae-type1.csv.gz");
const PROBLEM: &str =
    "People who need care at once wait too long, and no hospital can shorten the queue alone.";
/// The share that was to be seen within four hours, and the last month of the figures.
const STANDARD: (f64, &str) = (95.0, "2019-03");

/// Builds it unless it is there already.
pub(super) async fn build(world: &Arc<World>) -> Result<()> {
    if people::Directory.place(&mut world.store.read().await?, SLUG).await?.is_some() {
        return Ok(());
    }
    let (codes, table) = published()?;
    let care = Care::begin(world).await?;
    let trusts = care.trusts(&codes).await?;
    let measure = care.measure(&codes, &trusts).await?;
    care.figures(measure, &trusts, &table).await?;
    let contents = measurement::Contents {
        title: "Emergency care, 2016 to 2019".to_owned(),
        headline: vec![measure],
        ..measurement::Contents::default()
    };
    let publication = Publication {
        constituency: "People who waited",
        title: "We publish the figures of three years",
        text: "Month by month, as the trusts reported them.",
        contents,
    };
    publication.decide(&care.cx).await
}

/// The trusts' codes, and the figures as a table `code,period,within,attendances`. Published are those who
/// waited longer; the measure counts the others.
fn published() -> Result<(Vec<String>, String)> {
    let text = String::from_utf8(unpacked(ATTENDANCES)?)?;
    let (mut codes, mut table) = (Vec::new(), String::from("code,period,within,attendances\n"));
    for line in text.lines().skip(1) {
        let [month, code, attendances, breaches] = line.split(',').collect::<Vec<_>>()[..] else {
            anyhow::bail!("a line of the attendances has not four columns: {line}");
        };
        if !codes.iter().any(|known| known == code) {
            codes.push(code.to_owned());
        }
        let within = attendances.parse::<i64>()? - breaches.parse::<i64>()?;
        let month = month.get(..7).context("a month is written as 2016-04-01")?;
        writeln!(table, "{code},{month},{within},{attendances}")?;
    }
    Ok((codes, table))
}

struct Care {
    /// Whoever prepares it: the backbone, before anybody is in it.
    cx: Context,
}

impl Care {
    async fn begin(world: &Arc<World>) -> Result<Self> {
        let cx = people::steward(world, Via::Import, "the demo");
        let act = people::CreateInitiative {
            name: "Emergency care within four hours".to_owned(),
            slug: SLUG.to_owned(),
            profile: "classic".to_owned(),
            public: true,
            problem: PROBLEM.to_owned(),
            join: false,
        };
        cx.execute(act).await?;
        let place = people::Directory.place(&mut world.store.read().await?, SLUG).await?;
        let steward = cx.at(place.context("the initiative was just made")?);
        for (player, role) in [(RESIDENT, "member"), (FACILITATOR, "facilitator"), (BACKBONE, "backbone")] {
            let person = people::by_email(&mut world.store.read().await?, player.email).await?;
            let person = person.context("the people of the demo are made first")?;
            steward.execute(people::AddMember { person, role: role.to_owned() }).await?;
        }
        Ok(Self { cx: steward.by(actor(&[])) })
    }

    async fn trusts(&self, codes: &[String]) -> Result<Vec<PartnershipId>> {
        let mut trusts = Vec::new();
        for code in codes {
            let act = people::AddPartnership {
                name: format!("Hospital trust {code}"),
                kind: "health".to_owned(),
                brings: String::new(),
                needs: String::new(),
                status: "active".to_owned(),
            };
            trusts.push(self.cx.execute(act).await?.0);
        }
        Ok(trusts)
    }

    /// The result, its measure with the standard as target, and who owes it.
    async fn measure(&self, codes: &[String], trusts: &[PartnershipId]) -> Result<i64> {
        let result = measurement::WriteResult {
            condition: "Everybody who needs care at once gets it in time".to_owned(),
            population: "People who come to a major accident and emergency department".to_owned(),
            place: "England".to_owned(),
            clause: String::new(),
        };
        let define = measurement::DefineMeasure {
            result: self.cx.execute(result).await?,
            name: "Seen within four hours".to_owned(),
            kind: "population".to_owned(),
            quadrant: String::new(),
            definition: measurement::Definition {
                definition: "Attendances at major (type 1) departments at which the patient was admitted, transferred or discharged within four hours of arrival, of all attendances there.".to_owned(),
                numerator: "attendances that ended within four hours".to_owned(),
                denominator: "attendances".to_owned(),
                unit: "%".to_owned(),
                factor: 100.0,
                decimals: 1,
                better: "up".to_owned(),
                frequency: "monthly".to_owned(),
                ..measurement::Definition::default()
            },
        };
        let measure = self.cx.execute(define).await?;
        let owed = trusts.iter().zip(codes);
        let owed = owed.map(|(partner, code)| measurement::Owed {
            partner: *partner,
            code: code.clone(),
            place: String::new(),
        });
        let duties = measurement::OweDuty { measure, partners: owed.collect(), since: "2016-04".to_owned() };
        self.cx.execute(duties).await?;
        let (value, period) = STANDARD;
        let target = measurement::SetTarget {
            measure,
            period: period.to_owned(),
            value,
            basis: "benchmark".to_owned(),
            ..measurement::SetTarget::default()
        };
        self.cx.execute(target).await?;
        Ok(measure)
    }

    /// What each trust published, accepted in its name.
    async fn figures(&self, measure: i64, trusts: &[PartnershipId], table: &str) -> Result<()> {
        let mapping = measurement::Mapping {
            key: "code".to_owned(),
            period: "period".to_owned(),
            numerator: "within".to_owned(),
            denominator: "attendances".to_owned(),
            ..measurement::Mapping::default()
        };
        let trusts = self.cx.clone().by(actor(trusts));
        measurement::import_table(&trusts, measure, table.as_bytes(), &mapping, true).await?;
        Ok(())
    }
}

/// Who prepares it, in the name of those partners.
fn actor(partners: &[PartnershipId]) -> Actor {
    let roles = [Role::Member, Role::Partner, Role::Facilitator, Role::Backbone];
    let roles = roles.into_iter().fold(Roles::default(), Roles::with);
    let partnerships = partners.iter().map(|partner| partner.0).collect();
    Actor {
        name: "NHS England, published figures".to_owned(),
        standing: Standing { roles, partnerships, ..Standing::default() },
        ..Actor::default()
    }
}
