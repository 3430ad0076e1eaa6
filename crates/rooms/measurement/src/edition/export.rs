//! What leaves with the initiative.

use ::store::Read;
use kernel::{Context, Result};
use web::ExportTable;

use super::store;

fn maybe<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// Editions, what they say, and their numbers as they are shown.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<Vec<ExportTable>> {
    let initiative = cx.initiative()?;
    let editions = store::all(read, initiative).await?;
    let (mut measures, mut results, mut values, mut parts) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for edition in &editions {
        let number = edition.number.to_string();
        for (rank, chosen) in store::chosen(read, initiative, edition.id).await?.into_iter().enumerate() {
            measures.push(vec![
                number.clone(),
                rank.to_string(),
                chosen.measure.to_string(),
                chosen.name,
                chosen.headline.to_string(),
                chosen.definition.to_string(),
            ]);
        }
        for said in store::narratives(read, initiative, edition.id).await? {
            results.push(vec![number.clone(), said.result.to_string(), said.words]);
        }
        for value in store::values(read, initiative, edition.id).await? {
            values.push(vec![
                number.clone(),
                value.measure.to_string(),
                value.period,
                value.reported.to_string(),
                value.expected.to_string(),
                maybe(value.numerator),
                maybe(value.denominator),
                maybe(value.low),
                maybe(value.high),
                maybe(value.quality),
                value.reason,
            ]);
        }
        for part in store::parts(read, initiative, edition.id).await? {
            parts.push(vec![
                number.clone(),
                part.measure.to_string(),
                part.dimension_code,
                part.code,
                part.name,
                part.period,
                part.reported.to_string(),
                part.expected.to_string(),
                maybe(part.numerator),
                maybe(part.denominator),
                part.reason,
            ]);
        }
    }
    let row = |edition: &super::Edition| {
        vec![
            edition.number.to_string(),
            edition.version.to_string(),
            edition.title.clone(),
            edition.words.clone(),
            edition.since.clone(),
            edition.until.clone(),
            edition.state.clone(),
            edition.mode.clone(),
            edition.confidential.to_string(),
            maybe(edition.corrects),
            maybe(edition.issue),
            maybe(edition.decision),
            edition.made_by.clone(),
            edition.made_at.to_string(),
            maybe(edition.checked_at),
            maybe(edition.published_at),
        ]
    };
    Ok(vec![
        ExportTable {
            name: "editions",
            columns: &[
                "number",
                "version",
                "title",
                "words",
                "since",
                "until",
                "state",
                "mode",
                "confidential",
                "corrects",
                "issue",
                "decision",
                "made_by",
                "made_at",
                "checked_at",
                "published_at",
            ],
            rows: editions.iter().map(row).collect(),
        },
        ExportTable {
            name: "edition_measures",
            columns: &["edition", "rank", "measure", "name", "headline", "definition"],
            rows: measures,
        },
        ExportTable { name: "edition_results", columns: &["edition", "result", "words"], rows: results },
        ExportTable {
            name: "edition_values",
            columns: &[
                "edition",
                "measure",
                "period",
                "reported",
                "expected",
                "numerator",
                "denominator",
                "low",
                "high",
                "quality",
                "hidden",
            ],
            rows: values,
        },
        ExportTable {
            name: "edition_parts",
            columns: &[
                "edition",
                "measure",
                "dimension",
                "category",
                "name",
                "period",
                "reported",
                "expected",
                "numerator",
                "denominator",
                "hidden",
            ],
            rows: parts,
        },
    ])
}
