//! How programs sign in, on each request, and what they may then.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kernel::Via;
use people::{ChangePassword, SetState, at_work};
use serde_json::json;
use web::LimitSettings;

use super::{Answer, Here, figure, path_of};

/// Argon2id of "seven quiet lanterns" and of "eight quiet lanterns".
const QUIET: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$s5ED44J7sPjAp+VOU86XBA$S17/PVoyiRa6Z0gbQ0i/w8uuliYPAIAmxpbqvky3kKg";
const EIGHT: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$THKxDsbu3BJbGieTkHUbNg$lV2wukrQS2/W71sIVR8s9mbnHVGF5hgIuBzIpaCuqLU";

impl Here {
    /// Gives North a password in place of the one before.
    async fn password(&self, present: Option<&str>, new: &str) {
        let north =
            people::by_email(&mut self.world.store.read().await.unwrap(), "north@example.org").await.unwrap();
        let north = at_work(&self.world, north.unwrap(), self.initiative, Via::Web).await.unwrap();
        let present = present.map(str::to_owned);
        north.execute(ChangePassword { present, new: new.to_owned(), session: String::new() }).await.unwrap();
    }

    async fn shown(&self, authorization: &str, path: &str) -> Answer {
        let request = Request::get(path_of(path)).header("authorization", authorization);
        self.ask(request.body(Body::empty()).unwrap()).await
    }

    async fn basic(&self, name: &str, secret: &str, path: &str) -> Answer {
        self.shown(&format!("Basic {}", STANDARD.encode(format!("{name}:{secret}"))), path).await
    }
}

#[test]
fn a_token_is_taken_under_each_scheme_and_only_with_its_owners_address() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let north = "north@example.org";
        for authorization in [
            format!("ApiToken {}", here.north),
            format!("apitoken {}", here.north),
            format!("Bearer {}", here.north),
        ] {
            let me = here.shown(&authorization, "me").await;
            assert_eq!((me.status, &me.body["username"]), (StatusCode::OK, &json!(north)), "{authorization}");
        }
        let me = here
            .basic("North@Example.org ", &here.north, "41/me.json?fields=username,organisationUnits[name]")
            .await;
        assert_eq!(me.body, json!({ "username": north, "organisationUnits": [{ "name": "North" }] }));
        for (name, secret) in
            [("south@example.org", &*here.north), (north, "gsw_wrong"), (north, ""), ("", &*here.north)]
        {
            let refused = here.basic(name, secret, "me").await;
            assert_eq!(
                (refused.status, &refused.body["status"]),
                (StatusCode::UNAUTHORIZED, &json!("ERROR")),
                "{name}"
            );
        }
        for authorization in ["ApiToken nothing", "Basic", "Basic !!", "Digest x", "Basic bm9jb2xvbg=="] {
            let refused = here.shown(authorization, "me").await;
            assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{authorization}");
        }
        // What stands under Authorization is for programs alone: a page knows no token.
        let page =
            Request::get("/i/district/duties").header("authorization", format!("ApiToken {}", here.north));
        assert_eq!(here.ask(page.body(Body::empty()).unwrap()).await.status, StatusCode::SEE_OTHER);
    });
}

#[test]
fn a_password_is_tried_as_often_as_at_the_door_and_known_for_a_while() {
    house::both(async |store| {
        let here = Here::limited(store, LimitSettings { sign_in: 2, ..LimitSettings::none() }).await;
        here.password(None, QUIET).await;
        for _ in 0..5 {
            let me = here.basic("north@example.org", "seven quiet lanterns", "me").await;
            assert_eq!(me.status, StatusCode::OK, "a program asks often");
        }
        for _ in 0..2 {
            here.basic("north@example.org", "seven loud lanterns", "me").await;
        }
        for name in ["north@example.org", "NORTH@example.org"] {
            let again = here.basic(name, "seven loud lanterns!", "me").await;
            assert_eq!(
                (again.status, &again.body["errorCode"]),
                (StatusCode::TOO_MANY_REQUESTS, &json!("E1000"))
            );
        }
        assert_eq!(
            here.basic("north@example.org", "seven quiet lanterns", "me").await.status,
            StatusCode::OK
        );
        here.password(Some(QUIET), EIGHT).await;
        let old = here.basic("north@example.org", "seven quiet lanterns", "me").await;
        assert_ne!(old.status, StatusCode::OK, "the old password is known no longer");
    });
}

#[test]
fn whoever_is_suspended_or_a_stranger_gets_no_further_than_anybody() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let north =
            people::by_email(&mut here.world.store.read().await.unwrap(), "north@example.org").await.unwrap();
        let stranger = people::CreatePerson {
            name: "Stranger".to_owned(),
            email: "stranger@example.org".to_owned(),
            administrator: false,
        };
        here.steward().await.execute(stranger).await.unwrap();
        let stranger = here.token("stranger@example.org").await;
        assert_eq!(here.get(&stranger, "system/info").await.status, StatusCode::OK);
        assert_eq!(here.get(&stranger, "me").await.status, StatusCode::FORBIDDEN);
        assert_eq!(here.get(&stranger, "dataValueSets?dataSet=M1").await.status, StatusCode::FORBIDDEN);
        let refused =
            here.post(&stranger, "dataValueSets", &json!({ "dataValues": figure("2024", "1", "2") })).await;
        assert_eq!((refused.status, &refused.body["errorCode"]), (StatusCode::FORBIDDEN, &json!("E1006")));
        let suspend = SetState { person: north.unwrap(), suspended: true };
        here.steward().await.execute(suspend).await.unwrap();
        assert_eq!(here.get(&here.north, "me").await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(here.basic("north@example.org", &here.north, "me").await.status, StatusCode::UNAUTHORIZED);
    });
}

#[test]
fn whoever_comes_reads_what_an_open_initiative_shows() {
    house::both(async |store| {
        let here = Here::new(store).await;
        here.push("accept=true", &figure("2024", "5", "100")).await;
        for path in [
            "system/info",
            "dataElements",
            "indicators",
            "dataSets",
            "organisationUnits",
            "organisationUnitLevels",
        ] {
            assert_eq!(here.shown("", path).await.status, StatusCode::OK, "{path}");
        }
        let sets = here.get("", "dataSets?fields=organisationUnits[id]").await;
        assert_eq!(sets.body["dataSets"][0]["organisationUnits"], json!([]), "who owes what is for members");
        let partner = here
            .get(
                "",
                "analytics?dimension=dx:M1_NUM&dimension=pe:2024&dimension=ou:LEVEL-2&inputIdScheme=CODE",
            )
            .await;
        assert_eq!((partner.status, &partner.body["rows"]), (StatusCode::OK, &json!([])));
        for path in ["me", "dataValueSets?dataSet=x", "completeDataSetRegistrations?dataSet=x"] {
            let refused = here.get("", path).await;
            assert_eq!(
                (refused.status, &refused.body["httpStatusCode"]),
                (StatusCode::UNAUTHORIZED, &json!(401)),
                "{path}"
            );
        }
        for path in ["programs", "me.xml", "dataElements/unknown12345", "system"] {
            let missing = here.get(&here.north, path).await;
            assert_eq!(
                (missing.status, &missing.body["errorCode"]),
                (StatusCode::NOT_FOUND, &json!("E1005")),
                "{path}"
            );
        }
    });
}
