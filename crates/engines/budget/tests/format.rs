//! Reading `.pb` files: what is read, and what is refused.

use budget::pb::{self, VoteType, Weights};
use budget::{Invalid, Vote};
use proptest::prelude::*;

const APPROVALS: &str = "META\nkey;value\nbudget;100,5\nvote_type;approval\nnum_votes;3\n\
    PROJECTS\nproject_id;name;cost;selected\np1;\"A path; \"\"long\"\"\";60.25;1\np2;Bench;40;0\n\
    VOTES\nvoter_id;age;vote\n7;40;p2,p1\n8;;p1\n9;;\n";

/// A file with these ballots of this type.
fn ballots(vote_type: &str, rows: &str) -> String {
    format!(
        "META\nkey;value\nbudget;9\nvote_type;{vote_type}\nPROJECTS\nproject_id;cost\na;1\nb;2\nc;3\nVOTES\n{rows}\n"
    )
}

fn weights(text: &str, weights: Weights) -> Vec<Vec<(u32, u32)>> {
    let election = pb::read(text).unwrap().election(weights).unwrap();
    let votes =
        |&ballot: &u32| election.votes(ballot).iter().map(|vote| (vote.project, vote.weight)).collect();
    election.ballots().iter().map(votes).collect()
}

#[test]
fn a_file_is_read_as_it_is_meant() {
    for text in [APPROVALS.to_owned(), APPROVALS.replace('\n', "\r\n"), format!("\u{feff}{APPROVALS}\n\n")] {
        let file = pb::read(&text).unwrap();
        assert_eq!((file.budget, file.money.decimals, file.vote_type), (10050, 2, VoteType::Approval));
        assert_eq!((file.projects[0].name.as_str(), file.projects[0].cost), ("A path; \"long\"", 6025));
        assert_eq!((file.projects[0].selected, file.projects[1].selected), (Some(true), Some(false)));
        assert_eq!(
            (file.ballots[0].voter.as_str(), file.ballots[0].projects.as_slice()),
            ("7", [1, 0].as_slice())
        );
        assert_eq!((file.meta("num_votes"), file.notes.len()), (Some("3"), 0));
        let further = [["age"].as_slice(), &["40"]];
        assert_eq!([file.ballot_heads.as_slice(), file.ballots[0].more.as_slice()], further);
        assert!(file.project_heads.is_empty());
        let election = file.election(Weights::Approvals).unwrap();
        assert_eq!((election.voters(), election.people().len(), election.supported_by(0)), (3, 3, 2));
    }
}

#[test]
fn every_type_of_ballot_gets_its_weights() {
    let ranked = ballots("ordinal", "voter_id;vote\n1;c,a\n2;b");
    assert_eq!(weights(&ranked, Weights::Borda), [vec![(0, 1), (2, 2)], vec![(1, 1)]]);
    assert_eq!(weights(&ranked, Weights::Approvals), [vec![(0, 1), (2, 1)], vec![(1, 1)]]);
    for vote_type in ["cumulative", "scoring"] {
        let scored = ballots(vote_type, "voter_id;vote;points\n1;a,b;2.5,0\n2;c;3\n3;;");
        assert_eq!(weights(&scored, Weights::Points), [vec![(0, 25)], vec![(2, 30)], vec![]]);
        assert_eq!(weights(&scored, Weights::Approvals), [vec![(0, 1)], vec![(2, 1)], vec![]]);
        assert_eq!(pb::read(&scored).unwrap().election(Weights::Borda), Err(pb::Unfit::NotRanked));
    }
    let one = ballots("choose-1", "voter_id;vote\n1;a\n2;a");
    assert_eq!(weights(&one, Weights::Approvals), [[(0, 1)], [(0, 1)]]);
    assert_eq!(pb::read(&one).unwrap().election(Weights::Points), Err(pb::Unfit::NoPoints));
}

#[test]
fn what_is_odd_but_countable_is_noted() {
    let file = pb::read(&ballots("approval\nnum_projects;4", "voter_id;vote\n1;a\n1;b")).unwrap();
    assert_eq!(
        file.notes,
        [
            "line 14: voter 1 is there twice; both ballots are counted",
            "META announces 4 projects, and 3 are there"
        ]
    );
}

#[test]
fn what_cannot_be_counted_is_refused_with_its_line() {
    let changed = |from: &str, to: &str| APPROVALS.replacen(from, to, 1);
    let cases = [
        (String::new(), 1, "the section META should begin here, not \"\""),
        (changed("META", "MATE"), 1, "the section META should begin here, not \"MATE\""),
        (changed("budget;100,5\n", ""), 5, "META has no budget"),
        (changed("vote_type;approval\n", ""), 5, "META has no vote_type"),
        (changed("approval", "shouting"), 4, "vote_type is shouting, not approval"),
        (changed("100,5", "-100"), 3, "the budget is not an amount: -100"),
        (changed("100,5", "9999999999999999"), 3, "the budget is more than"),
        (changed("vote_type", "budget;7\nvote_type"), 4, "budget is given again, after line 3"),
        (changed("cost;selected", "price;selected"), 7, "PROJECTS has no column cost"),
        (changed("60.25", "-1"), 8, "the cost of p1 is not an amount: \"-1\""),
        (changed("60.25", "free"), 8, "the cost of p1 is not an amount: \"free\""),
        (changed("long\"\"\"", "long\"\""), 8, "a quotation mark is opened in this row and never closed"),
        (changed("p2;Bench", "p1;Bench"), 9, "the project p1 is there already, in line 8"),
        (changed("p2;Bench", ";Bench"), 9, "\"\" cannot be a project_id"),
        (changed("Bench;40;0", "Bench;40;0;1;2"), 9, "6 cells in a row, under 4 heads"),
        (changed("VOTES", "BALLOTS"), 10, "the cost of BALLOTS is not an amount"),
        (changed("age;vote", "age;ballot"), 11, "VOTES has no column vote"),
        (changed("p2,p1", "p2,p3"), 12, "there is no project p3"),
        (changed("p2,p1", "p2,p2"), 12, "the ballot names p2 twice"),
        (format!("{APPROVALS}META\nkey;value\n"), 15, "nothing should follow VOTES"),
        (ballots("choose-1", "voter_id;vote\n1;a,b"), 12, "2 projects on a ballot for one"),
        (ballots("scoring", "voter_id;vote\n1;a"), 11, "VOTES has no column points"),
        (ballots("scoring", "voter_id;vote;points\n1;a,b;3"), 12, "1 numbers of points for 2 projects"),
        (ballots("scoring", "voter_id;vote;points\n1;a,b;3,-1"), 12, "\"-1\" is no number of points"),
        (
            ballots("scoring", "voter_id;vote;points\n1;a,b;3,2147483648"),
            12,
            "more points than can be counted",
        ),
    ];
    for (text, line, reason) in cases {
        let refusal = pb::read(&text).expect_err(&text);
        assert_eq!(refusal.line, line, "{refusal} in {text}");
        assert!(refusal.reason.starts_with(reason), "{refusal}");
    }
}

#[test]
fn an_election_refuses_what_it_cannot_count() {
    let election = |costs: &[u64], ballot: Vec<Vote>| {
        let projects = costs.iter().enumerate();
        let projects =
            projects.map(|(at, &cost)| budget::Project { id: format!("p{}", at / 2), cost }).collect();
        budget::Election::new(budget::Money::default(), 9, projects, [ballot])
    };
    let vote = |project, weight| Vote { project, weight };
    assert_eq!(election(&[1, 2], vec![]), Err(Invalid::SameProject("p0".into())));
    assert_eq!(election(&[1 << 51], vec![]), Err(Invalid::TooMuch("p0".into())));
    for ballot in [vec![vote(1, 1)], vec![vote(0, 0)], vec![vote(0, 1), vote(0, 2)]] {
        assert_eq!(election(&[1], ballot), Err(Invalid::Ballot(0)));
    }
    assert_eq!(election(&[1], vec![vote(0, (1 << 31) + 1)]), Err(Invalid::TooMany));
}

/// Reads a text and counts it by every rule. Nothing may panic.
fn count(text: &str) {
    let Ok(file) = pb::read(text) else { return };
    // Notes name lines, which may be others.
    let again = pb::read(&file.text()).unwrap_or_else(|refusal| panic!("{refusal}: {}", file.text()));
    assert_eq!(pb::File { notes: Vec::new(), ..again }, pb::File { notes: Vec::new(), ..file.clone() });
    for weights in [Weights::Approvals, Weights::Points, Weights::Borda] {
        let Ok(election) = file.election(weights) else { continue };
        budget::phragmen(&election, budget::Ties::Votes);
        for utility in [budget::Utility::Cost, budget::Utility::Cardinality] {
            budget::greedy(&election, utility, budget::Greedy::Skip, budget::Ties::Votes);
            budget::equal_shares(&election, utility, budget::Completion::Add1u, budget::Ties::Votes);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_is_read_or_refused(text in "(META|PROJECTS|VOTES|[a-z;,\"\n0-9.]{0,8}|\n){0,12}") {
        count(&text);
    }

    #[test]
    fn a_changed_file_is_read_or_refused(
        which in 0_usize..3,
        at in 0_usize..200,
        cut in 0_usize..12,
        with in "[a-c0-9;,.\n\"-]{0,4}",
    ) {
        let text = match which {
            0 => APPROVALS.to_owned(),
            1 => ballots("ordinal", "voter_id;vote\n1;c,a\n2;b"),
            _ => ballots("scoring", "voter_id;vote;points\n1;a,b;2.5,0\n2;c;3\n3;;"),
        };
        let at = at.min(text.len());
        let end = (at + cut).min(text.len());
        count(&format!("{}{with}{}", &text[..at], &text[end..]));
    }
}
