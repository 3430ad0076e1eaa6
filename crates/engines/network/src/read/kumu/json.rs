//! Kumu's JSON: the blueprint that one writes by hand, and the export of a whole project.

use std::collections::HashMap;

use super::super::json::{Json, Place};
use super::super::{Direction, ReadError, Table};
use super::identity::Import;
use super::{Connection, Element, TYPE};

/// Reads a blueprint (`label`, `type` and all else beside each other) or an export (`_id`, and all else in `attributes`).
/// In a blueprint a connection may name an element that is not in the list; it is then a new one. An export's `_id`s hold
/// within it alone; its elements are known by what their attributes say.
///
/// # Errors
/// What is no JSON, or not of either form, with its line.
pub fn read(text: &str) -> Result<Table, ReadError> {
    let json = Json::parse(text)?;
    let root = json.root();
    root.need("elements")?;
    let (elements, connections) = (root.list("elements")?, root.list("connections")?);
    let mut import = Import::default();
    // Of an export, the id in the table for each `_id`.
    let mut exported = HashMap::new();
    for item in elements {
        let own = item.get("_id")?.map(Place::word).transpose()?;
        import.all_are_distinct = own.is_some();
        let id = import.id_of(element(item)?);
        if let Some(own) = own {
            exported.insert(own, id);
        }
    }
    for item in connections {
        let mut connection = connection(item)?;
        import.all_are_distinct = item.get("_id")?.is_some();
        if import.all_are_distinct {
            for end in [&mut connection.from, &mut connection.to] {
                let unknown =
                    || item.wrong(format!("“{end}” is no element's _id: add the element, or take this away"));
                *end = exported.get(end.as_str()).ok_or_else(unknown)?.clone();
            }
        }
        import.connection(connection).map_err(|reason| item.wrong(reason))?;
    }
    Ok(import.finish())
}

/// Whether a text is JSON with a list of elements, as Kumu's is.
pub fn is_map(text: &str) -> bool {
    Json::parse(text).is_ok_and(|json| matches!(json.root().get("elements"), Ok(Some(_))))
}

fn element(item: Place) -> Result<Element, ReadError> {
    let mut element = Element::default();
    for (name, value) in fields(item)? {
        match name {
            "id" => element.id = value.cell(),
            "label" => element.label = value.cell(),
            "type" | "element type" => element.attributes.push((TYPE.to_owned(), value.cell())),
            name => element.attributes.push((name.to_owned(), value.cell())),
        }
    }
    if element.label.is_empty() && element.id.is_empty() {
        return Err(item.wrong("this element has neither a label nor an id: give it one"));
    }
    Ok(element)
}

fn connection(item: Place) -> Result<Connection, ReadError> {
    let end = |name: &str| {
        let end = item.need(name)?.word()?;
        if end.is_empty() {
            Err(item.wrong(format!("“{name}” is empty: name an element")))
        } else {
            Ok(end)
        }
    };
    let direction = item.get("direction")?.map(|direction| {
        let word = direction.cell();
        let unknown =
            || direction.wrong(format!("“{word}” is no direction: write undirected, directed or mutual"));
        Direction::from_word(&word).ok_or_else(unknown)
    });
    let mut connection = Connection {
        from: end("from")?,
        to: end("to")?,
        direction: direction.transpose()?,
        ..Connection::default()
    };
    for (name, value) in fields(item)? {
        match name {
            "id" => connection.id = value.cell(),
            "from" | "to" | "direction" => {}
            "type" | "connection type" => connection.kind = value.cell(),
            name => connection.attributes.push((name.to_owned(), value.cell())),
        }
    }
    Ok(connection)
}

/// What is said of something: in an export its `attributes`, else all its fields.
fn fields(item: Place<'_>) -> Result<Vec<(&str, Place<'_>)>, ReadError> {
    let own = item.get("_id")?.map_or(Ok(None), |_| item.get("attributes"))?;
    Ok(own.unwrap_or(item).fields()?.collect())
}
