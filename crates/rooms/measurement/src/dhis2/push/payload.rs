//! What was sent, as JSON or as a table: rows, each with its place in what was sent.

use serde::Deserialize;
use serde_json::Value;
use web::Visit;

use crate::dhis2::Refusal;
use crate::dhis2::scheme::SentSchemes;

/// The most rows of one request.
const MOST: usize = 200_000;

/// What was sent.
#[derive(Debug, Clone, Default)]
pub(crate) struct Payload {
    /// The data set that all rows belong to, if one is named.
    pub(super) set: String,
    /// The day from which it is complete; empty if it is not said to be.
    pub(super) complete: String,
    pub(super) period: String,
    pub(super) unit: String,
    /// By what its rows name things, where it says so itself.
    pub(super) schemes: SentSchemes,
    pub(super) rows: Vec<Row>,
}

/// One value; its place among the rows is its index.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Row {
    pub(super) element: String,
    pub(super) period: String,
    pub(super) unit: String,
    pub(super) combo: String,
    pub(super) attribute: String,
    /// As it was written; empty if it was blank or not there.
    pub(super) value: String,
    pub(super) comment: String,
    pub(super) deleted: bool,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Sent {
    #[serde(flatten)]
    schemes: SentSchemes,
    data_set: Option<String>,
    complete_date: Option<String>,
    period: Option<Value>,
    org_unit: Option<String>,
    attribute_option_combo: Option<Value>,
    data_values: Vec<SentRow>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct SentRow {
    data_element: Option<String>,
    period: Option<Value>,
    org_unit: Option<String>,
    category_option_combo: Option<Value>,
    attribute_option_combo: Option<Value>,
    value: Option<Value>,
    comment: Option<String>,
    deleted: Option<Value>,
}

impl Payload {
    pub(super) fn read(visit: &Visit) -> Result<Self, Refusal> {
        let kind = visit.header("content-type").unwrap_or_default().to_ascii_lowercase();
        let packed = visit.header("content-encoding").is_some_and(|encoding| encoding != "identity");
        if packed || kind.contains("zip") || kind.contains("xml") {
            let words =
                "Values are taken as JSON (application/json) or as a table (application/csv), not packed.";
            return Err(Refusal {
                status: axum::http::StatusCode::UNSUPPORTED_MEDIA_TYPE,
                code: "E8001",
                message: words.into(),
            });
        }
        let csv = visit.query().get("format") == "csv" || kind.contains("csv");
        let mut payload = if csv { Self::table(visit.body())? } else { Self::json(visit.body())? };
        for (to, name) in [
            (&mut payload.set, "dataSet"),
            (&mut payload.complete, "completeDate"),
            (&mut payload.period, "period"),
            (&mut payload.unit, "orgUnit"),
        ] {
            if to.is_empty() {
                visit.query().get(name).clone_into(to);
            }
        }
        let Self { period, unit, rows, .. } = &mut payload;
        for row in rows.iter_mut() {
            for (to, otherwise) in [(&mut row.period, &*period), (&mut row.unit, &*unit)] {
                if to.is_empty() {
                    to.clone_from(otherwise);
                }
            }
        }
        match payload.rows.len() {
            0 if payload.complete.is_empty() => {
                Err(Refusal::conflict("E8001", "There are no values in what was sent: dataValues is empty"))
            }
            rows if rows > MOST => Err(Refusal::conflict(
                "E8001",
                format!("{rows} values are more than {MOST}: send them in parts"),
            )),
            _ => Ok(payload),
        }
    }

    fn json(body: &[u8]) -> Result<Self, Refusal> {
        let sent: Sent = serde_json::from_slice(body).map_err(|error| {
            Refusal::unreadable("E8001", format!("What was sent is no JSON that can be read: {error}"))
        })?;
        let attribute = named(sent.attribute_option_combo);
        let row = |row: SentRow| Row {
            element: trimmed(row.data_element),
            period: text(row.period),
            unit: trimmed(row.org_unit),
            combo: named(row.category_option_combo),
            attribute: Some(named(row.attribute_option_combo))
                .filter(|own| !own.is_empty())
                .unwrap_or_else(|| attribute.clone()),
            value: text(row.value),
            comment: trimmed(row.comment),
            deleted: text(row.deleted) == "true",
        };
        Ok(Self {
            set: trimmed(sent.data_set),
            complete: trimmed(sent.complete_date),
            period: text(sent.period),
            unit: trimmed(sent.org_unit),
            schemes: sent.schemes,
            rows: sent.data_values.into_iter().map(row).collect(),
        })
    }

    fn table(body: &[u8]) -> Result<Self, Refusal> {
        let unreadable = |error: &dyn std::fmt::Display| {
            Refusal::unreadable("E8001", format!("What was sent is no table that can be read: {error}"))
        };
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        let mut reader = ::csv::ReaderBuilder::new().flexible(true).from_reader(body);
        let header = reader.headers().map_err(|error| unreadable(&error))?.clone();
        let column = |names: &[&str]| {
            let plain = |name: &str| name.trim().to_ascii_lowercase().replace('_', "");
            header.iter().position(|name| names.contains(&plain(name).as_str()))
        };
        let element = column(&["dataelement"]);
        let value = column(&["value"]);
        if element.is_none() || value.is_none() {
            let words = "its first line must name the columns: dataelement,period,orgunit,categoryoptioncombo,attributeoptioncombo,value";
            return Err(unreadable(&words));
        }
        let (period, unit) = (column(&["period"]), column(&["orgunit"]));
        let (combo, attribute) = (column(&["categoryoptioncombo"]), column(&["attributeoptioncombo"]));
        let (comment, deleted) = (column(&["comment"]), column(&["deleted"]));
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| unreadable(&error))?;
            let cell =
                |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default().trim().to_owned();
            rows.push(Row {
                element: cell(element),
                period: cell(period),
                unit: cell(unit),
                combo: cell(combo),
                attribute: cell(attribute),
                value: cell(value),
                comment: cell(comment),
                deleted: cell(deleted).eq_ignore_ascii_case("true"),
            });
        }
        Ok(Self { rows, ..Self::default() })
    }
}

fn trimmed(text: Option<String>) -> String {
    // What PostgreSQL's texts cannot hold stands in nothing that is known here.
    text.unwrap_or_default().trim().replace('\0', "\u{fffd}")
}

/// A text or a number as text; null is blank.
fn text(value: Option<Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => trimmed(Some(text)),
        Some(other) => other.to_string(),
    }
}

/// A combination by its name, or as `{"sex": "f"}`.
fn named(value: Option<Value>) -> String {
    match value {
        Some(Value::Object(object)) if object.len() == 1 => {
            let (dimension, category) = object.into_iter().next().unwrap_or_default();
            format!("{dimension}:{}", text(Some(category)))
        }
        Some(Value::Object(object)) if object.is_empty() => String::new(),
        other => text(other),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Payload, Row};

    fn row(value: &str) -> Row {
        Row {
            element: "M1_NUM".into(),
            period: "2018".into(),
            unit: "P1".into(),
            value: value.into(),
            ..Row::default()
        }
    }

    #[test]
    fn a_row_says_the_same_in_both_formats() {
        let json = br#"{"dataValues":[
            {"dataElement":"M1_NUM","period":"2018","orgUnit":"P1","value":"5"},
            {"dataElement":"M1_NUM","period":2018,"orgUnit":"P1","value":5},
            {"dataElement":"M1_NUM","period":"2018","orgUnit":"P1","value":" "},
            {"dataElement":"M1_NUM","period":"2018","orgUnit":"P1","value":null},
            {"dataElement":"M1_NUM","period":"2018","orgUnit":"P1"}]}"#;
        let table = b"\xef\xbb\xbfdataElement,Period,orgUnit,value\nM1_NUM,2018,P1,5\nM1_NUM,2018,P1,5\nM1_NUM,2018,P1,\" \"\nM1_NUM,2018,P1,\nM1_NUM,2018,P1\n";
        let rows = [row("5"), row("5"), row(""), row(""), row("")];
        assert_eq!(Payload::json(json).unwrap().rows, rows);
        assert_eq!(Payload::table(table).unwrap().rows, rows);
    }

    #[test]
    fn a_category_may_be_named_by_its_dimension() {
        let json = br#"{"dataValues":[{"categoryOptionCombo":{"sex":"f"}},{"categoryOptionCombo":"abc"},{"deleted":true}]}"#;
        let rows = Payload::json(json).unwrap().rows;
        assert_eq!((rows[0].combo.as_str(), rows[1].combo.as_str(), rows[2].deleted), ("sex:f", "abc", true));
    }

    #[test]
    fn a_table_without_its_columns_is_not_guessed_at() {
        assert!(Payload::table(b"a,b\n1,2\n").unwrap_err().message.contains("dataelement"));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_fall(bytes in prop::collection::vec(any::<u8>(), 0..200), table in "(dataelement|value|[,\n\";{}\\[\\]:]|\\PC){0,30}") {
            let _ = (Payload::json(&bytes), Payload::table(&bytes));
            let _ = (Payload::json(table.as_bytes()), Payload::table(table.as_bytes()));
        }
    }
}
