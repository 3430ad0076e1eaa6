//! The same through the server: what a browser sends and gets.

use std::sync::Arc;

use ::store::Store;
use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, SET_COOKIE};
use axum::http::{Request, Response, StatusCode};
use kernel::World;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;
use web::{House, LimitSettings, Room, Settings, body_of};

use super::{initiative, mails, member, product, world};
use crate::{CreateGroup, Directory, People, first_start, open_session, sign_in_link};

/// A server and a browser with at most one cookie.
struct Browser {
    world: Arc<World>,
    router: Router,
    cookie: String,
}

impl Browser {
    async fn new(store: Store) -> Self {
        let world = world(store).await;
        let rooms: Vec<Box<dyn Room>> = vec![Box::new(People)];
        let settings = Settings { limits: LimitSettings::none(), ..Settings::default() };
        let live = Arc::new(journal::Live::new());
        let house = House::new(
            Arc::clone(&world),
            rooms,
            Arc::new(Directory),
            live,
            CancellationToken::new(),
            settings,
        );
        Self { router: house.unwrap().router(), world, cookie: String::new() }
    }

    async fn ask(&mut self, request: Request<Body>) -> Response<Body> {
        let response = self.router.clone().oneshot(request).await.unwrap();
        if let Some(set) = response.headers().get(SET_COOKIE) {
            self.cookie = set.to_str().unwrap().split(';').next().unwrap().to_owned();
        }
        response
    }

    async fn get(&mut self, path: &str) -> (StatusCode, String) {
        let request = Request::get(path).header(HOST, "127.0.0.1:8080").header(COOKIE, &self.cookie);
        let response = self.ask(request.body(Body::empty()).unwrap()).await;
        let status = response.status();
        (status, body_of(response).await)
    }

    /// Sends a form; answers the status, where to go next, and the page.
    async fn post(&mut self, path: &str, form: &str) -> (StatusCode, String, String) {
        let request = Request::post(path)
            .header(HOST, "127.0.0.1:8080")
            .header(COOKIE, &self.cookie)
            .header("sec-fetch-site", "same-origin")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        let response = self.ask(request.body(Body::from(form.to_owned())).unwrap()).await;
        let next = response.headers().get(LOCATION).map_or("", |next| next.to_str().unwrap()).to_owned();
        (response.status(), next, body_of(response).await)
    }
}

#[test]
fn groups_are_listed_in_parts_with_their_seats() {
    house::both(async |store| {
        let mut browser = Browser::new(store).await;
        let here = initiative(&browser.world).await;
        let (pia, cx) = member(&browser.world, here, "Pia", "backbone").await;
        for number in 1..=61 {
            let seats = if number == 61 { vec!["Parents".to_owned(), "Schools".to_owned()] } else { vec![] };
            let name = format!("Circle {number:03}");
            let act = CreateGroup { name, kind: "working".to_owned(), purpose: String::new(), seats };
            cx.execute(act).await.unwrap();
        }
        let (secret, _) = open_session(&product(&browser.world), pia, "").await.unwrap();
        browser.cookie = format!("__Host-sid={secret}");
        let (_, page) = browser.get("/i/reading-by-nine/groups").await;
        whole(&page);
        assert!(page.contains("61 groups") && page.contains("2 seats that wait"), "the whole is counted");
        assert!(page.contains("Circle 060") && !page.contains("Circle 061") && page.contains("?page=2"));
        let (_, page) = browser.get("/i/reading-by-nine/groups?page=2").await;
        whole(&page);
        assert!(page.contains("Circle 061") && page.contains("2 seats, 2 of them vacant"));
        assert!(!page.contains("Circle 060"));
    });
}

/// Every text that a page lacks is drawn as its key between these in a debug build.
fn whole(page: &str) {
    assert!(!page.contains('⟪'), "a text is missing: {}", page.split('⟪').nth(1).unwrap_or_default());
}

#[test]
fn from_the_first_start_to_an_invitation() {
    house::both(async |store| {
        let mut browser = Browser::new(store).await;
        let secret = first_start(&browser.world).await.unwrap().unwrap();
        let (status, page) = browser.get("/").await;
        assert!(status.is_success() && page.contains("set-up link"));
        let path = format!("/setup/{secret}");
        let (_, page) = browser.get(&path).await;
        whole(&page);
        let (status, _, page) = browser.post(&path, "name=Ada&email=ada%40example.org&password=short").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            page.contains("value=\"Ada\"") && !page.contains("short\""),
            "what was typed stays, the password goes"
        );
        let form = "name=Ada&email=ada%40example.org&password=a+walk+by+the+river";
        let (status, next, _) = browser.post(&path, form).await;
        assert_eq!((status, next.as_str()), (StatusCode::SEE_OTHER, "/initiatives/new"));
        assert!(browser.cookie.starts_with("__Host-sid="));
        assert_eq!(browser.get(&path).await.0, StatusCode::GONE);

        let (_, page) = browser.get("/initiatives/new").await;
        whole(&page);
        let form = "name=Reading+by+nine&problem=Two+in+five&profile=classic&public=yes&slug=";
        let (_, next, _) = browser.post("/initiatives/new", form).await;
        assert!(next.starts_with("/i/reading-by-nine"), "{next}");
        let form = "name=Steering&purpose=Decides&kind=steering&seats=Parents%0D%0ASchools";
        let (_, next, _) = browser.post("/i/reading-by-nine/groups/new", form).await;
        assert!(next.starts_with("/i/reading-by-nine/groups/1"), "{next}");
        let form = "name=Library&kind=nonprofit&brings=Rooms&needs=&status=active";
        let (_, next, _) = browser.post("/i/reading-by-nine/partners/new", form).await;
        assert!(next.starts_with("/i/reading-by-nine/partners/1"), "{next}");
        let form = "email=rosa%40example.org&calling=member";
        let (status, next, _) = browser.post("/i/reading-by-nine/people/invite", form).await;
        assert_eq!(
            (status, next.as_str()),
            (StatusCode::SEE_OTHER, "/i/reading-by-nine/people?done=invited")
        );
        assert_eq!(mails(&browser.world).await.len(), 1);

        for path in [
            "/",
            "/me",
            "/me/name",
            "/me/password",
            "/me/tokens",
            "/administration",
            "/administration/outbox",
            "/administration/people/new",
            "/i/reading-by-nine/people",
            "/i/reading-by-nine/people/invite",
            "/i/reading-by-nine/settings",
            "/i/reading-by-nine/partners",
            "/i/reading-by-nine/partners/new",
            "/i/reading-by-nine/partners/1",
            "/i/reading-by-nine/partners/1/edit",
            "/i/reading-by-nine/partners/1/people",
            "/i/reading-by-nine/groups",
            "/i/reading-by-nine/groups/new",
            "/i/reading-by-nine/groups/1",
            "/i/reading-by-nine/groups/1/seats/new",
            "/i/reading-by-nine/journal",
        ] {
            let (status, page) = browser.get(path).await;
            assert_eq!(status, StatusCode::OK, "{path}");
            whole(&page);
            assert_eq!(page.matches("<h1").count(), 1, "{path}");
        }
    });
}

#[test]
fn a_link_signs_in_only_by_its_button() {
    house::both(async |store| {
        let mut browser = Browser::new(store).await;
        super::person(&browser.world, "Rosa").await;
        let path = sign_in_link(&product(&browser.world), "rosa@example.org").await.unwrap();
        for _ in 0..3 {
            let (status, page) = browser.get(&path).await;
            assert_eq!(status, StatusCode::OK);
            assert!(
                page.contains("rosa@example.org") && browser.cookie.is_empty(),
                "looking changes nothing"
            );
        }
        let (status, next, _) = browser.post(&path, "next=%2F%2Fevil.example").await;
        assert_eq!((status, next.as_str()), (StatusCode::SEE_OTHER, "/"));
        let (status, page) = browser.get("/me").await;
        assert!(status.is_success() && page.contains("rosa@example.org"));
        let (status, ..) = browser.post(&path, "").await;
        assert_eq!(status, StatusCode::CONFLICT);
        let old = browser.cookie.clone();
        browser.post("/sign-out", "").await;
        browser.cookie = old;
        let (status, _) = browser.get("/me").await;
        assert_eq!(status, StatusCode::SEE_OTHER, "the old cookie is worthless");
    });
}

#[test]
fn a_wrong_password_and_an_unknown_address_read_alike() {
    house::both(async |store| {
        let mut browser = Browser::new(store).await;
        super::person(&browser.world, "Rosa").await;
        let wrong = browser.post("/sign-in", "email=rosa%40example.org&password=not+this+one+at+all").await;
        let unknown = browser.post("/sign-in", "email=sara%40example.org&password=not+this+one+at+all").await;
        assert_eq!(wrong.0, StatusCode::UNPROCESSABLE_ENTITY);
        // But for the form's key and the address itself.
        let plain = |page: &str| {
            let (_, form) = page.split_once("data-once").expect("a form");
            let (_, fields) = form.split_once("<div").expect("its fields");
            fields.replace("rosa@", "x@").replace("sara@", "x@")
        };
        assert!(plain(&wrong.2).contains("do not belong together"));
        assert_eq!((unknown.0, plain(&unknown.2)), (wrong.0, plain(&wrong.2)));
        assert!(browser.cookie.is_empty());

        let known = browser.post("/sign-in", "email=rosa%40example.org&password=").await;
        let stranger = browser.post("/sign-in", "email=sara%40example.org&password=").await;
        assert_eq!(known.1, "/sign-in/link");
        assert_eq!(known, stranger);
        assert_eq!(mails(&browser.world).await.len(), 1);
    });
}

#[test]
fn a_closed_initiative_and_its_names_are_for_its_members() {
    house::both(async |store| {
        let mut browser = Browser::new(store).await;
        let here = initiative(&browser.world).await;
        let (pia, _) = member(&browser.world, here, "Pia", "member").await;
        let sam = super::person(&browser.world, "Sam").await;
        let (_, page) = browser.get("/").await;
        assert!(!page.contains("Reading by nine"));
        let name = "__Host-sid";
        let (secret, _) = open_session(&product(&browser.world), sam, "").await.unwrap();
        browser.cookie = format!("{name}={secret}");
        assert_eq!(browser.get("/i/reading-by-nine/people").await.0, StatusCode::NOT_FOUND);
        assert_eq!(browser.get("/administration").await.0, StatusCode::FORBIDDEN);
        let (secret, _) = open_session(&product(&browser.world), pia, "").await.unwrap();
        browser.cookie = format!("{name}={secret}");
        let (status, page) = browser.get("/i/reading-by-nine/people").await;
        assert!(status.is_success() && page.contains("Pia"));
        for page in ["2", "0", "-1", "18446744073709551615"] {
            let (status, page) = browser.get(&format!("/i/reading-by-nine/people?page={page}")).await;
            assert_eq!(status, StatusCode::OK, "{page}");
        }
        let (_, page) = browser.get(&format!("/i/reading-by-nine/people/{pia}")).await;
        whole(&page);
        assert_eq!(browser.get(&format!("/i/reading-by-nine/people/{sam}")).await.0, StatusCode::NOT_FOUND);
        let refused = browser.post("/i/reading-by-nine/groups/new", "name=Mine&kind=working").await;
        assert_eq!(refused.0, StatusCode::FORBIDDEN);
    });
}

#[test]
fn of_many_members_a_name_finds_who_is_offered() {
    house::both(async |store| {
        let mut browser = Browser::new(store).await;
        let here = initiative(&browser.world).await;
        for n in 0..100 {
            member(&browser.world, here, &format!("Somebody-{n:03}"), "member").await;
        }
        let (zoe, backbone) = member(&browser.world, here, "Zoe", "backbone").await;
        let group = CreateGroup {
            name: "Steering".to_owned(),
            kind: "steering".to_owned(),
            purpose: String::new(),
            seats: Vec::new(),
        };
        let (_, number) = backbone.execute(group).await.unwrap();
        let (secret, _) = open_session(&product(&browser.world), zoe, "").await.unwrap();
        browser.cookie = format!("__Host-sid={secret}");
        let path = format!("/i/reading-by-nine/groups/{number}/seats/new");
        let (_, page) = browser.get(&path).await;
        whole(&page);
        assert!(page.contains("Somebody-099") && !page.contains(">Zoe</option>"));
        let (_, page) = browser.get(&format!("{path}?q=ZO&constituency=Parents&votes=no")).await;
        assert!(page.contains(">Zoe</option>") && !page.contains("Somebody-099"));
        assert!(page.contains("value=\"Parents\"") && page.contains("value=\"no\" checked"));
        let (status, _, page) = browser.post(&path, &format!("q=somebody&person={zoe}")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains(&format!("value=\"{zoe}\" selected")));
    });
}
