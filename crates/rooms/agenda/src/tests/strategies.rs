//! Strategies are rated and go their way.

use axum::http::StatusCode;
use kernel::Error;
use web::Room;

use super::pages::Browser;
use super::ratify::Coalition;
use super::{is_refused, problem, rule};
use crate::{Agenda, EditClause, MoveStrategy, RateStrategy, WriteClause};

/// The second clause of the draft.
fn strategy() -> WriteClause {
    WriteClause {
        section: "strategies".to_owned(),
        text: "Libraries open on Sundays".to_owned(),
        difference: "The doors are open.".to_owned(),
        ..WriteClause::default()
    }
}

fn rates(leverage: i64, values: i64) -> RateStrategy {
    RateStrategy { clause: 2, leverage, reach: 4, specificity: 4, values }
}

fn moves(from: &str, to: &str, reason: &str) -> MoveStrategy {
    MoveStrategy { clause: 2, from: from.to_owned(), to: to.to_owned(), reason: reason.to_owned() }
}

#[test]
fn a_strategy_goes_from_an_idea_to_retired_with_a_reason() {
    house::both(async |store| {
        let coalition = Coalition::new(store).await;
        let fay = &coalition.fay;
        fay.execute(strategy()).await.unwrap();
        is_refused(coalition.here.as_(coalition.pat).await.execute(moves("idea", "candidate", "")).await);
        let incomplete = fay.execute(moves("idea", "candidate", "")).await;
        assert_eq!(rule(incomplete), "rule-strategy-incomplete");
        let whole = EditClause {
            clause: 2,
            section: "strategies".to_owned(),
            text: "Libraries open on Sundays".to_owned(),
            then: "families come together".to_owned(),
            because: "weekdays are full".to_owned(),
            difference: "The doors are open.".to_owned(),
            version: 1,
            ..EditClause::default()
        };
        fay.execute(whole).await.unwrap();
        assert_eq!(rule(fay.execute(moves("idea", "scaling", "")).await), "rule-strategy-step");
        fay.execute(moves("idea", "candidate", "")).await.unwrap();
        assert_eq!(rule(fay.execute(moves("idea", "candidate", "")).await), "rule-strategy-moved");
        coalition.in_force("First").await;
        let mut guest = Browser::new(&coalition.here);
        let (_, page) = guest.api("/strategies").await;
        assert!(page.contains("\"state\":\"adopted\""), "what is in force is adopted: {page}");
        fay.execute(moves("adopted", "testing", "Two branches try it.")).await.unwrap();
        let bare = fay.execute(moves("testing", "retired", "")).await;
        assert_eq!(problem(bare), ("reason".to_owned(), "problem-empty"));
        fay.execute(moves("testing", "retired", "Nobody came.")).await.unwrap();
        assert!(guest.whole("/agenda/strategies").await.contains("Nobody came."));
        let pat = coalition.here.as_(coalition.pat).await;
        assert_eq!(rule(pat.execute(rates(4, 4)).await), "rule-strategy-retired");
        let mut read = fay.read().await.unwrap();
        let tables = Agenda.export(fay, &mut read).await.unwrap();
        let steps = tables.iter().find(|table| table.name == "strategy_steps").unwrap();
        let states: Vec<&str> = steps.rows.iter().map(|row| row[2].as_str()).collect();
        assert_eq!(states, ["candidate", "testing", "retired"]);
    });
}

#[test]
fn every_member_rates_alone_and_then_sees_the_middle() {
    house::both(async |store| {
        let coalition = Coalition::new(store).await;
        let fay = &coalition.fay;
        fay.execute(strategy()).await.unwrap();
        let pat = coalition.here.as_(coalition.pat).await;
        let plain = RateStrategy { clause: 1, ..rates(4, 4) };
        assert!(matches!(pat.execute(plain).await, Err(Error::Missing)), "a vision is not rated");
        assert_eq!(problem(pat.execute(rates(6, 4)).await), ("leverage".to_owned(), "problem-choose"));
        let backbone = coalition.here.new_person("Bea", "backbone").await;
        is_refused(backbone.execute(rates(4, 4)).await);
        is_refused(coalition.here.guest().await.execute(rates(4, 4)).await);
        fay.execute(rates(5, 2)).await.unwrap();

        let mut browser = Browser::of(&coalition.here, coalition.pat).await;
        let page = browser.whole("/agenda/clauses/2").await;
        assert!(page.contains("Rate it yourself") && !page.contains("against what we stand for"));
        let (action, hidden) = browser.form("/agenda/clauses/2/rate", "/rate").await;
        let (status, ..) = browser.post(&action, &hidden).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        let form = format!("{hidden}&leverage=2&reach=4&specificity=4&values=3");
        let (_, next, _) = browser.post(&action, &form).await;
        assert_eq!(next, "/i/reading/agenda/clauses/2?done=strategy-rated#strategy");
        let page = browser.whole("/agenda/clauses/2").await;
        // Medians of 5 and 2, and of 2 and 3 (C10): below 3 on values it is blocked, two steps apart are talked about.
        assert!(page.contains("3.5") && page.contains("2.5") && page.contains("against what we stand for"));
        assert!(page.contains("Talk about it first") && page.contains("2 members have rated it"));
        let mut facilitator = Browser::of(&coalition.here, fay.person().unwrap()).await;
        let (action, hidden) = facilitator.form("/agenda/clauses/2/state", "/state").await;
        let (status, _, page) = facilitator.post(&action, &format!("{hidden}&to=retired&reason=")).await;
        assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains("href=\"#reason\""));
        facilitator.post(&action, &format!("{hidden}&to=retired&reason=Too+dear")).await;
        assert!(browser.whole("/agenda/clauses/2").await.contains("Too dear"));
        assert_eq!(browser.get("/agenda/clauses/1/rate").await.0, StatusCode::NOT_FOUND);

        let mut read = fay.read().await.unwrap();
        let tables = Agenda.export(fay, &mut read).await.unwrap();
        let ratings = tables.iter().find(|table| table.name == "strategy_ratings").unwrap();
        assert_eq!(ratings.rows, [["2", "2", "4", "4", "3"], ["2", "5", "4", "4", "2"]]);
    });
}
