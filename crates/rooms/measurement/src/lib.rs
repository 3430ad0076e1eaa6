//! Condition 2, shared measurement: what is measured and how that is chosen, who reports it, what it says, what is
//! done about it, and what is published.

mod annotation;
mod bank;
mod baseline;
mod challenge;
mod choice;
mod crosswalk;
mod cycle;
mod delegate;
mod dhis2;
mod dimension;
mod disclosure;
mod duty;
mod edition;
mod embed;
mod exchange;
mod gap;
mod import;
mod ledger;
mod measure;
mod option;
mod performance;
mod place;
mod plan;
mod query;
mod rebase;
mod report;
mod result;
mod story;
mod submission;
mod surface;
mod target;
#[cfg(test)]
mod tests;
mod today;
mod turn;
mod value;
mod wanted;
mod workbook;

pub use annotation::acts::NoteAnnotation;
pub use baseline::acts::FreezeBaseline;
pub use challenge::acts::{AnswerChallenge, RaiseChallenge};
pub use choice::acts::{ProposeMeasure, RateMeasure, SetTier};
pub use crosswalk::acts::{JudgeCrosswalk, SayCrosswalk};
pub use cycle::Frequency;
pub use cycle::acts::{AddUp, LockCycle, OpenCycle, OpenCycles, rebuild};
pub use delegate::acts::{EndDelegate, NameDelegate};
pub use dimension::acts::{ChangeCategories, DefineDimension};
pub use dimension::list::CategorySent;
pub use disclosure::acts::ChooseDisclosure;
pub use duty::acts::{OweDuty, Owed};
pub use duty::waiver::{LiftWaiver, WaiveDuty};
pub use edition::acts::{AssembleEdition, ChangeEdition, Contents, Said};
pub use edition::check::{CheckEdition, Checked};
#[cfg(feature = "fuzzing")]
pub use import::read_anything;
pub use import::{Decimal, Encoding, ImportTable, Imported, LARGEST, Line, Mapping, import_table, try_table};
pub use ledger::acts::{OwnThing, ReopenThing, RetireThing, SetHours, TakeStock, Thing};
pub use measure::acts::{ChangeDefinition, DefineMeasure, Definition};
pub use option::acts::{AddOption, EditOption, IdeaText, ScoreOption};
pub use plan::acts::{AddPlanLine, EditPlanLine, LineText};
pub use query::acts::{AnswerQuestion, AskPartner, SettleQuestion};
pub use rebase::acts::RebaseLimits;
pub use report::acts::{Begun, KeepDraft};
pub use result::acts::WriteResult;
pub use story::acts::{EditStory, TellStory};
pub use story::influence::MarkInfluence;
pub use submission::acts::{
    AcceptAll, AcceptReport, AcceptSubmission, Accepted, PartSent, SendReport, SendSubmission,
};
pub use target::acts::SetTarget;
pub use turn::Step;
pub use turn::acts::{AgreePlan, Move, OpenTurn, ParkTurn, SetNextLook, TakeStep};
pub use turn::part::{AddNote, AddTurnPartner, EditTurnPartner, PartnerPart};
pub use wanted::acts::{BecomeMeasure, DropWanted, MoveWanted, WantMeasure, Way};

use async_trait::async_trait;
use kernel::{Ability, Context, Kind, Result};
use store::{Migration, Read, Sql};
use web::text::{Say, Source};
use web::{Dialect, Door, ExportTable, LongTable, Panel, Room, Routes, Waiting};

/// The room.
pub struct Measurement;

/// The interfaces of other products that it speaks.
static DIALECTS: &[&Dialect] = &[&dhis2::DIALECT];

static DOORS: &[Door] =
    &[Door { label: "measures-door", path: "measures", rank: 30, ability: &measure::READ }];

#[async_trait]
impl Room for Measurement {
    fn name(&self) -> &'static str {
        "measurement"
    }

    fn migrations(&self) -> &'static [Migration] {
        &[
            Migration { name: "measurement/0001", text: include_str!("../migrations/0001_measurement.sql") },
            Migration { name: "measurement/0002", text: include_str!("../migrations/0002_totals.sql") },
            Migration {
                name: "measurement/0003",
                text: include_str!("../migrations/0003_kinds_and_parts.sql"),
            },
            Migration {
                name: "measurement/0004",
                text: include_str!("../migrations/0004_category_names.sql"),
            },
            Migration { name: "measurement/0005", text: include_str!("../migrations/0005_reporting.sql") },
            Migration { name: "measurement/0006", text: include_str!("../migrations/0006_import.sql") },
            Migration { name: "measurement/0007", text: include_str!("../migrations/0007_choice.sql") },
            Migration { name: "measurement/0008", text: include_str!("../migrations/0008_alignment.sql") },
            Migration { name: "measurement/0009", text: include_str!("../migrations/0009_see.sql") },
            Migration { name: "measurement/0010", text: include_str!("../migrations/0010_turn.sql") },
            Migration { name: "measurement/0011", text: include_str!("../migrations/0011_editions.sql") },
            Migration { name: "measurement/0012", text: include_str!("../migrations/0012_challenges.sql") },
            Migration { name: "measurement/0021", text: include_str!("../migrations/0021_places.sql") },
        ]
    }

    fn statements(&self) -> Vec<&'static Sql> {
        [
            choice::store::ALL,
            annotation::store::ALL,
            baseline::store::ALL,
            challenge::store::ALL,
            crosswalk::store::ALL,
            cycle::store::ALL,
            delegate::store::ALL,
            dimension::store::ALL,
            disclosure::store::ALL,
            duty::store::ALL,
            edition::store::ALL,
            edition::brought::store::ALL,
            import::store::ALL,
            ledger::store::ALL,
            measure::store::ALL,
            option::store::ALL,
            place::store::ALL,
            plan::store::ALL,
            rebase::store::ALL,
            query::store::ALL,
            report::store::ALL,
            result::store::ALL,
            story::store::ALL,
            submission::store::ALL,
            target::store::ALL,
            turn::store::ALL,
            value::store::ALL,
            wanted::store::ALL,
        ]
        .concat()
    }

    fn texts(&self) -> Vec<Source> {
        let source = |profile, text| Source { room: "measurement", language: "en", profile, text };
        vec![
            source(None, include_str!("../text/en.ftl")),
            source(None, include_str!("../text/bank.en.ftl")),
            source(None, include_str!("../text/choice.en.ftl")),
            source(None, include_str!("../text/crosswalk.en.ftl")),
            source(None, include_str!("../text/ledger.en.ftl")),
            source(None, include_str!("../text/performance.en.ftl")),
            source(None, include_str!("../text/wanted.en.ftl")),
            source(None, include_str!("../text/definition.en.ftl")),
            source(None, include_str!("../text/dimension.en.ftl")),
            source(None, include_str!("../text/annotation.en.ftl")),
            source(None, include_str!("../text/baseline.en.ftl")),
            source(None, include_str!("../text/rebase.en.ftl")),
            source(None, include_str!("../text/see.en.ftl")),
            source(None, include_str!("../text/target.en.ftl")),
            source(None, include_str!("../text/exchange.en.ftl")),
            source(None, include_str!("../text/edition.en.ftl")),
            source(None, include_str!("../text/challenge.en.ftl")),
            source(None, include_str!("../text/report.en.ftl")),
            source(None, include_str!("../text/import.en.ftl")),
            source(None, include_str!("../text/turn.en.ftl")),
            source(None, include_str!("../text/workbook.en.ftl")),
            source(Some(kernel::Profile::Inside), include_str!("../text/inside.en.ftl")),
        ]
    }

    fn abilities(&self) -> Vec<&'static Ability> {
        let mut abilities = vec![
            &result::READ,
            &result::WRITE,
            &measure::READ,
            &measure::READ_PARTS,
            &measure::DEFINE,
            &duty::READ,
            &duty::OWE,
            &duty::waiver::WAIVE,
            &delegate::READ,
            &delegate::NAME,
            &cycle::READ,
            &cycle::OPEN,
            &submission::SEND,
            &submission::ACCEPT,
            &submission::READ_UNACCEPTED,
            &query::READ,
            &query::ASK,
            &query::ANSWER,
            &import::IMPORT,
            &story::READ,
            &story::TELL,
            &annotation::NOTE,
            &baseline::FREEZE,
            &rebase::REBASE,
        ];
        abilities.extend(
            [choice::ABILITIES, crosswalk::ABILITIES, ledger::ABILITIES, wanted::ABILITIES, turn::ABILITIES]
                .into_iter()
                .flatten(),
        );
        abilities
            .extend([challenge::ABILITIES, disclosure::ABILITIES, edition::ABILITIES].into_iter().flatten());
        abilities
    }

    fn kinds(&self) -> Vec<Box<dyn Kind>> {
        vec![
            Box::new(result::ResultKind),
            Box::new(measure::MeasureKind),
            Box::new(duty::DutyKind),
            Box::new(submission::SubmissionKind),
            Box::new(story::StoryKind),
            Box::new(wanted::WantedKind),
            Box::new(edition::EditionKind),
            Box::new(turn::TurnKind),
            Box::new(option::OptionKind),
            Box::new(plan::PlanLineKind),
        ]
    }

    fn routes(&self) -> Routes {
        result::page::routes()
            .and(measure::page::routes())
            .and(measure::api::routes())
            .and(dimension::page::routes())
            .and(dimension::api::routes())
            .and(duty::page::routes())
            .and(duty::api::routes())
            .and(cycle::page::routes())
            .and(cycle::api::routes())
            .and(query::api::routes())
            .and(report::page::routes())
            .and(report::api::routes())
            .and(delegate::page::routes())
            .and(delegate::api::routes())
            .and(submission::page::routes())
            .and(submission::api::routes())
            .and(import::page::routes())
            .and(story::page::routes())
            .and(bank::routes())
            .and(performance::routes())
            .and(crosswalk::page::routes())
            .and(crosswalk::api::routes())
            .and(ledger::page::routes())
            .and(ledger::api::routes())
            .and(choice::page::routes())
            .and(choice::api::routes())
            .and(wanted::page::routes())
            .and(wanted::api::routes())
            .and(annotation::page::routes())
            .and(gap::page::routes())
            .and(place::page::routes())
            .and(baseline::page::routes())
            .and(rebase::page::routes())
            .and(target::page::routes())
            .and(exchange::page::routes())
            .and(exchange::api::routes())
            .and(dhis2::api::routes())
            .and(edition::page::routes())
            .and(edition::api::routes())
            .and(disclosure::page::routes())
            .and(disclosure::api::routes())
            .and(embed::page::routes())
            .and(challenge::page::routes())
            .and(challenge::api::routes())
            .and(turn::page::routes())
            .and(turn::api::routes())
            .and(option::page::routes())
            .and(plan::page::routes())
            .and(workbook::page::routes())
            .and(workbook::api::routes())
    }

    fn dialects(&self) -> &'static [&'static Dialect] {
        DIALECTS
    }

    fn doors(&self) -> &'static [Door] {
        DOORS
    }

    async fn today(&self, cx: &Context, read: &mut Read) -> Result<Vec<Waiting>> {
        let mut lines = today::today(cx, read).await?;
        lines.extend(challenge::today(cx, read).await?);
        lines.extend(turn::today(cx, read).await?);
        Ok(lines)
    }

    async fn front(&self, cx: &Context, read: &mut Read, say: &Say) -> Result<Vec<Panel>> {
        measure::scorecard::panel(cx, read, say).await
    }

    async fn export(&self, cx: &Context, read: &mut Read) -> Result<Vec<ExportTable>> {
        let mut tables = vec![result::export(cx, read).await?];
        tables.extend(measure::export(cx, read).await?);
        tables.extend(dimension::export(cx, read).await?);
        tables.push(duty::export(cx, read).await?);
        tables.push(duty::waiver::export(cx, read).await?);
        tables.push(cycle::export(cx, read).await?);
        tables.push(cycle::remind::export(cx, read).await?);
        tables.push(delegate::export(cx, read).await?);
        tables.push(query::export(cx, read).await?);
        tables.push(report::export(cx, read).await?);
        tables.extend(submission::export(cx, read).await?);
        tables.push(story::export(cx, read).await?);
        tables.push(choice::export(cx, read).await?);
        tables.push(crosswalk::export(cx, read).await?);
        tables.extend(ledger::export(cx, read).await?);
        tables.push(wanted::export(cx, read).await?);
        tables.push(target::export(cx, read).await?);
        tables.push(annotation::export(cx, read).await?);
        tables.extend(baseline::export(cx, read).await?);
        tables.push(rebase::export(cx, read).await?);
        tables.push(disclosure::export(cx, read).await?);
        tables.extend(edition::export(cx, read).await?);
        tables.push(challenge::export(cx, read).await?);
        tables.push(import::export(cx, read).await?);
        tables.extend(turn::export(cx, read).await?);
        Ok(tables)
    }

    async fn by_the_clock(&self, cx: &Context, say: &Say, address: &str) -> Result<()> {
        cycle::remind::by_the_clock(cx, say, &format!("{address}/reporting")).await
    }

    fn long_tables(&self) -> Vec<Box<dyn LongTable>> {
        vec![Box::new(submission::Submissions::default()), Box::new(submission::SubmittedParts::default())]
    }
}
