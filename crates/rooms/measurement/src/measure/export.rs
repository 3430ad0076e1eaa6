//! What leaves with the initiative.

use ::store::Read;
use kernel::{Context, Result};
use web::ExportTable;

use super::{Measure, MeasureVersion, store};

/// Nothing for what is not there.
pub(crate) fn written<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// Measures and versions as open tables.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<Vec<ExportTable>> {
    let initiative = cx.initiative()?;
    let measures = store::all(read, initiative).await?;
    let measure = |measure: &Measure| {
        vec![
            measure.id.to_string(),
            measure.number.to_string(),
            measure.result.to_string(),
            measure.name.clone(),
            measure.kind.clone(),
            measure.quadrant.clone(),
            measure.status().word().to_owned(),
            measure.adopted.map_or_else(String::new, |adopted| adopted.to_string()),
            measure.created_at.to_string(),
            measure.tier.word().to_owned(),
            measure.tier_reason.clone(),
            measure.tiered_at.map_or_else(String::new, |at| at.to_string()),
            measure.why.clone(),
        ]
    };
    let version = |version: &MeasureVersion| {
        vec![
            version.measure.to_string(),
            version.number.to_string(),
            version.kind.clone(),
            version.definition.clone(),
            version.numerator.clone(),
            version.denominator.clone(),
            version.unit.clone(),
            version.factor.to_string(),
            version.decimals.to_string(),
            version.better.clone(),
            written(version.better_low),
            written(version.better_high),
            version.frequency.clone(),
            version.lag_days.to_string(),
            version.minimum_cell.to_string(),
            version.people.to_string(),
            version.counted_twice.to_string(),
            written(version.custodian),
            version.effective_from.clone(),
            version.comparability.clone(),
            written(version.bridge),
            version.bridge_words.clone(),
            version.changed_by.clone(),
            version.changed_at.to_string(),
        ]
    };
    Ok(vec![
        ExportTable {
            name: "measures",
            columns: &[
                "id",
                "number",
                "result",
                "name",
                "kind",
                "quadrant",
                "status",
                "adopted_version",
                "created_at",
                "tier",
                "tier_reason",
                "tiered_at",
                "why",
            ],
            rows: measures.iter().map(measure).collect(),
        },
        ExportTable {
            name: "measure_versions",
            columns: &[
                "measure",
                "number",
                "kind",
                "definition",
                "numerator",
                "denominator",
                "unit",
                "factor",
                "decimals",
                "better",
                "better_low",
                "better_high",
                "frequency",
                "lag_days",
                "minimum_cell",
                "people",
                "counted_twice",
                "custodian",
                "effective_from",
                "comparability",
                "bridge",
                "bridge_words",
                "changed_by",
                "changed_at",
            ],
            rows: measures.iter().flat_map(|measure| &measure.versions).map(version).collect(),
        },
    ])
}
