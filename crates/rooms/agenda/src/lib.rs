//! Condition 1, common agenda: conversations, the agenda in versions, proposals and decisions.

mod ballot;
mod clause;
mod code;
mod consultation;
mod conversation;
mod day;
mod decision;
mod front;
mod polis;
mod poll;
mod ratification;
mod statement;
mod strategy;
mod suggestion;
#[cfg(test)]
mod tests;
mod translation;
mod version;
mod vote;

use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Ability, Clock, Context, Error, Kind, Result, Role};
use store::{Migration, Read, Sql};
use web::text::{Profile, Source};
use web::{Door, ExportTable, LongTable, Panel, Room, Routes, Waiting};

pub use clause::acts::{CiteStatements, EditClause, WriteClause};
pub use code::acts::{EnterWithCode, HandOutCodes, WithdrawCode};
pub use consultation::acts::{
    AnswerConsultation, ClauseAnswer, EndConsultation, HideWords, OpenConsultation,
};
pub use conversation::acts::{Asking, ChangeConversation, EndConversation, OpenConversation};
pub use decision::acts::{AnswerProposal, CloseDecision, Propose, WithdrawProposal};
pub use polis::{Imported, PolisFiles, import_polis};
pub use poll::rules::Rules;
pub use ratification::acts::RatifyVersion;
pub use statement::acts::{AddStatement, HideStatement};
pub use statement::statement;
pub use strategy::acts::{MoveStrategy, RateStrategy};
pub use suggestion::acts::{DeclineSuggestion, SuggestWording, TakeSuggestion, WithdrawSuggestion};
pub use translation::acts::TranslateClause;
pub use version::acts::{ProposeVersion, Proposed};
pub use vote::acts::CastVote;
pub use vote::{Choice, Voice};

const DOORS: &[Door] = &[
    Door { label: "conversations-door", path: "conversations", rank: 10, ability: &conversation::READ },
    Door { label: "agenda-door", path: "agenda", rank: 20, ability: &clause::READ },
    Door { label: "decisions-door", path: "decisions", rank: 25, ability: &decision::READ },
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
            Migration { name: "agenda/0031", text: include_str!("../migrations/0031_poll.sql") },
            Migration { name: "agenda/0051", text: include_str!("../migrations/0051_document.sql") },
            Migration { name: "agenda/0052", text: include_str!("../migrations/0052_ratification.sql") },
            Migration { name: "agenda/0053", text: include_str!("../migrations/0053_consultation.sql") },
            Migration { name: "agenda/0054", text: include_str!("../migrations/0054_strategy.sql") },
        ]
    }

    fn statements(&self) -> Vec<&'static Sql> {
        [
            conversation::store::ALL,
            code::store::ALL,
            statement::store::ALL,
            vote::store::ALL,
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
        ]
        .concat()
    }

    fn texts(&self) -> Vec<Source> {
        let source = |profile, text| Source { room: "agenda", language: "en", profile, text };
        vec![
            source(None, include_str!("../text/en.ftl")),
            source(None, include_str!("../text/conversation.en.ftl")),
            source(None, include_str!("../text/poll.en.ftl")),
            source(None, include_str!("../text/document.en.ftl")),
            source(None, include_str!("../text/suggestion.en.ftl")),
            source(None, include_str!("../text/translation.en.ftl")),
            source(None, include_str!("../text/strategy.en.ftl")),
            source(None, include_str!("../text/consultation.en.ftl")),
            source(None, include_str!("../text/ratification.en.ftl")),
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
            &poll::VOTE,
            &poll::SPEAK,
        ]
    }

    fn kinds(&self) -> Vec<Box<dyn Kind>> {
        vec![
            Box::new(conversation::ConversationKind),
            Box::new(statement::StatementKind),
            Box::new(clause::ClauseKind),
            Box::new(clause::StrategyKind),
            Box::new(suggestion::SuggestionKind),
            Box::new(consultation::ConsultationKind),
            Box::new(version::VersionKind),
            Box::new(decision::DecisionKind),
        ]
    }

    fn routes(&self) -> Routes {
        conversation::page::routes()
            .and(conversation::form::routes())
            .and(conversation::api::routes())
            .and(code::page::routes())
            .and(code::api::routes())
            .and(statement::page::routes())
            .and(statement::api::routes())
            .and(vote::page::routes())
            .and(vote::api::routes())
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
    }

    fn doors(&self) -> &'static [Door] {
        DOORS
    }

    async fn today(&self, cx: &Context, read: &mut Read) -> Result<Vec<Waiting>> {
        let mut waiting = decision::today(cx, read).await?;
        waiting.extend(consultation::today(cx, read).await?);
        waiting.extend(ratification::today(cx, read).await?);
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
        ];
        tables.extend(clause::export(cx, read).await?);
        tables.push(suggestion::export(cx, read).await?);
        tables.push(translation::export(cx, read).await?);
        tables.extend(strategy::export(cx, read).await?);
        tables.extend(consultation::export(cx, read).await?);
        tables.push(ratification::export(cx, read).await?);
        tables.extend(version::export(cx, read).await?);
        tables.extend(decision::export(cx, read).await?);
        tables.extend(poll::export(cx, read).await?);
        Ok(tables)
    }

    fn long_tables(&self) -> Vec<Box<dyn LongTable>> {
        vec![Box::new(vote::Votes::default())]
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
