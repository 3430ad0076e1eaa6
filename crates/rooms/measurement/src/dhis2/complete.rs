//! `completeDataSetRegistrations`: a data set is complete where its partner has accepted the figure.

use ::store::{Read, Tx};
use async_trait::async_trait;
use kernel::{Act, Context, Error, Result};
use serde::{Deserialize, Serialize};
use web::{Answer, Sent, Visit};

use super::pull::{self, Scope};
use super::push::{Conflict, Summary, Undone};
use super::scheme::{Schemes, SentSchemes};
use super::uid::uid;
use super::{Catalogue, Refusal, Scheme, Unit, refuse};
use crate::submission::acts::AcceptSubmission;
use crate::submission::{self, ACCEPT, State};

/// A figure that counts.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Registration {
    period: String,
    data_set: String,
    organisation_unit: String,
    attribute_option_combo: String,
    date: String,
    stored_by: String,
    completed: bool,
}

/// What is complete among what is asked for.
pub(super) async fn answer(
    cx: &Context,
    read: &mut Read,
    catalogue: &Catalogue,
    query: &Sent,
) -> Result<Result<Vec<Registration>, Refusal>> {
    let scope = match Scope::read(catalogue, query) {
        Ok(scope) => scope,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let mut found = Vec::new();
    for measure in scope.measures.clone() {
        let of = &catalogue.measures[measure];
        let set = scope.named.sets.of(&uid("set", of.id.0), &format!("M{}", of.number)).to_owned();
        for (figure, duty) in pull::figures(cx, read, catalogue, &scope, measure).await? {
            let period = figure.period.parse::<signals::Period>().ok().and_then(|period| period.dhis2());
            let (Some(at), Some(partner), Some(period)) =
                (figure.accepted_at, catalogue.partner_of(&duty), period)
            else {
                continue;
            };
            found.push(Registration {
                period,
                data_set: set.clone(),
                organisation_unit: catalogue.unit_name(Unit::Partner(partner), scope.named.units),
                attribute_option_combo: catalogue.combo_name(measure, None, Scheme::Uid),
                date: format!("{at:.3}"),
                stored_by: figure.accepted_by.clone(),
                completed: true,
            });
        }
    }
    Ok(Ok(found))
}

/// Accepts the figure of a partner that waits; answers why not.
pub(super) async fn accept(
    cx: &Context,
    tx: &mut Tx,
    catalogue: &Catalogue,
    set: Option<usize>,
    named: &Schemes,
    unit: &str,
    period: &str,
) -> Result<Result<(), Conflict>> {
    let no = |code: &str, property: &str, words: &str| {
        Ok(Err(Conflict {
            code: code.to_owned(),
            words: words.to_owned(),
            property: property.to_owned(),
            element: String::new(),
            unit: unit.to_owned(),
            period: period.to_owned(),
            indexes: Vec::new(),
        }))
    };
    let Some(measure) = set else {
        return no("E8002", "dataSet", "There is no such data set; the list is at dataSets");
    };
    let Some(duty) = catalogue.unit_named(unit, named.units).and_then(|unit| catalogue.duty(measure, unit))
    else {
        return no(
            "E8022",
            "organisationUnit",
            "There is no such organisation unit, or it does not report this data set",
        );
    };
    if !cx.can(&ACCEPT, duty.owner()) {
        return no("E8035", "organisationUnit", "Only the partner itself says that its figures are complete");
    }
    let of = &catalogue.measures[measure];
    let Some(period) = of.in_force().frequency().period(period) else {
        return no("E8021", "period", "This is no period of that data set");
    };
    let standing = submission::store::of_duty(tx, cx.initiative()?, duty.id).await?;
    let mut standing = standing.into_iter().filter(|submission| submission.period == period);
    let (mut waits, mut counts) = (None, false);
    for submission in &mut standing {
        counts |= submission.is(State::Accepted);
        if submission.is(State::Sent) {
            waits = Some(submission.number);
        }
    }
    match waits {
        Some(number) => match (AcceptSubmission { submission: number }).run(cx, tx).await {
            Ok(_) => Ok(Ok(())),
            Err(Error::Rule(_)) => no("E8031", "period", "This period is locked"),
            Err(error) => Err(error),
        },
        None if counts => Ok(Ok(())),
        None => no("E8030", "period", "There is no figure that could be complete: send it first"),
    }
}

#[derive(Debug, Clone, Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Registrations {
    #[serde(flatten)]
    schemes: SentSchemes,
    complete_data_set_registrations: Vec<Asked>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    data_set: String,
    period: String,
    organisation_unit: String,
    #[serde(default = "yes")]
    completed: bool,
}

fn yes() -> bool {
    true
}

/// Records figures as complete, for the partners that say so of their own.
struct Complete {
    asked: Vec<Asked>,
    named: Schemes,
    dry_run: bool,
    undone: Undone,
}

#[async_trait]
impl Act for Complete {
    type Out = Summary;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<Summary> {
        self.undone.begin();
        let catalogue = Catalogue::read(cx, tx).await?;
        let mut summary = Summary { dry_run: self.dry_run, ..Summary::default() };
        for (index, asked) in self.asked.iter().enumerate() {
            let set = catalogue.set(&asked.data_set, self.named.sets);
            let found = if asked.completed {
                accept(cx, tx, &catalogue, set, &self.named, &asked.organisation_unit, &asked.period).await?
            } else {
                Err(Conflict {
                    code: "E8033".to_owned(),
                    words: "What a partner has accepted stays in the record: send a correction".to_owned(),
                    property: "completed".to_owned(),
                    element: String::new(),
                    unit: asked.organisation_unit.clone(),
                    period: asked.period.clone(),
                    indexes: Vec::new(),
                })
            };
            match found {
                Ok(()) => summary.imported += 1,
                Err(conflict) => {
                    summary.ignored += 1;
                    summary.rejected.insert(index);
                    summary.conflicts.push(Conflict { indexes: vec![index], ..conflict });
                }
            }
        }
        if self.dry_run { self.undone.undo(summary) } else { Ok(summary) }
    }
}

/// Takes what was sent.
pub(super) async fn take(visit: &Visit) -> Result<Answer> {
    let sent: Registrations = match serde_json::from_slice(visit.body()) {
        Ok(sent) => sent,
        Err(error) => {
            let words = format!("What was sent is no JSON that can be read: {error}");
            return Ok(refuse(&Refusal::unreadable("E8001", words)));
        }
    };
    let named = match sent.schemes.over(visit.query()) {
        Ok(named) => named,
        Err(refusal) => return Ok(refuse(&refusal)),
    };
    if sent.complete_data_set_registrations.is_empty() {
        return Ok(refuse(&Refusal::conflict("E8001", "completeDataSetRegistrations is empty")));
    }
    let undone = Undone::default();
    let act = Complete {
        asked: sent.complete_data_set_registrations,
        named,
        dry_run: visit.query().get("dryRun").eq_ignore_ascii_case("true"),
        undone: undone.clone(),
    };
    Ok(undone.execute(visit, act).await?.answer())
}
