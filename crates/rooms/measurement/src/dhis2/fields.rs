//! Lists as DHIS2 hands them out: `fields` says what of each object, `filter` which of them, `page` which part.

use serde_json::{Map, Value, json};
use web::Sent;

use super::Refusal;

/// Objects on one page of a list, if nothing else is asked for.
const PAGE: usize = 50;
/// The deepest that fields are nested.
const DEEPEST: usize = 8;

/// What is asked for of an object.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Fields {
    /// Everything, its own objects by their identifier.
    every: bool,
    named: Vec<(String, Fields)>,
    not: Vec<String>,
}

impl Fields {
    /// `id,name,dataSetElements[dataSet[id,name]]`; several such texts are one.
    pub(crate) fn read<'a>(texts: impl Iterator<Item = &'a str>, otherwise: &str) -> Result<Self, Refusal> {
        let text = texts.filter(|text| !text.trim().is_empty()).collect::<Vec<_>>().join(",");
        let text = if text.is_empty() { otherwise } else { &text };
        let mut rest = text;
        let fields = Self::part(&mut rest, 0)?;
        if rest.is_empty() { Ok(fields) } else { Err(wrong(text)) }
    }

    fn part(rest: &mut &str, depth: usize) -> Result<Self, Refusal> {
        let mut fields = Self::default();
        if depth > DEEPEST {
            return Err(wrong(rest));
        }
        loop {
            let end = rest.find([',', '[', ']']).unwrap_or(rest.len());
            let name = rest[..end].trim();
            *rest = &rest[end..];
            let nested = match rest.strip_prefix('[') {
                Some(inner) => {
                    *rest = inner;
                    let nested = Self::part(rest, depth + 1)?;
                    *rest = rest.strip_prefix(']').ok_or_else(|| wrong(name))?;
                    nested
                }
                None => Self::default(),
            };
            fields.add(name, nested);
            match rest.strip_prefix(',') {
                Some(next) => *rest = next,
                None => return Ok(fields),
            }
        }
    }

    fn add(&mut self, name: &str, nested: Self) {
        // `name~rename(other)` and the like shape what is here already well.
        let name = name.split('~').next().unwrap_or_default();
        match name {
            "" => {}
            "*" | ":all" | ":owner" | ":simple" => self.every = true,
            ":identifiable" | ":nameable" => {
                for name in ["id", "name", "code", "displayName", "shortName"] {
                    self.add(name, Self::default());
                }
            }
            name => match (name.strip_prefix('!'), name.split_once('.')) {
                (Some(not), _) => self.not.push(not.to_owned()),
                (None, Some((name, inner))) => {
                    let mut fields = Self::default();
                    fields.add(inner, nested);
                    self.named.push((name.to_owned(), fields));
                }
                (None, None) => self.named.push((name.to_owned(), nested)),
            },
        }
    }

    fn is_empty(&self) -> bool {
        !self.every && self.named.is_empty()
    }

    /// What is asked for of `value`.
    pub(crate) fn of(&self, value: &Value) -> Value {
        match value {
            Value::Array(values) => values.iter().map(|value| self.of(value)).collect(),
            Value::Object(object) if self.is_empty() => identified(object),
            Value::Object(object) => Value::Object(self.chosen(object)),
            other => other.clone(),
        }
    }

    fn chosen(&self, object: &Map<String, Value>) -> Map<String, Value> {
        let mut chosen = Map::new();
        for (name, value) in object {
            if self.not.contains(name) {
                continue;
            }
            let mut asked = self.named.iter().filter(|(known, _)| known == name).peekable();
            if asked.peek().is_some() {
                let together = asked.fold(Self::default(), |mut all, (_, fields)| {
                    all.every |= fields.every;
                    all.named.extend(fields.named.iter().cloned());
                    all
                });
                chosen.insert(name.clone(), together.of(value));
            } else if self.every {
                chosen.insert(name.clone(), Self::default().of(value));
            }
        }
        chosen
    }
}

/// An object within another: its identifier, or those of what it holds.
fn identified(object: &Map<String, Value>) -> Value {
    match object.get("id") {
        Some(id) => json!({ "id": id }),
        None => object.iter().map(|(name, value)| (name.clone(), Fields::default().of(value))).collect(),
    }
}

fn wrong(text: &str) -> Refusal {
    Refusal::conflict("E1102", format!("`fields` cannot be read near “{text}”: write id,name,dataSets[id]"))
}

/// Whether an object is one of those asked for: `name:ilike:water`, all of several, or any with `rootJunction=OR`.
pub(crate) fn fits(query: &Sent, object: &Value) -> Result<bool, Refusal> {
    let any = query.get("rootJunction").eq_ignore_ascii_case("OR");
    let mut asked = query.all("filter").filter(|filter| !filter.trim().is_empty()).peekable();
    if asked.peek().is_none() {
        return Ok(true);
    }
    for filter in asked {
        let fits = one(filter, object)?;
        if fits == any {
            return Ok(any);
        }
    }
    Ok(!any)
}

fn one(filter: &str, object: &Value) -> Result<bool, Refusal> {
    let mut parts = filter.splitn(3, ':');
    let (path, operator) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let wanted = parts.next().unwrap_or_default();
    let mut found = Vec::new();
    collect(object, path, &mut found);
    let (not, operator) = match operator.strip_prefix('!') {
        Some(operator) => (true, operator),
        None if matches!(operator, "ne" | "neq") => (true, "eq"),
        None => (false, operator),
    };
    let folded = wanted.to_lowercase();
    let compare = |found: &String, order: fn(&f64, &f64) -> bool| {
        found.parse().ok().zip(wanted.parse().ok()).is_some_and(|(a, b): (f64, f64)| order(&a, &b))
    };
    let test = |found: &String| match operator {
        "eq" => found == wanted,
        "ieq" => found.to_lowercase() == folded,
        "like" => found.contains(wanted),
        "ilike" | "token" => found.to_lowercase().contains(&folded),
        "$like" | "startsWith" => found.starts_with(wanted),
        "$ilike" => found.to_lowercase().starts_with(&folded),
        "like$" | "endsWith" => found.ends_with(wanted),
        "ilike$" => found.to_lowercase().ends_with(&folded),
        "in" => wanted.trim_matches(['[', ']']).split(',').any(|one| one.trim() == found),
        "gt" => compare(found, f64::gt),
        "ge" | "gte" => compare(found, f64::ge),
        "lt" => compare(found, f64::lt),
        "le" | "lte" => compare(found, f64::le),
        _ => false,
    };
    match operator {
        "null" | "empty" => Ok(found.is_empty() != not),
        "eq" | "ieq" | "like" | "ilike" | "token" | "$like" | "$ilike" | "like$" | "ilike$"
        | "startsWith" | "endsWith" | "in" | "gt" | "ge" | "gte" | "lt" | "le" | "lte" => {
            Ok(found.iter().any(test) != not)
        }
        _ => Err(Refusal::conflict("E1103", format!("`filter={filter}` has no operator that is known here"))),
    }
}

/// What stands at a path with dots, through every list on the way.
fn collect(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, path, found)),
        Value::Object(object) => {
            let (name, rest) = path.split_once('.').unwrap_or((path, ""));
            if let Some(value) = object.get(name) {
                collect(value, rest, found);
            }
        }
        Value::Null => {}
        Value::String(text) if path.is_empty() => found.push(text.clone()),
        other if path.is_empty() => found.push(other.to_string()),
        _ => {}
    }
}

/// A list under its name, with the way to its other pages.
pub(crate) fn list(query: &Sent, name: &str, objects: Vec<Value>) -> Result<Value, Refusal> {
    let fields = Fields::read(query.all("fields"), "id,displayName")?;
    let mut found = Vec::new();
    for object in objects {
        if fits(query, &object)? && named(query, &object) {
            found.push(object);
        }
    }
    order(query.get("order"), &mut found);
    if query.get("paging").eq_ignore_ascii_case("false")
        || query.get("skipPaging").eq_ignore_ascii_case("true")
    {
        return Ok(json!({ name: found.iter().map(|one| fields.of(one)).collect::<Vec<_>>() }));
    }
    let size = query.parse("pageSize").unwrap_or(PAGE).clamp(1, 10_000);
    let page = query.parse("page").unwrap_or(1usize).max(1);
    let total = found.len();
    let part = found.iter().skip((page - 1).saturating_mul(size)).take(size);
    Ok(json!({
        "pager": { "page": page, "pageCount": total.div_ceil(size).max(1), "total": total, "pageSize": size },
        name: part.map(|one| fields.of(one)).collect::<Vec<_>>(),
    }))
}

/// Whether an object's name, code or identifier holds what `query` asks for.
fn named(query: &Sent, object: &Value) -> bool {
    let words = query.get("query").trim().to_lowercase();
    let holds = |name: &str| object[name].as_str().is_some_and(|text| text.to_lowercase().contains(&words));
    words.is_empty() || ["name", "code", "id"].into_iter().any(holds)
}

/// `name:desc`; the order of the list otherwise.
fn order(asked: &str, objects: &mut [Value]) {
    let (name, way) = asked.split_once(':').unwrap_or((asked, "asc"));
    if name.is_empty() {
        return;
    }
    let key =
        |object: &Value| object[name].as_str().map(str::to_lowercase).unwrap_or(object[name].to_string());
    objects.sort_by_cached_key(key);
    if matches!(way, "desc" | "idesc") {
        objects.reverse();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;
    use web::Sent;

    use super::{Fields, fits, list};

    fn chosen(fields: &str) -> serde_json::Value {
        let object = json!({
            "id": "a", "name": "Jobs", "level": 2,
            "dataSetElements": [{ "dataSet": { "id": "s", "name": "Set", "periodType": "Yearly" } }],
        });
        Fields::read([fields].into_iter(), "id").unwrap().of(&object)
    }

    #[test]
    fn of_an_object_what_is_asked_for() {
        assert_eq!(chosen(""), json!({ "id": "a" }));
        assert_eq!(chosen("name,level"), json!({ "name": "Jobs", "level": 2 }));
        let nested = json!({ "dataSetElements": [{ "dataSet": { "id": "s", "periodType": "Yearly" } }] });
        assert_eq!(chosen("dataSetElements[dataSet[id,periodType]]"), nested);
        assert_eq!(chosen("dataSetElements.dataSet[id],dataSetElements[dataSet[periodType]]"), nested);
        assert_eq!(chosen("*")["dataSetElements"], json!([{ "dataSet": { "id": "s" } }]));
        assert_eq!(chosen("*,!dataSetElements"), json!({ "id": "a", "name": "Jobs", "level": 2 }));
    }

    #[test]
    fn of_a_list_those_asked_for() {
        let some = || vec![json!({ "id": "a", "name": "Water" }), json!({ "id": "b", "name": "Work" })];
        let ids = |query: &str| {
            let listed = list(&Sent::of(query.as_bytes()), "things", some()).unwrap();
            listed["things"].as_array().unwrap().iter().map(|one| one["id"].to_string()).collect::<String>()
        };
        assert_eq!(ids(""), "\"a\"\"b\"");
        assert_eq!(ids("filter=name:ilike:WAT"), "\"a\"");
        assert_eq!(ids("filter=name:ilike:wat&filter=id:eq:b"), "");
        assert_eq!(ids("filter=name:ilike:wat&filter=id:eq:b&rootJunction=OR"), "\"a\"\"b\"");
        assert_eq!(ids("filter=id:!in:[a,c]"), "\"b\"");
        assert_eq!(ids("query=work"), "\"b\"");
        assert_eq!(ids("order=name:desc"), "\"b\"\"a\"");
        assert_eq!(ids("page=2&pageSize=1"), "\"b\"");
        assert!(list(&Sent::of(b"filter=name:near:a"), "things", some()).is_err());
        let pager = list(&Sent::of(b"pageSize=1"), "things", some()).unwrap()["pager"].clone();
        assert_eq!(pager, json!({ "page": 1, "pageCount": 2, "total": 2, "pageSize": 1 }));
        assert!(list(&Sent::of(b"paging=false"), "things", some()).unwrap().get("pager").is_none());
    }

    proptest! {
        #[test]
        fn no_text_makes_it_fall(fields in "[a-c\\[\\],.*!:~]{0,30}", filter in "(name|:|eq|!|in|\\PC){0,8}") {
            let object = json!({ "a": { "b": [{ "c": 1 }] } });
            if let Ok(fields) = Fields::read([fields.as_str()].into_iter(), "id") {
                fields.of(&object);
            }
            let _ = fits(&Sent::default().with("filter", filter), &object);
        }
    }
}
