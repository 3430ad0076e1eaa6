//! People: initiatives, organisations, partnerships, groups, seats, invitations, roles, and how somebody
//! signs in.

mod administration;
mod front;
mod group;
mod identity;
mod initiative;
mod invitation;
mod link;
mod membership;
mod organisation;
mod partnership;
mod person;
mod seat;
mod server;
mod session;
mod setup;
mod today;
mod token;
mod words;

#[cfg(test)]
mod tests;

pub use group::acts::CreateGroup;
pub use group::{Group, GroupId, group, groups};
pub use identity::Directory;
pub use initiative::acts::{ChangeInitiative, CreateInitiative};
pub use initiative::places;
pub use invitation::acts::{AcceptInvitation, Accepted, Invite, RevokeInvitation};
pub use invitation::{Calling, InvitationId};
pub use link::errand::{Errand, acting, on_errand, send_on_errand};
pub use link::{Letter, Purpose, Secret};
pub use membership::acts::{AddMember, RemoveMember, TakeRole};
pub use membership::{Member, members, voters};
pub use organisation::OrganisationId;
pub use partnership::acts::{AddPartnership, AddRepresentative, ChangePartnership, RemoveRepresentative};
pub use partnership::{
    Partner, PartnershipId, partner, partner_addresses, partner_names, partner_names_of, partners,
    still_partners,
};
pub use person::acts::{ChangePassword, CreatePerson, Rename, SetAdministrator, SetState};
pub use person::{State, by_email, email_of, name};
pub use seat::acts::{AddSeat, FillSeat, VacateSeat};
pub use seat::{Seat, SeatId, seat_of, seats};
pub use server::{at_work, create_token, open_session, sign_in_link, steward};
pub use session::acts::{
    AskForLink, EndSession, EndSessions, EndSessionsOf, OpenSession, Recover, SignInByLink,
};
pub use session::{Browser, SessionId};
pub use setup::acts::SetUp;
pub use setup::first_start;
pub use token::TokenId;
pub use token::acts::{CreateToken, RevokeToken};

use async_trait::async_trait;
use kernel::{Ability, Context, Kind, Profile, Result};
use store::{Migration, Read, Sql};
use web::text::{Say, Source};
use web::{Door, ExportTable, Panel, Room, Routes, Waiting};

/// The room.
pub struct People;

/// Its place in the navigation; partners and groups are tabs beside the people.
static DOORS: &[Door] =
    &[Door { label: "people-door", path: "people", rank: 80, ability: &partnership::READ }];

#[async_trait]
impl Room for People {
    fn name(&self) -> &'static str {
        "people"
    }

    fn migrations(&self) -> &'static [Migration] {
        &[Migration { name: "people/0001", text: include_str!("../migrations/0001_people.sql") }]
    }

    fn statements(&self) -> Vec<&'static Sql> {
        [
            group::store::ALL,
            initiative::store::ALL,
            invitation::store::ALL,
            link::store::ALL,
            membership::store::ALL,
            organisation::store::ALL,
            partnership::store::ALL,
            person::store::ALL,
            seat::store::ALL,
            session::store::ALL,
            token::store::ALL,
        ]
        .concat()
    }

    fn texts(&self) -> Vec<Source> {
        let source = |profile, text| Source { room: "people", language: "en", profile, text };
        vec![
            source(None, include_str!("../text/en.ftl")),
            source(None, include_str!("../text/accounts.en.ftl")),
            source(Some(Profile::Inside), include_str!("../text/inside.en.ftl")),
        ]
    }

    fn abilities(&self) -> Vec<&'static Ability> {
        vec![
            &group::CREATE,
            &group::READ,
            &initiative::CHANGE,
            &initiative::CREATE,
            &initiative::LIST,
            &invitation::ACCEPT,
            &invitation::INVITE,
            &membership::ADD,
            &membership::CHANGE,
            &membership::READ,
            &partnership::ADD,
            &partnership::CHANGE,
            &partnership::READ,
            &partnership::SPEAK,
            &person::ACCOUNT,
            &person::ADMINISTER,
            &seat::MANAGE,
            &session::SIGN_IN,
            &setup::SET_UP,
        ]
    }

    fn kinds(&self) -> Vec<Box<dyn Kind>> {
        vec![
            Box::new(group::GroupKind),
            Box::new(initiative::InitiativeKind),
            Box::new(organisation::OrganisationKind),
            Box::new(partnership::PartnershipKind),
            Box::new(person::PersonKind),
            Box::new(seat::SeatKind),
        ]
    }

    fn routes(&self) -> Routes {
        Routes::new()
            .and(initiative::page::routes())
            .and(session::page::routes())
            .and(setup::page::routes())
            .and(person::page::routes())
            .and(token::page::routes())
            .and(administration::page::routes())
            .and(membership::page::routes())
            .and(membership::api::routes())
            .and(partnership::page::routes())
            .and(partnership::api::routes())
            .and(group::page::routes())
            .and(group::api::routes())
            .and(seat::page::routes())
            .and(invitation::page::routes())
            .and(invitation::api::routes())
    }

    fn doors(&self) -> &'static [Door] {
        DOORS
    }

    async fn today(&self, cx: &Context, read: &mut Read) -> Result<Vec<Waiting>> {
        today::today(cx, read).await
    }

    async fn front(&self, cx: &Context, read: &mut Read, say: &Say) -> Result<Vec<Panel>> {
        Ok(front::panel(cx, read, say).await?.into_iter().collect())
    }

    async fn export(&self, cx: &Context, read: &mut Read) -> Result<Vec<ExportTable>> {
        Ok(vec![
            initiative::export(cx, read).await?,
            organisation::export(cx, read).await?,
            partnership::export(cx, read).await?,
            partnership::export_speakers(cx, read).await?,
            group::export(cx, read).await?,
            seat::export(cx, read).await?,
            membership::export(cx, read).await?,
        ])
    }
}
