//! One reading alone, for networks where all of them take long.

use clap::ValueEnum;
use network::betweenness::betweenness;
use network::communities::{Leiden, leiden, modularity};
use network::distance::{global_efficiency, nearness};
use network::layout::{stress, stress_layout};
use network::{Blocks, brokerage};
use serde_json::{Map, Value, json};

use super::input::Input;
use crate::{Report, Stopwatch, Table};

/// Which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Only {
    /// On how many shortest paths each member lies
    Betweenness,
    /// How near each member is to the others
    Closeness,
    /// How much each member's ties are bound up with one another
    Constraint,
    /// Groups that the ties show
    Communities,
    /// Where each member stands on a map
    Layout,
}

impl Only {
    pub(super) fn report(self, input: &Input, stopwatch: &mut Stopwatch) -> Report {
        let graph = input.ties.graph(input.agreement).unweighted();
        let mut whole = json!({ "n": graph.members(), "m_undirected": graph.ties() });
        let (key, values): (&str, Vec<Value>) = match self {
            Self::Betweenness => {
                let between = stopwatch.time(|| betweenness(&graph, &Blocks::of(&graph)));
                ("betweenness_raw", between.into_iter().map(Value::from).collect())
            }
            Self::Closeness => {
                let near = stopwatch.time(|| nearness(&graph));
                whole["global_efficiency"] = json!(global_efficiency(&near));
                let closeness = near.iter().map(|near| near.closeness(graph.members()));
                ("closeness_wasserman_faust", closeness.map(Value::from).collect())
            }
            Self::Constraint => {
                let constraint = stopwatch.time(|| brokerage::constraint(&graph));
                ("burt_constraint", constraint.into_iter().map(Value::from).collect())
            }
            Self::Communities => {
                let how = Leiden { seed: input.seed, ..Leiden::thorough(&graph) };
                let found = stopwatch.time(|| leiden(&graph, how, None));
                whole["modularity"] = json!(modularity(&graph, &found, 1.0));
                whole["communities"] = json!(found.iter().max().map_or(0, |most| most + 1));
                ("community", found.into_iter().map(Value::from).collect())
            }
            Self::Layout => {
                let points = stopwatch.time(|| stress_layout(&graph, &Blocks::of(&graph), input.seed, None));
                whole["layout_stress"] = json!(stress(&graph, &points));
                ("place", points.iter().map(|point| json!(point)).collect())
            }
        };
        let mut table =
            Table::new(format!("{} members, {} ties", graph.members(), graph.ties()), ["member", key]);
        for (id, value) in input.ids.iter().zip(&values) {
            table.row([id.clone(), value.to_string()]);
        }
        let nodes: Map<_, _> =
            input.ids.iter().zip(values).map(|(id, value)| (id.clone(), json!({ key: value }))).collect();
        Report { json: json!({ "nodes": nodes, "network": whole }), tables: vec![table] }
    }
}
