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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SMALL: &str = r#"{ "note": "passed over", "block_hours": 2,
 "organisations": [{ "id": "o1", "sector": "health", "free_hours": 24, "strengths": { "clinical": 3 } }, { "id": 2 }],
 "outcomes": ["out1", { "id": "out2", "priority": 2.5 }],
 "strategies": [{ "id": "s1", "serves": ["out1"] }],
 "activities": [
  { "id": "a1", "strategy": "s1", "status": "planned", "place": "north", "lead": null, "contributions": { "o1": 20 } },
  { "id": "a2", "contributions": [{ "organisation": "o1", "hours": 1.5, "strength": "clinical" }], "depends_on": ["a1"] }],
 "ties": [{ "a": "o1", "b": "2", "level": 3 }],
 "needs": [{ "activity": "a1", "strength": "art", "min_level": 2, "hours": 6 }] }"#;

    #[test]
    fn all_that_can_be_said() {
        let plan = read(SMALL).unwrap();
        assert_eq!(
            (plan.block_hours, plan.organisations.len(), plan.organisations[1].id.as_str()),
            (2.0, 2, "2")
        );
        assert_eq!(plan.organisations[0].strengths, [("clinical".to_owned(), 3)]);
        assert_eq!(plan.outcomes[1], Outcome { id: "out2".into(), priority: 2.5 });
        assert_eq!((plan.activities[0].status, &plan.activities[0].lead), (Status::Planned, &None));
        assert_eq!(plan.activities[1].status, Status::Active);
        let by_strength = &plan.activities[1].contributions[0];
        assert_eq!((by_strength.hours, by_strength.strength.as_deref()), (1.5, Some("clinical")));
        assert_eq!(plan.ties, [Tie { a: "o1".into(), b: "2".into(), level: 3 }]);
        assert_eq!((plan.needs[0].min_level, plan.needs[0].hours), (2, 6.0));
        assert!(crate::contributions::Contributions::new(&plan).is_ok());
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let refused = |from: &str, to: &str| read(&SMALL.replacen(from, to, 1)).unwrap_err().to_string();
        assert_eq!(refused("\"outcomes\"", "\"ends\""), "line 1: this has no “outcomes”: add it");
        assert_eq!(
            refused("\"planned\"", "\"soon\""),
            "line 6: “soon” is no status: write proposed, planned, active or ended"
        );
        assert_eq!(refused("\"level\": 3", "\"level\": 2.5"), "line 8: a level is a whole number, such as 3");
        assert_eq!(
            refused("\"hours\": 6", "\"hours\": \"six\""),
            "line 9: here should be a number, such as 3 or 2.5"
        );
        assert_eq!(refused("[\"out1\"]", "\"out1\""), "line 4: “serves” should be a list, in brackets");
        assert!(refused("\"health\",", "\"health\"").starts_with("line 2: this is no JSON: "));
        assert!(refused("\"a1\", ", "\"a1\", // ").contains("this is no JSON"));
    }

    proptest! {
        #[test]
        fn arbitrary_text_is_refused_or_read(text in "\\PC{0,60}") {
            let _ = read(&text);
        }

        #[test]
        fn mutated_text_is_refused_or_read(at in 0..SMALL.len(), gone in 0_usize..4, put in "[\\[\\]{}\":,0-9a-zé\\n-]{0,3}") {
            let end = (at + gone).min(SMALL.len());
            if let Ok(plan) = read(&[&SMALL[..at], &put, &SMALL[end..]].concat()) {
                let _ = crate::contributions::Contributions::new(&plan);
            }
        }
    }
}
