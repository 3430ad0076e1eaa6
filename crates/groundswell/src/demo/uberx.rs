//! A third initiative, of one real conversation alone whose history is known: what people in Taiwan said about Uber from
//! the summer of 2015 on (`data/README.md`). It shows how opinions moved, evening by evening, and that every script is read.

use std::sync::Arc;

use anyhow::{Context as _, Result};
use kernel::{Identity, Via, World};

use super::build::unpacked;
use super::story::{BACKBONE, FACILITATOR, RESIDENT};
use crate::command::bar;

/// Its name in addresses.
pub(crate) const SLUG: &str = "vtaiwan";

const VOTES: &[u8] = include_bytes!("../../data/vtaiwan-uberx.participants-votes.csv.gz");
const COMMENTS: &[u8] = include_bytes!("../../data/vtaiwan-uberx.comments.csv.gz");
const SUMMARY: &[u8] = include_bytes!("../../data/vtaiwan-uberx.summary.csv.gz");
const CASTS: &[u8] = include_bytes!("../../data/vtaiwan-uberx.votes.csv.gz");
const PROBLEM: &str = "What 1,921 people in Taiwan said about Uber and taxis from the summer of 2015 on, vote by vote: gathered \
    with Polis for vTaiwan and published by The Computational Democracy Project under CC BY 4.0.";
/// Where it comes from.
const NOTICE: &str = "These statements and votes of 1,921 people were gathered with Polis for vTaiwan, June 2015 to February 2019, \
    and published by The Computational Democracy Project under CC BY 4.0 (compdemocracy.org/case-studies/2015-vtaiwan-uberx). \
    Nobody is named in them. What you say and vote here stays on this server.";

/// Builds it unless it is there already.
pub(super) async fn build(world: &Arc<World>) -> Result<()> {
    if people::Directory.place(&mut world.store.read().await?, SLUG).await?.is_some() {
        return Ok(());
    }
    let cx = people::steward(world, Via::Import, "the demo");
    let act = people::CreateInitiative {
        name: "vTaiwan: Uber".to_owned(),
        slug: SLUG.to_owned(),
        profile: "classic".to_owned(),
        public: true,
        problem: PROBLEM.to_owned(),
        join: false,
    };
    let (initiative, _) = cx.execute(act).await?;
    let place = people::Directory.place(&mut world.store.read().await?, SLUG).await?;
    let steward = cx.at(place.context("the initiative was just made")?);
    for (player, role) in [(RESIDENT, "member"), (FACILITATOR, "facilitator"), (BACKBONE, "backbone")] {
        let person = people::by_email(&mut world.store.read().await?, player.email).await?;
        let person = person.context("the people of the demo are made first")?;
        steward.execute(people::AddMember { person, role: role.to_owned() }).await?;
    }
    let person = people::by_email(&mut world.store.read().await?, FACILITATOR.email).await?;
    let person = person.context("the people of the demo are made first")?;
    let facilitator = people::at_work(world, person, initiative, Via::Import).await?;
    let files = agenda::PolisFiles {
        participants_votes: unpacked(VOTES)?,
        comments: unpacked(COMMENTS)?,
        summary: unpacked(SUMMARY)?,
        votes: unpacked(CASTS)?,
        notice: NOTICE.to_owned(),
    };
    agenda::import_polis(&facilitator, files, bar("votes")).await?;
    Ok(())
}
