//! The answer for people: findings as sentences, and the members.

use network::structure::CLEAR_GROUPS;

use super::answer::{Answer, Groups};
use super::input::{Grouping, Input};
use crate::Table;

pub(super) fn tables(input: &Input, answer: &Answer) -> Vec<Table> {
    let mut tables = vec![whole(input, answer)];
    if let Some(Err((a, b))) = answer.two_mode {
        let (a, b) = (&input.labels[a], &input.labels[b]);
        let said = format!("Not read as two kinds: {a} and {b} have a tie and are of the same kind.");
        tables.push(Table::new(said, Vec::<String>::new()));
    }
    if !answer.levels.is_empty() {
        tables.push(levels(answer));
    }
    if !answer.groups.is_empty() {
        tables.push(groups(input, answer));
    }
    tables.push(members(input, answer));
    tables
}

fn whole(input: &Input, answer: &Answer) -> Table {
    let whole = &answer.structure.whole;
    let mut table = Table::new(
        format!("{} members, {} ties", input.ids.len(), answer.graph.ties()),
        ["reading".to_owned(), String::new()],
    );
    let mut row = |name: &str, value: String| table.row([name.to_owned(), value]);
    row("density", number(whole.density));
    row("degree centralisation", number(whole.degree_centralisation));
    row("betweenness centralisation", number(whole.betweenness_centralisation));
    row("transitivity", number(Some(whole.transitivity)));
    row("components", whole.component_sizes.len().to_string());
    row("members of the largest", whole.component_sizes.first().copied().unwrap_or(0).to_string());
    row("members without ties", whole.isolates.len().to_string());
    row("members whose loss splits it", whole.articulation_points.len().to_string());
    row("mean path in the largest", number(Some(whole.average_path_length)));
    row("global efficiency", number(whole.global_efficiency));
    row("modularity of communities", number(whole.modularity));
    if let Some(along) = &answer.along {
        row("reciprocity", number(along.reciprocity));
        row("ties only one side reports", input.ties.one_sided().to_string());
    }
    if let Some(response) = answer.response {
        row("members who answered", format!("{} of {}", response.answered, response.asked));
        row("density among known pairs", number(response.density(&answer.graph)));
    }
    if whole.modularity.is_none_or(|modularity| modularity < CLEAR_GROUPS) {
        table.note = "The ties show no clear sub-groups.".to_owned();
    }
    table
}

fn levels(answer: &Answer) -> Table {
    let mut table = Table::new(
        "Ties of at least a level",
        ["level", "ties", "density", "in largest part", "members whose loss splits it"],
    );
    for level in &answer.levels {
        table.row([
            level.level.to_string(),
            level.ties.to_string(),
            number(level.density),
            level.largest.to_string(),
            level.articulation_points.to_string(),
        ]);
    }
    if let Some(level) = answer.readable_level {
        table.note = format!("At level {level} nine in ten members still hang together: begin a map there.");
    }
    table
}

fn groups(input: &Input, answer: &Answer) -> Table {
    let mut table = Table::new(
        "Across or within groups: −1 all ties within, 1 all across",
        ["groups", "E–I", "by chance", "p", "reading"],
    );
    for (grouping, groups) in input.groups.iter().zip(&answer.groups) {
        table.row([
            grouping.column.clone(),
            number(groups.mixing.ei_index()),
            number(groups.mixing.ei_by_chance()),
            number(groups.p),
            reading(groups).to_owned(),
        ]);
    }
    let empty =
        input.groups.iter().zip(&answer.groups).filter_map(|(grouping, groups)| emptiest(grouping, groups));
    table.note = empty.collect::<Vec<_>>().join("\n");
    table
}

fn reading(groups: &Groups) -> &'static str {
    match (groups.mixing.ei_index(), groups.mixing.ei_by_chance(), groups.p) {
        (Some(found), Some(chance), Some(p)) if p <= 0.05 => {
            if found < chance {
                "fewer ties across than by chance"
            } else {
                "more ties across than by chance"
            }
        }
        (Some(_), _, _) => "as by chance",
        _ => "no ties",
    }
}

fn emptiest(grouping: &Grouping, groups: &Groups) -> Option<String> {
    let (a, b, ties, possible) = groups.mixing.emptiest()?;
    let (column, names) = (&grouping.column, &grouping.names);
    Some(format!(
        "{column}: least between {} and {}, {ties} of {possible} possible ties.",
        names[a], names[b]
    ))
}

/// In the order of the file: nobody is ranked.
fn members(input: &Input, answer: &Answer) -> Table {
    if answer.withheld() {
        let said = "Fewer than four in five answered, so members are not set beside one another.";
        return Table::new(said, Vec::<String>::new());
    }
    let heads =
        ["member", "ties", "betweenness", "closeness", "core", "constraint", "splits into", "community"];
    let mut table = Table::new("Members", heads);
    for (label, at) in input.labels.iter().zip(&answer.structure.positions) {
        table.row([
            label.clone(),
            at.degree.to_string(),
            number(Some(at.betweenness_normalised)),
            number(Some(at.closeness)),
            at.core_number.to_string(),
            number(at.constraint),
            (at.removal.extra_components + 1).to_string(),
            at.community.to_string(),
        ]);
    }
    table
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| format!("{value:.3}"))
}
