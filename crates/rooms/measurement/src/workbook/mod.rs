//! Everything a partner owes as one workbook, a sheet a measure: handed out to be filled in, and read back in one go. What
//! it holds is sent altogether or not at all; every fault is told by its sheet and row.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod page;

use ::store::Read;
use kernel::{Context, Error, Problem, Problems, Result};
use people::PartnershipId;
use web::text::Say;
use web::words_of;

use crate::dimension;
use crate::duty::{self, Duty};
use crate::import::{Ask, ImportTable, Imported, Sheet, Table, look, template};
use crate::measure::{self, Measure};

/// The largest, in bytes: one partner's figures are no more, and each sheet goes through all of it.
const LARGEST: usize = 4 << 20;

/// A sheet that was filled in.
#[derive(Debug, Clone)]
pub(crate) struct Filled {
    pub(crate) sheet: String,
    pub(crate) measure: String,
    pub(crate) table: ImportTable,
    /// What sending it does.
    pub(crate) imported: Imported,
}

/// What stands in a workbook that came back.
#[derive(Debug, Clone, Default)]
pub(crate) struct Contents {
    pub(crate) filled: Vec<Filled>,
    /// Sheets of ours in which nothing was filled in.
    pub(crate) empty: Vec<String>,
    /// Sheets that are none of ours.
    pub(crate) aside: Vec<String>,
    /// What needs mending, with its sheet.
    pub(crate) faults: Vec<(String, Problem)>,
}

/// What a partner owes, by measure, in the order of its duties.
async fn owed(
    read: &mut Read,
    initiative: kernel::InitiativeId,
    partner: PartnershipId,
) -> Result<Vec<(Measure, Vec<Duty>)>> {
    let measures = measure::store::all(read, initiative).await?;
    let mut owed: Vec<(Measure, Vec<Duty>)> = Vec::new();
    for duty in duty::store::of_partner(read, initiative, partner).await? {
        if let Some((_, duties)) = owed.iter_mut().find(|(measure, _)| measure.id == duty.measure) {
            duties.push(duty);
        } else {
            let measure = measures.iter().find(|measure| measure.id == duty.measure).cloned();
            owed.extend(measure.map(|measure| (measure, vec![duty])));
        }
    }
    Ok(owed)
}

/// The workbook to fill in; `None` while nothing is owed. `cx` is what [`crate::delegate::standing_in`] answers.
pub(crate) async fn template(
    cx: &Context,
    read: &mut Read,
    say: &Say,
    partner: PartnershipId,
) -> Result<Option<Vec<u8>>> {
    let mut sheets = Vec::new();
    for (measure, duties) in owed(read, cx.initiative()?, partner).await? {
        let sheet = template::Template::of(cx, read, say, measure, duties).await?;
        sheets.extend(Some(sheet).filter(|sheet| !sheet.is_empty()));
    }
    if sheets.is_empty() { Ok(None) } else { template::book(&sheets).map(Some) }
}

impl Contents {
    /// Reads every sheet; nothing is written.
    pub(crate) async fn read(
        cx: &Context,
        read: &mut Read,
        say: &Say,
        partner: PartnershipId,
        bytes: &[u8],
    ) -> Result<Self> {
        let initiative = cx.initiative()?;
        let owed = owed(read, initiative, partner).await?;
        let mut contents = Self::default();
        for (name, measure) in sheets(bytes)? {
            let Some(number) = measure else {
                contents.aside.push(name);
                continue;
            };
            let Some((measure, duties)) = owed.iter().find(|(measure, _)| measure.number == number) else {
                contents.faults.push((name, Problem::new("", "workbook-problem-measure")));
                continue;
            };
            if let Some(first) = contents.filled.iter().find(|filled| filled.table.measure == number) {
                let twice = Problem::new("", "workbook-problem-twice").with("first", first.sheet.as_str());
                contents.faults.push((name, twice));
                continue;
            }
            let dimensions = dimension::store::of_measure(read, initiative, measure.id).await?;
            let mut mapping = template::mapping(measure, &dimensions);
            mapping.sheet.clone_from(&name);
            let sheet = Sheet::under(cx, read, measure.clone(), mapping, duties.clone()).await?;
            let problems = match sheet.read(bytes) {
                Ok((table, _)) => contents.take(cx, read, say, &sheet, table).await?,
                Err(Error::Invalid(problems)) => problems,
                Err(error) => return Err(error),
            };
            contents.wrong(&name, problems, |column| sheet.seen(say, column));
        }
        if contents.faults.is_empty() && contents.filled.is_empty() {
            let none =
                if contents.empty.is_empty() { "workbook-problem-none" } else { "workbook-problem-empty" };
            return Err(Problem::new("file", none).into());
        }
        Ok(contents)
    }

    /// A sheet's figures, after what they would do was looked at; why they cannot be sent.
    async fn take(
        &mut self,
        cx: &Context,
        read: &mut Read,
        say: &Say,
        sheet: &Sheet,
        table: ImportTable,
    ) -> Result<Problems> {
        let (imported, problems, odd) = look(cx, read, &table).await?;
        let ask = |odd: crate::import::Odd| Ask {
            duty: odd.duty,
            period: odd.period,
            question: words_of(say, &odd.asks),
            asked_by: say.t("import-checks"),
        };
        let table = ImportTable { asks: odd.into_iter().map(ask).collect(), ..table };
        let (name, measure) = (sheet.mapping.sheet.clone(), sheet.measure.name.clone());
        self.filled.push(Filled { sheet: name, measure, table, imported });
        Ok(sheet.mapping.in_columns(problems))
    }

    /// What is wrong in a sheet, under the names that people see; that nothing was filled in is no mistake.
    fn wrong(&mut self, sheet: &str, problems: Problems, seen: impl Fn(&str) -> String) {
        for problem in problems.0 {
            let nobody = problem.text == "import-problem-nobody";
            if nobody && problem.args.iter().any(|(name, value)| *name == "others" && value == "0") {
                self.empty.push(sheet.to_owned());
            } else if nobody {
                self.faults.push((sheet.to_owned(), Problem::new("", "workbook-problem-other")));
            } else {
                self.faults.push((sheet.to_owned(), Problem { field: seen(&problem.field), ..problem }));
            }
        }
    }
}

/// The sheets that people see, each with the number of the measure whose template it is.
fn sheets(bytes: &[u8]) -> Result<Vec<(String, Option<i64>)>> {
    if bytes.len() > LARGEST {
        return Err(Problem::new("file", "workbook-problem-large").into());
    }
    let mut book = Table::open(bytes).map_err(Error::Invalid)?;
    let mut sheets = Vec::new();
    for part in book.parts() {
        if part.sheet().is_empty() {
            return Err(Problem::new("file", "workbook-problem-none").into());
        }
        let top = book.top(&part).map_err(Error::Invalid)?;
        sheets.push((part.sheet().to_owned(), template::measure_of(top.iter().map(|(_, row)| row))));
    }
    Ok(sheets)
}
