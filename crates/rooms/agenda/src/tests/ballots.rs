//! Ballots and results as pages, without a script.

use axum::http::StatusCode;

use super::Here;
use super::pages::Browser;

#[test]
fn every_ballot_is_a_page_and_so_is_every_result() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let backbone = here.new_person("Bo", "backbone").await;
        let person = here.person("Fay", "facilitator").await;
        let group = here.steering(&backbone, &[person]).await;
        let mut fay = Browser::of(&here, person).await;
        let options = "Bus%0ALibrary%0AClub";
        let cases = [
            ("gradients", "answer=2", "Yes, with minor reservations"),
            ("majority", "answer=1", "For"),
            ("show-of-hands", "answer=2", "Library"),
            ("approval", "answer=1&answer=3", "Bus, Club"),
            ("score", "points-1=5&points-2=&points-3=0", "Bus 5, Club 0"),
            ("median", "points-1=5&points-2=2&points-3=0", "Bus 5, Library 2, Club 0"),
            ("irv", "rank-1=2&rank-2=1&rank-3=", "1. Library, 2. Bus"),
            ("schulze", "rank-1=1&rank-2=2&rank-3=3", "1. Bus, 2. Library, 3. Club"),
            ("stv-scottish", "rank-1=1&rank-2=&rank-3=", "1. Bus"),
            ("dot", "points-1=8&points-2=&points-3=", "Bus 8"),
            ("irv", "rank-1=&rank-2=&rank-3=&abstain=yes", "Abstains"),
        ];
        for ((method, ballot, said), n) in cases.into_iter().zip(1..) {
            let page = format!("/decisions/{n}");
            let form = format!(
                "title=Step+{n}&text=Words&group={group}&closes=2026-02-01&method={method}&options={options}\
                 &electorate=seats&secrecy=open&winners=&highest=&threshold=&quorum="
            );
            let (_, next, _) = fay.post("/decisions", &form).await;
            assert_eq!(next, format!("/i/reading{page}?done=decision-proposed"), "{method}");
            fay.whole(&page).await;
            if method != "gradients" && method != "majority" {
                let (status, _, again) =
                    fay.post(&format!("{page}/answer"), "answer=9&rank-1=1&rank-2=1&points-1=99").await;
                assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{method}");
                assert!(again.contains("href=\"#answer\"") && again.contains("id=\"answer\""), "{method}");
            }
            let (_, next, _) = fay.post(&format!("{page}/answer"), ballot).await;
            assert_eq!(next, format!("/i/reading{page}?done=decision-answered"), "{method}");
            let filled = fay.whole(&page).await;
            assert!(filled.contains("checked") || filled.contains("selected") || method == "dot", "{method}");
            fay.post(&format!("{page}/close"), "").await;
            let result = fay.whole(&page).await;
            assert!(result.contains(said), "{method}: {said}");
            let (status, json) = fay.api(&page).await;
            assert_eq!(status, StatusCode::OK);
            let json: serde_json::Value = serde_json::from_str(&json).unwrap();
            assert_eq!(json["poll"]["method"], method);
            assert!(json["poll"]["outcome"]["stages"].as_array().unwrap().len() > 1, "{method}");
        }
        let mut nobody = Browser::new(&here);
        for n in 1..=cases.len() {
            nobody.whole(&format!("/decisions/{n}")).await;
        }
    });
}

#[test]
fn a_link_fills_the_ballot_in_and_casts_nothing() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let backbone = here.new_person("Bo", "backbone").await;
        let person = here.person("Fay", "facilitator").await;
        let group = here.steering(&backbone, &[person]).await;
        let mut fay = Browser::of(&here, person).await;
        let form = format!("title=Bus&text=Words&group={group}&closes=2026-02-01&method=majority");
        fay.post("/decisions", &form).await;
        for _ in 0..100 {
            let page = fay.whole("/decisions/1?answer=2").await;
            let chosen = page.split("<input").find(|input| input.contains("checked")).unwrap();
            assert!(chosen.contains("value=\"2\""), "{chosen}");
        }
        let (_, json) = fay.api("/decisions/1").await;
        assert!(!json.contains("answers"), "nothing is cast before it is sent: {json}");
    });
}
