//! Members and ties as `GraphML`, which Gephi, yEd, igraph and networkx write.
//!
//! A node's label is its data named `label` or `name`; a tie's weight is that named `weight`, `level` or `strength`, its
//! kind that named `kind` or `type`; everything else is an attribute. A key's default holds where nothing is said.
//! (U. Brandes, M. Eiglsperger, I. Herman, M. Himsolt and M. Marshall, 2001.)

use std::collections::{HashMap, HashSet};

use roxmltree::{Document, Node};

use super::{Direction, NodeRow, ReadError, Table, TieRow, weight};

/// Reads a graph. Graphs inside nodes count as part of the whole.
///
/// # Errors
/// What is no XML or no `GraphML`, a node without an id or with one that another has, an end of a tie that is no node, ties
/// of more than two ends, and document type declarations.
pub fn read(text: &str) -> Result<Table, ReadError> {
    let document = Document::parse(text).map_err(|error| {
        ReadError::on_line(error.pos().row as usize, format!("this is no XML that can be read: {error}"))
    })?;
    let file = File { document: &document };
    if !document.root_element().has_tag_name_of("graphml") {
        return Err(ReadError::on_line(1, "this is no GraphML: its first element should be <graphml>"));
    }
    if let Some(many) = file.all("hyperedge").next() {
        return Err(file.wrong(many, "a tie of more than two ends cannot be read: say it as several ties"));
    }
    let (node_keys, tie_keys) = (file.keys("node"), file.keys("edge"));
    let mut nodes = Vec::new();
    let mut known = HashSet::new();
    for node in file.all("node") {
        let id = node.attribute("id").map(str::trim).filter(|id| !id.is_empty());
        let id = id.ok_or_else(|| file.wrong(node, "this node has no id: give it one"))?;
        if !known.insert(id) {
            return Err(file.wrong(node, format!("the node “{id}” is there twice: give one another id")));
        }
        let mut attributes = file.data(node, &node_keys)?;
        let label = take(&mut attributes, &["label", "name"]).unwrap_or_else(|| id.to_owned());
        nodes.push(NodeRow { id: id.to_owned(), label, attributes });
    }
    let mut ties = Vec::new();
    for edge in file.all("edge") {
        let end = |name: &str| {
            let id = edge.attribute(name).map(str::trim);
            let id = id.ok_or_else(|| file.wrong(edge, format!("this edge has no {name}: add it")))?;
            let unknown = || file.wrong(edge, format!("“{id}” is no node: add it, or correct the edge"));
            known.contains(id).then(|| id.to_owned()).ok_or_else(unknown)
        };
        let mut attributes = file.data(edge, &tie_keys)?;
        let kind = take(&mut attributes, &["kind", "type"]).unwrap_or_default();
        let direction = Some(file.direction(edge)?);
        ties.push(TieRow {
            from: end("source")?,
            to: end("target")?,
            direction,
            kind,
            attributes,
            ..TieRow::default()
        });
    }
    let weight_name = weight::take(&mut ties);
    Ok(Table { nodes, ties, weight_name })
}

/// What a key stands for.
struct Key<'d> {
    id: &'d str,
    name: &'d str,
    default: Option<&'d str>,
}

struct File<'d> {
    document: &'d Document<'d>,
}

impl<'d> File<'d> {
    fn all(&self, tag: &'static str) -> impl Iterator<Item = Node<'d, 'd>> {
        self.document.descendants().filter(move |node| node.has_tag_name_of(tag))
    }

    fn wrong(&self, at: Node, reason: impl Into<String>) -> ReadError {
        ReadError::on_line(self.document.text_pos_at(at.range().start).row as usize, reason)
    }

    /// The keys for nodes or for edges, in the order of the file.
    fn keys(&self, of: &str) -> Vec<Key<'d>> {
        let keys = self.all("key").filter(|key| {
            matches!(key.attribute("for"), None | Some("all")) || key.attribute("for") == Some(of)
        });
        keys.filter_map(|key| {
            let id = key.attribute("id")?;
            let default = key.children().find(|child| child.has_tag_name_of("default")).map(text_of);
            Some(Key { id, name: key.attribute("attr.name").unwrap_or(id), default })
        })
        .collect()
    }

    fn data(&self, of: Node<'d, 'd>, keys: &[Key<'d>]) -> Result<Vec<(String, String)>, ReadError> {
        let mut said: HashMap<&str, &str> = HashMap::new();
        for data in of.children().filter(|child| child.has_tag_name_of("data")) {
            let key = data.attribute("key").unwrap_or_default();
            if !keys.iter().any(|known| known.id == key) {
                return Err(
                    self.wrong(data, format!("no key “{key}” is declared: add a <key>, or correct this"))
                );
            }
            said.insert(key, text_of(data));
        }
        let value = |key: &Key<'d>| said.get(key.id).copied().or(key.default);
        let known = keys.iter().filter_map(|key| Some((key.name.to_owned(), value(key)?.trim().to_owned())));
        Ok(known.collect())
    }

    fn direction(&self, edge: Node) -> Result<Direction, ReadError> {
        let graph = edge.ancestors().find(|node| node.has_tag_name_of("graph"));
        let all = graph.and_then(|graph| graph.attribute("edgedefault")).unwrap_or("undirected");
        match edge.attribute("directed").unwrap_or(all) {
            "true" | "directed" => Ok(Direction::Directed),
            "false" | "undirected" => Ok(Direction::Undirected),
            other => Err(self.wrong(edge, format!("“{other}” is no direction: write true or false"))),
        }
    }
}

trait Named {
    /// Whether it is an element of this name, whatever its namespace: many programs leave it out.
    fn has_tag_name_of(&self, name: &str) -> bool;
}

impl Named for Node<'_, '_> {
    fn has_tag_name_of(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}

fn text_of<'d>(node: Node<'d, 'd>) -> &'d str {
    node.text().unwrap_or_default()
}

/// Takes the first attribute of one of these names that is not empty.
fn take(attributes: &mut Vec<(String, String)>, names: &[&str]) -> Option<String> {
    let at = names.iter().find_map(|name| {
        attributes.iter().position(|(other, value)| other.eq_ignore_ascii_case(name) && !value.is_empty())
    })?;
    Some(attributes.remove(at).1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SMALL: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="d0" for="node" attr.name="label" attr.type="string"/>
  <key id="d1" for="node" attr.name="sector" attr.type="string"><default>none</default></key>
  <key id="d2" for="edge" attr.name="Weight" attr.type="double"/>
  <key id="d3" for="edge" attr.name="type" attr.type="string"/>
  <graph id="G" edgedefault="undirected">
    <node id="n0"><data key="d0">Clinic &amp; ward</data><data key="d1">health</data></node>
    <node id="n1"/>
    <edge source="n0" target="n1"><data key="d2">2.5</data><data key="d3">referral</data></edge>
    <edge source="n1" target="n0" directed="true"/>
  </graph>
</graphml>"#;

    #[test]
    fn nodes_and_edges_with_what_is_said_of_them() {
        let table = read(SMALL).unwrap();
        let said = |sector: &str| vec![("sector".to_owned(), sector.to_owned())];
        assert_eq!(
            table.nodes,
            [
                NodeRow { id: "n0".into(), label: "Clinic & ward".into(), attributes: said("health") },
                NodeRow { id: "n1".into(), label: "n1".into(), attributes: said("none") },
            ]
        );
        let [first, second] = &table.ties[..] else { panic!("two ties") };
        assert_eq!(
            (first.weight, first.kind.as_str(), first.direction),
            (Some(2.5), "referral", Some(Direction::Undirected))
        );
        assert_eq!(
            (second.weight, second.from.as_str(), second.direction),
            (None, "n1", Some(Direction::Directed))
        );
        assert_eq!(table.weight_name.as_deref(), Some("Weight"));
    }

    #[test]
    fn without_a_namespace_too() {
        let bare = SMALL.replace(" xmlns=\"http://graphml.graphdrawing.org/xmlns\"", "");
        assert_eq!(read(&bare), read(SMALL));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let refused = |from: &str, to: &str| read(&SMALL.replacen(from, to, 1)).unwrap_err().to_string();
        assert_eq!(
            refused("target=\"n1\"", "target=\"n7\""),
            "line 10: “n7” is no node: add it, or correct the edge"
        );
        assert_eq!(refused(" target=\"n1\"", ""), "line 10: this edge has no target: add it");
        assert_eq!(
            refused("id=\"n1\"", "id=\"n0\""),
            "line 9: the node “n0” is there twice: give one another id"
        );
        assert_eq!(refused("id=\"n1\"", "name=\"n1\""), "line 9: this node has no id: give it one");
        assert!(refused("key=\"d3\"", "key=\"d9\"").starts_with("line 10: no key “d9” is declared"));
        assert!(refused("\"true\"", "\"maybe\"").contains("no direction"));
        assert!(refused("<edge source", "<hyperedge/><edge source").contains("more than two ends"));
        assert!(refused("</graph>", "").contains("this is no XML"));
        assert!(read("<svg/>").unwrap_err().to_string().contains("no GraphML"));
        let entities = "<!DOCTYPE graphml [<!ENTITY a \"b\">]><graphml/>";
        assert!(read(entities).is_err());
    }

    proptest! {
        #[test]
        fn arbitrary_text_is_refused_or_read(text in "\\PC{0,60}") {
            let _ = read(&text);
        }

        #[test]
        fn mutated_text_is_refused_or_read(at in 0..SMALL.len(), gone in 0_usize..4, put in "[<>/=\"&;a-z0-9é\\n]{0,3}") {
            let end = (at + gone).min(SMALL.len());
            let _ = read(&[&SMALL[..at], &put, &SMALL[end..]].concat());
        }
    }
}
