//! Partners ratify what is in force.

use ::store::{Store, Tx};
use async_trait::async_trait;
use axum::http::StatusCode;
use kernel::{Act, Context, Kind, PersonId, Result};
use people::{AddPartnership, AddRepresentative, GroupId, PartnershipId};
use uuid::Uuid;
use web::Room;

use super::agenda::vision;
use super::pages::Browser;
use super::{Here, is_refused, problem, rule};
use crate::version::{self, VersionKind};
use crate::{Agenda, EditClause, ProposeVersion, RatifyVersion, ratification};

/// Brings a version into force, whoever decided and how.
pub(super) struct Adopt(pub(super) i64);

#[async_trait]
impl Act for Adopt {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let initiative = cx.initiative()?;
        let version = version::store::numbered(tx, initiative, self.0).await?.unwrap();
        VersionKind.adopt(cx, tx, version.id.0, version.number, Uuid::now_v7()).await
    }
}

/// Two partners, of which one is spoken for, and a clause.
pub(super) struct Coalition {
    pub(super) here: Here,
    pub(super) fay: Context,
    pub(super) group: GroupId,
    pub(super) pat: PersonId,
    pub(super) library: PartnershipId,
    pub(super) college: PartnershipId,
}

impl Coalition {
    pub(super) async fn new(store: Store) -> Self {
        let here = Here::new(store).await;
        let backbone = here.new_person("Bo", "backbone").await;
        let (fay, pat) = (here.person("Fay", "facilitator").await, here.person("Pat", "member").await);
        let group = here.steering(&backbone, &[fay]).await;
        let partner = async |name: &str| {
            let act = AddPartnership {
                name: name.to_owned(),
                kind: "nonprofit".to_owned(),
                brings: String::new(),
                needs: String::new(),
                status: "active".to_owned(),
            };
            backbone.execute(act).await.unwrap().0
        };
        let (library, college) = (partner("Library").await, partner("College").await);
        backbone.execute(AddRepresentative { partnership: library, person: pat }).await.unwrap();
        let fay = here.as_(fay).await;
        fay.execute(vision("Every child reads.")).await.unwrap();
        Self { here, fay, group, pat, library, college }
    }

    /// Proposes the draft and brings it into force.
    pub(super) async fn in_force(&self, title: &str) {
        let act = ProposeVersion {
            title: title.to_owned(),
            group: self.group.to_string(),
            closes: "2026-02-01".to_owned(),
            ..ProposeVersion::default()
        };
        let proposed = self.fay.execute(act).await.unwrap();
        self.fay.execute(Adopt(proposed.version)).await.unwrap();
    }

    /// Another wording, so that there is something to propose.
    pub(super) async fn edit(&self, text: &str, version: i64) {
        let act = EditClause {
            clause: 1,
            section: "vision".to_owned(),
            text: text.to_owned(),
            version,
            ..EditClause::default()
        };
        self.fay.execute(act).await.unwrap();
    }

    fn says(&self, version: i64, answer: &str, words: &str) -> RatifyVersion {
        RatifyVersion { version, partner: self.library.0, answer: answer.to_owned(), words: words.to_owned() }
    }

    async fn waits(&self) -> usize {
        let pat = self.here.as_(self.pat).await;
        let mut read = pat.read().await.unwrap();
        ratification::today(&pat, &mut read).await.unwrap().len()
    }
}

#[test]
fn a_partner_ratifies_what_is_in_force_and_is_asked_again_when_it_changes() {
    house::both(async |store| {
        let coalition = Coalition::new(store).await;
        let pat = coalition.here.as_(coalition.pat).await;
        assert_eq!(coalition.waits().await, 0, "nothing is in force");
        coalition.in_force("First").await;
        assert_eq!(coalition.waits().await, 1);

        is_refused(coalition.fay.execute(coalition.says(1, "ratified", "")).await);
        let other = RatifyVersion { partner: coalition.college.0, ..coalition.says(1, "ratified", "") };
        is_refused(pat.execute(other).await);
        is_refused(coalition.here.guest().await.execute(coalition.says(1, "ratified", "")).await);
        let bare = pat.execute(coalition.says(1, "reservation", " ")).await;
        assert_eq!(problem(bare), ("words".to_owned(), "problem-empty"));
        assert_eq!(problem(pat.execute(coalition.says(1, "maybe", "")).await).0, "answer");
        pat.execute(coalition.says(1, "reservation", "Sundays are hard.")).await.unwrap();
        assert_eq!(coalition.waits().await, 0);
        pat.execute(coalition.says(1, "ratified", "")).await.unwrap();

        coalition.edit("Every child reads by nine.", 1).await;
        coalition.in_force("Second").await;
        assert_eq!(coalition.waits().await, 1, "it is asked again");
        assert_eq!(rule(pat.execute(coalition.says(1, "ratified", "")).await), "rule-version-not-in-force");
        pat.execute(coalition.says(2, "declined", "Nine is too late.")).await.unwrap();

        let mut read = pat.read().await.unwrap();
        let tables = Agenda.export(&pat, &mut read).await.unwrap();
        let table = tables.iter().find(|table| table.name == "ratifications").unwrap();
        let rows: Vec<[&str; 5]> =
            table.rows.iter().map(|row| [0, 1, 2, 3, 4].map(|at| row[at].as_str())).collect();
        assert_eq!(
            rows,
            [
                ["1", "Library", "1", "reservation", "Sundays are hard."],
                ["1", "Library", "2", "ratified", ""],
                ["2", "Library", "1", "declined", "Nine is too late."],
            ],
            "every word is kept"
        );
    });
}

#[test]
fn the_document_says_who_stands_behind_it() {
    house::both(async |store| {
        let coalition = Coalition::new(store).await;
        let mut guest = Browser::new(&coalition.here);
        let mut pat = Browser::of(&coalition.here, coalition.pat).await;
        assert!(guest.whole("/agenda/ratifications").await.contains("No version is in force yet"));
        pat.whole("/agenda/ratify").await;
        coalition.in_force("First").await;
        let page = pat.whole("/agenda").await;
        assert!(page.contains("None of") && page.contains("Ratify for"));
        let partner = coalition.library.0;
        let here = format!("/agenda/ratify?partner={partner}");
        let (action, hidden) = pat.form(&here, "/agenda/ratify").await;
        let (status, _, page) = pat.post(&action, &format!("{hidden}&answer=reservation&words=")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("href=\"#words\""));
        let (_, next, _) =
            pat.post(&action, &format!("{hidden}&answer=reservation&words=Sundays+are+hard")).await;
        assert_eq!(next, "/i/reading/agenda/ratifications?done=version-ratified");
        let page = guest.whole("/agenda").await;
        assert!(page.contains("One reservation stands") && !page.contains("Ratify for"));
        let page = guest.whole("/agenda/ratifications").await;
        assert!(page.contains("Sundays are hard") && page.contains("it stands"));
        let (action, hidden) = pat.form(&here, "/agenda/ratify").await;
        pat.post(&action, &format!("{hidden}&answer=ratified&words=")).await;
        let page = guest.whole("/agenda/versions/1/ratifications").await;
        assert!(page.contains("Sundays are hard") && page.contains("settled since; it is kept"));
        let (status, page) = guest.api("/versions/1/ratifications").await;
        assert_eq!(status, StatusCode::OK);
        let whole: serde_json::Value = serde_json::from_str(&page).unwrap();
        assert_eq!(
            (&whole["partners"], &whole["ratified"], &whole["reservations"]),
            (&2.into(), &1.into(), &0.into())
        );
        assert_eq!(whole["words"].as_array().unwrap().len(), 2);
        assert_eq!(guest.get("/agenda/versions/7/ratifications").await.0, StatusCode::NOT_FOUND);
    });
}
