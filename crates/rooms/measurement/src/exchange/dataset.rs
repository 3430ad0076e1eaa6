//! What search engines for data read: schema.org's `Dataset`.

use kernel::{Error, Result};
use serde_json::{Value, json};

use super::{Format, Heading, Row, Writing};

/// The description, as a whole.
pub(super) struct Dataset(pub(super) Heading);

impl Writing for Dataset {
    fn begin(&mut self, out: &mut Vec<u8>) -> Result<()> {
        serde_json::to_writer_pretty(out, &describe(&self.0))
            .map_err(|error| Error::Internal(error.to_string()))
    }

    fn row(&mut self, _row: &Row<'_>, _out: &mut Vec<u8>) -> Result<()> {
        Ok(())
    }

    fn end(&mut self, _out: &mut Vec<u8>) -> Result<()> {
        Ok(())
    }
}

/// The description as an object: the page carries it too.
pub(super) fn describe(heading: &Heading) -> Value {
    let variable = |measure: &crate::measure::Measure| {
        let version = measure.in_force();
        json!({
            "@type": "PropertyValue",
            "name": measure.name,
            "description": version.definition,
            "unitText": version.unit,
        })
    };
    let download = |format: Format| {
        json!({
            "@type": "DataDownload",
            "encodingFormat": format.mime().split(';').next(),
            "contentUrl": heading.file(format),
        })
    };
    let mut dataset = json!({
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": heading.title,
        "description": description(heading),
        "url": heading.page,
        "isAccessibleForFree": true,
        "creator": { "@type": "Organization", "name": heading.initiative },
        "dateModified": format!("{:.0}", heading.written_at),
        "variableMeasured": heading.measures.iter().map(variable).collect::<Vec<_>>(),
        "distribution": Format::ALL.into_iter().filter(|format| format.holds_values()).map(download).collect::<Vec<_>>(),
    });
    if let Some((from, to)) = &heading.span {
        let period = |key: &str| key.parse::<signals::Period>().ok();
        if let (Some(from), Some(to)) = (period(from), period(to)) {
            dataset["temporalCoverage"] = json!(format!("{}/{}", from.start(), to.end()));
        }
    }
    dataset
}

/// The definitions as one text; search engines ask for at least fifty characters.
fn description(heading: &Heading) -> String {
    let said = heading.measures.iter().map(|measure| {
        let definition = &measure.in_force().definition;
        if definition.is_empty() { measure.name.clone() } else { format!("{}: {definition}", measure.name) }
    });
    let mut text = format!("{}. {}", heading.title, heading.initiative);
    for one in said {
        // The vocabulary's readers cut what is longer than 5,000 characters.
        if text.len() + one.len() > 4_900 {
            break;
        }
        text = format!("{text}. {one}");
    }
    text
}
