//! The budget engine against published answers.

use budget::pb::{self, File, Weights};
use budget::{Completion, Election, Greedy, Outcome, Ties, Utility, equal_shares, greedy, phragmen};
use serde_json::Value;

use crate::data;

const UTILITIES: [(&str, Utility); 2] = [("cost", Utility::Cost), ("cardinality", Utility::Cardinality)];

fn file(name: &str) -> File {
    pb::read(&data::text(&format!("budgets/{name}"))).unwrap_or_else(|refusal| panic!("{name}: {refusal}"))
}

/// What was funded, by id.
fn winners(election: &Election, outcome: &Outcome) -> Vec<String> {
    let ids = outcome.selected.iter().map(|&project| election.projects()[project as usize].id.clone());
    let mut ids: Vec<String> = ids.collect();
    ids.sort();
    ids
}

/// What the city funded.
fn official(file: &File) -> Vec<String> {
    let funded = file.projects.iter().filter(|project| project.selected == Some(true));
    let mut ids: Vec<String> = funded.map(|project| project.id.clone()).collect();
    ids.sort();
    ids
}

/// By the rules of the file of expected winners, as they are named there.
fn count(election: &Election, rule: &str) -> Option<Outcome> {
    let (rule, completion) = match rule.strip_suffix("_add1") {
        Some(rule) => (rule, Completion::Add1),
        None => (rule, Completion::None),
    };
    if rule == "phragmen" {
        return Some(phragmen(election, Ties::Id));
    }
    let (rule, utility) = rule.split_once('_')?;
    let utility = UTILITIES.iter().find(|known| known.0 == utility)?.1;
    match rule {
        "mes" => Some(equal_shares(election, utility, completion, Ties::Id).outcome),
        "greedy" => Some(greedy(election, utility, Greedy::Skip, Ties::Id)),
        _ => None,
    }
}

#[test]
fn winners_are_those_of_pabutools() {
    let expected = data::json("budgets/expected-pabutools-1.2.3.json");
    let (mut files, mut outcomes, mut projects) = (0, 0, 0);
    for (name, expected) in expected.as_object().expect("an object") {
        let file = file(name);
        assert!(file.notes.is_empty(), "{name}: {:?}", file.notes);
        let election = file.election(Weights::Approvals).expect("an election");
        assert_eq!(expected["voters"], election.voters(), "{name}");
        let lists = expected.as_object().expect("an object").iter().filter(|(_, list)| list.is_array());
        for (rule, list) in lists.filter(|(rule, _)| *rule != "official") {
            let outcome = count(&election, rule).unwrap_or_else(|| panic!("no rule is called {rule}"));
            let found = winners(&election, &outcome);
            let list = list.as_array().into_iter().flatten().filter_map(Value::as_str);
            let mut list: Vec<&str> = list.collect();
            list.sort_unstable();
            assert_eq!(found, list, "{name} {rule}");
            assert!(outcome.spent <= election.budget());
            outcomes += 1;
            projects += found.len();
        }
        files += 1;
    }
    assert!(files >= 6 && outcomes >= 34, "{files} files, {outcomes} outcomes");
    println!(
        "figure: budget: {outcomes} outcomes of {files} elections equal to those of pabutools 1.2.3, {projects} winners"
    );
}

#[test]
fn winners_are_those_of_the_cities() {
    let threshold = |file: &File| {
        let text = file.meta("min_project_score_threshold").expect("a threshold");
        Greedy::Threshold(text.parse().expect("a number"))
    };
    let mut winners_in_all = 0;
    let mut equal = |name: &str, count: &dyn Fn(&File, &Election) -> Outcome| {
        let file = file(name);
        let election = file.election(file.weights()).expect("an election");
        let found = winners(&election, &count(&file, &election));
        assert_eq!(found, official(&file), "{name}");
        winners_in_all += found.len();
    };
    for ties in [Ties::Id, Ties::Votes, Ties::Declared] {
        for completion in [Completion::Add1, Completion::AddOpt] {
            let shares = |_: &File, election: &Election| {
                equal_shares(election, Utility::Cost, completion, ties).outcome
            };
            equal("Netherlands_Assen_2024.pb", &shares);
            equal("Poland_Swiecie_2023.pb", &shares);
        }
        equal("Poland_Krakow_2024.pb", &|_, election| greedy(election, Utility::Points, Greedy::Skip, ties));
        equal("poland_lodz_2020_mileszki.pb", &|_, election| {
            greedy(election, Utility::Cost, Greedy::Skip, ties)
        });
        for city in ["Poland_Lodz_2022.pb", "Poland_Warszawa_2026.pb"] {
            equal(city, &|file, election| greedy(election, Utility::Cost, threshold(file), ties));
        }
    }
    println!(
        "figure: budget: official winners of Assen, Swiecie (Equal Shares and Add1, cost), Krakow (greedy by Borda points), \
         Lodz, Warszawa (greedy with threshold) and Mileszki (greedy by votes), with each of 3 rules for ties, \
         {winners_in_all} winners in all"
    );
}

/// Wieliczka's 30 projects come out when shares rise on after nothing more fits; the file of expected winners stops there,
/// with 31. More voters prefer them to the greedy outcome.
#[test]
fn wieliczka_comes_out_with_the_comparison() {
    let file = file("Poland_Wieliczka_2023_Green_Budget.pb");
    let election = file.election(Weights::Approvals).expect("an election");
    let counted = equal_shares(&election, Utility::Cost, Completion::Comparison, Ties::Id);
    assert_eq!(winners(&election, &counted.outcome), official(&file));
    let voters = counted.comparison.expect("a comparison");
    assert!(voters.shares > voters.greedy);
    println!(
        "figure: budget: Wieliczka's {} official winners by Equal Shares raised until the next step would overspend; {} \
         voters prefer that, {} greedy",
        counted.outcome.selected.len(),
        voters.shares,
        voters.greedy
    );
}

/// pabutools 1.2.3 given a point ballot for each ranking, 3 for the first of three and 1 for the last.
#[test]
fn krakow_with_borda_is_that_of_pabutools() {
    let numbers =
        [16, 29, 30, 35, 63, 79, 81, 89, 91, 97, 128, 13, 133, 150, 158, 163, 187, 190, 194, 202, 216, 229];
    let mut expected = numbers.map(|number| format!("BO.OM.{number}/24"));
    expected.sort();
    let election = file("Poland_Krakow_2024.pb").election(Weights::Borda).expect("an election");
    let counted = equal_shares(&election, Utility::Points, Completion::None, Ties::Id);
    assert_eq!(winners(&election, &counted.outcome), expected);
    println!(
        "figure: budget: Krakow by Equal Shares with Borda points equal to pabutools 1.2.3, {} winners",
        expected.len()
    );
}

/// What the accounts say adds up: supporters paid each project's cost, and nobody more than the share.
#[test]
fn every_account_adds_up() {
    let mut accounts = 0;
    for name in ["Poland_Swiecie_2023.pb", "Poland_Wieliczka_2023_Green_Budget.pb"] {
        let election = file(name).election(Weights::Approvals).expect("an election");
        let counted = equal_shares(&election, Utility::Cost, Completion::Add1, Ties::Id);
        let share = counted.share();
        let nothing = &share - &share;
        let mut paid = vec![nothing.clone(); election.projects().len()];
        for (ballot, &people) in (0..).zip(election.people()) {
            let mut left = share.clone();
            for (project, amount) in counted.payments(ballot) {
                assert!(
                    amount > nothing && election.votes(ballot).iter().any(|vote| vote.project == project)
                );
                left -= &amount;
                for _ in 0..people {
                    paid[project as usize] += &amount;
                }
            }
            assert_eq!(counted.left(ballot), left);
            assert!(left >= nothing);
            accounts += people;
        }
        for &project in counted.bought() {
            let cost = election.projects()[project as usize].cost;
            assert_eq!(paid[project as usize].to_string(), cost.to_string(), "{name}");
        }
    }
    println!("figure: budget: {accounts} voters' accounts add up to the costs exactly");
}

#[test]
fn every_file_is_written_as_it_was_read() {
    for name in data::files("budgets", ".pb") {
        let read = file(&name);
        let again = pb::read(&read.text()).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
        assert_eq!(File { notes: Vec::new(), ..again }, File { notes: Vec::new(), ..read }, "{name}");
    }
}
