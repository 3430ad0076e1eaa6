//! A plan in a map of typed members, as one draws it in Kumu or Gephi.
//!
//! The attribute `type` of a member says what it is: organisation, activity, strategy, outcome or strength (or skill); any
//! other type, and none, is an organisation of that sector. What a tie means follows from its ends:
//!
//! | ends | meaning | its amount |
//! |---|---|---|
//! | organisation, organisation | they work together | `weight`: the level |
//! | organisation, activity | it contributes; it leads if the kind holds "lead" | `hours`, else `weight` |
//! | organisation, strength | it has it | `weight`: the level |
//! | activity, strength | it needs it | `hours`; `weight`: the lowest level |
//! | activity, strategy | it belongs to it | |
//! | strategy or activity, outcome | it serves it | |
//! | activity, activity | the first comes before the second; if the kind holds "depend", the second before the first | |
//!
//! An amount that is not there is 1. An activity of a strategy serves what the strategy serves, and nothing else. Other
//! ties say nothing of contributions. Of members, `free hours`, `sector`, `status`,
//! `population`, `place` and `priority` are read.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{NodeRow, ReadError, Table, TieRow};
use crate::contributions::{
    Activity, Contribution, Need, Organisation, Outcome, Plan, Status, Strategy, Tie,
};

/// The plan in a map, and how many of its ties say nothing of it. Things are known by their label where no other has it,
/// else by their id.
///
/// # Errors
/// An amount that is no number, a status that is none, an activity of two strategies.
pub fn plan(table: &Table) -> Result<(Plan, usize), ReadError> {
    let mut reading = Reading::new(table);
    for node in &table.nodes {
        reading.node(node)?;
    }
    let mut passed_over = 0;
    for tie in &table.ties {
        passed_over += usize::from(!reading.tie(tie)?);
    }
    Ok((reading.finish(), passed_over))
}

/// What a member is, and its place in the list of these.
#[derive(Clone, Copy)]
enum Thing {
    Organisation(usize),
    Activity(usize),
    Strategy(usize),
    Outcome,
    Strength,
}

struct Reading<'t> {
    plan: Plan,
    things: HashMap<&'t str, Thing>,
    names: HashMap<&'t str, &'t str>,
    /// For an activity, by its place, the outcomes that it serves itself.
    serves: BTreeMap<usize, Vec<String>>,
}

impl<'t> Reading<'t> {
    fn new(table: &'t Table) -> Self {
        let (mut once, mut twice) = (HashSet::new(), HashSet::new());
        for name in table
            .nodes
            .iter()
            .flat_map(|node| if node.id == node.label { vec![&node.id] } else { vec![&node.id, &node.label] })
        {
            if !once.insert(name) {
                twice.insert(name);
            }
        }
        let name = |node: &'t NodeRow| {
            if twice.contains(&node.label) { node.id.as_str() } else { node.label.as_str() }
        };
        Self {
            plan: Plan::default(),
            things: HashMap::new(),
            names: table.nodes.iter().map(|node| (node.id.as_str(), name(node))).collect(),
            serves: BTreeMap::new(),
        }
    }

    fn node(&mut self, node: &'t NodeRow) -> Result<(), ReadError> {
        let id = self.names[node.id.as_str()].to_owned();
        let kind = said(&node.attributes, &["type", "element type", "kind"]);
        let plan = &mut self.plan;
        let thing = match kind.to_lowercase().as_str() {
            "activity" | "action" | "project" | "programme" | "program" => {
                let word = said(&node.attributes, &["status"]);
                let status =
                    Status::named(word).or(word.is_empty().then_some(Status::Active)).ok_or_else(|| {
                        ReadError::whole(format!(
                            "“{word}” is no status of {id}: write proposed, planned, active or ended"
                        ))
                    })?;
                plan.activities.push(Activity {
                    id,
                    status,
                    population: said(&node.attributes, &["population"]).to_owned(),
                    place: said(&node.attributes, &["place"]).to_owned(),
                    ..Activity::default()
                });
                Thing::Activity(plan.activities.len() - 1)
            }
            "strategy" => {
                plan.strategies.push(Strategy { id, serves: Vec::new() });
                Thing::Strategy(plan.strategies.len() - 1)
            }
            "outcome" | "result" | "goal" => {
                let priority = amount(&node.attributes, &["priority"], &id)?.unwrap_or(1.0);
                plan.outcomes.push(Outcome { id, priority });
                Thing::Outcome
            }
            "strength" | "skill" => Thing::Strength,
            _ => {
                let sector = said(&node.attributes, &["sector"]);
                plan.organisations.push(Organisation {
                    free_hours: amount(&node.attributes, &["free hours", "free_hours"], &id)?.unwrap_or(0.0),
                    sector: if sector.is_empty() { kind } else { sector }.to_owned(),
                    id,
                    strengths: Vec::new(),
                });
                Thing::Organisation(plan.organisations.len() - 1)
            }
        };
        self.things.insert(&node.id, thing);
        Ok(())
    }

    /// Whether a tie says something of the plan.
    fn tie(&mut self, tie: &TieRow) -> Result<bool, ReadError> {
        let (Some(&from), Some(&to)) = (self.things.get(tie.from.as_str()), self.things.get(tie.to.as_str()))
        else {
            return Ok(false);
        };
        let (a, b) = (self.names[tie.from.as_str()].to_owned(), self.names[tie.to.as_str()].to_owned());
        Ok(self.meaning(tie, (from, a.clone()), (to, b.clone()))? || self.meaning(tie, (to, b), (from, a))?)
    }

    /// Reads a tie in one of its two directions, if it means something in this one.
    fn meaning(
        &mut self,
        tie: &TieRow,
        one: (Thing, String),
        other: (Thing, String),
    ) -> Result<bool, ReadError> {
        let level = tie.weight.map_or(1, |weight| weight.round().clamp(0.0, 255.0) as u8);
        let hours =
            || amount(&tie.attributes, &["hours"], &format!("the tie of {} and {}", tie.from, tie.to));
        let plan = &mut self.plan;
        match ((one.0, one.1), (other.0, other.1)) {
            ((Thing::Organisation(_), a), (Thing::Organisation(_), b)) => plan.ties.push(Tie { a, b, level }),
            ((Thing::Organisation(_), organisation), (Thing::Activity(at), _)) => {
                let activity = &mut plan.activities[at];
                if tie.kind.to_lowercase().contains("lead") {
                    activity.lead = Some(organisation.clone());
                }
                let hours = hours()?.or(tie.weight).unwrap_or(1.0);
                activity.contributions.push(Contribution { organisation, hours, strength: None });
            }
            ((Thing::Organisation(at), _), (Thing::Strength, strength)) => {
                plan.organisations[at].strengths.push((strength, level));
            }
            ((Thing::Activity(_), activity), (Thing::Strength, strength)) => {
                plan.needs.push(Need {
                    activity,
                    strength,
                    min_level: level,
                    hours: hours()?.unwrap_or(1.0),
                });
            }
            ((Thing::Activity(at), activity), (Thing::Strategy(_), strategy)) => {
                if let Some(first) = plan.activities[at].strategy.as_ref().filter(|first| **first != strategy)
                {
                    let reason =
                        format!("{activity} belongs to two strategies, {first} and {strategy}: keep one");
                    return Err(ReadError::whole(reason));
                }
                plan.activities[at].strategy = Some(strategy);
            }
            ((Thing::Strategy(at), _), (Thing::Outcome, outcome)) => plan.strategies[at].serves.push(outcome),
            ((Thing::Activity(at), _), (Thing::Outcome, outcome)) => {
                self.serves.entry(at).or_default().push(outcome);
            }
            ((Thing::Activity(first), before), (Thing::Activity(second), after)) if first != second => {
                let (waiting, for_what) = if tie.kind.to_lowercase().contains("depend") {
                    (first, after)
                } else {
                    (second, before)
                };
                plan.activities[waiting].depends_on.push(for_what);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// The plan, with a strategy for each set of outcomes that activities serve without one.
    fn finish(mut self) -> Plan {
        let mut made = BTreeMap::new();
        for (at, mut serves) in self.serves {
            serves.sort();
            serves.dedup();
            let activity = &mut self.plan.activities[at];
            if activity.strategy.is_none() {
                let id = format!("for {}", serves.join(", "));
                activity.strategy = Some(id.clone());
                made.insert(id, serves);
            }
        }
        self.plan.strategies.extend(made.into_iter().map(|(id, serves)| Strategy { id, serves }));
        self.plan
    }
}

/// The first of these that is said.
fn said<'a>(attributes: &'a [(String, String)], names: &[&str]) -> &'a str {
    let found = names.iter().find_map(|name| {
        attributes.iter().find(|(other, value)| other.eq_ignore_ascii_case(name) && !value.is_empty())
    });
    found.map_or("", |(_, value)| value.trim())
}

fn amount(attributes: &[(String, String)], names: &[&str], of: &str) -> Result<Option<f64>, ReadError> {
    let cell = said(attributes, names);
    if cell.is_empty() {
        return Ok(None);
    }
    let number = cell.parse().ok().filter(|number: &f64| number.is_finite());
    number.map(Some).ok_or_else(|| {
        ReadError::whole(format!("“{cell}” is no number; it stands under “{}” of {of}", names[0]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::kumu::{Sheet, read_sheets};

    fn map(elements: &[&str], connections: &[&str]) -> Table {
        let sheet = |heads: &str, rows: &[&str]| Sheet {
            name: String::new(),
            rows: [heads].iter().chain(rows).map(|row| row.split(';').map(str::to_owned).collect()).collect(),
        };
        let elements = sheet("Label;Type;Free hours;Status", elements);
        read_sheets(&[elements, sheet("From;To;Type;Weight;Hours", connections)]).unwrap()
    }

    const ELEMENTS: [&str; 8] = [
        "Clinic;Organisation;12",
        "School;Education",
        "Care;activity;;planned",
        "Talk;Activity",
        "Reach;Strategy",
        "Health;Outcome",
        "law;Strength",
        "Memo;Activity",
    ];

    #[test]
    fn what_ties_mean_follows_from_their_ends() {
        let connections = [
            "Clinic;School;;3;",
            "Clinic;Talk;leads;;20",
            "Talk;School;;8;",
            "Clinic;law;;2;",
            "Care;law;;3;6",
            "Talk;Reach;;;",
            "Health;Reach;;;",
            "Talk;Care;;;",
            "Memo;Talk;depends on;;",
            "Memo;Health;;;",
            "law;Health;;;",
        ];
        let (plan, passed_over) = plan(&map(&ELEMENTS, &connections)).unwrap();
        assert_eq!(passed_over, 1);
        let clinic = &plan.organisations[0];
        assert_eq!((clinic.free_hours, clinic.strengths.as_slice()), (12.0, &[("law".to_owned(), 2)][..]));
        assert_eq!(plan.organisations[1].sector, "Education");
        assert_eq!(plan.ties, [Tie { a: "Clinic".into(), b: "School".into(), level: 3 }]);
        let [care, talk, memo] = &plan.activities[..] else { panic!("three activities") };
        assert_eq!((care.status, care.depends_on.as_slice()), (Status::Planned, &["Talk".to_owned()][..]));
        assert_eq!((talk.lead.as_deref(), talk.strategy.as_deref()), (Some("Clinic"), Some("Reach")));
        let hours: Vec<f64> = talk.contributions.iter().map(|given| given.hours).collect();
        assert_eq!(hours, [20.0, 8.0]);
        assert_eq!(
            (memo.depends_on.as_slice(), memo.strategy.as_deref()),
            (&["Talk".to_owned()][..], Some("for Health"))
        );
        assert_eq!(plan.strategies[0].serves, ["Health"]);
        assert_eq!((plan.needs[0].min_level, plan.needs[0].hours), (3, 6.0));
        assert!(crate::contributions::Contributions::new(&plan).is_ok());
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        let refused = |element: &str, connections: &[&str]| {
            let elements: Vec<&str> = ELEMENTS.into_iter().chain([element]).collect();
            plan(&map(&elements, connections)).unwrap_err().to_string()
        };
        assert!(refused("X;Activity;;soon", &[]).contains("“soon” is no status of X"));
        assert!(refused("X;Club;many", &[]).contains("“many” is no number"));
        assert!(
            refused("Y;Strategy", &["Talk;Reach;;;", "Talk;Y;;;"]).contains("two strategies, Reach and Y")
        );
    }
}
