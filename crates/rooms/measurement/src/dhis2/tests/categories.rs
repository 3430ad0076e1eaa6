//! Categories and places: in what is sent, in what is read, and in the files that leave.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{Here, figure};
use crate::exchange::{Format, Heading, Row};
use crate::{CategorySent, DefineDimension, OweDuty, Owed};
use crate::{measure, surface};

impl Here {
    /// Tells the measure apart by sex, and by places: the west side lies in the city.
    async fn tell_apart(&self) {
        let told = [("sex", [("f", ""), ("m", "")]), ("place", [("city", ""), ("west", "city")])];
        for (code, categories) in told {
            let category = |(code, parent): (&str, &str)| CategorySent {
                code: code.to_owned(),
                name: format!("The {code}"),
                parent: parent.to_owned(),
            };
            let define = DefineDimension {
                measure: 1,
                code: code.to_owned(),
                name: code.to_owned(),
                required: false,
                places: code == "place",
                categories: categories.into_iter().map(category).collect(),
            };
            self.office().await.execute(define).await.unwrap();
        }
    }
}

fn part(half: &str, combo: &Value, value: &str) -> Value {
    json!({
        "dataElement": format!("M1_{half}"), "period": "2024", "orgUnit": "N1",
        "categoryOptionCombo": combo, "value": value,
    })
}

#[test]
fn categories_are_sent_beside_the_whole_and_read_by_their_names() {
    house::both(async |store| {
        let here = Here::new(store).await;
        here.tell_apart().await;
        let women = [part("NUM", &json!("sex:f"), "3"), part("DEN", &json!({ "sex": "f" }), "60")];
        let men = [part("NUM", &json!("sex:m"), "2"), part("DEN", &json!("sex:m"), "40")];
        let rows = [figure("2024", "5", "100"), women.to_vec(), men.to_vec()].concat();
        let sent = here.push("accept=true", &rows).await;
        assert_eq!((sent.status, sent.counts()), (StatusCode::OK, vec![("imported", 6)]), "{}", sent.text);
        let again = here.push("", &rows).await;
        assert_eq!(again.counts(), [("ignored", 6)]);
        assert_eq!(here.stands("2024").await, ["5", "100", "3", "60", "2", "40"]);

        let others = "dataValueSets?idScheme=CODE&dataSet=M1&orgUnit=N1&period=2024";
        for token in [&here.south, &here.office] {
            let seen = here.get(token, others).await.body["dataValues"].as_array().unwrap().len();
            assert_eq!(seen, 2, "of another partner's figure the whole alone");
        }

        let half = here.push("", &women[..1]).await;
        assert_eq!(
            (half.status, half.counts()),
            (StatusCode::OK, vec![("ignored", 1)]),
            "it stands there already"
        );
        let unknown = here.push("", &[part("NUM", &json!("sex:x"), "3")]).await;
        assert_eq!(unknown.reasons(), [("E8024", vec![0])]);
        let deleted = json!({
            "dataElement": "M1_NUM", "period": "2024", "orgUnit": "N1", "categoryOptionCombo": "sex:f", "deleted": true,
        });
        assert_eq!(here.push("", &[deleted]).await.reasons(), [("E8132", vec![0])]);

        let asked =
            "analytics?inputIdScheme=CODE&outputIdScheme=CODE&dimension=dx:M1&dimension=pe:2024&dimension=co";
        let table = here.get(&here.office, asked).await.body;
        let rows = json!([
            ["M1", "default", "2024", "5"],
            ["M1", "sex:f", "2024", "5"],
            ["M1", "sex:m", "2024", "5"]
        ]);
        assert_eq!(table["rows"], rows);
        let combos = here
            .get("", "dataElements?fields=categoryCombo[categoryOptionCombos[code]]&pageSize=1")
            .await
            .body;
        let codes = &combos["dataElements"][0]["categoryCombo"]["categoryOptionCombos"];
        let of = ["default", "sex:f", "sex:m", "place:city", "place:west"];
        assert_eq!(codes, &json!(of.map(|code| json!({ "code": code }))));
    });
}

/// Two partners bring the same place: each level of units adds up to the whole, and so do the innermost places.
#[test]
fn no_level_of_units_counts_anything_twice() {
    house::both(async |store| {
        let here = Here::new(store).await;
        here.tell_apart().await;
        let west = [part("NUM", &json!("place:west"), "5"), part("DEN", &json!("place:west"), "100")];
        let sent = here.push("accept=true", &[figure("2024", "5", "100"), west.to_vec()].concat()).await;
        assert_eq!(sent.counts(), [("imported", 4)], "{}", sent.text);
        let south = |half: &str, combo: &str, value: &str| json!({ "dataElement": format!("M1_{half}"), "period": "2024", "orgUnit": "S1", "categoryOptionCombo": combo, "value": value });
        let rows = [("NUM", "30"), ("DEN", "200")];
        let rows = rows.map(|(half, value)| ["default", "place:west"].map(|combo| south(half, combo, value)));
        let sent = here
            .post(
                &here.south,
                "dataValueSets?idScheme=CODE&accept=true",
                &json!({ "dataValues": rows.concat() }),
            )
            .await;
        assert_eq!(sent.counts(), [("imported", 4)], "{}", sent.text);

        let units = here.get("", "organisationUnits?fields=code,level&paging=false&order=level").await.body;
        let levels: Vec<i64> = units["organisationUnits"]
            .as_array()
            .unwrap()
            .iter()
            .map(|unit| unit["level"].as_i64().unwrap())
            .collect();
        assert_eq!(
            (levels[0], levels.iter().filter(|level| **level == 2).count()),
            (1, levels.len() - 1),
            "who reports, and the whole"
        );
        let sum = async |units: &str| {
            let asked = format!(
                "analytics?inputIdScheme=CODE&outputIdScheme=CODE&dimension=dx:M1_NUM&dimension=pe:2024&{units}"
            );
            let table = here.get(&here.office, &asked).await.body;
            let rows = table["rows"].as_array().unwrap().clone();
            rows.iter()
                .map(|row| row.as_array().unwrap().last().unwrap().as_str().unwrap().parse::<f64>().unwrap())
                .sum::<f64>()
        };
        assert_eq!(sum("dimension=ou:LEVEL-1").await, 35.0);
        assert_eq!(sum("dimension=ou:LEVEL-2").await, 35.0, "partners, and nothing beside them");
        for place in ["place:west", "place:city"] {
            assert_eq!(
                sum(&format!("dimension=co:{place}")).await,
                35.0,
                "a place is what all partners bring of it"
            );
        }
        let row = json!({ "dataElement": "M1_NUM", "period": "2024", "orgUnit": "M1_west", "value": "1" });
        assert_eq!(
            here.push("", &[row]).await.reasons(),
            [("E8022", vec![0])],
            "a place reports nothing by itself"
        );
    });
}

#[test]
fn every_category_has_its_rows_in_every_file() {
    house::both(async |store| {
        let here = Here::new(store).await;
        here.tell_apart().await;
        let women = [part("NUM", &json!("sex:f"), "3"), part("DEN", &json!("sex:f"), "60")];
        let men = [part("NUM", &json!("sex:m"), "2"), part("DEN", &json!("sex:m"), "40")];
        here.push("accept=true", &[figure("2024", "5", "100"), women.to_vec(), men.to_vec()].concat()).await;
        let file = async |name: &str| {
            let request = axum::http::Request::get(format!("/i/district/measures/1/{name}"))
                .header(axum::http::header::COOKIE, here.session().await);
            here.ask(request.body(axum::body::Body::empty()).unwrap()).await.text
        };
        let table = file("data.csv").await;
        let mut reader = ::csv::Reader::from_reader(table.as_bytes());
        let rows: Vec<::csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
        let found: Vec<[&str; 5]> = rows
            .iter()
            .filter(|row| &row[3] == "2024")
            .map(|row| [&row[6], &row[7], &row[9], &row[14], &row[17]])
            .collect();
        assert_eq!(
            found[..3],
            [
                ["_T", "_T", "5", "5", "partial"],
                ["sex", "f", "5", "3", "partial"],
                ["sex", "m", "5", "2", "partial"]
            ]
        );
        let missing = rows.iter().find(|row| &row[3] == "2023" && &row[6] == "_T").unwrap();
        assert_eq!([&missing[9], &missing[14], &missing[17]], ["", "", "missing"], "missing is never zero");
        let sdmx = file("data.sdmx.csv").await;
        let line = "dataflow,GROUNDSWELL:MEASURES(1.0),I,A,district,M1,sex,f,2024,5,PT,P,F\r\n";
        assert!(sdmx.contains(line), "{sdmx}");
        assert!(sdmx.contains(",I,A,city,M1,_T,_T,2024,,PT,O,F\r\n"), "{sdmx}");
        let json: Value = serde_json::from_str(&file("data.json").await).unwrap();
        assert_eq!(json["values"].as_array().unwrap().len(), rows.len());
    });
}

/// No number of a value that is not shown, nor of its halves, stands in any file.
#[test]
fn what_is_hidden_is_hidden_in_every_file() {
    house::both(async |store| {
        let here = Here::new(store).await;
        here.push("accept=true", &figure("2024", "98765", "1234567")).await;
        let office = here.office().await;
        let mut read = office.read().await.unwrap();
        let measure = measure::store::numbered(&mut read, here.initiative, 1).await.unwrap().unwrap();
        let values = surface::whole(&office, &mut read, &measure).await.unwrap();
        let hidden: Vec<_> = values.into_iter().map(crate::value::Value::hide).collect();
        for format in [Format::Csv, Format::Json, Format::Sdmx] {
            let heading = Heading {
                slug: "district".to_owned(),
                initiative: "District".to_owned(),
                title: "Unemployment".to_owned(),
                page: String::new(),
                path: "data".to_owned(),
                written_at: office.now(),
                measures: Vec::new(),
                meanings: Vec::new(),
                span: None,
            };
            let (mut writing, mut out) = (format.writing(heading).unwrap(), Vec::new());
            writing.begin(&mut out).unwrap();
            for value in &hidden {
                writing.row(&Row { measure: &measure, value, part: None }, &mut out).unwrap();
            }
            writing.end(&mut out).unwrap();
            let text = String::from_utf8(out).unwrap();
            assert!(!text.contains("98765") && !text.contains("1234567") && !text.contains("7.99"), "{text}");
            let said = if format == Format::Sdmx { ",,PT,Q,C\r\n" } else { "hidden" };
            assert_eq!(text.matches(said).count(), hidden.len(), "{text}");
        }
    });
}

#[test]
fn a_partner_with_a_place_corrects_its_number_without_naming_the_place() {
    house::both(async |store| {
        let here = Here::new(store).await;
        here.tell_apart().await;
        let (partner, west) = here.partner("West").await;
        let owed = vec![Owed { partner, code: "W1".to_owned(), place: "west".to_owned() }];
        let owe = OweDuty { measure: 1, partners: owed, since: String::new() };
        here.office().await.execute(owe).await.unwrap();
        let rows = |above: &str| {
            let row = |half: &str, value: &str| json!({ "dataElement": format!("M1_{half}"), "period": "2024", "orgUnit": "W1", "value": value });
            json!({ "dataValues": [row("NUM", above), row("DEN", "100")] })
        };
        let path = "dataValueSets?idScheme=CODE&accept=true";
        let first = here.post(&west, path, &rows("5")).await;
        assert_eq!((first.status, first.counts()), (StatusCode::OK, vec![("imported", 2)]), "{}", first.text);
        assert_eq!(here.post(&west, path, &rows("5")).await.counts(), [("ignored", 2)]);
        let corrected = here.post(&west, path, &rows("6")).await;
        assert_eq!(corrected.counts(), [("updated", 2)], "{}", corrected.text);
    });
}
