//! Something visible that came of it, and who had a part in it. Each who is credited confirms it; an author
//! alone cannot.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use kernel::{Ability, Card, Context, Kind, Owner, PersonId, Ref, Result, Role, Stage, any, own};
use people::PartnershipId;
use uuid::Uuid;
use web::{ExportTable, Waiting, Why};

kernel::ids! {
    /// A win.
    WinId,
    /// A credit in a win.
    CreditId,
}

/// Reading wins that were confirmed.
pub(crate) static READ: Ability =
    Ability { name: "activities.win.read", grants: &[any(Role::Anyone), any(Role::Member)] };
/// Reading those that wait for somebody to confirm them.
pub(crate) static READ_UNCONFIRMED: Ability =
    Ability { name: "activities.win.read-unconfirmed", grants: &[any(Role::Member)] };
/// Writing one down.
pub(crate) static CELEBRATE: Ability =
    Ability { name: "activities.win.celebrate", grants: &[any(Role::Member)] };
/// Confirming or declining one's own credit.
pub(crate) static CONFIRM: Ability =
    Ability { name: "activities.credit.confirm", grants: &[own(Role::Partner), own(Role::Member)] };

/// This concept's rows of the permission table.
pub(crate) const ABILITIES: &[&Ability] = &[&READ, &READ_UNCONFIRMED, &CELEBRATE, &CONFIRM];

kernel::words! {
    /// How a credit stands.
    pub(crate) enum CreditState {
        /// Somebody says so.
        Proposed = "proposed",
        /// The credited say so too.
        Confirmed = "confirmed",
        /// The credited say it is not theirs.
        Declined = "declined",
    }
}

/// A visible result.
#[derive(Debug, Clone)]
pub(crate) struct Win {
    pub(crate) id: WinId,
    pub(crate) number: i64,
    pub(crate) title: String,
    /// What is different now.
    pub(crate) different: String,
    /// Whom it helped.
    pub(crate) helped: String,
    pub(crate) person: PersonId,
    pub(crate) author: String,
    pub(crate) confirmed: bool,
    pub(crate) at: Timestamp,
}

/// Who had a part in it: a partner or a person.
#[derive(Debug, Clone)]
pub(crate) struct Credit {
    pub(crate) id: CreditId,
    pub(crate) win: WinId,
    pub(crate) partnership: Option<PartnershipId>,
    pub(crate) person: Option<PersonId>,
    pub(crate) name: String,
    /// Whether it is the author's own side.
    pub(crate) own: bool,
    pub(crate) state: CreditState,
}

/// The credits of a win that wait for this actor to confirm them.
pub async fn mine_to_confirm(cx: &Context, read: &mut Read, win: WinId) -> Result<Vec<CreditId>> {
    let credits = store::credits(read, cx.initiative()?, win).await?;
    let mine = |credit: &Credit| !credit.own && cx.can(&CONFIRM, credit.owner());
    Ok(credits.into_iter().filter(mine).map(|credit| credit.id).collect())
}

impl Credit {
    /// Whose it is to confirm.
    pub(crate) fn owner(&self) -> Owner {
        match (self.partnership, self.person) {
            (Some(partnership), _) => Owner::Partnership(partnership.0),
            (None, Some(person)) => Owner::Person(person),
            (None, None) => Owner::Nobody,
        }
    }
}

/// A win is confirmed when somebody other than the author's own side confirmed a credit.
pub(crate) fn is_confirmed(credits: &[Credit]) -> bool {
    credits.iter().any(|credit| !credit.own && credit.state == CreditState::Confirmed)
}

impl Win {
    /// What links and the journal call it.
    pub(crate) fn about(&self) -> Ref {
        Ref::new("win", self.id.0)
    }

    pub(crate) fn card(&self, slug: &str) -> Card {
        Card {
            about: self.about(),
            stage: Stage::Win,
            title: self.title.clone(),
            href: format!("/i/{slug}/wins/{}", self.number),
            at: self.at,
        }
    }
}

/// What other rooms and the shell may know of a win.
pub(crate) struct WinKind;

#[async_trait]
impl Kind for WinKind {
    fn name(&self) -> &'static str {
        "win"
    }

    fn stage(&self) -> Stage {
        Stage::Win
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        let found = store::these(read, cx.initiative()?, ids).await?;
        let shown = found.iter().filter(|win| win.confirmed || cx.could(&READ_UNCONFIRMED));
        Ok(shown.map(|win| win.card(slug)).collect())
    }

    async fn choices(&self, cx: &Context, read: &mut Read) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let wins = store::latest(read, cx.initiative()?, i64::MAX, cx.could(&READ_UNCONFIRMED), 200).await?;
        let slug = &cx.place()?.slug;
        Ok(wins.iter().map(|win| win.card(slug)).collect())
    }
}

/// How long a win is news.
const NEWS: SignedDuration = SignedDuration::from_hours(14 * 24);

/// Credits to confirm, and wins of these days.
pub(crate) async fn today(cx: &Context, read: &mut Read) -> Result<Vec<Waiting>> {
    let (initiative, slug) = (cx.initiative()?, &cx.place()?.slug);
    let mut waiting = Vec::new();
    if !cx.could(&CONFIRM) {
        return Ok(waiting);
    }
    let line = |why, text, win: Win| Waiting {
        why,
        text,
        href: win.card(slug).href,
        at: Some(win.at),
        args: vec![("title", win.title)],
    };
    let proposed = store::proposed(read, initiative).await?;
    for (win, _) in proposed.into_iter().filter(|(_, credit)| cx.actor.owns(credit.owner())) {
        waiting.push(line(Why::Waits, "today-credit-proposed", win));
    }
    for win in store::latest(read, initiative, i64::MAX, false, 3).await? {
        if win.at > cx.now() - NEWS {
            waiting.push(line(Why::Moved, "today-win", win));
        }
    }
    Ok(waiting)
}

/// Wins and credits as open tables.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<Vec<ExportTable>> {
    let initiative = cx.initiative()?;
    let wins = store::all(read, initiative).await?.into_iter().map(|win| {
        vec![
            win.id.to_string(),
            win.number.to_string(),
            win.title,
            win.different,
            win.helped,
            win.person.to_string(),
            win.author,
            win.confirmed.to_string(),
            win.at.to_string(),
        ]
    });
    let wins = ExportTable {
        name: "wins",
        columns: &["id", "number", "title", "different", "helped", "person", "author", "confirmed", "at"],
        rows: wins.collect(),
    };
    let credits = store::all_credits(read, initiative).await?.into_iter().map(|credit| {
        vec![
            credit.id.to_string(),
            credit.win.to_string(),
            credit.partnership.map(|id| id.to_string()).unwrap_or_default(),
            credit.person.map(|id| id.to_string()).unwrap_or_default(),
            credit.name,
            credit.own.to_string(),
            credit.state.word().to_owned(),
        ]
    });
    let credits = ExportTable {
        name: "win-credits",
        columns: &["id", "win", "partnership", "person", "name", "own", "state"],
        rows: credits.collect(),
    };
    Ok(vec![wins, credits])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn credit(own: bool, state: CreditState) -> Credit {
        Credit {
            id: CreditId::new(),
            win: WinId::new(),
            partnership: Some(PartnershipId::new()),
            person: None,
            name: String::new(),
            own,
            state,
        }
    }

    #[test]
    fn nobody_confirms_a_win_alone() {
        let own = credit(true, CreditState::Confirmed);
        assert!(!is_confirmed(&[]));
        assert!(!is_confirmed(std::slice::from_ref(&own)));
        assert!(!is_confirmed(&[own.clone(), credit(false, CreditState::Proposed)]));
        assert!(!is_confirmed(&[own.clone(), credit(false, CreditState::Declined)]));
        assert!(is_confirmed(&[own, credit(false, CreditState::Confirmed)]));
    }
}
