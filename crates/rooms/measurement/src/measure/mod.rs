//! A measure: how we would know. What exactly is counted stands in its versions; a ratio is kept as numerator
//! and denominator.

pub(crate) mod acts;
pub(crate) mod api;
mod change;
mod definition;
mod export;
pub(crate) mod facts;
mod fields;
pub(crate) mod forms;
pub(crate) mod health;
pub(crate) mod impact;
mod lineage;
pub(crate) mod page;
mod partner;
pub(crate) mod picture;
pub(crate) mod scorecard;
mod shown;
pub(crate) mod store;
pub(crate) mod view;

use ::store::{Read, Tx};
use async_trait::async_trait;
use jiff::Timestamp;
use journal::Tell;
use kernel::{Ability, Card, Context, Error, Kind, Ref, Relation, Result, Role, Stage, Told, any};
use people::PartnershipId;
use signals::{Better, Kind as ValueKind, Pooled};
use uuid::Uuid;
use web::look::chart::Unit;

use crate::choice::Tier;
use crate::cycle::Frequency;
use crate::rebase::Rebase;
use crate::result::ResultId;

pub use definition::Definition;
pub(crate) use export::{export, written};

kernel::ids! {
    /// A measure.
    MeasureId
}

/// Reading measures and their pooled values.
pub(crate) static READ: Ability =
    Ability { name: "measurement.measure.read", grants: &[any(Role::Anyone), any(Role::Member)] };
/// Reading what each partner brought to a value.
pub(crate) static READ_PARTS: Ability =
    Ability { name: "measurement.measure.read-parts", grants: &[any(Role::Member)] };
/// Defining measures and changing their definitions and targets. Adopting is a decision's.
pub(crate) static DEFINE: Ability =
    Ability { name: "measurement.measure.define", grants: &[any(Role::Facilitator), any(Role::Backbone)] };

/// Whose accountability it is; the two are never mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Accountability {
    /// A condition of a whole population: belongs to all.
    Population,
    /// How a programme does: belongs to those who run it.
    Performance,
}

impl Accountability {
    /// Both.
    pub(crate) const ALL: [Self; 2] = [Self::Population, Self::Performance];

    /// Its word in the database; its text's key is `measure-kind-` and this.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Population => "population",
            Self::Performance => "performance",
        }
    }

    /// The kind of that word.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// How far a measure has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// What it means is still to be written.
    Proposed,
    /// It is written; no decision has adopted this version.
    Defined,
    /// A decision adopted the latest version.
    Adopted,
}

impl Status {
    /// Its text's key is `measure-status-` and this.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Defined => "defined",
            Self::Adopted => "adopted",
        }
    }
}

/// The words for how a version compares with the one before.
pub(crate) const COMPARABILITY: [&str; 3] = ["same", "bridged", "break"];
/// The words for which way is better.
pub(crate) const BETTER: [&str; 3] = ["up", "down", "band"];
/// The words for what a performance measure tells; empty for none of them.
pub(crate) const QUADRANTS: [&str; 3] = ["how-much", "how-well", "better-off"];

/// One version of what is counted.
#[derive(Debug, Clone)]
pub(crate) struct MeasureVersion {
    pub(crate) measure: MeasureId,
    pub(crate) number: i64,
    /// A word of [`ValueKind`].
    pub(crate) kind: String,
    /// What it means, in plain words.
    pub(crate) definition: String,
    /// Whom or what the numerator counts: "people without work who look for it".
    pub(crate) numerator: String,
    /// Whom or what the denominator counts: "people in the labour force".
    pub(crate) denominator: String,
    /// The sign or word behind the value; may be empty.
    pub(crate) unit: String,
    /// The value is numerator / denominator x factor.
    pub(crate) factor: f64,
    pub(crate) decimals: i64,
    pub(crate) better: String,
    /// Where it should stay, as people write it, if neither up nor down is better.
    pub(crate) better_low: Option<f64>,
    pub(crate) better_high: Option<f64>,
    pub(crate) frequency: String,
    /// So many days after a period its numbers usually come.
    pub(crate) lag_days: i64,
    /// A count of people below this is a small number.
    pub(crate) minimum_cell: i64,
    /// Whether it counts people, so that small numbers could show somebody.
    pub(crate) people: bool,
    /// Whether two partners may count the same person.
    pub(crate) counted_twice: bool,
    /// The partner who looks after it.
    pub(crate) custodian: Option<PartnershipId>,
    /// The first period it holds for; empty for the first version.
    pub(crate) effective_from: String,
    pub(crate) comparability: String,
    /// By what an older value is multiplied, where it is bridged.
    pub(crate) bridge: Option<f64>,
    /// Why that much.
    pub(crate) bridge_words: String,
    pub(crate) changed_by: String,
    pub(crate) changed_at: Timestamp,
}

impl MeasureVersion {
    /// The first version of a measure of which nothing is known but its name.
    pub(crate) fn unwritten(measure: MeasureId, changed_by: String, changed_at: Timestamp) -> Self {
        Self {
            measure,
            number: 1,
            kind: ValueKind::Ratio.as_str().to_owned(),
            definition: String::new(),
            numerator: String::new(),
            denominator: String::new(),
            unit: "%".to_owned(),
            factor: 100.0,
            decimals: 1,
            better: "up".to_owned(),
            better_low: None,
            better_high: None,
            frequency: Frequency::Yearly.word().to_owned(),
            lag_days: 0,
            minimum_cell: Definition::SMALL,
            people: true,
            counted_twice: false,
            custodian: None,
            effective_from: String::new(),
            comparability: "same".to_owned(),
            bridge: None,
            bridge_words: String::new(),
            changed_by,
            changed_at,
        }
    }

    /// Whether it says what is counted: what was only proposed does not.
    pub(crate) fn is_written(&self) -> bool {
        !self.numerator.is_empty()
    }

    /// How often it is reported.
    pub(crate) fn frequency(&self) -> Frequency {
        Frequency::from_word(&self.frequency).unwrap_or(Frequency::Yearly)
    }

    /// What kind of number it is.
    pub(crate) fn value_kind(&self) -> ValueKind {
        ValueKind::from_word(&self.kind).unwrap_or(ValueKind::Ratio)
    }

    /// Which way is better.
    pub(crate) fn better(&self) -> Better {
        match self.better.as_str() {
            "down" => Better::Down,
            "band" => Better::Band,
            _ => Better::Up,
        }
    }

    /// Whether it is a part of a whole: a numerator above its denominator is wrong then.
    pub(crate) fn is_share(&self) -> bool {
        self.value_kind() == ValueKind::Ratio && self.unit == "%" && self.factor == 100.0
    }

    /// What a chart writes behind its numbers.
    pub(crate) fn chart_unit(&self) -> Unit {
        let digits = self.decimals.clamp(0, 6) as usize;
        match self.unit.as_str() {
            _ if self.is_share() => Unit::Share(digits),
            "" => Unit::Number(digits),
            unit => Unit::Named(digits, unit.to_owned()),
        }
    }

    /// The value as charts take it: a share between 0 and 1, anything else times the factor, which is 1 for what is
    /// not divided.
    pub(crate) fn value(&self, pooled: Pooled) -> Option<f64> {
        pooled.rate(if self.is_share() { 1.0 } else { self.factor })
    }

    /// The factor of [`MeasureVersion::value`].
    pub(crate) fn scale(&self) -> f64 {
        if self.is_share() { 1.0 } else { self.factor }
    }

    /// A value as charts take it as people write it.
    pub(crate) fn written(&self, charted: f64) -> f64 {
        charted * self.factor / self.scale()
    }

    /// A value as people write it (4 for 4 %) as charts take it.
    pub(crate) fn charted(&self, written: f64) -> f64 {
        written * self.scale() / self.factor
    }

    /// All of it as one text, to be compared with another version.
    pub(crate) fn as_text(&self) -> String {
        let counted = if self.value_kind().is_divided() {
            format!("{} / {} x {} {}", self.numerator, self.denominator, self.factor, self.unit)
        } else {
            format!("{} {}", self.numerator, self.unit)
        };
        let written = |number: Option<f64>| number.map_or_else(String::new, |number| number.to_string());
        let better = match self.better() {
            Better::Band => format!("band {} to {}", written(self.better_low), written(self.better_high)),
            Better::Up | Better::Down => self.better.clone(),
        };
        let people = match (self.people, self.counted_twice) {
            (false, _) => "things".to_owned(),
            (true, false) => format!("people, small below {}", self.minimum_cell),
            (true, true) => format!("people who may be counted twice, small below {}", self.minimum_cell),
        };
        let mut lines = vec![
            self.definition.clone(),
            format!("{}: {counted}", self.kind),
            format!("{better}, {}, {} decimals, after {} days", self.frequency, self.decimals, self.lag_days),
            people,
        ];
        if let Some(factor) = self.bridge {
            lines.push(format!("bridged x {factor}: {}", self.bridge_words));
        }
        lines.join("\n")
    }
}

/// A measure with all its versions.
#[derive(Debug, Clone)]
pub(crate) struct Measure {
    pub(crate) id: MeasureId,
    pub(crate) number: i64,
    pub(crate) result: ResultId,
    pub(crate) name: String,
    pub(crate) kind: String,
    /// What it tells of what a programme does; empty for a population's measure.
    pub(crate) quadrant: String,
    /// The version that a decision adopted, if one did.
    pub(crate) adopted: Option<i64>,
    pub(crate) created_at: Timestamp,
    /// Where it belongs among those of its result.
    pub(crate) tier: Tier,
    /// Why it belongs there; may be empty.
    pub(crate) tier_reason: String,
    /// When that was chosen; `None` while it is not.
    pub(crate) tiered_at: Option<Timestamp>,
    /// Why it was proposed; may be empty.
    pub(crate) why: String,
    /// From the first to the latest; never empty.
    pub(crate) versions: Vec<MeasureVersion>,
    /// Where people let limits begin afresh, in order of time.
    pub(crate) rebases: Vec<Rebase>,
}

impl Measure {
    pub(crate) fn about(&self) -> Ref {
        Ref::new("measure", self.id.0)
    }

    /// The version that was written last.
    pub(crate) fn latest(&self) -> &MeasureVersion {
        self.versions.last().expect("a measure is made with its first version")
    }

    /// The version that numbers follow now: the adopted one; the latest while none is.
    pub(crate) fn in_force(&self) -> &MeasureVersion {
        self.versions_in_force().last().unwrap_or_else(|| self.latest())
    }

    /// It as it was when that version of its definition was in force, under that name.
    pub(crate) fn under(mut self, definition: i64, name: &str) -> Self {
        if self.versions.iter().any(|version| version.number == definition) {
            self.versions.retain(|version| version.number <= definition);
        }
        name.clone_into(&mut self.name);
        self.adopted = self.adopted.filter(|adopted| *adopted >= definition).map(|_| definition);
        self
    }

    /// The version that holds for a period.
    pub(crate) fn at(&self, period: &str) -> &MeasureVersion {
        let holds = |version: &&MeasureVersion| version.effective_from.as_str() <= period;
        self.versions_in_force().filter(holds).last().unwrap_or(&self.versions[0])
    }

    /// The periods at which values before and after cannot be compared.
    pub(crate) fn breaks(&self) -> impl Iterator<Item = &str> {
        let breaks = |version: &&MeasureVersion| version.number > 1 && version.comparability == "break";
        self.versions_in_force().filter(breaks).map(|version| version.effective_from.as_str())
    }

    /// What parts of a period are on the footing of the version in force, as charts take it: older values times the
    /// bridges between, as far as the next break. `None` where another kind of number was reported then.
    pub(crate) fn on_footing(&self, period: &str, parts: Pooled) -> Option<f64> {
        let (now, then) = (self.in_force(), self.at(period));
        if now.value_kind().is_divided() != then.value_kind().is_divided() {
            return None;
        }
        Some(now.value(parts)? * self.bridge_from(period))
    }

    /// The versions in force to which older values are bridged, since the last break.
    pub(crate) fn bridges(&self) -> impl Iterator<Item = &MeasureVersion> {
        let broken = self.breaks().last().unwrap_or_default().to_owned();
        let since = move |version: &&MeasureVersion| {
            version.comparability == "bridged" && version.effective_from >= broken
        };
        self.versions_in_force().filter(since)
    }

    /// By what a value of a period is multiplied on its way to now: the bridges of every later version, until one
    /// breaks the series.
    pub(crate) fn bridge_from(&self, period: &str) -> f64 {
        self.versions_in_force()
            .filter(|version| version.number > 1 && version.effective_from.as_str() > period)
            .take_while(|version| version.comparability != "break")
            .filter_map(|version| version.bridge)
            .product()
    }

    /// By what a value that followed an older version is multiplied on its way to now.
    pub(crate) fn bridge_after(&self, number: i64) -> f64 {
        self.versions_in_force()
            .filter(|version| version.number > number)
            .take_while(|version| version.comparability != "break")
            .filter_map(|version| version.bridge)
            .product()
    }

    /// The periods with which limits begin afresh: the series breaks there, or people decided so.
    pub(crate) fn phases(&self) -> impl Iterator<Item = &str> {
        self.breaks().chain(self.rebases.iter().map(|rebase| rebase.period.as_str()))
    }

    fn versions_in_force(&self) -> impl Iterator<Item = &MeasureVersion> {
        let last = self.adopted.unwrap_or_else(|| self.latest().number);
        self.versions.iter().filter(move |version| version.number <= last)
    }

    /// How far it has come.
    pub(crate) fn status(&self) -> Status {
        let latest = self.latest();
        match self.adopted {
            Some(adopted) if adopted == latest.number => Status::Adopted,
            _ if latest.definition.is_empty() => Status::Proposed,
            _ => Status::Defined,
        }
    }

    fn card(&self, slug: &str) -> Card {
        Card {
            about: self.about(),
            stage: Stage::Measure,
            title: self.name.clone(),
            href: format!("/i/{slug}/measures/{}", self.number),
            at: self.created_at,
        }
    }
}

/// What other rooms and the shell may know of a measure.
pub(crate) struct MeasureKind;

#[async_trait]
impl Kind for MeasureKind {
    fn name(&self) -> &'static str {
        "measure"
    }

    fn stage(&self) -> Stage {
        Stage::Measure
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        Ok(store::these(read, cx.initiative()?, ids)
            .await?
            .iter()
            .map(|measure| measure.card(slug))
            .collect())
    }

    async fn choices(&self, cx: &Context, read: &mut Read) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        let measures = store::all(read, cx.initiative()?).await?;
        Ok(measures.iter().map(|measure| measure.card(slug)).collect())
    }

    /// The latest version of each, unless a decision adopted it.
    async fn adoptable(&self, cx: &Context, read: &mut Read) -> Result<Vec<(Card, i64)>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        let measures = store::all(read, cx.initiative()?).await?;
        let open = measures.iter().filter(|measure| measure.status() != Status::Adopted);
        Ok(open.map(|measure| (measure.card(slug), measure.latest().number)).collect())
    }

    async fn adopt(&self, cx: &Context, tx: &mut Tx, id: Uuid, version: i64, decision: Uuid) -> Result<()> {
        let initiative = cx.initiative()?;
        let measure = store::find(tx, initiative, MeasureId(id)).await?.ok_or(Error::Missing)?;
        if !store::adopt(tx, initiative, measure.id, version).await? {
            return Err(Error::Rule("measure-rule-other-version"));
        }
        if measure.versions.iter().any(|one| one.kind != measure.latest().kind) {
            let measure = store::find(tx, initiative, measure.id).await?.ok_or(Error::Missing)?;
            crate::cycle::sums::add_up_all(tx, initiative, &measure).await?;
        }
        let told = Told::new("measure.adopted", measure.about(), &measure.name)
            .change(measure.adopted.map(|adopted| adopted.to_string()), version.to_string())
            .from(Ref::new("decision", decision), Relation::Adopts);
        cx.tell(tx, told).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(number: i64, from: &str, comparability: &str) -> MeasureVersion {
        MeasureVersion {
            number,
            definition: "What it means".into(),
            better: "down".into(),
            effective_from: from.into(),
            comparability: comparability.into(),
            bridge: (comparability == "bridged").then_some(0.5),
            ..MeasureVersion::unwritten(MeasureId::new(), String::new(), Timestamp::UNIX_EPOCH)
        }
    }

    fn measure(adopted: Option<i64>) -> Measure {
        Measure {
            id: MeasureId::new(),
            number: 1,
            result: ResultId::new(),
            name: String::new(),
            kind: "population".into(),
            quadrant: String::new(),
            adopted,
            created_at: Timestamp::UNIX_EPOCH,
            tier: Tier::Secondary,
            tier_reason: String::new(),
            tiered_at: None,
            why: String::new(),
            rebases: Vec::new(),
            versions: vec![version(1, "", "same"), version(2, "2015", "same"), version(3, "2018", "break")],
        }
    }

    #[test]
    fn each_period_has_the_version_that_holds_for_it() {
        let measure = measure(None);
        let at = |period| measure.at(period).number;
        assert_eq!([at("2014"), at("2015"), at("2017"), at("2018"), at("2030")], [1, 2, 2, 3, 3]);
        assert_eq!(measure.breaks().collect::<Vec<_>>(), ["2018"]);
    }

    #[test]
    fn what_no_decision_adopted_is_not_in_force() {
        let measure = measure(Some(2));
        assert_eq!((measure.in_force().number, measure.at("2018").number), (2, 2));
        assert_eq!(measure.breaks().count(), 0);
        assert_eq!(measure.status(), Status::Defined);
    }

    #[test]
    fn an_older_value_crosses_every_bridge_until_the_series_breaks() {
        let bridged = |from| version(0, from, "bridged");
        let numbered = |versions: Vec<MeasureVersion>| {
            versions
                .into_iter()
                .zip(1..)
                .map(|(version, number)| MeasureVersion { number, ..version })
                .collect()
        };
        let first = version(1, "", "same");
        let measure = Measure {
            versions: numbered(vec![
                first.clone(),
                bridged("2012"),
                version(0, "2015", "break"),
                bridged("2017"),
                bridged("2019"),
            ]),
            ..measure(None)
        };
        let factor = |period| measure.bridge_from(period);
        assert_eq!(
            [factor("2011"), factor("2012")],
            [0.5, 1.0],
            "what was before a break stays on its own footing"
        );
        assert_eq!([factor("2016"), factor("2018"), factor("2019"), factor("2030")], [0.25, 0.5, 1.0, 1.0]);
        let half = Pooled { numerator: 1.0, denominator: 2.0 };
        assert_eq!(measure.on_footing("2018", half), Some(0.25));
        let counted = MeasureVersion { kind: "flow".into(), ..version(2, "2015", "break") };
        let changed = Measure { versions: vec![first, counted], ..measure };
        assert_eq!(changed.on_footing("2014", half), None, "a share is no count");
    }

    #[test]
    fn a_share_is_charted_between_nothing_and_one() {
        let share = version(1, "", "same");
        let pooled = signals::pool([(180.0, 300.0), (40.0, 50.0)]).unwrap();
        assert!((share.value(pooled).unwrap() - 0.628_571).abs() < 1e-6);
        assert!((share.charted(4.0) - 0.04).abs() < 1e-12);
        let rate = MeasureVersion { unit: "per 1,000".into(), factor: 1000.0, ..share };
        assert!((rate.value(pooled).unwrap() - 628.571_43).abs() < 1e-4);
        assert_eq!(rate.charted(4.0), 4.0);
    }
}
