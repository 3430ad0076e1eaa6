//! What became of the rows: DHIS2's import summary, with the reason for every row that was not taken.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use web::Answer;

use super::payload::Row;
use crate::dhis2::envelope;

/// Why some rows were not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Conflict {
    pub(crate) code: String,
    /// What is wrong and what to do.
    pub(crate) words: String,
    /// Which part of the row is wrong.
    pub(crate) property: String,
    /// What the row named, as it named it.
    pub(crate) element: String,
    pub(crate) unit: String,
    pub(crate) period: String,
    /// The rows, from 0.
    pub(crate) indexes: Vec<usize>,
}

impl Conflict {
    pub(super) fn of(row: &Row, index: usize, code: &str, property: &str, words: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            words: words.into(),
            property: property.to_owned(),
            element: row.element.clone(),
            unit: row.unit.clone(),
            period: row.period.clone(),
            indexes: vec![index],
        }
    }

    fn shown(&self) -> Value {
        let named = [("dataElement", &self.element), ("orgUnit", &self.unit), ("period", &self.period)];
        let objects: serde_json::Map<String, Value> = named
            .into_iter()
            .filter(|(_, name)| !name.is_empty())
            .map(|(what, name)| (what.to_owned(), name.as_str().into()))
            .collect();
        json!({
            "object": self.element,
            "objects": objects,
            "value": self.words,
            "errorCode": self.code,
            "property": self.property,
            "indexes": self.indexes,
        })
    }
}

/// What became of all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Summary {
    /// Rows of figures that were not there before.
    pub(crate) imported: usize,
    /// Rows of figures that are a new revision of what was there.
    pub(crate) updated: usize,
    /// Rows that changed nothing: refused, or there already word for word.
    pub(crate) ignored: usize,
    /// Rows of figures that were taken back.
    pub(crate) deleted: usize,
    /// How many of the ignored say what is there already.
    pub(crate) unchanged: usize,
    pub(crate) conflicts: Vec<Conflict>,
    pub(crate) rejected: BTreeSet<usize>,
    /// The day given with it, where it was recorded as complete.
    pub(crate) complete: String,
    pub(crate) dry_run: bool,
}

impl Summary {
    /// Notes that rows were not taken.
    pub(super) fn refuse(&mut self, rows: &[usize], conflicts: impl IntoIterator<Item = Conflict>) {
        self.rejected.extend(rows);
        self.conflicts.extend(conflicts);
    }

    /// Whether anything was taken.
    pub(super) fn took(&self) -> bool {
        self.imported + self.updated + self.deleted > 0
    }

    /// The same where all rows were to be taken or none: none was.
    pub(super) fn nothing(mut self, rows: usize) -> Self {
        let first = self.conflicts.first().map(|first| first.words.clone()).unwrap_or_default();
        self.conflicts.insert(0, Conflict {
            code: "E8000".to_owned(),
            words: format!("Nothing was taken, because atomicMode=ALL asks for all rows or none. The first reason: {first}"),
            property: "atomicMode".to_owned(),
            element: String::new(),
            unit: String::new(),
            period: String::new(),
            indexes: Vec::new(),
        });
        Self {
            imported: 0,
            updated: 0,
            deleted: 0,
            unchanged: 0,
            ignored: rows,
            rejected: (0..rows).collect(),
            complete: String::new(),
            ..self
        }
    }

    /// In DHIS2's words. What could be taken in part is an answer with a warning, not an error that hides which part;
    /// and where nothing was taken, every reason stands there all the same.
    pub(in crate::dhis2) fn answer(&self) -> Answer {
        let (status, outcome, message) = match (self.conflicts.is_empty(), self.took() || self.unchanged > 0)
        {
            (true, _) => (StatusCode::OK, "SUCCESS", "Import was successful."),
            (false, true) => {
                (StatusCode::OK, "WARNING", "One or more rows were not taken; each has its reason.")
            }
            (false, false) => (StatusCode::CONFLICT, "ERROR", "No row was taken; each has its reason."),
        };
        let description = match (self.dry_run, self.unchanged) {
            (true, _) => "A dry run: nothing was written".to_owned(),
            (false, 0) => "Import process completed successfully".to_owned(),
            (false, unchanged) => format!("{unchanged} values stood there already"),
        };
        let complete = if self.complete.is_empty() { "false" } else { &self.complete };
        Answer::json_with(
            status,
            &json!({
                "httpStatus": envelope::words(status),
                "httpStatusCode": status.as_u16(),
                "status": if outcome == "SUCCESS" { "OK" } else { outcome },
                "message": message,
                "response": {
                    "responseType": "ImportSummary",
                    "status": outcome,
                    "description": description,
                    "importCount": {
                        "imported": self.imported,
                        "updated": self.updated,
                        "ignored": self.ignored,
                        "deleted": self.deleted,
                    },
                    "conflicts": self.conflicts.iter().map(Conflict::shown).collect::<Vec<_>>(),
                    "rejectedIndexes": self.rejected,
                    "dataSetComplete": complete,
                },
            }),
        )
    }
}
