//! Condition 1, common agenda: conversations, the agenda in versions, proposals and decisions.

mod advice;
mod allocation;
mod ballot;
mod cast;
mod clause;
mod code;
mod consultation;
mod conversation;
mod day;
mod decision;
mod delegation;
mod due;
mod front;
mod fund;
mod hearing;
mod lapse;
mod map;
mod moderation;
mod objection;
mod paper;
mod polis;
mod poll;
mod project;
mod ratification;
mod report;
mod statement;
mod strategy;
mod suggestion;
#[cfg(test)]
mod tests;
mod translation;
mod trustee;
mod version;
mod vote;

use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Ability, Clock, Context, Error, Kind, Result, Role};
use store::{Migration, Read, Sql};
use tokio_util::sync::CancellationToken;
use web::text::{Profile, Say, Source};
use web::{Door, ExportTable, House, LongTable, Panel, Room, Routes, Waiting};

pub use advice::acts::{AnswerAdvice, AskForAdvice, GiveAdvice, OpenVote};
pub use allocation::acts::count_fund;
pub use ballot::acts::CastBallot;
pub use ballot::close::{close_decision, withdraw_proposal};
pub use clause::acts::{CiteStatements, EditClause, WriteClause};
pub use code::acts::{EnterWithCode, HandOutCodes, WithdrawCode};
pub use consultation::acts::{
    AnswerConsultation, ClauseAnswer, EndConsultation, HideWords, OpenConsultation,
};
pub use conversation::acts::{Asking, ChangeConversation, EndConversation, OpenConversation};
pub use decision::acts::{AnswerProposal, CloseDecision, Propose, WithdrawProposal};
pub use delegation::acts::{HandVote, TakeVoteBack};
pub use fund::acts::{EditFund, EndFund, FixRule, FundPlan, OpenFund};
pub use fund::ballot::acts::ChooseProjects;
pub use fund::pb::load::import_pb;
pub use hearing::acts::TellBack;
pub use moderation::Verdict;
pub use moderation::acts::{JudgeStatement, TakeStatement};
pub use objection::acts::AmendProposal;
pub use paper::acts::{PrintSheets, TypeSheet};
pub use polis::{Imported, PolisFiles, import_polis};
pub use poll::rules::Rules;
pub use project::acts::{EditProject, JudgeProject, ProjectPlan, ProposeProject};
pub use ratification::acts::RatifyVersion;
pub use report::acts::{NameConstituencies, SayConstituency};
pub use statement::acts::{AddStatement, HideStatement};
pub use statement::statement;
pub use strategy::acts::{MoveStrategy, RateStrategy};
pub use suggestion::acts::{DeclineSuggestion, SuggestWording, TakeSuggestion, WithdrawSuggestion};
pub use translation::acts::TranslateClause;
pub use trustee::acts::{EndVote, hand_in_share, take_share};
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
            Migration { name: "agenda/0011", text: include_str!("../migrations/0011_map.sql") },
            Migration { name: "agenda/0012", text: include_str!("../migrations/0012_source.sql") },
            Migration { name: "agenda/0013", text: include_str!("../migrations/0013_hearing.sql") },
            Migration { name: "agenda/0014", text: include_str!("../migrations/0014_report.sql") },
            Migration { name: "agenda/0015", text: include_str!("../migrations/0015_lapse.sql") },
            Migration { name: "agenda/0021", text: include_str!("../migrations/0021_opening.sql") },
            Migration { name: "agenda/0022", text: include_str!("../migrations/0022_important.sql") },
            Migration { name: "agenda/0023", text: include_str!("../migrations/0023_moderation.sql") },
            Migration { name: "agenda/0024", text: include_str!("../migrations/0024_paper.sql") },
            Migration { name: "agenda/0025", text: include_str!("../migrations/0025_doors.sql") },
            Migration { name: "agenda/0026", text: include_str!("../migrations/0026_lookup.sql") },
            Migration { name: "agenda/0031", text: include_str!("../migrations/0031_poll.sql") },
            Migration { name: "agenda/0032", text: include_str!("../migrations/0032_secret.sql") },
            Migration { name: "agenda/0033", text: include_str!("../migrations/0033_round.sql") },
            Migration { name: "agenda/0034", text: include_str!("../migrations/0034_advice.sql") },
            Migration { name: "agenda/0035", text: include_str!("../migrations/0035_call.sql") },
            Migration { name: "agenda/0036", text: include_str!("../migrations/0036_delegation.sql") },
            Migration { name: "agenda/0037", text: include_str!("../migrations/0037_trustee.sql") },
            Migration { name: "agenda/0041", text: include_str!("../migrations/0041_fund.sql") },
            Migration { name: "agenda/0042", text: include_str!("../migrations/0042_allocation.sql") },
            Migration { name: "agenda/0051", text: include_str!("../migrations/0051_document.sql") },
            Migration { name: "agenda/0052", text: include_str!("../migrations/0052_ratification.sql") },
            Migration { name: "agenda/0053", text: include_str!("../migrations/0053_consultation.sql") },
            Migration { name: "agenda/0054", text: include_str!("../migrations/0054_strategy.sql") },
            Migration { name: "agenda/0055", text: include_str!("../migrations/0055_lookup.sql") },
            // Answers were the communication room's once; its table is taken over with the step that made it.
            Migration {
                name: "communication/0004",
                text: include_str!("../migrations/communication_0004_answer.sql"),
            },
            Migration { name: "agenda/0071", text: include_str!("../migrations/0071_telling.sql") },
            Migration { name: "agenda/0081", text: include_str!("../migrations/0081_writer.sql") },
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
            suggestion::store::ALL,
            translation::store::ALL,
            strategy::store::ALL,
            consultation::store::ALL,
            ratification::store::ALL,
            version::store::ALL,
            decision::store::ALL,
            poll::store::ALL,
            fund::store::ALL,
            fund::ballot::store::ALL,
            fund::pb::store::ALL,
            allocation::store::ALL,
            project::store::ALL,
            cast::store::ALL,
            map::store::ALL,
            hearing::store::ALL,
            report::store::ALL,
            lapse::store::ALL,
            ballot::store::ALL,
            objection::store::ALL,
            advice::store::ALL,
            delegation::store::ALL,
            trustee::store::ALL,
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
            source(None, include_str!("../text/map.en.ftl")),
            source(None, include_str!("../text/polis.en.ftl")),
            source(None, include_str!("../text/hearing.en.ftl")),
            source(None, include_str!("../text/report.en.ftl")),
            source(None, include_str!("../text/lapse.en.ftl")),
            source(None, include_str!("../text/ballot.en.ftl")),
            source(None, include_str!("../text/advice.en.ftl")),
            source(None, include_str!("../text/delegation.en.ftl")),
            source(None, include_str!("../text/trustee.en.ftl")),
            source(None, include_str!("../text/document.en.ftl")),
            source(None, include_str!("../text/suggestion.en.ftl")),
            source(None, include_str!("../text/translation.en.ftl")),
            source(None, include_str!("../text/strategy.en.ftl")),
            source(None, include_str!("../text/consultation.en.ftl")),
            source(None, include_str!("../text/ratification.en.ftl")),
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
            &polis::EXPORT,
            &hearing::ANSWER,
            &statement::ADD,
            &statement::HIDE,
            &paper::PAPER,
            &vote::VOTE,
            &clause::READ,
            &clause::WRITE,
            &suggestion::SUGGEST,
            &suggestion::WITHDRAW,
            &translation::TRANSLATE,
            &strategy::RATE,
            &strategy::MOVE,
            &consultation::CONSULT,
            &consultation::ANSWER,
            &ratification::RATIFY,
            &version::PROPOSE,
            &decision::READ,
            &decision::PROPOSE,
            &decision::ANSWER,
            &decision::CLOSE,
            &decision::WITHDRAW,
            &ballot::link::OPEN,
            &trustee::KEEP,
            &poll::VOTE,
            &objection::AMEND,
            &advice::ASK,
            &advice::GIVE,
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
            Box::new(hearing::AnswerKind),
            Box::new(clause::ClauseKind),
            Box::new(clause::StrategyKind),
            Box::new(suggestion::SuggestionKind),
            Box::new(consultation::ConsultationKind),
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
            .and(map::page::routes())
            .and(map::api::routes())
            .and(polis::page::routes())
            .and(hearing::page::routes())
            .and(hearing::lately::routes())
            .and(hearing::api::routes())
            .and(report::page::routes())
            .and(report::api::routes())
            .and(report::print::routes())
            .and(lapse::page::routes())
            .and(lapse::api::routes())
            .and(vote::mine::routes())
            .and(moderation::page::routes())
            .and(moderation::api::routes())
            .and(paper::page::routes())
            .and(paper::api::routes())
            .and(clause::page::routes())
            .and(clause::cite::routes())
            .and(clause::api::routes())
            .and(suggestion::page::routes())
            .and(suggestion::api::routes())
            .and(translation::page::routes())
            .and(translation::api::routes())
            .and(strategy::page::routes())
            .and(strategy::api::routes())
            .and(consultation::page::routes())
            .and(consultation::api::routes())
            .and(ratification::page::routes())
            .and(ratification::api::routes())
            .and(version::page::routes())
            .and(version::document::routes())
            .and(version::api::routes())
            .and(decision::page::routes())
            .and(decision::form::routes())
            .and(decision::api::routes())
            .and(ballot::link::routes())
            .and(delegation::page::routes())
            .and(delegation::api::routes())
            .and(trustee::page::routes())
            .and(trustee::api::routes())
            .and(fund::page::routes())
            .and(fund::api::routes())
            .and(fund::pb::page::routes())
            .and(allocation::page::routes())
            .and(allocation::api::routes())
            .and(project::page::routes())
            .and(project::api::routes())
            .and(objection::page::routes())
            .and(objection::api::routes())
            .and(advice::page::routes())
            .and(advice::api::routes())
    }

    fn doors(&self) -> &'static [Door] {
        DOORS
    }

    async fn today(&self, cx: &Context, read: &mut Read) -> Result<Vec<Waiting>> {
        let mut waiting = decision::today(cx, read).await?;
        waiting.extend(fund::today(cx, read).await?);
        waiting.extend(trustee::today(cx, read).await?);
        waiting.extend(advice::today(cx, read).await?);
        waiting.extend(consultation::today(cx, read).await?);
        waiting.extend(ratification::today(cx, read).await?);
        waiting.extend(moderation::today(cx, read).await?);
        waiting.extend(hearing::today(cx, read).await?);
        Ok(waiting)
    }

    async fn front(&self, cx: &Context, read: &mut Read, say: &Say) -> Result<Vec<Panel>> {
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
        tables.push(suggestion::export(cx, read).await?);
        tables.push(translation::export(cx, read).await?);
        tables.extend(strategy::export(cx, read).await?);
        tables.extend(consultation::export(cx, read).await?);
        tables.push(ratification::export(cx, read).await?);
        tables.extend(version::export(cx, read).await?);
        tables.extend(decision::export(cx, read).await?);
        tables.push(trustee::export(cx, read).await?);
        tables.push(delegation::export(cx, read).await?);
        tables.extend(hearing::export(cx, read).await?);
        tables.extend(report::export(cx, read).await?);
        tables.push(lapse::export(cx, read).await?);
        tables.extend(poll::export(cx, read).await?);
        tables.extend(fund::export(cx, read).await?);
        tables.extend(objection::export(cx, read).await?);
        tables.push(advice::export(cx, read).await?);
        Ok(tables)
    }

    fn long_tables(&self) -> Vec<Box<dyn LongTable>> {
        vec![
            Box::new(vote::Votes::default()),
            Box::new(cast::Casts::default()),
            Box::new(fund::ballot::Ballots::default()),
        ]
    }

    async fn by_the_clock(&self, cx: &Context, say: &Say, address: &str) -> Result<()> {
        ballot::close::sweep(cx).await?;
        // Whoever got a seat since a vote was opened is called as well.
        ballot::mail::call(cx, say, address.split("/i/").next().unwrap_or_default()).await?;
        suggestion::mail::by_the_clock(cx, say, address).await?;
        hearing::mail::by_the_clock(cx, say, address).await
    }

    async fn beside(&self, house: &Arc<House>, stop: CancellationToken) {
        tokio::join!(map::beside(house, stop.clone()), due::beside(house, stop));
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
