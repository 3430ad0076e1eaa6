use ::store::Tx;
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problems, Result, Told};
use people::PartnershipId;
use serde::Deserialize;
use uuid::Uuid;

use super::{Answer, Given, RATIFY, store};
use crate::version::{self, State};

/// The longest reservation, in characters.
const WORDS: usize = 1_000;

/// Says a partner's word to the version that is in force. A later word replaces it; every reservation is kept.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct RatifyVersion {
    /// The version's number; the API takes it from the address.
    #[serde(default)]
    pub version: i64,
    /// The partner's id.
    pub partner: Uuid,
    /// `ratified`, `reservation` or `declined`.
    pub answer: String,
    /// The reservation, or why not.
    #[serde(default)]
    pub words: String,
}

#[async_trait]
impl Act for RatifyVersion {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&RATIFY, Owner::Partnership(self.partner))?;
        let initiative = cx.initiative()?;
        let partner = people::partner(tx, initiative, PartnershipId(self.partner)).await?;
        let partner = partner.ok_or(Error::Missing)?;
        let mut problems = Problems::none();
        let answer = problems.some(self.answer.parse().ok(), "answer", "problem-choose");
        let words = if answer.is_some_and(Answer::needs_words) {
            problems.text("words", &self.words, WORDS)
        } else {
            problems.maybe_text("words", &self.words, WORDS)
        };
        problems.done()?;
        let Some(answer) = answer else { return Ok(()) };

        // Nobody brings another version into force until this is said, and nobody speaks in between.
        let versions = version::store::locked(tx, initiative).await?;
        let found = versions.into_iter().find(|version| version.number == self.version);
        let version = found.ok_or(Error::Missing)?;
        if version.state != State::InForce.word() {
            return Err(Error::Rule("rule-version-not-in-force"));
        }
        let said = store::of_version(tx, initiative, version.id).await?;
        let before =
            said.iter().filter(|given| given.partnership == partner.id).max_by_key(|given| given.round);
        let given = Given {
            version: version.id,
            partnership: partner.id,
            round: before.map_or(1, |before| before.round + 1),
            answer,
            words,
            said_by: cx.actor.name.clone(),
            said_at: cx.now(),
        };
        store::insert(tx, initiative, &given).await?;
        let act = match answer {
            Answer::Ratified => "version.ratified",
            Answer::Reservation => "version.reserved",
            Answer::Declined => "version.not-ratified",
        };
        let line = |given: &Given| format!("{}: {}", given.answer.word(), given.words);
        let told = Told::new(act, version.about(), &partner.name);
        cx.tell(tx, told.change(before.map(line), line(&given))).await
    }
}
