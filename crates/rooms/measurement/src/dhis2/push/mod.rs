//! `POST dataValueSets`: values on their way into submissions.
//!
//! A submission holds a measure's numerator and denominator together. So the rows of one measure, partner and period
//! are one figure: what is not sent of it stays as it stands, and either all its rows are taken or none.
//!
//! - `importStrategy=CREATE` takes figures that are not there yet and leaves those that are; `UPDATE` the other way
//!   round; `CREATE_AND_UPDATE`, the default, both. A correction is a new revision: nothing is written over.
//! - `DELETE`, or `deleted` in a row, takes back a figure that its partner has not accepted yet. An accepted one stays.
//! - A partner sends its own figures, the backbone anybody's. What is sent waits for its partner. The partner itself accepts it in the same request with `completeDate` beside
//!   `dataSet`, `period` and `orgUnit`, or with `accept=true`; later with `completeDataSetRegistrations`, or here on the
//!   page. Where any row of it is refused, nothing is recorded as complete.
//! - `atomicMode=ALL` takes all rows or none. `dryRun=true` does everything and undoes it: its answer is the answer
//!   that the same request would get.
//! - A blank value is a missing one, in every format: it is refused, and erases nothing.
//! - `async`, `force` and `skipAudit` change nothing: the answer comes at once, and nobody goes round the door.

pub(super) mod acts;
mod figure;
mod payload;
mod summary;
mod undone;

use kernel::Result;
use web::{Answer, Sent, Visit};

use self::acts::PushValues;
use self::payload::Payload;
pub(super) use self::summary::{Conflict, Summary};
pub(super) use self::undone::Undone;
use super::scheme::Schemes;
use super::{Refusal, refuse};

/// Which figures are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strategy {
    Create,
    Update,
    Both,
    Delete,
}

/// How a request is to be taken.
#[derive(Debug, Clone, Copy)]
pub(super) struct Options {
    pub(super) strategy: Strategy,
    /// All rows or none.
    pub(super) atomic: bool,
    pub(super) dry_run: bool,
    /// Whether the partner accepts each of its figures at once.
    pub(super) accept: bool,
    pub(super) named: Schemes,
}

impl Options {
    fn read(query: &Sent, payload: &Payload) -> Result<Self, Refusal> {
        let wrong = |name: &str, words: &str| {
            Err(Refusal::conflict("E8004", format!("{name}={} is not known here: {words}", query.get(name))))
        };
        let strategy = match query.get("importStrategy").to_ascii_uppercase().as_str() {
            "" | "CREATE_AND_UPDATE" | "NEW_AND_UPDATES" => Strategy::Both,
            "CREATE" | "NEW" => Strategy::Create,
            "UPDATE" | "UPDATES" => Strategy::Update,
            "DELETE" | "DELETES" => Strategy::Delete,
            _ => return wrong("importStrategy", "use CREATE, UPDATE, CREATE_AND_UPDATE or DELETE"),
        };
        let atomic = match query.get("atomicMode").to_ascii_uppercase().as_str() {
            "" | "OBJECT" | "NONE" => false,
            "ALL" => true,
            _ => return wrong("atomicMode", "use ALL or OBJECT"),
        };
        let says = |name: &str| query.get(name).eq_ignore_ascii_case("true");
        let named = payload.schemes.over(query)?;
        Ok(Self { strategy, atomic, dry_run: says("dryRun"), accept: says("accept"), named })
    }
}

/// Takes what was sent, as far as it can be taken.
pub(super) async fn answer(visit: &Visit) -> Result<Answer> {
    let read =
        Payload::read(visit).and_then(|payload| Ok((Options::read(visit.query(), &payload)?, payload)));
    let (options, payload) = match read {
        Ok(read) => read,
        Err(refusal) => return Ok(refuse(&refusal)),
    };
    let undone = Undone::default();
    let say = visit.say().clone();
    let act = PushValues { payload, options, say, undone: undone.clone() };
    Ok(undone.execute(visit, act).await?.answer())
}
