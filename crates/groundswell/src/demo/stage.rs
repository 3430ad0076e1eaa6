//! The page "About this demo", from which a visitor enters as one of its invented people.

use async_trait::async_trait;
use kernel::{Ability, Error, Kind, Result, Role, Via, any};
use maud::{Markup, html};
use store::{Migration, Sql};
use web::text::Source;
use web::{Answer, Door, Room, Routes, Visit, look, new_key};

use super::story::{PLAYERS, Player};

/// Entering the demo as somebody. Registered in demo mode only, so it exists nowhere else.
static ENTER: Ability = Ability { name: "demo.enter", grants: &[any(Role::Anyone)] };

/// The demo's own room: one page.
pub(crate) struct Stage;

#[async_trait]
impl Room for Stage {
    fn name(&self) -> &'static str {
        "demo"
    }

    fn migrations(&self) -> &'static [Migration] {
        &[]
    }

    fn statements(&self) -> Vec<&'static Sql> {
        Vec::new()
    }

    fn texts(&self) -> Vec<Source> {
        vec![Source {
            room: "demo",
            language: "en",
            profile: None,
            text: include_str!("../../text/demo.en.ftl"),
        }]
    }

    fn abilities(&self) -> Vec<&'static Ability> {
        vec![&ENTER]
    }

    fn kinds(&self) -> Vec<Box<dyn Kind>> {
        Vec::new()
    }

    fn routes(&self) -> Routes {
        Routes::new().page("/demo", &ENTER, about).form("/demo", &ENTER, enter)
    }

    fn doors(&self) -> &'static [Door] {
        &[]
    }
}

async fn about(visit: Visit) -> Result<Answer> {
    let main = html! {
        (look::page_head(visit.t("demo-term"), visit.t("demo-title"), visit.t("demo-lead")))
        (look::section("enter", visit.t("demo-enter-title"), html! {
            ul.waits role="list" { @for player in PLAYERS { (entrance(&visit, player)) } }
            p { (look::quiet_link(visit.t("demo-look"), &format!("/i/{}", super::SLUG))) }
            p { (look::quiet_link(visit.t("demo-look-care"), &format!("/i/{}", super::nhs::SLUG))) }
            p { (look::quiet_link(visit.t("demo-look-days"), &format!("/i/{}/conversations/1/days", super::uberx::SLUG))) }
        }))
        (look::section("real", visit.t("demo-real-title"), html! {
            p { (visit.t("demo-real-voices")) }
            p { (visit.t("demo-real-figures")) }
            p { (visit.t("demo-real-care")) }
            p { (visit.t("demo-real-budget")) }
            p { (visit.t("demo-real-days")) }
        }))
        (look::section("invented", visit.t("demo-invented-title"), html! { p { (visit.t("demo-invented")) } }))
    };
    visit.page(visit.t("demo-title")).show(main).await
}

fn entrance(visit: &Visit, player: &Player) -> Markup {
    html! {
        li {
            form method="post" action="/demo" {
                input type="hidden" name="_key" value=(new_key());
                input type="hidden" name="as" value=(player.key);
                p.what { (visit.t(&format!("demo-as-{}", player.key))) }
                p.small { (visit.with("demo-as", &[("name", player.name.into())])) }
                button.do.quiet type="submit" { (visit.t(&format!("demo-be-{}", player.key))) }
            }
        }
    }
}

async fn enter(visit: Visit) -> Result<Answer> {
    let wanted = visit.sent().get("as");
    let player = PLAYERS.into_iter().find(|player| player.key == wanted).ok_or(Error::Missing)?;
    let steward = people::steward(&visit.world, Via::Web, "the demo");
    let mut read = visit.read().await?;
    let person = people::by_email(&mut read, player.email).await?.ok_or(Error::Missing)?;
    drop(read);
    let agent = visit.header("user-agent").unwrap_or_default();
    let (secret, seconds) = people::open_session(&steward, person, agent).await?;
    let cookie = visit.house().settings().cookie("sid", &secret, seconds);
    let to = if player.key == "administrator" {
        "/administration".to_owned()
    } else {
        format!("/i/{}/today", super::SLUG)
    };
    Ok(Answer::go(&to).cookie(&cookie))
}
