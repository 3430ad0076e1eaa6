use ::store::Tx;
use ::store::search::{self, Document};
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, PersonId, Problem, Problems, Result, Stale, Told, next_number};
use serde::Deserialize;

use super::{ADD, CHANGE, Partnership, PartnershipId, SPEAK, STATUSES, WORDS, store};
use crate::{membership, organisation, person};

/// Takes an organisation into the initiative.
#[derive(Debug, Clone, Deserialize)]
pub struct AddPartnership {
    /// The organisation's name; it is written down if it is new.
    pub name: String,
    /// The organisation's kind, if it is new: `nonprofit`, `government`, `school`, `health`, `business`, `funder`,
    /// `community`, `residents` or `team`.
    pub kind: String,
    /// Its strengths: what it brings.
    #[serde(default)]
    pub brings: String,
    /// What it needs from the others.
    #[serde(default)]
    pub needs: String,
    /// `prospect`, `invited`, `talking`, `agreed`, `active`, `paused` or `left`.
    pub status: String,
}

#[async_trait]
impl Act for AddPartnership {
    /// Its id and its number.
    type Out = (PartnershipId, i64);

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<(PartnershipId, i64)> {
        cx.may(&ADD, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let mut problems = Problems::none();
        let brings = problems.maybe_text("brings", &self.brings, WORDS);
        let needs = problems.maybe_text("needs", &self.needs, WORDS);
        problems.check(STATUSES.contains(&self.status.as_str()), "status", "problem-choose");
        problems.done()?;

        let organisation = organisation::find_or_create(cx, tx, &self.name, &self.kind).await?;
        let partnership = Partnership {
            id: PartnershipId::new(),
            number: next_number(tx, initiative, "partnership").await?,
            organisation: organisation.id,
            name: organisation.name,
            kind: organisation.kind,
            brings,
            needs,
            status: self.status.clone(),
            version: 1,
            since: cx.now(),
        };
        if !store::insert(tx, initiative, &partnership).await? {
            return Err(Problem::new("name", "problem-partner-already").into());
        }
        find_by_words(cx, tx, &partnership).await?;
        let told = Told::new("partnership.added", partnership.about(), &partnership.name);
        cx.tell(tx, told.change(None, partnership.words())).await?;
        Ok((partnership.id, partnership.number))
    }
}

async fn find_by_words(cx: &Context, tx: &mut Tx, partnership: &Partnership) -> Result<()> {
    let document = Document {
        initiative: cx.initiative()?.0,
        kind: "partnership",
        id: partnership.id.0,
        title: &partnership.name,
        body: &format!("{} {}", partnership.brings, partnership.needs),
    };
    Ok(search::put(tx, &document).await?)
}

/// Says what a partner brings and needs, and how it stands.
#[derive(Debug, Clone, Deserialize)]
pub struct ChangePartnership {
    /// Which.
    pub partnership: PartnershipId,
    /// Its strengths: what it brings.
    pub brings: String,
    /// What it needs from the others.
    pub needs: String,
    /// How it stands; only the backbone and an administrator change it.
    pub status: String,
    /// The version that was seen.
    pub version: i64,
}

#[async_trait]
impl Act for ChangePartnership {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&CHANGE, Owner::Partnership(self.partnership.0))?;
        let initiative = cx.initiative()?;
        let now = store::find(tx, initiative, self.partnership).await?.ok_or(Error::Missing)?;
        if now.status != self.status {
            cx.may(&ADD, Owner::Nobody)?;
        }
        let mut problems = Problems::none();
        let brings = problems.maybe_text("brings", &self.brings, WORDS);
        let needs = problems.maybe_text("needs", &self.needs, WORDS);
        problems.check(STATUSES.contains(&self.status.as_str()), "status", "problem-choose");
        problems.done()?;

        let mine =
            Partnership { brings, needs, status: self.status.clone(), version: self.version, ..now.clone() };
        if !store::update(tx, initiative, &mine).await? {
            let (version, theirs, mine) = (now.version, now.words(), mine.words());
            return Err(Error::Stale(Box::new(Stale { version, theirs, mine })));
        }
        find_by_words(cx, tx, &mine).await?;
        let told = Told::new("partnership.changed", mine.about(), &mine.name);
        cx.tell(tx, told.change(Some(now.words()), mine.words())).await
    }
}

/// Lets somebody who belongs to the initiative speak for a partner.
pub struct AddRepresentative {
    /// For whom.
    pub partnership: PartnershipId,
    /// Who.
    pub person: PersonId,
}

#[async_trait]
impl Act for AddRepresentative {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&SPEAK, Owner::Partnership(self.partnership.0))?;
        let person = membership::reach(cx, tx, self.person).await?;
        super::speak(cx, tx, self.partnership, &person).await
    }
}

/// Ends that somebody speaks for a partner.
pub struct RemoveRepresentative {
    /// For whom.
    pub partnership: PartnershipId,
    /// Who.
    pub person: PersonId,
}

#[async_trait]
impl Act for RemoveRepresentative {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&SPEAK, Owner::Partnership(self.partnership.0))?;
        let initiative = cx.initiative()?;
        let partnership = store::find(tx, initiative, self.partnership).await?.ok_or(Error::Missing)?;
        let person = person::store::find(tx, self.person).await?.ok_or(Error::Missing)?;
        if !store::remove_speaker(tx, initiative, self.partnership, self.person).await? {
            return Err(Error::Missing);
        }
        // They may still belong to the initiative in other ways; whoever came only for this partner stays a member.
        membership::store::add(tx, initiative, person.id, kernel::Role::Member.word(), cx.now()).await?;
        let told = Told::new("partnership.no-longer-spoken-for", partnership.about(), &partnership.name);
        cx.tell(tx, told.change(Some(person.name), "")).await
    }
}
