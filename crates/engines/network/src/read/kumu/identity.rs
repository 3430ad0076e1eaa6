//! When two elements are one, so that reading a file a second time adds nothing.
//!
//! Kumu's rule: an element is known by its id, else by label and type, else by label; a match is updated, anything else
//! is new. What has no type, or no id, may get one. A connection is known by its id, else by its ends and type; unless it
//! is undirected or mutual, the order of its ends counts.

use std::collections::{HashMap, HashSet};

use super::super::{Direction, NodeRow, Table, TieRow, weight};
use super::{Connection, Element, ID, TYPE};

/// How many were known, and how many are new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counted {
    /// Known before: updated.
    pub matched: usize,
    /// New.
    pub created: usize,
}

impl Counted {
    fn count(&mut self, is_new: bool) {
        *(if is_new { &mut self.created } else { &mut self.matched }) += 1;
    }
}

/// What came of reading one map onto another.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Merged {
    /// Both together.
    pub table: Table,
    /// Members of the second.
    pub nodes: Counted,
    /// Ties of the second.
    pub ties: Counted,
}

/// Reads a map onto one that is there. What the second says of a known member or tie replaces what was said; what it does
/// not mention stays.
pub fn merge(onto: Table, more: &Table) -> Merged {
    let weight_name = onto.weight_name.clone().or_else(|| more.weight_name.clone());
    let mut import = Import::onto(onto);
    import.all_are_distinct = true;
    let (mut nodes, mut ties) = (Counted::default(), Counted::default());
    // A tie names its ends by the ids of its own table; here they may have others.
    let mut here = HashMap::new();
    for node in &more.nodes {
        let (at, is_new) = import.element(Element::of(node));
        here.insert(&node.id, import.table.nodes[at].id.clone());
        nodes.count(is_new);
    }
    let end = |id: &String| here.get(id).unwrap_or(id).clone();
    for tie in &more.ties {
        ties.count(import.tie(TieRow { from: end(&tie.from), to: end(&tie.to), ..tie.clone() }));
    }
    Merged { table: Table { weight_name, ..import.table }, nodes, ties }
}

/// A table that elements and connections are read onto.
#[derive(Default)]
pub(super) struct Import {
    table: Table,
    /// Members by id, and by label in the order they came.
    by_id: HashMap<String, usize>,
    by_label: HashMap<String, Vec<usize>>,
    /// That no two of what is read are the same, however alike they are: each is matched with another.
    pub(super) all_are_distinct: bool,
    matched: HashSet<usize>,
    matched_ties: HashSet<usize>,
    /// Ties by their own id, and by ends and type.
    ties_by_id: HashMap<String, usize>,
    ties_by_ends: HashMap<Ends, Vec<usize>>,
}

/// By what a tie is known that has no id.
#[derive(PartialEq, Eq, Hash)]
struct Ends {
    from: String,
    to: String,
    kind: String,
}

impl Import {
    fn onto(table: Table) -> Self {
        let mut import = Self::default();
        for node in table.nodes {
            import.remember(node);
        }
        for tie in table.ties {
            import.remember_tie(tie);
        }
        import
    }

    /// What was read, with the ties' weight.
    pub(super) fn finish(mut self) -> Table {
        self.table.weight_name = weight::take(&mut self.table.ties);
        self.table
    }

    /// The id of an element in the table.
    pub(super) fn id_of(&mut self, element: Element) -> String {
        let (at, _) = self.element(element);
        self.table.nodes[at].id.clone()
    }

    /// The place of an element, and whether it is new.
    fn element(&mut self, element: Element) -> (usize, bool) {
        if let Some(at) = self.find(&element) {
            self.matched.insert(at);
            let node = &mut self.table.nodes[at];
            if !element.label.is_empty() && element.label != node.label {
                self.by_label.entry(element.label.clone()).or_default().push(at);
                node.label = element.label;
            }
            update(&mut node.attributes, element.attributes);
            if !element.id.is_empty() {
                self.by_id.insert(element.id, at);
            }
            return (at, false);
        }
        let label = if element.label.is_empty() { element.id.clone() } else { element.label };
        let kind = value(&element.attributes, TYPE);
        let id = if element.id.is_empty() { self.unused(&label, kind) } else { element.id };
        let at = self.remember(NodeRow { id, label, attributes: element.attributes });
        self.matched.insert(at);
        (at, true)
    }

    /// # Errors
    /// An end that several elements have as their label.
    pub(super) fn connection(&mut self, connection: Connection) -> Result<(), String> {
        let (from, to) = (self.end(&connection.from)?, self.end(&connection.to)?);
        let mut attributes = connection.attributes;
        if !connection.id.is_empty() {
            attributes.push((ID.to_owned(), connection.id));
        }
        let Connection { direction, kind, .. } = connection;
        self.tie(TieRow { from, to, direction, kind, attributes, ..TieRow::default() });
        Ok(())
    }

    /// Whether a tie is new.
    fn tie(&mut self, tie: TieRow) -> bool {
        let Some(at) = self.find_tie(&tie) else {
            self.matched_ties.insert(self.table.ties.len());
            self.remember_tie(tie);
            return true;
        };
        self.matched_ties.insert(at);
        let known = &mut self.table.ties[at];
        known.direction = tie.direction.or(known.direction);
        known.weight = tie.weight.or(known.weight);
        update(&mut known.attributes, tie.attributes);
        let id = value(&known.attributes, ID);
        if !id.is_empty() {
            self.ties_by_id.insert(id.to_owned(), at);
        }
        false
    }

    fn find(&self, element: &Element) -> Option<usize> {
        if let Some(&at) = self.by_id.get(&element.id) {
            return Some(at);
        }
        let alike = self.by_label.get(&element.label)?.iter().copied();
        let alike = alike.filter(|&at| element.id.is_empty() || !self.has_own_id(at));
        let alike: Vec<usize> =
            alike.filter(|at| !self.all_are_distinct || !self.matched.contains(at)).collect();
        let kind = value(&element.attributes, TYPE);
        let of_kind = |kind: &str| alike.iter().copied().find(|&at| self.kind(at) == kind);
        match alike[..] {
            [only] if kind.is_empty() => Some(only),
            _ => of_kind(kind).or_else(|| of_kind("")),
        }
    }

    fn find_tie(&self, tie: &TieRow) -> Option<usize> {
        let id = value(&tie.attributes, ID);
        if let Some(&at) = self.ties_by_id.get(id) {
            return Some(at);
        }
        let same = self.ties_by_ends.get(&Ends::of(tie))?.iter().copied();
        let mut same = same.filter(|at| !self.all_are_distinct || !self.matched_ties.contains(at));
        same.find(|&at| id.is_empty() || value(&self.table.ties[at].attributes, ID).is_empty())
    }

    /// The id of the member at an end, by its id or label; whom nobody told of before is new.
    fn end(&mut self, name: &str) -> Result<String, String> {
        if let Some(&at) = self.by_id.get(name) {
            return Ok(self.table.nodes[at].id.clone());
        }
        match self.by_label.get(name).map(Vec::as_slice) {
            Some([only]) => Ok(self.table.nodes[*only].id.clone()),
            Some(_) => Err(format!("“{name}” is the label of several elements: name this one by its id")),
            None => Ok(self.id_of(Element { label: name.to_owned(), ..Element::default() })),
        }
    }

    /// Whether a member is known by something else than its label.
    fn has_own_id(&self, at: usize) -> bool {
        self.table.nodes[at].id != self.table.nodes[at].label
    }

    fn kind(&self, at: usize) -> &str {
        value(&self.table.nodes[at].attributes, TYPE)
    }

    /// An id for an element without one: its label, with its type where another has that label.
    fn unused(&self, label: &str, kind: &str) -> String {
        let plain =
            if self.by_id.contains_key(label) { format!("{label} ({kind})") } else { label.to_owned() };
        let numbered = (2..).map(|number| format!("{plain} {number}"));
        let mut ids = std::iter::once(plain.clone()).chain(numbered);
        ids.find(|id| !self.by_id.contains_key(id)).unwrap_or(plain)
    }

    fn remember(&mut self, node: NodeRow) -> usize {
        let at = self.table.nodes.len();
        self.by_id.insert(node.id.clone(), at);
        self.by_label.entry(node.label.clone()).or_default().push(at);
        self.table.nodes.push(node);
        at
    }

    fn remember_tie(&mut self, tie: TieRow) {
        let at = self.table.ties.len();
        let id = value(&tie.attributes, ID);
        if !id.is_empty() {
            self.ties_by_id.insert(id.to_owned(), at);
        }
        self.ties_by_ends.entry(Ends::of(&tie)).or_default().push(at);
        self.table.ties.push(tie);
    }
}

impl Ends {
    fn of(tie: &TieRow) -> Self {
        let (mut from, mut to) = (tie.from.clone(), tie.to.clone());
        if matches!(tie.direction, Some(Direction::Undirected | Direction::Mutual)) && to < from {
            (from, to) = (to, from);
        }
        Self { from, to, kind: tie.kind.clone() }
    }
}

impl Element {
    /// A member as an element: its label is no id.
    fn of(node: &NodeRow) -> Self {
        let id = if node.id == node.label { String::new() } else { node.id.clone() };
        Self { id, label: node.label.clone(), attributes: node.attributes.clone() }
    }
}

/// What is said under a name; nothing if it is not there.
fn value<'a>(attributes: &'a [(String, String)], name: &str) -> &'a str {
    attributes.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
}

/// What is said anew replaces what was said; what is empty says nothing.
fn update(said: &mut Vec<(String, String)>, anew: Vec<(String, String)>) {
    for (name, value) in anew {
        match said.iter_mut().find(|(other, _)| other.eq_ignore_ascii_case(&name)) {
            Some((_, before)) if !value.is_empty() => *before = value,
            Some(_) => {}
            None => said.push((name, value)),
        }
    }
}
