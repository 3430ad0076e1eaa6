//! What somebody promised a group, and what came of it. Words, never a ranking; "not yet", never blame.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod page;
mod rate;
pub(crate) mod report;
pub(crate) mod store;

use ::store::Read;
use async_trait::async_trait;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use kernel::{Ability, Card, Context, Kind, Owner, PersonId, Ref, Result, Role, Stage, any, own};
use people::{GroupId, PartnershipId};
use uuid::Uuid;
use web::{ExportTable, Waiting, Why};

pub use rate::KeptRate;
pub(crate) use rate::{Standing, by_group};

kernel::ids! {
    /// A commitment.
    CommitmentId
}

/// Reading commitments: what was promised to which group, and how it stands.
pub(crate) static READ: Ability =
    Ability { name: "activities.commitment.read", grants: &[any(Role::Anyone), any(Role::Member)] };
/// Reading who promised it and why it stands as it does.
pub(crate) static READ_WHO: Ability =
    Ability { name: "activities.commitment.read-who", grants: &[any(Role::Member)] };
/// Offering one.
pub(crate) static OFFER: Ability =
    Ability { name: "activities.commitment.offer", grants: &[any(Role::Member)] };
/// Accepting one in the name of the group it was offered to, or releasing somebody from it.
pub(crate) static ACCEPT: Ability =
    Ability { name: "activities.commitment.accept", grants: &[own(Role::Facilitator), own(Role::Seat)] };
/// Saying what came of one's own.
pub(crate) static REPORT: Ability =
    Ability { name: "activities.commitment.report", grants: &[own(Role::Member), own(Role::Partner)] };

/// This concept's rows of the permission table.
pub(crate) const ABILITIES: &[&Ability] = &[&READ, &READ_WHO, &OFFER, &ACCEPT, &REPORT];

kernel::words! {
    /// How a commitment stands.
    pub enum State {
        /// Offered to the group; nothing is promised yet.
        Offered = "offered",
        /// The group accepted it.
        Accepted = "accepted",
        /// It goes on with a new day.
        Renegotiated = "renegotiated",
        /// Done by its day.
        Kept = "kept",
        /// Done after its day.
        KeptLate = "kept-late",
        /// It was not possible, with the reason.
        NotKept = "not-kept",
        /// The group needs it no longer.
        Released = "released",
    }
}

impl State {
    /// Whether it still has to be done.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Accepted | Self::Renegotiated)
    }
}

/// A promise.
#[derive(Debug, Clone)]
pub(crate) struct Commitment {
    pub(crate) id: CommitmentId,
    pub(crate) number: i64,
    pub(crate) text: String,
    pub(crate) person: PersonId,
    pub(crate) name: String,
    /// The partner in whose name it was given, if in one's.
    pub(crate) partnership: Option<PartnershipId>,
    pub(crate) group: GroupId,
    /// What it serves, as `kind/id`.
    pub(crate) about: Option<String>,
    /// The beginning of the day first agreed on.
    pub(crate) first_due: Timestamp,
    /// The beginning of the day that holds now.
    pub(crate) due: Timestamp,
    /// Whether every new day was asked for before the old one had passed.
    pub(crate) early: bool,
    pub(crate) state: State,
    pub(crate) needs_help: bool,
    pub(crate) reason: String,
    pub(crate) offered_at: Timestamp,
    pub(crate) reported_at: Option<Timestamp>,
}

/// Whether the whole day that begins at `due` has passed at `now`.
pub(crate) fn is_past(due: Timestamp, now: Timestamp) -> bool {
    now >= due + SignedDuration::from_hours(24)
}

/// The beginning of a day, in UTC.
pub(crate) fn beginning(day: Date) -> Option<Timestamp> {
    day.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}

impl Commitment {
    /// Its promiser reports it done at `now`.
    pub(crate) fn keep(&mut self, now: Timestamp) {
        self.state = if is_past(self.due, now) { State::KeptLate } else { State::Kept };
        self.needs_help = false;
        self.reason = String::new();
        self.reported_at = Some(now);
    }

    /// It goes on with the day `due`; asked for at `now`, early or not.
    pub(crate) fn renegotiate(&mut self, due: Timestamp, reason: String, now: Timestamp) {
        self.early &= !is_past(self.due, now);
        self.due = due;
        self.state = State::Renegotiated;
        self.reason = reason;
        self.reported_at = Some(now);
    }

    /// It was not possible.
    pub(crate) fn give_up(&mut self, reason: String, now: Timestamp) {
        self.state = State::NotKept;
        self.needs_help = false;
        self.reason = reason;
        self.reported_at = Some(now);
    }

    /// It goes on, but waits for others.
    pub(crate) fn ask_help(&mut self, what: String, now: Timestamp) {
        self.needs_help = true;
        self.reason = what;
        self.reported_at = Some(now);
    }

    /// The group needs it no longer.
    pub(crate) fn release(&mut self, reason: String) {
        self.state = State::Released;
        self.needs_help = false;
        self.reason = reason;
    }

    /// Whose it is for this actor: the promiser's, or that of the partner it was given for.
    pub(crate) fn owner(&self, cx: &Context) -> Owner {
        let partner = self.partnership.map(|id| Owner::Partnership(id.0));
        partner.filter(|partner| cx.actor.owns(*partner)).unwrap_or(Owner::Person(self.person))
    }

    /// What links and the journal call it.
    pub(crate) fn about(&self) -> Ref {
        Ref::new("commitment", self.id.0)
    }

    pub(crate) fn card(&self, slug: &str) -> Card {
        Card {
            about: self.about(),
            stage: Stage::Commitment,
            title: self.text.clone(),
            href: format!("/i/{slug}/commitments/{}", self.number),
            at: self.offered_at,
        }
    }
}

/// What other rooms and the shell may know of a commitment.
pub(crate) struct CommitmentKind;

#[async_trait]
impl Kind for CommitmentKind {
    fn name(&self) -> &'static str {
        "commitment"
    }

    fn stage(&self) -> Stage {
        Stage::Commitment
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        Ok(store::these(read, cx.initiative()?, ids)
            .await?
            .iter()
            .map(|commitment| commitment.card(slug))
            .collect())
    }

    /// Those still to be done, by their day.
    async fn choices(&self, cx: &Context, read: &mut Read) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let open = store::open(read, cx.initiative()?).await?;
        let slug = &cx.place()?.slug;
        Ok(open.iter().map(|commitment| commitment.card(slug)).collect())
    }
}

/// How long before its day a commitment is called to mind.
const SOON: SignedDuration = SignedDuration::from_hours(14 * 24);
/// How long after its day, with no word, a commitment has gone quiet.
const QUIET: SignedDuration = SignedDuration::from_hours(14 * 24);
/// How long something that moved is news.
const NEWS: SignedDuration = SignedDuration::from_hours(7 * 24);

/// One's own that come due, what one's groups can accept, which groups hear nothing, what was kept.
pub(crate) async fn today(cx: &Context, read: &mut Read) -> Result<Vec<Waiting>> {
    let (initiative, slug, now) = (cx.initiative()?, &cx.place()?.slug, cx.now());
    let Some(person) = cx.actor.person.filter(|_| cx.could(&READ_WHO)) else { return Ok(Vec::new()) };
    let line = |why, text, one: Commitment, at| Waiting {
        why,
        text,
        href: one.card(slug).href,
        at: Some(at),
        args: vec![("text", one.text)],
    };
    let mut waiting = Vec::new();
    for one in store::due_of(read, initiative, person, now + SOON).await? {
        let text = if is_past(one.due, now) { "today-commitment-past" } else { "today-commitment-due" };
        let due = one.due;
        waiting.push(Waiting {
            href: format!("{}/report", one.card(slug).href),
            ..line(Why::Waits, text, one, due)
        });
    }
    if cx.could(&ACCEPT) {
        for group in &cx.actor.standing.groups {
            for one in store::offered_to(read, initiative, GroupId(*group), person).await? {
                let at = one.offered_at;
                waiting.push(line(Why::Waits, "today-commitment-offered", one, at));
            }
        }
    }
    for (group, count, since) in store::quiet(read, initiative, now - QUIET).await? {
        let group = people::group(read, initiative, group).await?.map(|group| group.name);
        waiting.push(Waiting {
            why: Why::Quiet,
            text: "today-commitments-quiet",
            args: vec![("group", group.unwrap_or_default()), ("count", count.to_string())],
            href: format!("/i/{slug}/commitments"),
            at: Some(since),
        });
    }
    for one in store::kept_since(read, initiative, now - NEWS).await? {
        let at = one.reported_at.unwrap_or(one.offered_at);
        waiting.push(line(Why::Moved, "today-commitment-kept", one, at));
    }
    Ok(waiting)
}

/// Commitments as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<Vec<ExportTable>> {
    let rows = store::all(read, cx.initiative()?).await?.into_iter().map(|one| {
        vec![
            one.id.to_string(),
            one.number.to_string(),
            one.text,
            one.person.to_string(),
            one.name,
            one.partnership.map(|id| id.to_string()).unwrap_or_default(),
            one.group.to_string(),
            one.about.unwrap_or_default(),
            one.first_due.to_string(),
            one.due.to_string(),
            one.early.to_string(),
            one.state.word().to_owned(),
            one.needs_help.to_string(),
            one.reason,
            one.offered_at.to_string(),
            one.reported_at.map(|at| at.to_string()).unwrap_or_default(),
        ]
    });
    let columns = &[
        "id",
        "number",
        "text",
        "person",
        "name",
        "partnership",
        "group",
        "about",
        "first_due",
        "due",
        "early",
        "state",
        "needs_help",
        "reason",
        "offered_at",
        "reported_at",
    ];
    Ok(vec![ExportTable { name: "commitments", columns, rows: rows.collect() }])
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn day(text: &str) -> Timestamp {
        beginning(text.parse().unwrap()).unwrap()
    }

    pub(super) fn promise(due: &str) -> Commitment {
        Commitment {
            id: CommitmentId::new(),
            number: 1,
            text: "Lend the bus on Saturdays".to_owned(),
            person: PersonId::new(),
            name: String::new(),
            partnership: None,
            group: GroupId::new(),
            about: None,
            first_due: day(due),
            due: day(due),
            early: true,
            state: State::Accepted,
            needs_help: false,
            reason: String::new(),
            offered_at: day("2026-01-01"),
            reported_at: None,
        }
    }

    #[test]
    fn the_whole_day_is_in_time() {
        let mut commitment = promise("2026-03-31");
        commitment.keep("2026-03-31T23:59:59Z".parse().unwrap());
        assert_eq!(commitment.state, State::Kept);
        commitment.keep("2026-04-01T00:00:00Z".parse().unwrap());
        assert_eq!(commitment.state, State::KeptLate);
    }
}
