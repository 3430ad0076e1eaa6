//! Sessions and all that is in them as open tables. Whose marks and scores they are stays with the people.

use ::store::Read;
use jiff::Timestamp;
use kernel::{Context, Result};
use web::ExportTable;

use super::store;
use crate::{option, plan, story};

fn at(at: Option<Timestamp>) -> String {
    at.map(|at| at.to_string()).unwrap_or_default()
}

pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<Vec<ExportTable>> {
    Ok(vec![
        sessions(cx, read).await?,
        steps(cx, read).await?,
        notes(cx, read).await?,
        marks(cx, read).await?,
        partners(cx, read).await?,
        options(cx, read).await?,
        scores(cx, read).await?,
        lines(cx, read).await?,
    ])
}

async fn sessions(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = store::all(read, cx.initiative()?).await?.into_iter().map(|turn| {
        vec![
            turn.id.to_string(),
            turn.number.to_string(),
            turn.measure.to_string(),
            turn.group.to_string(),
            turn.question,
            turn.state.word().to_owned(),
            turn.step.word().to_owned(),
            turn.different,
            turn.opened_by,
            turn.opened_at.to_string(),
            turn.agreed_by,
            at(turn.agreed_at),
            at(turn.next_look),
        ]
    });
    Ok(ExportTable {
        name: "sessions",
        columns: &[
            "id",
            "number",
            "measure",
            "group",
            "question",
            "state",
            "step",
            "different",
            "opened_by",
            "opened_at",
            "agreed_by",
            "agreed_at",
            "next_look",
        ],
        rows: rows.collect(),
    })
}

async fn steps(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = store::all_clocks(read, cx.initiative()?).await?.into_iter().map(|clock| {
        vec![
            clock.turn.to_string(),
            clock.step.word().to_owned(),
            clock.seconds_kept().to_string(),
            at(clock.since),
            clock.done.to_string(),
        ]
    });
    let columns = &["session", "step", "seconds", "running_since", "done"];
    Ok(ExportTable { name: "session_steps", columns, rows: rows.collect() })
}

async fn notes(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = store::all_notes(read, cx.initiative()?).await?.into_iter().map(|note| {
        vec![note.id.to_string(), note.turn.to_string(), note.words, note.noted_by, note.noted_at.to_string()]
    });
    let columns = &["id", "session", "words", "noted_by", "noted_at"];
    Ok(ExportTable { name: "session_notes", columns, rows: rows.collect() })
}

async fn marks(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = story::store::counted(read, cx.initiative()?).await?;
    let rows = rows
        .into_iter()
        .map(|(turn, story, people)| vec![turn.to_string(), story.to_string(), people.to_string()]);
    let columns = &["session", "story", "people"];
    Ok(ExportTable { name: "session_influence", columns, rows: rows.collect() })
}

async fn partners(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = store::all_partners(read, cx.initiative()?).await?.into_iter().map(|partner| {
        vec![
            partner.id.to_string(),
            partner.number.to_string(),
            partner.turn.to_string(),
            partner.partnership.map(|id| id.to_string()).unwrap_or_default(),
            partner.name,
            partner.part,
            partner.level.word().to_owned(),
            partner.aside.to_string(),
            partner.added_by,
            partner.added_at.to_string(),
        ]
    });
    let columns =
        &["id", "number", "session", "partnership", "name", "part", "level", "aside", "added_by", "added_at"];
    Ok(ExportTable { name: "session_partners", columns, rows: rows.collect() })
}

async fn options(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = option::store::all(read, cx.initiative()?).await?.into_iter().map(|idea| {
        vec![
            idea.id.to_string(),
            idea.number.to_string(),
            idea.turn.to_string(),
            idea.words,
            idea.cause.map(|id| id.to_string()).unwrap_or_default(),
            idea.sort.word().to_owned(),
            idea.cost.word().to_owned(),
            idea.evidence,
            idea.aside.to_string(),
            idea.added_by,
            idea.added_at.to_string(),
        ]
    });
    let columns = &[
        "id",
        "number",
        "session",
        "words",
        "answers_story",
        "sort",
        "cost",
        "evidence",
        "aside",
        "added_by",
        "added_at",
    ];
    Ok(ExportTable { name: "options", columns, rows: rows.collect() })
}

async fn scores(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = option::store::all_scores(read, cx.initiative()?).await?.into_iter();
    let rows = rows.map(|(option, leverage, reach, specificity, values)| {
        [option, leverage, reach, specificity, values].map(|number| number.to_string()).to_vec()
    });
    let columns = &["option", "leverage", "reach", "specificity", "values"];
    Ok(ExportTable { name: "option_scores", columns, rows: rows.collect() })
}

async fn lines(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = plan::store::all(read, cx.initiative()?).await?.into_iter().map(|line| {
        vec![
            line.id.to_string(),
            line.number.to_string(),
            line.turn.to_string(),
            line.option.to_string(),
            line.what,
            line.who,
            line.due.to_string(),
            line.early.to_string(),
            line.aside.to_string(),
            line.added_by,
            line.added_at.to_string(),
        ]
    });
    let columns = &[
        "id", "number", "session", "option", "what", "who", "due", "early", "aside", "added_by", "added_at",
    ];
    Ok(ExportTable { name: "plan_lines", columns, rows: rows.collect() })
}
