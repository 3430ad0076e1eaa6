use ::store::Tx;
use ::store::search::{self, Document};
use async_trait::async_trait;
use journal::Tell;
use kernel::{
    Act, Context, Error, InitiativeId, Owner, PersonId, Problems, Ref, Relation, Result, Told, next_number,
};
use people::PartnershipId;
use serde::Deserialize;

use super::{CELEBRATE, CONFIRM, Credit, CreditId, CreditState, Win, WinId, is_confirmed, store};
use crate::commitment::{self, CommitmentId};
use web::pick;

use crate::Made;

/// The longest title, in characters.
const TITLE: usize = 160;
/// The longest text.
const TEXT: usize = 2_000;

/// What a win can come from.
pub(crate) const SOURCES: &[&str] = &["commitment", "activity"];

/// Writes down something visible that came of it, and proposes who had a part in it.
#[derive(Debug, Clone, Deserialize)]
pub struct CelebrateWin {
    /// What happened.
    pub title: String,
    /// What is different now.
    pub different: String,
    /// Whom it helped.
    #[serde(default)]
    pub helped: String,
    /// The commitments and activities it came from. Whoever kept such a commitment is credited without being
    /// named again.
    #[serde(default)]
    pub from: Vec<Ref>,
    /// The partners who had a part in it.
    #[serde(default)]
    pub partners: Vec<PartnershipId>,
    /// The people who had a part in it.
    #[serde(default)]
    pub people: Vec<PersonId>,
}

#[async_trait]
impl Act for CelebrateWin {
    type Out = Made;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<Made> {
        cx.may(&CELEBRATE, Owner::Nobody)?;
        let person = cx.person()?;
        let initiative = cx.initiative()?;
        let mut problems = Problems::none();
        let title = problems.text("title", &self.title, TITLE);
        let different = problems.text("different", &self.different, TEXT);
        let helped = problems.maybe_text("helped", &self.helped, TEXT);
        for from in &self.from {
            pick::known(cx, tx, &mut problems, "from", Some(from), SOURCES).await?;
        }
        let win = Win {
            id: WinId::new(),
            number: next_number(tx, initiative, "win").await?,
            title,
            different,
            helped,
            person,
            author: cx.actor.name.clone(),
            confirmed: false,
            at: cx.now(),
        };
        let credits = self.credits(cx, tx, initiative, &mut problems, win.id).await?;
        problems.check(!credits.is_empty(), "partners", "problem-credit");
        problems.done()?;

        store::insert(tx, initiative, &win).await?;
        for credit in &credits {
            store::insert_credit(tx, initiative, credit).await?;
        }
        let body = [win.different.as_str(), &win.helped].join("\n");
        let document =
            Document { initiative: initiative.0, kind: "win", id: win.id.0, title: &win.title, body: &body };
        search::put(tx, &document).await?;
        let told = Told::new("win.celebrated", win.about(), &win.title).change(None, &win.different);
        let told = self.from.iter().fold(told, |told, from| told.from(from.clone(), Relation::LedTo));
        cx.tell(tx, told).await?;
        Ok(Made { about: win.about(), number: win.number })
    }
}

impl CelebrateWin {
    /// Everybody named and everybody who kept what it came from, each once. What is the author's own side is
    /// confirmed by writing it.
    async fn credits(
        &self,
        cx: &Context,
        tx: &mut Tx,
        initiative: InitiativeId,
        problems: &mut Problems,
        win: WinId,
    ) -> Result<Vec<Credit>> {
        let (mut partners, mut people) = (self.partners.clone(), self.people.clone());
        for from in self.from.iter().filter(|from| from.kind == "commitment") {
            match commitment::store::find(tx, initiative, CommitmentId(from.id)).await? {
                Some(kept) if kept.partnership.is_some() => partners.extend(kept.partnership),
                Some(kept) => people.push(kept.person),
                None => {}
            }
        }
        partners.sort_unstable();
        partners.dedup();
        people.sort_unstable();
        people.dedup();
        let mut credits = Vec::new();
        for id in partners {
            let partner = people::partner(tx, initiative, id).await?;
            let own = cx.actor.owns(Owner::Partnership(id.0));
            match problems.some(partner, "partners", "problem-unknown") {
                Some(partner) => credits.push(credit(win, Some(id), None, partner.name, own)),
                None => break,
            }
        }
        for id in people {
            let name = people::name(tx, id).await?;
            let own = cx.actor.person == Some(id);
            match problems.some(name, "people", "problem-unknown") {
                Some(name) => credits.push(credit(win, None, Some(id), name, own)),
                None => break,
            }
        }
        Ok(credits)
    }
}

fn credit(
    win: WinId,
    partnership: Option<PartnershipId>,
    person: Option<PersonId>,
    name: String,
    own: bool,
) -> Credit {
    let state = if own { CreditState::Confirmed } else { CreditState::Proposed };
    Credit { id: CreditId::new(), win, partnership, person, name, own, state }
}

/// The credited say whether they had that part.
#[derive(Debug, Clone, Deserialize)]
pub struct ConfirmCredit {
    /// Which win.
    pub win: WinId,
    /// Which credit.
    pub credit: CreditId,
    /// Whether it is so.
    pub yes: bool,
}

#[async_trait]
impl Act for ConfirmCredit {
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        let initiative = cx.initiative()?;
        let win = store::lock(tx, initiative, self.win).await?.ok_or(Error::Missing)?;
        let mut credits = store::credits(tx, initiative, self.win).await?;
        let credit = credits.iter_mut().find(|credit| credit.id == self.credit).ok_or(Error::Missing)?;
        cx.may(&CONFIRM, credit.owner())?;
        if cx.actor.person == Some(win.person) && !credit.own {
            return Err(Error::Rule("rule-win-author"));
        }
        credit.state = if self.yes { CreditState::Confirmed } else { CreditState::Declined };
        let credit = credit.clone();
        store::answer(tx, initiative, &credit, is_confirmed(&credits)).await?;
        let act = if self.yes { "win.credit-confirmed" } else { "win.credit-declined" };
        cx.tell(tx, Told::new(act, win.about(), &win.title)).await?;
        Ok(win.number)
    }
}
