//! What clients are told of what there is, and the values they read.

use axum::http::StatusCode;
use serde_json::json;
use web::Sent;

use super::{Here, figure};
use crate::dhis2::{Catalogue, analytics, pull};

#[test]
fn what_is_sent_waits_for_its_partner_and_nobody_else_sees_it() {
    house::both(async |store| {
        let here = Here::new(store).await;
        here.push("", &figure("2024", "5", "100")).await;
        assert_eq!(here.stands("2024").await, ["5", "100"]);
        let path = "dataValueSets?idScheme=CODE&dataSet=M1&orgUnit=district&children=true&period=2024";
        for token in [&here.south, &here.office] {
            assert_eq!(here.get(token, path).await.body["dataValues"], json!([]));
        }
        let asked = "analytics?inputIdScheme=CODE&dimension=dx:M1&dimension=pe:2024";
        assert_eq!(here.get(&here.office, asked).await.body["rows"], json!([]));
        let registration = json!({ "completeDataSetRegistrations": [{ "dataSet": "M1", "period": "2024", "organisationUnit": "N1" }] });
        let south = here.post(&here.south, "completeDataSetRegistrations?idScheme=CODE", &registration).await;
        assert_eq!((south.status, south.reasons()), (StatusCode::CONFLICT, vec![("E8035", vec![0])]));
        let north = here.post(&here.north, "completeDataSetRegistrations?idScheme=CODE", &registration).await;
        assert_eq!((north.status, north.counts()), (StatusCode::OK, vec![("imported", 1)]));
        let seen = here.get(&here.south, path).await.body["dataValues"].as_array().unwrap().len();
        assert_eq!(seen, 2, "what was accepted is for every member");
        let value = json!([[indicator(&here).await, "2024", "5"]]);
        assert_eq!(here.get(&here.south, asked).await.body["rows"], value);
        assert_eq!(here.get("", asked).await.body["rows"], json!([]), "no edition published it");
    });
}

#[test]
fn analytics_give_the_whole_from_its_parts_and_never_a_zero_for_what_is_missing() {
    house::both(async |store| {
        let here = Here::new(store).await;
        here.push("accept=true", &figure("2024", "5", "100")).await;
        let south = [("NUM", "20"), ("DEN", "300")].map(|(half, value)| {
            json!({ "dataElement": format!("M1_{half}"), "period": "2024", "orgUnit": "S1", "value": value })
        });
        here.post(&here.south, "dataValueSets?idScheme=CODE&accept=true", &json!({ "dataValues": south }))
            .await;
        let ask = async |query: &str| {
            let path = format!("analytics?inputIdScheme=CODE&outputIdScheme=CODE&{query}");
            here.get(&here.office, &path).await.body
        };
        let table = ask("dimension=dx:M1;M1_NUM;M1_DEN&dimension=pe:2023;2024&includeNumDen=true").await;
        let rows = json!([
            ["M1", "2024", "6.25", "25", "400", "100", "100", "1"],
            ["M1_NUM", "2024", "25", "", "", "", "", ""],
            ["M1_DEN", "2024", "400", "", "", "", "", ""],
        ]);
        assert_eq!(table["rows"], rows, "2023 has no value and no row");
        let names: Vec<&str> = table["headers"]
            .as_array()
            .unwrap()
            .iter()
            .map(|header| header["name"].as_str().unwrap())
            .collect();
        assert_eq!(
            names,
            ["dx", "pe", "value", "numerator", "denominator", "factor", "multiplier", "divisor"]
        );
        let partners = ask("dimension=dx:M1&dimension=pe:2024&dimension=ou:LEVEL-2").await;
        assert_eq!(
            partners["rows"],
            json!([["M1", "2024", "N1", "5"], ["M1", "2024", "S1", "6.666666666666667"]])
        );
        let rates =
            ask("dimension=dx:M1.REPORTING_RATE;M1.ACTUAL_REPORTS;M1.EXPECTED_REPORTS&filter=pe:2024").await;
        assert_eq!(
            rates["rows"],
            json!([["M1.REPORTING_RATE", "100"], ["M1.ACTUAL_REPORTS", "2"], ["M1.EXPECTED_REPORTS", "2"]])
        );
        let both = ask("dimension=dx:M1&startDate=2023-01-01&endDate=2024-12-31").await;
        assert_eq!(both["rows"], json!([]), "a range with a gap has no value");
        let relative = ask("dimension=dx:M1&dimension=pe:LAST_5_YEARS&relativePeriodDate=2025-06-01").await;
        assert_eq!(relative["rows"], json!([["M1", "2024", "6.25"]]));
        let codes = async |query: &str| {
            let answer = here.get(&here.office, &format!("analytics?inputIdScheme=CODE&{query}")).await;
            (answer.status.as_u16(), answer.body["errorCode"].as_str().unwrap_or_default().to_owned())
        };
        for (query, code) in [
            ("dimension=pe:2024", "E7102"),
            ("dimension=dx:M1", "E7104"),
            ("dimension=dx:M9&dimension=pe:2024", "E7124"),
            ("dimension=dx:M1&dimension=pe:soon", "E7124"),
            ("dimension=dx:M1&dimension=pe:2024&dimension=ou:nowhere", "E7124"),
            ("dimension=dx:M1&dimension=pe:2024&filter=ou:N1;S1", "E7144"),
        ] {
            assert_eq!(codes(query).await, (409, code.to_owned()), "{query}");
        }
    });
}

#[test]
fn values_are_found_by_set_unit_and_time_as_json_and_as_a_table() {
    house::both(async |store| {
        let here = Here::new(store).await;
        here.push("accept=true", &[figure("2023", "4", "90"), figure("2024", "5", "100")].concat()).await;
        let found = async |query: &str| {
            let path = format!("dataValueSets?idScheme=CODE&dataSet=M1&orgUnit=N1&{query}");
            let values = here.get(&here.south, &path).await.body["dataValues"].clone();
            values
                .as_array()
                .unwrap_or(&Vec::new())
                .iter()
                .map(|value| value["value"].as_str().unwrap().to_owned())
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(found("period=2023").await, "4 90");
        assert_eq!(found("period=2023&period=2024&dataElement=M1_DEN").await, "90 100");
        assert_eq!(found("startDate=2024-01-01&endDate=2024-12-31").await, "5 100");
        assert_eq!(found("startDate=2024-01-01&endDate=2024-06-30").await, "");
        assert_eq!(found("lastUpdated=2026-01-01").await, "4 90 5 100");
        assert_eq!(found("lastUpdated=2026-02-01").await, "");
        assert_eq!(found("period=2023&period=2024&limit=1").await, "4");
        let table = here
            .get(&here.south, "41/dataValueSets.csv?idScheme=CODE&dataSet=M1&orgUnit=N1&period=2024")
            .await;
        let lines: Vec<&str> = table.text.lines().collect();
        assert!(lines[0].starts_with("dataelement,period,orgunit,categoryoptioncombo"), "{}", lines[0]);
        assert!(lines[1].starts_with("M1_NUM,2024,N1,default,default,5,North,"), "{}", lines[1]);
        let again = here
            .send(&here.north, "dataValueSets?idScheme=CODE", "application/csv", table.text.clone())
            .await;
        assert_eq!(
            (again.status, again.counts()),
            (StatusCode::OK, vec![("ignored", 2)]),
            "what was handed out is taken back"
        );
        for (query, code) in [
            ("orgUnit=N1&period=2024", "E2001"),
            ("dataSet=M1&period=2024", "E2006"),
            ("dataSet=M1&orgUnit=N1", "E2002"),
            ("dataSet=M9&orgUnit=N1&period=2024", "E2015"),
            ("dataSet=M1&orgUnit=N1&startDate=2024-02-01&endDate=2024-01-01", "E2007"),
            ("dataSet=M1&orgUnit=N1&lastUpdated=soon", "E2014"),
        ] {
            let refused = here.get(&here.south, &format!("dataValueSets?idScheme=CODE&{query}")).await;
            assert_eq!(
                (refused.status, refused.body["errorCode"].as_str()),
                (StatusCode::CONFLICT, Some(code)),
                "{query}"
            );
        }
    });
}

#[test]
fn each_thing_has_what_clients_look_for() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let one = async |list: &str, fields: &str| {
            let id = here.get(&here.north, &format!("{list}?fields=id&order=code")).await.body[list][0]["id"]
                .as_str()
                .unwrap()
                .to_owned();
            assert_eq!(id.len(), 11, "{id}");
            here.get(&here.north, &format!("{list}/{id}.json?fields={fields}")).await.body
        };
        let element = one(
            "dataElements",
            "code,dataSetElements[dataSet[periodType]],categoryCombo[categoryOptionCombos[code]]",
        )
        .await;
        assert_eq!(
            element,
            json!({
                "code": "M1_DEN",
                "dataSetElements": [{ "dataSet": { "periodType": "Yearly" } }],
                "categoryCombo": { "categoryOptionCombos": [{ "code": "default" }] },
            })
        );
        let indicator = one("indicators", "name,indicatorType[factor],decimals").await;
        assert_eq!(
            indicator,
            json!({ "name": "Unemployment", "indicatorType": { "factor": 100.0 }, "decimals": 1 })
        );
        let set = one("dataSets", "code,dataSetElements[dataElement[code]]").await;
        assert_eq!(set["dataSetElements"].as_array().unwrap().len(), 2);
        let units = here
            .get(
                &here.north,
                "organisationUnits?level=2&fields=code,level,parent[name]&order=code&paging=false",
            )
            .await;
        assert_eq!(
            units.body["organisationUnits"],
            json!([
                { "code": "N1", "level": 2, "parent": { "name": "District" } },
                { "code": "S1", "level": 2, "parent": { "name": "District" } },
            ])
        );
        let levels = here.get(&here.north, "organisationUnitLevels?fields=level&paging=false").await;
        assert_eq!(levels.body["organisationUnitLevels"], json!([{ "level": 1 }, { "level": 2 }]));
        let info = here.get("", "40/system/info.json").await;
        assert_eq!(
            (info.body["version"].as_str(), info.body["calendar"].as_str()),
            (Some("2.41.0"), Some("iso8601"))
        );
        assert!(info.body["contextPath"].as_str().unwrap().ends_with("/i/district/dhis2"));
    });
}

/// DHIS2-21867: 250,054 questions to the database for one object.
#[test]
fn more_things_are_no_more_questions() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let asked = async |places: &str| {
            let cx = here.office().await;
            let mut read = cx.read().await.unwrap();
            let catalogue = Catalogue::read(&cx, &mut read).await.unwrap();
            let query = format!(
                "idScheme=CODE&inputIdScheme=CODE&dataSet=M1&orgUnit=district&children=true&{places}"
            );
            let query = Sent::of(query.as_bytes());
            let values = pull::answer(&cx, &mut read, &catalogue, &query).await.unwrap().unwrap();
            let table = analytics::answer(&cx, &mut read, &catalogue, &query).await.unwrap().unwrap();
            (read.asked(), values.len(), table["rows"].as_array().unwrap().len())
        };
        here.push("accept=true", &figure("2024", "5", "100")).await;
        let few = asked("period=2024&dimension=dx:M1&dimension=pe:2024&dimension=ou:LEVEL-2").await;
        for year in 2001..2023 {
            here.open(&year.to_string()).await;
        }
        let rows: Vec<_> = (2001..2024).flat_map(|year| figure(&year.to_string(), "5", "100")).collect();
        here.push("accept=true", &rows).await;
        let years: Vec<String> = (2001..2025).map(|year| year.to_string()).collect();
        let periods: Vec<String> = years.iter().map(|year| format!("period={year}")).collect();
        let many = asked(&format!(
            "{}&dimension=dx:M1&dimension=pe:{}&dimension=ou:LEVEL-2",
            periods.join("&"),
            years.join(";")
        ))
        .await;
        assert_eq!((few.1, few.2, many.1, many.2), (2, 1, 48, 24));
        assert_eq!(few.0, many.0, "questions grow with the things");
    });
}

async fn indicator(here: &Here) -> String {
    here.get("", "indicators").await.body["indicators"][0]["id"].as_str().unwrap().to_owned()
}
