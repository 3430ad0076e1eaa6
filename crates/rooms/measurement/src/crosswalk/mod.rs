//! The crosswalk: what a partner counts already beside what a measure counts, and the rule from one to the other. Said by the
//! partner, approved by whoever keeps the data, open again when the definition changes (W7).

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod form;
pub(crate) mod page;
pub(crate) mod rule;
pub(crate) mod store;

use std::collections::HashMap;

use ::store::Read;
use jiff::Timestamp;
use kernel::{Ability, Context, Result, Role, any, own};
use people::PartnershipId;
use web::{ExportTable, Waiting, Why};

use crate::duty::{self, Duty, DutyId};
use crate::measure::{self, Measure};

kernel::ids! {
    /// What a partner said of its field.
    CrosswalkId
}

/// Reading how partners' fields become what is counted: names and rules, never a number.
pub(crate) static READ: Ability =
    Ability { name: "measurement.crosswalk.read", grants: &[any(Role::Member)] };
/// Saying it: the partner's own.
pub(crate) static SAY: Ability = Ability { name: "measurement.crosswalk.say", grants: &[own(Role::Partner)] };
/// Approving it, or asking again.
pub(crate) static JUDGE: Ability =
    Ability { name: "measurement.crosswalk.judge", grants: &[any(Role::Facilitator), any(Role::Backbone)] };

/// This concept's rows of the permission table.
pub(crate) const ABILITIES: &[&Ability] = &[&READ, &SAY, &JUDGE];

kernel::words! {
    /// How a partner's field fits what a measure counts.
    pub enum Fit {
        /// It is the same.
        Exact = "exact",
        /// It becomes the same by a rule.
        Transformed = "transformed",
        /// It stands in for it.
        Proxy = "proxy",
        /// It cannot be compared.
        NotComparable = "not-comparable",
    }
}

kernel::words! {
    /// How far a saying has come.
    pub enum State {
        /// Waits for whoever keeps the data.
        Said = "said",
        /// Holds.
        Approved = "approved",
        /// Asked again, with a note.
        Returned = "returned",
        /// The partner said something else before it was judged.
        Superseded = "superseded",
    }
}

/// What a partner said of its field.
#[derive(Debug, Clone)]
pub(crate) struct Crosswalk {
    pub(crate) id: CrosswalkId,
    pub(crate) number: i64,
    pub(crate) duty: DutyId,
    /// The version of the definition it was said of.
    pub(crate) version: i64,
    pub(crate) state: State,
    pub(crate) fit: Fit,
    /// What the partner calls it.
    pub(crate) local_name: String,
    /// What it means there.
    pub(crate) local_definition: String,
    /// Where it stands in the partner's file; may be empty.
    pub(crate) stands: String,
    /// The rule that makes what is counted out of the partner's fields; empty where the field is taken as it is.
    pub(crate) numerator: String,
    /// The same for out of what.
    pub(crate) denominator: String,
    /// Why it stands in, or cannot be compared.
    pub(crate) reason: String,
    pub(crate) said_by: String,
    pub(crate) said_at: Timestamp,
    pub(crate) judged_by: String,
    pub(crate) judged_at: Option<Timestamp>,
    /// What was said when it was approved or returned; may be empty.
    pub(crate) judgement: String,
}

impl Crosswalk {
    /// All of it as one text, for the journal.
    fn words(&self) -> String {
        let rules = [&self.numerator, &self.denominator].map(String::as_str).join(" / ");
        [self.fit.word(), &self.local_name, &self.local_definition, &self.stands, &rules, &self.reason]
            .join("\n")
    }
}

/// How a duty's crosswalk stands.
#[derive(Debug, Clone)]
pub(crate) struct Standing {
    /// What holds: the latest that was approved.
    pub(crate) holds: Option<Crosswalk>,
    /// What was said since and waits, or came back.
    pub(crate) open: Option<Crosswalk>,
}

impl Standing {
    /// Of all that was said under one duty, in the order it was said.
    pub(crate) fn of(said: impl IntoIterator<Item = Crosswalk>) -> Self {
        let mut standing = Self { holds: None, open: None };
        for one in said {
            match one.state {
                State::Approved => standing = Self { holds: Some(one), open: None },
                State::Said | State::Returned => standing.open = Some(one),
                State::Superseded => {}
            }
        }
        standing
    }

    /// What is known of the partner's field now: what holds, or what was said while nothing does.
    pub(crate) fn known(&self) -> Option<&Crosswalk> {
        self.holds.as_ref().or(self.open.as_ref())
    }

    /// Whether the definition has changed since, and the partner has not said anew.
    pub(crate) fn reopened(&self, measure: &Measure) -> bool {
        let latest = self.open.as_ref().or(self.holds.as_ref());
        latest.is_some_and(|said| said.version < measure.in_force().number)
    }

    /// Whether it waits for whoever keeps the data.
    pub(crate) fn waits(&self) -> Option<&Crosswalk> {
        self.open.as_ref().filter(|open| open.state == State::Said)
    }
}

/// Every duty with its measure and how its crosswalk stands, in the order they were given.
pub(crate) async fn all(cx: &Context, read: &mut Read) -> Result<Vec<(Duty, Measure, Standing)>> {
    let initiative = cx.initiative()?;
    let measures = measure::store::all(read, initiative).await?;
    let mut said: HashMap<DutyId, Vec<Crosswalk>> = HashMap::new();
    for one in store::all(read, initiative).await? {
        said.entry(one.duty).or_default().push(one);
    }
    let with = |duty: Duty| {
        let measure = measures.iter().find(|measure| measure.id == duty.measure)?.clone();
        let standing = Standing::of(said.remove(&duty.id).unwrap_or_default());
        Some((duty, measure, standing))
    };
    Ok(duty::store::all(read, initiative).await?.into_iter().filter_map(with).collect())
}

/// What waits to be approved, and what a changed definition opened again.
pub(crate) async fn today(cx: &Context, read: &mut Read) -> Result<Vec<Waiting>> {
    let mine = |partnership: PartnershipId| cx.actor.standing.partnerships.contains(&partnership.0);
    let judges = cx.could(&JUDGE);
    if !judges && cx.actor.standing.partnerships.is_empty() {
        return Ok(Vec::new());
    }
    let slug = cx.place()?.slug.clone();
    let mut lines = Vec::new();
    let said = store::all(read, cx.initiative()?).await?;
    if said.is_empty() {
        return Ok(lines);
    }
    let names = people::partner_names(read, cx.initiative()?).await?;
    for (duty, measure, standing) in all(cx, read).await? {
        let args = || {
            let partner = names.get(&duty.partnership).cloned().unwrap_or_default();
            vec![("measure", measure.name.clone()), ("partner", partner)]
        };
        if let Some(waits) = standing.waits().filter(|_| judges) {
            lines.push(Waiting {
                why: Why::Waits,
                text: "today-crosswalk-waits",
                args: args(),
                href: format!("/i/{slug}/duties/{}/crosswalk", duty.number),
                at: Some(waits.said_at),
            });
        }
        let returned = standing.open.as_ref().filter(|open| open.state == State::Returned);
        let again = match returned {
            Some(returned) => Some(("today-crosswalk-returned", returned.judged_at)),
            None if standing.reopened(&measure) => {
                Some(("today-crosswalk-reopened", Some(measure.in_force().changed_at)))
            }
            None => None,
        };
        if let Some((text, at)) = again.filter(|_| mine(duty.partnership)) {
            lines.push(Waiting {
                why: Why::Waits,
                text,
                args: args(),
                href: format!("/i/{slug}/duties/{}/crosswalk", duty.number),
                at,
            });
        }
    }
    Ok(lines)
}

/// What partners said, as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = store::all(read, cx.initiative()?).await?.into_iter().map(|one| {
        vec![
            one.number.to_string(),
            one.duty.to_string(),
            one.version.to_string(),
            one.state.word().to_owned(),
            one.fit.word().to_owned(),
            one.local_name,
            one.local_definition,
            one.stands,
            one.numerator,
            one.denominator,
            one.reason,
            one.said_by,
            one.said_at.to_string(),
            one.judged_by,
            one.judged_at.map_or_else(String::new, |at| at.to_string()),
            one.judgement,
        ]
    });
    Ok(ExportTable {
        name: "crosswalks",
        columns: &[
            "number",
            "duty",
            "version",
            "state",
            "fit",
            "local_name",
            "local_definition",
            "stands",
            "numerator_rule",
            "denominator_rule",
            "reason",
            "said_by",
            "said_at",
            "judged_by",
            "judged_at",
            "judgement",
        ],
        rows: rows.collect(),
    })
}
