//! The same through the server: what a browser sends and gets, without a script.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, SET_COOKIE};
use axum::http::{Request, StatusCode};
use kernel::PersonId;
use people::{Directory, People, open_session};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;
use web::{House, LimitSettings, Room, Settings, body_of};

use super::{Here, asked, conversation};
use crate::{Agenda, EndConversation, Propose};

/// A server, and a browser with its cookies.
pub(super) struct Browser {
    router: Router,
    cookies: Vec<String>,
}

impl Browser {
    pub(super) fn new(here: &Here) -> Self {
        let rooms: Vec<Box<dyn Room>> = vec![Box::new(People), Box::new(Agenda)];
        let settings = Settings { limits: LimitSettings::none(), ..Settings::default() };
        let (live, stop) = (Arc::new(journal::Live::new()), CancellationToken::new());
        let house = House::new(Arc::clone(&here.world), rooms, Arc::new(Directory), live, stop, settings);
        Self { router: house.unwrap().router(), cookies: Vec::new() }
    }

    /// Of somebody signed in.
    pub(super) async fn of(here: &Here, person: PersonId) -> Self {
        let (secret, _) = open_session(&here.steward().await, person, "a test's browser").await.unwrap();
        let mut browser = Self::new(here);
        browser.cookies.push(format!("__Host-sid={secret}"));
        browser
    }

    pub(super) async fn get(&mut self, path: &str) -> (StatusCode, String) {
        self.ask(&format!("/i/reading{path}")).await
    }

    pub(super) async fn api(&mut self, path: &str) -> (StatusCode, String) {
        self.ask(&format!("/api/i/reading{path}")).await
    }

    /// A page outside the initiative.
    pub(super) async fn ask(&mut self, path: &str) -> (StatusCode, String) {
        let request =
            Request::get(path).header(HOST, "127.0.0.1:8080").header(COOKIE, self.cookies.join("; "));
        let response = self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert!(!response.headers().contains_key(SET_COOKIE), "looking at {path} leaves nothing behind");
        (response.status(), body_of(response).await)
    }

    /// Sends a form; answers the status, where to go next, and the page.
    pub(super) async fn post(&mut self, path: &str, form: &str) -> (StatusCode, String, String) {
        self.send(&format!("/i/reading{path}"), form).await
    }

    /// The same outside the initiative.
    pub(super) async fn send(&mut self, path: &str, form: &str) -> (StatusCode, String, String) {
        let request = Request::post(path)
            .header(HOST, "127.0.0.1:8080")
            .header(COOKIE, self.cookies.join("; "))
            .header("sec-fetch-site", "same-origin")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        let response = self.router.clone().oneshot(request.body(Body::from(form.to_owned())).unwrap());
        let response = response.await.unwrap();
        if let Some(set) = response.headers().get(SET_COOKIE) {
            self.cookies.push(set.to_str().unwrap().split(';').next().unwrap().to_owned());
        }
        let next = response.headers().get(LOCATION).map_or("", |next| next.to_str().unwrap()).to_owned();
        (response.status(), next, body_of(response).await)
    }

    /// A page that is there and whole: a text that is missing is drawn as its key between these signs.
    pub(super) async fn whole(&mut self, path: &str) -> String {
        let (status, page) = self.get(path).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        assert!(!page.contains('⟪'), "{path}: {}", page.split('⟪').nth(1).unwrap_or_default());
        assert_eq!(page.matches("<h1").count(), 1, "{path} has one heading");
        let main = page.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
        let primary = main.matches("class=\"do\"").count();
        assert!(primary <= 1, "{path} has {primary} primary acts");
        page
    }

    /// The form of a page whose action ends so: its action and its hidden fields as a body.
    pub(super) async fn form(&mut self, page: &str, ending: &str) -> (String, String) {
        let page = self.whole(page).await;
        let form = page
            .split("<form")
            .find(|form| attribute(form, "action").is_some_and(|action| action.ends_with(ending)))
            .unwrap_or_else(|| panic!("no form goes to {ending}"));
        let hidden = form.split("<input").filter(|input| input.contains("type=\"hidden\"")).map(|input| {
            format!("{}={}", attribute(input, "name").unwrap(), attribute(input, "value").unwrap())
        });
        let action = attribute(form, "action").unwrap().trim_start_matches("/i/reading").to_owned();
        (action, hidden.collect::<Vec<_>>().join("&"))
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split(&format!("{name}=\"")).nth(1)?.split('"').next()
}

#[test]
fn somebody_without_an_account_votes_and_says_something() {
    house::both(async |store| {
        let here = Here::new(store).await;
        here.new_person("Fay", "facilitator").await.execute(conversation()).await.unwrap();
        let mut browser = Browser::new(&here);
        for path in ["", "/conversations", "/conversations/1/statements", "/conversations/1/statements/1"] {
            browser.whole(path).await;
        }
        let (action, hidden) = browser.form("/conversations/1", "/votes").await;
        assert!(hidden.contains("voice="), "{hidden}");
        let form = format!("{hidden}&answer=agree");
        for _ in 0..2 {
            let (status, next, _) = browser.post(&action, &form).await;
            assert_eq!(
                (status, next.as_str()),
                (StatusCode::SEE_OTHER, "/i/reading/conversations/1?done=vote-cast#vote")
            );
        }
        assert_eq!(browser.cookies.len(), 1, "the browser keeps one secret");
        let (second, hidden) = browser.form("/conversations/1", "/votes").await;
        assert!(second != action && !hidden.contains("voice="), "the next card, known by the cookie");
        browser.post(&second, &format!("{hidden}&answer=disagree")).await;
        let page = browser.whole("/conversations/1").await;
        assert!(page.contains("You have seen them all"), "both are answered");
        assert!(page.contains("2 votes are cast") && page.contains("One person has taken part"));

        let (action, hidden) = browser.form("/conversations/1", "/conversations/1/statements").await;
        let (status, _, page) = browser.post(&action, &format!("{hidden}&text=+")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("href=\"#text\""), "the problem leads to its field");
        let (_, next, _) = browser.post(&action, &format!("{hidden}&text=Read+to+me+%3Cb%3E")).await;
        assert_eq!(next, "/i/reading/conversations/1/statements/3?done=statement-added");
        let page = browser.whole("/conversations/1/statements/3").await;
        assert!(page.contains("Read to me &lt;b&gt;"));
        let (status, ..) = browser.post("/conversations/1/statements/3/votes", "answer=maybe").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        for path in ["/conversations/2", "/conversations/one", "/conversations/1/statements/9"] {
            assert_eq!(browser.get(path).await.0, StatusCode::NOT_FOUND, "{path}");
        }
    });
}

#[test]
fn what_was_asked_and_decided_is_listed_in_parts() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let backbone = here.new_person("Bo", "backbone").await;
        let person = here.person("Fay", "facilitator").await;
        let group = here.steering(&backbone, &[person]).await;
        let fay = here.as_(person).await;
        for number in 1..=21 {
            let question = format!("What about {number:03}?");
            fay.execute(asked(|asking| asking.question = question)).await.unwrap();
        }
        for number in 1..=61 {
            let act = Propose {
                title: format!("Step {number:03}"),
                text: "We take it.".to_owned(),
                group: group.to_string(),
                closes: "2026-02-01".to_owned(),
                ..Propose::default()
            };
            fay.execute(act).await.unwrap();
        }
        fay.execute(EndConversation { conversation: 1 }).await.unwrap();
        let mut browser = Browser::new(&here);
        for (path, counted, newest, oldest) in [
            ("/conversations", "21 conversations, 20 of them open", "What about 021?", "What about 001?"),
            ("/decisions", "61 proposals are open", "Step 061", "Step 001"),
        ] {
            let page = browser.whole(path).await;
            assert!(page.contains(counted), "{path}: the whole is counted");
            assert!(page.contains(newest) && !page.contains(oldest), "{path}: newest first");
            let page = browser.whole(&format!("{path}?page=2")).await;
            assert!(page.contains(counted) && page.contains(oldest) && !page.contains(newest), "{path}");
        }
        for (path, count) in [("/conversations", 21), ("/decisions", 61)] {
            for (page, expected) in [(1, count), (2, 0)] {
                let (status, answer) = browser.api(&format!("{path}?page={page}")).await;
                assert_eq!(status, StatusCode::OK);
                let listed: Vec<serde_json::Value> = serde_json::from_str(&answer).unwrap();
                assert_eq!(listed.len(), expected, "{path}, {page}");
            }
        }
    });
}

#[test]
fn from_a_voice_to_a_version_in_force() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let backbone = here.new_person("Bo", "backbone").await;
        let person = here.person("Fay", "facilitator").await;
        let mut fay = Browser::of(&here, person).await;
        for path in ["", "/conversations", "/agenda", "/decisions", "/decisions/new", "/agenda/propose"] {
            fay.whole(path).await;
        }
        let (action, hidden) = fay.form("/conversations/new", "/conversations").await;
        let form = format!("{hidden}&question=What+now%3F&audience=link&seeds=Open+on+Sundays");
        let (_, next, _) = fay.post(&action, &form).await;
        assert_eq!(next, "/i/reading/conversations/1?done=conversation-opened");
        fay.whole("/conversations/1").await;
        let page = fay.whole("/conversations/1/statements/1").await;
        let link = page.split("href=\"").find(|href| href.contains("clauses/new?cites=")).unwrap();
        let link = link.split('"').next().unwrap().trim_start_matches("/i/reading").to_owned();
        assert!(fay.whole(&link).await.contains("Open on Sundays"));
        let id = link.split("cites=").nth(1).unwrap();
        let form = format!("section=strategies&text=Sundays+too&difference=Families+come&cites={id}");
        let (_, next, _) = fay.post("/agenda/clauses", &form).await;
        assert_eq!(next, "/i/reading/agenda/clauses/1?done=clause-written");
        let page = fay.whole("/agenda/clauses/1").await;
        assert!(page.contains("It rests on one thing people said") && page.contains("Families come"));
        fay.whole("/agenda/clauses/1/edit").await;
        fay.whole("/agenda/clauses/1/voices?q=sund").await;
        let (status, _, page) =
            fay.post("/agenda/clauses/1/edit", "section=strategies&text=Mine&difference=d&version=7").await;
        assert_eq!(status, StatusCode::PRECONDITION_FAILED);
        assert!(page.contains("Sundays too") && page.contains("Mine"), "both texts are shown");
        assert!(fay.whole("/agenda").await.contains("rests on one statement"));

        let group = here.steering(&backbone, &[person]).await;
        fay.whole("/decisions/new").await;
        let (action, hidden) = fay.form("/agenda/propose", "/agenda/propose").await;
        let (status, ..) =
            fay.post(&action, &format!("{hidden}&title=&group={group}&closes=2026-02-01")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        let form = format!("title=The+first&why=It+is+time&group={group}&closes=2026-02-01");
        let (_, next, _) = fay.post(&action, &form).await;
        assert_eq!(next, "/i/reading/decisions/1?done=version-proposed");
        let page = fay.whole("/decisions/new").await;
        let offered = page.split("<option").find(|option| option.contains("The first, version 1")).unwrap();
        let adopts = attribute(offered, "value").unwrap();
        let again = |adopts: &str| {
            format!("title=Again&text=The+same&group={group}&closes=2026-02-01&adopts={adopts}")
        };
        let (_, next, _) = fay.post("/decisions", &again(adopts)).await;
        assert_eq!(next, "/i/reading/decisions/2?done=decision-proposed");
        assert!(fay.whole("/decisions/2").await.contains("The first"), "what was chosen by name is proposed");
        let (reference, _) = adopts.rsplit_once('/').unwrap();
        let (status, _, page) = fay.post("/decisions", &again(reference)).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "no version, no proposal");
        assert!(page.contains("href=\"#adopts\""));
        fay.post("/decisions/2/withdraw", "").await;
        let page = fay.whole("/decisions/1").await;
        assert!(
            page.contains("0 of 1 voting seats")
                && page.contains("vacant")
                && page.contains("Open on Sundays")
        );
        let (status, _, page) = fay.post("/decisions/1/answer", "answer=objection&reason=").await;
        assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains("href=\"#reason\""));
        fay.post("/decisions/1/answer", "answer=reservation&reason=Sundays+are+quiet").await;
        fay.whole("/decisions/1").await;
        let (_, next, _) = fay.post("/decisions/1/close", "").await;
        assert_eq!(next, "/i/reading/decisions/1?done=decision-adopted");
        assert!(fay.whole("/decisions/1").await.contains("one reservation is kept"));
        assert!(fay.whole("/agenda").await.contains("Version 1 is in force"));
        fay.whole("/agenda/draft").await;
        fay.whole("/agenda/versions/1").await;
        assert_eq!(fay.get("/agenda/versions/1/changes").await.0, StatusCode::NOT_FOUND);
        for path in ["", "/decisions", "/decisions/1", "/agenda", "/conversations/1/statements/1"] {
            Browser::new(&here).whole(path).await;
        }
    });
}
