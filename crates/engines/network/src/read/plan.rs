//! A coalition's plan as JSON.
//!
//! ```json
//! { "block_hours": 2,
//!   "organisations": [{ "id": "o01", "sector": "health", "free_hours": 24, "strengths": { "clinical": 3 } }],
//!   "outcomes": ["out1", { "id": "out2", "priority": 2 }],
//!   "strategies": [{ "id": "s1", "serves": ["out1"] }],
//!   "activities": [{ "id": "a01", "strategy": "s1", "status": "active", "population": "families", "place": "north",
//!                    "lead": "o01", "contributions": { "o01": 20 }, "depends_on": [] }],
//!   "ties": [{ "a": "o01", "b": "o02", "level": 3 }],
//!   "needs": [{ "activity": "a01", "strength": "translation", "min_level": 2, "hours": 6 }] }
//! ```
//!
//! `organisations`, `outcomes` and `activities` must be there, and ids in all of them; everything else may be left out.
//! Contributions may also be a list of `{ "organisation", "hours", "strength" }`, where the strength says by what it
//! contributes. Other names are passed over.

use super::ReadError;
use super::json::{Json, Place};
use crate::contributions::{
    Activity, Contribution, Need, Organisation, Outcome, Plan, Status, Strategy, Tie,
};

/// Reads a plan. Whether its parts fit together is for [`crate::contributions::Contributions::new`] to say.
///
/// # Errors
/// What is no JSON, or not of this form, with its line.
pub fn read(text: &str) -> Result<Plan, ReadError> {
    let json = Json::parse(text)?;
    let root = json.root();
    for name in ["organisations", "outcomes", "activities"] {
        root.need(name)?;
    }
    Ok(Plan {
        block_hours: root.get("block_hours")?.map_or(Ok(1.0), Place::number)?,
        organisations: each(root, "organisations", organisation)?,
        outcomes: each(root, "outcomes", outcome)?,
        strategies: each(root, "strategies", |one| {
            Ok(Strategy { id: word(one, "id")?, serves: words(one, "serves")? })
        })?,
        activities: each(root, "activities", activity)?,
        ties: each(root, "ties", |one| {
            let level = one.get("level")?.map_or(Ok(1), Place::level)?;
            Ok(Tie { a: word(one, "a")?, b: word(one, "b")?, level })
        })?,
        needs: each(root, "needs", |one| {
            Ok(Need {
                activity: word(one, "activity")?,
                strength: word(one, "strength")?,
                min_level: one.get("min_level")?.map_or(Ok(1), Place::level)?,
                hours: one.need("hours")?.number()?,
            })
        })?,
    })
}

fn each<T>(
    root: Place,
    name: &str,
    read: impl Fn(Place) -> Result<T, ReadError>,
) -> Result<Vec<T>, ReadError> {
    root.list(name)?.into_iter().map(read).collect()
}

fn word(of: Place, name: &str) -> Result<String, ReadError> {
    of.need(name)?.word()
}

fn maybe(of: Place, name: &str) -> Result<Option<String>, ReadError> {
    of.get(name)?.map(Place::word).transpose()
}

fn words(of: Place, name: &str) -> Result<Vec<String>, ReadError> {
    of.list(name)?.into_iter().map(Place::word).collect()
}

fn organisation(one: Place) -> Result<Organisation, ReadError> {
    let strengths = one.get("strengths")?.map_or(Ok(Vec::new()), |strengths| {
        strengths.fields()?.map(|(strength, level)| Ok((strength.to_owned(), level.level()?))).collect()
    })?;
    Ok(Organisation {
        id: word(one, "id")?,
        sector: maybe(one, "sector")?.unwrap_or_default(),
        free_hours: one.get("free_hours")?.map_or(Ok(0.0), Place::number)?,
        strengths,
    })
}

fn outcome(one: Place) -> Result<Outcome, ReadError> {
    if !one.is_object() {
        return Ok(Outcome { id: one.word()?, priority: 1.0 });
    }
    Ok(Outcome { id: word(one, "id")?, priority: one.get("priority")?.map_or(Ok(1.0), Place::number)? })
}

fn activity(one: Place) -> Result<Activity, ReadError> {
    let status = one.get("status")?.map_or(Ok(Status::Active), |status| {
        let word = status.word()?;
        Status::named(&word).ok_or_else(|| {
            status.wrong(format!("“{word}” is no status: write proposed, planned, active or ended"))
        })
    })?;
    Ok(Activity {
        id: word(one, "id")?,
        strategy: maybe(one, "strategy")?,
        status,
        population: maybe(one, "population")?.unwrap_or_default(),
        place: maybe(one, "place")?.unwrap_or_default(),
        lead: maybe(one, "lead")?,
        contributions: one.get("contributions")?.map_or(Ok(Vec::new()), contributions)?,
        depends_on: words(one, "depends_on")?,
    })
}

fn contributions(said: Place) -> Result<Vec<Contribution>, ReadError> {
    let Some(list) = said.items() else {
        let given = said.fields()?.map(|(organisation, hours)| {
            Ok(Contribution { organisation: organisation.to_owned(), hours: hours.number()?, strength: None })
        });
        return given.collect();
    };
    let given = list.into_iter().map(|one| {
        Ok(Contribution {
            organisation: word(one, "organisation")?,
            hours: one.need("hours")?.number()?,
            strength: maybe(one, "strength")?,
        })
    });
    given.collect()
}
