use serde_json::{Map, Value, json};
use web::{House, Route};

use crate::house;

/// What each route is sent and answers, as the tests have seen it: `tests/outside/matrix/shapes.rs` writes this file and
/// holds it against the server.
const SHAPES: &str = include_str!("shapes.json");

/// Prints the description of every route that programs may ask.
pub(crate) fn run() {
    println!("{:#}", document());
}

/// The description of every route under `/api` and of every other product's interface that is spoken, made from the
/// routes themselves.
pub fn document() -> Value {
    let shapes: Value = serde_json::from_str(SHAPES).expect("the tests write it");
    let rooms = house::rooms();
    let dialects = House::dialects(&rooms);
    let mut paths: Map<String, Value> = Map::new();
    for route in House::routes(&rooms) {
        let foreign = dialects.iter().any(|dialect| dialect.speaks(&route.path));
        if route.path.starts_with("/api/") || foreign {
            let path = paths.entry(route.path.clone()).or_insert_with(|| json!({}));
            let shape = &shapes[format!("{} {}", route.method, route.path)];
            path[route.method.as_str().to_lowercase()] = operation(&route, shape, foreign);
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Groundswell",
            "version": env!("CARGO_PKG_VERSION"),
            "license": { "name": "MIT OR Apache-2.0" },
        },
        "paths": paths,
        "components": { "securitySchemes": {
            "token": { "type": "http", "scheme": "bearer" },
            "basic": { "type": "http", "scheme": "basic" },
            "apiToken": {
                "type": "apiKey", "in": "header", "name": "Authorization",
                "description": "A token after the word ApiToken",
            },
        } },
        "security": [{ "token": [] }],
    })
}

fn operation(route: &Route, shape: &Value, foreign: bool) -> Value {
    let in_path = route.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let in_path = in_path
        .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }));
    let in_query = shape["query"].as_array().into_iter().flatten();
    let in_query =
        in_query.map(|name| json!({ "name": name, "in": "query", "schema": { "type": "string" } }));
    let mut operation = json!({
        "operationId": format!("{} {}", route.method.as_str().to_lowercase(), route.path),
        "summary": route.ability.name,
        "parameters": in_path.chain(in_query).collect::<Vec<_>>(),
        "responses": {
            "200": { "description": "Done", "content": { "application/json": content(&shape["gives"]) } },
            "401": { "description": "No token, or one that is no longer good" },
            "403": { "description": "Not for this role" },
            "404": { "description": "Nothing here for you" },
            "413": { "description": "Larger than may be sent" },
            "429": { "description": "Too many; see Retry-After" },
        },
    });
    if foreign {
        operation["security"] = json!([{ "basic": [] }, { "apiToken": [] }, { "token": [] }]);
        operation["responses"]["409"] = json!({ "description": "Not taken, each row with its reason" });
    } else {
        operation["responses"]["422"] = json!({ "description": "Problems, each with its field" });
    }
    if route.method == "POST" {
        let content = content(&shape["takes"]);
        operation["requestBody"] = json!({ "required": true, "content": { "application/json": content } });
    }
    operation
}

/// A body of that shape; of any, where none is known.
fn content(shape: &Value) -> Value {
    if shape.is_null() { json!({}) } else { json!({ "schema": shape }) }
}
