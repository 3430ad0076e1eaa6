//! Everything the page of one measure shows, read at once.

use kernel::{InitiativeId, Result};
use maud::Markup;
use people::PartnershipId;
use web::Visit;

use super::health::{self, Checked};
use super::page::asked;
use super::{Measure, READ_PARTS};
use crate::annotation::{self, Annotation};
use crate::baseline::{self, Baseline, outlook::Outlook, outlook::TooFew};
use crate::duty::{self, Duty};
use crate::story::{self, Story};
use crate::submission::{self, Submission};
use crate::target::{self, Target};
use crate::value::Series;
use crate::{challenge, edition, gap, result, surface};

/// Partners with a picture on one part of a measure's page.
pub(super) const MULTIPLES: usize = 24;

/// What stands on the page.
pub(super) struct Shown {
    pub(super) measure: Measure,
    pub(super) series: Series,
    pub(super) result: Option<result::PopulationResult>,
    pub(super) targets: Vec<Target>,
    pub(super) stories: Vec<Story>,
    pub(super) annotations: Vec<Annotation>,
    /// The latest first.
    pub(super) baselines: Vec<Baseline>,
    pub(super) outlook: std::result::Result<Outlook, TooFew>,
    pub(super) health: Option<Checked>,
    /// Groups and places.
    pub(super) apart: gap::page::Section,
    /// Who looks after it; empty for nobody.
    pub(super) custodian: String,
    /// How many partners owe it.
    pub(super) partners: usize,
    /// Those on this part of the page: name, and what it brought.
    pub(super) parts: Vec<(String, Vec<Submission>)>,
    /// In which edition it was read, for whoever sees what was published.
    pub(super) published: Markup,
    /// What was asked about it, and the way to ask.
    pub(super) challenges: Markup,
    /// Whether it is published, so that it can stand on other people's pages.
    pub(super) embeddable: bool,
}

impl Shown {
    pub(super) async fn load(visit: &Visit) -> Result<Self> {
        let mut read = visit.read().await?;
        let initiative = visit.initiative()?;
        let measure = asked(visit, &mut read).await?;
        let values = surface::whole(visit, &mut read, &measure).await?;
        let baselines = baseline::page::of_measure(visit, &mut read, &measure, &values).await?;
        let series = Series::of(&measure, values);
        let health = match series.headline() {
            Some((_, value, _)) => Some(health::of(visit, &mut read, initiative, &measure, value).await?),
            None => None,
        };
        let custodian = match measure.in_force().custodian {
            Some(custodian) => name_of(&mut read, initiative, custodian).await?,
            None => String::new(),
        };
        let duties = if visit.could(&READ_PARTS) {
            duties_by_name(&mut read, initiative, &measure).await?
        } else {
            Vec::new()
        };
        let (partners, here) = (duties.len(), visit.paging(MULTIPLES).of(duties));
        let parts = brought(&mut read, initiative, here).await?;
        Ok(Self {
            apart: gap::page::Section::load(visit, &mut read, &measure, &series).await?,
            parts,
            published: edition::page::note(visit, &mut read).await?,
            challenges: challenge::page::beside(visit, &mut read, &measure).await?,
            embeddable: edition::store::publishes(&mut read, initiative, measure.id).await?,
            outlook: Outlook::of(&measure, &series),
            result: result::store::find(&mut read, initiative, measure.result).await?,
            targets: target::store::of_measure(&mut read, initiative, measure.id).await?,
            stories: story::store::of_measure(&mut read, initiative, measure.id).await?,
            annotations: annotation::store::of_measure(&mut read, initiative, measure.id).await?,
            series,
            measure,
            baselines,
            health,
            custodian,
            partners,
        })
    }
}

/// What counts of each of these partners in any period, with its name.
pub(super) async fn brought(
    read: &mut ::store::Read,
    initiative: InitiativeId,
    duties: Vec<(Duty, String)>,
) -> Result<Vec<(String, Vec<Submission>)>> {
    let ids: Vec<uuid::Uuid> = duties.iter().map(|(duty, _)| duty.id.0).collect();
    let mut accepted = submission::store::accepted_of_duties(read, initiative, &ids).await?;
    let mut of = |duty: &Duty| accepted.extract_if(.., |submission| submission.duty == duty.id).collect();
    Ok(duties.into_iter().map(|(duty, name)| (name, of(&duty))).collect())
}

/// The duties of a measure with their partners' names, by name.
pub(crate) async fn duties_by_name(
    read: &mut ::store::Read,
    initiative: InitiativeId,
    measure: &Measure,
) -> Result<Vec<(Duty, String)>> {
    let mut names = people::partner_names(read, initiative).await?;
    let duties = duty::store::of_measure(read, initiative, measure.id).await?;
    let name = |duty: Duty| {
        let name = names.remove(&duty.partnership).unwrap_or_default();
        (duty, name)
    };
    let mut named: Vec<(Duty, String)> = duties.into_iter().map(name).collect();
    named.sort_by_cached_key(|(_, name)| name.to_lowercase());
    Ok(named)
}

/// A partner's name; empty if it is gone.
pub(crate) async fn name_of(
    read: &mut ::store::Read,
    initiative: InitiativeId,
    partnership: PartnershipId,
) -> Result<String> {
    Ok(people::partner(read, initiative, partnership).await?.map(|partner| partner.name).unwrap_or_default())
}
