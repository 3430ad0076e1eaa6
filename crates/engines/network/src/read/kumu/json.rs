//! Kumu's JSON: the blueprint that one writes by hand, and the export of a whole project.

use super::super::json::{Json, Place};
use super::super::{Direction, ReadError, Table};
use super::identity::Import;
use super::{Connection, Element, TYPE};

/// Reads a blueprint (`label`, `type` and all else beside each other) or an export (`_id`, and all else in `attributes`).
/// In a blueprint a connection may name an element that is not in the list; it is then a new one.
///
/// # Errors
/// What is no JSON, or not of either form, with its line.
pub fn read(text: &str) -> Result<Table, ReadError> {
    let json = Json::parse(text)?;
    let root = json.root();
    root.need("elements")?;
    let mut import = Import::default();
    for item in root.list("elements")? {
        let element = element(item)?;
        import.element(element);
    }
    for item in root.list("connections")? {
        let connection = connection(item)?;
        let unknown = [&connection.from, &connection.to].into_iter().find(|end| !import.knows(end));
        if let Some(end) = unknown
            && item.get("_id")?.is_some()
        {
            return Err(item.wrong(format!(
                "“{end}” is no element's _id: add the element, or take this connection away"
            )));
        }
        import.connection(connection).map_err(|reason| item.wrong(reason))?;
    }
    Ok(import.finish())
}

fn element(item: Place) -> Result<Element, ReadError> {
    let mut element = Element { id: id(item)?, ..Element::default() };
    for (name, value) in fields(item)? {
        match name {
            "id" | "_id" => {}
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
        id: id(item)?,
        from: end("from")?,
        to: end("to")?,
        direction: direction.transpose()?,
        ..Connection::default()
    };
    for (name, value) in fields(item)? {
        match name {
            "id" | "_id" | "from" | "to" | "direction" => {}
            "type" | "connection type" => connection.kind = value.cell(),
            name => connection.attributes.push((name.to_owned(), value.cell())),
        }
    }
    Ok(connection)
}

fn id(item: Place) -> Result<String, ReadError> {
    let id = item.get("_id")?.map_or_else(|| item.get("id"), |id| Ok(Some(id)))?;
    id.map_or(Ok(String::new()), Place::word)
}

/// What is said of something: in an export its `attributes`, else all its fields.
fn fields<'j>(item: Place<'j>) -> Result<Vec<(&'j str, Place<'j>)>, ReadError> {
    let own = item.get("_id")?.map_or(Ok(None), |_| item.get("attributes"))?;
    Ok(own.unwrap_or(item).fields()?.collect())
}
