//! An edition: a report card that a decision publishes. What everybody may see of numbers is what the latest one froze;
//! earlier ones stay as they were, and a correction is a new one.
//!
//! Sources: practice W17, C7.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod assemble;
pub(crate) mod brought;
pub(crate) mod check;
mod export;
pub(crate) mod form;
pub(crate) mod page;
pub(crate) mod report;
pub(crate) mod store;

use ::store::search::{self, Document};
use ::store::{Read, Tx};
use async_trait::async_trait;
use jiff::Timestamp;
use journal::Tell;
use kernel::{Ability, Card, Context, Error, Kind, Ref, Relation, Result, Role, Stage, Told, any};
use uuid::Uuid;

use crate::disclosure::Mode;
use crate::measure::MeasureId;
use crate::result::ResultId;

pub(crate) use export::export;

kernel::ids! {
    /// An edition.
    EditionId
}

/// Reading what was published, and for members what waits for a decision.
pub(crate) static READ: Ability =
    Ability { name: "measurement.edition.read", grants: &[any(Role::Anyone), any(Role::Member)] };
/// Reading an edition that is not published yet.
pub(crate) static PREVIEW: Ability =
    Ability { name: "measurement.edition.preview", grants: &[any(Role::Member)] };
/// Putting an edition together and checking it. Publishing is a decision's.
pub(crate) static ASSEMBLE: Ability =
    Ability { name: "measurement.edition.assemble", grants: &[any(Role::Facilitator), any(Role::Backbone)] };

/// All of them.
pub(crate) const ABILITIES: &[&Ability] = &[&READ, &PREVIEW, &ASSEMBLE];

/// How far an edition has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// Measures are chosen, words written.
    Assembling,
    /// Its numbers are frozen and checked; members look at it, a decision may publish it.
    Preview,
    /// Everybody sees it.
    Published,
}

impl State {
    /// Its word in the database; its text's key is `edition-state-` and this.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Assembling => "assembling",
            Self::Preview => "preview",
            Self::Published => "published",
        }
    }
}

/// A report card.
#[derive(Debug, Clone)]
pub(crate) struct Edition {
    pub(crate) id: EditionId,
    pub(crate) number: i64,
    pub(crate) version: i64,
    pub(crate) title: String,
    pub(crate) words: String,
    /// The first and the last period; `2018` holds all of that year, nothing is no end.
    pub(crate) since: String,
    pub(crate) until: String,
    pub(crate) state: String,
    pub(crate) mode: String,
    pub(crate) confidential: bool,
    /// The number of the edition it corrects.
    pub(crate) corrects: Option<i64>,
    /// How many were published when it was checked.
    pub(crate) after_issue: i64,
    /// The how many-th that was published.
    pub(crate) issue: Option<i64>,
    pub(crate) decision: Option<Uuid>,
    pub(crate) made_by: String,
    pub(crate) made_at: Timestamp,
    pub(crate) checked_at: Option<Timestamp>,
    pub(crate) published_at: Option<Timestamp>,
}

/// A measure in an edition: chosen, and once it is checked as it was then.
#[derive(Debug, Clone)]
pub(crate) struct Chosen {
    pub(crate) measure: MeasureId,
    pub(crate) headline: bool,
    pub(crate) name: String,
    /// The version of its definition.
    pub(crate) definition: i64,
}

/// What is said of a result.
#[derive(Debug, Clone)]
pub(crate) struct Narrative {
    pub(crate) result: ResultId,
    pub(crate) words: String,
}

impl Edition {
    pub(crate) fn about(&self) -> Ref {
        Ref::new("edition", self.id.0)
    }

    pub(crate) fn is(&self, state: State) -> bool {
        self.state == state.word()
    }

    pub(crate) fn mode(&self) -> Mode {
        Mode::from_word(&self.mode).unwrap_or(Mode::Suppress)
    }

    /// Whether a period lies in it.
    pub(crate) fn holds(&self, period: &str) -> bool {
        self.since.as_str() <= period
            && (self.until.is_empty() || period <= self.until.as_str() || period.starts_with(&self.until))
    }

    /// Whether this viewer may read it.
    pub(crate) fn seen_by(&self, cx: &Context) -> bool {
        match () {
            () if self.is(State::Published) => cx.could(&READ),
            () if self.is(State::Preview) => cx.could(&PREVIEW),
            () => cx.could(&ASSEMBLE),
        }
    }

    fn card(&self, slug: &str) -> Card {
        Card {
            about: self.about(),
            stage: Stage::Beside,
            title: self.title.clone(),
            href: format!("/i/{slug}/editions/{}", self.number),
            at: self.published_at.unwrap_or(self.made_at),
        }
    }
}

/// What other rooms and the shell may know of an edition.
pub(crate) struct EditionKind;

#[async_trait]
impl Kind for EditionKind {
    fn name(&self) -> &'static str {
        "edition"
    }

    fn stage(&self) -> Stage {
        Stage::Beside
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        let slug = &cx.place()?.slug;
        let found = store::these(read, cx.initiative()?, ids).await?;
        Ok(found.iter().filter(|edition| edition.seen_by(cx)).map(|edition| edition.card(slug)).collect())
    }

    async fn choices(&self, cx: &Context, read: &mut Read) -> Result<Vec<Card>> {
        let slug = &cx.place()?.slug;
        let all = store::all(read, cx.initiative()?).await?;
        Ok(all.iter().filter(|edition| edition.seen_by(cx)).map(|edition| edition.card(slug)).collect())
    }

    /// Those that are checked.
    async fn adoptable(&self, cx: &Context, read: &mut Read) -> Result<Vec<(Card, i64)>> {
        let slug = &cx.place()?.slug;
        let all = store::all(read, cx.initiative()?).await?;
        let open = all.iter().filter(|edition| edition.is(State::Preview) && edition.seen_by(cx));
        Ok(open.map(|edition| (edition.card(slug), edition.version)).collect())
    }

    /// Publishes it: what was checked and decided on is what everybody sees from now on.
    async fn adopt(&self, cx: &Context, tx: &mut Tx, id: Uuid, version: i64, decision: Uuid) -> Result<()> {
        let initiative = cx.initiative()?;
        let edition = store::find(tx, initiative, EditionId(id)).await?.ok_or(Error::Missing)?;
        if edition.version != version || !edition.is(State::Preview) {
            return Err(Error::Rule("edition-rule-other-version"));
        }
        // It was checked beside all that was published then: what came since could give it away.
        let published = store::published(tx, initiative).await?;
        if published != edition.after_issue {
            return Err(Error::Rule("edition-rule-check-again"));
        }
        if !store::publish(tx, initiative, &edition, published + 1, decision, cx.now()).await? {
            return Err(Error::Rule("edition-rule-other-version"));
        }
        let document = Document {
            initiative: initiative.0,
            kind: "edition",
            id,
            title: &edition.title,
            body: &edition.words,
        };
        search::put(tx, &document).await?;
        let told = Told::new("edition.published", edition.about(), &edition.title)
            .change(None, (published + 1).to_string())
            .from(Ref::new("decision", decision), Relation::Adopts);
        cx.tell(tx, told).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edition(since: &str, until: &str) -> Edition {
        Edition {
            id: EditionId::new(),
            number: 1,
            version: 1,
            title: String::new(),
            words: String::new(),
            since: since.into(),
            until: until.into(),
            state: State::Assembling.word().into(),
            mode: String::new(),
            confidential: true,
            corrects: None,
            after_issue: 0,
            issue: None,
            decision: None,
            made_by: String::new(),
            made_at: Timestamp::UNIX_EPOCH,
            checked_at: None,
            published_at: None,
        }
    }

    #[test]
    fn a_year_holds_its_months() {
        let of = edition("2017", "2018");
        for (period, holds) in [
            ("2016-12", false),
            ("2017", true),
            ("2017-01", true),
            ("2018", true),
            ("2018-Q4", true),
            ("2019", false),
        ] {
            assert_eq!(of.holds(period), holds, "{period}");
        }
        assert!(edition("", "").holds("1999-03"));
    }
}
