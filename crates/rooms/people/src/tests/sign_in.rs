use jiff::{SignedDuration, ToSpan};

use super::{
    browser, guest, initiative, is_forbidden, letter, mails, member, outside, person, problem, product, rule,
    whose, world,
};
use crate::session::acts::{SignInByPassword, SignOut};
use crate::{
    AskForLink, CreateToken, Directory, EndSession, EndSessions, OpenSession, Purpose, Recover, RevokeToken,
    Secret, SetAdministrator, SetState, SetUp, SignInByLink, create_token, first_start, open_session,
    sign_in_link,
};
use kernel::{Error, Identity};

fn ask(email: &str, purpose: Purpose, secret: &Secret) -> AskForLink {
    AskForLink { email: email.to_owned(), purpose, secret: secret.clone(), letter: letter() }
}

fn by_link(secret: &Secret, browser: &crate::Browser) -> SignInByLink {
    SignInByLink { secret: secret.as_str().to_owned(), browser: browser.clone() }
}

#[test]
fn a_mailed_link_signs_in_once() {
    house::both(async |store| {
        let world = world(store).await;
        let rosa = person(&world, "Rosa").await;
        let secret = Secret::new().unwrap();
        guest(&world).execute(ask(" Rosa@Example.org ", Purpose::SignIn, &secret)).await.unwrap();
        let posted = mails(&world).await;
        assert_eq!(posted.len(), 1);
        assert_eq!(posted[0].to, "rosa@example.org");
        assert_eq!(posted[0].text, None, "nobody else reads a link");

        let at = browser();
        let seconds = guest(&world).execute(by_link(&secret, &at)).await.unwrap();
        assert_eq!(seconds, 30 * 24 * 3600);
        assert_eq!(whose(&world, at.secret.as_str()).await, Some(rosa));
        assert_eq!(rule(guest(&world).execute(by_link(&secret, &browser())).await), "rule-link-over");
    });
}

#[test]
fn a_link_is_over_after_ten_minutes() {
    house::both(async |store| {
        let world = world(store).await;
        person(&world, "Rosa").await;
        let secret = Secret::new().unwrap();
        guest(&world).execute(ask("rosa@example.org", Purpose::SignIn, &secret)).await.unwrap();
        world.clock.set(house::now() + 10.minutes());
        assert_eq!(rule(guest(&world).execute(by_link(&secret, &browser())).await), "rule-link-over");
    });
}

#[test]
fn an_unknown_address_gets_no_mail_and_its_link_is_worthless() {
    house::both(async |store| {
        let world = world(store).await;
        let secret = Secret::new().unwrap();
        guest(&world).execute(ask("nobody@example.org", Purpose::SignIn, &secret)).await.unwrap();
        assert!(mails(&world).await.is_empty());
        assert_eq!(rule(guest(&world).execute(by_link(&secret, &browser())).await), "rule-link-over");
    });
}

#[test]
fn a_link_for_one_purpose_is_none_for_another() {
    house::both(async |store| {
        let world = world(store).await;
        person(&world, "Rosa").await;
        let recovery = Secret::new().unwrap();
        guest(&world).execute(ask("rosa@example.org", Purpose::Recovery, &recovery)).await.unwrap();
        assert_eq!(rule(guest(&world).execute(by_link(&recovery, &browser())).await), "rule-link-over");

        let sign_in = Secret::new().unwrap();
        guest(&world).execute(ask("rosa@example.org", Purpose::SignIn, &sign_in)).await.unwrap();
        let recover = |secret: &Secret| Recover {
            secret: secret.as_str().to_owned(),
            password: "a hash".to_owned(),
            browser: browser(),
        };
        assert_eq!(rule(guest(&world).execute(recover(&sign_in)).await), "rule-link-over");
        guest(&world).execute(recover(&recovery)).await.expect("it was not used up by the other purpose");
        assert_eq!(rule(guest(&world).execute(by_link(&sign_in, &browser())).await), "rule-link-over");
    });
}

#[test]
fn recovery_ends_every_other_session() {
    house::both(async |store| {
        let world = world(store).await;
        let rosa = person(&world, "Rosa").await;
        let (old, _) = open_session(&product(&world), rosa, "lost telephone").await.unwrap();
        assert_eq!(whose(&world, &old).await, Some(rosa));
        let secret = Secret::new().unwrap();
        guest(&world).execute(ask("rosa@example.org", Purpose::Recovery, &secret)).await.unwrap();
        let at = browser();
        let act = Recover {
            secret: secret.as_str().to_owned(),
            password: "a hash".to_owned(),
            browser: at.clone(),
        };
        guest(&world).execute(act).await.unwrap();
        assert_eq!(whose(&world, &old).await, None);
        assert_eq!(whose(&world, at.secret.as_str()).await, Some(rosa));

        let by_password =
            |fits: &str| SignInByPassword { person: rosa, fits: fits.to_owned(), browser: browser() };
        assert!(guest(&world).execute(by_password("a hash")).await.is_ok());
        let stale = guest(&world).execute(by_password("an older hash")).await;
        assert_eq!(problem(stale), ("password".to_owned(), "problem-sign-in"));
    });
}

#[test]
fn sessions_end_by_silence_by_age_and_by_will() {
    house::both(async |store| {
        let world = world(store).await;
        let rosa = person(&world, "Rosa").await;
        let cx = product(&world);
        let (one, _) = open_session(&cx, rosa, "one").await.unwrap();
        world.clock.set(house::now() + SignedDuration::from_hours(7 * 24 - 1));
        assert_eq!(whose(&world, &one).await, Some(rosa));
        Directory.seen(&outside(&world, rosa), &one).await.unwrap();
        world.clock.set(house::now() + SignedDuration::from_hours(14 * 24 - 2));
        assert_eq!(whose(&world, &one).await, Some(rosa), "a change is a sign of life");
        world.clock.set(house::now() + SignedDuration::from_hours(14 * 24 - 1));
        assert_eq!(whose(&world, &one).await, None, "silent for seven days");

        let (two, _) = open_session(&cx, rosa, "two").await.unwrap();
        let from = world.clock.now();
        for day in 1..30 {
            world.clock.set(from + SignedDuration::from_hours(day * 24));
            Directory.seen(&outside(&world, rosa), &two).await.unwrap();
        }
        assert_eq!(whose(&world, &two).await, Some(rosa));
        world.clock.set(from + SignedDuration::from_hours(30 * 24));
        assert_eq!(whose(&world, &two).await, None, "thirty days old");

        let (three, _) = open_session(&cx, rosa, "three").await.unwrap();
        guest(&world).execute(SignOut { secret: three.clone() }).await.unwrap();
        assert_eq!(whose(&world, &three).await, None);
        let (four, _) = open_session(&cx, rosa, "four").await.unwrap();
        outside(&world, rosa).execute(EndSessions).await.unwrap();
        assert_eq!(whose(&world, &four).await, None);
    });
}

#[test]
fn one_ends_only_sessions_of_ones_own() {
    house::both(async |store| {
        let world = world(store).await;
        let (rosa, omar) = (person(&world, "Rosa").await, person(&world, "Omar").await);
        let (secret, _) = open_session(&product(&world), rosa, "hers").await.unwrap();
        let mut read = world.store.read().await.unwrap();
        let session = crate::session::store::mine(&mut read, rosa, world.clock.now()).await.unwrap()[0].id;
        drop(read);
        let refused = outside(&world, omar).execute(EndSession { session }).await;
        assert!(matches!(refused, Err(Error::Missing)));
        outside(&world, rosa).execute(EndSession { session }).await.unwrap();
        assert_eq!(whose(&world, &secret).await, None);
        is_forbidden(guest(&world).execute(OpenSession { person: rosa, browser: browser() }).await);
        is_forbidden(outside(&world, omar).execute(OpenSession { person: rosa, browser: browser() }).await);
    });
}

#[test]
fn a_new_session_takes_the_old_ones_place() {
    house::both(async |store| {
        let world = world(store).await;
        let rosa = person(&world, "Rosa").await;
        let (old, _) = open_session(&product(&world), rosa, "one").await.unwrap();
        let again = crate::Browser { replaces: Some(old.clone()), ..browser() };
        product(&world).execute(OpenSession { person: rosa, browser: again.clone() }).await.unwrap();
        assert_eq!(whose(&world, &old).await, None);
        assert_eq!(whose(&world, again.secret.as_str()).await, Some(rosa));
    });
}

#[test]
fn backbone_and_administrators_are_signed_in_for_a_day() {
    house::both(async |store| {
        let world = world(store).await;
        let here = initiative(&world).await;
        let rosa = person(&world, "Rosa").await;
        let (before, _) = open_session(&product(&world), rosa, "one").await.unwrap();
        product(&world).execute(SetAdministrator { person: rosa, yes: true }).await.unwrap();
        assert_eq!(whose(&world, &before).await, None, "what one may has changed: sign in again");
        let (_, seconds) = open_session(&product(&world), rosa, "one").await.unwrap();
        assert_eq!(seconds, 24 * 3600);

        let (omar, _) = member(&world, here, "Omar", "backbone").await;
        let (secret, seconds) = open_session(&product(&world), omar, "two").await.unwrap();
        assert_eq!(seconds, 24 * 3600);
        world.clock.set(house::now() + SignedDuration::from_hours(8));
        assert_eq!(whose(&world, &secret).await, None, "silent for eight hours");
    });
}

#[test]
fn whoever_is_suspended_is_out_at_once() {
    house::both(async |store| {
        let world = world(store).await;
        let rosa = person(&world, "Rosa").await;
        let cx = product(&world);
        let (session, _) = open_session(&cx, rosa, "one").await.unwrap();
        let token = create_token(&cx, "rosa@example.org", "a script").await.unwrap();
        let path = sign_in_link(&cx, "rosa@example.org").await.unwrap();
        cx.execute(SetState { person: rosa, suspended: true }).await.unwrap();
        assert_eq!(whose(&world, &session).await, None);
        let mut read = world.store.read().await.unwrap();
        assert!(Directory.by_token(&mut read, &token, world.clock.now()).await.unwrap().is_none());
        drop(read);
        let secret = path.rsplit('/').next().unwrap().to_owned();
        let act = SignInByLink { secret, browser: browser() };
        assert_eq!(rule(guest(&world).execute(act).await), "rule-link-over");
        assert_eq!(
            rule(cx.execute(OpenSession { person: rosa, browser: browser() }).await),
            "rule-suspended"
        );
        cx.execute(SetState { person: rosa, suspended: false }).await.unwrap();
        assert!(open_session(&cx, rosa, "again").await.is_ok());
    });
}

#[test]
fn a_token_stands_for_its_owner_until_it_is_revoked() {
    house::both(async |store| {
        let world = world(store).await;
        let (rosa, omar) = (person(&world, "Rosa").await, person(&world, "Omar").await);
        let act = CreateToken { name: "a script".to_owned(), secret: "gsw_x".to_owned() };
        outside(&world, rosa).execute(act).await.unwrap();
        let mut read = world.store.read().await.unwrap();
        let found = Directory.by_token(&mut read, "gsw_x", world.clock.now()).await.unwrap();
        assert_eq!(found.and_then(|actor| actor.person), Some(rosa));
        assert!(Directory.by_session(&mut read, "gsw_x", world.clock.now()).await.unwrap().is_none());
        let token = crate::token::store::mine(&mut read, rosa).await.unwrap().remove(0);
        assert_eq!(token.used_at, None);
        drop(read);
        Directory.seen(&outside(&world, rosa), "gsw_x").await.unwrap();
        let mut read = world.store.read().await.unwrap();
        let used = crate::token::store::mine(&mut read, rosa).await.unwrap().remove(0).used_at;
        assert_eq!(used, Some(world.clock.now()));
        drop(read);
        let theirs = outside(&world, omar).execute(RevokeToken { token: token.id }).await;
        assert!(matches!(theirs, Err(Error::Missing)));
        outside(&world, rosa).execute(RevokeToken { token: token.id }).await.unwrap();
        let mut read = world.store.read().await.unwrap();
        assert!(Directory.by_token(&mut read, "gsw_x", world.clock.now()).await.unwrap().is_none());
    });
}

#[test]
fn the_first_start_is_set_up_once() {
    house::both(async |store| {
        let world = world(store).await;
        let one = first_start(&world).await.unwrap().expect("nobody is here");
        let other = first_start(&world).await.unwrap().expect("nobody is here still");
        let set_up = |secret: &str, email: &str| SetUp {
            secret: secret.to_owned(),
            name: "Ada".to_owned(),
            email: email.to_owned(),
            password: "a hash".to_owned(),
            browser: browser(),
        };
        let forged = Secret::new().unwrap();
        assert_eq!(
            rule(guest(&world).execute(set_up(forged.as_str(), "eve@example.org")).await),
            "rule-link-over"
        );
        assert_eq!(rule(guest(&world).execute(by_link_text(&one)).await), "rule-link-over");

        let both =
            tokio::join!(async { guest(&world).execute(set_up(&one, "ada@example.org")).await }, async {
                guest(&world).execute(set_up(&other, "eve@example.org")).await
            },);
        assert_eq!([both.0.is_ok(), both.1.is_ok()].iter().filter(|fine| **fine).count(), 1, "{both:?}");
        assert_eq!(rule(guest(&world).execute(set_up(&one, "eve@example.org")).await), "rule-link-over");
        assert_eq!(first_start(&world).await.unwrap(), None);
    });
}

fn by_link_text(secret: &str) -> SignInByLink {
    SignInByLink { secret: secret.to_owned(), browser: browser() }
}

#[test]
fn somebody_always_runs_the_installation() {
    house::both(async |store| {
        let world = world(store).await;
        let rosa = person(&world, "Rosa").await;
        let cx = product(&world);
        cx.execute(SetAdministrator { person: rosa, yes: true }).await.unwrap();
        let take = SetAdministrator { person: rosa, yes: false };
        assert_eq!(rule(cx.execute(take).await), "rule-last-administrator");
        assert_eq!(
            rule(cx.execute(SetState { person: rosa, suspended: true }).await),
            "rule-last-administrator"
        );
        let omar = person(&world, "Omar").await;
        cx.execute(SetAdministrator { person: omar, yes: true }).await.unwrap();
        cx.execute(SetState { person: rosa, suspended: true }).await.unwrap();
        assert_eq!(
            rule(cx.execute(SetAdministrator { person: omar, yes: false }).await),
            "rule-last-administrator"
        );
        is_forbidden(outside(&world, omar).execute(SetState { person: rosa, suspended: false }).await);
    });
}
