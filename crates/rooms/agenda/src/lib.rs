//! Condition 1, common agenda: conversations, the agenda in versions, proposals and decisions.

mod allocation;
mod ballot;
mod clause;
mod code;
mod conversation;
mod day;
mod decision;
mod front;
mod fund;
mod moderation;
mod paper;
mod polis;
mod poll;
mod project;
mod statement;
#[cfg(test)]
mod tests;
mod version;
mod vote;

use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Ability, Clock, Context, Error, Kind, Result, Role};
use store::{Migration, Read, Sql};
use web::text::{Profile, Source};
use web::{Door, ExportTable, LongTable, Panel, Room, Routes, Waiting};

pub use allocation::acts::count_fund;
pub use clause::acts::{CiteStatements, EditClause, WriteClause};
pub use code::acts::{EnterWithCode, HandOutCodes, WithdrawCode};
pub use conversation::acts::{Asking, ChangeConversation, EndConversation, OpenConversation};
pub use decision::acts::{AnswerProposal, CloseDecision, Propose, WithdrawProposal};
pub use fund::acts::{EditFund, EndFund, FixRule, FundPlan, OpenFund};
pub use fund::ballot::acts::CastBallot;
pub use fund::pb::load::import_pb;
pub use moderation::Verdict;
pub use moderation::acts::{JudgeStatement, TakeStatement};
pub use paper::acts::{PrintSheets, TypeSheet};
pub use polis::{Imported, PolisFiles, import_polis};
pub use poll::rules::Rules;
pub use project::acts::{EditProject, JudgeProject, ProjectPlan, ProposeProject};
pub use statement::acts::{AddStatement, HideStatement};
pub use statement::statement;
pub use version::acts::{ProposeVersion, Proposed};
pub use vote::acts::CastVote;
pub use vote::{Choice, Voice};

const DOORS: &[Door] = &[
    Door { label: "conversations-door", path: "conversations", rank: 10, ability: &conversation::READ },
    Door { label: "agenda-door", path: "agenda", rank: 20, ability: &clause::READ },
    Door { label: "decisions-door", path: "decisions", rank: 25, ability: &decision::READ },
    Door { label: "funds-door", path: "funds", rank: 27, ability: &fund::READ },
];

/// The room.
pub struct Agenda;

#[async_trait]
impl Room for Agenda {
    fn name(&self) -> &'static str {
        "agenda"
    }

    fn migrations(&self) -> &'static [Migration] {
        &[
            Migration { name: "agenda/0001", text: include_str!("../migrations/0001_conversation.sql") },
            Migration { name: "agenda/0002", text: include_str!("../migrations/0002_agenda.sql") },
            Migration { name: "agenda/0003", text: include_str!("../migrations/0003_decision.sql") },
            Migration { name: "agenda/0021", text: include_str!("../migrations/0021_opening.sql") },
            Migration { name: "agenda/0022", text: include_str!("../migrations/0022_important.sql") },
            Migration { name: "agenda/0023", text: include_str!("../migrations/0023_moderation.sql") },
            Migration { name: "agenda/0024", text: include_str!("../migrations/0024_paper.sql") },
            Migration { name: "agenda/0031", text: include_str!("../migrations/0031_poll.sql") },
            Migration { name: "agenda/0041", text: include_str!("../migrations/0041_fund.sql") },
            Migration { name: "agenda/0042", text: include_str!("../migrations/0042_allocation.sql") },
        ]
    }

    fn statements(&self) -> Vec<&'static Sql> {
        [
            conversation::store::ALL,
            code::store::ALL,
            statement::store::ALL,
            vote::store::ALL,
            moderation::store::ALL,
            paper::store::ALL,
            polis::store::ALL,
            clause::store::ALL,
            version::store::ALL,
            decision::store::ALL,
            poll::store::ALL,
            fund::store::ALL,
            fund::ballot::store::ALL,
            fund::pb::store::ALL,
            allocation::store::ALL,
            project::store::ALL,
        ]
        .concat()
    }

    fn texts(&self) -> Vec<Source> {
        let source = |profile, text| Source { room: "agenda", language: "en", profile, text };
        vec![
            source(None, include_str!("../text/en.ftl")),
            source(None, include_str!("../text/conversation.en.ftl")),
            source(None, include_str!("../text/poll.en.ftl")),
            source(None, include_str!("../text/fund.en.ftl")),
            source(None, include_str!("../text/allocation.en.ftl")),
            source(None, include_str!("../text/moderation.en.ftl")),
            source(None, include_str!("../text/paper.en.ftl")),
            source(Some(Profile::Inside), include_str!("../text/inside.en.ftl")),
            source(Some(Profile::Equity), include_str!("../text/equity.en.ftl")),
        ]
    }

    fn abilities(&self) -> Vec<&'static Ability> {
        vec![
            &conversation::READ,
            &conversation::OPEN,
            &conversation::JOIN,
            &conversation::IMPORT,
            &statement::ADD,
            &statement::HIDE,
            &paper::PAPER,
            &vote::VOTE,
            &clause::READ,
            &clause::WRITE,
            &version::PROPOSE,
            &decision::READ,
            &decision::PROPOSE,
            &decision::ANSWER,
            &decision::CLOSE,
            &decision::WITHDRAW,
            &poll::VOTE,
            &poll::SPEAK,
            &fund::READ,
            &fund::OPEN,
            &fund::JOIN,
            &fund::IMPORT,
            &fund::ballot::VOTE,
            &project::PROPOSE,
            &project::EDIT,
            &project::JUDGE,
        ]
    }

    fn kinds(&self) -> Vec<Box<dyn Kind>> {
        vec![
            Box::new(conversation::ConversationKind),
            Box::new(statement::StatementKind),
            Box::new(clause::ClauseKind),
            Box::new(clause::StrategyKind),
            Box::new(version::VersionKind),
            Box::new(decision::DecisionKind),
            Box::new(fund::FundKind),
            Box::new(project::ProjectKind),
        ]
    }

    fn routes(&self) -> Routes {
        conversation::page::routes()
            .and(conversation::form::routes())
            .and(conversation::ask::routes())
            .and(conversation::api::routes())
            .and(code::page::routes())
            .and(code::api::routes())
            .and(statement::page::routes())
            .and(statement::api::routes())
            .and(vote::page::routes())
            .and(vote::api::routes())
            .and(vote::mine::routes())
            .and(moderation::page::routes())
            .and(moderation::api::routes())
            .and(paper::page::routes())
            .and(paper::api::routes())
            .and(clause::page::routes())
            .and(clause::cite::routes())
            .and(clause::api::routes())
            .and(version::page::routes())
            .and(version::document::routes())
            .and(decision::page::routes())
            .and(decision::form::routes())
            .and(decision::api::routes())
            .and(fund::page::routes())
            .and(fund::api::routes())
            .and(fund::pb::page::routes())
            .and(allocation::page::routes())
            .and(allocation::api::routes())
            .and(project::page::routes())
            .and(project::api::routes())
    }

    fn doors(&self) -> &'static [Door] {
        DOORS
    }

    async fn today(&self, cx: &Context, read: &mut Read) -> Result<Vec<Waiting>> {
        let mut waiting = decision::today(cx, read).await?;
        waiting.extend(fund::today(cx, read).await?);
        waiting.extend(moderation::today(cx, read).await?);
        Ok(waiting)
    }

    async fn front(&self, cx: &Context, read: &mut Read, say: &web::text::Say) -> Result<Vec<Panel>> {
        front::panels(cx, read, say).await
    }

    async fn export(&self, cx: &Context, read: &mut Read) -> Result<Vec<ExportTable>> {
        let mut tables = vec![
            conversation::export(cx, read).await?,
            code::export(cx, read).await?,
            statement::export(cx, read).await?,
            moderation::export(cx, read).await?,
            paper::export(cx, read).await?,
        ];
        tables.extend(clause::export(cx, read).await?);
        tables.extend(version::export(cx, read).await?);
        tables.extend(decision::export(cx, read).await?);
        tables.extend(poll::export(cx, read).await?);
        tables.extend(fund::export(cx, read).await?);
        Ok(tables)
    }

    fn long_tables(&self) -> Vec<Box<dyn LongTable>> {
        vec![Box::new(vote::Votes::default()), Box::new(fund::ballot::Ballots::default())]
    }
}

/// Now by the database's clock, which every node shares: what decides whether anything is open. A clock that
/// was set, by a test or for the past of a demonstration, is obeyed here as well.
async fn clock(cx: &Context, read: &mut Read) -> Result<Timestamp> {
    match cx.world.clock {
        Clock::Set(_) => Ok(cx.now()),
        Clock::System => {
            let micros = read.clock().await?;
            Timestamp::from_microsecond(micros).map_err(|error| Error::Internal(error.to_string()))
        }
    }
}

/// Refuses the neutral backbone what it may never do, whatever else the person is besides.
fn neutral(cx: &Context, ability: &Ability) -> Result<()> {
    if is_neutral(cx) { Err(Error::Forbidden(ability.name)) } else { Ok(()) }
}

/// Whether the actor is of the neutral backbone.
fn is_neutral(cx: &Context) -> bool {
    cx.actor.standing.roles.has(Role::Backbone)
}
