//! What every format's writer is: it begins, takes one row after the other, and ends.

use jiff::Timestamp;
use kernel::{Context, Result};
use web::Visit;

use super::{Format, Row, csv, csvw, dataset, json, package, sdmx, xlsx};
use crate::measure::Measure;

/// What a file says of itself.
pub(crate) struct Heading {
    /// The initiative's name in addresses.
    pub(crate) slug: String,
    /// The initiative's name.
    pub(crate) initiative: String,
    /// What the file holds, in the reader's words.
    pub(crate) title: String,
    /// Where the page about these files stands.
    pub(crate) page: String,
    /// The same inside the initiative.
    pub(crate) path: String,
    pub(crate) written_at: Timestamp,
    /// The measures in it, by number.
    pub(crate) measures: Vec<Measure>,
    /// What each column means, in the reader's words and in the order of the columns.
    pub(crate) meanings: Vec<String>,
    /// The first and last period, where that is known before the rows are.
    pub(crate) span: Option<(String, String)>,
}

impl Heading {
    /// Where one of the files stands inside the initiative.
    pub(crate) fn path(&self, format: Format) -> String {
        let folder = self.path.strip_suffix("data").unwrap_or_default();
        format!("{folder}{}", format.file())
    }

    /// Where one of the files stands.
    pub(crate) fn file(&self, format: Format) -> String {
        format!("{}.{}", self.page, format.file().trim_start_matches("data."))
    }

    /// The heading of a file about `measures`, whose page stands at `path`.
    pub(crate) fn of(visit: &Visit, title: String, path: &str, measures: Vec<Measure>) -> Result<Self> {
        let cx: &Context = visit.cx();
        let meaning =
            |column: &super::Column| visit.t(&format!("exchange-column-{}", column.name.replace('_', "-")));
        Ok(Self {
            slug: cx.place()?.slug.clone(),
            initiative: cx.place()?.name.clone(),
            title,
            page: visit.address(path),
            path: path.to_owned(),
            written_at: cx.now(),
            measures,
            meanings: super::COLUMNS.iter().map(meaning).collect(),
            span: None,
        })
    }
}

/// A file on its way. What is written goes to the end of `out`, which may be emptied in between.
pub(crate) trait Writing: Send {
    fn begin(&mut self, out: &mut Vec<u8>) -> Result<()>;
    fn row(&mut self, row: &Row<'_>, out: &mut Vec<u8>) -> Result<()>;
    fn end(&mut self, out: &mut Vec<u8>) -> Result<()>;
}

impl Format {
    /// Whether it holds the values themselves, and not only what is said of them.
    pub(crate) fn holds_values(self) -> bool {
        !matches!(self, Self::Csvw | Self::Dataset)
    }

    /// Its writer.
    pub(crate) fn writing(self, heading: Heading) -> Result<Box<dyn Writing>> {
        Ok(match self {
            Self::Csv => Box::new(csv::Csv),
            Self::Csvw => Box::new(csvw::Metadata(heading)),
            Self::Xlsx => Box::new(xlsx::Workbook::new(heading)?),
            Self::Json => Box::new(json::Json::new(heading)),
            Self::Package => Box::new(package::Package::new(heading)),
            Self::Sdmx => Box::new(sdmx::Sdmx::new(&heading)),
            Self::Dataset => Box::new(dataset::Dataset(heading)),
        })
    }
}
