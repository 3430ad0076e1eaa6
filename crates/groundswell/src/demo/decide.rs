//! Decisions by other methods: one whose objection was integrated, a secret vote that is over, and two that are open.

use anyhow::{Context as _, Result};

use super::build::Demo;
use super::story::{FACILITATOR, PARTNER, RESIDENT, SEATS};

/// Who chairs the steering circle.
const CHAIR: &str = "Ruth Amsel";

impl Demo {
    /// The steering circle decides.
    pub(super) async fn decisions(&self) -> Result<()> {
        self.objected().await?;
        self.secret().await?;
        self.ranked().await?;
        self.advised().await
    }

    fn proposal(&self, title: &str, text: &str, closes: i64) -> agenda::Propose {
        agenda::Propose {
            title: title.to_owned(),
            text: text.to_owned(),
            group: self.steering.to_string(),
            closes: Self::in_days(closes),
            ..agenda::Propose::default()
        }
    }

    async fn proposed(&self, act: agenda::Propose) -> Result<i64> {
        let title = act.title.clone();
        act.ask(&self.cx(FACILITATOR.name).await?).await.with_context(|| format!("nobody was asked: {title}"))
    }

    async fn says(&self, holder: &str, decision: i64, answer: &str, reason: &str) -> Result<()> {
        let act = agenda::AnswerProposal { decision, answer: answer.to_owned(), reason: reason.to_owned() };
        self.act(holder, act).await
    }

    /// Two rounds of consent: an objection changed the proposal.
    async fn objected(&self) -> Result<()> {
        self.days_ago(27);
        let decision = self
            .proposed(agenda::Propose {
                why: "Whoever is asked to come needs to know when.".to_owned(),
                affected: "Everybody in a working group, and whoever minds their children meanwhile."
                    .to_owned(),
                review_on: Self::in_days(180),
                ..self.proposal(
                    "The circle meets every second month",
                    "On the first Monday, at four in the afternoon.",
                    -13,
                )
            })
            .await?;
        self.days_ago(25);
        let worry = "At four in the afternoon nobody can come who works a shift.";
        self.says(RESIDENT.name, decision, "objection", worry).await?;
        self.says(CHAIR, decision, "consent", "").await?;
        self.days_ago(23);
        let amended = agenda::AmendProposal {
            decision,
            text: "On the first Monday, in turn at four in the afternoon and at seven in the evening.".to_owned(),
            changed: "Every other meeting is in the evening, so that whoever works a shift can come to each second one."
                .to_owned(),
            integrates: vec![1],
            closes: Self::in_days(-10),
            draft: false,
        };
        self.act(FACILITATOR.name, amended).await?;
        self.days_ago(21);
        for (_, holder) in SEATS.into_iter().filter(|seat| !seat.1.is_empty()) {
            self.says(holder, decision, "consent", "").await?;
        }
        agenda::close_decision(&self.cx(CHAIR).await?, decision).await?;
        Ok(())
    }

    /// A secret vote, with receipts that nobody kept.
    async fn secret(&self) -> Result<()> {
        self.days_ago(19);
        let mut act = self.proposal(
            "Which crossing do we ask for first?",
            "The circle asks the city for one safe crossing this year. The vote is secret, because some of us work for the city.",
            -9,
        );
        act.rules = agenda::Rules {
            method: "irv".to_owned(),
            secrecy: "secret".to_owned(),
            options: "Russellville Road at the bridge\nOld Morgantown Road\nThe school on Cemetery Road"
                .to_owned(),
            ..agenda::Rules::default()
        };
        let decision = self.proposed(act).await?;
        self.days_ago(15);
        let orders = ["2>1", "1>3", "3>2>1", "2>3", "1>2", "3>2"];
        let holders = SEATS.into_iter().map(|seat| seat.1).filter(|holder| !holder.is_empty());
        for (holder, order) in holders.zip(orders) {
            let ballot = agenda::CastBallot { decision, answer: order.to_owned() };
            ballot.cast(&self.cx(holder).await?).await?;
        }
        self.days_ago(14);
        agenda::close_decision(&self.cx(CHAIR).await?, decision).await?;
        Ok(())
    }

    /// An open vote that puts options in order, for two of four.
    async fn ranked(&self) -> Result<()> {
        self.days_ago(4);
        let mut act = self.proposal(
            "Which two evenings do we hold this winter?",
            "There is money for two open evenings. What most of us want, and what the rest want, should both be among them.",
            10,
        );
        act.rules = agenda::Rules {
            method: "stv-scottish".to_owned(),
            options: "Buses after eight\nChild care near work\nInternet at home\nPermits without a lawyer"
                .to_owned(),
            winners: 2,
            ..agenda::Rules::default()
        };
        let decision = self.proposed(act).await?;
        self.days_ago(3);
        self.says(CHAIR, decision, "2>1>3", "Parents ask me for this every week.").await?;
        self.says(PARTNER.name, decision, "1>3", "").await?;
        self.hands_on("Priya Nair", PARTNER.name, decision).await
    }

    /// Somebody who is away lets another seat answer.
    async fn hands_on(&self, holder: &str, to: &str, decision: i64) -> Result<()> {
        let mut read = self.world.store.read().await?;
        let seats = people::seats(&mut read, self.place.id, self.steering).await?;
        drop(read);
        let seat = seats.iter().find(|seat| seat.name == to).with_context(|| format!("{to} has no seat"))?;
        let act = agenda::HandVote { decision, to: seat.id.to_string(), until: String::new() };
        self.act(holder, act).await
    }

    /// A proposal on which advice was asked for, and is still awaited.
    async fn advised(&self) -> Result<()> {
        self.days_ago(3);
        let decision = self
            .proposed(agenda::Propose {
                why: "Nine weeks is what residents and firms name most.".to_owned(),
                affected: "Whoever waits for a permit, and the three people who write them.".to_owned(),
                advice: true,
                ..self.proposal(
                    "We ask the city for an answer to each permit in three weeks",
                    "An answer within three weeks, by a person with a name.",
                    20,
                )
            })
            .await?;
        for name in ["Glenn Hatcher", RESIDENT.name] {
            let whom = format!("person/{}", self.people[name]);
            self.act(FACILITATOR.name, agenda::AskForAdvice { decision, whom }).await?;
        }
        self.days_ago(2);
        let text = "Three weeks can be done for small permits. For large ones the law gives others six weeks to be heard."
            .to_owned();
        self.act("Glenn Hatcher", agenda::GiveAdvice { decision, advice: 1, text }).await
    }
}
