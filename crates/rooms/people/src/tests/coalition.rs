use kernel::{Context, Error, Ref, Role, Via};

use super::{initiative, is_forbidden, member, person, problem, product, rule, steward_at, whose, world};
use crate::today::today;
use crate::{
    AddMember, AddPartnership, AddRepresentative, AddSeat, ChangeInitiative, ChangePartnership, CreateGroup,
    CreateInitiative, FillSeat, GroupId, PartnershipId, RemoveMember, RemoveRepresentative, SeatId, TakeRole,
    VacateSeat, at_work, groups, members, open_session, partner, partners, places, seat_of, seats,
};

async fn group(cx: &Context, constituencies: &[&str]) -> GroupId {
    let act = CreateGroup {
        name: "Steering".to_owned(),
        kind: "steering".to_owned(),
        purpose: "Decides".to_owned(),
        seats: constituencies.iter().map(|&text| text.to_owned()).collect(),
    };
    cx.execute(act).await.unwrap().0
}

async fn seat(cx: &Context, group: GroupId, role: &str, votes: bool) -> SeatId {
    let act =
        AddSeat { group, constituency: "Parents".to_owned(), role: role.to_owned(), votes, person: None };
    cx.execute(act).await.unwrap()
}

async fn library(cx: &Context) -> PartnershipId {
    let act = AddPartnership {
        name: "Library".to_owned(),
        kind: "nonprofit".to_owned(),
        brings: "Rooms".to_owned(),
        needs: "Readers".to_owned(),
        status: "active".to_owned(),
    };
    cx.execute(act).await.unwrap().0
}

#[test]
fn an_initiative_begins_with_a_name_and_a_line() {
    house::both(async |store| {
        let world = world(store).await;
        let here = initiative(&world).await;
        let mut read = world.store.read().await.unwrap();
        let found = places(&mut read).await.unwrap();
        assert_eq!((found[0].id, found[0].slug.as_str()), (here, "reading-by-nine"));
        drop(read);
        let again = CreateInitiative {
            name: "Reading by nine!".to_owned(),
            slug: String::new(),
            profile: "classic".to_owned(),
            public: true,
            problem: "The same".to_owned(),
            join: true,
        };
        assert_eq!(problem(product(&world).execute(again).await), ("slug".to_owned(), "problem-taken"));
        let (_, facilitator) = member(&world, here, "Fay", "facilitator").await;
        let change = |version: i64, name: &str| ChangeInitiative {
            name: name.to_owned(),
            profile: "equity".to_owned(),
            public: true,
            problem: "Another line".to_owned(),
            version,
        };
        is_forbidden(facilitator.execute(change(1, "Mine")).await);
        let (_, backbone) = member(&world, here, "Bo", "backbone").await;
        backbone.execute(change(1, "First")).await.unwrap();
        let Err(Error::Stale(stale)) = backbone.execute(change(1, "Second")).await else {
            panic!("it changed")
        };
        assert_eq!((stale.version, stale.theirs.as_str()), (2, "First\nAnother line"));
        assert_eq!(stale.mine, "Second\nAnother line");
    });
}

#[test]
fn the_backbone_never_holds_a_vote() {
    house::both(async |store| {
        let world = world(store).await;
        let here = initiative(&world).await;
        let (bo, backbone) = member(&world, here, "Bo", "backbone").await;
        let (pia, _) = member(&world, here, "Pia", "member").await;
        let group = group(&backbone, &[]).await;
        let (voting, silent) =
            (seat(&backbone, group, "member", true).await, seat(&backbone, group, "note-taker", false).await);
        let refused = backbone.execute(FillSeat { seat: voting, person: bo }).await;
        assert_eq!(rule(refused), "rule-backbone-no-vote");
        let made = AddSeat {
            group,
            constituency: "Staff".to_owned(),
            role: "member".to_owned(),
            votes: true,
            person: Some(bo),
        };
        assert_eq!(rule(backbone.execute(made).await), "rule-backbone-no-vote");
        backbone.execute(FillSeat { seat: silent, person: bo }).await.expect("it does not vote");

        backbone.execute(FillSeat { seat: voting, person: pia }).await.unwrap();
        let give = AddMember { person: pia, role: "backbone".to_owned() };
        assert_eq!(rule(backbone.execute(give).await), "rule-backbone-holds-vote");
        let standing = at_work(&world, pia, here, Via::Web).await.unwrap().actor.standing.clone();
        assert!(standing.roles.has(Role::Seat) && !standing.roles.has(Role::Backbone));
        assert_eq!(standing.groups, [group.0]);
    });
}

#[test]
fn two_ways_to_vote_and_backbone_at_once_are_closed() {
    house::both(async |store| {
        let world = world(store).await;
        let here = initiative(&world).await;
        let (_, backbone) = member(&world, here, "Bo", "backbone").await;
        let group = group(&backbone, &[]).await;
        for n in 0..6 {
            let (pia, _) = member(&world, here, &format!("Pia{n}"), "member").await;
            let seat = seat(&backbone, group, "member", true).await;
            let (fill, give) = tokio::join!(
                async { backbone.execute(FillSeat { seat, person: pia }).await.is_ok() },
                async {
                    backbone.execute(AddMember { person: pia, role: "backbone".to_owned() }).await.is_ok()
                },
            );
            assert!(fill != give, "one of the two, in whatever order");
        }
    });
}

#[test]
fn a_seat_is_held_by_one_and_shown_when_vacant() {
    house::both(async |store| {
        let world = world(store).await;
        let here = initiative(&world).await;
        let (_, backbone) = member(&world, here, "Bo", "backbone").await;
        let (pia, _) = member(&world, here, "Pia", "member").await;
        let (omar, _) = member(&world, here, "Omar", "member").await;
        let group = group(&backbone, &["Parents", "Schools"]).await;
        let mut read = world.store.read().await.unwrap();
        let all = seats(&mut read, here, group).await.unwrap();
        assert_eq!(
            all.iter().map(|seat| seat.constituency.as_str()).collect::<Vec<_>>(),
            ["Parents", "Schools"]
        );
        assert!(all.iter().all(|seat| seat.votes && seat.person.is_none() && seat.name.is_empty()));
        drop(read);
        let parents = all[0].id;
        let both = tokio::join!(
            async { backbone.execute(FillSeat { seat: parents, person: pia }).await.is_ok() },
            async { backbone.execute(FillSeat { seat: parents, person: omar }).await.is_ok() },
        );
        assert!(both.0 != both.1, "one of them sits there");
        let sitter = if both.0 { pia } else { omar };
        let mut read = world.store.read().await.unwrap();
        assert_eq!(seat_of(&mut read, here, group, sitter).await.unwrap().unwrap().id, parents);
        drop(read);
        backbone.execute(VacateSeat { seat: parents }).await.unwrap();
        assert_eq!(rule(backbone.execute(VacateSeat { seat: parents }).await), "rule-seat-vacant");
        let mut read = world.store.read().await.unwrap();
        assert!(seat_of(&mut read, here, group, sitter).await.unwrap().is_none());
        assert!(members(&mut read, here).await.unwrap().iter().any(|member| member.person == sitter));
    });
}

#[test]
fn a_vacant_seat_waits_for_whoever_can_fill_it() {
    house::both(async |store| {
        let world = world(store).await;
        let here = initiative(&world).await;
        let (_, backbone) = member(&world, here, "Bo", "backbone").await;
        let (pia, plain) = member(&world, here, "Pia", "member").await;
        let group = group(&backbone, &["Parents", "Schools"]).await;
        let mut read = world.store.read().await.unwrap();
        let parents = seats(&mut read, here, group).await.unwrap()[0].id;
        let waiting = today(&backbone, &mut read).await.unwrap();
        assert_eq!(
            waiting.iter().map(|line| line.args[0].1.as_str()).collect::<Vec<_>>(),
            ["Parents", "Schools"]
        );
        assert!(today(&plain, &mut read).await.unwrap().is_empty());
        drop(read);
        backbone.execute(FillSeat { seat: parents, person: pia }).await.unwrap();
        let mut read = world.store.read().await.unwrap();
        assert_eq!(today(&backbone, &mut read).await.unwrap().len(), 1);
    });
}

#[test]
fn a_facilitator_manages_the_seats_of_their_own_group() {
    house::both(async |store| {
        let world = world(store).await;
        let here = initiative(&world).await;
        let (_, backbone) = member(&world, here, "Bo", "backbone").await;
        let (fay, _) = member(&world, here, "Fay", "member").await;
        let (pia, _) = member(&world, here, "Pia", "member").await;
        let (own, other) = (group(&backbone, &[]).await, group(&backbone, &[]).await);
        let chair = seat(&backbone, own, "facilitator", false).await;
        backbone.execute(FillSeat { seat: chair, person: fay }).await.unwrap();
        let fay = at_work(&world, fay, here, Via::Web).await.unwrap();
        let mine = seat(&fay, own, "member", true).await;
        fay.execute(FillSeat { seat: mine, person: pia }).await.unwrap();
        let theirs = seat(&backbone, other, "member", true).await;
        is_forbidden(fay.execute(FillSeat { seat: theirs, person: pia }).await);
        is_forbidden(
            at_work(&world, pia, here, Via::Web).await.unwrap().execute(VacateSeat { seat: mine }).await,
        );
    });
}

#[test]
fn only_an_administrator_takes_in_a_stranger() {
    house::both(async |store| {
        let world = world(store).await;
        let here = initiative(&world).await;
        let (_, backbone) = member(&world, here, "Bo", "backbone").await;
        let stranger = person(&world, "Sam").await;
        let group = group(&backbone, &[]).await;
        let seat = seat(&backbone, group, "member", true).await;
        is_forbidden(backbone.execute(AddMember { person: stranger, role: "member".to_owned() }).await);
        is_forbidden(backbone.execute(FillSeat { seat, person: stranger }).await);
        let steward = steward_at(&world, here).await;
        steward.execute(AddMember { person: stranger, role: "member".to_owned() }).await.unwrap();
        backbone.execute(FillSeat { seat, person: stranger }).await.unwrap();
        let elsewhere = product(&world);
        let act = CreateInitiative {
            name: "Another".to_owned(),
            slug: String::new(),
            profile: "inside".to_owned(),
            public: false,
            problem: "Something else".to_owned(),
            join: false,
        };
        let (other, _) = elsewhere.execute(act).await.unwrap();
        let there = at_work(&world, stranger, other, Via::Web).await.unwrap();
        assert!(!there.actor.standing.roles.has(Role::Member), "what one is here one is not there");
        let foreign = steward_at(&world, other).await.execute(FillSeat { seat, person: stranger }).await;
        assert!(matches!(foreign, Err(Error::Missing)), "a seat is known in its own initiative only");
    });
}

#[test]
fn whoever_leaves_leaves_seats_and_partners() {
    house::both(async |store| {
        let world = world(store).await;
        let here = initiative(&world).await;
        let (_, backbone) = member(&world, here, "Bo", "backbone").await;
        let (pia, _) = member(&world, here, "Pia", "facilitator").await;
        let group = group(&backbone, &[]).await;
        let seat = seat(&backbone, group, "member", true).await;
        let library = library(&backbone).await;
        backbone.execute(FillSeat { seat, person: pia }).await.unwrap();
        backbone.execute(AddRepresentative { partnership: library, person: pia }).await.unwrap();
        backbone.execute(TakeRole { person: pia, role: "facilitator".to_owned() }).await.unwrap();
        let standing = at_work(&world, pia, here, Via::Web).await.unwrap().actor.standing.clone();
        assert!(standing.roles.has(Role::Seat) && standing.roles.has(Role::Partner));
        assert!(!standing.roles.has(Role::Facilitator));
        backbone.execute(RemoveMember { person: pia }).await.unwrap();
        let standing = at_work(&world, pia, here, Via::Web).await.unwrap().actor.standing.clone();
        assert!(!standing.roles.has(Role::Member) && standing.partnerships.is_empty());
        assert!(matches!(backbone.execute(RemoveMember { person: pia }).await, Err(Error::Missing)));
    });
}

#[test]
fn an_organisation_stands_once_and_a_partner_speaks_for_itself() {
    house::both(async |store| {
        let world = world(store).await;
        let here = initiative(&world).await;
        let (_, backbone) = member(&world, here, "Bo", "backbone").await;
        let id = library(&backbone).await;
        let elsewhere = CreateInitiative {
            name: "Bread for all".to_owned(),
            slug: String::new(),
            profile: "classic".to_owned(),
            public: false,
            problem: "One household in ten goes without.".to_owned(),
            join: false,
        };
        let (elsewhere, _) = product(&world).execute(elsewhere).await.unwrap();
        let (_, other) = member(&world, elsewhere, "Ola", "backbone").await;
        let same = AddPartnership {
            name: "  library ".to_owned(),
            kind: "school".to_owned(),
            brings: String::new(),
            needs: String::new(),
            status: "active".to_owned(),
        };
        let (same, _) = other.execute(same).await.unwrap();
        let mut read = world.store.read().await.unwrap();
        let here_too = crate::partnership::store::find(&mut read, here, id).await.unwrap().unwrap();
        let found = crate::partnership::store::find(&mut read, elsewhere, same).await.unwrap().unwrap();
        assert_eq!((found.organisation, found.kind.as_str()), (here_too.organisation, "nonprofit"));
        assert_eq!(partners(&mut read, here).await.unwrap()[0].brings, "Rooms");
        drop(read);
        let again = AddPartnership {
            name: "LIBRARY".to_owned(),
            kind: "nonprofit".to_owned(),
            brings: String::new(),
            needs: String::new(),
            status: "active".to_owned(),
        };
        assert_eq!(problem(backbone.execute(again).await), ("name".to_owned(), "problem-partner-already"));

        let (pia, _) = member(&world, here, "Pia", "member").await;
        let change = |status: &str, version: i64| ChangePartnership {
            partnership: id,
            brings: "Rooms in the evening".to_owned(),
            needs: String::new(),
            status: status.to_owned(),
            version,
        };
        let before = at_work(&world, pia, here, Via::Web).await.unwrap();
        is_forbidden(before.execute(change("active", 1)).await);
        backbone.execute(AddRepresentative { partnership: id, person: pia }).await.unwrap();
        let speaker = at_work(&world, pia, here, Via::Web).await.unwrap();
        assert_eq!(speaker.actor.standing.partnerships, [id.0]);
        speaker.execute(change("active", 1)).await.unwrap();
        is_forbidden(speaker.execute(change("left", 2)).await);
        assert!(matches!(speaker.execute(change("active", 1)).await, Err(Error::Stale(_))));

        backbone.execute(change("left", 2)).await.unwrap();
        let mut read = world.store.read().await.unwrap();
        assert!(partners(&mut read, here).await.unwrap().is_empty());
        assert!(partner(&mut read, here, id).await.unwrap().is_some(), "its history stays");
        drop(read);
        let after = at_work(&world, pia, here, Via::Web).await.unwrap();
        assert!(!after.actor.standing.roles.has(Role::Partner), "whoever has left is not spoken for");
        backbone.execute(RemoveRepresentative { partnership: id, person: pia }).await.unwrap();
    });
}

#[test]
fn becoming_backbone_ends_longer_sessions() {
    house::both(async |store| {
        let world = world(store).await;
        let here = initiative(&world).await;
        let (pia, _) = member(&world, here, "Pia", "member").await;
        let (secret, _) = open_session(&product(&world), pia, "a browser").await.unwrap();
        let give = AddMember { person: pia, role: "backbone".to_owned() };
        steward_at(&world, here).await.execute(give).await.unwrap();
        assert_eq!(whose(&world, &secret).await, None);
    });
}

#[test]
fn strangers_see_seats_and_never_names() {
    house::both(async |store| {
        let world = world(store).await;
        let here = initiative(&world).await;
        let (_, backbone) = member(&world, here, "Bo", "backbone").await;
        let (pia, _) = member(&world, here, "Pia", "member").await;
        let group = group(&backbone, &[]).await;
        let seat = seat(&backbone, group, "member", true).await;
        backbone.execute(FillSeat { seat, person: pia }).await.unwrap();
        let mut public = super::guest(&world);
        public.place.clone_from(&backbone.place);
        let mut read = world.store.read().await.unwrap();
        let about = Ref::new("seat", seat.0);
        let card = world.kinds.card(&backbone, &mut read, &about).await.unwrap().unwrap();
        assert_eq!(card.title, "Parents (Pia)");
        let card = world.kinds.card(&public, &mut read, &about).await.unwrap().unwrap();
        assert_eq!(card.title, "Parents");
        let person = Ref::new("person", pia.0);
        assert!(world.kinds.card(&public, &mut read, &person).await.unwrap().is_none());
        assert_eq!(groups(&mut read, here).await.unwrap().len(), 1);
    });
}
