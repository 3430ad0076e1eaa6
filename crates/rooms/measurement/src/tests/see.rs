//! What a curve is held against: frozen baselines, what happened, fresh limits, targets.

use ::store::Read;
use web::Room;

use super::*;
use crate::baseline::{self, outcome::Held};

impl Town {
    /// Reports and accepts a value a year from 1 partner, of 1,000 each.
    async fn reports(&self, measure: i64, duty: i64, from: i64, values: &[f64]) {
        for (year, value) in (from..).zip(values) {
            self.open(measure, &year.to_string()).await;
            self.report(duty, year, *value).await;
        }
    }

    async fn report(&self, duty: i64, year: i64, value: f64) {
        // A curve that turns is odd at the door.
        let sure = vec!["far".into(), "copied".into()];
        let send = SendSubmission {
            period: year.to_string(),
            sure,
            note: "As counted".into(),
            ..sending(duty, value, 1000.0)
        };
        let sent = self.partner(0).execute(send).await.unwrap();
        self.partner(0).execute(AcceptSubmission { submission: sent }).await.unwrap();
    }

    async fn baselines(&self, measure: i64) -> Vec<baseline::Baseline> {
        let mut read = self.plain.read().await.unwrap();
        let initiative = self.plain.initiative().unwrap();
        let measure = measure::store::numbered(&mut read, initiative, measure).await.unwrap().unwrap();
        baseline::store::of_measure(&mut read, initiative, measure.id).await.unwrap()
    }
}

fn freezing(measure: i64, until: &str) -> FreezeBaseline {
    FreezeBaseline {
        measure,
        until: until.into(),
        agreed_by: "Steering circle".into(),
        ..FreezeBaseline::default()
    }
}

#[test]
fn a_frozen_baseline_is_never_calculated_again() {
    house::both(async |store| {
        let town = Town::new(store, &["North"]).await;
        let (measure, duties) = town.measure(&[]).await;
        let steady = [80.0, 81.0, 79.0, 80.0, 82.0];
        town.reports(measure, duties[0], 2010, &steady).await;
        let backbone = town.backbone();
        let few = fields(backbone.execute(freezing(measure, "")).await);
        assert_eq!(few, [("until".to_owned(), "baseline-problem-few")]);
        town.reports(measure, duties[0], 2015, &[81.0]).await;
        let nobody = FreezeBaseline { agreed_by: String::new(), ..freezing(measure, "soon") };
        let wrong = fields(backbone.execute(nobody).await);
        assert_eq!(
            wrong,
            [("agreed_by".to_owned(), "problem-empty"), ("until".to_owned(), "cycle-problem-period")]
        );
        backbone.execute(freezing(measure, "")).await.unwrap();

        let frozen = town.baselines(measure).await.remove(0);
        let periods: Vec<&str> = frozen.steps.iter().map(|step| step.period.as_str()).collect();
        assert_eq!((periods, frozen.points, frozen.method.as_str()), (vec!["2016", "2017"], 6, "drift"));
        assert!((frozen.last_value - 8.1).abs() < 1e-9, "as people write it");
        assert!(!frozen.hindsight && frozen.steps[0].low < frozen.steps[0].likely);
        town.report(duties[0], 2015, 500.0).await;
        town.reports(measure, duties[0], 2016, &[40.0, 30.0]).await;
        let later = town.baselines(measure).await.remove(0);
        assert_eq!(later.steps, frozen.steps, "neither a correction nor a new value changes it");
        let (whole, series, _) = town.read(measure).await;
        assert_eq!(Held::of(&later, &whole, &series).curve, Some(signals::Curve::Turned));

        backbone.execute(freezing(measure, "2015")).await.unwrap();
        let both = town.baselines(measure).await;
        assert_eq!((both.len(), both[0].hindsight), (2, true), "the latest first; what came was known");
    });
}

#[test]
fn who_sees_less_sees_only_baselines_that_follow_from_it() {
    house::both(async |store| {
        let town = Town::new(store, &["North"]).await;
        let (measure, duties) = town.measure(&[]).await;
        town.reports(measure, duties[0], 2010, &[80.0, 81.0, 79.0, 80.0, 82.0, 81.0]).await;
        town.backbone().execute(freezing(measure, "")).await.unwrap();
        let (whole, series, _) = town.read(measure).await;
        let all = town.baselines(measure).await;
        let seen = |values: &[Value]| baseline::shown(all.clone(), false, &whole, values).len();
        assert_eq!(seen(&series.values), 1, "every value of it is known to them");
        assert_eq!(seen(&series.values[..5]), 0, "the last was never published");
        town.report(duties[0], 2012, 78.0).await;
        assert_eq!(seen(&town.values(measure).await), 0, "one was another when it was frozen");
        assert_eq!(baseline::shown(all.clone(), true, &whole, &[]).len(), 1, "members see it as it is");
    });
}

#[test]
fn limits_begin_afresh_by_decision_and_not_too_often() {
    house::both(async |store| {
        let town = Town::new(store, &["North"]).await;
        let (measure, duties) = town.measure(&[]).await;
        let early = [100.0, 104.0, 98.0, 101.0, 99.0, 103.0, 100.0, 102.0];
        let late = [60.0, 63.0, 61.0, 59.0, 62.0, 60.0, 61.0, 63.0];
        town.reports(measure, duties[0], 2000, &[early, late].concat()).await;
        let (whole, series, _) = town.read(measure).await;
        let annotations = async |town: &Town| {
            let mut read: Read = town.plain.read().await.unwrap();
            annotation::store::of_measure(&mut read, town.plain.initiative().unwrap(), whole.id)
                .await
                .unwrap()
        };
        assert!(
            rebase::proposed(&whole, &series, &annotations(&town).await).is_none(),
            "without a cause none"
        );
        let note = |day: &str, until: &str| NoteAnnotation {
            measure,
            kind: "policy".into(),
            words: "A law begins".into(),
            day: day.into(),
            until: until.into(),
            source: String::new(),
        };
        let member = town.member();
        let turned = fields(member.execute(note("2008-02-01", "2007-01-01")).await);
        assert_eq!(turned, [("until".to_owned(), "annotation-problem-order")]);
        assert_eq!(fields(member.execute(note("soon", "")).await), [("day".to_owned(), "problem-date")]);
        member.execute(note("2008-02-01", "")).await.unwrap();
        let noted = annotations(&town).await;
        let proposal = rebase::proposed(&whole, &series, &noted).unwrap();
        assert_eq!((proposal.from.period.as_str(), proposal.points), ("2008", 8));

        let decide = |period: &str| RebaseLimits {
            measure,
            period: period.into(),
            reason: "The law holds".into(),
            agreed_by: "Steering circle".into(),
        };
        let backbone = town.backbone();
        let first = fields(backbone.execute(decide("2000")).await);
        assert_eq!(first, [("period".to_owned(), "rebase-problem-first")]);
        backbone.execute(decide("2008")).await.unwrap();
        for near in ["2008", "2012"] {
            let twice = fields(backbone.execute(decide(near)).await);
            assert_eq!(twice, [("period".to_owned(), "rebase-problem-near")], "{near}");
        }
        let (whole, series, _) = town.read(measure).await;
        assert_eq!(series.chart.phases.len(), 2);
        assert!(series.chart.phases[0].limits.is_some(), "the older limits stay");
        assert!(rebase::proposed(&whole, &series, &noted).is_none());
    });
}

#[test]
fn a_target_keeps_what_it_was() {
    house::both(async |store| {
        let town = Town::new(store, &["North"]).await;
        let (measure, _) = town.measure(&[]).await;
        let set = |value: f64, basis: &str| SetTarget {
            measure,
            period: "2030".into(),
            value,
            basis: basis.into(),
            agreed_by: "Steering circle".into(),
        };
        let backbone = town.backbone();
        assert_eq!(
            fields(backbone.execute(set(4.0, "wish")).await),
            [("basis".to_owned(), "problem-choose")]
        );
        backbone.execute(set(4.0, "")).await.unwrap();
        town.plain.world.clock.set(town.plain.now() + jiff::SignedDuration::from_hours(1));
        backbone.execute(set(3.5, "parity")).await.unwrap();
        let (whole, _, targets) = town.read(measure).await;
        let mut read = town.plain.read().await.unwrap();
        let former =
            target::store::former(&mut read, town.plain.initiative().unwrap(), whole.id).await.unwrap();
        let words = |target: &target::Target| (target.value, target.basis.clone());
        assert_eq!(targets.iter().map(words).collect::<Vec<_>>(), [(3.5, "parity".to_owned())]);
        assert_eq!(former.iter().map(words).collect::<Vec<_>>(), [(4.0, "aspiration".to_owned())]);
    });
}

#[test]
fn all_of_it_leaves() {
    house::both(async |store| {
        let town = Town::new(store, &["North"]).await;
        let (measure, duties) = town.measure(&[]).await;
        town.reports(measure, duties[0], 2010, &[80.0, 81.0, 79.0, 80.0, 82.0, 81.0]).await;
        let backbone = town.backbone();
        backbone.execute(freezing(measure, "")).await.unwrap();
        let note = NoteAnnotation {
            measure,
            kind: "closure".into(),
            words: "The mill closes".into(),
            day: "2012-05-01".into(),
            ..NoteAnnotation::default()
        };
        backbone.execute(note).await.unwrap();
        let limits = RebaseLimits {
            measure,
            period: "2013".into(),
            reason: "The mill is gone".into(),
            agreed_by: "Everybody".into(),
        };
        backbone.execute(limits).await.unwrap();
        let mut read = backbone.read().await.unwrap();
        let tables = Measurement.export(&backbone, &mut read).await.unwrap();
        let rows = |name: &str| {
            let table = tables.iter().find(|table| table.name == name).unwrap();
            assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{name}");
            table.rows.clone()
        };
        assert_eq!(rows("baselines")[0][12], "Somebody");
        assert_eq!(rows("baseline_steps").len(), 2);
        assert_eq!(rows("annotations")[0][4], "The mill closes");
        assert_eq!(rows("fresh_limits")[0][2], "The mill is gone");
        assert!(rows("targets").is_empty());
    });
}
