use kernel::{Error, Problem, Problems, Result};
use serde::Serialize;
use web::{Answer, Routes, Visit, words_of};

use super::acts::SendWorkbook;
use super::page::place;
use super::{Contents, Filled};
use crate::delegate;
use crate::import::{Ask, Imported};
use crate::report::page::asked;
use crate::submission::SEND;

pub(crate) fn routes() -> Routes {
    Routes::new().api_upload("reporting/{partner}/workbook", &SEND, send)
}

/// What came of a workbook.
#[derive(Serialize)]
struct Told<'a> {
    dry_run: bool,
    sheets: Vec<Sheet<'a>>,
    /// Sheets of ours in which nothing was filled in.
    empty: &'a [String],
    /// Sheets that are none of ours.
    aside: &'a [String],
    /// What a dry run found wrong; otherwise it is refused with them.
    problems: Vec<Fault>,
}

/// A sheet that was filled in.
#[derive(Serialize)]
struct Sheet<'a> {
    sheet: &'a str,
    /// The measure's number and name.
    measure: i64,
    name: &'a str,
    #[serde(flatten)]
    imported: Imported,
    /// What the checks ask about it: each becomes a question on its submission.
    asks: &'a [Ask],
}

impl<'a> Sheet<'a> {
    fn of(filled: &'a Filled) -> Self {
        Self {
            sheet: &filled.sheet,
            measure: filled.table.measure,
            name: &filled.measure,
            imported: filled.imported.clone(),
            asks: &filled.table.asks,
        }
    }
}

#[derive(Serialize)]
struct Fault {
    sheet: String,
    row: Option<usize>,
    field: String,
    code: &'static str,
    message: String,
}

/// Takes a filled workbook as the body. `?dry_run=true` writes nothing and says what would happen.
async fn send(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let partner = asked(&visit, &mut read).await?;
    let cx = delegate::standing_in(&visit, &mut read).await?;
    let mut contents = Contents::read(&cx, &mut read, visit.say(), partner.id, visit.body()).await?;
    drop(read);
    let dry_run = matches!(visit.query().get("dry_run"), "true" | "yes" | "1");
    if !dry_run {
        if !contents.faults.is_empty() {
            let of = |(sheet, problem): (String, Problem)| Problem {
                field: place(&sheet, &problem.field),
                ..problem
            };
            return Err(Error::Invalid(Problems(contents.faults.into_iter().map(of).collect())));
        }
        let act = SendWorkbook { filled: contents.filled.clone(), minutes: None };
        for (filled, imported) in contents.filled.iter_mut().zip(visit.execute(act).await?) {
            filled.imported = imported;
        }
    }
    let fault = |(sheet, problem): &(String, Problem)| Fault {
        sheet: sheet.clone(),
        row: problem.row,
        code: problem.text,
        message: words_of(visit.say(), &Problem { row: None, ..problem.clone() }),
        field: problem.field.clone(),
    };
    Ok(Answer::json(&Told {
        dry_run,
        sheets: contents.filled.iter().map(Sheet::of).collect(),
        empty: &contents.empty,
        aside: &contents.aside,
        problems: contents.faults.iter().map(fault).collect(),
    }))
}
