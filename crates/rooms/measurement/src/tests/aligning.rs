//! Partners' own fields beside what was agreed, and the ledger of what keeps numbers apart.

use jiff::{Timestamp, ToSpan};

use super::*;
use crate::crosswalk::{self, Standing, State};
use crate::ledger::{Gap, Ledger, stock::Since};

fn said(duty: i64, fit: &str) -> SayCrosswalk {
    SayCrosswalk {
        duty,
        fit: fit.into(),
        local_name: "Sessions missed".into(),
        local_definition: "Half days".into(),
        reason: if matches!(fit, "proxy" | "not-comparable") {
            "Nothing else is kept".into()
        } else {
            String::new()
        },
        numerator: if fit == "transformed" { "[Sessions missed] / 2".into() } else { String::new() },
        denominator: if fit == "transformed" { "Sessions / 2".into() } else { String::new() },
        ..SayCrosswalk::default()
    }
}

fn judged(crosswalk: i64, approved: bool, note: &str) -> JudgeCrosswalk {
    JudgeCrosswalk { crosswalk, approved, note: note.into() }
}

async fn standing(town: &Town, duty: i64) -> (duty::Duty, measure::Measure, Standing) {
    let cx = town.member();
    let all = crosswalk::all(&cx, &mut cx.read().await.unwrap()).await.unwrap();
    all.into_iter().find(|(one, ..)| one.number == duty).unwrap()
}

async fn ledger(town: &Town) -> Ledger {
    let cx = town.member();
    Ledger::load(&cx, &mut cx.read().await.unwrap()).await.unwrap()
}

/// What is open: which duty, what.
async fn open(town: &Town) -> Vec<(i64, &'static str)> {
    let mut open: Vec<_> =
        ledger(town).await.open.iter().map(|item| (item.duty.number, item.key.gap.word())).collect();
    open.sort_unstable();
    open
}

async fn lines(cx: &Context, text: &str) -> usize {
    let lines = today::today(cx, &mut cx.read().await.unwrap()).await.unwrap();
    lines.iter().filter(|line| line.text == text).count()
}

async fn change(town: &Town, measure: i64, seen: i64, from: &str) {
    let change = ChangeDefinition {
        measure,
        seen,
        definition: Definition { definition: format!("Clearer {from}"), ..definition() },
        effective_from: from.into(),
        comparability: "same".into(),
        ..ChangeDefinition::default()
    };
    town.backbone().execute(change).await.unwrap();
}

#[test]
fn a_partner_says_what_its_field_is_and_it_holds_once_it_is_approved() {
    house::both(async |store| {
        let town = Town::new(store, &["North", "South"]).await;
        let (measure, duties) = town.measure(&[]).await;
        let (own, other, backbone) = (town.partner(0), town.partner(1), town.backbone());
        assert!(forbidden(other.execute(said(duties[0], "exact")).await));
        assert!(forbidden(backbone.execute(said(duties[0], "exact")).await), "nobody speaks for a partner");
        let first = own.execute(said(duties[0], "exact")).await.unwrap();
        assert_eq!(lines(&backbone, "today-crosswalk-waits").await, 1);
        assert!(forbidden(own.execute(judged(first, true, "")).await), "nobody approves their own");
        assert_eq!(
            fields(backbone.execute(judged(first, false, " ")).await),
            [("note".to_owned(), "crosswalk-problem-note")]
        );
        backbone.execute(judged(first, false, "Half days or days?")).await.unwrap();
        assert_eq!(lines(&own, "today-crosswalk-returned").await, 1);
        let second = own.execute(said(duties[0], "transformed")).await.unwrap();
        backbone.execute(judged(second, true, "")).await.unwrap();
        assert!(matches!(
            backbone.execute(judged(second, false, "No")).await,
            Err(Error::Rule("crosswalk-rule-not-waiting"))
        ));
        let found = standing(&town, duties[0]).await;
        let holds = found.2.holds.as_ref().unwrap();
        assert_eq!((holds.number, holds.version, found.2.open.is_none()), (second, 1, true));
        let json = serde_json::to_value(crosswalk::api::shown(&found)).unwrap();
        assert_eq!(json["holds"]["numerator"], "[Sessions missed] / 2");
        assert_eq!(json["reopened"], false);

        let mut read = town.plain.read().await.unwrap();
        let initiative = town.plain.initiative().unwrap();
        let known = crosswalk::store::in_force(&mut read, initiative, &[found.0.id]).await.unwrap();
        drop(read);
        let mut read = town.plain.read().await.unwrap();
        let impact = measure::impact::Impact::of(&backbone, &mut read, &found.1).await.unwrap();
        drop(read);
        assert_eq!(
            (impact.crosswalks, impact.partners.len()),
            (1, 2),
            "said anew where the definition changes"
        );
        let rules = known[&found.0.id].rules().unwrap().unwrap();
        let row = |field: &str| Some(if field == "Sessions" { 380.0 } else { 38.0 });
        assert_eq!(rules.apply(row), Ok(Some((19.0, 190.0))));

        // A changed definition opens it again, until the partner has said anew.
        change(&town, measure, 1, "2019").await;
        assert!(standing(&town, duties[0]).await.2.reopened(&town.read(measure).await.0));
        assert_eq!(lines(&own, "today-crosswalk-reopened").await, 1);
        assert_eq!(open(&town).await, [(duties[0], "outdated")]);
        let third = own.execute(said(duties[0], "exact")).await.unwrap();
        assert_eq!(lines(&own, "today-crosswalk-reopened").await, 0);
        backbone.execute(judged(third, true, "As before")).await.unwrap();
        let (.., now) = standing(&town, duties[0]).await;
        assert_eq!(now.holds.unwrap().version, 2);
        assert!(open(&town).await.is_empty());
        let states: Vec<State> = {
            let mut read = town.plain.read().await.unwrap();
            let said = crosswalk::store::of_duty(&mut read, initiative, found.0.id).await.unwrap();
            said.into_iter().map(|one| one.state).collect()
        };
        assert_eq!(states, [State::Superseded, State::Approved, State::Approved], "nothing is written over");
    });
}

/// C12: of what counts, how much is what was agreed or becomes it by a rule. A stand-in may be reported, and is said to be one.
#[test]
fn what_stands_in_is_not_called_comparable() {
    house::both(async |store| {
        let town = Town::new(store, &["North", "South", "West"]).await;
        let (measure, duties) = town.measure(&[]).await;
        town.open(measure, "2018").await;
        for (at, duty) in duties.iter().enumerate() {
            super::kinds::count(&town, at, sending(*duty, 10.0, 100.0)).await;
        }
        let comparable = async || {
            let cx = town.member();
            let (measure, series, _) = town.read(measure).await;
            let value = series.values.iter().find(|value| value.period == "2018").unwrap();
            let mut read = cx.read().await.unwrap();
            let initiative = cx.initiative().unwrap();
            measure::health::of(&cx, &mut read, initiative, &measure, value)
                .await
                .unwrap()
                .reported
                .comparable
        };
        assert_eq!(comparable().await, Some(3), "whoever said nothing reports what was asked for");
        let says = async |at: usize, fit: &str| {
            let said = town.partner(at).execute(said(duties[at], fit)).await.unwrap();
            let before = comparable().await;
            town.backbone().execute(judged(said, true, "")).await.unwrap();
            (before, comparable().await)
        };
        assert_eq!(says(0, "proxy").await, (Some(3), Some(2)), "from when it is approved");
        assert_eq!(says(1, "not-comparable").await, (Some(2), Some(1)));
        assert_eq!(says(2, "transformed").await, (Some(1), Some(1)));
        assert_eq!(says(0, "exact").await, (Some(1), Some(2)), "the last that was approved holds");
    });
}

#[test]
fn a_rule_that_cannot_be_meant_is_refused_with_its_place() {
    house::both(async |store| {
        let town = Town::new(store, &["North"]).await;
        let (_, duties) = town.measure(&[]).await;
        let own = town.partner(0);
        let wrong = |change: fn(&mut SayCrosswalk)| {
            let mut said = said(duties[0], "transformed");
            change(&mut said);
            own.execute(said)
        };
        let found = wrong(|said| said.numerator = "[Sessions missed] / ".into()).await;
        let Err(Error::Invalid(problems)) = found else { panic!("{found:?}") };
        let problem = &problems.0[0];
        assert_eq!((problem.field.as_str(), problem.text), ("numerator", "crosswalk-rule-ends-early"));
        assert_eq!(problem.args[0], ("at", "20".to_owned()));
        assert_eq!(
            fields(wrong(|said| said.denominator = String::new()).await),
            [("denominator".to_owned(), "crosswalk-problem-rule")]
        );
        assert_eq!(
            fields(wrong(|said| said.fit = "proxy".into()).await),
            [("reason".to_owned(), "crosswalk-problem-reason")]
        );
        assert_eq!(
            fields(wrong(|said| said.fit = "nearly".into()).await),
            [("fit".to_owned(), "problem-choose")]
        );
        assert_eq!(
            fields(wrong(|said| said.local_name = " ".into()).await),
            [("local_name".to_owned(), "problem-empty")]
        );
        assert_eq!(fields(wrong(|said| said.stands = "x".repeat(121)).await)[0].1, "problem-too-long");
    });
}

#[test]
fn the_ledger_follows_from_what_is_there() {
    house::both(async |store| {
        let town = Town::new(store, &["North", "South", "East", "West"]).await;
        let (measure, duties) = town.measure(&[]).await;
        let begin: Timestamp = "2026-01-10T12:00:00Z".parse().unwrap();
        let clock = |days: i64| town.plain.world.clock.set(begin + (days * 24).hours());
        clock(0);
        let backbone = town.backbone();
        let cycle = |period: &str, due: &str| OpenCycle {
            measure,
            period: period.into(),
            due: due.into(),
            ..OpenCycle::default()
        };
        backbone.execute(cycle("2018", "2026-01-20")).await.unwrap();
        backbone.execute(cycle("2019", "2026-02-20")).await.unwrap();
        assert!(open(&town).await.is_empty(), "nothing is due yet");
        assert_eq!(ledger(&town).await.drift(), Some(0.0));

        for at in [0, 1, 2] {
            let sent = town.partner(at).execute(sending(duties[at], 1.0, 2.0)).await.unwrap();
            town.partner(at).execute(AcceptSubmission { submission: sent }).await.unwrap();
        }
        clock(11);
        assert_eq!(open(&town).await, [(duties[3], "missing")]);
        for (at, fit) in [(0, "proxy"), (1, "not-comparable"), (2, "exact")] {
            let number = town.partner(at).execute(said(duties[at], fit)).await.unwrap();
            backbone.execute(judged(number, true, "")).await.unwrap();
        }
        assert_eq!(
            open(&town).await,
            [(duties[0], "proxy"), (duties[1], "not-comparable"), (duties[3], "missing")]
        );
        // The next period comes due: whoever reported before is late, by months that begin.
        clock(43);
        let late: Vec<(i64, &str)> =
            open(&town).await.into_iter().filter(|(_, gap)| *gap == "late").collect();
        assert_eq!(late, [(duties[0], "late"), (duties[1], "late"), (duties[2], "late")]);
        let now = ledger(&town).await;
        // proxy 3 + late 2, not comparable 5, late 2, missing 5, of 4 times 5.
        assert_eq!(now.points(), 5 + 5 + 2 + 5);
        assert_eq!(now.drift(), Some(17.0 / 20.0));
        assert_eq!(now.effort(), 4.0 + 6.0 + 4.0 + 3.0);
        let oldest = &now.open[0];
        assert_eq!(
            (oldest.key.gap, oldest.owner(), oldest.days(town.plain.now())),
            (Gap::Missing, "West", 32)
        );
        clock(80);
        assert_eq!(
            ledger(&town).await.points(),
            5 + 5 + 4 + 5,
            "late counts at most 4, and a duty at most 5"
        );

        // A required breakdown that is not there.
        town.told_apart(measure, "age", &[("young", ""), ("old", "")]).await;
        let sure = vec!["copied".into(), "part-missing".into()];
        let note = "Nobody asked their age".into();
        let sent = SendSubmission { period: "2019".into(), sure, note, ..sending(duties[2], 1.0, 2.0) };
        town.partner(2).execute(sent).await.unwrap();
        assert!(open(&town).await.contains(&(duties[2], "dimension")));
        assert!(!open(&town).await.contains(&(duties[2], "late")), "what was sent is not late");

        // What somebody is let off is not missing, and a question waits until it is answered.
        let waiver = WaiveDuty { duty: duties[3], period: "2019".into(), reason: "The office burned".into() };
        backbone.execute(waiver).await.unwrap();
        assert!(!open(&town).await.contains(&(duties[3], "missing")));
        let ask = AskPartner { submission: 1, question: "Really?".into(), ..AskPartner::default() };
        let question = backbone.execute(ask).await.unwrap();
        let found = ledger(&town).await;
        let asked = found.open.iter().find(|item| item.key.gap == Gap::Query).unwrap();
        assert_eq!((asked.duty.number, asked.key.what.as_str()), (duties[0], "1"));
        assert_eq!((asked.named.as_str(), asked.days(town.plain.now())), ("2018", 0));
        let answer = AnswerQuestion { question, answer: "Yes".into(), ..AnswerQuestion::default() };
        town.partner(0).execute(answer).await.unwrap();
        assert!(ledger(&town).await.open.iter().all(|item| item.key.gap != Gap::Query));
    });
}

#[test]
fn things_have_owners_are_retired_with_a_reason_and_burn_down() {
    house::both(async |store| {
        let town = Town::new(store, &["North", "South"]).await;
        let (measure, duties) = town.measure(&[]).await;
        let begin: Timestamp = "2026-01-10T12:00:00Z".parse().unwrap();
        town.plain.world.clock.set(begin);
        let backbone = town.backbone();
        for at in [0, 1] {
            town.partner(at).execute(said(duties[at], "proxy")).await.unwrap();
        }
        town.open(measure, "2018").await;
        let lock = LockCycle { measure, period: "2018".into(), locked: true };
        backbone.execute(lock).await.unwrap();
        assert_eq!(open(&town).await.len(), 4, "two stand-ins, and nothing has come for what was locked");

        town.plain.world.clock.set(begin + 24.hours());
        let thing = |gap: &str, what: &str| Thing { duty: duties[0], gap: gap.into(), what: what.into() };
        let retire = |owner: &str, reason: &str| RetireThing {
            thing: thing("proxy", "1"),
            owner: owner.into(),
            reason: reason.into(),
        };
        assert!(forbidden(town.partner(0).execute(retire("Us", "So")).await));
        assert_eq!(
            fields(backbone.execute(retire("", "")).await),
            [("owner".to_owned(), "problem-empty"), ("reason".to_owned(), "problem-empty")]
        );
        backbone.execute(retire("The school board", "It moves with it")).await.unwrap();
        let own = OwnThing { thing: thing("missing", "-"), owner: "Jo".into() };
        backbone.execute(own).await.unwrap();
        let gone = RetireThing { thing: thing("late", "2018"), ..retire("Us", "So") };
        assert!(matches!(backbone.execute(gone).await, Err(Error::Missing)));

        let now = ledger(&town).await;
        assert_eq!((now.open.len(), now.retired.len()), (3, 1));
        assert_eq!(now.retired[0].owner(), "The school board");
        assert!(now.open.iter().any(|item| item.owner() == "Jo"));
        let since = Since::load(&backbone, &mut backbone.read().await.unwrap(), &now).await.unwrap();
        let last = since.last.as_ref().map(|last| last.words(&say()));
        assert_eq!((last.as_deref(), since.opened, since.closed), (Some("2018"), 0, 1));
        assert_eq!(since.stocks[0].open, 4);
        assert_eq!(backbone.execute(TakeStock::default()).await.unwrap(), 3);
        assert_eq!(backbone.execute(TakeStock { label: "Spring".into() }).await.unwrap(), 3, "once a day");

        // Another definition is another thing: what was retired is to be looked at again.
        change(&town, measure, 1, "2020").await;
        town.partner(0).execute(said(duties[0], "proxy")).await.unwrap();
        assert!(open(&town).await.contains(&(duties[0], "proxy")));

        let hours = |word: &str, hours: f64| SetHours { hours: [(word.to_owned(), hours)].into() };
        assert_eq!(fields(backbone.execute(hours("proxy", -1.0)).await)[0].1, "ledger-problem-hours");
        assert_eq!(fields(backbone.execute(hours("luck", 1.0)).await)[0].1, "problem-unknown");
        backbone.execute(hours("missing", 20.0)).await.unwrap();
        let now = ledger(&town).await;
        let missing = now.open.iter().find(|item| item.key.gap == Gap::Missing).unwrap();
        assert_eq!(now.hours_of(missing), 20.0);
        let json = serde_json::to_value(ledger::api::shown(&now, missing, town.plain.now())).unwrap();
        assert_eq!(
            (&json["gap"], &json["owner"], &json["hours"]),
            (&"missing".into(), &"Jo".into(), &20.0.into())
        );

        let tables = Measurement.export(&backbone, &mut backbone.read().await.unwrap()).await.unwrap();
        let rows = |name: &str| &tables.iter().find(|table| table.name == name).unwrap().rows;
        assert_eq!(rows("ledger_notes").len(), 2);
        assert_eq!(rows("ledger_hours")[0], ["missing", "20"]);
        let stocks: Vec<&str> = rows("ledger_stocks").iter().map(|row| row[1].as_str()).collect();
        assert_eq!(stocks, ["2018", "Spring"]);
        assert_eq!(rows("ledger_stock_items").len(), 4 + 3);
        assert_eq!(rows("crosswalks").len(), 3);
        let reopen = ReopenThing { thing: thing("proxy", "1") };
        assert!(matches!(backbone.execute(reopen).await, Err(Error::Missing)), "that one is over");
    });
}
