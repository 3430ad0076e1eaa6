use proptest::prelude::*;

use super::super::{ReadError, Table};
use super::*;

const BLUEPRINT: &str = r#"{ "elements": [
  { "label": "Clinic", "type": "Organisation", "tags": ["health", "north"], "beds": 4, "open": true },
  { "id": "p2", "label": "Anna", "type": "Person" },
  { "id": "p3", "label": "Anna", "type": "Person" }],
 "connections": [
  { "from": "Clinic", "to": "p2", "direction": "mutual", "type": "referral", "strength": 3 },
  { "from": "p3", "to": "School" }] }"#;

const EXPORT: &str = r#"{ "name": "map", "elements": [
  { "_id": "e1", "attributes": { "label": "Anna", "element type": "Person" } },
  { "_id": "e2", "attributes": { "label": "Anna", "element type": "Person", "tags": ["a", "b"] } }],
 "connections": [
  { "_id": "c1", "direction": "directed", "from": "e1", "to": "e2", "attributes": { "connection type": "help" } },
  { "_id": "c2", "direction": "directed", "from": "e1", "to": "e2", "attributes": { "connection type": "help" } }],
 "maps": [{ "elements": [{ "position": { "x": 1 } }] }] }"#;

fn sheet(name: &str, rows: &[&str]) -> Sheet {
    let rows = rows.iter().map(|row| row.split(';').map(str::to_owned).collect()).collect();
    Sheet { name: name.to_owned(), rows }
}

fn ids(table: &Table) -> Vec<&str> {
    table.nodes.iter().map(|node| node.id.as_str()).collect()
}

fn ends(table: &Table) -> Vec<(&str, &str)> {
    table.ties.iter().map(|tie| (tie.from.as_str(), tie.to.as_str())).collect()
}

#[test]
fn a_blueprint() {
    let table = read_json(BLUEPRINT).unwrap();
    // Two of one name are two if they have ids; who is named by a connection alone is new.
    assert_eq!(ids(&table), ["Clinic", "p2", "p3", "School"]);
    let said: Vec<(&str, &str)> =
        table.nodes[0].attributes.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(said, [("type", "Organisation"), ("tags", "health|north"), ("beds", "4"), ("open", "true")]);
    let tie = &table.ties[0];
    assert_eq!(
        (tie.weight, tie.kind.as_str(), tie.direction),
        (Some(3.0), "referral", Some(Direction::Mutual))
    );
    assert_eq!((ends(&table)[1], table.weight_name.as_deref()), (("p3", "School"), Some("strength")));
}

#[test]
fn an_export_keeps_two_of_one_name_apart() {
    let table = read_json(EXPORT).unwrap();
    assert_eq!(ids(&table), ["Anna", "Anna (Person)"]);
    assert_eq!(ends(&table), [("Anna", "Anna (Person)"); 2]);
    let again = merge(table.clone(), &table);
    assert_eq!((again.nodes.created, again.ties.created, again.table == table), (0, 0, true));
}

#[test]
fn what_is_known_by_label_may_get_a_type_and_more() {
    let more = |text: &str| read_json(text).unwrap();
    let first = more(r#"{ "elements": [{ "label": "Clinic", "beds": 4 }], "connections": [] }"#);
    let merged =
        merge(first, &more(r#"{ "elements": [{ "label": "Clinic", "type": "Organisation", "beds": "" }] }"#));
    assert_eq!(merged.nodes, Counted { matched: 1, created: 0 });
    let said = &merged.table.nodes[0].attributes;
    assert_eq!(
        said[..],
        [("beds".to_owned(), "4".to_owned()), ("type".to_owned(), "Organisation".to_owned())]
    );
    // Another type is another element.
    let other = merge(merged.table, &more(r#"{ "elements": [{ "label": "Clinic", "type": "Building" }] }"#));
    assert_eq!((other.nodes.created, ids(&other.table)), (1, vec!["Clinic", "Clinic (Building)"]));
}

#[test]
fn who_is_known_by_id_may_change_name() {
    let sheets = [
        sheet("E", &["ID;Label", "1;Clinic", "1;Hospital"]),
        sheet("C", &["From;To", "Hospital;1", "Clinic;School"]),
    ];
    let table = read_sheets(&sheets).unwrap();
    assert_eq!((ids(&table), table.nodes[0].label.as_str()), (vec!["1", "School"], "Hospital"));
    assert_eq!(ends(&table), [("1", "1"), ("1", "School")]);
}

#[test]
fn a_tie_read_again_from_its_other_end_is_the_same_unless_it_is_directed() {
    let tie = |from: &str, to: &str, direction: &str| {
        let text = format!(
            r#"{{ "elements": [], "connections": [{{ "from": "{from}", "to": "{to}", "direction": "{direction}" }}] }}"#
        );
        read_json(&text).unwrap()
    };
    let created = |direction: &str| merge(tie("a", "b", direction), &tie("b", "a", direction)).ties.created;
    assert_eq!((created("mutual"), created("undirected"), created("directed")), (0, 0, 1));
}

#[test]
fn sheets_with_sections_and_several_values() {
    let sheets = [
        sheet(
            "Links",
            &["From;To;Direction;Strength", "Clinic;School | Court;directed;2", "Court;Clinic;;4"],
        ),
        sheet(
            "Everything",
            &["Label;Type;Tags", "Clinic;Organisation;a | b", "", ";;", "ID;Label", "s1;School"],
        ),
        sheet("Notes (ignore)", &["anything"]),
    ];
    let table = read_sheets(&sheets).unwrap();
    assert_eq!(ids(&table), ["Clinic", "s1", "Court"]);
    assert_eq!(table.nodes[0].attributes[1], ("Tags".to_owned(), "a|b".to_owned()));
    assert_eq!(ends(&table), [("Clinic", "s1"), ("Clinic", "Court"), ("Court", "Clinic")]);
    assert_eq!(
        table.ties.iter().map(|tie| tie.weight).collect::<Vec<_>>(),
        [Some(2.0), Some(2.0), Some(4.0)]
    );
    // One blank row ends nothing, and rows told twice are one.
    let twice = sheet("E", &["Label;Type", "Clinic;Organisation", "", "Clinic;Organisation"]);
    assert_eq!(ids(&read_sheets(&[twice]).unwrap()), ["Clinic"]);
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let refused = |rows: &[&str]| read_sheets(&[sheet("S", rows)]).unwrap_err().to_string();
    assert!(
        refused(&["Name;Kind", "a;b"]).starts_with("line 1: of sheet “S”: these heads name neither a Label")
    );
    assert!(
        refused(&["Label;Type", ";b"])
            .starts_with("line 2: of sheet “S”: this element has neither a label nor an id")
    );
    assert!(
        refused(&["From;To", "a;|"]).starts_with("line 2: of sheet “S”: a connection needs both From and To")
    );
    assert!(refused(&["From;To;Direction", "a;b;sideways"]).contains("“sideways” is no direction"));
    assert!(
        refused(&["ID;Label", "1;Anna", "2;Anna", "", "", "From;To", "Anna;1"]).contains("several elements")
    );
    let refused =
        |text: &str, from: &str, to: &str| read_json(&text.replacen(from, to, 1)).unwrap_err().to_string();
    assert_eq!(
        refused(EXPORT, "\"to\": \"e2\"", "\"to\": \"e9\""),
        "line 5: “e9” is no element's _id: add the element, or take this away"
    );
    assert_eq!(
        refused(BLUEPRINT, "\"mutual\"", "\"both\""),
        "line 6: “both” is no direction: write undirected, directed or mutual"
    );
    assert_eq!(refused(BLUEPRINT, "\"to\": \"p2\"", "\"too\": \"p2\""), "line 6: this has no “to”: add it");
    assert_eq!(refused(BLUEPRINT, "\"elements\"", "\"nodes\""), "line 1: this has no “elements”: add it");
}

#[test]
fn deep_nesting_is_refused() {
    let deep = "[".repeat(100_000);
    assert!(matches!(read_json(&deep), Err(ReadError { .. })));
}

prop_compose! {
    fn any_sheet()(
        heads in prop::sample::select(vec!["Label;Type;Tags", "From;To;Type", "ID;Label;Type", "ID;From;To", "To;x"]),
        rows in prop::collection::vec("[a-c]?;[a-c|]{0,3};[ab]?", 0..8),
    ) -> Sheet {
        let rows: Vec<&str> = [heads].into_iter().chain(rows.iter().map(String::as_str)).collect();
        sheet("S", &rows)
    }
}

proptest! {
    #[test]
    fn arbitrary_text_is_refused_or_read(text in "\\PC{0,60}") {
        let _ = (read_json(&text), is_map(&text));
    }

    #[test]
    fn mutated_text_is_refused_or_read_and_a_second_time_adds_nothing(
        of_export in any::<bool>(), at in 0..BLUEPRINT.len(), gone in 0_usize..5, put in "[\\[\\]{}\":,0-9a-zé\\n-]{0,3}",
    ) {
        let text = if of_export { EXPORT } else { BLUEPRINT };
        let (at, end) = (at.min(text.len()), (at + gone).min(text.len()));
        if let Ok(table) = read_json(&[&text[..at], &put, &text[end..]].concat()) {
            let again = merge(table.clone(), &table);
            prop_assert_eq!((again.nodes.created, again.ties.created), (0, 0));
        }
    }

    #[test]
    fn sheets_read_a_second_time_add_nothing(sheets in prop::collection::vec(any_sheet(), 0..3)) {
        if let Ok(table) = read_sheets(&sheets) {
            let again = merge(table.clone(), &table);
            prop_assert_eq!((again.nodes.created, again.ties.created), (0, 0));
            prop_assert_eq!(&again.table, &table);
            let mut ids = ids(&table);
            ids.sort_unstable();
            ids.dedup();
            prop_assert_eq!(ids.len(), table.nodes.len());
        }
    }
}
