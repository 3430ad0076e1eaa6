//! What programs send and are answered, route by route: the description of the API says of each what the server does.
//!
//! The shapes stand in `crates/groundswell/src/command/shapes.json`. After a route has come or changed they are written
//! anew with `GROUNDSWELL_SHAPES=write`, and looked at before they are kept.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use groundswell::house::rooms;
use serde_json::{Map, Value, json};
use web::House;

use super::Copied;
use super::checks::all_stand;
use super::table::{self, ACTORS, Row};
use super::town::Towns;
use crate::town as towns;

/// The room whose routes all have a shape.
const ROOM: &str = "measurement";
/// What is asked of other products' interfaces, which are silent without a question. `{id}` is the first there is.
const ASKED: &[(&str, &str)] = &[
    (
        "dhis2/api/analytics",
        "inputIdScheme=CODE&outputIdScheme=UID&dimension=dx:M1;M1_NUM&dimension=pe:2024&dimension=ou:LEVEL-2&dimension=co&filter=x&includeNumDen=true&skipMeta=false&relativePeriodDate=2026-01-01",
    ),
    (
        "dhis2/api/dataValueSets",
        "idScheme=CODE&dataElementIdScheme=CODE&orgUnitIdScheme=CODE&dataSet=M1&dataElement=M1_NUM&orgUnit=C1&children=false&period=2024&lastUpdated=2000-01-01&limit=10",
    ),
    (
        "dhis2/api/completeDataSetRegistrations",
        "idScheme=CODE&dataSet=M1&orgUnit=C1&period=2024&children=true",
    ),
    ("dhis2/api/me", "fields=*"),
    ("dhis2/api/system/info", ""),
    ("dhis2/api/dataElements", LIST),
    ("dhis2/api/indicators", LIST),
    ("dhis2/api/dataSets", LIST),
    ("dhis2/api/organisationUnits", LIST),
    ("dhis2/api/organisationUnitLevels", LIST),
    ("dhis2/api/dataElements/{id}", "fields=*"),
    ("dhis2/api/indicators/{id}", "fields=*"),
    ("dhis2/api/dataSets/{id}", "fields=*"),
    ("dhis2/api/organisationUnits/{id}", "fields=*"),
    ("dhis2/api/organisationUnitLevels/{id}", "fields=*"),
];
const LIST: &str = "fields=id,name,code&order=name:asc&page=1&pageSize=50";

#[test]
fn the_description_of_the_api_says_what_the_server_does() {
    house::on_sqlite(async |location| {
        let _checks = all_stand().await;
        let towns = Towns::make(&location).await;
        let mut seen = Seen::default();
        for row in table::read().iter().filter(|row| for_programs(&row.route)) {
            for actor in row.allowed() {
                if row.changes() {
                    let copy = Copied::of(towns::folder_of(&location)).await;
                    let answer = towns.send(&copy.inside, row, actor).await;
                    seen.note(row, "", &answer.body, &towns.filled(&row.send, actor));
                } else {
                    let answer = towns.send(&towns.inside, row, actor).await;
                    seen.note(row, "", &answer.body, "");
                }
            }
        }
        for (path, query) in ASKED {
            let id = seen.first_id(&towns, path).await;
            let row = asked(path);
            for actor in ["member", "other"] {
                let path = towns.path(&row, actor).replace("unknown1234", &id);
                let answer = towns.inside.get(towns.session(actor), &format!("{path}?{query}")).await;
                assert_eq!(answer.status, 200, "{path}?{query}: {}", answer.body);
                seen.note(&row, query, &answer.body, "");
            }
        }
        seen.compare();
    });
}

fn for_programs(route: &str) -> bool {
    let path = route.split_once(' ').map_or("", |(_, path)| path);
    path.starts_with("/api/") || House::dialects(&rooms()).iter().any(|dialect| dialect.speaks(path))
}

fn asked(path: &str) -> Row {
    let route = format!("GET /i/{{initiative}}/{path}");
    let found = table::read().into_iter().find(|row| row.route == route);
    found.unwrap_or_else(|| panic!("{route} has no line"))
}

/// What was sent and answered.
#[derive(Default)]
struct Seen {
    gives: BTreeMap<String, Vec<Value>>,
    takes: BTreeMap<String, Vec<Value>>,
    query: BTreeMap<String, BTreeSet<String>>,
}

impl Seen {
    fn note(&mut self, row: &Row, query: &str, answer: &str, sent: &str) {
        let keys = query.split('&').filter_map(|pair| pair.split_once('=')).map(|(key, _)| key.to_owned());
        self.query.entry(row.route.clone()).or_default().extend(keys);
        if let Ok(answer) = serde_json::from_str(answer) {
            self.gives.entry(row.route.clone()).or_default().push(answer);
        }
        if let Ok(sent) = serde_json::from_str::<Value>(sent) {
            self.takes.entry(row.route.clone()).or_default().push(sent);
        }
    }

    /// The first identifier in the list that a path with `{id}` belongs to.
    async fn first_id(&self, towns: &Towns, path: &str) -> String {
        let Some(list) = path.strip_suffix("/{id}") else { return String::new() };
        let path = towns.path(&asked(list), "member");
        let answer = towns.inside.get(towns.session("member"), &path).await;
        let answer: Value = serde_json::from_str(&answer.body).expect("JSON");
        let name = list.rsplit('/').next().expect("a name");
        answer[name][0]["id"].as_str().expect("an identifier").to_owned()
    }

    fn shapes(&self) -> Value {
        let mut shapes: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
        for (route, answers) in &self.gives {
            let shape = answers.iter().map(learned).reduce(|a, b| either(&a, &b)).expect("an answer");
            shapes.entry(route).or_default().insert("gives".to_owned(), opened(shape));
        }
        for (route, bodies) in &self.takes {
            let shape = bodies.iter().map(learned).reduce(|a, b| either(&a, &b)).expect("a body");
            shapes.entry(route).or_default().insert("takes".to_owned(), unforced(opened(shape)));
        }
        for (route, keys) in self.query.iter().filter(|(_, keys)| !keys.is_empty()) {
            shapes.entry(route).or_default().insert("query".to_owned(), json!(keys));
        }
        json!(shapes)
    }

    fn compare(&self) {
        let file =
            PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../crates/groundswell/src/command/shapes.json");
        let shapes = self.shapes();
        if std::env::var("GROUNDSWELL_SHAPES").is_ok_and(|word| word == "write") {
            // A line for each route, so that a change shows where it is.
            let line = |(route, shape): (&String, &Value)| format!("  {}: {shape}", json!(route));
            let lines: Vec<String> = shapes.as_object().expect("routes").iter().map(line).collect();
            std::fs::write(&file, format!("{{\n{}\n}}\n", lines.join(",\n"))).expect("the file is written");
            println!("{} is written; what it says is compiled in when this runs again", file.display());
            return;
        }
        let document = groundswell::openapi();
        let room = rooms().into_iter().find(|room| room.name() == ROOM).expect("the room");
        let mut wrong = Vec::new();
        for route in room.routes().into_vec() {
            let name = format!("{} {}", route.method, route.path);
            if !for_programs(&name) {
                continue;
            }
            let operation = &document["paths"][&route.path][route.method.as_str().to_lowercase()];
            let gives = &operation["responses"]["200"]["content"]["application/json"]["schema"];
            if gives.is_null() && self.gives.contains_key(&name) {
                wrong.push(format!("{name} does not say what it answers"));
            }
        }
        let mut compared = 0;
        for (route, answers) in &self.gives {
            let (method, path) = route.split_once(' ').expect("a method and a path");
            let operation = &document["paths"][path][method.to_lowercase()];
            let gives = &operation["responses"]["200"]["content"]["application/json"]["schema"];
            for answer in answers {
                compared += 1;
                if let Some(why) = misfit(gives, answer, "") {
                    wrong.push(format!("{route} answers otherwise than it is described: {why}"));
                    break;
                }
            }
        }
        println!(
            "figure: API description: {compared} answers of {} routes, {} otherwise than described",
            self.gives.len(),
            wrong.len()
        );
        assert!(
            wrong.is_empty(),
            "{}\nWrite the shapes anew with GROUNDSWELL_SHAPES=write, and look at what has changed.",
            wrong.join("\n")
        );
        assert!(ACTORS.len() > 1 && compared > 100, "only {compared} answers were seen");
    }
}

/// The shape of one value.
fn learned(value: &Value) -> Value {
    match value {
        Value::Null => json!({ "type": "null" }),
        Value::Bool(_) => json!({ "type": "boolean" }),
        Value::Number(_) => json!({ "type": "number" }),
        Value::String(_) => json!({ "type": "string" }),
        Value::Array(values) => match values.iter().map(learned).reduce(|a, b| either(&a, &b)) {
            Some(items) => json!({ "type": "array", "items": items }),
            None => json!({ "type": "array" }),
        },
        // Keys with a figure in them are names of things, such as periods, and not of fields.
        Value::Object(object) if object.keys().any(|key| key.bytes().any(|byte| byte.is_ascii_digit())) => {
            let values = object.values().map(learned).reduce(|a, b| either(&a, &b));
            json!({ "type": "object", "additionalProperties": values })
        }
        Value::Object(object) => {
            let properties: Map<String, Value> =
                object.iter().map(|(key, value)| (key.clone(), learned(value))).collect();
            let required: Vec<&String> = object.keys().collect();
            json!({ "type": "object", "properties": properties, "required": required })
        }
    }
}

/// A shape that both values have.
fn either(a: &Value, b: &Value) -> Value {
    let mut both = Map::new();
    let types: BTreeSet<&str> = types(a).into_iter().chain(types(b)).collect();
    let types: Vec<&str> = types.into_iter().collect();
    both.insert("type".to_owned(), if types.len() == 1 { json!(types[0]) } else { json!(types) });
    for key in ["items", "additionalProperties"] {
        let merged = match (a.get(key), b.get(key)) {
            (Some(a), Some(b)) => Some(either(a, b)),
            (one, other) => one.or(other).cloned(),
        };
        both.extend(merged.map(|merged| (key.to_owned(), merged)));
    }
    match (a.get("properties").and_then(Value::as_object), b.get("properties").and_then(Value::as_object)) {
        (Some(one), Some(other)) => {
            let mut properties = one.clone();
            for (key, shape) in other {
                let merged = one.get(key).map_or_else(|| shape.clone(), |known| either(known, shape));
                properties.insert(key.clone(), merged);
            }
            let required: Vec<&Value> =
                array(a, "required").filter(|key| array(b, "required").any(|other| other == *key)).collect();
            both.insert("properties".to_owned(), json!(properties));
            both.insert("required".to_owned(), json!(required));
        }
        (None, None) => {}
        (one, _) => {
            let of = if one.is_some() { a } else { b };
            both.insert("properties".to_owned(), of["properties"].clone());
            both.insert("required".to_owned(), of["required"].clone());
        }
    }
    Value::Object(both)
}

/// Of what was null whenever it was seen nothing is said.
fn opened(shape: Value) -> Value {
    match shape {
        Value::Object(shape) if shape.get("type").is_some_and(|kind| kind == "null") => json!({}),
        Value::Object(shape) => shape.into_iter().map(|(key, part)| (key, opened(part))).collect(),
        other => other,
    }
}

/// What is sent may leave fields out: which, the answer says.
fn unforced(mut shape: Value) -> Value {
    if let Value::Object(shape) = &mut shape {
        shape.remove("required");
    }
    shape
}

fn types(shape: &Value) -> Vec<&str> {
    match &shape["type"] {
        Value::String(one) => vec![one],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn array<'a>(shape: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    shape.get(key).and_then(Value::as_array).into_iter().flatten()
}

/// Where a value is not of a shape.
fn misfit(shape: &Value, value: &Value, at: &str) -> Option<String> {
    if shape.as_object().is_some_and(Map::is_empty) {
        return None;
    }
    let found = learned(value);
    let known = types(shape);
    let kind = types(&found)[0].to_owned();
    if !known.is_empty() && !known.contains(&kind.as_str()) {
        return Some(format!("{at}: {kind} instead of {known:?}"));
    }
    match value {
        Value::Array(values) => {
            let items = shape.get("items")?;
            values
                .iter()
                .enumerate()
                .find_map(|(place, value)| misfit(items, value, &format!("{at}/{place}")))
        }
        Value::Object(object) => {
            let missing =
                array(shape, "required").filter_map(Value::as_str).find(|key| !object.contains_key(*key));
            if let Some(missing) = missing {
                return Some(format!("{at}: {missing} is missing"));
            }
            object.iter().find_map(|(key, value)| {
                let at = format!("{at}/{key}");
                match (
                    shape.get("properties").and_then(|all| all.get(key)),
                    shape.get("additionalProperties"),
                ) {
                    (Some(shape), _) | (None, Some(shape)) => misfit(shape, value, &at),
                    (None, None) => Some(format!("{at} is not described")),
                }
            })
        }
        _ => None,
    }
}

#[test]
fn a_shape_fits_what_it_was_learned_from_and_not_more() {
    let values = [json!({ "a": 1, "b": [] }), json!({ "a": null, "b": [{ "c": "x" }], "d": true })];
    let shape = either(&learned(&values[0]), &learned(&values[1]));
    for value in &values {
        assert_eq!(misfit(&shape, value, ""), None, "{shape}");
    }
    for (value, why) in [
        (json!({ "b": [] }), ": a is missing"),
        (json!({ "a": "1", "b": [] }), "/a: string instead of [\"null\", \"number\"]"),
        (json!({ "a": 1, "b": [{ "c": 1 }] }), "/b/0/c: number instead of [\"string\"]"),
        (json!({ "a": 1, "b": [], "e": 1 }), "/e is not described"),
    ] {
        assert_eq!(misfit(&shape, &value, "").as_deref(), Some(why));
    }
    assert_eq!(misfit(&opened(learned(&json!({ "a": null }))), &json!({ "a": { "b": 1 } }), ""), None);
    assert_eq!(misfit(&learned(&json!({ "2024": 1 })), &json!({ "2025": 2 }), ""), None);
}
