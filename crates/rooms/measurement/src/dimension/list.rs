//! Categories as people list them: typed lines, or a file with a header. Pure.

use csv::{ReaderBuilder, StringRecord};
use kernel::{Problem, Problems};
use serde::{Deserialize, Serialize};

use crate::import::NoText;

/// The most characters of a code that is made of a name.
const CODE: usize = 40;
/// What separates columns, the rarest in names first.
const SEPARATORS: [u8; 4] = [b'\t', b';', b'|', b','];

/// A category as it is sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategorySent {
    /// How files and the API name it; made of the name if left out.
    #[serde(default)]
    pub code: String,
    /// What people call it.
    pub name: String,
    /// The code of the place it lies in; only of places.
    #[serde(default)]
    pub parent: String,
}

/// Which columns of a file hold what; found by their usual names where they are left empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Columns {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) parent: String,
}

/// What headers usually call the columns.
const CODES: [&str; 8] = ["code", "fips", "id", "key", "geoid", "uid", "ons code", "number"];
const NAMES: [&str; 6] = ["name", "label", "title", "category", "place", "displayname"];
const PARENTS: [&str; 7] =
    ["parent", "parent_code", "parent_fips", "parent_id", "parentid", "within", "part_of"];

/// A code made of a name: its letters and digits, in small, joined by hyphens.
pub(crate) fn code_of(name: &str) -> String {
    let plain = name.to_lowercase();
    let words: Vec<&str> =
        plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("-").chars().take(CODE).collect::<String>().trim_matches('-').to_owned()
}

/// Lines as people type them: a name; or code, name; or code, name and the code of the place it lies in.
pub(crate) fn typed(text: &str) -> Result<Vec<CategorySent>, Problem> {
    Ok(records(text)?.iter().filter_map(|record| line(record, [0, 1, 2])).collect())
}

/// A file with a header, or the same lines without one.
pub(crate) fn file(bytes: &[u8], columns: &Columns) -> Result<Vec<CategorySent>, Problems> {
    let one = |problem: Problem| Problems(vec![problem]);
    let (text, _) = crate::import::text_of(bytes).map_err(|error| {
        one(Problem::new(
            "file",
            match error {
                NoText::Empty => "import-problem-empty",
                NoText::Large => "import-problem-large",
                NoText::Workbook => "import-problem-workbook",
                NoText::Binary => "import-problem-binary",
            },
        ))
    })?;
    let records = records(&text).map_err(one)?;
    let Some(header) = records.first() else { return Err(one(Problem::new("file", "import-problem-empty"))) };
    match places_of(header, columns)? {
        Some(at) => Ok(records[1..].iter().filter_map(|record| line(record, at)).collect()),
        None => Ok(records.iter().filter_map(|record| line(record, [0, 1, 2])).collect()),
    }
}

/// Where code, name and parent stand by this header; `None` if it is none. A column that is named must be there.
fn places_of(header: &StringRecord, columns: &Columns) -> Result<Option<[usize; 3]>, Problems> {
    const NOWHERE: usize = usize::MAX;
    let is = |cell: &str, word: &str| cell.trim().eq_ignore_ascii_case(word.trim());
    let mut problems = Problems::none();
    let mut find = |field: &str, asked: &str, usual: &[&str]| {
        let at = if asked.trim().is_empty() {
            usual.iter().find_map(|word| header.iter().position(|cell| is(cell, word)))
        } else {
            let at = header.iter().position(|cell| is(cell, asked));
            if at.is_none() {
                let there = header.iter().collect::<Vec<_>>().join(", ");
                let problem = Problem::new(field, "import-problem-column");
                problems.add(problem.with("asked", asked.trim()).with("there", there));
            }
            at
        };
        at.unwrap_or(NOWHERE)
    };
    let code = find("code_column", &columns.code, &CODES);
    let name = find("name_column", &columns.name, &NAMES);
    let parent = find("parent_column", &columns.parent, &PARENTS);
    if !problems.0.is_empty() {
        return Err(problems);
    }
    Ok((name != NOWHERE).then_some([code, name, parent]))
}

fn records(text: &str) -> Result<Vec<StringRecord>, Problem> {
    let separator = SEPARATORS.into_iter().find(|byte| text.as_bytes().contains(byte)).unwrap_or(b',');
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let records: Result<Vec<StringRecord>, csv::Error> = reader.records().collect();
    records.map_err(|_| Problem::new("categories", "import-problem-binary"))
}

/// What stands in one line, its columns at these places; nothing in an empty one.
fn line(record: &StringRecord, [code, name, parent]: [usize; 3]) -> Option<CategorySent> {
    let cell = |at: usize| record.get(at).unwrap_or_default().trim().to_owned();
    if record.iter().all(|cell| cell.trim().is_empty()) {
        return None;
    }
    // A line of one column is a name.
    let alone = record.len() == 1;
    let (code, name) = if alone { (String::new(), cell(0)) } else { (cell(code), cell(name)) };
    Some(CategorySent { code, name, parent: if alone { String::new() } else { cell(parent) } })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sent(code: &str, name: &str, parent: &str) -> CategorySent {
        CategorySent { code: code.into(), name: name.into(), parent: parent.into() }
    }

    #[test]
    fn lines_are_read_as_people_type_them() {
        assert_eq!(
            typed("Under 25\n\n 25 and over \n").unwrap(),
            [sent("", "Under 25", ""), sent("", "25 and over", "")]
        );
        assert_eq!(
            typed("y;Under 25\no;25, and over").unwrap(),
            [sent("y", "Under 25", ""), sent("o", "25, and over", "")]
        );
        let tree = typed("KY,Kentucky\n21003,\"Allen County, KY\",KY").unwrap();
        assert_eq!(tree, [sent("KY", "Kentucky", ""), sent("21003", "Allen County, KY", "KY")]);
    }

    #[test]
    fn a_file_is_read_by_its_header_and_without_one() {
        let county = b"fips,name,state,level,parent_fips\n00000,United States,US,1,\n21003,\"Allen County, KY\",KY,3,21000\n";
        let read = file(county, &Columns::default()).unwrap();
        assert_eq!(read, [sent("00000", "United States", ""), sent("21003", "Allen County, KY", "21000")]);
        assert_eq!(
            file(b"A;North\nB;South;A\n", &Columns::default()).unwrap(),
            [sent("A", "North", ""), sent("B", "South", "A")]
        );
        let own = Columns { code: "Key".into(), name: "Ward".into(), parent: String::new() };
        assert_eq!(file(b"ward,key\nEast,7\n", &own).unwrap(), [sent("7", "East", "")]);
        let missing = file(b"ward,key\nEast,7\n", &Columns { name: "Place".into(), ..own }).unwrap_err();
        assert_eq!(
            (missing.0[0].field.as_str(), missing.0[0].text),
            ("name_column", "import-problem-column")
        );
        assert_eq!(
            file(b"PK\x03\x04abc", &Columns::default()).unwrap_err().0[0].text,
            "import-problem-workbook"
        );
    }

    #[test]
    fn a_code_is_made_of_a_name() {
        assert_eq!(code_of("Under 25 (all)"), "under-25-all");
        assert_eq!(code_of("  Öffentlich/Privat "), "öffentlich-privat");
        assert_eq!(code_of("!?"), "");
    }

    proptest! {
        #[test]
        fn whatever_is_pasted_is_read_or_refused(text in "(\\PC|[\n,;\t\"]){0,60}") {
            if let Ok(lines) = typed(&text) {
                prop_assert!(lines.len() <= text.lines().count().max(1));
            }
            let _ = file(text.as_bytes(), &Columns::default());
        }
    }
}
