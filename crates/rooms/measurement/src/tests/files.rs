//! Figures from files.

use super::*;

#[test]
fn the_district_of_the_published_file_has_4_percent_in_2018() {
    house::both(async |store| {
        let town = Town::new(store, &DISTRICT.map(|(name, _)| name)).await;
        let (measure, _) = town.measure(&DISTRICT.map(|(_, code)| code)).await;
        for year in 2007..=2018 {
            town.open(measure, &year.to_string()).await;
        }
        let before = import_table(&town.partner(0), measure, COUNTIES, &counties(), true).await.unwrap();
        assert_eq!((before.created, before.sent()), (12, 12), "a partner's import takes its own rows");
        for at in 1..10 {
            import_table(&town.partner(at), measure, COUNTIES, &counties(), true).await.unwrap();
        }
        let again = import_table(&town.partner(9), measure, COUNTIES, &counties(), true).await.unwrap();
        assert_eq!((again.sent(), again.unchanged), (0, 12), "the same file twice doubles nothing");
        let values = town.values(measure).await;
        let pooled = values[11].pooled().unwrap();
        assert_eq!((pooled.numerator, pooled.denominator), (5584.0, 140_887.0));
        assert_eq!((values.len(), values[11].coverage().to_string().as_str()), (12, "10 of 10"));

        let target = SetTarget { measure, period: "2022".into(), value: 3.5, ..SetTarget::default() };
        town.backbone().execute(target).await.unwrap();
        let say = say();
        let (measure, series, targets) = town.read(measure).await;
        assert_eq!(
            measure::view::lead(&say, &measure, &series),
            "4.0% in 2018: 5,584 of 140,887 people in the labour force. Lower than in any of the 11 years before. \
             It has been falling since 2009. That is an improvement, more than its usual ups and downs. \
             There are too few numbers yet to fix for good what is usual."
        );
        let course =
            target::pace::Course::of(measure.in_force(), &series, target::next(&targets, &series).unwrap());
        assert_eq!(
            course.sentence(&say, measure.in_force(), &series),
            "3.5% by 2022. That needs −0.12 points a year; lately it moved −0.20 points a year: on pace. \
             70% of the way is done. 653 fewer people without work would close the gap today."
        );
    });
}

#[test]
fn the_backbone_sends_a_file_for_many_and_accepts_for_nobody() {
    house::both(async |store| {
        let town = Town::new(store, &DISTRICT.map(|(name, _)| name)).await;
        let (measure, duties) = town.measure(&DISTRICT.map(|(_, code)| code)).await;
        let backbone = town.backbone();
        assert!(forbidden(import_table(&backbone, measure, COUNTIES, &counties(), true).await));
        assert!(town.values(measure).await.is_empty(), "all or nothing");
        let sent = import_table(&backbone, measure, COUNTIES, &counties(), false).await.unwrap();
        assert_eq!(sent, Imported { created: 120, ..Imported::default() });
        let values = town.values(measure).await;
        assert_eq!((values.len(), values[11].reported), (12, 0), "opened and sent, nothing counts");
        let warren = town.partner(9);
        assert_eq!(warren.execute(AcceptAll { duty: duties[9] }).await.unwrap(), 12);
        assert!(forbidden(warren.execute(AcceptAll { duty: duties[0] }).await));
        assert_eq!(town.values(measure).await[11].reported, 1);
        let initiative = town.plain.initiative().unwrap();
        let mut read = town.plain.read().await.unwrap();
        let known = measure::store::numbered(&mut read, initiative, measure).await.unwrap().unwrap();
        let remembered =
            import::store::remembered(&mut read, initiative, known.id, known.id.0).await.unwrap();
        assert_eq!(remembered, Some(counties()));
    });
}

#[test]
fn a_file_for_a_period_that_is_not_open_names_its_row() {
    house::both(async |store| {
        let town = Town::new(store, &["North"]).await;
        let (measure, _) = town.measure(&["N"]).await;
        let mapping = Mapping {
            key: "who".into(),
            period: "year".into(),
            numerator: "above".into(),
            denominator: "below".into(),
            ..Mapping::default()
        };
        let file = b"who;year;above;below\nN;2018;1;2\n";
        let result = import_table(&town.partner(0), measure, file, &mapping, false).await;
        let Err(Error::Invalid(problems)) = result else { panic!("{result:?}") };
        assert_eq!((problems.0[0].row, problems.0[0].text), (Some(2), "import-problem-not-open"));
    });
}
