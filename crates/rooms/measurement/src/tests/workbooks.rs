//! Everything a partner owes as one workbook: handed out, filled in, read back.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::Workbook;

use super::kinds::count;
use super::*;
use crate::workbook::Contents;
use crate::workbook::acts::SendWorkbook;

/// The rows of each sheet that people see, as text.
fn rows(bytes: &[u8]) -> Vec<(String, Vec<Vec<String>>)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let names: Vec<String> = book.sheet_names().into_iter().filter(|name| name != "lists").collect();
    let row = |row: &[Data]| row.iter().map(ToString::to_string).collect();
    names
        .into_iter()
        .map(|name| {
            let sheet = book.worksheet_range(&name).unwrap();
            (name, sheet.rows().map(row).collect())
        })
        .collect()
}

/// The workbook as somebody saves it who typed these numbers into the first line of each sheet.
pub(super) fn filled(bytes: &[u8], typed: &[[&str; 2]]) -> Vec<u8> {
    let mut book = Workbook::new();
    for ((name, rows), typed) in rows(bytes).into_iter().zip(typed) {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        let names = rows[3].clone();
        for (down, row) in (0..).zip(rows) {
            for (across, (cell, name)) in (0..).zip(row.iter().zip(&names)) {
                let own = [":numerator", ":denominator"].iter().position(|end| name.ends_with(end));
                let cell = own.filter(|_| down == 4).map_or(cell.as_str(), |at| typed[at]);
                sheet.write_string(down, across, cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

impl Town {
    pub(super) async fn template(&self, at: usize) -> Option<Vec<u8>> {
        let cx = self.partner(at);
        let mut read = cx.read().await.unwrap();
        crate::workbook::template(&cx, &mut read, &say(), self.partners[at]).await.unwrap()
    }

    async fn contents(&self, at: usize, bytes: &[u8]) -> kernel::Result<Contents> {
        let cx = self.partner(at);
        let mut read = cx.read().await.unwrap();
        Contents::read(&cx, &mut read, &say(), self.partners[at], bytes).await
    }

    async fn send(&self, at: usize, bytes: &[u8]) -> kernel::Result<Vec<Imported>> {
        let filled = self.contents(at, bytes).await?.filled;
        self.partner(at).execute(SendWorkbook { filled, minutes: Some(12.0) }).await
    }
}

/// Sheet, row, column and text of each fault.
fn faults(contents: &Contents) -> Vec<(&str, Option<usize>, &str, &str)> {
    contents
        .faults
        .iter()
        .map(|(sheet, one)| (sheet.as_str(), one.row, one.field.as_str(), one.text))
        .collect()
}

#[test]
fn every_duty_of_a_partner_goes_out_and_comes_back_in_one_workbook() {
    house::both(async |store| {
        let town = Town::new(store, &["North", "South"]).await;
        let (first, duties) = town.measure(&[]).await;
        for period in ["2017", "2018"] {
            town.open(first, period).await;
        }
        let (second, _) = town.defined(Definition { numerator: "people asked".into(), ..definition() }).await;
        let before = SendSubmission { period: "2017".into(), ..sending(duties[0], 30.0, 90.0) };
        count(&town, 0, before).await;

        // A sheet a measure, however alike their names; a line for what is owed, last time's numbers beside it.
        let template = town.template(0).await.unwrap();
        let sheets = rows(&template);
        assert_eq!(
            sheets.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
            ["Unemployment", "Unemployment 2"]
        );
        assert_eq!(
            sheets[0].1[4..],
            [["#1", "North", "2018", "", "", "2017", "30", "90"].map(String::from).to_vec()]
        );
        assert_eq!(sheets[1].1.len(), 5);

        // What is wrong is told by sheet and row, and nothing of it is sent.
        let wrong = filled(&template, &[["many", "100"], ["7", ""]]);
        let contents = town.contents(0, &wrong).await.unwrap();
        assert_eq!(
            faults(&contents),
            [
                ("Unemployment", Some(5), "people without work", "import-problem-number"),
                ("Unemployment 2", Some(5), "people in the labour force", "import-problem-half"),
            ]
        );
        // A right one is sent altogether: each sheet its own number, the minutes shared among them.
        let right = filled(&template, &[["31", "93"], ["7", "50"]]);
        let sent = town.send(0, &right).await.unwrap();
        assert_eq!(
            sent,
            [Imported { created: 1, ..Imported::default() }, Imported { created: 1, ..Imported::default() }]
        );
        let mut read = town.plain.read().await.unwrap();
        let initiative = town.plain.initiative().unwrap();
        let waiting =
            submission::store::waiting_of_partner(&mut read, initiative, town.partners[0]).await.unwrap();
        let numbers: Vec<(f64, f64)> = waiting.iter().map(|one| (one.numerator, one.denominator)).collect();
        assert_eq!(numbers, [(31.0, 93.0), (7.0, 50.0)]);
        let times = submission::store::all_times(&mut read, initiative).await.unwrap();
        assert_eq!(times.iter().map(|(_, minutes)| *minutes).collect::<Vec<_>>(), [6.0, 6.0]);
        assert_eq!(town.values(second).await[0].reported, 0, "it counts when it is accepted");
        // The same once more changes nothing, and nothing is left to hand out.
        let again = town.send(0, &right).await.unwrap();
        assert!(again.iter().all(|sheet| (sheet.sent(), sheet.unchanged) == (0, 1)));
        assert!(town.template(0).await.is_none());
    });
}

#[test]
fn a_workbook_that_is_not_the_partners_own_is_not_taken() {
    house::both(async |store| {
        let town = Town::new(store, &["North", "South"]).await;
        let (first, _) = town.measure(&[]).await;
        town.open(first, "2018").await;
        let template = town.template(0).await.unwrap();
        let untouched = town.contents(0, &filled(&template, &[["", ""]])).await;
        assert_eq!(fields(untouched), [("file".to_owned(), "workbook-problem-empty")]);
        let right = filled(&template, &[["31", "93"]]);
        let others = town.contents(1, &right).await.unwrap();
        assert_eq!(faults(&others), [("Unemployment", None, "", "workbook-problem-other")]);
        // Who may is asked by the act as well, whatever was read before.
        let contents = town.contents(0, &right).await.unwrap();
        assert!(forbidden(
            town.partner(1).execute(SendWorkbook { filled: contents.filled, minutes: None }).await
        ));
        for none in [&b"Partner,Year\nNorth,2018\n"[..], b"", b"PK\x03\x04 and no more"] {
            assert!(matches!(town.contents(0, none).await, Err(Error::Invalid(_))));
        }
        let mut book = Workbook::new();
        book.add_worksheet().write_string(0, 0, "groundswell:99:duty").unwrap();
        let gone = town.contents(0, &book.save_to_buffer().unwrap()).await.unwrap();
        assert_eq!(faults(&gone), [("Sheet1", None, "", "workbook-problem-measure")]);
    });
}
