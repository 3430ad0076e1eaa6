//! How an initiative made from data alone publishes: its first edition, by a decision of the one seat that is held.

use anyhow::{Context as _, Result};
use kernel::{Context, Via};

use super::build::Demo;
use super::story::RESIDENT;

/// What is decided, in whose name.
pub(super) struct Publication {
    /// Whom the seat speaks for.
    pub(super) constituency: &'static str,
    /// The proposal.
    pub(super) title: &'static str,
    /// Its text.
    pub(super) text: &'static str,
    /// What is published.
    pub(super) contents: measurement::Contents,
}

impl Publication {
    /// Assembles the edition, has it checked, and lets the seat consent.
    pub(super) async fn decide(self, cx: &Context) -> Result<()> {
        let table = people::CreateGroup {
            name: "Stewards".to_owned(),
            kind: "steering".to_owned(),
            purpose: "Decides what is published.".to_owned(),
            seats: Vec::new(),
        };
        let (group, _) = cx.execute(table).await?;
        let world = &cx.world;
        let resident = people::by_email(&mut world.store.read().await?, RESIDENT.email).await?;
        let resident = resident.context("the people of the demo are made first")?;
        let seat = people::AddSeat {
            group,
            constituency: self.constituency.to_owned(),
            role: "member".to_owned(),
            votes: true,
            person: Some(resident),
        };
        cx.execute(seat).await?;
        let edition = cx.execute(measurement::AssembleEdition { contents: self.contents }).await?;
        let checked = cx.execute(measurement::CheckEdition::of(edition, 1)).await?;
        let cards = world.kinds.choices(cx, &mut world.store.read().await?, "edition").await?;
        let card = cards.into_iter().next().context("the edition was just made")?;
        let member = people::at_work(world, resident, cx.place()?.id, Via::Import).await?;
        let propose = agenda::Propose {
            title: self.title.to_owned(),
            text: self.text.to_owned(),
            group: group.to_string(),
            closes: Demo::in_days(1),
            adopts: card.about.to_string(),
            version: checked.version,
            ..agenda::Propose::default()
        };
        let decision = member.execute(propose).await?;
        let consent =
            agenda::AnswerProposal { decision, answer: "consent".to_owned(), reason: String::new() };
        member.execute(consent).await?;
        member.execute(agenda::CloseDecision { decision }).await?;
        Ok(())
    }
}
