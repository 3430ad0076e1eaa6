//! The answer for programs. The names are those of the expected files that the engine is compared with.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::answer::{Along, Answer, Groups, Sides, Weighted};
use super::input::{Grouping, Input};

pub(super) fn json(input: &Input, answer: &Answer) -> Value {
    let mut json = Map::new();
    let members = |of: &dyn Fn(usize) -> Value| -> Value {
        if answer.withheld() {
            return json!({});
        }
        input
            .ids
            .iter()
            .enumerate()
            .map(|(member, id)| (id.clone(), of(member)))
            .collect::<Map<_, _>>()
            .into()
    };
    let two_mode = answer.two_mode.as_ref().and_then(|sides| sides.as_ref().ok());
    json.insert("nodes".into(), members(&|member| position(answer, two_mode, member)));
    json.insert("network".into(), whole(input, answer, two_mode));
    if let Some(weighted) = &answer.weighted {
        json.insert("nodes_weighted".into(), members(&|member| by_weight(weighted, member)));
    }
    if let Some(along) = &answer.along {
        let mut view = json!({
            "density": along.density,
            "reciprocity": along.reciprocity,
            "strongly_connected_components": along.strong_components,
        });
        view["nodes"] = members(&|member| by_direction(along, member));
        json.insert("directed_view".into(), view);
    }
    let groups = input.groups.iter().zip(&answer.groups).map(|(grouping, groups)| {
        let mut of = attribute(grouping, groups);
        of["ego_ei_index"] = members(&|member| json!(groups.ego[member]));
        (grouping.column.clone(), of)
    });
    json.insert("attributes".into(), groups.collect::<Map<_, _>>().into());
    if let Some(sides) = two_mode {
        json.insert("pairs".into(), pairs(input, sides));
    }
    let places = input.ids.iter().zip(&answer.layout).map(|(id, point)| (id.clone(), json!(point)));
    json.insert("layout".into(), places.collect::<Map<_, _>>().into());
    json.into()
}

fn position(answer: &Answer, two_mode: Option<&Sides>, member: usize) -> Value {
    let at = &answer.structure.positions[member];
    let mut position = json!({
        "degree": at.degree,
        "degree_centrality": at.degree_centrality,
        "betweenness_raw": at.betweenness,
        "betweenness_normalised": at.betweenness_normalised,
        "closeness_wasserman_faust": at.closeness,
        "harmonic": at.harmonic,
        "reach2": at.reach_two,
        "eigenvector_l2_largest_component": at.eigenvector,
        "pagerank_0.85": at.pagerank,
        "core_number": at.core_number,
        "clustering": at.clustering,
        "burt_constraint": at.constraint,
        "effective_size": at.effective_size,
        "burt_efficiency": at.efficiency,
        "removal": {
            "components": at.removal.components,
            "extra_components": at.removal.extra_components,
            "fragmentation": at.removal.fragmentation,
            "largest": at.removal.largest,
        },
        "community": at.community,
    });
    if let Some(sides) = two_mode {
        position["degree_centrality_bipartite"] = json!(sides.degree[member]);
        position["betweenness_bipartite"] = json!(sides.betweenness[member]);
        position["latapy_clustering_dot"] = json!(sides.clustering[member]);
        position["node_redundancy"] = json!(sides.redundancy[member]);
    }
    position
}

fn by_weight(weighted: &Weighted, member: usize) -> Value {
    json!({
        "strength": weighted.strength[member],
        "betweenness_raw_distance_1_over_weight": weighted.betweenness[member],
        "burt_constraint": weighted.constraint[member],
    })
}

fn by_direction(along: &Along, member: usize) -> Value {
    json!({
        "in_degree": along.graph.leaders(member).len(),
        "out_degree": along.graph.followers(member).len(),
        "betweenness_raw": along.betweenness[member],
        "closeness_in_wasserman_faust": along.nearness[member].closeness(along.graph.members()),
        "burt_constraint_weighted": along.constraint[member],
    })
}

fn whole(input: &Input, answer: &Answer, two_mode: Option<&Sides>) -> Value {
    let whole = &answer.structure.whole;
    let ids = |members: &[u32]| sorted(members.iter().map(|&member| input.id(member).to_owned()));
    let bridges = whole.bridges.iter().map(|&(a, b)| pair(input.id(a), input.id(b)));
    let communities = answer.structure.positions.iter().map(|at| at.community + 1).max().unwrap_or(0);
    let mut json = json!({
        "n": input.ids.len(),
        "m_undirected": answer.graph.ties(),
        "directed": answer.along.is_some(),
        "weight_column": input.weight,
        "density": whole.density,
        "mean_degree": whole.mean_degree,
        "freeman_degree_centralisation": whole.degree_centralisation,
        "freeman_betweenness_centralisation": whole.betweenness_centralisation,
        "degree_assortativity": whole.degree_assortativity,
        "average_clustering": whole.average_clustering,
        "transitivity": whole.transitivity,
        "degeneracy": whole.degeneracy,
        "components": whole.component_sizes.len(),
        "component_sizes": whole.component_sizes,
        "largest_component": {
            "n": whole.component_sizes.first().copied().unwrap_or(0),
            "diameter": whole.diameter,
            "average_path_length": whole.average_path_length,
        },
        "isolates": ids(&whole.isolates),
        "articulation_points": ids(&whole.articulation_points),
        "bridges": sorted(bridges),
        "biconnected_components": whole.biconnected_components,
        "global_efficiency": whole.global_efficiency,
        "node_connectivity": whole.node_connectivity,
        "modularity": whole.modularity,
        "communities": communities,
        "one_sided_ties": input.ties.one_sided(),
        "layout_stress": answer.stress,
    });
    if let Some(weighted) = &answer.weighted {
        json["mean_tie_weight"] = json!(weighted.mean);
        json["readable_level"] = json!(answer.readable_level);
        let level = |level: &super::answer::Level| {
            json!({
                "level": level.level,
                "m": level.ties,
                "density": level.density,
                "largest": level.largest,
                "articulation_points": level.articulation_points,
            })
        };
        json["levels"] = answer.levels.iter().map(level).collect();
    }
    if let Some(along) = &answer.along {
        json["m_directed"] = json!(along.graph.ties());
    }
    if let Some(response) = answer.response {
        json["response"] = json!({
            "asked": response.asked,
            "answered": response.answered,
            "rate": response.rate(),
            "density": response.density(&answer.graph),
            "ranks": if response.allows_ranks() { "shown" } else { "withheld" },
        });
    }
    if let Some(sides) = two_mode {
        json["top"] = json!(sides.sides[0]);
        json["bottom"] = json!(sides.sides[1]);
        json["m"] = json!(answer.graph.ties());
        json["density"] = json!(sides.density);
        json["robins_alexander"] = json!(sides.robins_alexander);
        json["maximum_matching_size"] = json!(sides.maximum_matching_size);
    }
    json
}

fn attribute(grouping: &Grouping, groups: &Groups) -> Value {
    let (mixing, names) = (&groups.mixing, &grouping.names);
    let sizes: BTreeMap<&str, usize> =
        names.iter().map(String::as_str).zip(mixing.sizes.iter().copied()).collect();
    let ties = (0..names.len()).flat_map(|a| (a..names.len()).map(move |b| (a, b)));
    let mixing_ties: BTreeMap<String, usize> = ties
        .filter(|&(a, b)| mixing.ties[a][b] > 0)
        .map(|(a, b)| (pair(&names[a], &names[b]), mixing.ties[a][b]))
        .collect();
    json!({
        "groups": sizes,
        "mixing_ties": mixing_ties,
        "internal_ties": mixing.internal,
        "external_ties": mixing.external,
        "ei_index": mixing.ei_index(),
        "expected_ei_index_at_random": mixing.ei_by_chance(),
        "ei_p_value": groups.p,
        "cross_group_share": mixing.cross_group_share(),
        "assortativity": mixing.assortativity(),
        "modularity_of_groups_unweighted": groups.modularity,
    })
}

/// Every pair of the upper side; what is projected only for those who share something.
fn pairs(input: &Input, sides: &Sides) -> Value {
    let of = |pair: &network::two_mode::Pair| {
        let mut json = json!({
            "jaccard": pair.jaccard,
            "cosine": pair.cosine,
            "overlap_coefficient": pair.overlap,
        });
        if pair.shared > 0 {
            json["projection_shared_events"] = json!(pair.shared);
            json["projection_newman"] = json!(pair.newman);
        }
        (format!("{}|{}", input.id(pair.a), input.id(pair.b)), json)
    };
    sides.pairs.iter().map(of).collect::<Map<_, _>>().into()
}

/// Two names as one, the first in the alphabet first.
fn pair(a: &str, b: &str) -> String {
    format!("{}|{}", a.min(b), a.max(b))
}

fn sorted(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut words: Vec<String> = words.collect();
    words.sort();
    words
}
