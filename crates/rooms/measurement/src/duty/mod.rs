//! A duty: a partner owes a measure each period.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod store;
pub(crate) mod waive;
pub(crate) mod waiver;

use ::store::Read;
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Ability, Card, Context, Kind, Owner, Ref, Result, Role, Stage, any};
use people::PartnershipId;
use uuid::Uuid;
use web::ExportTable;

use crate::dimension::CategoryId;
use crate::measure::{MeasureId, written};

kernel::ids! {
    /// A duty.
    DutyId
}

/// Reading who owes what.
pub(crate) static READ: Ability = Ability { name: "measurement.duty.read", grants: &[any(Role::Member)] };
/// Giving a duty to partners.
pub(crate) static OWE: Ability =
    Ability { name: "measurement.duty.owe", grants: &[any(Role::Facilitator), any(Role::Backbone)] };

/// A partner owes a measure.
#[derive(Debug, Clone)]
pub(crate) struct Duty {
    pub(crate) id: DutyId,
    pub(crate) number: i64,
    pub(crate) measure: MeasureId,
    pub(crate) partnership: PartnershipId,
    /// How files name the partner; may be empty.
    pub(crate) code: String,
    /// The first period owed; empty for all.
    pub(crate) since: String,
    /// The place it reports for: its whole figure is that place's part.
    pub(crate) place: Option<CategoryId>,
    pub(crate) owed_at: Timestamp,
}

impl Duty {
    pub(crate) fn about(&self) -> Ref {
        Ref::new("duty", self.id.0)
    }

    /// Whose it is, as far as permissions care.
    pub(crate) fn owner(&self) -> Owner {
        Owner::Partnership(self.partnership.0)
    }
}

/// What other rooms and the shell may know of a duty.
pub(crate) struct DutyKind;

#[async_trait]
impl Kind for DutyKind {
    fn name(&self) -> &'static str {
        "duty"
    }

    fn stage(&self) -> Stage {
        Stage::Duty
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let (initiative, slug) = (cx.initiative()?, &cx.place()?.slug);
        let duties = store::these(read, initiative, ids).await?;
        let partners: Vec<Uuid> = duties.iter().map(|duty| duty.partnership.0).collect();
        let names = people::partner_names_of(read, initiative, &partners).await?;
        let card = |duty: &Duty| Card {
            about: duty.about(),
            stage: Stage::Duty,
            title: names.get(&duty.partnership).cloned().unwrap_or_default(),
            href: format!("/i/{slug}/duties/{}", duty.number),
            at: duty.owed_at,
        };
        Ok(duties.iter().map(card).collect())
    }
}

/// The duties as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = store::all(read, cx.initiative()?).await?.into_iter().map(|duty| {
        vec![
            duty.id.to_string(),
            duty.number.to_string(),
            duty.measure.to_string(),
            duty.partnership.to_string(),
            duty.code,
            duty.since,
            written(duty.place),
            duty.owed_at.to_string(),
        ]
    });
    Ok(ExportTable {
        name: "duties",
        columns: &["id", "number", "measure", "partnership", "code", "since", "place", "owed_at"],
        rows: rows.collect(),
    })
}
