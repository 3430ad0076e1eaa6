//! An opinion map as JSON and as tables.

use std::collections::HashMap;

use opinion::read::Conversation;
use opinion::{Agreed, Representative, Side};
use serde_json::{Map as Object, Value, json};

use super::Outcome;
use crate::{Report, Table};

/// How much of a statement's words stands in a table.
const WORDS: usize = 70;

pub(super) fn report(read: &Conversation, outcome: &Outcome, words: &HashMap<usize, String>) -> Report {
    Report { json: json(read, outcome), tables: tables(read, outcome, words) }
}

fn json(read: &Conversation, outcome: &Outcome) -> Value {
    let Outcome { map, findings, trust, doubt } = outcome;
    let name = |statement: usize| read.statements[statement].as_str();
    let mut members = vec![Vec::new(); map.groups.len()];
    for (participant, group) in read.participants.iter().zip(&map.group_of) {
        if let Some(group) = group {
            members[usize::from(*group)].push(participant.as_str());
        }
    }
    let representative = |list: &[Representative]| -> Vec<Value> {
        let one = |speaks: &Representative| {
            let statement = name(speaks.statement);
            json!({ "statement": statement, "side": side(speaks.side), "p": speaks.p, "r": speaks.r })
        };
        list.iter().map(one).collect()
    };
    let groups: Vec<Value> = members
        .iter()
        .zip(&findings.representative)
        .enumerate()
        .map(|(id, (members, list))| {
            json!({ "id": id, "members": members, "representative": representative(list) })
        })
        .collect();
    let ids = |list: &[Agreed]| list.iter().map(|agreed| name(agreed.statement)).collect::<Vec<_>>();
    let informed = findings.group_informed.iter().map(|informed| informed.map(|informed| informed.share));
    let range =
        findings.group_informed.iter().map(|informed| informed.map(|informed| [informed.low, informed.high]));
    let places = map.places.iter().map(|place| Some(*place));
    json!({
        "participants": read.votes.participants(),
        "statements": read.votes.statements(),
        "votes": read.votes.count(),
        "k": map.groups.len(),
        "groups": groups,
        "consensus": {
            "agree": ids(&findings.consensus.agree),
            "disagree": ids(&findings.consensus.disagree),
        },
        "group_informed_consensus": by_name(&read.statements, informed),
        "group_informed_consensus_range": by_name(&read.statements, range),
        "priority": by_name(&read.statements, findings.priority.iter().copied()),
        "stability": trust.map(|trust| trust.stability),
        "structure": trust.map(|trust| trust.structure),
        "clumping": trust.map(|trust| trust.clumping),
        "silhouette": map.silhouette,
        "reason": doubt.map(|doubt| doubt.to_string()),
        "projection": by_name(&read.participants, places),
    })
}

/// What there is for each name.
fn by_name<T: Into<Value>>(
    names: &[String],
    values: impl Iterator<Item = Option<T>>,
) -> Object<String, Value> {
    names.iter().zip(values).filter_map(|(name, value)| Some((name.clone(), value?.into()))).collect()
}

fn side(side: Side) -> &'static str {
    match side {
        Side::Agree => "agree",
        Side::Disagree => "disagree",
    }
}

/// The letter of a group in tables and pictures.
pub(super) fn letter(group: usize) -> char {
    char::from(b'A' + group as u8)
}

fn tables(read: &Conversation, outcome: &Outcome, words: &HashMap<usize, String>) -> Vec<Table> {
    let Outcome { map, findings, trust, doubt } = outcome;
    let text = |statement: usize| {
        let words = words.get(&statement).map_or("", String::as_str).replace('\n', " ");
        if words.chars().count() > WORDS {
            words.chars().take(WORDS).collect::<String>() + "…"
        } else {
            words
        }
    };
    let mut groups = Table::new(
        format!(
            "{} participants, {} statements, {} votes",
            read.votes.participants(),
            read.votes.statements(),
            read.votes.count()
        ),
        ["group", "members", "statement", "side", "share", "times others", "words"],
    );
    for (number, (group, list)) in map.groups.iter().zip(&findings.representative).enumerate() {
        let mut head = [letter(number).to_string(), group.size.to_string()];
        for speaks in list {
            let [name, size] = std::mem::take(&mut head);
            let (statement, p, r) = (&read.statements[speaks.statement], speaks.p, speaks.r);
            let values =
                [side(speaks.side).to_owned(), format!("{p:.2}"), format!("{r:.2}"), text(speaks.statement)];
            groups.row([name, size, statement.clone()].into_iter().chain(values));
        }
        if list.is_empty() {
            let [name, size] = head;
            groups.row([
                name,
                size,
                String::new(),
                String::new(),
                String::new(),
                String::new(),
                String::new(),
            ]);
        }
    }
    groups.note = match (doubt, trust) {
        (Some(doubt), _) => doubt.to_string(),
        (None, Some(trust)) => format!(
            "Stability {:.2} (1: every sample gives the same groups). {}",
            trust.stability,
            if trust.clumping < 2.0 {
                "The groups are parts of one cloud: there is no gap between them."
            } else {
                ""
            }
        )
        .trim_end()
        .to_owned(),
        (None, None) => "Whether these groups are there has not been examined.".to_owned(),
    };
    let mut consensus = Table::new("What most say", ["side", "statement", "share", "words"]);
    for (side, list) in [("agree", &findings.consensus.agree), ("disagree", &findings.consensus.disagree)] {
        for agreed in list {
            let statement = read.statements[agreed.statement].clone();
            consensus.row([side.to_owned(), statement, format!("{:.2}", agreed.p), text(agreed.statement)]);
        }
    }
    vec![groups, consensus]
}
