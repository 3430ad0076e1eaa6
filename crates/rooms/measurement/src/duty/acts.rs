use ::store::Tx;
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problem, Problems, Relation, Result, Told, next_number};
use people::PartnershipId;
use serde::Deserialize;

use super::{Duty, DutyId, OWE, store};
use crate::{cycle, dimension, measure};

/// The longest code, in characters.
const CODE: usize = 80;

/// A partner who is to owe a measure.
#[derive(Debug, Clone, Deserialize)]
pub struct Owed {
    /// Which partner.
    pub partner: PartnershipId,
    /// How files name it: a county's number, an abbreviation; may be empty.
    #[serde(default)]
    pub code: String,
    /// The code of the place it reports for; empty if it reports for the whole, or for many places at once.
    #[serde(default)]
    pub place: String,
}

/// Gives partners the duty to report a measure each period.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct OweDuty {
    /// The measure's number.
    pub measure: i64,
    /// Who.
    pub partners: Vec<Owed>,
    /// The first period owed; empty for all that are opened.
    #[serde(default)]
    pub since: String,
}

#[async_trait]
impl Act for OweDuty {
    /// The duties' numbers, in the order of the partners.
    type Out = Vec<i64>;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<Vec<i64>> {
        cx.may(&OWE, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let measure = measure::store::numbered(tx, initiative, self.measure).await?.ok_or(Error::Missing)?;
        let dimensions = dimension::store::of_measure(tx, initiative, measure.id).await?;
        let places = dimensions.iter().find(|dimension| dimension.places);
        let mut problems = Problems::none();
        problems.check(!self.partners.is_empty(), "partner", "problem-choose");
        let since = match self.since.trim() {
            "" => Some(String::new()),
            typed => measure.in_force().frequency().period(typed),
        };
        let since = problems.some(since, "since", "cycle-problem-period").unwrap_or_default();
        let mut given = store::of_measure(tx, initiative, measure.id).await?;
        let before = given.len();
        let mut names = Vec::new();
        for owed in &self.partners {
            let partner = people::partner(tx, initiative, owed.partner).await?;
            let free = !given.iter().any(|duty| duty.partnership == owed.partner);
            let partner = problems.some(partner.filter(|_| free), "partner", "problem-unknown");
            let field = format!("code-{}", owed.partner);
            let code = problems.maybe_text(&field, &owed.code, CODE);
            if !code.is_empty() && given.iter().any(|duty| duty.code.eq_ignore_ascii_case(&code)) {
                problems.add(Problem::new(field, "problem-taken"));
            }
            let place = match owed.place.trim() {
                "" => None,
                place => {
                    let field = format!("place-{}", owed.partner);
                    let found = places.and_then(|places| places.coded(place)).map(|place| place.id);
                    problems.some(found, &field, "duty-problem-place")
                }
            };
            names.push(partner.map(|partner| partner.name).unwrap_or_default());
            given.push(Duty {
                id: DutyId::new(),
                number: 0,
                measure: measure.id,
                partnership: owed.partner,
                code,
                since: since.clone(),
                place,
                owed_at: cx.now(),
            });
        }
        problems.done()?;

        let mut numbers = Vec::new();
        for (mut duty, name) in given.split_off(before).into_iter().zip(names) {
            duty.number = next_number(tx, initiative, "duty").await?;
            store::insert(tx, initiative, &duty).await?;
            let told = Told::new("duty.owed", duty.about(), format!("{name}: {}", measure.name))
                .from(measure.about(), Relation::OwedBy);
            cx.tell(tx, told).await?;
            numbers.push(duty.number);
        }
        // Whoever owes from now on is missing where nothing is reported yet.
        cycle::sums::add_up_all(tx, initiative, &measure).await?;
        Ok(numbers)
    }
}
