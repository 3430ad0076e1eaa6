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
mod kind;
mod lineage;
pub(crate) mod page;
mod partner;
pub(crate) mod picture;
pub(crate) mod scorecard;
mod shown;
pub(crate) mod store;
mod version;
pub(crate) mod view;

use jiff::Timestamp;
use kernel::{Ability, Card, Ref, Role, Stage, any};
use signals::Pooled;

use crate::choice::Tier;
use crate::rebase::Rebase;
use crate::result::ResultId;

pub use definition::Definition;
pub(crate) use export::{export, written};
pub(crate) use kind::MeasureKind;
pub(crate) use version::{BETTER, COMPARABILITY, MeasureVersion};

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

/// The words for what a performance measure tells; empty for none of them.
pub(crate) const QUADRANTS: [&str; 3] = ["how-much", "how-well", "better-off"];

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
