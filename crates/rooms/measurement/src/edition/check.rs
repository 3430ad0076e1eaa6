//! Checking an edition: its numbers are read and the whole published surface is audited beside the writes, because with a
//! thousand partners that takes half a minute. The act itself only sees that nothing of it has changed since, and keeps
//! what was found.

use ::store::{Read, Tx};
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, InitiativeId, Owner, Problem, Result, Told};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::assemble::{self, Frozen, Gathered};
use super::{ASSEMBLE, Chosen, Edition, State, store};
use crate::{dimension, disclosure, measure, value};

/// So often it is looked at anew when numbers changed meanwhile, before that is told.
const LOOKS: usize = 3;
/// What is said then.
const MOVED: &str = "edition-rule-moved";

/// Freezes an edition's numbers, hides what must be hidden, and checks the whole published surface: what it would show
/// beside all that was published before. Then members can look at it, and a decision can publish it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct CheckEdition {
    /// The edition's number; the API takes it from the address.
    #[serde(default)]
    pub edition: i64,
    /// The version that was read.
    pub seen: i64,
    /// What was found before; without it the act looks itself.
    #[serde(skip)]
    pub(super) found: Option<Found>,
}

/// A checked edition.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Checked {
    /// The version that a decision can publish.
    pub version: i64,
    /// How many numbers it shows.
    pub shown: usize,
    /// How many it hides.
    pub hidden: usize,
}

/// What a look found, and what it was made of.
#[derive(Debug, Clone)]
pub(super) struct Found {
    stamp: Stamp,
    edition: Edition,
    chosen: Vec<Chosen>,
    frozen: Frozen,
}

/// Everything that an edition's numbers are made of, as one hash. What partners brought is in it by its periods: whatever
/// begins or ends to count there changes the sum or the moment of its last acceptance. Published editions never change, so
/// how many there are tells which.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stamp([u8; 32]);

impl Stamp {
    async fn of(read: &mut Read, initiative: InitiativeId, edition: &Edition) -> Result<Self> {
        let policy = disclosure::store::policy(read, initiative).await?;
        let published = store::published(read, initiative).await?;
        let measures = measure::store::all(read, initiative).await?;
        let dimensions = dimension::store::all(read, initiative).await?;
        let mut digest = Sha256::new();
        digest.update(format!("{} {policy:?} {published} {measures:?} {dimensions:?}", edition.version));
        for value in value::store::all(read, initiative).await? {
            digest.update(format!("{value:?}"));
        }
        Ok(Self(digest.finalize().into()))
    }
}

impl CheckEdition {
    /// Of that edition, as it was read.
    pub fn of(edition: i64, seen: i64) -> Self {
        Self { edition, seen, found: None }
    }

    /// Looks without holding anybody up, and then keeps what was found; once more if numbers changed meanwhile.
    pub async fn beside(self, cx: &Context) -> Result<Checked> {
        let mut outcome = Err(Error::Rule(MOVED));
        for _ in 0..LOOKS {
            outcome = cx.execute(self.clone().looked(cx).await?).await;
            if !matches!(outcome, Err(Error::Rule(MOVED))) {
                break;
            }
        }
        outcome
    }

    /// With what there is to find. Nobody has it looked for who could not keep it: the act refuses them.
    pub(crate) async fn looked(mut self, cx: &Context) -> Result<Self> {
        if cx.could(&ASSEMBLE) {
            let mut read = cx.read().await?;
            let before = self.unpublished(cx, &mut read).await?;
            let looking = look(cx, &mut read, before).await?;
            drop(read);
            let found = tokio::task::spawn_blocking(move || looking.found()).await;
            self.found = Some(found.map_err(|error| Error::Internal(error.to_string()))?);
        }
        Ok(self)
    }

    async fn unpublished(&self, cx: &Context, read: &mut Read) -> Result<Edition> {
        let edition = store::numbered(read, cx.initiative()?, self.edition).await?.ok_or(Error::Missing)?;
        if edition.is(State::Published) {
            return Err(Error::Rule("edition-rule-published"));
        }
        Ok(edition)
    }
}

/// The same before it is worked out.
struct Looking {
    stamp: Stamp,
    edition: Edition,
    chosen: Vec<Chosen>,
    gathered: Gathered,
}

impl Looking {
    fn found(self) -> Found {
        let Self { stamp, edition, chosen, gathered } = self;
        Found { stamp, edition, chosen, frozen: gathered.freeze() }
    }
}

/// Reads an edition's numbers. The stamp comes first: what changes while the rest is read
/// is seen by it later.
async fn look(cx: &Context, read: &mut Read, before: Edition) -> Result<Looking> {
    let initiative = cx.initiative()?;
    let stamp = Stamp::of(read, initiative, &before).await?;
    let policy = disclosure::store::policy(read, initiative).await?;
    let after_issue = store::published(read, initiative).await?;
    let edition = Edition {
        mode: policy.mode,
        confidential: policy.confidential,
        after_issue,
        checked_at: Some(cx.now()),
        ..before
    };
    let mut chosen = store::chosen(read, initiative, edition.id).await?;
    let measures = measure::store::all(read, initiative).await?;
    for chosen in &mut chosen {
        if let Some(measure) = measures.iter().find(|measure| measure.id == chosen.measure) {
            chosen.name.clone_from(&measure.name);
            chosen.definition = measure.in_force().number;
        }
    }
    let gathered = assemble::gather(read, initiative, &edition, &chosen).await?;
    Ok(Looking { stamp, edition, chosen, gathered })
}

#[async_trait]
impl Act for CheckEdition {
    type Out = Checked;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<Checked> {
        cx.may(&ASSEMBLE, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let before = self.unpublished(cx, tx).await?;
        if before.version != self.seen {
            return Err(Error::Rule("edition-rule-other-version"));
        }
        let here;
        let found = match &self.found {
            Some(found) if found.stamp == Stamp::of(tx, initiative, &before).await? => found,
            Some(_) => return Err(Error::Rule(MOVED)),
            None => {
                here = look(cx, tx, before).await?.found();
                &here
            }
        };
        let Found { edition, chosen, frozen, .. } = found;
        refuse_exposed(frozen, chosen)?;
        if !store::checked(tx, initiative, edition).await? {
            return Err(Error::Rule("edition-rule-other-version"));
        }
        store::choose(tx, initiative, edition.id, chosen).await?;
        store::freeze(tx, initiative, edition.id, &frozen.values, &frozen.parts).await?;
        let hidden = frozen.values.iter().filter(|own| !own.shown.reason.is_empty()).count()
            + frozen.parts.iter().filter(|own| !own.shown.reason.is_empty()).count();
        let known = frozen.values.iter().filter(|own| own.truth.is_some()).count()
            + frozen.parts.iter().filter(|own| own.truth.is_some()).count();
        let told = Told::new("edition.checked", edition.about(), &edition.title);
        cx.tell(tx, told.change(None, (edition.version + 1).to_string())).await?;
        Ok(Checked { version: edition.version + 1, shown: known - hidden, hidden })
    }
}

/// Names the first number that could be worked out.
fn refuse_exposed(frozen: &Frozen, chosen: &[Chosen]) -> Result<()> {
    let Some((measure, period)) = frozen.exposed.first() else { return Ok(()) };
    let name = chosen.iter().find(|chosen| chosen.measure == *measure).map_or("", |chosen| &chosen.name);
    let problem = Problem::new("measures", "edition-problem-exposed")
        .with("measure", name)
        .with("period", period.as_str())
        .with("count", frozen.exposed.len().to_string());
    Err(problem.into())
}
