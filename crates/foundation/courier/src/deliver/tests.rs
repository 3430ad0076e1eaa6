//! Delivery against a mail server of a few lines, on both engines.

use async_trait::async_trait;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use kernel::{Act, Context, InitiativeId, Kinds, Place, Profile, Result, Via, World};
use store::{Sql, Store, Tx};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

use crate::{Mail, Posted, Smtp, State, outbox, post};

static SECRETS: Sql = Sql::new("secrets", "SELECT text, html FROM outbox WHERE secret ORDER BY id");

/// A mail server that answers the sender's line with the next of `answers`, then with "fine".
#[derive(Clone, Default)]
struct Server {
    answers: Arc<Mutex<Vec<&'static str>>>,
    taken: Arc<Mutex<Vec<String>>>,
}

impl Server {
    async fn start(answers: &[&'static str]) -> (Self, Smtp) {
        let server = Self::default();
        server.answers.lock().unwrap().extend(answers.iter().rev());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let this = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(this.clone().talk(stream));
            }
        });
        (server, Smtp { url, from: "Groundswell <no-reply@example.org>".to_owned() })
    }

    async fn talk(self, stream: TcpStream) {
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        write.write_all(b"220 here\r\n").await.unwrap();
        while let Ok(Some(line)) = lines.next_line().await {
            let answer = match &line[..4] {
                "EHLO" => "250 here",
                "MAIL" => self.answers.lock().unwrap().pop().unwrap_or("250 fine"),
                "DATA" => {
                    write.write_all(b"354 go on\r\n").await.unwrap();
                    let mut mail = String::new();
                    while let Ok(Some(line)) = lines.next_line().await
                        && line != "."
                    {
                        mail.push_str(&line);
                        mail.push('\n');
                    }
                    self.taken.lock().unwrap().push(mail);
                    "250 taken"
                }
                "QUIT" => return,
                _ => "250 fine",
            };
            write.write_all(format!("{answer}\r\n").as_bytes()).await.unwrap();
        }
    }

    fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }
}

/// Posts a sign-in link and an ordinary mail.
struct PostTwo;

#[async_trait]
impl Act for PostTwo {
    type Out = ();
    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let secret = Mail {
            to: "ada@example.org".to_owned(),
            subject: "Sign in".to_owned(),
            text: "https://here/link/hush".to_owned(),
            html: Some("<a href='https://here/link/hush'>Sign in</a>".to_owned()),
            secret: true,
            purpose: "sign-in",
        };
        let plain = Mail {
            subject: "Agenda".to_owned(),
            text: "Tuesday.".to_owned(),
            html: None,
            secret: false,
            purpose: "meeting",
            ..secret.clone()
        };
        post(cx, tx, secret).await?;
        post(cx, tx, plain).await
    }
}

async fn world(store: Store) -> (Arc<World>, Context) {
    let world = house::world(store, &[crate::MIGRATIONS], Kinds::default()).await;
    let place = Place {
        id: InitiativeId::new(),
        slug: "reading".to_owned(),
        name: "Reading".to_owned(),
        profile: Profile::Classic,
        public: false,
    };
    let cx = Context::of(Arc::clone(&world), Via::Web).at(place);
    (world, cx)
}

/// Waits until the outbox is as wanted.
async fn until(cx: &Context, wanted: impl Fn(&[Posted]) -> bool) -> Vec<Posted> {
    for _ in 0..400 {
        let posted = outbox(&mut cx.read().await.unwrap(), None, 1_000).await.unwrap();
        if wanted(&posted) {
            return posted;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("it never came: {:#?}", outbox(&mut cx.read().await.unwrap(), None, 1_000).await);
}

fn all_are(state: State) -> impl Fn(&[Posted]) -> bool {
    move |posted| posted.iter().all(|mail| mail.state == state)
}

async fn secrets(cx: &Context) -> Vec<(String, Option<String>)> {
    cx.read().await.unwrap().rows(&SECRETS, &[]).await.unwrap()
}

#[test]
fn every_statement_prepares() {
    house::both(async |store| {
        let (world, _) = world(store).await;
        for sql in crate::statements() {
            world.store.prepare(sql).await.unwrap_or_else(|error| panic!("{}: {error}", sql.name()));
        }
    });
}

#[test]
fn a_refused_mail_is_tried_again_and_its_secret_forgotten() {
    house::both(async |store| {
        let (world, cx) = world(store).await;
        let (server, smtp) = Server::start(&["451 later", "535 who are you"]).await;
        cx.execute(PostTwo).await.unwrap();
        let stop = CancellationToken::new();
        let running = tokio::spawn(super::run(Arc::clone(&world), Some(smtp), stop.clone()));

        let refused = |posted: &[Posted]| posted.iter().all(|mail| mail.problem.is_some());
        let posted = until(&cx, refused).await;
        assert!(posted.iter().all(|mail| mail.state == State::Queued && mail.attempts == 1), "{posted:#?}");
        let problems = format!("{posted:?}");
        assert!(problems.contains("later") && problems.contains("who are you"), "{problems}");
        assert!(server.taken().is_empty());

        world.clock.set(house::now() + Duration::from_secs(30));
        let posted = until(&cx, all_are(State::Sent)).await;
        assert_eq!((posted[0].text.as_deref(), posted[1].text.as_deref()), (Some("Tuesday."), None));
        assert!(
            posted.iter().all(|mail| mail.problem.is_none() && mail.attempts == 2 && mail.done.is_some())
        );
        assert_eq!(secrets(&cx).await, [(String::new(), None)]);
        let taken = server.taken();
        assert_eq!(taken.len(), 2);
        for mail in &posted {
            let id = format!("Message-ID: <{}@example.org>", mail.id);
            assert_eq!(taken.iter().filter(|taken| taken.contains(&id)).count(), 1);
        }
        assert!(
            taken.iter().all(|mail| mail.contains("List-Id: Reading <reading.example.org>")),
            "{taken:?}"
        );
        stop.cancel();
        running.await.unwrap();
    });
}

#[test]
fn a_mail_refused_for_good_or_for_a_day_fails() {
    house::both(async |store| {
        let (world, cx) = world(store).await;
        let (_server, smtp) = Server::start(&["550 nobody here", "451 later", "451 later"]).await;
        cx.execute(PostTwo).await.unwrap();
        let stop = CancellationToken::new();
        tokio::spawn(super::run(Arc::clone(&world), Some(smtp), stop.clone()));
        let posted = until(&cx, |posted| posted.iter().all(|mail| mail.problem.is_some())).await;
        let failed: Vec<&Posted> = posted.iter().filter(|mail| mail.state == State::Failed).collect();
        assert_eq!(failed.len(), 1);
        assert!(failed[0].problem.as_deref().unwrap().contains("nobody here"));

        world.clock.set(house::now() + Duration::from_hours(25));
        let posted = until(&cx, all_are(State::Failed)).await;
        assert!(posted.iter().any(|mail| mail.problem.as_deref().unwrap().contains("later")));
        assert_eq!(secrets(&cx).await, [(String::new(), None)]);
        stop.cancel();
    });
}

#[test]
fn without_a_server_mail_is_kept_and_secrets_are_not() {
    house::both(async |store| {
        let (world, cx) = world(store).await;
        cx.execute(PostTwo).await.unwrap();
        let before = outbox(&mut cx.read().await.unwrap(), None, 10).await.unwrap();
        assert_eq!((before[0].text.as_deref(), before[1].text.as_deref()), (Some("Tuesday."), None));
        let stop = CancellationToken::new();
        let running = tokio::spawn(super::run(world, None, stop.clone()));
        let posted = until(&cx, all_are(State::Kept)).await;
        assert_eq!((posted[0].text.as_deref(), posted[1].text.as_deref()), (Some("Tuesday."), None));
        assert_eq!(secrets(&cx).await, [(String::new(), None)]);
        let older = outbox(&mut cx.read().await.unwrap(), Some(posted[0].id), 10).await.unwrap();
        assert_eq!(older.len(), 1);
        stop.cancel();
        running.await.unwrap();
    });
}

#[test]
fn two_nodes_send_each_mail_once() {
    house::both(async |store| {
        let (world, cx) = world(store).await;
        let (server, smtp) = Server::start(&[]).await;
        for _ in 0..30 {
            cx.execute(PostTwo).await.unwrap();
        }
        let stop = CancellationToken::new();
        let nodes =
            (0..2).map(|_| tokio::spawn(super::run(Arc::clone(&world), Some(smtp.clone()), stop.clone())));
        let nodes: Vec<_> = nodes.collect();
        until(&cx, all_are(State::Sent)).await;
        stop.cancel();
        for node in nodes {
            node.await.unwrap();
        }
        assert_eq!(server.taken().len(), 60);
    });
}

#[test]
fn pauses_grow_to_an_hour() {
    let seconds = |attempts| super::pause(attempts).as_secs();
    assert!((11..=19).contains(&seconds(1)), "{}", seconds(1));
    assert!((22..=38).contains(&seconds(2)), "{}", seconds(2));
    assert!((2700..=4500).contains(&seconds(30)), "{}", seconds(30));
}
