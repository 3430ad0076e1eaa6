use serde_json::{Map, Value, json};
use web::{House, Route};

use crate::house;

/// Prints the description of every route under `/api`, made from the routes themselves.
pub(crate) fn run() {
    let mut paths: Map<String, Value> = Map::new();
    for route in House::routes(&house::rooms()).iter().filter(|route| route.path.starts_with("/api/")) {
        let path = paths.entry(route.path.clone()).or_insert_with(|| json!({}));
        path[route.method.as_str().to_lowercase()] = operation(route);
    }
    let document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Groundswell",
            "version": env!("CARGO_PKG_VERSION"),
            "license": { "name": "MIT OR Apache-2.0" },
        },
        "paths": paths,
        "components": { "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } } },
        "security": [{ "token": [] }],
    });
    println!("{document:#}");
}

fn operation(route: &Route) -> Value {
    let parameters: Vec<Value> = route
        .path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
        .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }))
        .collect();
    let mut operation = json!({
        "operationId": format!("{} {}", route.method.as_str().to_lowercase(), route.path),
        "summary": route.ability.name,
        "parameters": parameters,
        "responses": {
            "200": { "description": "Done", "content": { "application/json": {} } },
            "401": { "description": "No token, or one that is no longer good" },
            "403": { "description": "Not for this role" },
            "404": { "description": "Nothing here for you" },
            "413": { "description": "Larger than may be sent" },
            "422": { "description": "Problems, each with its field" },
            "429": { "description": "Too many; see Retry-After" },
        },
    });
    if route.method == "POST" {
        operation["requestBody"] = json!({ "required": true, "content": { "application/json": {} } });
    }
    operation
}
