//! What a public list of DHIS2's own faults says (winterop-com/dhis2w, `DHIS2_ISSUES.md`), each as it must not be here.

use axum::http::StatusCode;
use serde_json::json;

use super::{Here, figure, row};

/// #84: CREATE overwrites what is there.
#[test]
fn create_writes_over_nothing_and_update_makes_nothing() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let none = here.push("importStrategy=UPDATE", &figure("2024", "5", "100")).await;
        assert_eq!((none.status, none.counts()), (StatusCode::CONFLICT, vec![("ignored", 2)]));
        assert_eq!(none.reasons(), [("E8131", vec![0, 1])]);
        let new = here.push("importStrategy=CREATE", &figure("2024", "5", "100")).await;
        assert_eq!((new.status, new.counts()), (StatusCode::OK, vec![("imported", 2)]));
        let again = here.push("importStrategy=CREATE", &figure("2024", "7", "100")).await;
        assert_eq!((again.counts(), again.reasons()), (vec![("ignored", 2)], vec![("E8130", vec![0, 1])]));
        assert_eq!(here.stands("2024").await, ["5", "100"]);
    });
}

/// #85: nobody can tell what was created from what was corrected.
#[test]
fn what_is_new_and_what_is_corrected_are_counted_apart() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let first = here.push("", &figure("2024", "5", "100")).await;
        assert_eq!(first.counts(), [("imported", 2)]);
        let rows = [figure("2023", "4", "100"), figure("2024", "6", "100")].concat();
        let both = here.push("", &rows).await;
        assert_eq!(both.counts(), [("imported", 2), ("updated", 2)]);
        let same = here.push("", &rows).await;
        assert_eq!((same.status, same.counts()), (StatusCode::OK, vec![("ignored", 4)]));
        assert!(
            same.reasons().is_empty() && same.text.contains("4 values stood there already"),
            "{}",
            same.text
        );
    });
}

/// #112: `atomicMode` has no effect.
#[test]
fn all_rows_or_none_means_just_that() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let rows = [figure("2023", "4", "100"), figure("2024", "200", "100")].concat();
        let before = here.leaves().await;
        let none = here.push("atomicMode=ALL", &rows).await;
        assert_eq!((none.status, none.counts()), (StatusCode::CONFLICT, vec![("ignored", 4)]));
        assert_eq!(none.reasons(), [("E8000", vec![]), ("E8122", vec![2, 3])]);
        assert_eq!(here.leaves().await, before);
        let some = here.push("atomicMode=OBJECT", &rows).await;
        assert_eq!((some.status, some.counts()), (StatusCode::OK, vec![("imported", 2), ("ignored", 2)]));
        assert_eq!(some.body["status"], "WARNING");
        assert_eq!(some.body["response"]["rejectedIndexes"], json!([2, 3]));
    });
}

/// #130 and #78: a dry run writes, or records completeness.
#[test]
fn a_dry_run_writes_nothing_and_finds_what_the_run_finds() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let whole = json!({
            "dataSet": "M1", "completeDate": "2025-01-31", "period": "2024", "orgUnit": "N1",
            "dataValues": [{ "dataElement": "M1_NUM", "value": "5" }, { "dataElement": "M1_DEN", "value": "100" }],
        });
        let before = here.leaves().await;
        let tried = here.post(&here.north, "dataValueSets?idScheme=CODE&dryRun=true", &whole).await;
        assert_eq!(tried.counts(), [("imported", 2)]);
        assert_eq!(tried.body["response"]["dataSetComplete"], "2025-01-31");
        let registration = json!({ "completeDataSetRegistrations": [{ "dataSet": "M1", "period": "2024", "organisationUnit": "N1" }] });
        assert_eq!(here.leaves().await, before, "the dry run has written");
        let table = "dataelement,period,orgunit,value\nM1_NUM,2024,N1,5\nM1_DEN,2024,N1,100\n".to_owned();
        let csv =
            here.send(&here.north, "dataValueSets?idScheme=CODE&dryRun=true", "application/csv", table).await;
        assert_eq!(csv.counts(), [("imported", 2)]);
        here.push("", &figure("2024", "5", "100")).await;
        let before = here.leaves().await;
        let tried = here
            .post(&here.north, "completeDataSetRegistrations?idScheme=CODE&dryRun=true", &registration)
            .await;
        assert_eq!((tried.status, tried.counts()), (StatusCode::OK, vec![("imported", 1)]));
        let taken = here.push("dryRun=true&importStrategy=DELETE", &figure("2024", "", "")).await;
        assert_eq!(taken.counts(), [("deleted", 2)]);
        assert_eq!(here.leaves().await, before, "the dry run has written");
        let run = here.post(&here.north, "dataValueSets?idScheme=CODE", &whole).await;
        assert_eq!(
            (run.counts(), &run.body["response"]["dataSetComplete"]),
            (vec![("ignored", 2)], &json!("2025-01-31"))
        );
    });
}

/// #79: complete, although every value was refused.
#[test]
fn what_was_refused_is_not_complete() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let sent = |values: serde_json::Value| json!({ "dataSet": "M1", "completeDate": "2025-01-31", "period": "2024", "orgUnit": "N1", "dataValues": values });
        let path = "dataValueSets?idScheme=CODE";
        let registered = async || {
            let found = here
                .get(
                    &here.north,
                    "completeDataSetRegistrations?idScheme=CODE&dataSet=M1&orgUnit=N1&period=2024",
                )
                .await;
            found.body["completeDataSetRegistrations"].as_array().unwrap().len()
        };
        let refused = sent(
            json!([{ "dataElement": "M1_NUM", "value": "x" }, { "dataElement": "M1_DEN", "value": "100" }]),
        );
        let answer = here.post(&here.north, path, &refused).await;
        assert_eq!(
            (answer.status, &answer.body["response"]["dataSetComplete"]),
            (StatusCode::CONFLICT, &json!("false"))
        );
        assert_eq!(registered().await, 0);
        let partly = sent(json!([
            { "dataElement": "M1_NUM", "value": "5" }, { "dataElement": "M1_DEN", "value": "100" },
            { "dataElement": "M1_NUM", "period": "2023", "value": "-5" }, { "dataElement": "M1_DEN", "period": "2023", "value": "100" },
        ]));
        let answer = here.post(&here.north, path, &partly).await;
        assert_eq!(
            (answer.counts(), &answer.body["response"]["dataSetComplete"]),
            (vec![("imported", 2), ("ignored", 2)], &json!("false"))
        );
        assert_eq!(registered().await, 0);
        let whole =
            json!([{ "dataElement": "M1_NUM", "value": "5" }, { "dataElement": "M1_DEN", "value": "100" }]);
        let office = here.post(&here.office, path, &sent(whole)).await;
        assert_eq!((office.counts(), office.reasons()), (vec![("updated", 2)], vec![("E8035", vec![0, 1])]));
        assert_eq!((&office.body["response"]["dataSetComplete"], registered().await), (&json!("false"), 0));
        let south =
            here.post(&here.south, path, &sent(json!([{ "dataElement": "M1_NUM", "value": "5" }]))).await;
        assert_eq!(south.reasons(), [("E8010", vec![0])]);
        let fine = sent(json!([{ "dataElement": "M1_NUM", "value": "6" }]));
        let answer = here.post(&here.north, path, &fine).await;
        assert_eq!(
            (answer.counts(), &answer.body["response"]["dataSetComplete"]),
            (vec![("updated", 1)], &json!("2025-01-31"))
        );
        assert_eq!(
            (registered().await, here.stands("2024").await),
            (1, vec!["6".to_owned(), "100".to_owned()])
        );
    });
}

/// #86: a blank erases on one surface and is an error on another.
#[test]
fn a_blank_is_missing_in_every_format() {
    house::both(async |store| {
        let here = Here::new(store).await;
        here.push("", &figure("2024", "5", "100")).await;
        for blank in [json!(""), json!("  "), json!(null)] {
            let rows =
                [json!({ "dataElement": "M1_NUM", "period": "2024", "orgUnit": "N1", "value": blank })];
            let answer = here.push("", &rows).await;
            assert_eq!(
                (answer.status, answer.reasons()),
                (StatusCode::CONFLICT, vec![("E8120", vec![0])]),
                "{blank}"
            );
        }
        for table in ["M1_NUM,2024,N1,\n", "M1_NUM,2024,N1,\" \"\n", "M1_NUM,2024,N1\n"] {
            let table = format!("dataelement,period,orgunit,value\n{table}");
            let answer =
                here.send(&here.north, "dataValueSets?idScheme=CODE", "text/csv", table.clone()).await;
            assert_eq!(
                (answer.status, answer.reasons()),
                (StatusCode::CONFLICT, vec![("E8120", vec![0])]),
                "{table}"
            );
        }
        assert_eq!(here.stands("2024").await, ["5", "100"]);
    });
}

/// #87 and #88: deleting what was never written leaves a tombstone, and `deleted` counts as updated.
#[test]
fn what_is_taken_back_is_counted_so_and_what_never_was_leaves_nothing() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let before = here.leaves().await;
        let deleted = |half: &str| json!({ "dataElement": format!("M1_{half}"), "period": "2024", "orgUnit": "N1", "deleted": true });
        let both = [deleted("NUM"), deleted("DEN")];
        let nothing = here.push("", &both).await;
        assert_eq!((nothing.status, nothing.reasons()), (StatusCode::CONFLICT, vec![("E8134", vec![0, 1])]));
        assert_eq!(here.leaves().await, before, "a tombstone");
        here.push("", &figure("2024", "5", "100")).await;
        let half = here.push("", &both[..1]).await;
        assert_eq!(half.reasons(), [("E8132", vec![0])]);
        let taken = here.push("", &both).await;
        assert_eq!((taken.status, taken.counts()), (StatusCode::OK, vec![("deleted", 2)]));
        assert!(here.stands("2024").await.is_empty());
        here.push("accept=true", &figure("2024", "5", "100")).await;
        let accepted = here.push("importStrategy=DELETE", &figure("2024", "", "")).await;
        assert_eq!(accepted.reasons(), [("E8033", vec![0, 1])]);
        assert_eq!(here.stands("2024").await, ["5", "100"]);
    });
}

/// #6: where everything was ignored, the answer hides why.
#[test]
fn every_row_that_was_refused_has_its_reason() {
    house::both(async |store| {
        let here = Here::new(store).await;
        here.open("2022").await;
        here.lock("2022", true).await;
        let with = |field: &str, value: &str| {
            let mut row = row("NUM", "2024", "5");
            row[field] = json!(value);
            row
        };
        let long = "x".repeat(1_001);
        let rows = [
            with("dataElement", "M9_NUM"),
            with("orgUnit", "nowhere"),
            with("orgUnit", "district"),
            with("orgUnit", "S1"),
            with("period", "2024Q1"),
            with("attributeOptionCombo", "abc"),
            with("categoryOptionCombo", "sex:f"),
            row("NUM", "2022", "5"),
            row("DEN", "2022", "100"),
            row("NUM", "2020", "5"),
            row("DEN", "2020", "100"),
            with("value", "many"),
            row("NUM", "2023", "5"),
            with("comment", &long),
        ];
        let answer = here.push("", &rows).await;
        assert_eq!((answer.status, answer.counts()), (StatusCode::CONFLICT, vec![("ignored", 14)]));
        let mut reasons = answer.reasons();
        reasons.sort_by_key(|(_, rows)| rows[0]);
        let expected: [(&str, &[u64]); 12] = [
            ("E8020", &[0]),
            ("E8022", &[1]),
            ("E8022", &[2]),
            ("E8010", &[3]),
            ("E8021", &[4]),
            ("E8023", &[5]),
            ("E8024", &[6]),
            ("E8031", &[7, 8]),
            ("E8030", &[9, 10]),
            ("E8121", &[11]),
            ("E8133", &[12]),
            ("E8125", &[13]),
        ];
        assert_eq!(reasons, expected.map(|(code, rows)| (code, rows.to_vec())), "{}", answer.text);
        assert_eq!(answer.body["response"]["rejectedIndexes"].as_array().unwrap().len(), 14);
        let double = here
            .push("", &[row("NUM", "2024", "5"), row("NUM", "2024", "6"), row("DEN", "2024", "100")])
            .await;
        assert_eq!(double.reasons(), [("E8128", vec![1])]);
        assert!(here.stands("2024").await.is_empty(), "half a figure was taken");
    });
}

/// #139: superusers report the future.
#[test]
fn nobody_reports_what_is_still_to_come() {
    house::both(async |store| {
        let here = Here::new(store).await;
        here.open("2027").await;
        for query in ["", "force=true", "skipAudit=true&force=true"] {
            let answer = here.push(query, &figure("2027", "5", "100")).await;
            assert_eq!(
                (answer.status, answer.reasons()),
                (StatusCode::CONFLICT, vec![("E8032", vec![0]), ("E8032", vec![1])])
            );
        }
        let table = "dataelement,period,orgunit,value\nM1_NUM,2027,N1,5\nM1_DEN,2027,N1,100\n".to_owned();
        let csv = here.send(&here.north, "dataValueSets?idScheme=CODE", "application/csv", table).await;
        assert_eq!(csv.reasons(), [("E8032", vec![0]), ("E8032", vec![1])]);
        let rows = json!({ "dataValues": figure("2027", "5", "100") });
        let office = here.post(&here.office, "dataValueSets?idScheme=CODE&force=true", &rows).await;
        assert_eq!(office.reasons(), [("E8032", vec![0]), ("E8032", vec![1])], "the backbone neither");
    });
}

/// What cannot be read is said so, and how it should be.
#[test]
fn what_cannot_be_read_is_told() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let said = async |path: &str, kind: &str, body: &str| {
            let answer = here.send(&here.north, path, kind, body.to_owned()).await;
            let code = answer.body["errorCode"].as_str().unwrap_or_default().to_owned();
            (answer.status.as_u16(), code)
        };
        let told = |status, code: &str| (status, code.to_owned());
        assert_eq!(said("dataValueSets", "application/json", "{").await, told(400, "E8001"));
        assert_eq!(said("dataValueSets", "application/json", "{}").await, told(409, "E8001"));
        assert_eq!(said("dataValueSets", "application/csv", "a,b\n1,2\n").await, told(400, "E8001"));
        assert_eq!(said("dataValueSets", "application/adx+xml", "<adx/>").await, told(415, "E8001"));
        let rows = json!({ "dataValues": [row("NUM", "2024", "5")] }).to_string();
        assert_eq!(
            said("dataValueSets?importStrategy=MERGE", "application/json", &rows).await,
            told(409, "E8004")
        );
        assert_eq!(
            said("dataValueSets?atomicMode=MAYBE", "application/json", &rows).await,
            told(409, "E8004")
        );
        assert_eq!(said("dataValueSets?idScheme=NAME", "application/json", &rows).await, told(409, "E1100"));
        assert_eq!(said("completeDataSetRegistrations", "application/json", "{").await, told(400, "E8001"));
        let unknown = here
            .post(
                &here.north,
                "dataValueSets?idScheme=CODE",
                &json!({ "dataSet": "M9", "dataValues": figure("2024", "5", "100") }),
            )
            .await;
        assert_eq!(unknown.reasons(), [("E8002", vec![0, 1])]);
        assert_eq!(said("metadata", "application/json", "{}").await, told(403, "E1006"));
    });
}

/// The backbone sends for partners as from a file: it sees and changes nothing of theirs, and accepts nothing.
#[test]
fn the_backbone_sends_for_partners_and_each_of_them_accepts() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let south = |half: &str, value: &str| json!({ "dataElement": format!("M1_{half}"), "period": "2024", "orgUnit": "S1", "value": value });
        let rows = [figure("2024", "5", "100"), vec![south("NUM", "20"), south("DEN", "300")]].concat();
        let path = "dataValueSets?idScheme=CODE";
        let sent = here.post(&here.office, path, &json!({ "dataValues": rows })).await;
        assert_eq!((sent.status, sent.counts()), (StatusCode::OK, vec![("imported", 4)]));
        let all = "dataValueSets?idScheme=CODE&dataSet=M1&orgUnit=district&children=true&period=2024";
        assert_eq!(
            here.get(&here.office, all).await.body["dataValues"],
            json!([]),
            "it waits for its partner"
        );
        assert_eq!(here.stands("2024").await, ["5", "100"]);
        let half = here.post(&here.office, path, &json!({ "dataValues": [row("NUM", "2024", "6")] })).await;
        assert_eq!(half.reasons(), [("E8133", vec![0])], "what it may not see fills no gap");
        let taken = json!({ "dataValues": figure("2024", "", "") });
        let taken = here.post(&here.office, &format!("{path}&importStrategy=DELETE"), &taken).await;
        assert_eq!(taken.reasons(), [("E8010", vec![0, 1])]);
        assert_eq!(here.push("accept=true", &figure("2024", "5", "100")).await.counts(), [("ignored", 2)]);
        let seen = here.get(&here.office, all).await.body["dataValues"].as_array().unwrap().len();
        assert_eq!(seen, 2, "North has accepted, South has not");
    });
}
