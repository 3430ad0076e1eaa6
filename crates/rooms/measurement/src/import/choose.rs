//! Which column is which: chosen once by a person, from the columns that the file has.

use kernel::{Error, Problems, Result};
use maud::{Markup, html};
use signals::Kind;
use web::look::{self, Table as Drawn};
use web::{Answer, Visit, words_of};

use super::columns::{Asked, Choices, Mapping};
use super::page::{asked_staged, here, read_and_wait, remembered};
use super::sheet::own_duties;
use super::staged::{self, Staged};
use super::table::{Part, Table};
use super::{IMPORT, Sheet};
use crate::cycle;
use crate::dimension::{self, Dimension};
use crate::measure::Measure;

/// The fields whose columns are chosen, one after the other.
const FIELDS: [&str; 11] = [
    "key",
    "period",
    "numerator",
    "denominator",
    "variable",
    "numerator-word",
    "denominator-word",
    "low",
    "high",
    "quality",
    "sheet",
];
/// So many of the latest periods are offered for a file that is of one.
const PERIODS: usize = 12;

pub(super) async fn show(visit: Visit) -> Result<Answer> {
    draw(&visit, None).await
}

pub(super) async fn choose(visit: Visit) -> Result<Answer> {
    visit.might(&IMPORT)?;
    let mut read = visit.read().await?;
    let (measure, staged) = asked_staged(&visit, &mut read).await?;
    let mapping = sent(&visit);
    let bytes = staged::bytes(&visit, &mut read, staged.id).await?;
    let to = here(&visit, &measure, staged.id, "");
    let sheet = match Sheet::of(&visit, &mut read, measure, mapping).await {
        Ok(sheet) => sheet.checked(&bytes),
        Err(error) => Err(error),
    };
    drop(read);
    match sheet {
        Ok(sheet) => {
            read_and_wait(&visit, staged.id, sheet).await?;
            Ok(Answer::go(&to))
        }
        Err(Error::Invalid(problems)) => draw(&visit, Some(problems)).await,
        Err(error) => Err(error),
    }
}

/// The choice that was sent.
fn sent(visit: &Visit) -> Mapping {
    let mut mapping = Mapping::default();
    for (field, name) in visit.sent().pairs() {
        if FIELDS.contains(&field) || field.starts_with("category-") {
            mapping.set(field, name);
        }
    }
    mapping
}

/// What the file offers, part by part, without the parts that are no tables.
fn offers(bytes: &[u8], measure: &Measure) -> Result<Vec<(Part, Choices)>> {
    let mut table = Table::open(bytes).map_err(Error::Invalid)?;
    let frequency = measure.in_force().frequency();
    let mut offers = Vec::new();
    for part in table.parts() {
        let choices = Choices::of(&table.top(&part).map_err(Error::Invalid)?, frequency);
        if choices.columns.len() > 1 {
            let sure = offers.is_empty() && part == Part::Separated('\t');
            offers.push((part, choices));
            if sure {
                break;
            }
        }
    }
    Ok(offers)
}

async fn draw(visit: &Visit, problems: Option<Problems>) -> Result<Answer> {
    let mut read = visit.read().await?;
    let (measure, staged) = asked_staged(visit, &mut read).await?;
    let bytes = staged::bytes(visit, &mut read, staged.id).await?;
    let known = remembered(visit, &mut read, &measure).await?;
    let duties = own_duties(visit, &mut read, &measure).await?;
    let partner = match duties.as_slice() {
        [only] => people::partner(&mut read, visit.initiative()?, only.partnership).await?,
        _ => None,
    };
    let rules = super::sheet::rules(&mut read, visit.initiative()?, &duties).await?;
    let cycles = cycle::store::of_measure(&mut read, visit.initiative()?, measure.id).await?;
    let dimensions = dimension::store::of_measure(&mut read, visit.initiative()?, measure.id).await?;
    drop(read);
    let offers = offers(&bytes, &measure)?;
    let wanted = if problems.is_some() { visit.sent().get("sheet") } else { visit.query().get("sheet") };
    // Of several sheets the first, of several separators the one that parts most.
    let at = offers.iter().position(|(part, _)| part.sheet() == wanted && !wanted.is_empty());
    let most = || {
        let sizes = offers.iter().enumerate().map(|(at, (part, choices))| {
            let sheet = !part.sheet().is_empty();
            (if sheet { 0 } else { choices.columns.len() }, std::cmp::Reverse(at))
        });
        sizes.max().map(|(_, at)| at.0)
    };
    let Some((part, choices)) = at.or_else(most).map(|at| &offers[at]) else {
        let problem = kernel::Problem::new("file", "import-problem-empty");
        return Err(problem.into());
    };
    let rules = rules.filter(|rules| rules.iter().all(|rule| choices.have(rule)));
    let guess = match (&problems, known) {
        (Some(_), _) => sent(visit),
        (None, Some(known))
            if known.fields().iter().any(|(_, name)| choices.columns.iter().any(|c| c == name)) =>
        {
            known
        }
        (None, _) => ruled(choices.guess(&asked(&measure, duties.len() == 1, &dimensions)), rules.as_ref()),
    };
    let asking = Asking {
        visit,
        choices,
        dimensions: &dimensions,
        guess,
        rules,
        problems: problems.clone().unwrap_or_default(),
    };
    let periods: Vec<String> = cycles.into_iter().take(PERIODS).map(|cycle| cycle.period).collect();
    let fields = asking.fields(&measure, partner.as_ref().map(|partner| partner.name.as_str()), &periods);
    let title = visit.t("import-choose-title");
    let sheets: Vec<&str> =
        offers.iter().map(|(part, _)| part.sheet()).filter(|name| !name.is_empty()).collect();
    let page = html! {
        (look::page_head(html! { span dir="auto" { (measure.name) } }, title.as_str(), lead(visit, &staged, choices)))
        @if sheets.len() > 1 { (other_sheets(visit, &measure, &staged, &sheets, part.sheet())) }
        (asking.summary())
        (look::post_form(&here(visit, &measure, staged.id, "/columns"), &web::new_key(), html! {
            input type="hidden" name="sheet" value=(part.sheet());
            (fields)
            (look::send_row(visit.say(), visit.t("import-read")))
        }))
        (sample(visit, choices))
    };
    let answer = visit.page(title);
    if problems.is_some() { answer.unprocessable() } else { answer }.show(page).await
}

fn asked<'a>(measure: &'a Measure, one_partner: bool, dimensions: &'a [Dimension]) -> Asked<'a> {
    let version = measure.in_force();
    Asked {
        numerator: &version.numerator,
        denominator: &version.denominator,
        divided: version.value_kind().is_divided(),
        one_partner,
        dimensions,
    }
}

fn lead(visit: &Visit, staged: &Staged, choices: &Choices) -> String {
    let file = if staged.name.is_empty() { visit.t("import-choose-pasted") } else { staged.name.clone() };
    let named = choices.columns.iter().filter(|name| !name.is_empty()).count();
    visit.with("import-choose-lead", &[("file", file.into()), ("columns", (named as i64).into())])
}

fn other_sheets(visit: &Visit, measure: &Measure, staged: &Staged, sheets: &[&str], now: &str) -> Markup {
    html! {
        p {
            (visit.t("import-choose-sheets")) ": "
            @for (at, sheet) in sheets.iter().enumerate() {
                @if at > 0 { ", " }
                @if *sheet == now { strong dir="auto" { (sheet) } }
                @else {
                    @let query = format!("/columns?sheet={}", web::encoded(sheet));
                    a href=(here(visit, measure, staged.id, &query)) dir="auto" { (sheet) }
                }
            }
        }
    }
}

/// The questions, with what the file offers as answers.
struct Asking<'a> {
    visit: &'a Visit,
    choices: &'a Choices,
    dimensions: &'a [Dimension],
    guess: Mapping,
    /// What was agreed with this partner, if the file has the columns for it.
    rules: Option<[String; 2]>,
    problems: Problems,
}

/// What was agreed comes before what names suggest.
fn ruled(guess: Mapping, rules: Option<&[String; 2]>) -> Mapping {
    let Some([above, below]) = rules else { return guess };
    let of = |rule: &String, otherwise| if rule.is_empty() { otherwise } else { format!("={rule}") };
    let (numerator, denominator) = (of(above, guess.numerator), of(below, guess.denominator));
    Mapping { numerator, denominator, ..guess }
}

impl Asking<'_> {
    fn summary(&self) -> Markup {
        let problems: Vec<look::Problem> = self
            .problems
            .0
            .iter()
            .map(|problem| look::Problem::new(problem.field.clone(), words_of(self.visit.say(), problem)))
            .collect();
        look::error_summary(self.visit.say(), &problems)
    }

    fn error(&self, field: &str) -> Option<String> {
        let problem = self.problems.0.iter().find(|problem| problem.field == field)?;
        Some(words_of(self.visit.say(), problem))
    }

    /// One question: answers of its own first, then the columns.
    fn select(&self, field: &str, label: String, first: &[(String, String)], wide: bool) -> Markup {
        let mut select = look::Choices::select(field, label).error(self.error(field));
        for (value, words) in first {
            select = select.choice(value, words);
        }
        if wide {
            for (name, periods) in &self.choices.patterns {
                let [first, last] = [periods.first(), periods.last()].map(|p| p.cloned().unwrap_or_default());
                let count = periods.len() as i64;
                let args = [
                    ("name", name.as_str().into()),
                    ("count", count.into()),
                    ("first", first.into()),
                    ("last", last.into()),
                ];
                select = select.choice(name, self.visit.with("import-wide", &args));
            }
        }
        for name in self.choices.columns.iter().filter(|name| !name.is_empty()) {
            let example = self.choices.example(name);
            let args = [("name", name.as_str().into()), ("example", example.into())];
            let words =
                if example.is_empty() { name.clone() } else { self.visit.with("import-example", &args) };
            select = select.choice(name, words);
        }
        select.chosen(self.guess.get(field)).draw(self.visit.say())
    }

    fn fields(&self, measure: &Measure, partner: Option<&str>, periods: &[String]) -> Markup {
        let visit = self.visit;
        let version = measure.in_force();
        let kind = version.value_kind();
        let what = |key: &str, what: &str| visit.with(key, &[("what", what.into())]);
        let none = [(String::new(), visit.t("import-none"))];
        let all = partner
            .map(|partner| (String::new(), visit.with("import-key-one", &[("partner", partner.into())])));
        let key = all.into_iter().collect::<Vec<_>>();
        let one = |period: &String| {
            (format!("={period}"), visit.with("import-period-one", &[("period", period.as_str().into())]))
        };
        let own = (String::new(), visit.t("import-period-own"));
        let periods: Vec<(String, String)> = [own].into_iter().chain(periods.iter().map(one)).collect();
        let word = |field: &str, label: String| {
            look::Field::new(field, label).value(self.guess.get(field)).optional().draw(visit.say())
        };
        let apart = !self.guess.variable.is_empty();
        let rule = |at: usize| {
            let rule = self.rules.iter().map(|rules| &rules[at]).find(|rule| !rule.is_empty());
            let words = |rule: &String| visit.with("import-rule", &[("rule", rule.as_str().into())]);
            rule.map(|rule| (format!("={rule}"), words(rule)))
        };
        let above: Vec<_> = rule(0).into_iter().collect();
        let below: Vec<_> = rule(1).into_iter().chain(none.clone()).collect();
        html! {
            (self.select("key", visit.t("import-key"), &key, false))
            (self.select("period", visit.t("import-period"), &periods, false))
            (self.select("numerator", what("import-numerator", &version.numerator), &above, true))
            @if kind.is_divided() {
                (self.select("denominator", what("import-denominator", &version.denominator), &below, true))
            }
            @for dimension in self.dimensions {
                @let label = visit.with("import-category", &[("dimension", dimension.name.as_str().into())]);
                (self.select(&format!("category-{}", dimension.code), label, &none, false))
            }
            @if kind == Kind::Estimate {
                @for field in ["low", "high", "quality"] {
                    (self.select(field, visit.t(&format!("import-{field}")), &none, false))
                }
            }
            details open[apart] {
                summary { (visit.t("import-variable-title")) }
                p.small { (visit.t("import-variable-lead")) }
                (self.select("variable", visit.t("import-variable"), &none, false))
                (word("numerator-word", what("import-numerator-word", &version.numerator)))
                @if kind.is_divided() {
                    (word("denominator-word", what("import-denominator-word", &version.denominator)))
                }
            }
        }
    }
}

/// The first rows, so that nobody has to open the file again.
fn sample(visit: &Visit, choices: &Choices) -> Markup {
    const COLUMNS: usize = 12;
    let mut table = Drawn::new(visit.t("import-sample")).wide();
    for name in choices.columns.iter().take(COLUMNS) {
        table = table.column(name);
    }
    for row in &choices.sample {
        let cells = (0..choices.columns.len().min(COLUMNS)).map(|at| {
            let cell = row.get(at).map_or("", String::as_str);
            html! { span dir="auto" { (cell) } }
        });
        table = table.row(cells.collect::<Vec<_>>());
    }
    html! { @if !choices.sample.is_empty() { (table.draw()) } }
}
