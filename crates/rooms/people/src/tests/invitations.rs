use jiff::SignedDuration;
use kernel::{Context, Error, Via};

use super::{
    browser, guest, initiative, is_forbidden, letter, mails, member, outside, person, problem, rule,
    steward_at, whose, world,
};
use crate::{
    AcceptInvitation, AddPartnership, AddRepresentative, AddSeat, Calling, CreateGroup, InvitationId, Invite,
    Purpose, Recover, RevokeInvitation, Secret, at_work,
};

async fn invite(cx: &Context, email: &str, calling: Calling) -> Result<(InvitationId, Secret), Error> {
    let secret = Secret::new()?;
    let act = Invite { email: email.to_owned(), calling, secret: secret.clone(), letter: letter() };
    Ok((cx.execute(act).await?, secret))
}

fn accept(secret: &Secret) -> AcceptInvitation {
    AcceptInvitation { secret: secret.as_str().to_owned(), name: "Rosa".to_owned(), browser: browser() }
}

#[test]
fn somebody_new_gets_an_account_and_what_they_were_invited_to() {
    house::both(async |store| {
        let world = world(store).await;
        let here = initiative(&world).await;
        let (_, backbone) = member(&world, here, "Bo", "backbone").await;
        let (_, secret) = invite(&backbone, "Rosa@example.org", Calling::Facilitator).await.unwrap();
        assert_eq!(mails(&world).await[0].to, "rosa@example.org");

        let act = accept(&secret);
        let session = act.browser.secret.as_str().to_owned();
        let accepted = guest(&world).execute(act).await.unwrap();
        assert_eq!(accepted.slug, "reading-by-nine");
        assert_eq!(whose(&world, &session).await, Some(accepted.person));
        let rosa = at_work(&world, accepted.person, here, Via::Web).await.unwrap();
        assert!(rosa.actor.standing.roles.has(kernel::Role::Facilitator));
        assert!(!rosa.actor.standing.roles.has(kernel::Role::Backbone));
        assert_eq!(rule(guest(&world).execute(accept(&secret)).await), "rule-link-over", "it works once");
    });
}

#[test]
fn one_that_is_revoked_or_old_is_worthless() {
    house::both(async |store| {
        let world = world(store).await;
        let here = initiative(&world).await;
        let (_, backbone) = member(&world, here, "Bo", "backbone").await;
        let (revoked, secret) = invite(&backbone, "rosa@example.org", Calling::Member).await.unwrap();
        backbone.execute(RevokeInvitation { invitation: revoked }).await.unwrap();
        assert_eq!(rule(guest(&world).execute(accept(&secret)).await), "rule-link-over");
        let again = backbone.execute(RevokeInvitation { invitation: revoked }).await;
        assert_eq!(rule(again), "rule-invitation-closed");

        let (_, secret) = invite(&backbone, "rosa@example.org", Calling::Member).await.unwrap();
        world.clock.set(house::now() + SignedDuration::from_hours(7 * 24));
        assert_eq!(rule(guest(&world).execute(accept(&secret)).await), "rule-link-over");
    });
}

#[test]
fn it_is_for_one_address_and_never_signs_in_to_an_account() {
    house::both(async |store| {
        let world = world(store).await;
        let here = initiative(&world).await;
        let (_, backbone) = member(&world, here, "Bo", "backbone").await;
        let (rosa, omar) = (person(&world, "Rosa").await, person(&world, "Omar").await);
        let (_, secret) = invite(&backbone, "rosa@example.org", Calling::Member).await.unwrap();
        assert_eq!(rule(guest(&world).execute(accept(&secret)).await), "rule-invitation-sign-in");
        assert_eq!(rule(outside(&world, omar).execute(accept(&secret)).await), "rule-invitation-other");
        let accepted = outside(&world, rosa).execute(accept(&secret)).await.unwrap();
        assert_eq!(accepted.person, rosa);
    });
}

#[test]
fn recovery_never_accepts_and_an_invitation_never_recovers() {
    house::both(async |store| {
        let world = world(store).await;
        let here = initiative(&world).await;
        let (_, backbone) = member(&world, here, "Bo", "backbone").await;
        person(&world, "Rosa").await;
        let (_, invitation) = invite(&backbone, "rosa@example.org", Calling::Member).await.unwrap();
        let act = Recover {
            secret: invitation.as_str().to_owned(),
            password: "a hash".to_owned(),
            browser: browser(),
        };
        assert_eq!(rule(guest(&world).execute(act).await), "rule-link-over");
        let recovery = Secret::new().unwrap();
        let ask = crate::AskForLink {
            email: "rosa@example.org".to_owned(),
            purpose: Purpose::Recovery,
            secret: recovery.clone(),
            letter: letter(),
        };
        guest(&world).execute(ask).await.unwrap();
        assert_eq!(rule(guest(&world).execute(accept(&recovery)).await), "rule-link-over");
    });
}

#[test]
fn the_backbone_is_not_invited_to_a_vote() {
    house::both(async |store| {
        let world = world(store).await;
        let here = initiative(&world).await;
        let (bo, backbone) = member(&world, here, "Bo", "backbone").await;
        let group = CreateGroup {
            name: "Steering".to_owned(),
            kind: "steering".to_owned(),
            purpose: String::new(),
            seats: Vec::new(),
        };
        let (group, _) = backbone.execute(group).await.unwrap();
        let seat = AddSeat {
            group,
            constituency: "Parents".to_owned(),
            role: "member".to_owned(),
            votes: true,
            person: None,
        };
        let seat = backbone.execute(seat).await.unwrap();
        let refused = invite(&backbone, "bo@example.org", Calling::Seat(seat)).await;
        assert_eq!(rule(refused.map(|(id, _)| id)), "rule-backbone-no-vote");

        // Invited while a member, of the backbone by the time of accepting.
        let (_, omar) = member(&world, here, "Omar", "member").await;
        let (_, secret) = invite(&backbone, "omar@example.org", Calling::Seat(seat)).await.unwrap();
        let id = omar.actor.person.unwrap();
        let give = crate::AddMember { person: id, role: "backbone".to_owned() };
        steward_at(&world, here).await.execute(give).await.unwrap();
        assert_eq!(rule(outside(&world, id).execute(accept(&secret)).await), "rule-backbone-no-vote");
        assert_ne!(id, bo);
    });
}

#[test]
fn each_invites_to_what_is_theirs() {
    house::both(async |store| {
        let world = world(store).await;
        let here = initiative(&world).await;
        let (_, backbone) = member(&world, here, "Bo", "backbone").await;
        let partner = |name: &str| AddPartnership {
            name: name.to_owned(),
            kind: "nonprofit".to_owned(),
            brings: String::new(),
            needs: String::new(),
            status: "active".to_owned(),
        };
        let (library, _) = backbone.execute(partner("Library")).await.unwrap();
        let (clinic, _) = backbone.execute(partner("Clinic")).await.unwrap();
        let (pia, member_only) = member(&world, here, "Pia", "member").await;
        is_forbidden(invite(&member_only, "rosa@example.org", Calling::Member).await.map(|(id, _)| id));
        backbone.execute(AddRepresentative { partnership: library, person: pia }).await.unwrap();

        let speaker = at_work(&world, pia, here, Via::Web).await.unwrap();
        invite(&speaker, "rosa@example.org", Calling::Partner(library)).await.expect("her own partner");
        is_forbidden(invite(&speaker, "rosa@example.org", Calling::Partner(clinic)).await.map(|(id, _)| id));
        is_forbidden(invite(&speaker, "rosa@example.org", Calling::Backbone).await.map(|(id, _)| id));
        let wrong = invite(&backbone, "no address", Calling::Member).await.map(|(id, _)| id);
        assert_eq!(problem(wrong), ("email".to_owned(), "problem-email"));
    });
}
