//! Partners ratify the version of the agenda that is in force, each by whoever speaks for it. A reservation is kept
//! with its words; when a new version comes into force, every partner is asked again.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use jiff::Timestamp;
use kernel::{Ability, Context, InitiativeId, Owner, Result, Role, own};
use people::{Partner, PartnershipId};
use web::{ExportTable, Waiting, Why};

use crate::clause::READ;
use crate::version::{self, VersionId};

/// Saying a partner's word to a version.
pub(crate) static RATIFY: Ability =
    Ability { name: "agenda.ratification.say", grants: &[own(Role::Partner)] };

kernel::words! {
    /// What a partner says to a version. Its texts' keys end in this.
    pub enum Answer {
        /// It stands behind it.
        Ratified = "ratified",
        /// It stands behind it, with a reservation that is kept.
        Reservation = "reservation",
        /// It does not stand behind it as it is.
        Declined = "declined",
    }
}

impl Answer {
    /// Whether it needs words: a reservation that says nothing is none.
    pub(crate) fn needs_words(self) -> bool {
        self != Self::Ratified
    }
}

/// A partner's word.
#[derive(Debug, Clone)]
pub(crate) struct Given {
    pub(crate) version: VersionId,
    pub(crate) partnership: PartnershipId,
    /// Its first word to this version, its second, …
    pub(crate) round: i64,
    /// A word of [`Answer`].
    pub(crate) answer: Answer,
    pub(crate) words: String,
    pub(crate) said_by: String,
    pub(crate) said_at: Timestamp,
}

impl Given {
    fn is(&self, answer: Answer) -> bool {
        self.answer == answer
    }
}

/// How the partners stand to one version.
pub(crate) struct Picture {
    /// Those who are partners now, by name.
    pub(crate) partners: Vec<Partner>,
    /// Every word said to this version, as it was said.
    pub(crate) given: Vec<Given>,
}

/// How many stand behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Share {
    pub(crate) partners: usize,
    /// With and without a reservation.
    pub(crate) ratified: usize,
    /// Reservations that stand: no later word of that partner is without one.
    pub(crate) reservations: usize,
    pub(crate) declined: usize,
}

impl Picture {
    pub(crate) async fn of(read: &mut Read, initiative: InitiativeId, version: VersionId) -> Result<Self> {
        Ok(Self {
            partners: people::partners(read, initiative).await?,
            given: store::of_version(read, initiative, version).await?,
        })
    }

    /// The partner's newest word.
    pub(crate) fn word_of(&self, partnership: PartnershipId) -> Option<&Given> {
        self.given.iter().filter(|given| given.partnership == partnership).max_by_key(|given| given.round)
    }

    /// How those who are partners now stand. Whoever has left is not counted, and keeps its word.
    pub(crate) fn share(&self) -> Share {
        let mut share = Share { partners: self.partners.len(), ..Share::default() };
        for given in self.partners.iter().filter_map(|partner| self.word_of(partner.id)) {
            if given.is(Answer::Declined) {
                share.declined += 1;
            } else {
                share.ratified += 1;
            }
            share.reservations += usize::from(given.is(Answer::Reservation));
        }
        share
    }

    /// Every reservation, and whether it stands still.
    pub(crate) fn reservations(&self) -> impl Iterator<Item = (&Given, bool)> {
        self.given.iter().filter(|given| given.is(Answer::Reservation)).map(|given| {
            let newest = self.word_of(given.partnership).is_some_and(|newest| newest.round == given.round);
            (given, newest)
        })
    }

    /// The partners this actor speaks for that have not said a word.
    pub(crate) fn asked<'a>(&'a self, cx: &'a Context) -> impl Iterator<Item = &'a Partner> {
        own_of(cx, &self.partners).filter(|partner| self.word_of(partner.id).is_none())
    }
}

/// Those of the partners that this actor speaks for.
pub(crate) fn own_of<'a>(cx: &'a Context, partners: &'a [Partner]) -> impl Iterator<Item = &'a Partner> {
    partners.iter().filter(|partner| cx.can(&RATIFY, Owner::Partnership(partner.id.0)))
}

/// The version in force waits for the word of each partner that this person speaks for.
pub(crate) async fn today(cx: &Context, read: &mut Read) -> Result<Vec<Waiting>> {
    if !cx.could(&RATIFY) || !cx.could(&READ) {
        return Ok(Vec::new());
    }
    let initiative = cx.initiative()?;
    let Some(version) = version::store::in_force(read, initiative).await? else { return Ok(Vec::new()) };
    let picture = Picture::of(read, initiative, version.id).await?;
    let slug = &cx.place()?.slug;
    let waiting = |partner: &Partner| Waiting {
        why: Why::Waits,
        text: "today-ratify",
        args: vec![("partner", partner.name.clone()), ("number", version.number.to_string())],
        href: format!("/i/{slug}/agenda/ratify?partner={}", partner.id),
        at: version.in_force_at,
    };
    Ok(picture.asked(cx).map(waiting).collect())
}

/// Every word of every partner as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let initiative = cx.initiative()?;
    let names = people::partner_names(read, initiative).await?;
    let rows = store::every(read, initiative).await?.into_iter().map(|(version, given)| {
        vec![
            version.to_string(),
            names.get(&given.partnership).cloned().unwrap_or_default(),
            given.round.to_string(),
            given.answer.word().to_owned(),
            given.words,
            given.said_by,
            given.said_at.to_string(),
        ]
    });
    Ok(ExportTable {
        name: "ratifications",
        columns: &["version", "partner", "round", "answer", "words", "said_by", "said_at"],
        rows: rows.collect(),
    })
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use people::{Partner, PartnershipId};

    use super::{Answer, Given, Picture, Share};
    use crate::version::VersionId;

    fn partner(name: &str) -> Partner {
        Partner { id: PartnershipId::new(), number: 1, name: name.to_owned(), brings: String::new() }
    }

    fn given(partner: &Partner, round: i64, answer: Answer) -> Given {
        Given {
            version: VersionId::new(),
            partnership: partner.id,
            round,
            answer,
            words: String::new(),
            said_by: String::new(),
            said_at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn the_newest_word_counts_and_every_reservation_is_kept() {
        let [one, two, three, gone] = ["One", "Two", "Three", "Gone"].map(partner);
        let words = vec![
            given(&one, 1, Answer::Reservation),
            given(&one, 2, Answer::Ratified),
            given(&two, 1, Answer::Reservation),
            given(&gone, 1, Answer::Ratified),
        ];
        let picture = Picture { partners: vec![one, two, three], given: words };
        assert_eq!(picture.share(), Share { partners: 3, ratified: 2, reservations: 1, declined: 0 });
        let standing: Vec<bool> = picture.reservations().map(|(_, stands)| stands).collect();
        assert_eq!(standing, [false, true], "the first is settled and still there");
    }
}
