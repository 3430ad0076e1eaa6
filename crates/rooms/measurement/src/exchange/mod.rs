//! Values on their way out, in the formats that other programs read. All of them are written from the same rows,
//! and the rows come through [`surface`](crate::surface) alone: whoever comes without an account gets what an
//! edition published, and what is hidden there is hidden in every file.

pub(crate) mod api;
mod columns;
mod csv;
mod csvw;
mod dataset;
mod json;
mod package;
pub(crate) mod page;
mod row;
mod sdmx;
mod write;
mod xlsx;

pub(crate) use columns::{COLUMNS, Column, Holds};
pub(crate) use row::{Row, Source};
pub(crate) use write::{Heading, Writing};

/// A file that values leave in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// One row a value, for spreadsheets and scripts.
    Csv,
    /// What each column of the CSV is, for programs (W3C, CSV on the Web).
    Csvw,
    /// A workbook.
    Xlsx,
    /// For programs.
    Json,
    /// The CSV and its description in one archive (Frictionless Data Package 2.0).
    Package,
    /// For statistical offices (SDMX-CSV 2.0).
    Sdmx,
    /// For search engines (schema.org, JSON-LD).
    Dataset,
}

impl Format {
    /// All of them, the plainest first.
    pub(crate) const ALL: [Self; 7] =
        [Self::Xlsx, Self::Csv, Self::Json, Self::Package, Self::Csvw, Self::Sdmx, Self::Dataset];

    /// The file's name on the server; a CSV's description stands where the standard says that it is looked for.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Self::Csv => "data.csv",
            Self::Csvw => "data.csv-metadata.json",
            Self::Xlsx => "data.xlsx",
            Self::Json => "data.json",
            Self::Package => "data.zip",
            Self::Sdmx => "data.sdmx.csv",
            Self::Dataset => "data.jsonld",
        }
    }

    /// The format of the file at the end of a path.
    pub(crate) fn of_path(path: &str) -> Option<Self> {
        let file = path.rsplit('/').next().unwrap_or_default();
        Self::ALL.into_iter().find(|format| format.file() == file)
    }

    /// Its texts' keys are `exchange-format-`, this, and what they say of it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Csvw => "csvw",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
            Self::Package => "package",
            Self::Sdmx => "sdmx",
            Self::Dataset => "dataset",
        }
    }

    /// What it is called on the wire.
    pub(crate) fn mime(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Csvw => "application/csvm+json",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json; charset=utf-8",
            Self::Package => "application/zip",
            Self::Sdmx => "application/vnd.sdmx.data+csv;version=2.0.0",
            Self::Dataset => "application/ld+json",
        }
    }

    /// What it is called on the reader's machine.
    fn name(self, slug: &str, of: Option<i64>) -> String {
        let name = of.map_or_else(|| slug.to_owned(), |number| format!("{slug}-measure-{number}"));
        let ending = self.file().trim_start_matches("data");
        format!("{name}{ending}")
    }
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn every_format_is_found_by_its_file() {
        for format in Format::ALL {
            assert_eq!(Format::of_path(&format!("/i/a/measures/1/{}", format.file())), Some(format));
        }
        assert_eq!(Format::of_path("/i/a/measures/1/data"), None);
        assert_eq!(Format::Csvw.name("a", Some(2)), "a-measure-2.csv-metadata.json");
        assert_eq!(Format::Package.name("a", None), "a.zip");
    }
}
