//! What partners do, for whom and where: each with its own strength, for one strategy of the agenda.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod form;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Ability, Card, Context, Kind, Owner, Ref, Result, Role, Stage, any, own};
use people::PartnershipId;
use uuid::Uuid;
use web::{ExportTable, Waiting, Why};

kernel::ids! {
    /// An activity.
    ActivityId
}

/// Reading activities that partners stand by.
pub(crate) static READ: Ability =
    Ability { name: "activities.activity.read", grants: &[any(Role::Anyone), any(Role::Member)] };
/// Reading what is suggested and not confirmed by a partner yet.
pub(crate) static READ_SUGGESTED: Ability =
    Ability { name: "activities.suggestion.read", grants: &[any(Role::Member)] };
/// Entering an activity or a part in it; what others enter for a partner is a suggestion.
pub(crate) static ADD: Ability = Ability {
    name: "activities.activity.add",
    grants: &[own(Role::Partner), any(Role::Facilitator), any(Role::Backbone)],
};
/// Changing an activity.
pub(crate) static EDIT: Ability = Ability { name: "activities.activity.edit", grants: &[own(Role::Partner)] };
/// Confirming or declining a part that others suggested.
pub(crate) static CONFIRM: Ability =
    Ability { name: "activities.part.confirm", grants: &[own(Role::Partner)] };

/// This concept's rows of the permission table.
pub(crate) const ABILITIES: &[&Ability] = &[&READ, &READ_SUGGESTED, &ADD, &EDIT, &CONFIRM];

kernel::words! {
    /// How far an activity is.
    pub enum Status {
        /// It is to begin.
        Planned = "planned",
        /// It goes on.
        Running = "running",
        /// It is done differently now.
        Changed = "changed",
        /// It is over.
        Stopped = "stopped",
    }
}

/// Something that partners do.
#[derive(Debug, Clone)]
pub(crate) struct Activity {
    pub(crate) id: ActivityId,
    pub(crate) number: i64,
    pub(crate) title: String,
    pub(crate) what: String,
    pub(crate) for_whom: String,
    pub(crate) place: String,
    /// The clause it serves.
    pub(crate) strategy: Option<Uuid>,
    /// The story it answers.
    pub(crate) story: Option<Uuid>,
    pub(crate) status: Status,
    /// Whether it started, changed or stopped because of the initiative.
    pub(crate) because: bool,
    /// Whether at least one partner stands by it.
    pub(crate) confirmed: bool,
    pub(crate) entered_by: String,
    pub(crate) entered_at: Timestamp,
    pub(crate) version: i64,
}

/// A partner's part in an activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) activity: ActivityId,
    pub(crate) partnership: PartnershipId,
    /// What the partner brings to it.
    pub(crate) strength: String,
    /// Whether the partner itself says so.
    pub(crate) confirmed: bool,
}

impl Activity {
    /// What links and the journal call it.
    pub(crate) fn about(&self) -> Ref {
        Ref::new("activity", self.id.0)
    }

    /// Its text, for the journal and for two who edit at once.
    pub(crate) fn text(&self) -> String {
        [&self.title, &self.what, &self.for_whom, &self.place]
            .into_iter()
            .filter(|line| !line.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join("\n")
    }

    pub(crate) fn card(&self, slug: &str) -> Card {
        Card {
            about: self.about(),
            stage: Stage::Activity,
            title: self.title.clone(),
            href: format!("/i/{slug}/activities/{}", self.number),
            at: self.entered_at,
        }
    }
}

/// The partners who speak for an activity: those who confirmed their part, or while nobody has, those it was
/// suggested to.
pub(crate) fn speakers(parts: &[Part]) -> impl Iterator<Item = PartnershipId> {
    let confirmed = parts.iter().any(|part| part.confirmed);
    parts.iter().filter(move |part| part.confirmed == confirmed).map(|part| part.partnership)
}

/// Whose an activity is for this actor: the speaker the actor stands for, if any.
pub(crate) fn owner(cx: &Context, parts: &[Part]) -> Owner {
    speakers(parts)
        .map(|partnership| Owner::Partnership(partnership.0))
        .find(|owner| cx.actor.owns(*owner))
        .unwrap_or(Owner::Nobody)
}

/// What other rooms and the shell may know of an activity.
pub(crate) struct ActivityKind;

#[async_trait]
impl Kind for ActivityKind {
    fn name(&self) -> &'static str {
        "activity"
    }

    fn stage(&self) -> Stage {
        Stage::Activity
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        let found = store::these(read, cx.initiative()?, ids).await?;
        let shown = found.iter().filter(|activity| activity.confirmed || cx.could(&READ_SUGGESTED));
        Ok(shown.map(|activity| activity.card(slug)).collect())
    }

    async fn choices(&self, cx: &Context, read: &mut Read) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let going = store::going(read, cx.initiative()?, cx.could(&READ_SUGGESTED)).await?;
        let slug = &cx.place()?.slug;
        Ok(going.iter().map(|activity| activity.card(slug)).collect())
    }
}

/// Parts that wait for the actor's own partners to confirm them.
pub(crate) async fn today(cx: &Context, read: &mut Read) -> Result<Vec<Waiting>> {
    let (initiative, slug) = (cx.initiative()?, &cx.place()?.slug);
    let mut waiting = Vec::new();
    if !cx.could(&CONFIRM) {
        return Ok(waiting);
    }
    for partnership in &cx.actor.standing.partnerships {
        for activity in store::suggested_to(read, initiative, PartnershipId(*partnership)).await? {
            waiting.push(Waiting {
                why: Why::Waits,
                text: "today-activity-suggested",
                href: activity.card(slug).href,
                at: Some(activity.entered_at),
                args: vec![("title", activity.title)],
            });
        }
    }
    Ok(waiting)
}

/// Activities and the parts in them as open tables.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<Vec<ExportTable>> {
    let initiative = cx.initiative()?;
    let activities = store::all(read, initiative).await?.into_iter().map(|activity| {
        vec![
            activity.id.to_string(),
            activity.number.to_string(),
            activity.title,
            activity.what,
            activity.for_whom,
            activity.place,
            activity.strategy.map(|id| id.to_string()).unwrap_or_default(),
            activity.story.map(|id| id.to_string()).unwrap_or_default(),
            activity.status.word().to_owned(),
            activity.because.to_string(),
            activity.confirmed.to_string(),
            activity.entered_by,
            activity.entered_at.to_string(),
            activity.version.to_string(),
        ]
    });
    let activities = ExportTable {
        name: "activities",
        columns: &[
            "id",
            "number",
            "title",
            "what",
            "for_whom",
            "place",
            "strategy",
            "story",
            "status",
            "because",
            "confirmed",
            "entered_by",
            "entered_at",
            "version",
        ],
        rows: activities.collect(),
    };
    let parts = store::all_parts(read, initiative).await?.into_iter().map(|part| {
        vec![
            part.activity.to_string(),
            part.partnership.to_string(),
            part.strength,
            part.confirmed.to_string(),
        ]
    });
    let parts = ExportTable {
        name: "activity-parts",
        columns: &["activity", "partnership", "strength", "confirmed"],
        rows: parts.collect(),
    };
    Ok(vec![activities, parts])
}

#[cfg(test)]
mod tests {
    use super::{ActivityId, Part, PartnershipId, speakers};

    fn part(partnership: PartnershipId, confirmed: bool) -> Part {
        Part { activity: ActivityId::new(), partnership, strength: "vans".to_owned(), confirmed }
    }

    #[test]
    fn a_suggested_partner_does_not_speak_for_those_who_confirmed() {
        let (first, second) = (PartnershipId::new(), PartnershipId::new());
        let heard = |parts: &[Part]| speakers(parts).collect::<Vec<_>>();
        assert_eq!(heard(&[part(first, true), part(second, false)]), [first]);
        assert_eq!(heard(&[part(first, false), part(second, false)]), [first, second]);
        assert_eq!(heard(&[part(first, true), part(second, true)]), [first, second]);
        assert!(heard(&[]).is_empty());
    }
}
