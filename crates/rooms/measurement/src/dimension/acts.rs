use std::collections::{HashMap, HashSet};

use ::store::Tx;
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problem, Problems, Result, Told, next_number};
use serde::Deserialize;
use signals::rollup::{NoTree, Tree};

use super::list::{CategorySent, code_of};
use super::{Category, CategoryId, Dimension, DimensionId, store};
use crate::cycle;
use crate::measure::{self, DEFINE, Measure, MeasureVersion};

/// The longest name of a dimension, in characters.
const NAME: usize = 80;
/// The longest name of a category, in characters.
const CATEGORY: usize = 160;
/// The longest code, in characters.
const CODE: usize = 80;
/// The most dimensions of a measure.
const DIMENSIONS: usize = 12;
/// The most categories of a dimension.
const MOST: usize = 20_000;
/// Problems that are listed one by one.
const LISTED: usize = 20;

/// Tells a measure apart by categories, or by the places of a tree.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct DefineDimension {
    /// The measure's number.
    #[serde(default)]
    pub measure: i64,
    /// How files and the API name it; made of the name if left out.
    #[serde(default)]
    pub code: String,
    /// What people call it.
    pub name: String,
    /// Whether each report is asked for it, so that its parts add up to the whole.
    #[serde(default)]
    pub required: bool,
    /// Whether it is the tree of places.
    #[serde(default)]
    pub places: bool,
    /// The categories, in the order in which they are shown.
    pub categories: Vec<CategorySent>,
}

#[async_trait]
impl Act for DefineDimension {
    /// Its code.
    type Out = String;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<String> {
        cx.may(&DEFINE, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let measure = measure::store::numbered(tx, initiative, self.measure).await?.ok_or(Error::Missing)?;
        let others = store::of_measure(tx, initiative, measure.id).await?;
        let mut problems = Problems::none();
        let name = problems.text("name", &self.name, NAME);
        let code = code_of(if self.code.trim().is_empty() { &self.name } else { &self.code });
        problems.check(!code.is_empty() || name.is_empty(), "code", "dimension-problem-code");
        problems.check(!others.iter().any(|other| other.code == code), "code", "problem-taken");
        problems.check(others.len() < DIMENSIONS, "name", "dimension-problem-many");
        let second = self.places && others.iter().any(|other| other.places);
        problems.check(!second, "places", "dimension-problem-second-tree");
        let mut dimension = Dimension {
            id: DimensionId::new(),
            number: 0,
            measure: measure.id,
            code,
            name,
            required: self.required,
            places: self.places,
            categories: Vec::new(),
        };
        dimension.categories = with(&dimension, &self.categories, &mut problems);
        problems.check(!self.categories.is_empty(), "categories", "problem-empty");
        problems.done()?;

        dimension.number = next_number(tx, initiative, "dimension").await?;
        store::insert(tx, initiative, &dimension).await?;
        cycle::sums::add_up_all(tx, initiative, &measure).await?;
        let told = Told::new("dimension.defined", measure.about(), &measure.name);
        cx.tell(tx, told.change(None, as_text(&dimension))).await?;
        Ok(dimension.code)
    }
}

/// What the journal keeps of a dimension: a tree of thousands is told by how many it has.
fn as_text(dimension: &Dimension) -> String {
    const TOLD: usize = 40;
    let names = dimension.categories.iter().take(TOLD).map(|category| category.name.as_str());
    let more = dimension.categories.len().saturating_sub(TOLD);
    let names = names.collect::<Vec<_>>().join("\n");
    let more = if more > 0 { format!("\n+ {more}") } else { String::new() };
    format!("{} ({})\n{names}{more}", dimension.name, dimension.categories.len())
}

/// All categories of a dimension once these have come to it: codes are its own, and places lie in places.
fn with(dimension: &Dimension, sent: &[CategorySent], problems: &mut Problems) -> Vec<Category> {
    let mut found = Found { problems: Vec::new(), others: 0 };
    let mut categories = dimension.categories.clone();
    let mut at: HashMap<String, usize> =
        categories.iter().enumerate().map(|(at, category)| (category.code.to_lowercase(), at)).collect();
    if categories.len() + sent.len() > MOST {
        problems.add(Problem::new("categories", "dimension-problem-most").with("most", MOST.to_string()));
        return categories;
    }
    let first = categories.len();
    for (row, sent) in (1..).zip(sent) {
        let name = sent.name.trim();
        let code = if sent.code.trim().is_empty() { code_of(name) } else { sent.code.trim().to_owned() };
        if name.is_empty() || code.is_empty() {
            found.add(row, Problem::new("categories", "dimension-problem-name"));
        } else if name.chars().count() > CATEGORY || code.chars().count() > CODE {
            let most = Problem::new("categories", "problem-too-long").with("most", CATEGORY.to_string());
            found.add(row, most);
        } else if at.insert(code.to_lowercase(), categories.len()).is_some() {
            found.add(row, Problem::new("categories", "dimension-problem-twice").with("code", &code));
        }
        categories.push(Category {
            id: CategoryId::new(),
            dimension: dimension.id,
            code,
            name: name.to_owned(),
            parent: None,
            rank: categories.len() as i64,
            until: String::new(),
        });
    }
    for (row, sent) in (1..).zip(sent) {
        let (place, parent) = (first + row - 1, sent.parent.trim());
        match at.get(&parent.to_lowercase()) {
            _ if parent.is_empty() => {}
            _ if !dimension.places => {
                found.add(row, Problem::new("categories", "dimension-problem-no-places"));
            }
            Some(parent) => categories[place].parent = Some(categories[*parent].id),
            None => {
                found.add(row, Problem::new("categories", "dimension-problem-parent").with("parent", parent));
            }
        }
    }
    if found.problems.is_empty()
        && let Some(place) = circle(&categories)
    {
        let problem = Problem::new("categories", "dimension-problem-circle");
        found.add(place + 1 - first.min(place), problem.with("place", &categories[place].name));
    }
    found.into(problems);
    categories
}

/// Problems of rows, so many of them one by one.
struct Found {
    problems: Vec<Problem>,
    others: usize,
}

impl Found {
    fn add(&mut self, row: usize, problem: Problem) {
        if self.problems.len() < LISTED {
            self.problems.push(problem.in_row(row));
        } else {
            self.others += 1;
        }
    }

    fn into(self, problems: &mut Problems) {
        problems.0.extend(self.problems);
        if self.others > 0 {
            let more = Problem::new("categories", "import-problem-more");
            problems.add(more.with("more", self.others.to_string()));
        }
    }
}

/// A place that lies in itself, by way of others or not.
fn circle(categories: &[Category]) -> Option<usize> {
    let at: HashMap<CategoryId, usize> =
        categories.iter().enumerate().map(|(at, category)| (category.id, at)).collect();
    let parents = categories.iter().map(|category| category.parent.and_then(|id| at.get(&id).copied()));
    match Tree::new(parents.collect()) {
        Err(NoTree::Circle { place } | NoTree::Unknown { place, .. }) => Some(place),
        Ok(_) => None,
    }
}

/// Renames, retires and adds categories in a new version of the definition.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct ChangeCategories {
    /// The measure's number.
    #[serde(default)]
    pub measure: i64,
    /// The dimension's code.
    #[serde(default)]
    pub dimension: String,
    /// The version of the definition that was read before writing.
    pub seen: i64,
    /// The first period it holds for.
    pub effective_from: String,
    /// New names, by code.
    #[serde(default)]
    pub renamed: Vec<CategorySent>,
    /// The codes of those that are asked for no longer; a place with all that lies in it.
    #[serde(default)]
    pub retired: Vec<String>,
    /// Those that are new.
    #[serde(default)]
    pub added: Vec<CategorySent>,
}

/// What a change does, once it is known to be right.
struct Change {
    renamed: Vec<(Category, String)>,
    retired: Vec<Category>,
    added: Vec<Category>,
}

#[async_trait]
impl Act for ChangeCategories {
    /// The new version's number.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&DEFINE, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let measure = measure::store::numbered(tx, initiative, self.measure).await?.ok_or(Error::Missing)?;
        let dimensions = store::of_measure(tx, initiative, measure.id).await?;
        let dimension =
            dimensions.into_iter().find(|one| one.code == self.dimension).ok_or(Error::Missing)?;
        let mut problems = Problems::none();
        let latest = measure.latest();
        let from = latest.frequency().period(&self.effective_from);
        let from = problems.some(from, "effective_from", "cycle-problem-period").unwrap_or_default();
        let change = self.change(&dimension, &mut problems);
        let nothing = change.renamed.is_empty() && change.retired.is_empty() && change.added.is_empty();
        problems.check(!nothing || !problems.0.is_empty(), "added", "dimension-problem-nothing");
        problems.done()?;

        let version = MeasureVersion {
            number: self.seen.saturating_add(1),
            effective_from: from.clone(),
            comparability: "same".to_owned(),
            bridge: None,
            bridge_words: String::new(),
            changed_by: cx.actor.name.clone(),
            changed_at: cx.now(),
            ..latest.clone()
        };
        if !measure::store::append_version(tx, initiative, &version).await? {
            return Err(Error::Stale(Box::new(kernel::Stale {
                version: latest.number,
                theirs: latest.as_text(),
                mine: version.as_text(),
            })));
        }
        change.write(cx, tx, (&from, version.number)).await?;
        cycle::sums::add_up_all(tx, initiative, &measure).await?;
        change.tell(cx, tx, &measure, &dimension).await?;
        Ok(version.number)
    }
}

impl ChangeCategories {
    fn change(&self, dimension: &Dimension, problems: &mut Problems) -> Change {
        let mut renamed = Vec::new();
        for sent in &self.renamed {
            let field = format!("name-{}", sent.code);
            let name = problems.text(&field, &sent.name, CATEGORY);
            match dimension.coded(&sent.code) {
                Some(category) if category.name != name => renamed.push((category.clone(), name)),
                Some(_) => {}
                None => problems.add(Problem::new(field, "problem-unknown")),
            }
        }
        let mut retired: HashSet<CategoryId> = HashSet::new();
        for code in &self.retired {
            match dimension.coded(code) {
                Some(category) => drop(retired.insert(category.id)),
                None => problems.add(Problem::new("retired", "problem-unknown")),
            }
        }
        // Whatever lies in what is retired goes with it.
        let mut known = 0;
        while known < retired.len() {
            known = retired.len();
            let inner =
                dimension.categories.iter().filter(|one| one.parent.is_some_and(|up| retired.contains(&up)));
            retired.extend(inner.map(|one| one.id).collect::<Vec<_>>());
        }
        let gone = |one: &&Category| retired.contains(&one.id) && one.until.is_empty();
        let retired = dimension.categories.iter().filter(gone).cloned().collect();
        let all = with(dimension, &self.added, problems);
        Change { renamed, retired, added: all[dimension.categories.len().min(all.len())..].to_vec() }
    }
}

impl Change {
    async fn write(&self, cx: &Context, tx: &mut Tx, (from, version): (&str, i64)) -> Result<()> {
        let initiative = cx.initiative()?;
        for (category, name) in &self.renamed {
            store::rename(tx, initiative, category, name, version).await?;
        }
        for category in &self.retired {
            store::retire(tx, initiative, category.id, from).await?;
        }
        store::add(tx, initiative, &self.added).await
    }

    /// Tells the old names and the new ones.
    async fn tell(&self, cx: &Context, tx: &mut Tx, measure: &Measure, dimension: &Dimension) -> Result<()> {
        let before = self.renamed.iter().map(|(category, _)| category).chain(&self.retired);
        let after = self.renamed.iter().map(|(_, name)| name.as_str());
        let after = after.chain(self.added.iter().map(|category| category.name.as_str()));
        let listed = |names: Vec<&str>| format!("{}\n{}", dimension.name, names.join("\n"));
        let before = listed(before.map(|category| category.name.as_str()).collect());
        let told = Told::new("dimension.changed", measure.about(), &measure.name);
        cx.tell(tx, told.change(Some(before), listed(after.collect()))).await
    }
}
