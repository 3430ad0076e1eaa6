use proptest::prelude::*;

use super::super::table;
use super::*;
use crate::cycle::Frequency::Yearly;

/// A published file as it is, cut to the ten counties of the Barren River district and some others.
/// Source: USDA Economic Research Service, data as of 5 February 2020; public domain.
const COUNTIES: &[u8] = include_bytes!("../../fixtures/usda_ers_Unemployment.csv");
const DISTRICT: [&str; 10] =
    ["21003", "21009", "21031", "21061", "21099", "21141", "21169", "21171", "21213", "21227"];

fn mapping(key: &str, period: &str, numerator: &str, denominator: &str) -> Mapping {
    Mapping {
        key: key.into(),
        period: period.into(),
        numerator: numerator.into(),
        denominator: denominator.into(),
        ..Mapping::default()
    }
}

/// A file read, with its figures.
#[derive(Debug)]
struct Whole {
    found: Found,
    figures: Vec<Figure>,
}

impl std::ops::Deref for Whole {
    type Target = Found;
    fn deref(&self) -> &Found {
        &self.found
    }
}

fn whole(bytes: &[u8], mapping: &Mapping, keys: &Keys, dimensions: &[Categories]) -> Result<Whole, Problems> {
    let wanted = Wanted { mapping, frequency: Yearly, keys, dimensions, kind: Kind::Ratio, share: true };
    let mut figures = Vec::new();
    let found = read(bytes, &wanted, &mut figures)?;
    Ok(Whole { found, figures })
}

fn partners() -> Keys {
    Keys::new([(0, "A1", "Köln Works"), (1, "007", "Smith, Jones & Co")])
}

fn long(bytes: &[u8]) -> Result<Whole, Problems> {
    whole(bytes, &mapping("Partner", "Year", "Placed", "Trained"), &partners(), &[])
}

fn figures(found: &Whole) -> Vec<(usize, usize, &str, f64, f64)> {
    let all = found.figures.iter();
    all.map(|f| (f.row, f.partner, f.period.as_str(), f.numerator, f.denominator)).collect()
}

fn wrong(bytes: &[u8]) -> Vec<(Option<usize>, String, &'static str)> {
    let problems = long(bytes).expect_err("the file is wrong").0;
    problems.into_iter().map(|problem| (problem.row, problem.field, problem.text)).collect()
}

/// As a spreadsheet pastes it: the commas are thousands, and there are more of them than tabs.
#[test]
fn pasted_rows_are_parted_at_tabs() {
    let pasted = b"Partner\tYear\tPlaced\tTrained\nA1\t2018\t1,234,567\t2,345,678\n007\t2018\t1,005\t3,000\n";
    let found = long(pasted).unwrap();
    assert_eq!(found.part, Part::Separated('\t'));
    assert_eq!(figures(&found), [(2, 0, "2018", 1_234_567.0, 2_345_678.0), (3, 1, "2018", 1005.0, 3000.0)]);
    let first = |text: &[u8]| table::Table::open(text).unwrap().parts()[0].clone();
    assert_eq!(first(pasted), Part::Separated('\t'));
    // A tab here and there is a cell's own.
    assert_eq!(first(b"Partner,Year\nA1,2018\n007\t,2018\n"), Part::Separated(','));
}

#[test]
fn the_published_file_of_counties_is_read_as_it_is() {
    let keys = Keys::new(DISTRICT.into_iter().enumerate().map(|(at, code)| (at, code, "")));
    let mapping = mapping("FIPS", "", "Unemployed_{period}", "Civilian_labor_force_{period}");
    let found = whole(COUNTIES, &mapping, &keys, &[]).unwrap();
    assert_eq!((found.figures.len(), found.missing, found.header), (120, 0, 5));
    assert_eq!(
        (found.encoding, &found.part, found.decimal),
        (Encoding::Utf8, &Part::Separated(','), Decimal::Point)
    );
    assert!(found.others > 0);
    let of_2018 = found.figures.iter().filter(|f| f.period == "2018");
    let pooled = signals::pool(of_2018.map(|f| (f.numerator, f.denominator))).unwrap();
    assert_eq!((pooled.numerator, pooled.denominator), (5584.0, 140_887.0));
}

#[test]
fn a_european_windows_file_with_a_banner_and_a_total() {
    let file = b"Bericht 2018;;;\r\n\r\nPartner;Year;Placed;Trained\r\n K\xF6ln Works ;2018;1.180,5;3.000\r\n7;2018;40;50\r\nSumme;;1.220,5;3.050\r\nSomebody else;2018;1;2\r\n";
    let found = long(file).unwrap();
    assert_eq!(figures(&found), [(4, 0, "2018", 1180.5, 3000.0), (5, 1, "2018", 40.0, 50.0)]);
    assert_eq!(
        (found.encoding, found.decimal, &found.part),
        (Encoding::Windows1252, Decimal::Comma, &Part::Separated(';'))
    );
    assert_eq!((found.header, found.totals, found.others), (3, 1, 1));
}

#[test]
fn a_mark_in_front_quoted_names_tabs_and_bars() {
    let comma = "\u{feff}Partner,Year,Placed,Trained\n\"Smith, Jones & Co\",2018,\"1,180\",\"3,000\"\n";
    assert_eq!(figures(&long(comma.as_bytes()).unwrap()), [(2, 1, "2018", 1180.0, 3000.0)]);
    for separator in ["\t", "|"] {
        let file = ["Partner", "Year", "Placed", "Trained\nA1", "2018", "3", "4"].join(separator);
        assert_eq!(figures(&long(file.as_bytes()).unwrap()), [(2, 0, "2018", 3.0, 4.0)]);
    }
}

#[test]
fn missing_is_counted_and_never_zero() {
    let found = long(b"Partner,Year,Placed,Trained\nA1,2018,,\nA1,2019,0,4\n").unwrap();
    assert_eq!((figures(&found).as_slice(), found.missing), (&[(3, 0, "2019", 0.0, 4.0)][..], 1));
}

#[test]
fn each_wrong_cell_is_named_by_row_and_column() {
    let file = b"Some words\n\nPartner,Year,Placed,Trained\nA1,2018,about 7,50\nA1,soon,1,2\nA1,2019,5,0\nA1,2020,5,4\nA1,2021,5,\nA1,2022,1,2\nA1,2022,1,2\n";
    assert_eq!(
        wrong(file),
        [
            (Some(4), "Placed".to_owned(), "import-problem-number"),
            (Some(5), "Year".to_owned(), "import-problem-period"),
            (Some(6), "Trained".to_owned(), "submission-problem-denominator"),
            (Some(7), "Placed".to_owned(), "submission-problem-more"),
            (Some(8), "Trained".to_owned(), "import-problem-half"),
            (Some(10), "Partner".to_owned(), "import-problem-double"),
        ]
    );
}

#[test]
fn wrong_columns_are_told_with_those_that_are_there() {
    let problems = long(b"Partner;Jahr;Placed;Trained\nA1;2018;1;2\n").unwrap_err().0;
    assert_eq!(problems.len(), 1);
    assert_eq!((problems[0].field.as_str(), problems[0].text), ("period", "import-problem-column"));
    assert!(problems[0].args.contains(&("there", "Partner, Jahr, Placed, Trained".to_owned())));
}

#[test]
fn junk_is_refused_in_clear_words() {
    let refused = |bytes: &[u8], text: &'static str| {
        assert_eq!(wrong(bytes), [(None, "file".to_owned(), text)]);
    };
    refused(b"PK\x03\x04....", "import-problem-workbook");
    refused(&[0, 159, 146, 150], "import-problem-binary");
    refused(b"   \n", "import-problem-empty");
    refused(b"Partner,Year,Placed,Trained\nZZ,2018,1,2\n", "import-problem-nobody");
    refused(&vec![b'x'; table::LARGEST + 1], "import-problem-large");
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_found() {
    let file = format!("Partner,Year,Placed,Trained\nA1,2018,\"1,2\n{}", "A1,2019,1,2\n".repeat(30));
    assert_eq!(wrong(file.as_bytes()), [(Some(2), "file".to_owned(), "import-problem-quote")]);
}

#[test]
fn every_fault_of_a_file_is_listed() {
    let file = format!("Partner,Year,Placed,Trained\n{}", "A1,2018,x,1\n".repeat(1_500));
    assert_eq!(wrong(file.as_bytes()).len(), 1_500);
}

proptest! {
    #[test]
    fn no_bytes_make_it_fall(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = long(&bytes);
    }

    #[test]
    fn no_table_makes_it_fall(text in "(Partner|Year|Placed|Trained|A1|20[0-9]{2}|[0-9.,' ]{0,8}|[\";,\t|\r\n]){0,60}") {
        let _ = long(text.as_bytes());
    }

    #[test]
    fn what_is_written_is_read(above in 0_u32..1_000_000, more in 1_u32..1_000_000, year in 1900..2100_i32) {
        let (above, below) = (f64::from(above), f64::from(above) + f64::from(more));
        let file = format!("Partner;Year;Placed;Trained\nA1;{year};{above};{below}\n");
        let found = long(file.as_bytes()).unwrap();
        let year = year.to_string();
        prop_assert_eq!(figures(&found), [(2, 0, year.as_str(), above, below)]);
    }
}

/// A workbook of these rows on the second sheet; what is a number is one.
fn book(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("About").unwrap().write_string(0, 0, "About this file").unwrap();
    let sheet = book.add_worksheet().set_name("Data").unwrap();
    for (down, row) in (0..).zip(rows) {
        for (across, cell) in (0..).zip(*row) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write_number(down, across, number).unwrap(),
                Err(_) => sheet.write_string(down, across, *cell).unwrap(),
            };
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_is_read_whatever_its_cells_hold() {
    let file = book(&[
        &["Report of 2018"],
        &[],
        &["Partner", "Year", "Placed", "Trained"],
        &["Köln Works", "2018", "1.234", "3000"],
        &["7", "2018", "1 180", "3,000"],
        &["Total", "2018", "2000", "6000"],
    ]);
    let found = long(&file).unwrap();
    assert_eq!(figures(&found), [(4, 0, "2018", 1.234, 3000.0), (5, 1, "2018", 1180.0, 3000.0)]);
    assert_eq!((&found.part, found.header, found.totals), (&Part::Sheet("Data".to_owned()), 3, 1));
}

#[test]
fn numbers_typed_as_text_with_a_comma_do_not_turn_those_of_a_workbook() {
    let file = book(&[
        &["Partner", "Year", "Placed", "Trained"],
        &["A1", "2018", "1.5", "3.125"],
        &["7", "2018", "12,5", "30,75"],
    ]);
    let found = long(&file).unwrap();
    assert_eq!(figures(&found), [(2, 0, "2018", 1.5, 3.125), (3, 1, "2018", 12.5, 30.75)]);
}

#[test]
fn a_day_in_a_workbook_is_the_period_it_lies_in() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["Partner", "Year", "Placed", "Trained"]).unwrap();
    sheet.write_string(1, 0, "A1").unwrap();
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2018, 7, 1).unwrap();
    sheet
        .write_datetime_with_format(1, 1, day, &rust_xlsxwriter::Format::new().set_num_format("d.m.yyyy"))
        .unwrap();
    sheet.write_row(1, 2, [3, 4]).unwrap();
    assert_eq!(figures(&long(&book.save_to_buffer().unwrap()).unwrap()), [(2, 0, "2018", 3.0, 4.0)]);
}

#[test]
fn a_broken_workbook_is_refused_in_clear_words() {
    let mut file = book(&[&["Partner", "Year"], &["A1", "2018"]]);
    file.truncate(file.len() / 2);
    assert_eq!(wrong(&file), [(None, "file".to_owned(), "import-problem-workbook")]);
}

#[test]
fn names_over_several_columns_stand_above_those_of_the_table() {
    let mapping = mapping("Partner", "", "{period} Placed", "{period} Trained");
    let file = b"Partner,2018,,2019,\n,Placed,Trained,Placed,Trained\nA1,3,4,5,6\n";
    let found = whole(file, &mapping, &partners(), &[]).unwrap();
    assert_eq!(figures(&found), [(3, 0, "2018", 3.0, 4.0), (3, 0, "2019", 5.0, 6.0)]);
}

#[test]
fn a_row_for_each_number_becomes_one_figure() {
    let mapping = Mapping {
        variable: "What".into(),
        numerator_word: "placed".into(),
        denominator_word: "Trained".into(),
        ..mapping("Partner", "Year", "Value", "")
    };
    let file =
        b"Partner,Year,What,Value\nA1,2018,Placed,3\n7,2018,Trained,9\nA1,2018,Trained,4\nA1,2018,Left,1\n";
    let problems = whole(file, &mapping, &partners(), &[]).unwrap_err().0;
    assert_eq!((problems.len(), problems[0].row, problems[0].text), (1, Some(3), "import-problem-half-row"));
    let file = String::from_utf8(file.to_vec()).unwrap().replace("7,2018,Trained,9\n", "");
    let found = whole(file.as_bytes(), &mapping, &partners(), &[]).unwrap();
    assert_eq!((figures(&found).as_slice(), found.others), (&[(2, 0, "2018", 3.0, 4.0)][..], 1));
}

#[test]
fn places_that_hold_others_are_totals_and_strangers_are_left_aside() {
    let tree = |places| {
        [Categories {
            places,
            keys: Keys::new([(0, "01000", "Alabama"), (1, "01001", "Autauga"), (2, "01003", "Baldwin")]),
            holding: vec![true, false, false],
        }]
    };
    let one = Keys::new([(0, "USDA", "USDA")]);
    let mapping = Mapping {
        categories: [("place".to_owned(), "FIPS".to_owned())].into(),
        ..mapping("", "Year", "Placed", "Trained")
    };
    let file = b"FIPS,Year,Placed,Trained\n1000,2018,7,14\n1001,2018,3,6\n1003,2018,4,8\n2013,2018,1,2\nSource: none,,,\n";
    let found = whole(file, &mapping, &one, &tree(true)).unwrap();
    let places: Vec<_> = found.figures.iter().map(|figure| (figure.row, figure.category)).collect();
    assert_eq!(places, [(3, Some((0, 1))), (4, Some((0, 2)))]);
    assert_eq!((found.totals, found.others), (1, 2));
    let problems = whole(file, &mapping, &one, &tree(false)).unwrap_err().0;
    assert_eq!(
        (problems[0].row, problems[0].text),
        (Some(5), "import-problem-category"),
        "no place is no slip"
    );
}
