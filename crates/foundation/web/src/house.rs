//! The rooms joined into one server.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, FromRequestParts, RawPathParams, Request};
use axum::http::header::{
    ACCEPT_LANGUAGE, AUTHORIZATION, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName,
    HeaderValue, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;
use axum::routing::{MethodFilter, get, on};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kernel::{Ability, Actor, Context, Error, Identity, Place, Repeat, Result, Role, Roles, Via, World};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};
use tower::Layer as _;
use tower::util::MapRequestLayer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionBody, CompressionLayer};
use tower_http::csrf::CsrfLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

use crate::answer::EVENTS;
use crate::dialect::Dialect;
use crate::limits::{Class, LimitSettings, Limits};
use crate::metrics::Metrics;
use crate::push::Push;
use crate::room::{Door, Room};
use crate::routes::Route;
use crate::sent::{Sent, storable};
use crate::text::{Source, TextError, Texts};
use crate::visit::{Inside, Visit, cookie};
use crate::{shell, trouble};

/// What whoever runs the installation decides.
#[derive(Debug, Clone, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The address people use, without a slash at the end.
    pub public_url: String,
    /// A demonstration: anybody may sign in as its invented people.
    pub demo: bool,
    /// How many proxies stand in front and add to `X-Forwarded-For`.
    pub proxies: usize,
    /// How much, how often.
    pub limits: LimitSettings,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1:8080".to_owned(),
            demo: false,
            proxies: 0,
            limits: LimitSettings::default(),
        }
    }
}

impl Settings {
    /// Whether cookies can be kept to encrypted connections. Browsers treat the machine itself as safe.
    fn secure(&self) -> bool {
        let host = self.public_url.split("://").nth(1).unwrap_or_default();
        self.public_url.starts_with("https://")
            || host.starts_with("127.0.0.1")
            || host.starts_with("localhost")
    }

    /// A cookie for the whole site that scripts cannot read. `seconds` of 0 takes it away.
    pub fn cookie(&self, name: &str, value: &str, seconds: i64) -> String {
        let secure = if self.secure() { "; Secure" } else { "" };
        format!(
            "{}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}",
            self.cookie_name(name)
        )
    }

    /// A cookie's full name: `__Host-` binds it to this site where the connection allows it.
    pub fn cookie_name(&self, name: &str) -> String {
        if self.secure() { format!("__Host-{name}") } else { name.to_owned() }
    }
}

/// All rooms, joined.
pub struct House {
    world: Arc<World>,
    rooms: Vec<Box<dyn Room>>,
    identity: Arc<dyn Identity>,
    live: Arc<journal::Live>,
    push: Push,
    stop: CancellationToken,
    texts: Texts,
    limits: Limits,
    pub(crate) metrics: Metrics,
    settings: Settings,
    doors: Vec<Door>,
    /// The path of the door that a page stands behind, by the first part of the page's own path.
    behind: HashMap<String, &'static str>,
    dialects: Vec<&'static Dialect>,
}

/// The shell's own texts.
fn own_texts() -> [Source; 2] {
    let source = |text| Source { room: "shell", language: "en", profile: None, text };
    [source(include_str!("../text/look.en.ftl")), source(include_str!("../text/shell.en.ftl"))]
}

/// The texts of the shell and of `rooms`.
pub fn texts(rooms: &[Box<dyn Room>]) -> Result<Texts, TextError> {
    let sources: Vec<Source> =
        own_texts().into_iter().chain(rooms.iter().flat_map(|room| room.texts())).collect();
    Texts::new(&sources)
}

/// Every page of a room with one door stands behind it. Where a room has several, only its own pages do: which of them the
/// others belong to, their paths do not say.
fn behind(rooms: &[Box<dyn Room>]) -> HashMap<String, &'static str> {
    let first = |path: &str| path.strip_prefix("/i/{initiative}/")?.split('/').next().map(str::to_owned);
    let mut behind = HashMap::new();
    for room in rooms {
        if let [door] = room.doors() {
            let pages = room.routes().into_vec().into_iter().filter_map(|route| first(&route.path));
            behind.extend(pages.map(|page| (page, door.path)));
        }
    }
    behind
}

impl House {
    /// Joins `rooms`.
    pub fn new(
        world: Arc<World>,
        rooms: Vec<Box<dyn Room>>,
        identity: Arc<dyn Identity>,
        live: Arc<journal::Live>,
        stop: CancellationToken,
        settings: Settings,
    ) -> Result<Arc<Self>, TextError> {
        let texts = texts(&rooms)?;
        let mut doors: Vec<Door> = rooms.iter().flat_map(|room| room.doors()).copied().collect();
        doors.sort_by_key(|door| door.rank);
        let (dialects, behind) = (Self::dialects(&rooms), behind(&rooms));
        let limits = Limits::new(&settings.limits);
        Ok(Arc::new(Self {
            world,
            rooms,
            identity,
            live,
            push: Push::default(),
            stop,
            texts,
            limits,
            metrics: Metrics::new(),
            settings,
            doors,
            behind,
            dialects,
        }))
    }

    /// What is the same for every request.
    pub fn world(&self) -> &Arc<World> {
        &self.world
    }

    /// Every room.
    pub fn rooms(&self) -> &[Box<dyn Room>] {
        &self.rooms
    }

    /// Who knows who somebody is.
    pub fn identity(&self) -> &dyn Identity {
        &*self.identity
    }

    /// The live feed.
    pub fn live(&self) -> &Arc<journal::Live> {
        &self.live
    }

    /// What pages that are open are sent.
    pub fn push(&self) -> &Push {
        &self.push
    }

    /// Ends when the server is about to stop: an open stream would keep it from stopping.
    pub(crate) fn stopping(&self) -> WaitForCancellationFutureOwned {
        self.stop.clone().cancelled_owned()
    }

    /// All texts.
    pub fn texts(&self) -> &Texts {
        &self.texts
    }

    /// The counters of how much, how often.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// What whoever runs the installation decided.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Where a request came from: the last address that our own proxies did not add.
    pub(crate) fn address(&self, extensions: &axum::http::Extensions, headers: &HeaderMap) -> IpAddr {
        let peer = extensions.get::<ConnectInfo<SocketAddr>>();
        let direct = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
        let forwarded: Vec<IpAddr> = headers
            .get_all("x-forwarded-for")
            .iter()
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(','))
            .filter_map(|address| address.trim().parse().ok())
            .collect();
        match self.settings.proxies {
            0 => direct,
            proxies => forwarded.iter().rev().nth(proxies - 1).copied().unwrap_or(direct),
        }
    }

    pub(crate) fn doors(&self) -> &[Door] {
        &self.doors
    }

    /// The path of the door that a page of an initiative stands behind, by the first part of its own path.
    pub(crate) fn behind<'a>(&'a self, first: &'a str) -> &'a str {
        self.behind.get(first).copied().unwrap_or(first)
    }

    /// Every route of the shell and of the rooms: what the server serves and what the permission matrix covers.
    pub fn routes(rooms: &[Box<dyn Room>]) -> Vec<Route> {
        let shell = shell::routes();
        rooms.iter().fold(shell, |all, room| all.and(room.routes())).into_vec()
    }

    /// Every interface of another product that the rooms speak.
    pub fn dialects(rooms: &[Box<dyn Room>]) -> Vec<&'static Dialect> {
        rooms.iter().flat_map(|room| room.dialects()).copied().collect()
    }

    /// The one in which `path` is spoken, if it is.
    fn dialect(&self, path: &str) -> Option<&'static Dialect> {
        self.dialects.iter().find(|dialect| dialect.speaks(path)).copied()
    }

    /// Refuses changes that another site's page asks for. A proxy may give us another host name than people
    /// use, so the public address counts as this site too.
    fn same_site(&self) -> CsrfLayer {
        let layer = CsrfLayer::new();
        layer.clone().add_trusted_origin(&self.settings.public_url).unwrap_or(layer)
    }

    /// The permission table: every row of the shell and of the rooms.
    pub fn abilities(rooms: &[Box<dyn Room>]) -> Vec<&'static Ability> {
        shell::abilities().into_iter().chain(rooms.iter().flat_map(|room| room.abilities())).collect()
    }

    /// The server.
    pub fn router(self: &Arc<Self>) -> Router {
        let mut router = Router::new()
            .route("/livez", get(async || "alive\n"))
            .route(
                "/readyz",
                get({
                    let house = Arc::clone(self);
                    async move || shell::ready(&house).await
                }),
            )
            .route(
                "/metrics",
                get({
                    let house = Arc::clone(self);
                    async move |request: Request| shell::metrics(&house, &request)
                }),
            )
            .route("/a/{name}", get(shell::asset));
        for route in Self::routes(&self.rooms) {
            let filter = if route.method == Method::GET { MethodFilter::GET } else { MethodFilter::POST };
            let (house, path) = (Arc::clone(self), route.path.clone());
            router = router.route(
                &path,
                on(filter, move |request: Request| {
                    let (house, route) = (Arc::clone(&house), route.clone());
                    async move { serve(house, &route, request).await }
                }),
            );
        }
        let house = Arc::clone(self);
        let missing = move |request: Request| {
            let house = Arc::clone(&house);
            async move { serve_missing(house, request).await }
        };
        let router = router.fallback(missing.clone()).method_not_allowed_fallback(missing);
        self.understanding(router).layer(
            tower::ServiceBuilder::new()
                .layer(CatchPanicLayer::new())
                .layer(TimeoutLayer::with_status_code(
                    StatusCode::SERVICE_UNAVAILABLE,
                    Duration::from_mins(1),
                ))
                .layer(header(CONTENT_SECURITY_POLICY, POLICY))
                .layer(header(X_CONTENT_TYPE_OPTIONS, "nosniff"))
                .layer(SetResponseHeaderLayer::if_not_present(X_FRAME_OPTIONS, unframed))
                .layer(header(REFERRER_POLICY, "same-origin"))
                .layer(header(STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains"))
                .layer(header(CACHE_CONTROL, "private, no-store"))
                .map_response(pushed_as_it_is)
                .layer(CompressionLayer::new())
                .layer(self.same_site()),
        )
    }

    /// `router`, asked for what is meant by those who speak in another way.
    fn understanding(&self, router: Router) -> Router {
        let dialects = self.dialects.clone();
        let meant =
            move |request: Request| dialects.iter().fold(request, |request, dialect| dialect.meant(request));
        Router::new().fallback_service(MapRequestLayer::new(meant).layer(router))
    }
}

/// What a page may load and do: only what comes from here, nothing inline.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; \
    object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

fn header(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}

/// No page stands in a frame, but for what said that it may ([`crate::Answer::framed`]).
fn unframed<B>(response: &axum::http::Response<B>) -> Option<HeaderValue> {
    let policy = response.headers().get(CONTENT_SECURITY_POLICY).and_then(|policy| policy.to_str().ok());
    let framed = policy.is_some_and(|policy| policy.contains("frame-ancestors *"));
    (!framed).then(|| HeaderValue::from_static("DENY"))
}

/// What is pushed is never compressed, and open for as long as its page is: it does not keep the room of a compressor.
fn pushed_as_it_is(response: axum::http::Response<CompressionBody<Body>>) -> Response {
    let pushed = response.headers().get(CONTENT_TYPE).is_some_and(|mime| mime == EVENTS);
    if pushed { response.map(CompressionBody::into_inner) } else { response.map(Body::new) }
}

async fn serve(house: Arc<House>, route: &Route, request: Request) -> Response {
    let began = std::time::Instant::now();
    let response = answer(Arc::clone(&house), route, request).await;
    house.metrics.count(route.method.as_str(), &route.path, response.status().as_u16(), began.elapsed());
    response
}

async fn answer(house: Arc<House>, route: &Route, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let (body, too_large) = match to_bytes(body, route.body).await {
        Ok(body) => (body, false),
        Err(_) => (Bytes::new(), true),
    };
    let path_parts = match RawPathParams::from_request_parts(&mut parts, &()).await {
        Ok(found) => {
            found.iter().map(|(name, value)| (name.to_owned(), storable(value.to_owned()))).collect()
        }
        Err(_) => Vec::new(),
    };
    let (visit, trouble) = enter(house, parts, path_parts, body).await;
    let result = match trouble {
        Some(error) => Err(error),
        None if too_large => Err(Error::TooLarge(route.body)),
        None => handle(&visit, route).await,
    };
    result.unwrap_or_else(|error| trouble::answer(&visit, &error)).0
}

async fn handle(visit: &Visit, route: &Route) -> Result<crate::Answer> {
    limit(visit)?;
    // A closed initiative is not known to whoever has nothing to do with it, whatever they try there.
    if visit.place.is_some() && !visit.belongs() {
        return Err(if visit.actor.person.is_none() { Error::SignIn } else { Error::Missing });
    }
    if visit.only_reads() {
        visit.might(route.ability)?;
    }
    if let Some(secret) = visit.secret().filter(|_| !visit.only_reads() && visit.actor.person.is_some()) {
        visit.house().identity().seen(visit, secret).await?;
    }
    (route.handler)(visit.clone()).await
}

fn limit(visit: &Visit) -> Result<()> {
    let who = visit.actor.person.map_or_else(|| visit.ip().to_string(), |person| person.to_string());
    let class = match (visit.is_api(), visit.only_reads(), visit.actor.person) {
        (true, ..) => Class::Api,
        (_, false, _) => Class::Write,
        (_, true, None) => Class::Guest,
        (_, true, Some(_)) => return Ok(()),
    };
    visit.limit(class, &who)
}

async fn serve_missing(house: Arc<House>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let (visit, _) = enter(house, parts, Vec::new(), Bytes::new()).await;
    trouble::answer(&visit, &Error::Missing).0
}

/// Finds out who, where and in which words. When that fails, whoever it is stands before the house, where
/// they can be told so.
async fn enter(
    house: Arc<House>,
    parts: Parts,
    path: Vec<(String, String)>,
    body: Bytes,
) -> (Visit, Option<Error>) {
    let headers = parts.headers;
    let slug = path.iter().find(|(name, _)| name == "initiative").map(|(_, slug)| slug.as_str());
    let dialect = house.dialect(parts.uri.path());
    let secret = Secret::of(&house, &headers, parts.uri.path(), dialect);
    let (actor, place, trouble) = match who(&house, &secret, slug).await {
        Ok((actor, place)) => {
            let missing = (slug.is_some() && place.is_none()).then_some(());
            let error = missing.map(|()| if actor.person.is_none() { Error::SignIn } else { Error::Missing });
            (actor, place, error)
        }
        Err(error) => (Actor::default(), None, Some(error)),
    };
    let accept = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let profile = place.as_ref().map(|place| place.profile).unwrap_or_default();
    let say = house.texts.speak(accept, cookie(&headers, "lang"), profile);
    let via = if matches!(secret, Secret::Token(_) | Secret::Name { .. }) { Via::Api } else { Via::Web };
    let sent = Sent::read(&headers, body.clone()).await;
    let mut cx = Context::of(Arc::clone(&house.world), via).by(actor);
    cx.place = place.map(Arc::new);
    cx.repeat = repeat(&headers, &sent, parts.uri.path(), &body);
    let (session, token) = match secret {
        Secret::Session(secret) => (Some(secret), None),
        Secret::Token(secret) | Secret::Name { secret, .. } => (None, Some(secret)),
        Secret::None => (None, None),
    };
    let ip = house.address(&parts.extensions, &headers);
    let query = Sent::of(parts.uri.query().unwrap_or_default().as_bytes());
    let inside = Inside {
        house,
        cx,
        say,
        method: parts.method,
        uri: parts.uri,
        headers,
        parts: path,
        sent,
        query,
        body,
        ip,
        session,
        token,
        dialect,
    };
    (Visit::new(inside), trouble)
}

enum Secret {
    None,
    Session(String),
    Token(String),
    /// A name with a password or a token.
    Name {
        name: String,
        secret: String,
    },
}

impl Secret {
    /// A session's cookie for pages; what stands under `Authorization` for programs only, so that a token never
    /// makes a session.
    fn of(house: &House, headers: &HeaderMap, path: &str, dialect: Option<&Dialect>) -> Self {
        let shown = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let shown = shown.and_then(|shown| shown.split_once(' '));
        let scheme = dialect.map_or("Bearer", |dialect| dialect.scheme);
        match shown {
            Some(("Bearer", token)) if path.starts_with("/api/") || dialect.is_some() => {
                return Self::Token(token.trim().to_owned());
            }
            Some((shown, token)) if dialect.is_some() && shown.eq_ignore_ascii_case(scheme) => {
                return Self::Token(token.trim().to_owned());
            }
            Some((shown, pair)) if dialect.is_some() && shown.eq_ignore_ascii_case("Basic") => {
                return Self::name(pair);
            }
            _ => {}
        }
        cookie(headers, &house.settings.cookie_name("sid"))
            .map_or(Self::None, |secret| Self::Session(secret.to_owned()))
    }

    /// RFC 7617; what is none of it fits nobody.
    fn name(pair: &str) -> Self {
        let pair = STANDARD.decode(pair.trim()).ok().and_then(|pair| String::from_utf8(pair).ok());
        let pair = storable(pair.unwrap_or_default());
        let (name, secret) = pair.split_once(':').unwrap_or_default();
        Self::Name { name: name.to_owned(), secret: secret.to_owned() }
    }
}

async fn who(house: &House, secret: &Secret, slug: Option<&str>) -> Result<(Actor, Option<Place>)> {
    let now = house.world.clock.now();
    // A password takes a while to be tried: not with a connection in hand.
    let named = match secret {
        Secret::Name { name, secret } => {
            let attempt = || house.limits.check(Class::SignIn, &name.trim().to_lowercase());
            let found = house.identity.by_name(&house.world.store, name, secret, &attempt).await?;
            Some(found.ok_or(Error::SignIn)?)
        }
        _ => None,
    };
    let mut read = house.world.store.read().await?;
    let actor = match secret {
        Secret::None | Secret::Name { .. } => named,
        Secret::Session(secret) => house.identity.by_session(&mut read, secret, now).await?,
        Secret::Token(secret) => {
            Some(house.identity.by_token(&mut read, secret, now).await?.ok_or(Error::SignIn)?)
        }
    };
    let place = match slug {
        Some(slug) => house.identity.place(&mut read, slug).await?,
        None => None,
    };
    let mut actor = house.identity.standing(&mut read, actor.unwrap_or_default(), place.as_ref()).await?;
    let mut roles = actor.standing.roles;
    if place.as_ref().is_none_or(|place| place.public) || roles != Roles::default() {
        roles = roles.with(Role::Anyone);
    }
    if actor.person.is_some() {
        roles = roles.with(Role::Known);
    }
    actor.standing.roles = roles;
    Ok((actor, place))
}

fn repeat(headers: &HeaderMap, sent: &Sent, path: &str, body: &[u8]) -> Option<Repeat> {
    let header = headers.get("idempotency-key").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let key = if header.is_empty() { sent.get("_key") } else { header };
    (!key.is_empty() && key.len() <= 200)
        .then(|| Repeat { key: format!("{path} {key}"), digest: Sha256::digest(body).into() })
}

/// `text` for a query string.
pub fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'/' => out.push(byte.into()),
            _ => write!(out, "%{byte:02X}").expect("a string takes what is written"),
        }
    }
    out
}

/// An answer's body, for tests that call the router.
pub async fn body_of(response: Response<Body>) -> String {
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}
