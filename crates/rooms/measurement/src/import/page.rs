use std::time::Duration;

use kernel::{Error, Problem, Problems, Result};
use maud::html;
use web::look;
use web::{Answer, Form, Routes, Visit};

use super::columns::Mapping;
use super::staged::{self, Stage, Staged, StagedId};
use super::table::Table;
use super::{IMPORT, Sheet, api, choose, preview, store, template};
use crate::dimension;
use crate::measure::Measure;
use crate::measure::page::asked;
use crate::submission::SEND;
use crate::submission::form::minutes;

/// So long a reading is waited for before its progress is shown.
const PATIENCE: Duration = Duration::from_secs(2);
/// A page of progress is looked at again after so many seconds.
const AGAIN: u32 = 2;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("measures/{n}/import", &IMPORT, new)
        .upload("measures/{n}/import", &IMPORT, stage)
        .page("measures/{n}/import/{staged}", &IMPORT, show)
        .form("measures/{n}/import/{staged}", &IMPORT, confirm)
        .page("measures/{n}/import/{staged}/columns", &IMPORT, choose::show)
        .form("measures/{n}/import/{staged}/columns", &IMPORT, choose::choose)
        .page("measures/{n}/import/{staged}/faults", &IMPORT, preview::faults_file)
        .page("measures/{n}/template", &IMPORT, template::download)
        .and(api::routes())
}

pub(super) fn here(visit: &Visit, measure: &Measure, id: StagedId, then: &str) -> String {
    visit.href(&format!("measures/{}/import/{id}{then}", measure.number))
}

async fn new(visit: Visit) -> Result<Answer> {
    show_new(&visit, visit.form("import"), false).await
}

async fn stage(visit: Visit) -> Result<Answer> {
    match keep(&visit).await {
        Ok(to) => Ok(Answer::go(&to)),
        Err(Error::Invalid(problems)) => {
            // Whatever is wrong before a file is read is wrong with the file.
            let of_field = |problem: Problem| match problem.field.as_str() {
                "file" | "table" => problem,
                _ => Problem { field: "file".to_owned(), ..problem },
            };
            let problems = Problems(problems.0.into_iter().map(of_field).collect());
            show_new(&visit, visit.form_again("import", problems), true).await
        }
        Err(error) => Err(error),
    }
}

/// Keeps what was sent and goes on to the next thing to do: choosing its columns, or looking at what was read
/// where they are known.
async fn keep(visit: &Visit) -> Result<String> {
    let mut read = visit.read().await?;
    let measure = asked(visit, &mut read).await?;
    let sent = visit.sent();
    let (name, bytes) = match sent.file("file") {
        Some(file) => (file.name.as_str(), file.body.to_vec()),
        None if sent.has("table") => ("", sent.get("table").as_bytes().to_vec()),
        None => return Err(Problem::new("file", "import-problem-nothing").into()),
    };
    let mapping = known(visit, &mut read, &measure, &bytes).await?;
    drop(read);
    let id = staged::keep(visit, measure.number, name, &bytes).await?;
    let Some(sheet) = mapping else { return Ok(here(visit, &measure, id, "/columns")) };
    let number = measure.number;
    read_and_wait(visit, id, sheet).await?;
    Ok(visit.href(&format!("measures/{number}/import/{id}")))
}

/// How to read this file, if it is a filled template of ours or has the columns that are remembered.
async fn known(
    visit: &Visit,
    read: &mut ::store::Read,
    measure: &Measure,
    bytes: &[u8],
) -> Result<Option<Sheet>> {
    // Nothing that cannot be read is kept.
    drop(Table::open(bytes).map_err(Error::Invalid)?);
    let dimensions = dimension::store::of_measure(read, visit.initiative()?, measure.id).await?;
    let template = template::mapping(measure, &dimensions);
    let sheet = Sheet::of(visit, read, measure.clone(), template).await?;
    if sheet.fits(bytes) {
        return Ok(Some(sheet));
    }
    let Some(mapping) = remembered(visit, read, measure).await? else { return Ok(None) };
    let sheet = match Sheet::of(visit, read, measure.clone(), mapping).await {
        Ok(sheet) => sheet,
        Err(Error::Invalid(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    Ok(sheet.fits(bytes).then_some(sheet))
}

/// The columns of this person's last file of a measure, or of the last that anybody sent for several.
pub(super) async fn remembered(
    visit: &Visit,
    read: &mut ::store::Read,
    measure: &Measure,
) -> Result<Option<Mapping>> {
    let initiative = visit.initiative()?;
    let duties = super::sheet::own_duties(visit, read, measure).await?;
    let mine = store::remembered(read, initiative, measure.id, super::sender(measure, &duties)).await?;
    match mine.filter(|mapping| !template::is_ours(mapping)) {
        Some(mapping) => Ok(Some(mapping)),
        None => store::remembered(read, initiative, measure.id, measure.id.0).await,
    }
}

/// Reads in the background, and waits a little, because most files are read at once.
pub(super) async fn read_and_wait(visit: &Visit, id: StagedId, sheet: Sheet) -> Result<()> {
    let reading = staged::start(visit, id, sheet, visit.say().clone()).await?;
    let _ = tokio::time::timeout(PATIENCE, reading).await;
    Ok(())
}

async fn show_new(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let mut read = visit.read().await?;
    let measure = asked(visit, &mut read).await?;
    let remembered = remembered(visit, &mut read, &measure).await?;
    drop(read);
    let say = visit.say();
    let fields = html! {
        (form.field("file").file(".xlsx,.csv,.tsv,.txt,text/csv").optional().draw(say))
        (form.field("table").textarea(4).optional().draw(say))
    };
    let action = visit.href(&format!("measures/{}/import", measure.number));
    let template = visit.href(&format!("measures/{}/template", measure.number));
    let title = visit.t("import-title");
    let page = html! {
        (look::page_head(html! { span dir="auto" { (measure.name) } }, title.as_str(), visit.t("import-lead")))
        @if let Some(mapping) = &remembered {
            p.small dir="auto" {
                @let names: Vec<&str> = mapping.fields().into_iter().map(|(_, name)| name).collect();
                (visit.with("import-remembered", &[("columns", names.join(", ").into())]))
            }
        }
        (form.draw_upload(&action, "import-read", fields))
        (look::section("template", visit.t("import-template"), html! {
            p { (visit.t("import-template-lead")) }
            (look::acts(look::quiet_link(visit.t("import-template"), &template)))
        }))
    };
    let answer = visit.page(title);
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}

/// The file asked for, of the measure asked for.
pub(super) async fn asked_staged(visit: &Visit, read: &mut ::store::Read) -> Result<(Measure, Staged)> {
    let measure = asked(visit, read).await?;
    let staged = staged::yours(visit, read, visit.part("staged")?).await?;
    if staged.measure == measure.id { Ok((measure, staged)) } else { Err(Error::Missing) }
}

async fn show(visit: Visit) -> Result<Answer> {
    let (measure, staged) = asked_staged(&visit, &mut visit.read().await?).await?;
    match staged.stage(visit.now()) {
        Stage::Kept => Ok(Answer::go(&here(&visit, &measure, staged.id, "/columns"))),
        Stage::Reading => Ok(preview::reading(&visit, &measure, &staged).await?.again_in(AGAIN)),
        Stage::Broken => preview::broken(&visit, &measure, &staged).await,
        Stage::Faulty => preview::faulty(&visit, &measure, &staged).await,
        Stage::Read => preview::read(&visit, &measure, &staged, &[]).await,
    }
}

async fn confirm(visit: Visit) -> Result<Answer> {
    let measure: i64 = visit.part("n")?;
    let act = staged::ConfirmFile { staged: visit.part("staged")?, minutes: minutes(&visit) };
    match visit.execute(act).await {
        // Whoever reports looks at it next; whoever sends for others sees how far everybody is.
        Ok(_) if visit.could(&SEND) => Ok(visit.done(&visit.href("reporting"), "import-sent-own")),
        Ok(_) => Ok(visit.done(&visit.href(&format!("measures/{measure}/cycles")), "import-sent")),
        Err(Error::Invalid(problems)) => {
            let (measure, staged) = asked_staged(&visit, &mut visit.read().await?).await?;
            preview::read(&visit, &measure, &staged, &problems.0).await
        }
        Err(error) => Err(error),
    }
}
