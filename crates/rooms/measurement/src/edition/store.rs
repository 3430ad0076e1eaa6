use jiff::Timestamp;
use kernel::{InitiativeId, Result};
use signals::Pooled;
use store::{Read, Tx};
use uuid::Uuid;

use super::assemble::{FrozenPart, FrozenValue};
use super::{Chosen, Edition, EditionId, Narrative};
use crate::dimension::{CategoryId, DimensionId};
use crate::measure::MeasureId;

macro_rules! editions {
    ($where:literal) => {
        concat!(
            "SELECT id, number, version, title, words, since, until, state, mode, confidential, corrects,
            after_issue, issue, decision, made_by, made_at, checked_at, published_at FROM edition
            WHERE initiative = $1",
            $where
        )
    };
}

store::statements! {
    EVERY = editions!(" ORDER BY number DESC");
    THESE = editions!(" AND id = ANY($2)");
    NUMBERED = editions!(" AND number = $2");
    LATEST = editions!(" AND issue IS NOT NULL ORDER BY issue DESC LIMIT 1");
    PUBLISHED = "SELECT CAST(coalesce(max(issue), 0) AS BIGINT) FROM edition WHERE initiative = $1";
    INSERT = "INSERT INTO edition (initiative, id, number, version, title, words, since, until, state, mode,
        confidential, corrects, after_issue, made_by, made_at)
        VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12, $13)";
    /// Takes the next version, unless somebody else has or it is published.
    CHANGE = "UPDATE edition SET version = version + 1, title = $4, words = $5, since = $6, until = $7, corrects = $8,
        state = 'assembling', checked_at = NULL
        WHERE initiative = $1 AND id = $2 AND version = $3 AND state <> 'published'";
    CHECKED = "UPDATE edition SET version = version + 1, state = 'preview', mode = $4, confidential = $5,
        after_issue = $6, checked_at = $7
        WHERE initiative = $1 AND id = $2 AND version = $3 AND state <> 'published'";
    UNCHECK_ALL = "UPDATE edition SET version = version + 1, state = 'assembling', checked_at = NULL
        WHERE initiative = $1 AND state = 'preview'";
    PUBLISH = "UPDATE edition SET state = 'published', issue = $4, decision = $5, published_at = $6
        WHERE initiative = $1 AND id = $2 AND version = $3 AND state = 'preview'";
    CHOSEN = "SELECT measure, headline, name, definition FROM edition_measure
        WHERE initiative = $1 AND edition = $2 ORDER BY rank";
    PUBLISHES = "SELECT CAST(1 AS BIGINT) FROM edition_measure m JOIN edition e ON e.initiative = m.initiative AND e.id = m.edition
        WHERE m.initiative = $1 AND m.measure = $2
        AND e.issue = (SELECT max(issue) FROM edition WHERE initiative = $1)";
    CLEAR_CHOSEN = "DELETE FROM edition_measure WHERE initiative = $1 AND edition = $2";
    CHOOSE = "INSERT INTO edition_measure (initiative, edition, measure, rank, headline, name, definition)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    NARRATIVES = "SELECT result, words FROM edition_result WHERE initiative = $1 AND edition = $2";
    CLEAR_NARRATIVES = "DELETE FROM edition_result WHERE initiative = $1 AND edition = $2";
    NARRATE = "INSERT INTO edition_result (initiative, edition, result, words) VALUES ($1, $2, $3, $4)";
    VALUES = "SELECT measure, period, label, reported, expected, numerator, denominator, low, high, quality, updated,
        reason FROM edition_value WHERE initiative = $1 AND edition = $2 ORDER BY measure, period";
    VALUES_OF = "SELECT measure, period, label, reported, expected, numerator, denominator, low, high, quality, updated,
        reason FROM edition_value WHERE initiative = $1 AND edition = $2 AND measure = $3 ORDER BY period";
    PARTS = "SELECT measure, dimension, category, period, label, dimension_code, dimension_name, code, name, parent,
        reported, expected, numerator, denominator, reason FROM edition_part
        WHERE initiative = $1 AND edition = $2 ORDER BY measure, dimension, category, period";
    PARTS_OF = "SELECT measure, dimension, category, period, label, dimension_code, dimension_name, code, name, parent,
        reported, expected, numerator, denominator, reason FROM edition_part
        WHERE initiative = $1 AND edition = $2 AND measure = $3 ORDER BY dimension, category, period";
    /// The only statements that read what was hidden: for the check of a later edition.
    TRUE_VALUES = "SELECT e.issue, v.measure, v.period, v.reason, v.true_numerator, v.true_denominator
        FROM edition_value v JOIN edition e ON e.initiative = v.initiative AND e.id = v.edition
        WHERE v.initiative = $1 AND e.issue IS NOT NULL AND v.true_numerator IS NOT NULL ORDER BY e.issue";
    TRUE_PARTS = "SELECT e.issue, p.measure, p.period, p.dimension, p.category, p.dimension_code, p.code, p.parent,
        p.reason, p.true_numerator, p.true_denominator
        FROM edition_part p JOIN edition e ON e.initiative = p.initiative AND e.id = p.edition
        WHERE p.initiative = $1 AND e.issue IS NOT NULL AND p.true_numerator IS NOT NULL ORDER BY e.issue";
    CLEAR_VALUES = "DELETE FROM edition_value WHERE initiative = $1 AND edition = $2";
    CLEAR_PARTS = "DELETE FROM edition_part WHERE initiative = $1 AND edition = $2";
    FREEZE_VALUE = "INSERT INTO edition_value (initiative, edition, measure, period, label, reported, expected,
        numerator, denominator, low, high, quality, updated, reason, true_numerator, true_denominator)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
    FREEZE_PART = "INSERT INTO edition_part (initiative, edition, measure, dimension, category, period, label,
        dimension_code, dimension_name, code, name, parent, reported, expected, numerator, denominator, reason,
        true_numerator, true_denominator)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)";
}

store::row!(Edition {
    id,
    number,
    version,
    title,
    words,
    since,
    until,
    state,
    mode,
    confidential,
    corrects,
    after_issue,
    issue,
    decision,
    made_by,
    made_at,
    checked_at,
    published_at
});
store::row!(Chosen { measure, headline, name, definition });
store::row!(Narrative { result, words });

/// A number of an edition as it is shown.
#[derive(Debug, Clone)]
pub(crate) struct PublishedValue {
    pub(crate) measure: MeasureId,
    pub(crate) period: String,
    pub(crate) label: String,
    pub(crate) reported: i64,
    pub(crate) expected: i64,
    pub(crate) numerator: Option<f64>,
    pub(crate) denominator: Option<f64>,
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
    pub(crate) quality: Option<i64>,
    pub(crate) updated: Option<Timestamp>,
    /// Why it is hidden; empty if it is not. Only for those who may know that a number is small.
    pub(crate) reason: String,
}

/// A number of a category or place in an edition.
#[derive(Debug, Clone)]
pub(crate) struct PublishedPart {
    pub(crate) measure: MeasureId,
    pub(crate) dimension: DimensionId,
    pub(crate) category: CategoryId,
    pub(crate) period: String,
    pub(crate) label: String,
    pub(crate) dimension_code: String,
    pub(crate) dimension_name: String,
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) parent: Option<CategoryId>,
    pub(crate) reported: i64,
    pub(crate) expected: i64,
    pub(crate) numerator: Option<f64>,
    pub(crate) denominator: Option<f64>,
    pub(crate) reason: String,
}

store::row!(PublishedValue {
    measure,
    period,
    label,
    reported,
    expected,
    numerator,
    denominator,
    low,
    high,
    quality,
    updated,
    reason
});
store::row!(PublishedPart {
    measure,
    dimension,
    category,
    period,
    label,
    dimension_code,
    dimension_name,
    code,
    name,
    parent,
    reported,
    expected,
    numerator,
    denominator,
    reason
});

impl PublishedPart {
    /// The sums, as far as they are shown.
    pub(crate) fn pooled(&self) -> Option<Pooled> {
        Some(Pooled { numerator: self.numerator?, denominator: self.denominator? })
    }
}

/// What a number of an earlier edition was, seen or not.
pub(crate) struct TrueValue {
    pub(crate) issue: i64,
    pub(crate) measure: MeasureId,
    pub(crate) period: String,
    /// Why it was hidden; empty if it was not.
    pub(crate) reason: String,
    pub(crate) numerator: f64,
    pub(crate) denominator: f64,
}

/// The same of a category.
pub(crate) struct TruePart {
    pub(crate) issue: i64,
    pub(crate) measure: MeasureId,
    pub(crate) period: String,
    pub(crate) dimension: DimensionId,
    pub(crate) category: CategoryId,
    pub(crate) dimension_code: String,
    pub(crate) code: String,
    pub(crate) parent: Option<CategoryId>,
    /// Why it was hidden; empty if it was not.
    pub(crate) reason: String,
    pub(crate) numerator: f64,
    pub(crate) denominator: f64,
}

store::row!(TrueValue { issue, measure, period, reason, numerator, denominator });
store::row!(TruePart {
    issue,
    measure,
    period,
    dimension,
    category,
    dimension_code,
    code,
    parent,
    reason,
    numerator,
    denominator
});

impl TrueValue {
    pub(crate) fn hidden(&self) -> bool {
        !self.reason.is_empty()
    }
}

impl TruePart {
    pub(crate) fn hidden(&self) -> bool {
        !self.reason.is_empty()
    }
}

/// Every edition, the newest first.
pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Edition>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

pub(crate) async fn these(read: &mut Read, initiative: InitiativeId, ids: &[Uuid]) -> Result<Vec<Edition>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
}

pub(crate) async fn find(
    read: &mut Read,
    initiative: InitiativeId,
    id: EditionId,
) -> Result<Option<Edition>> {
    Ok(these(read, initiative, &[id.0]).await?.pop())
}

pub(crate) async fn numbered(
    read: &mut Read,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<Edition>> {
    Ok(read.maybe(&NUMBERED, &[initiative.into(), number.into()]).await?)
}

/// The one that was published last.
pub(crate) async fn latest(read: &mut Read, initiative: InitiativeId) -> Result<Option<Edition>> {
    Ok(read.maybe(&LATEST, &[initiative.into()]).await?)
}

/// How many are published.
pub(crate) async fn published(read: &mut Read, initiative: InitiativeId) -> Result<i64> {
    let (issue,): (i64,) = read.one(&PUBLISHED, &[initiative.into()]).await?;
    Ok(issue)
}

pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, edition: &Edition) -> Result<()> {
    let values = [
        initiative.into(),
        edition.id.into(),
        edition.number.into(),
        edition.title.as_str().into(),
        edition.words.as_str().into(),
        edition.since.as_str().into(),
        edition.until.as_str().into(),
        edition.state.as_str().into(),
        edition.mode.as_str().into(),
        edition.confidential.into(),
        edition.corrects.into(),
        edition.made_by.as_str().into(),
        edition.made_at.into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}

/// Changes what it says; false if it is another version by now, or published.
pub(crate) async fn change(tx: &mut Tx, initiative: InitiativeId, edition: &Edition) -> Result<bool> {
    let values = [
        initiative.into(),
        edition.id.into(),
        edition.version.into(),
        edition.title.as_str().into(),
        edition.words.as_str().into(),
        edition.since.as_str().into(),
        edition.until.as_str().into(),
        edition.corrects.into(),
    ];
    Ok(tx.run(&CHANGE, &values).await? == 1)
}

/// Marks it checked as it stands; false if it is another version by now, or published.
pub(crate) async fn checked(tx: &mut Tx, initiative: InitiativeId, edition: &Edition) -> Result<bool> {
    let values = [
        initiative.into(),
        edition.id.into(),
        edition.version.into(),
        edition.mode.as_str().into(),
        edition.confidential.into(),
        edition.after_issue.into(),
        edition.checked_at.into(),
    ];
    Ok(tx.run(&CHECKED, &values).await? == 1)
}

/// What is checked must be checked again.
pub(crate) async fn uncheck_all(tx: &mut Tx, initiative: InitiativeId) -> Result<()> {
    tx.run(&UNCHECK_ALL, &[initiative.into()]).await?;
    Ok(())
}

/// False if it is another version by now, or published.
pub(crate) async fn publish(
    tx: &mut Tx,
    initiative: InitiativeId,
    edition: &Edition,
    issue: i64,
    decision: Uuid,
    at: Timestamp,
) -> Result<bool> {
    let values = [
        initiative.into(),
        edition.id.into(),
        edition.version.into(),
        issue.into(),
        decision.into(),
        at.into(),
    ];
    Ok(tx.run(&PUBLISH, &values).await? == 1)
}

/// Its measures, in their order.
pub(crate) async fn chosen(
    read: &mut Read,
    initiative: InitiativeId,
    edition: EditionId,
) -> Result<Vec<Chosen>> {
    Ok(read.rows(&CHOSEN, &[initiative.into(), edition.into()]).await?)
}

/// Whether a measure stands in the latest edition.
pub(crate) async fn publishes(read: &mut Read, initiative: InitiativeId, measure: MeasureId) -> Result<bool> {
    let found: Option<(i64,)> = read.maybe(&PUBLISHES, &[initiative.into(), measure.into()]).await?;
    Ok(found.is_some())
}

pub(crate) async fn choose(
    tx: &mut Tx,
    initiative: InitiativeId,
    edition: EditionId,
    chosen: &[Chosen],
) -> Result<()> {
    tx.run(&CLEAR_CHOSEN, &[initiative.into(), edition.into()]).await?;
    let row = |(rank, chosen): (usize, &Chosen)| {
        vec![
            initiative.into(),
            edition.into(),
            chosen.measure.into(),
            rank.into(),
            chosen.headline.into(),
            chosen.name.as_str().into(),
            chosen.definition.into(),
        ]
    };
    tx.run_each(&CHOOSE, &chosen.iter().enumerate().map(row).collect::<Vec<_>>()).await?;
    Ok(())
}

/// What is said of results, in no order.
pub(crate) async fn narratives(
    read: &mut Read,
    initiative: InitiativeId,
    edition: EditionId,
) -> Result<Vec<Narrative>> {
    Ok(read.rows(&NARRATIVES, &[initiative.into(), edition.into()]).await?)
}

pub(crate) async fn narrate(
    tx: &mut Tx,
    initiative: InitiativeId,
    edition: EditionId,
    narratives: &[Narrative],
) -> Result<()> {
    tx.run(&CLEAR_NARRATIVES, &[initiative.into(), edition.into()]).await?;
    let row = |said: &Narrative| {
        vec![initiative.into(), edition.into(), said.result.into(), said.words.as_str().into()]
    };
    tx.run_each(&NARRATE, &narratives.iter().map(row).collect::<Vec<_>>()).await?;
    Ok(())
}

/// Its numbers as they are shown, by measure and period.
pub(crate) async fn values(
    read: &mut Read,
    initiative: InitiativeId,
    edition: EditionId,
) -> Result<Vec<PublishedValue>> {
    Ok(read.rows(&VALUES, &[initiative.into(), edition.into()]).await?)
}

/// Those of one measure.
pub(crate) async fn values_of(
    read: &mut Read,
    initiative: InitiativeId,
    edition: EditionId,
    measure: MeasureId,
) -> Result<Vec<PublishedValue>> {
    Ok(read.rows(&VALUES_OF, &[initiative.into(), edition.into(), measure.into()]).await?)
}

/// Those of one measure's categories and places.
pub(crate) async fn parts_of(
    read: &mut Read,
    initiative: InitiativeId,
    edition: EditionId,
    measure: MeasureId,
) -> Result<Vec<PublishedPart>> {
    Ok(read.rows(&PARTS_OF, &[initiative.into(), edition.into(), measure.into()]).await?)
}

/// Its numbers of categories and places.
pub(crate) async fn parts(
    read: &mut Read,
    initiative: InitiativeId,
    edition: EditionId,
) -> Result<Vec<PublishedPart>> {
    Ok(read.rows(&PARTS, &[initiative.into(), edition.into()]).await?)
}

/// What the numbers of every published edition were, in the order of editions.
pub(crate) async fn truth(
    read: &mut Read,
    initiative: InitiativeId,
) -> Result<(Vec<TrueValue>, Vec<TruePart>)> {
    let of = [initiative.into()];
    Ok((read.rows(&TRUE_VALUES, &of).await?, read.rows(&TRUE_PARTS, &of).await?))
}

/// Takes the place of whatever was frozen for it before.
pub(crate) async fn freeze(
    tx: &mut Tx,
    initiative: InitiativeId,
    edition: EditionId,
    values: &[FrozenValue],
    parts: &[FrozenPart],
) -> Result<()> {
    tx.run(&CLEAR_VALUES, &[initiative.into(), edition.into()]).await?;
    tx.run(&CLEAR_PARTS, &[initiative.into(), edition.into()]).await?;
    let value = |frozen: &FrozenValue| {
        let shown = &frozen.shown;
        vec![
            initiative.into(),
            edition.into(),
            shown.measure.into(),
            shown.period.as_str().into(),
            shown.label.as_str().into(),
            shown.reported.into(),
            shown.expected.into(),
            shown.numerator.into(),
            shown.denominator.into(),
            shown.low.into(),
            shown.high.into(),
            shown.quality.into(),
            shown.updated.into(),
            shown.reason.as_str().into(),
            frozen.truth.map(|truth| truth.numerator).into(),
            frozen.truth.map(|truth| truth.denominator).into(),
        ]
    };
    let part = |frozen: &FrozenPart| {
        let shown = &frozen.shown;
        vec![
            initiative.into(),
            edition.into(),
            shown.measure.into(),
            shown.dimension.into(),
            shown.category.into(),
            shown.period.as_str().into(),
            shown.label.as_str().into(),
            shown.dimension_code.as_str().into(),
            shown.dimension_name.as_str().into(),
            shown.code.as_str().into(),
            shown.name.as_str().into(),
            shown.parent.into(),
            shown.reported.into(),
            shown.expected.into(),
            shown.numerator.into(),
            shown.denominator.into(),
            shown.reason.as_str().into(),
            frozen.truth.map(|truth| truth.numerator).into(),
            frozen.truth.map(|truth| truth.denominator).into(),
        ]
    };
    tx.run_each(&FREEZE_VALUE, &values.iter().map(value).collect::<Vec<_>>()).await?;
    tx.run_each(&FREEZE_PART, &parts.iter().map(part).collect::<Vec<_>>()).await?;
    Ok(())
}
