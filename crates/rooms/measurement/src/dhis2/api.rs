use kernel::{Context, Error, Result};
use serde_json::{Value, json};
use web::{Answer, Routes, Visit};

use super::envelope::answered;
use super::fields::{self, Fields};
use super::uid::uid;
use super::{Catalogue, RELEASE, Refusal, Unit, analytics, complete, pull, push, refuse};
use crate::cycle;
use crate::import::IMPORT;
use crate::measure::{READ, READ_PARTS};
use crate::submission::{ACCEPT, SEND};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("dhis2/api/system/info", &READ, info)
        .page("dhis2/api/me", &READ_PARTS, me)
        .page("dhis2/api/dataElements", &READ, data_elements)
        .page("dhis2/api/dataElements/{id}", &READ, data_elements)
        .page("dhis2/api/indicators", &READ, indicators)
        .page("dhis2/api/indicators/{id}", &READ, indicators)
        .page("dhis2/api/dataSets", &READ, data_sets)
        .page("dhis2/api/dataSets/{id}", &READ, data_sets)
        .page("dhis2/api/organisationUnits", &READ, organisation_units)
        .page("dhis2/api/organisationUnits/{id}", &READ, organisation_units)
        .page("dhis2/api/organisationUnitLevels", &READ, levels)
        .page("dhis2/api/organisationUnitLevels/{id}", &READ, levels)
        .page("dhis2/api/analytics", &READ, analytics)
        .page("dhis2/api/dataValueSets", &READ_PARTS, pull)
        .upload("dhis2/api/dataValueSets", &IMPORT, push)
        .page("dhis2/api/completeDataSetRegistrations", &cycle::READ, completed)
        .upload("dhis2/api/completeDataSetRegistrations", &ACCEPT, complete)
        .upload("dhis2/api/metadata", &IMPORT, metadata)
}

async fn info(visit: Visit) -> Result<Answer> {
    let now = visit.now();
    Ok(Answer::json(&json!({
        "version": RELEASE,
        "revision": concat!("groundswell-", env!("CARGO_PKG_VERSION")),
        "systemName": visit.place()?.name,
        "contextPath": visit.address("dhis2"),
        "instanceBaseUrl": visit.address("dhis2"),
        "calendar": "iso8601",
        "dateFormat": "yyyy-mm-dd",
        "serverDate": format!("{now:.3}"),
        "serverTimeZoneId": "Etc/UTC",
        "systemId": uid("system", visit.initiative()?.0),
    })))
}

async fn me(visit: Visit) -> Result<Answer> {
    let person = visit.person()?;
    let mut read = visit.read().await?;
    let email = people::email_of(&mut read, person).await?.unwrap_or_default();
    let catalogue = Catalogue::read(&visit, &mut read).await?;
    drop(read);
    let own = |unit: &Unit| match unit {
        Unit::Partner(at) => visit.actor.standing.partnerships.contains(&catalogue.partners[*at].id.0),
        Unit::Whole => false,
    };
    let units = catalogue.units().into_iter().map(|(unit, _)| unit);
    let mut units: Vec<Unit> = units.filter(own).collect();
    if units.is_empty() {
        units.push(Unit::Whole);
    }
    let named = |unit: &Unit| json!({ "id": catalogue.unit_uid(*unit), "name": catalogue.unit_title(*unit) });
    let sets = catalogue.duties.iter().filter(|duty| visit.can(&SEND, duty.owner()));
    let mut sets: Vec<String> = sets.map(|duty| uid("set", duty.measure.0)).collect();
    sets.sort();
    sets.dedup();
    let (first, last) = visit.actor.name.rsplit_once(' ').unwrap_or((&visit.actor.name, ""));
    let me = json!({
        "id": uid("person", person.0),
        "username": email,
        "email": email,
        "name": visit.actor.name,
        "displayName": visit.actor.name,
        "firstName": first,
        "surname": last,
        "organisationUnits": units.iter().map(named).collect::<Vec<_>>(),
        "dataViewOrganisationUnits": [named(&Unit::Whole)],
        "dataSets": sets,
        "authorities": [],
        "userRoles": [],
        "userGroups": [],
        "programs": [],
        "settings": {},
    });
    let fields = Fields::read(visit.query().all("fields"), "*,organisationUnits[id,name]");
    Ok(answered(fields.map(|fields| Answer::json(&fields.of(&me)))))
}

/// A list, or the one that the path names.
async fn things(visit: &Visit, name: &str, of: fn(&Catalogue, &Context) -> Vec<Value>) -> Result<Answer> {
    let catalogue = Catalogue::read(visit, &mut visit.read().await?).await?;
    let mut objects = of(&catalogue, visit);
    let query = visit.query();
    let Ok(id) = visit.part::<String>("id") else {
        if let Some(level) = query.parse::<u64>("level") {
            objects.retain(|object| object["level"] == level);
        }
        return Ok(answered(fields::list(query, name, objects).map(|list| Answer::json(&list))));
    };
    let found = objects.into_iter().find(|object| object["id"] == id.as_str());
    let Some(found) = found else {
        return Ok(refuse(&Refusal::missing(format!(
            "There is nothing with the identifier {id} among the {name}."
        ))));
    };
    let fields = Fields::read(query.all("fields"), "*");
    Ok(answered(fields.map(|fields| Answer::json(&fields.of(&found)))))
}

async fn data_elements(visit: Visit) -> Result<Answer> {
    things(&visit, "dataElements", |catalogue, _| catalogue.data_elements()).await
}

async fn indicators(visit: Visit) -> Result<Answer> {
    things(&visit, "indicators", |catalogue, _| catalogue.indicators()).await
}

async fn data_sets(visit: Visit) -> Result<Answer> {
    things(&visit, "dataSets", Catalogue::data_sets).await
}

async fn organisation_units(visit: Visit) -> Result<Answer> {
    things(&visit, "organisationUnits", |catalogue, _| catalogue.organisation_units()).await
}

async fn levels(visit: Visit) -> Result<Answer> {
    things(&visit, "organisationUnitLevels", |catalogue, _| catalogue.levels()).await
}

async fn analytics(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let catalogue = Catalogue::read(&visit, &mut read).await?;
    let table = analytics::answer(&visit, &mut read, &catalogue, visit.query()).await?;
    Ok(answered(table.map(|table| Answer::json(&table))))
}

async fn pull(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let catalogue = Catalogue::read(&visit, &mut read).await?;
    let found = pull::answer(&visit, &mut read, &catalogue, visit.query()).await?;
    let csv = visit.query().get("format") == "csv"
        || visit.header("accept").is_some_and(|accept| accept.contains("csv"));
    Ok(answered(found.map(|values| {
        if csv {
            Answer::file("application/csv; charset=utf-8", "dataValueSets.csv", pull::csv(&values))
        } else {
            Answer::json(&json!({ "dataValues": values }))
        }
    })))
}

async fn completed(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let catalogue = Catalogue::read(&visit, &mut read).await?;
    let found = complete::answer(&visit, &mut read, &catalogue, visit.query()).await?;
    Ok(answered(found.map(|found| Answer::json(&json!({ "completeDataSetRegistrations": found })))))
}

async fn push(visit: Visit) -> Result<Answer> {
    visit.might(&IMPORT)?;
    push::answer(&visit).await
}

async fn complete(visit: Visit) -> Result<Answer> {
    visit.might(&ACCEPT)?;
    complete::take(&visit).await
}

/// What is measured is agreed on in the initiative, and adopted by a decision: nobody sends it from elsewhere.
async fn metadata(visit: Visit) -> Result<Answer> {
    if visit.actor.person.is_none() {
        return Err(Error::SignIn);
    }
    let words =
        "What is measured here is defined and decided on in the initiative itself; it cannot be sent.";
    Ok(refuse(&Refusal::forbidden(words)))
}
