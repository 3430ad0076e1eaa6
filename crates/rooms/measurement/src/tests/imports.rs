//! What an import may never do: the behaviours not to copy (`measurement.md` 1.7), each refused here.

use ::store::Read;
use kernel::{Problem, Problems};

use super::workbooks::filled;
use super::*;
use crate::import::staged::{self, ConfirmFile, Stage, StagedId};
use crate::import::{Sheet, try_table};
use crate::submission::Submission;

fn line(duty: i64, period: &str, numerator: f64, denominator: f64) -> Line {
    Line { duty, period: period.into(), numerator, denominator, row: 1, ..Line::default() }
}

fn table(measure: i64, lines: &[Line]) -> ImportTable {
    let lines = lines.iter().cloned().zip(1..).map(|(line, row)| Line { row, ..line }).collect();
    ImportTable { measure, lines, ..ImportTable::default() }
}

fn counts(imported: &Imported) -> [usize; 4] {
    [imported.created, imported.corrected, imported.unchanged, imported.refused]
}

impl Town {
    async fn sent(&self, duty: i64) -> Vec<Submission> {
        let mut read = self.plain.read().await.unwrap();
        let initiative = self.plain.initiative().unwrap();
        let duty = duty::store::numbered(&mut read, initiative, duty).await.unwrap().unwrap();
        submission::store::of_duty(&mut read, initiative, duty.id).await.unwrap()
    }

    async fn try_it(&self, cx: &Context, table: &ImportTable) -> (Imported, Problems) {
        let mut read = cx.read().await.unwrap();
        try_table(cx, &mut read, table).await.unwrap()
    }
}

fn words(problems: &[Problem]) -> Vec<(Option<usize>, &'static str)> {
    problems.iter().map(|problem| (problem.row, problem.text)).collect()
}

/// DHIS2 issues 84, 85: what is new and what corrects are told apart, and nothing is written over.
#[test]
fn new_corrected_and_unchanged_figures_are_counted_apart() {
    house::both(async |store| {
        let town = Town::new(store, &["North", "South"]).await;
        let (measure, duties) = town.measure(&["N", "S"]).await;
        let backbone = town.backbone();
        let first = table(measure, &[line(duties[0], "2018", 1.0, 2.0)]);
        assert_eq!(counts(&backbone.execute(first.clone()).await.unwrap()), [1, 0, 0, 0]);
        assert_eq!(
            counts(&backbone.execute(first).await.unwrap()),
            [0, 0, 1, 0],
            "repeatable without doubling"
        );
        let second = table(measure, &[line(duties[0], "2018", 1.5, 2.0), line(duties[1], "2018", 3.0, 4.0)]);
        assert_eq!(counts(&backbone.execute(second).await.unwrap()), [1, 1, 0, 0]);
        let sent = town.sent(duties[0]).await;
        let revisions: Vec<_> =
            sent.iter().map(|one| (one.revision, one.numerator, one.state.as_str())).collect();
        assert_eq!(revisions, [(2, 1.5, "sent"), (1, 1.0, "superseded")]);
    });
}

/// Issues 130 and 78: a dry run says what would happen and writes nothing, not even that a period is open.
#[test]
fn a_dry_run_writes_nothing() {
    house::both(async |store| {
        let town = Town::new(store, &["North"]).await;
        let (measure, duties) = town.measure(&["N"]).await;
        let try_it = table(measure, &[line(duties[0], "2017", 1.0, 2.0), line(duties[0], "2018", 5.0, 2.0)]);
        let (imported, problems) = town.try_it(&town.backbone(), &try_it).await;
        assert_eq!(counts(&imported), [1, 0, 0, 1]);
        assert_eq!(words(&problems.0), [(Some(2), "submission-problem-more")]);
        assert!(town.sent(duties[0]).await.is_empty());
        assert!(town.values(measure).await.is_empty(), "no period was opened");
    });
}

/// Issues 112, 79 and 6: all or none, with every reason; and where a part is asked for, that part.
#[test]
fn one_wrong_figure_keeps_all_others_out_unless_a_part_is_asked_for() {
    house::both(async |store| {
        let town = Town::new(store, &["North", "South"]).await;
        let (measure, duties) = town.measure(&["N", "S"]).await;
        let lines = [
            line(duties[0], "2018", 1.0, 2.0),
            line(duties[1], "2018", 1.0, 0.0),
            line(duties[1], "2018", 1.0, 2.0),
            line(duties[1], "2017", -1.0, 2.0),
        ];
        let backbone = town.backbone();
        let Err(Error::Invalid(problems)) = backbone.execute(table(measure, &lines)).await else {
            panic!("it was taken")
        };
        let expected = [
            (Some(2), "submission-problem-denominator"),
            (Some(3), "import-problem-double"),
            (Some(4), "submission-problem-negative"),
        ];
        assert_eq!(words(&problems.0), expected);
        assert!(town.sent(duties[0]).await.is_empty() && town.values(measure).await.is_empty());
        let partly = ImportTable { partly: true, ..table(measure, &lines) };
        assert_eq!(counts(&backbone.execute(partly).await.unwrap()), [1, 0, 0, 3]);
        let values = town.values(measure).await;
        assert_eq!(values.len(), 1, "where everything was refused, nothing was opened or counted");
    });
}

/// Issue 86: an empty cell is neither zero nor a request to erase.
#[test]
fn an_empty_cell_changes_nothing() {
    house::both(async |store| {
        let town = Town::new(store, &["North"]).await;
        let (measure, duties) = town.measure(&["N"]).await;
        let north = town.partner(0);
        town.open(measure, "2017").await;
        town.open(measure, "2018").await;
        let mapping = Mapping {
            key: "who".into(),
            period: "year".into(),
            numerator: "above".into(),
            denominator: "below".into(),
            ..Mapping::default()
        };
        import_table(&north, measure, b"who,year,above,below\nN,2018,1,2\n", &mapping, true).await.unwrap();
        let blank = b"who,year,above,below\nN,2018,,\nN,2017,0,4\n";
        let again = import_table(&north, measure, blank, &mapping, true).await.unwrap();
        assert_eq!(counts(&again), [1, 0, 0, 0]);
        let sent: Vec<_> = town
            .sent(duties[0])
            .await
            .into_iter()
            .map(|one| (one.period, one.numerator, one.revision))
            .collect();
        assert_eq!(sent, [("2018".to_owned(), 1.0, 1), ("2017".to_owned(), 0.0, 1)]);
        let remembered = |sender: uuid::Uuid| {
            let town = &town;
            async move {
                let mut read = town.plain.read().await.unwrap();
                let initiative = town.plain.initiative().unwrap();
                let known = measure::store::numbered(&mut read, initiative, measure).await.unwrap().unwrap();
                import::store::remembered(&mut read, initiative, known.id, sender).await.unwrap()
            }
        };
        assert_eq!(remembered(town.partners[0].0).await, Some(mapping), "columns are each partner's own");
    });
}

/// Issue 139: what has not begun is reported by nobody, whoever it is, also where its period is open.
#[test]
fn a_period_that_has_not_begun_is_refused_for_everybody() {
    house::both(async |store| {
        let town = Town::new(store, &["North"]).await;
        let (measure, duties) = town.measure(&["N"]).await;
        town.open(measure, "2999").await;
        for cx in [town.backbone(), town.partner(0)] {
            let result = cx.execute(table(measure, &[line(duties[0], "2999", 1.0, 2.0)])).await;
            let Err(Error::Invalid(problems)) = result else { panic!("{result:?}") };
            assert_eq!(words(&problems.0), [(Some(1), "import-problem-future")]);
        }
    });
}

#[test]
fn nobody_sends_for_another_or_without_being_there() {
    house::both(async |store| {
        let town = Town::new(store, &["North", "South"]).await;
        let (measure, duties) = town.measure(&["N", "S"]).await;
        town.open(measure, "2018").await;
        let both = table(measure, &[line(duties[0], "2018", 1.0, 2.0), line(duties[1], "2018", 1.0, 2.0)]);
        assert!(forbidden(town.partner(0).execute(both.clone()).await));
        assert!(forbidden(town.member().execute(both.clone()).await));
        let mut read = town.partner(0).read().await.unwrap();
        assert!(forbidden(try_table(&town.partner(0), &mut read, &both).await), "not even to try");
        assert!(town.sent(duties[0]).await.is_empty());
    });
}

async fn sheet(cx: &Context, read: &mut Read, measure: i64, mapping: Mapping) -> Sheet {
    let found = measure::store::numbered(read, cx.initiative().unwrap(), measure).await.unwrap().unwrap();
    Sheet::of(cx, read, found, mapping).await.unwrap()
}

/// Keeps a file, reads it and waits for its end.
async fn bring(cx: &Context, measure: i64, bytes: &[u8], mapping: Mapping) -> StagedId {
    let id = staged::keep(cx, measure, "file.csv", bytes).await.unwrap();
    let sheet = sheet(cx, &mut cx.read().await.unwrap(), measure, mapping).await;
    staged::start(cx, id, sheet, say()).await.unwrap().await.unwrap();
    id
}

async fn stage(cx: &Context, id: StagedId) -> (Stage, staged::Outcome) {
    let found = staged::yours(cx, &mut cx.read().await.unwrap(), id).await.unwrap();
    (found.stage(cx.now()), found.outcome().unwrap())
}

#[test]
fn a_staged_file_counts_nowhere_before_it_is_confirmed_and_once_after() {
    house::both(async |store| {
        let town = Town::new(store, &DISTRICT.map(|(name, _)| name)).await;
        let (measure, duties) = town.measure(&DISTRICT.map(|(_, code)| code)).await;
        let backbone = town.backbone();
        let id = bring(&backbone, measure, COUNTIES, counties()).await;
        let (read, outcome) = stage(&backbone, id).await;
        assert_eq!((read, counts(&outcome.imported), outcome.partners), (Stage::Read, [120, 0, 0, 0], 10));
        assert!(town.sent(duties[0]).await.is_empty() && town.values(measure).await.is_empty());
        let nobody = town.backbone();
        assert!(
            matches!(nobody.execute(ConfirmFile { staged: id, minutes: None }).await, Err(Error::Missing)),
            "another's"
        );
        let imported = backbone.execute(ConfirmFile { staged: id, minutes: None }).await.unwrap();
        assert_eq!(counts(&imported), [120, 0, 0, 0]);
        assert!(
            matches!(backbone.execute(ConfirmFile { staged: id, minutes: None }).await, Err(Error::Missing)),
            "once"
        );
        let id = bring(&backbone, measure, COUNTIES, counties()).await;
        assert_eq!(counts(&stage(&backbone, id).await.1.imported), [0, 0, 120, 0], "the same file once more");
    });
}

#[test]
fn a_faulty_file_lists_every_fault_and_cannot_be_confirmed() {
    house::both(async |store| {
        let town = Town::new(store, &["North"]).await;
        let (measure, duties) = town.measure(&["N"]).await;
        let rows: Vec<String> = (0..7_000).map(|row| format!("N,2018,x{row},1")).collect();
        let mapping = Mapping {
            key: "who".into(),
            period: "year".into(),
            numerator: "above".into(),
            denominator: "below".into(),
            ..Mapping::default()
        };
        let north = town.partner(0);
        let file = format!("who,year,above,below\nN,2999,1,2\n{}\n", rows.join("\n"));
        let id = bring(&north, measure, file.as_bytes(), mapping).await;
        let (faulty, outcome) = stage(&north, id).await;
        assert_eq!((faulty, outcome.faults), (Stage::Faulty, 7_001));
        let faults = staged::faults(&north, &mut north.read().await.unwrap(), id).await.unwrap();
        assert_eq!(faults.len(), 7_001);
        assert_eq!((faults[0].row, faults[0].code.as_str()), (Some(2), "import-problem-future"));
        assert_eq!((faults[7_000].row, faults[7_000].column.as_str()), (Some(7_002), "above"));
        let result = north.execute(ConfirmFile { staged: id, minutes: None }).await;
        assert!(matches!(result, Err(Error::Rule("import-rule-not-read"))), "{result:?}");
        assert!(town.sent(duties[0]).await.is_empty());
    });
}

/// A template has columns whose names nobody sees; a file's own columns are called what it calls them, also where what is
/// wrong shows only beside what stands here.
#[test]
fn what_is_wrong_is_told_by_the_headings_that_people_see() {
    house::both(async |store| {
        let town = Town::new(store, &["North"]).await;
        let (measure, _) = town.measure(&["N"]).await;
        town.open(measure, "2018").await;
        let north = town.partner(0);
        let own = Mapping {
            period: "Year".into(),
            numerator: "Out of work".into(),
            denominator: "All".into(),
            ..Mapping::default()
        };
        let faults = async |bytes: &[u8], mapping: &Mapping| {
            let id = bring(&north, measure, bytes, mapping.clone()).await;
            let faults = staged::faults(&north, &mut north.read().await.unwrap(), id).await.unwrap();
            faults.into_iter().map(|fault| (fault.row, fault.column, fault.words)).collect::<Vec<_>>()
        };
        let fault = |row: usize, column: &str, words: &str| (Some(row), column.to_owned(), words.to_owned());
        let closed = "2017 is not open for reporting. Ask the backbone to open it.";
        assert_eq!(
            faults(b"Year,Out of work,All\n2018,x,9\n2017,1,2\n", &own).await,
            [
                fault(2, "Out of work", "“x” is no number. Write digits only, or leave it empty."),
                fault(3, "Year", closed)
            ]
        );
        let template = town.template(0).await.unwrap();
        let ours = sheet(&north, &mut north.read().await.unwrap(), measure, own.clone()).await.measure;
        let ours = import::template::mapping(&ours, &[]);
        let more = filled(&template, &[["130", "100"]]);
        assert_eq!(
            faults(&more, &ours).await,
            [fault(
                5,
                "people without work",
                "This is more than all there are. Check that the two numbers are not swapped."
            )]
        );
        // Nobody chose the columns of a template: those of the partner's own file stay in mind.
        let mut read = north.read().await.unwrap();
        let (initiative, sender) = (north.initiative().unwrap(), town.partners[0].0);
        let known = measure::store::numbered(&mut read, initiative, measure).await.unwrap().unwrap();
        let remembered = import::store::remembered(&mut read, initiative, known.id, sender).await.unwrap();
        assert_eq!(remembered, Some(own));
    });
}

/// A kill in the middle leaves a reading that nobody goes on with: nothing of it counts, and the next file takes
/// its place, pieces and all.
#[test]
fn what_was_broken_off_counts_nowhere_and_is_cleaned_up() {
    house::both(async |store| {
        let town = Town::new(store, &["North"]).await;
        let (measure, duties) = town.measure(&["N"]).await;
        town.open(measure, "2018").await;
        let north = town.partner(0);
        let first = staged::keep(&north, measure, "a.csv", &vec![b'x'; 3 << 20]).await.unwrap();
        assert_eq!(
            staged::bytes(&north, &mut north.read().await.unwrap(), first).await.unwrap().len(),
            3 << 20
        );
        let result = north.execute(ConfirmFile { staged: first, minutes: None }).await;
        assert!(matches!(result, Err(Error::Rule("import-rule-not-read"))), "{result:?}");
        let second = staged::keep(&north, measure, "b.csv", b"x").await.unwrap();
        let mut read = north.read().await.unwrap();
        assert!(matches!(staged::yours(&north, &mut read, first).await, Err(Error::Missing)));
        assert!(staged::bytes(&north, &mut read, first).await.unwrap().is_empty());
        assert_eq!(staged::bytes(&north, &mut read, second).await.unwrap(), b"x");
        assert!(town.sent(duties[0]).await.is_empty());
    });
}

/// What was agreed with a partner makes its numbers; no other rule does.
#[test]
fn a_file_with_a_partners_own_columns_is_read_by_the_rule_that_was_agreed() {
    house::both(async |store| {
        let town = Town::new(store, &["North", "South"]).await;
        let (measure, duties) = town.measure(&["N", "S"]).await;
        town.open(measure, "2018").await;
        town.open(measure, "2019").await;
        let (north, south) = (town.partner(0), town.partner(1));
        let said = SayCrosswalk {
            duty: duties[0],
            fit: "transformed".into(),
            local_name: "People without work".into(),
            local_definition: "All who look, less those at work".into(),
            numerator: "[Labor force] - [At work]".into(),
            denominator: "[Labor force]".into(),
            ..SayCrosswalk::default()
        };
        let said = north.execute(said).await.unwrap();
        let mapping = Mapping {
            period: "Year".into(),
            numerator: "=[Labor force] - [At work]".into(),
            denominator: "=[Labor force]".into(),
            ..Mapping::default()
        };
        let of = async |cx: &Context, mapping: &Mapping| {
            let mut read = cx.read().await.unwrap();
            let found = measure::store::numbered(&mut read, cx.initiative().unwrap(), measure).await.unwrap();
            Sheet::of(cx, &mut read, found.unwrap(), mapping.clone()).await
        };
        let refused = |result: Result<Sheet>| fields(result.map(|_| ()));
        let not_agreed = [("numerator".to_owned(), "import-problem-rule-agreed")];
        assert_eq!(refused(of(&north, &mapping).await), not_agreed, "it only waits");
        town.backbone()
            .execute(JudgeCrosswalk { crosswalk: said, approved: true, note: String::new() })
            .await
            .unwrap();
        assert_eq!(refused(of(&south, &mapping).await), not_agreed, "another partner's");
        let other = Mapping { numerator: "=[Labor force] * 2".into(), ..mapping.clone() };
        assert_eq!(refused(of(&north, &other).await), not_agreed);

        let sheet = of(&north, &mapping).await.unwrap();
        assert!(!sheet.fits(b"Year,Labor force\n2018,1\n"), "a column that it asks for is not there");
        let file = "Labor force;Year;At work\n64.000,5;2018;60.000,5\n  ;2019;\n";
        let (table, found) = sheet.read(file.as_bytes()).unwrap();
        let made: Vec<_> =
            table.lines.iter().map(|line| (line.period.as_str(), line.numerator, line.denominator)).collect();
        assert_eq!(made, [("2018", 4000.0, 64000.5)], "decimals as the file writes them");
        assert_eq!(found.others, 1, "a line without numbers is left aside");
        let Err(Error::Invalid(problems)) = sheet.read(b"Year,Labor force,At work\n2018,x,1\n2019,5,9\n")
        else {
            panic!("nothing was wrong")
        };
        let wrong = problems.0.iter().map(|problem| (problem.row, problem.field.as_str(), problem.text));
        assert_eq!(
            wrong.collect::<Vec<_>>(),
            [
                (Some(2), "Labor force", "import-problem-number"),
                (Some(3), "[Labor force] - [At work]", "submission-problem-negative")
            ]
        );
    });
}

/// Nobody is there to be asked while a file is read: what is odd waits as a question on its number.
#[test]
fn what_is_odd_beside_a_partners_history_is_asked_of_it() {
    house::both(async |store| {
        let town = Town::new(store, &["North"]).await;
        let (measure, duties) = town.measure(&["N"]).await;
        town.open(measure, "2018").await;
        town.open(measure, "2019").await;
        let north = town.partner(0);
        let before = north.execute(sending(duties[0], 10.0, 100.0)).await.unwrap();
        north.execute(AcceptSubmission { submission: before }).await.unwrap();
        let mapping = Mapping {
            period: "year".into(),
            numerator: "above".into(),
            denominator: "below".into(),
            ..Mapping::default()
        };
        let id = bring(&north, measure, b"year,above,below\n2019,40,900\n", mapping).await;
        let (read, outcome) = stage(&north, id).await;
        assert_eq!((read, outcome.asks.len()), (Stage::Read, 1));
        let ask = &outcome.asks[0];
        assert_eq!(
            (ask.duty, ask.period.as_str(), ask.question.as_str()),
            (duties[0], "2019", "Last time it was 100: more than twice as many now, or less than half.")
        );
        north.execute(ConfirmFile { staged: id, minutes: Some(7.0) }).await.unwrap();
        let sent = town.sent(duties[0]).await.remove(0);
        let asked = async || {
            let mut read = north.read().await.unwrap();
            let initiative = north.initiative().unwrap();
            query::store::of_duty(&mut read, initiative, sent.duty, sent.cycle).await.unwrap()
        };
        assert_eq!((asked().await[0].submission, asked().await[0].state), (sent.id, query::State::Open));
        north.execute(AcceptSubmission { submission: sent.number }).await.unwrap();
        assert_eq!(asked().await[0].state, query::State::Open, "to accept it is no answer");
        let answer = "The whole town is in it now.".to_owned();
        let question = asked().await[0].number;
        north.execute(AnswerQuestion { question, answer, ..AnswerQuestion::default() }).await.unwrap();
        assert_eq!(asked().await[0].state, query::State::Answered);
        let mut read = north.read().await.unwrap();
        let times = submission::store::times(&mut read, north.initiative().unwrap(), sent.cycle).await;
        assert_eq!(times.unwrap(), [7.0]);
    });
}
