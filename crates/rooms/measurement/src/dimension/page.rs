use std::collections::HashMap;

use kernel::{Error, Problems, Result};
use maud::{Markup, html};
use web::look::{self, Choices, Field, Table, Width, quiet_link, section};
use web::{Answer, Form, Routes, Visit};

use super::acts::{ChangeCategories, DefineDimension};
use super::list::{self, CategorySent, Columns};
use super::{Category, CategoryId, Dimension, store};
use crate::measure::page::asked;
use crate::measure::{DEFINE, Measure, READ};

/// Categories on one part of a list.
const LINES: usize = 100;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("measures/{n}/dimensions", &READ, list)
        .upload("measures/{n}/dimensions", &DEFINE, define)
        .page("measures/{n}/dimensions/{code}", &READ, show)
        .upload("measures/{n}/dimensions/{code}", &DEFINE, change)
}

/// Where a measure's dimensions stand.
pub(crate) fn href(visit: &Visit, measure: &Measure) -> String {
    visit.href(&format!("measures/{}/dimensions", measure.number))
}

async fn list(visit: Visit) -> Result<Answer> {
    show_list(&visit, visit.form("dimension").start("places", "no"), false).await
}

/// What was typed and what stood in a file, one after the other.
fn sent(visit: &Visit, field: &str) -> Result<Vec<CategorySent>, Problems> {
    let sent = visit.sent();
    let mut lines = list::typed(sent.get(field)).map_err(|problem| Problems(vec![problem]))?;
    if let Some(file) = sent.file("file").filter(|file| !file.body.is_empty()) {
        let column = |field: &str| sent.get(field).to_owned();
        let columns = Columns {
            code: column("code_column"),
            name: column("name_column"),
            parent: column("parent_column"),
        };
        lines.extend(list::file(&file.body, &columns)?);
    }
    Ok(lines)
}

async fn define(visit: Visit) -> Result<Answer> {
    let form = visit.sent();
    let categories = match sent(&visit, "categories") {
        Ok(categories) => categories,
        Err(problems) => return show_list(&visit, visit.form_again("dimension", problems), true).await,
    };
    let act = DefineDimension {
        measure: visit.part("n")?,
        code: form.get("code").to_owned(),
        name: form.get("name").to_owned(),
        required: form.get("required") == "yes",
        places: form.get("places") == "yes",
        categories,
    };
    let here = format!("measures/{}/dimensions", act.measure);
    match visit.execute(act).await {
        Ok(code) => Ok(visit.done(&visit.href(&format!("{here}/{code}")), "dimension-defined")),
        Err(Error::Invalid(problems)) => {
            show_list(&visit, visit.form_again("dimension", problems), true).await
        }
        Err(error) => Err(error),
    }
}

async fn show_list(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let mut read = visit.read().await?;
    let measure = asked(visit, &mut read).await?;
    let dimensions = store::of_measure(&mut read, visit.initiative()?, measure.id).await?;
    drop(read);
    let here = href(visit, &measure);
    let mut table = Table::new(visit.t("dimensions-title"))
        .quiet_caption()
        .column(visit.t("dimension-name"))
        .number(visit.t("dimension-categories"))
        .column(visit.t("dimension-asked"));
    for dimension in &dimensions {
        let asked = if dimension.required { "dimension-required-yes" } else { "dimension-required-no" };
        table = table.row([
            html! {
                a href=(format!("{here}/{}", dimension.code)) dir="auto" { (dimension.name) }
                @if dimension.places { " " (look::tag(look::Standing::Plain, visit.t("dimension-tree"))) }
            },
            html! { (visit.say().count(dimension.categories.len() as i64)) },
            html! { (visit.t(asked)) },
        ]);
    }
    let title = visit.t("dimensions-title");
    let lead = visit.with("dimensions-lead", &[("count", (dimensions.len() as i64).into())]);
    let back =
        html! { a href=(visit.href(&format!("measures/{}", measure.number))) dir="auto" { (measure.name) } };
    let page = html! {
        (look::page_head(back, title.as_str(), lead))
        @if dimensions.is_empty() {
            (look::empty(visit.say(), visit.t("dimensions-empty"), html! { p { (visit.t("dimensions-example")) } }, html! {}))
        } @else { (table.draw()) }
        @if visit.offers(&DEFINE) {
            (section("new", visit.t("dimension-new-title"), look::sheet(form.draw_upload(&here, "dimension-define", fields(visit, &form)))))
        }
    };
    let answer = visit.page(title);
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}

fn fields(visit: &Visit, form: &Form<'_>) -> Markup {
    let say = visit.say();
    let sorts = Choices::radios("places", visit.t("dimension-places"))
        .explained("no", visit.t("dimension-places-no"), visit.t("dimension-places-no-hint"))
        .explained("yes", visit.t("dimension-places-yes"), visit.t("dimension-places-yes-hint"));
    let required = [("yes".to_owned(), visit.t("dimension-required-label"))];
    html! {
        (form.line("name"))
        (form.choices("places", sorts))
        (form.field("categories").textarea(6).optional().draw(say))
        (form.field("file").file(".csv,.tsv,.txt,text/csv").optional().draw(say))
        details {
            summary { (visit.t("dimension-columns")) }
            p.small { (visit.t("dimension-columns-lead")) }
            div.abreast {
                (form.field("code_column").width(Width::Short).optional().draw(say))
                (form.field("name_column").width(Width::Short).optional().draw(say))
                (form.field("parent_column").width(Width::Short).optional().draw(say))
            }
            (form.field("code").width(Width::Middle).optional().draw(say))
        }
        (form.checkboxes("required", &required))
    }
}

/// A dimension with the part of its categories that this page shows.
struct Asked {
    measure: Measure,
    dimension: Dimension,
    /// The place whose places are shown, from the outermost in.
    within: Vec<Category>,
    /// Former names of those that are shown, by category.
    names: HashMap<CategoryId, Vec<String>>,
    shown: Vec<Category>,
    count: usize,
}

impl Asked {
    async fn load(visit: &Visit) -> Result<Self> {
        let mut read = visit.read().await?;
        let initiative = visit.initiative()?;
        let measure = asked(visit, &mut read).await?;
        let code: String = visit.part("code")?;
        let dimensions = store::of_measure(&mut read, initiative, measure.id).await?;
        let dimension = dimensions.into_iter().find(|one| one.code == code).ok_or(Error::Missing)?;
        let inside = if visit.only_reads() { visit.query().get("in") } else { visit.sent().get("in") };
        let mut within = Vec::new();
        let mut place = match inside {
            "" => None,
            inside => Some(dimension.coded(inside).ok_or(Error::Missing)?),
        };
        while let Some(one) = place {
            within.insert(0, one.clone());
            place = one.parent.and_then(|parent| dimension.category(parent));
        }
        let all: Vec<Category> = dimension.within(within.last().map(|place| place.id)).cloned().collect();
        let count = all.len();
        let shown: Vec<Category> = visit.paging(LINES).of(all);
        let ids: Vec<CategoryId> = shown.iter().map(|category| category.id).collect();
        let mut names: HashMap<CategoryId, Vec<String>> = HashMap::new();
        for (category, _, name) in store::former_names_of(&mut read, initiative, &ids).await? {
            names.entry(category).or_default().push(name);
        }
        Ok(Self { measure, dimension, within, names, shown, count })
    }

    fn href(&self, visit: &Visit) -> String {
        format!("{}/{}", href(visit, &self.measure), self.dimension.code)
    }
}

async fn show(visit: Visit) -> Result<Answer> {
    let asked = Asked::load(&visit).await?;
    let form = visit.form("dimension");
    show_one(&visit, &asked, form, &asked.measure.latest().number.to_string(), false).await
}

async fn show_one(visit: &Visit, asked: &Asked, form: Form<'_>, seen: &str, wrong: bool) -> Result<Answer> {
    let Asked { measure, dimension, within, .. } = asked;
    let here = asked.href(visit);
    let ends = dimension.categories.iter().filter(|one| dimension.within(Some(one.id)).next().is_none());
    let lead = if dimension.places {
        let counts = [("count", dimension.categories.len().into()), ("ends", ends_of(dimension).into())];
        visit.with("dimension-lead-places", &counts)
    } else {
        visit.with("dimension-lead", &[("count", (ends.count() as i64).into())])
    };
    let asks =
        visit.t(if dimension.required { "dimension-lead-required" } else { "dimension-lead-optional" });
    let back = html! {
        a href=(visit.href(&format!("measures/{}", measure.number))) dir="auto" { (measure.name) } " / "
        a href=(href(visit, measure)) { (visit.t("dimensions-title")) }
    };
    let title = html! { span dir="auto" { (dimension.name) } };
    let page = html! {
        (look::page_head(back, title, format!("{lead} {asks}")))
        @if !within.is_empty() { (path(visit, &here, within)) }
        @if asked.shown.is_empty() { p { (visit.t("dimension-nothing-within")) } }
        @else { (table(visit, asked)) (visit.paging(LINES).draw(visit, asked.count, "")) }
        @if visit.offers(&DEFINE) { (change_form(visit, asked, &form, seen)) }
    };
    let answer = visit.page(&dimension.name);
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}

fn ends_of(dimension: &Dimension) -> usize {
    let holding: std::collections::HashSet<CategoryId> =
        dimension.categories.iter().filter_map(|category| category.parent).collect();
    dimension.categories.iter().filter(|category| !holding.contains(&category.id)).count()
}

/// The places around those that are shown, the outermost first.
fn path(visit: &Visit, here: &str, within: &[Category]) -> Markup {
    html! {
        p {
            a href=(here) { (visit.t("dimension-outermost")) }
            @for place in within {
                " / "
                @if Some(place.id) == within.last().map(|last| last.id) { b dir="auto" { (place.name) } }
                @else { a href=(inside(here, place)) dir="auto" { (place.name) } }
            }
        }
    }
}

fn inside(here: &str, place: &Category) -> String {
    let code: String = place.code.bytes().fold(String::new(), |text, byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => text + &char::from(byte).to_string(),
        byte => format!("{text}%{byte:02X}"),
    });
    format!("{here}?in={code}")
}

fn table(visit: &Visit, asked: &Asked) -> Markup {
    let here = asked.href(visit);
    let places = asked.dimension.places;
    let mut table = Table::new(visit.t("dimension-categories"))
        .quiet_caption()
        .column(visit.t("dimension-category"))
        .column(visit.t("dimension-category-code"));
    if places {
        table = table.number(visit.t("dimension-within"));
    }
    for category in &asked.shown {
        let within = asked.dimension.within(Some(category.id)).count();
        let former = asked.names.get(&category.id).map_or(&[][..], Vec::as_slice);
        let name = html! {
            @if within > 0 { a href=(inside(&here, category)) dir="auto" { (category.name) } }
            @else { span dir="auto" { (category.name) } }
            @if !category.until.is_empty() { " " (look::tag(look::Standing::Missing, visit.with("dimension-until", &[("period", category.until.as_str().into())]))) }
            @for name in former { small dir="auto" { (visit.with("dimension-formerly", &[("name", name.as_str().into())])) } }
        };
        let mut cells = vec![name, html! { code dir="auto" { (category.code) } }];
        if places {
            cells.push(html! { @if within > 0 { (visit.say().count(within as i64)) } });
        }
        table = table.row(cells);
    }
    table.draw()
}

/// New names, what is retired, what is new: one version of the definition.
fn change_form(visit: &Visit, asked: &Asked, form: &Form<'_>, seen: &str) -> Markup {
    let say = visit.say();
    let live: Vec<&Category> = asked.shown.iter().filter(|category| category.until.is_empty()).collect();
    let name = |category: &&Category| {
        let field = format!("name-{}", category.code);
        let typed = visit.sent().get(&field);
        let value = if visit.sent().has(&field) { typed } else { category.name.as_str() };
        Field::new(&field, &category.code).value(value).draw(say)
    };
    let retire: Vec<(String, String)> =
        live.iter().map(|category| (category.code.clone(), category.name.clone())).collect();
    let fields = html! {
        input type="hidden" name="seen" value=(seen);
        @if let Some(place) = asked.within.last() { input type="hidden" name="in" value=(place.code); }
        (form.field("effective_from").width(Width::Short).draw(say))
        @if !live.is_empty() {
            details { summary { (visit.t("dimension-rename")) } @for category in &live { (name(category)) } }
            details { summary { (visit.t("dimension-retire")) } (form.checkboxes("retired", &retire)) }
        }
        (form.field("added").textarea(3).optional().draw(say))
        (form.field("file").file(".csv,.tsv,.txt,text/csv").optional().draw(say))
    };
    let new = form.draw_upload(&asked.href(visit), "dimension-change", fields);
    html! {
        (section("change", visit.t("dimension-change-title"), look::sheet(new)))
        div.acts { (quiet_link(visit.t("dimension-back"), &visit.href(&format!("measures/{}", asked.measure.number)))) }
    }
}

async fn change(visit: Visit) -> Result<Answer> {
    let form = visit.sent();
    let asked = Asked::load(&visit).await?;
    let seen = form.get("seen").to_owned();
    let mut added = match sent(&visit, "added") {
        Ok(added) => added,
        Err(problems) => {
            return show_one(&visit, &asked, visit.form_again("dimension", problems), &seen, true).await;
        }
    };
    if let Some(place) = asked.within.last() {
        for one in added.iter_mut().filter(|one| one.parent.is_empty()) {
            one.parent.clone_from(&place.code);
        }
    }
    let renamed = form.pairs().filter_map(|(field, name)| {
        let code = field.strip_prefix("name-")?.to_owned();
        Some(CategorySent { code, name: name.to_owned(), parent: String::new() })
    });
    let act = ChangeCategories {
        measure: visit.part("n")?,
        dimension: visit.part("code")?,
        seen: seen.parse().unwrap_or(0),
        effective_from: form.get("effective_from").to_owned(),
        renamed: renamed.collect(),
        retired: form.all("retired").map(str::to_owned).collect(),
        added,
    };
    let here = asked.href(&visit);
    match visit.execute(act).await {
        Ok(_) => {
            let to = asked.within.last().map_or_else(|| here.clone(), |place| inside(&here, place));
            Ok(visit.done(&to, "dimension-changed"))
        }
        Err(Error::Invalid(problems)) => {
            show_one(&visit, &asked, visit.form_again("dimension", problems), &seen, true).await
        }
        Err(error) => Err(error),
    }
}
