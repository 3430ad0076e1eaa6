use proptest::prelude::*;

use super::*;
use crate::disclosure::{Rule, audit, publish};

const TINY: &str = "row,column,value\na,x,3\na,y,20\nb,x,15\nb,y,40\n";

fn refused(text: &str) -> String {
    long_table(text, "Total").and_then(|table| table.cells()).unwrap_err().to_string()
}

#[test]
fn totals_are_added() {
    let table = long_table(TINY, "total").unwrap();
    let values: Vec<u64> = table.cells().unwrap().iter().map(|cell| cell.value).collect();
    assert_eq!(values, [3, 20, 23, 15, 40, 55, 18, 60, 78]);
    assert_eq!(table.cells().unwrap()[6].standing, Standing::Reluctant);
    assert_eq!(table.cells().unwrap()[2].standing, Standing::Ordinary);
}

#[test]
fn a_published_table_is_what_a_reader_knows() {
    let text = "Column;Row;Note;Value\nx;a;;*\ny;a;;20\nTOTAL;a;;<100\nx;b;;15\ntotal;total;;2 175 612\n";
    let known = long_table(text, "Total").unwrap().known(1);
    let unknown = Interval::at_least(0);
    assert_eq!(
        known[..3],
        [Interval::at_least(1), Interval::exactly(20), Interval { low: 1, high: Some(99) }]
    );
    assert_eq!(known[3..6], [Interval::exactly(15), Interval::exactly(0), unknown]);
    assert_eq!(known[8], Interval::exactly(2_175_612));
}

#[test]
fn what_cannot_be_read_is_said_with_its_line() {
    assert_eq!(refused(""), "line 1: the file is empty; its first line names the columns");
    assert_eq!(refused("row,value\n"), "line 1: there is no column “column”, only row, value");
    assert_eq!(
        refused("row,column,value\n"),
        "line 1: no line below names a row and a column that are no totals"
    );
    assert_eq!(refused("row,column,value\na,,3\n"), "line 2: the column has no name");
    let no_count = "line 2: “3.5” is no whole number from 0 to 2^53";
    assert_eq!(refused("row,column,value\na,x,3.5\n"), no_count);
    assert_eq!(refused("row,column,value\na,x,1\nb,x,2\na,x,1\n"), "line 4: a, x stands in line 2 already");
    let short = "line 2: there are 2 cells, but the first line names 3 columns";
    assert_eq!(refused("row,column,value\na,x\n"), short);
    let total = "line 3: the total is given as 4, but its parts add up to 3";
    assert_eq!(refused("row,column,value\na,x,3\na,Total,4\n"), total);
    let hidden = "line 2: the value is hidden: such a table can be audited, not published";
    assert_eq!(refused("row,column,value\na,x,*\n"), hidden);
    let large = "line 2: the value 3 is larger than its denominator 2";
    assert_eq!(refused("row,column,value,denominator\na,x,3,2\n"), large);
}

#[test]
fn counts_may_be_grouped() {
    assert_eq!(count("2,175,612"), Some(2_175_612));
    assert_eq!(count("1 000"), Some(1000));
    for wrong in
        ["", "1,2", "1234,567", ",123", "-1", "+1", "1e3", "9007199254740993", "99999999999999999999"]
    {
        assert_eq!(count(wrong), None, "{wrong}");
    }
}

proptest! {
    #[test]
    fn the_order_of_lines_changes_nothing(
        values in prop::collection::vec(0_u64..40, 12),
        order in Just((0..12).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        let line = |at: usize| format!("r{},c{},{}\n", at / 3, at % 3, values[at]);
        let read = |order: &[usize]| {
            let lines: String = order.iter().map(|at| line(*at)).collect();
            let table = long_table(&format!("row,column,value\n{lines}"), "Total").unwrap();
            publish(&table.table.surface(), &table.cells().unwrap(), &Rule::default())
        };
        prop_assert_eq!(read(&order), read(&(0..12).collect::<Vec<_>>()));
    }

    #[test]
    fn whatever_is_written_is_read_or_refused(text in ".{0,200}") {
        drop(long_table(&text, "Total"));
    }

    #[test]
    fn a_mutated_table_is_read_or_refused(at in 0..TINY.len(), with in "[0-9,;*<\t\"\n ]{0,3}") {
        let mut text = TINY.to_owned();
        text.replace_range(at..(at + with.len()).min(text.len()), &with);
        if let Ok(table) = long_table(&text, "Total") {
            drop(audit(&table.table.surface(), &table.known(0)));
            if let Ok(cells) = table.cells() {
                drop(publish(&table.table.surface(), &cells, &Rule::default()));
            }
        }
    }
}
