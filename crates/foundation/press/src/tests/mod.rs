use jiff::Timestamp;
use proptest::prelude::*;

use crate::face::Faces;
use crate::flow::{Flow, Node, PAGE, Piece, WIDE, What};
use crate::pages::pages;
use crate::words::{self, Side};
use crate::{Block, Colour, Column, Document, Figure, Form, Look, Shape, Table, print};

fn document(blocks: Vec<Block>) -> Document {
    Document {
        title: "A report".into(),
        language: "en".into(),
        rtl: false,
        publisher: "Bowling Green".into(),
        made: Timestamp::UNIX_EPOCH,
        footer: "Groundswell".into(),
        numbering: Box::new(|page, pages| format!("{page} / {pages}")),
        lacking: "A frame stands for a letter that is missing here.".into(),
        blocks: [vec![Block::Heading(1, "A report".into())], blocks].concat(),
    }
}

fn table(rows: usize) -> Table {
    let column = |head: &str, number| Column { head: head.into(), number };
    Table {
        caption: "Who was heard".into(),
        columns: vec![column("Constituency", false), column("Took part", true)],
        rows: (0..rows).map(|row| vec![format!("Constituency {row}"), format!("{}", row * 1000)]).collect(),
    }
}

/// What the flow says in the order in which it is read, node by node; frames say the letters they stand for.
fn read(flow: &Flow) -> Vec<String> {
    let mut said = vec![String::new(); flow.nodes.len()];
    for piece in flow.bands.iter().flat_map(|band| &band.pieces) {
        if let (Some(node), What::Words(run, ..)) = (piece.node, &piece.what) {
            said[node].push_str(&run.text);
        }
    }
    said.into_iter().filter(|words| !words.is_empty()).collect()
}

fn flow(document: &Document) -> Flow {
    Flow::of(document, Faces::get())
}

/// All words of each page, decoration as well.
fn by_page(document: &Document) -> Vec<Vec<String>> {
    let words = |piece: &Piece| match &piece.what {
        What::Words(run, ..) => Some(run.text.clone()),
        _ => None,
    };
    let page = |page: &Vec<crate::pages::Placed>| {
        page.iter().flat_map(|placed| placed.band.pieces.iter().filter_map(words)).collect()
    };
    pages(&flow(document)).iter().map(page).collect()
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let of = || print(&document(vec![Block::Table(table(80)), Block::Text(Look::Said, "Γειά, мир".into())]));
    let (one, other) = (of().unwrap(), of().unwrap());
    assert!(one.starts_with(b"%PDF-1.7"));
    assert!(one == other);
    // Typefaces of two megabytes are not put into it whole.
    assert!(one.len() < 60_000, "{}", one.len());
}

#[test]
fn a_table_repeats_its_head_on_each_page_and_no_row_is_parted() {
    let pages = by_page(&document(vec![Block::Table(table(120))]));
    assert!(pages.len() > 2);
    for page in &pages {
        assert_eq!(page.iter().filter(|words| *words == "Took part").count(), 1);
    }
    let rows: usize = pages.iter().flatten().filter(|words| words.starts_with("Constituency ")).count();
    assert_eq!(rows, 120);
}

#[test]
fn a_repeated_head_is_said_once_to_those_who_listen() {
    let flow = flow(&document(vec![Block::Table(table(120))]));
    let said = read(&flow);
    assert_eq!(said.iter().filter(|words| *words == "Took part").count(), 1);
}

#[test]
fn a_heading_stands_on_the_page_of_what_it_is_above() {
    for lines in 30..60 {
        let mut blocks = vec![Block::Text(Look::Plain, "line\n".repeat(lines).trim_end().into())];
        blocks.extend([Block::Heading(2, "Below".into()), Block::Text(Look::Plain, "of it".into())]);
        let pages = by_page(&document(blocks));
        let page = |words: &str| pages.iter().position(|page| page.iter().any(|said| said == words));
        assert_eq!(page("Below"), page("of it"), "{lines}");
    }
}

#[test]
fn what_stays_together_moves_to_the_next_page_together() {
    for lines in 30..60 {
        let whole = ["first", "second", "third"].map(|words| Block::Text(Look::Said, words.into()));
        let pages = by_page(&document(vec![
            Block::Text(Look::Plain, "line\n".repeat(lines).trim_end().into()),
            Block::Together(whole.to_vec()),
        ]));
        let page = |words: &str| pages.iter().position(|page| page.iter().any(|said| said == words));
        assert_eq!(page("first"), page("third"), "{lines}");
    }
}

#[test]
fn a_word_longer_than_a_line_goes_on_in_the_next() {
    let word = "x".repeat(10_000);
    let document = document(vec![Block::Text(Look::Said, word.clone())]);
    assert!(read(&flow(&document)).contains(&word));
    assert!(by_page(&document).len() > 2);
    print(&document).unwrap();
}

#[test]
fn lines_end_between_words_and_are_as_wide_as_they_may_be() {
    let style = crate::flow::CELL;
    let words = "What the town should do first about its streets";
    let lines = words::lines(Faces::get(), words, style, 100.0, Side::Own, false);
    let said: Vec<&str> = lines.iter().map(|line| line.runs[0].text.as_str()).collect();
    assert_eq!(said.concat(), words);
    assert!(said[..said.len() - 1].iter().all(|line| line.ends_with(' ')), "{said:?}");
    for pair in said.windows(2) {
        let next = pair[1].split(' ').next().unwrap();
        assert!(words::width(Faces::get(), &format!("{}{next}", pair[0]), style) > 100.0, "{pair:?}");
    }
}

#[test]
fn what_runs_from_right_to_left_begins_on_the_right() {
    let style = crate::flow::CELL;
    let lines = |words: &str, side, rtl| words::lines(Faces::get(), words, style, 300.0, side, rtl);
    let end = |line: &words::Line| line.runs.iter().map(|run| run.x + run.width).fold(f32::MIN, f32::max);
    // An Arabic sentence with a number and a Latin name in it: what is read first stands furthest right.
    let line = &lines("شارك 12 شخصا من Bowling Green", Side::Own, false)[0];
    assert!((end(line) - 300.0).abs() < 0.1);
    let x = |words: &str| line.runs.iter().find(|run| run.text.contains(words)).unwrap().x;
    assert!(x("شارك") > x("12") && x("12") > x("شخصا") && x("شخصا") > x("Bowling"));
    // Words of another direction begin on their own side, numbers in a table end on the document's.
    assert!(lines("Hello", Side::Own, true)[0].runs[0].x.abs() < 0.1);
    assert!((end(&lines("Hello", Side::Start, true)[0]) - 300.0).abs() < 0.1);
    assert!(lines("12", Side::End, true)[0].runs[0].x.abs() < 0.1);
    assert!((end(&lines("12", Side::End, false)[0]) - 300.0).abs() < 0.1);
}

#[test]
fn a_letter_that_is_lacking_is_a_frame_and_is_spoken_of_after_the_title() {
    let lacking = document(vec![Block::Text(Look::Said, "A 日本 town 🌊".into())]);
    let said = read(&flow(&lacking));
    assert_eq!(said, ["A report", "A frame stands for a letter that is missing here.", "A 日本 town 🌊"]);
    let frames: usize = flow(&lacking)
        .bands
        .iter()
        .flat_map(|band| &band.pieces)
        .filter_map(|piece| match &piece.what {
            What::Words(words::Run { set: words::Set::Frames(count), .. }, ..) => Some(*count),
            _ => None,
        })
        .sum();
    assert_eq!(frames, 3);
    print(&lacking).unwrap();
    assert_eq!(
        read(&flow(&document(vec![Block::Text(Look::Said, "A town".into())]))),
        ["A report", "A town"]
    );
}

#[test]
fn pictures_say_what_they_show_or_are_decoration() {
    let shapes =
        [Form::Disc(9.0), Form::Square(9.0), Form::Triangle(9.0), Form::Diamond(9.0), Form::Cross(9.0)];
    let shape = |(number, form): (usize, Form)| Shape {
        form,
        at: [50.0 + 40.0 * number as f32, 40.0],
        colour: Colour::Group(number as u8),
        cover: 0.65,
    };
    let mut shapes: Vec<Shape> = shapes.into_iter().enumerate().map(shape).collect();
    shapes.push(Shape {
        form: Form::Words("A".into(), 14.0),
        at: [50.0, 40.0],
        colour: Colour::Ink,
        cover: 1.0,
    });
    let figure = Figure { alt: Some("Map".into()), size: [300.0, 80.0], width: 9000.0, shapes };
    let bar = Shape { form: Form::Bar(60.0, 8.0), at: [30.0, 4.0], colour: Colour::Agree, cover: 1.0 };
    let stripe = Figure { alt: None, size: [60.0, 8.0], width: 60.0, shapes: vec![bar] };
    let nothing = Figure { alt: Some("Nothing".into()), shapes: Vec::new(), ..stripe.clone() };
    let document = document([figure, stripe, nothing].map(Block::Figure).to_vec());
    let flow = flow(&document);
    let described = |node: &&Node| matches!(node.role, crate::flow::Role::Figure(_));
    assert_eq!(flow.nodes.iter().filter(described).count(), 2);
    assert!(flow.bands.iter().all(|band| band.height < PAGE[1]));
    print(&document).unwrap();
}

fn blocks() -> impl Strategy<Value = Block> {
    let words = || {
        prop_oneof![
            "\\PC{0,60}",
            "[a-zα-ωа-я \\u{5d0}-\\u{5ea}\\u{627}-\\u{64a}]{0,200}",
            any::<String>(),
            Just(String::new()),
            Just("\u{202e}\u{2067}\u{200d}\u{301}\u{fe0f}\u{feff}".to_owned()),
            Just("👩‍👩‍👧‍👦 e\u{301}e\u{301} क्षि \u{e000}\u{10ffff}\u{0}\u{7f}\t\r\n".to_owned()),
        ]
    };
    let look = prop_oneof![Just(Look::Lead), Just(Look::Said), Just(Look::Kicker), Just(Look::Small)];
    prop_oneof![
        (look, words()).prop_map(|(look, words)| Block::Text(look, words)),
        words().prop_map(|words| Block::Heading(2, words)),
        words().prop_map(|words| Block::Link { words, to: "https://example.org".into() }),
        words().prop_map(|words| Block::List(vec![vec![Block::Text(Look::Said, words)], Vec::new()])),
        (words(), words(), words(), 0..60_usize).prop_map(|(caption, head, cell, rows)| {
            let columns = [false, true].map(|number| Column { head: head.clone(), number }).to_vec();
            Block::Table(Table { caption, columns, rows: vec![vec![cell, "1".into()]; rows] })
        }),
    ]
}

/// What must be found again of words: all letters that are seen.
fn letters(words: &str) -> String {
    let unseen =
        |letter: char| crate::letters::is_unseen(letter) || letter.is_control() || letter.is_whitespace();
    words.chars().filter(|&letter| !unseen(letter)).collect()
}

fn expected(block: &Block) -> String {
    match block {
        Block::Text(_, words) | Block::Heading(_, words) | Block::Link { words, .. } => letters(words),
        Block::List(entries) => entries.iter().flatten().map(expected).collect(),
        Block::Together(blocks) => blocks.iter().map(expected).collect(),
        Block::Table(table) => {
            let heads = table.columns.iter().map(|column| &column.head);
            let all = [&table.caption].into_iter().chain(heads).chain(table.rows.iter().flatten());
            all.map(|words| letters(words)).collect()
        }
        Block::Figure(_) => String::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Whatever people write: it is printed, nothing of it is lost, and nothing lies outside the page.
    #[test]
    fn anything_is_printed_whole(blocks in prop::collection::vec(blocks(), 0..6), rtl: bool) {
        let document = Document { rtl, ..document(blocks) };
        let flow = flow(&document);
        let said: String = read(&flow).iter().map(|words| letters(words)).collect();
        for block in &document.blocks {
            // Letters are read in each line as they are seen, so that they are compared without their order.
            let mut wanted: Vec<char> = expected(block).chars().collect();
            wanted.sort_unstable();
            let mut found: Vec<char> = said.chars().collect();
            found.sort_unstable();
            for letter in wanted.chunk_by(|a, b| a == b) {
                let there = found.iter().filter(|found| **found == letter[0]).count();
                prop_assert!(there >= letter.len(), "{:?} of {:?}", letter[0], block);
            }
        }
        for placed in pages(&flow).iter().flatten() {
            prop_assert!(placed.y + placed.band.height <= PAGE[1]);
            for piece in &placed.band.pieces {
                if let What::Words(run, size, _) = &piece.what {
                    let end = piece.at[0] + run.width;
                    let blank = run.text.chars().any(char::is_whitespace);
                    prop_assert!(blank || (piece.at[0] >= -0.1 && end <= WIDE + 0.1 + size), "{run:?}");
                }
            }
        }
        let printed = print(&document);
        prop_assert!(printed.is_ok(), "{:?}", printed.err());
    }
}
