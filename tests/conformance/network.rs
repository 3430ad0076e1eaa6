//! The network engine against networkx 3.6.1 and igraph 1.0.0.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use network::communities::{Leiden, leiden, modularity};
use network::groups::{Mixing, ego_ei};
use network::read::{Direction, Table, csv};
use network::structure::Structure;
use network::two_mode::TwoMode;
use network::{Agreement, Blocks, Graph, Tie, Ties, betweenness, brokerage, directed, distance, layout};
use serde_json::Value;

use crate::data;

/// A data set, its members by number, and what is expected of it.
struct Set {
    name: String,
    table: Table,
    expected: Value,
    compared: usize,
}

impl Set {
    fn named(name: &str) -> Self {
        let nodes = data::text(&format!("networks/{name}.nodes.csv"));
        let edges = data::text(&format!("networks/{name}.edges.csv"));
        let table = csv::read(Some(&nodes), &edges, None).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        let expected = data::json(&format!("networks/{name}.expected.json"));
        Self { name: name.to_owned(), table, expected, compared: 0 }
    }

    /// The ties as they are read; of the EMON sets the level is 5 − frequency.
    fn ties(&self) -> Ties {
        let number: HashMap<&str, u32> =
            self.table.nodes.iter().map(|node| node.id.as_str()).zip(0..).collect();
        let is_directed = self.expected["directed"] == true;
        let direction = if is_directed { Direction::Directed } else { Direction::Undirected };
        let level = |weight: Option<f64>| {
            weight.map_or(1.0, |weight| if is_directed { 5.0 - weight } else { weight })
        };
        let tie = |row: &network::read::TieRow| Tie {
            from: number[row.from.as_str()],
            to: number[row.to.as_str()],
            direction,
            level: level(row.weight),
            reporter: None,
        };
        Ties::new(self.table.nodes.len(), self.table.ties.iter().map(tie).collect())
    }

    fn id(&self, member: usize) -> &str {
        &self.table.nodes[member].id
    }

    /// Compares one number, with null for one that there is not.
    fn same(&mut self, path: &[&str], found: Option<f64>, within: f64) {
        let expected = path.iter().fold(&self.expected, |value, key| &value[*key]);
        let place = format!("{} {}", self.name, path.join(" "));
        match (expected.as_f64(), found) {
            (Some(expected), Some(found)) => {
                assert!((expected - found).abs() <= within, "{place}: {found}, expected {expected}");
            }
            (None, None) => assert!(expected.is_null(), "{place} is no number"),
            (expected, found) => panic!("{place}: {found:?}, expected {expected:?}"),
        }
        self.compared += 1;
    }

    /// Compares a number for each member.
    fn each(&mut self, path: &[&str], found: impl Fn(usize) -> Option<f64>, within: f64) {
        for member in 0..self.table.nodes.len() {
            let id = self.id(member).to_owned();
            self.same(&[path, &[&id]].concat(), found(member), within);
        }
    }

    /// Compares a set of words.
    fn same_words(&mut self, path: &[&str], found: BTreeSet<String>) {
        let value = path.iter().fold(&self.expected, |value, key| &value[*key]);
        let words =
            value.as_array().expect("a list").iter().map(|word| word.as_str().expect("a word").to_owned());
        assert_eq!(found, words.collect(), "{} {}", self.name, path.join(" "));
        self.compared += 1;
    }
}

const NEAR: f64 = 1e-9;

fn names() -> Vec<String> {
    let files = data::files("networks", ".expected.json");
    let names = files.into_iter().map(|file| file.trim_end_matches(".expected.json").to_owned());
    names.filter(|name| name != "contribution_demo" && name != "davis_southern_women").collect()
}

#[test]
fn every_reading_of_every_expected_file() {
    let (mut compared, mut sets) = (0, 0);
    for name in names() {
        let mut set = Set::named(&name);
        let ties = set.ties();
        let graph = ties.graph(Agreement::Either);
        let blocks = Blocks::of(&graph);
        let structure = Structure::of(&graph, &blocks, Leiden::thorough(&graph));
        set.same(&["n"], Some(graph.members() as f64), 0.0);
        set.same(&["m_undirected"], Some(graph.ties() as f64), 0.0);
        positions(&mut set, &structure);
        whole(&mut set, &structure);
        if !set.expected["nodes_weighted"].is_null() {
            weighted(&mut set, &graph);
        }
        if set.expected["directed"] == true {
            along(&mut set, &ties);
        }
        groups(&mut set, &graph);
        compared += set.compared;
        sets += 1;
    }
    assert_eq!(sets, 13);
    println!(
        "figure: network readings equal to networkx 3.6.1 and igraph 1.0.0: {compared} values of {sets} networks"
    );
}

fn positions(set: &mut Set, structure: &Structure) {
    let at = |member: usize| &structure.positions[member];
    set.each(&["nodes", "degree"], |m| Some(at(m).degree as f64), 0.0);
    set.each(&["nodes", "degree_centrality"], |m| Some(at(m).degree_centrality), NEAR);
    // Written with 12 decimals: up to 135,206 on lhd_leaders, so a few parts in 10¹⁵.
    set.each(&["nodes", "betweenness_raw"], |m| Some(at(m).betweenness), NEAR);
    set.each(&["nodes", "betweenness_normalised"], |m| Some(at(m).betweenness_normalised), NEAR);
    set.each(&["nodes", "closeness_wasserman_faust"], |m| Some(at(m).closeness), NEAR);
    set.each(&["nodes", "harmonic"], |m| Some(at(m).harmonic), NEAR);
    set.each(&["nodes", "reach2"], |m| Some(at(m).reach_two), NEAR);
    set.each(&["nodes", "eigenvector_l2_largest_component"], |m| at(m).eigenvector, 1e-8);
    set.each(&["nodes", "pagerank_0.85"], |m| Some(at(m).pagerank), 1e-8);
    set.each(&["nodes", "core_number"], |m| Some(f64::from(at(m).core_number)), 0.0);
    set.each(&["nodes", "clustering"], |m| Some(at(m).clustering), NEAR);
    set.each(&["nodes", "burt_constraint"], |m| at(m).constraint, NEAR);
    set.each(&["nodes", "effective_size"], |m| at(m).effective_size, NEAR);
    set.each(&["nodes", "burt_efficiency"], |m| at(m).efficiency, NEAR);
    // The large set leaves removals out.
    if set.expected["nodes"].get("removal").is_none() {
        return;
    }
    for member in 0..structure.positions.len() {
        let (id, removal) = (set.id(member).to_owned(), at(member).removal);
        let path = |key| ["nodes", "removal", &id, key];
        set.same(&path("components"), Some(removal.components as f64), 0.0);
        set.same(&path("extra_components"), Some(removal.extra_components as f64), 0.0);
        set.same(&path("largest"), Some(removal.largest as f64), 0.0);
        set.same(&path("fragmentation"), removal.fragmentation, NEAR);
    }
}

fn whole(set: &mut Set, structure: &Structure) {
    let whole = &structure.whole;
    for (key, found) in [
        ("density", whole.density),
        ("mean_degree", Some(whole.mean_degree)),
        ("freeman_degree_centralisation", whole.degree_centralisation),
        ("freeman_betweenness_centralisation", whole.betweenness_centralisation),
        ("degree_assortativity", whole.degree_assortativity),
        ("average_clustering", Some(whole.average_clustering)),
        ("transitivity", Some(whole.transitivity)),
        ("degeneracy", Some(f64::from(whole.degeneracy))),
        ("components", Some(whole.component_sizes.len() as f64)),
        ("biconnected_components", Some(whole.biconnected_components as f64)),
        ("global_efficiency", whole.global_efficiency),
        ("node_connectivity", whole.node_connectivity.map(|least| least as f64)),
    ] {
        set.same(&["whole_network", key], found, NEAR);
    }
    let largest = |key| ["whole_network", "largest_component", key];
    set.same(&largest("n"), Some(f64::from(whole.component_sizes[0])), 0.0);
    set.same(&largest("diameter"), Some(f64::from(whole.diameter)), 0.0);
    set.same(&largest("average_path_length"), Some(whole.average_path_length), NEAR);
    let sizes: Vec<u64> = whole.component_sizes.iter().map(|size| u64::from(*size)).collect();
    assert_eq!(set.expected["whole_network"]["component_sizes"], Value::from(sizes));
    let ids = |members: &[u32]| members.iter().map(|&member| set.id(member as usize).to_owned()).collect();
    let (isolates, points) = (ids(&whole.isolates), ids(&whole.articulation_points));
    let pair = |&(a, b): &(u32, u32)| {
        let (a, b) = (set.id(a as usize), set.id(b as usize));
        format!("{}|{}", a.min(b), a.max(b))
    };
    let bridges = whole.bridges.iter().map(pair).collect();
    set.same_words(&["whole_network", "isolates"], isolates);
    set.same_words(&["whole_network", "articulation_points"], points);
    set.same_words(&["whole_network", "bridges"], bridges);
    let best = "best_modularity_of_200_igraph_leiden_runs_unweighted";
    let best = set.expected["whole_network"][best].as_f64().expect("the best modularity");
    let found = whole.modularity.expect("ties");
    assert!(found > best - 0.001, "{}: modularity {found}, igraph's best {best}", set.name);
    set.compared += 2;
}

fn weighted(set: &mut Set, graph: &Graph) {
    let between = betweenness::weighted_betweenness(graph);
    let constraint = brokerage::constraint(graph);
    set.each(&["nodes_weighted", "betweenness_raw_distance_1_over_weight"], |m| Some(between[m]), NEAR);
    set.each(&["nodes_weighted", "burt_constraint"], |m| constraint[m], NEAR);
    set.each(&["nodes_weighted", "strength"], |m| Some(graph.weights(m).iter().sum()), NEAR);
    let weights: f64 = graph.each_tie().map(|tie| tie.2).sum();
    set.same(&["whole_network", "mean_tie_weight"], Some(weights / graph.ties() as f64), NEAR);
}

fn along(set: &mut Set, ties: &Ties) {
    let digraph = ties.digraph();
    let between = betweenness::directed_betweenness(&digraph);
    let near = distance::directed_nearness(&digraph);
    let constraint = brokerage::constraint(&digraph.summed());
    let n = digraph.members();
    set.same(&["m_directed"], Some(digraph.ties() as f64), 0.0);
    set.each(&["directed_view", "betweenness_raw"], |m| Some(between[m]), NEAR);
    set.each(&["directed_view", "closeness_in_wasserman_faust"], |m| Some(near[m].closeness(n)), NEAR);
    set.each(&["directed_view", "burt_constraint_weighted"], |m| constraint[m], NEAR);
    set.each(&["directed_view", "in_degree"], |m| Some(digraph.leaders(m).len() as f64), 0.0);
    set.each(&["directed_view", "out_degree"], |m| Some(digraph.followers(m).len() as f64), 0.0);
    set.same(&["directed_view", "density"], directed::density(&digraph), NEAR);
    set.same(&["directed_view", "reciprocity"], directed::reciprocity(&digraph), NEAR);
    let strong = directed::strong_components(&digraph);
    set.same(&["directed_view", "strongly_connected_components"], Some(strong as f64), 0.0);
}

fn groups(set: &mut Set, graph: &Graph) {
    let names: Vec<String> =
        set.expected["attributes"].as_object().expect("attributes").keys().cloned().collect();
    for name in names {
        let value = |node: &network::read::NodeRow| {
            let found = node.attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str());
            found.filter(|value| !value.is_empty()).unwrap_or("?").to_owned()
        };
        let values: Vec<String> = set.table.nodes.iter().map(value).collect();
        let number: BTreeMap<&str, u32> =
            values.iter().map(String::as_str).collect::<BTreeSet<_>>().into_iter().zip(0..).collect();
        let group: Vec<u32> = values.iter().map(|value| number[value.as_str()]).collect();
        let mixing = Mixing::of(graph, &group, number.len());
        let ego = ego_ei(graph, &group);
        let path = |key| ["attributes", &name, key];
        set.same(&path("ei_index"), mixing.ei_index(), NEAR);
        set.same(&path("expected_ei_index_at_random"), mixing.ei_by_chance(), NEAR);
        set.same(&path("cross_group_share"), mixing.cross_group_share(), NEAR);
        set.same(&path("assortativity"), mixing.assortativity(), NEAR);
        set.same(&path("internal_ties"), Some(mixing.internal as f64), 0.0);
        set.same(&path("external_ties"), Some(mixing.external as f64), 0.0);
        let q = modularity(&graph.unweighted(), &group, 1.0);
        set.same(&path("modularity_of_groups_unweighted"), q, NEAR);
        set.each(&path("ego_ei_index"), |m| ego[m], NEAR);
        for (a, &row) in &number {
            set.same(&["attributes", &name, "groups", a], Some(mixing.sizes[row as usize] as f64), 0.0);
            for (b, &column) in number.iter().filter(|(b, _)| *b >= a) {
                let ties = mixing.ties[row as usize][column as usize];
                let key = format!("{a}|{b}");
                set.same(&["attributes", &name, "mixing_ties", &key], (ties > 0).then_some(ties as f64), 0.0);
            }
        }
    }
}

#[test]
fn women_and_the_events_they_met_at() {
    let mut set = Set::named("davis_southern_women");
    let graph = set.ties().graph(Agreement::Either);
    let below: Vec<bool> = set.table.nodes.iter().map(|node| node.attributes[0].1 == "1").collect();
    let two = TwoMode::of(&graph, &below).expect("two sides");
    let between = two.betweenness(&betweenness::betweenness(&graph, &Blocks::of(&graph)));
    let (degree, clustering, redundancy) = (two.degree_centrality(), two.clustering(), two.redundancy());
    set.same(&["top"], Some(two.sides()[0] as f64), 0.0);
    set.same(&["bottom"], Some(two.sides()[1] as f64), 0.0);
    set.same(&["m"], Some(graph.ties() as f64), 0.0);
    set.same(&["density"], two.density(), NEAR);
    set.same(&["robins_alexander"], Some(two.robins_alexander()), NEAR);
    set.same(&["maximum_matching_size"], Some(two.maximum_matching_size() as f64), 0.0);
    set.each(&["degree"], |m| Some(graph.degree(m) as f64), 0.0);
    set.each(&["degree_centrality_bipartite"], |m| Some(degree[m]), NEAR);
    set.each(&["betweenness_bipartite"], |m| Some(between[m]), NEAR);
    set.each(&["latapy_clustering_dot"], |m| Some(clustering[m]), NEAR);
    set.each(&["node_redundancy"], |m| redundancy[m], NEAR);
    for pair in two.pairs() {
        let key = format!("{}|{}", set.id(pair.a as usize), set.id(pair.b as usize));
        set.same(&["jaccard", &key], Some(pair.jaccard), NEAR);
        set.same(&["cosine", &key], Some(pair.cosine), NEAR);
        set.same(&["overlap_coefficient", &key], Some(pair.overlap), NEAR);
        let shares = pair.shared > 0;
        set.same(&["projection_shared_events", &key], shares.then_some(pair.shared as f64), 0.0);
        set.same(&["projection_newman", &key], shares.then_some(pair.newman), NEAR);
    }
    println!("figure: two-mode readings equal to networkx 3.6.1: {} values", set.compared);
}

#[test]
fn maps_have_little_stress() {
    let mut said = Vec::new();
    for (name, most) in [("dhhs_collaboration", 0.115), ("les_miserables", 0.084)] {
        let graph = Set::named(name).ties().graph(Agreement::Either);
        let blocks = Blocks::of(&graph);
        for seed in 1..=5 {
            let points = layout::stress_layout(&graph, &blocks, seed, None);
            let stress = layout::stress(&graph, &points).expect("a map");
            assert!(stress <= most, "{name}, seed {seed}: stress {stress}");
            said.push(format!("{stress:.4}"));
        }
    }
    println!("figure: layout stress, DHHS and Les Misérables, seeds 1 to 5: {}", said.join(", "));
}

#[test]
fn communities_of_a_lasting_seed_keep_their_names() {
    let graph = Set::named("lhd_leaders").ties().graph(Agreement::Either);
    let first = leiden(&graph, Leiden::default(), None);
    let again = leiden(&graph, Leiden::default(), Some(&first));
    let [before, after] = [&first, &again].map(|found| modularity(&graph, found, 1.0).expect("ties"));
    let moved = first.iter().zip(&again).filter(|(a, b)| a != b).count();
    assert!(after >= before && moved * 10 < first.len(), "{moved} moved, {before} to {after}");
}
