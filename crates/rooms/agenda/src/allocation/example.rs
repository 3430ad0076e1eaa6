//! A small example in which the rules differ: seven people live in the north, three in the south.

use budget::pb::{self, Weights};
use jiff::Timestamp;
use kernel::{Error, Result};
use maud::{Markup, html};
use web::Visit;
use web::look;

use super::{Allocation, compare, counted};
use crate::fund::Fund;
use crate::project::{Project, ProjectId, Standing};

/// The projects' ids are the keys of their names.
const FILE: &str = "META\nkey;value\nbudget;100\nvote_type;approval\n\
    PROJECTS\nproject_id;cost\nrules-example-park;40\nrules-example-hall;40\nrules-example-path;20\nrules-example-garden;30\n\
    VOTES\nvoter_id;vote\n\
    1;rules-example-park,rules-example-hall,rules-example-path\n2;rules-example-park,rules-example-hall,rules-example-path\n\
    3;rules-example-park,rules-example-hall,rules-example-path\n4;rules-example-park,rules-example-hall,rules-example-path\n\
    5;rules-example-park,rules-example-hall,rules-example-path\n6;rules-example-park,rules-example-hall\n\
    7;rules-example-park\n8;rules-example-garden\n9;rules-example-garden\n10;rules-example-garden\n";

/// The example as a fund, counted.
struct Example {
    fund: Fund,
    projects: Vec<Project>,
    allocations: Vec<Allocation>,
    people: i64,
}

fn example() -> Result<Example> {
    let file = pb::read(FILE).map_err(|refusal| Error::Internal(refusal.to_string()))?;
    let election = file.election(Weights::Approvals).map_err(|unfit| Error::Internal(unfit.to_string()))?;
    let numbers: Vec<i64> = (1..=file.projects.len() as i64).collect();
    let projects = numbers.iter().zip(&file.projects).map(|(&number, entry)| Project {
        id: ProjectId::new(),
        fund: 0,
        number,
        code: entry.id.clone(),
        title: entry.id.clone(),
        text: String::new(),
        place: String::new(),
        cost: entry.cost as i64,
        author: None,
        proposed_by: String::new(),
        proposed_at: Timestamp::UNIX_EPOCH,
        state: Standing::Accepted,
        reason: String::new(),
        selected: None,
        more: String::new(),
    });
    let fund = Fund {
        currency: "€".to_owned(),
        decimals: 0,
        amount: file.budget as i64,
        ..Fund::empty("", Timestamp::UNIX_EPOCH)
    };
    Ok(Example {
        allocations: counted(&election, &numbers, fund.ties),
        people: election.voters().into(),
        projects: projects.collect(),
        fund,
    })
}

/// The example, in words and as tables.
pub(crate) fn section(visit: &Visit) -> Result<Markup> {
    let mut example = example()?;
    for project in &mut example.projects {
        project.title = visit.t(&project.code);
    }
    let compared = compare::Compared {
        fund: &example.fund,
        projects: &example.projects,
        allocations: &example.allocations,
        people: example.people,
    };
    Ok(look::section(
        "example",
        visit.t("rules-example"),
        html! {
            p { (visit.t("rules-example-lead")) }
            (compare::beside(visit, &compared))
        },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fund::Rule;

    #[test]
    fn the_rules_differ_in_the_example() {
        let example = example().unwrap();
        let funded = |rule: Rule| -> Vec<&str> {
            let allocation = example.allocations.iter().find(|one| one.rule == rule).unwrap();
            let funded =
                example.projects.iter().filter(|project| allocation.of(project.number).unwrap().is_funded());
            funded.map(|project| project.code.trim_start_matches("rules-example-")).collect()
        };
        assert_eq!(funded(Rule::Greedy), ["park", "hall", "path"]);
        assert_eq!(funded(Rule::Shares), ["park", "path", "garden"]);
    }
}
