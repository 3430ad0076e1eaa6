//! The network that the files and the arguments state.

use std::collections::{BTreeSet, HashMap, HashSet};

use anyhow::{Context, Result, bail, ensure};
use network::read::csv::{self, File};
use network::read::{Direction, Table, TieRow};
use network::{Agreement, Tie, Ties};

use super::Network;
use crate::network::read_map;
use crate::read_text;

/// What is to be read.
pub(super) struct Input {
    pub(super) ids: Vec<String>,
    pub(super) labels: Vec<String>,
    pub(super) ties: Ties,
    pub(super) agreement: Agreement,
    /// What the file calls the level of ties; `None` where they have none.
    pub(super) weight: Option<String>,
    pub(super) groups: Vec<Grouping>,
    /// Whether each member is of the second kind.
    pub(super) below: Option<Vec<bool>>,
    /// Whether each member answered.
    pub(super) answered: Option<Vec<bool>>,
    pub(super) seed: u64,
}

/// A column of the members as groups.
pub(super) struct Grouping {
    pub(super) column: String,
    /// The values, ascending; `?` for those without.
    pub(super) names: Vec<String>,
    /// The number of each member's value.
    pub(super) of: Vec<u32>,
}

impl Input {
    pub(super) fn read(asked: &Network) -> Result<Self> {
        let table = table(asked)?;
        let mut ties = ties(&table, asked)?;
        if let Some(level) = asked.level {
            ties = ties.at_least(level);
        }
        let two_mode = asked
            .two_mode
            .clone()
            .or_else(|| has_column(&table, "bipartite").then(|| "bipartite".to_owned()));
        let kinds = [two_mode.as_deref(), asked.answered.as_deref()];
        let groups = match asked.groups.as_slice() {
            [] => {
                let others = columns(&table).into_iter().filter(|column| !kinds.contains(&Some(column)));
                others.map(|column| Grouping::of(&table, &column)).filter(Grouping::is_one).collect()
            }
            asked => {
                let grouping = |column: &String| known(&table, column).map(|()| Grouping::of(&table, column));
                asked.iter().map(grouping).collect::<Result<_>>()?
            }
        };
        let flags = |column: Option<&str>| column.map(|column| flags(&table, column)).transpose();
        Ok(Self {
            ties,
            agreement: asked.agreement.into(),
            weight: table.weight_name.clone(),
            groups,
            below: flags(kinds[0])?,
            answered: flags(kinds[1])?,
            seed: asked.seed,
            ids: table.nodes.iter().map(|node| node.id.clone()).collect(),
            labels: table.nodes.into_iter().map(|node| node.label).collect(),
        })
    }

    /// A member's id, from its number.
    pub(super) fn id(&self, member: u32) -> &str {
        &self.ids[member as usize]
    }
}

fn table(asked: &Network) -> Result<Table> {
    let (nodes, ties) = match asked.files.as_slice() {
        [nodes, ties] => (Some(nodes), ties),
        [one] if one.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("csv")) => {
            return read_map(one);
        }
        files => (None, &files[0]),
    };
    let stated = nodes.map(|nodes| read_text(nodes)).transpose()?;
    csv::read(stated.as_deref(), &read_text(ties)?, asked.weight.as_deref()).map_err(|(file, error)| {
        let path = if file == File::Nodes { nodes.unwrap_or(ties) } else { ties };
        anyhow::Error::new(error).context(format!("{} cannot be read", path.display()))
    })
}

fn ties(table: &Table, asked: &Network) -> Result<Ties> {
    let number: HashMap<&str, u32> = table.nodes.iter().map(|node| node.id.as_str()).zip(0..).collect();
    let usual = match asked.directed {
        Some(true) => Direction::Directed,
        None if names_both_orders(&table.ties) => Direction::Directed,
        _ => Direction::Undirected,
    };
    let member =
        |id: &str| number.get(id).copied().with_context(|| format!("a tie names “{id}”, who is no member"));
    let level = |weight: f64| asked.reverse.map_or(weight, |top| top - weight);
    let tie = |row: &TieRow| {
        Ok(Tie {
            from: member(&row.from)?,
            to: member(&row.to)?,
            direction: row.direction.filter(|_| asked.directed != Some(false)).unwrap_or(usual),
            level: row.weight.map_or(1.0, level),
            reporter: Some(row.reporter.as_str()).filter(|id| !id.is_empty()).map(member).transpose()?,
        })
    };
    Ok(Ties::new(table.nodes.len(), table.ties.iter().map(tie).collect::<Result<_>>()?))
}

fn names_both_orders(ties: &[TieRow]) -> bool {
    let met: HashSet<(&str, &str)> = ties.iter().map(|tie| (tie.from.as_str(), tie.to.as_str())).collect();
    met.iter().any(|(from, to)| from != to && met.contains(&(*to, *from)))
}

fn columns(table: &Table) -> Vec<String> {
    let mut met = HashSet::new();
    let names = table.nodes.iter().flat_map(|node| node.attributes.iter().map(|(name, _)| name));
    names.filter(|name| met.insert(name.as_str())).cloned().collect()
}

fn has_column(table: &Table, column: &str) -> bool {
    columns(table).iter().any(|name| name == column)
}

fn known(table: &Table, column: &str) -> Result<()> {
    let columns = columns(table).join(", ");
    ensure!(has_column(table, column), "the members have no column “{column}”; they have: {columns}");
    Ok(())
}

fn value<'t>(table: &'t Table, member: usize, column: &str) -> &'t str {
    let found = table.nodes[member].attributes.iter().find(|(name, _)| name == column);
    found.map_or("", |(_, value)| value.as_str())
}

fn flags(table: &Table, column: &str) -> Result<Vec<bool>> {
    known(table, column)?;
    let flag = |member: usize| match value(table, member, column).to_lowercase().as_str() {
        "1" | "true" | "yes" | "y" => Ok(true),
        "0" | "false" | "no" | "n" | "" => Ok(false),
        other => bail!("“{other}” in column “{column}” of member {}: write 1 or 0", table.nodes[member].id),
    };
    (0..table.nodes.len()).map(flag).collect()
}

impl Grouping {
    fn of(table: &Table, column: &str) -> Self {
        let values: Vec<&str> = (0..table.nodes.len())
            .map(|member| Some(value(table, member, column)).filter(|value| !value.is_empty()).unwrap_or("?"))
            .collect();
        let names: Vec<&str> = values.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
        let of = values.iter().map(|value| names.binary_search(value).unwrap_or(0) as u32).collect();
        Self { column: column.to_owned(), names: names.into_iter().map(str::to_owned).collect(), of }
    }

    /// Whether the values look like groups: more than one, and two members to each at least in the mean.
    fn is_one(&self) -> bool {
        self.names.len() > 1 && 2 * self.names.len() <= self.of.len()
    }
}
