//! One reader's language and words.

use std::borrow::Cow;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::tz::TimeZone;
use jiff::{Timestamp, civil::Date};

use super::number::{self, Marks};
use super::{Language, pseudo};

/// What a message is filled with.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// Stands in the message as it is.
    Text(String),
    /// Chooses the plural form and is written with the language's marks, at most three decimals.
    ///
    /// Years and other numbers that are names go in as text; a value with a meant precision goes in as the text of
    /// [`Say::number`].
    Number(f64),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Arg {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number as f64)
    }
}

impl From<i32> for Arg {
    fn from(number: i32) -> Self {
        Self::Number(f64::from(number))
    }
}

impl From<u32> for Arg {
    fn from(number: u32) -> Self {
        Self::Number(f64::from(number))
    }
}

impl From<u64> for Arg {
    fn from(number: u64) -> Self {
        Self::Number(number as f64)
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(number as f64)
    }
}

impl<'a> From<&'a Arg> for FluentValue<'a> {
    fn from(arg: &'a Arg) -> Self {
        match arg {
            Arg::Text(text) => FluentValue::String(Cow::Borrowed(text)),
            Arg::Number(number) => FluentValue::from(*number),
        }
    }
}

/// The messages of one language in one profile.
pub(super) struct Voice {
    bundle: FluentBundle<Arc<FluentResource>>,
    tag: String,
    dir: &'static str,
    pub(super) marks: Marks,
    pseudo: bool,
    /// Where messages come from that this language does not have yet.
    english: Option<Arc<Voice>>,
}

impl Voice {
    /// `resources` in the order in which they override each other.
    pub(super) fn new(
        language: &Language,
        resources: &[Arc<FluentResource>],
        marks: Marks,
        pseudo: Option<pseudo::Kind>,
        english: Option<Arc<Voice>>,
    ) -> Self {
        // A pseudo-locale is English underneath, plural forms included.
        let tag = if pseudo.is_some() { "en" } else { language.tag.as_str() };
        let mut bundle = FluentBundle::new_concurrent(vec![tag.parse().unwrap_or_default()]);
        bundle.set_use_isolating(language.dir == "rtl");
        bundle.set_transform(pseudo.map(|kind| kind.letters));
        bundle.set_formatter(number::formatter(marks));
        bundle.add_builtins().expect("a new bundle has no function of this name");
        for resource in resources {
            bundle.add_resource_overriding(Arc::clone(resource));
        }
        Self {
            bundle,
            tag: language.tag.clone(),
            dir: language.dir,
            marks,
            pseudo: pseudo.is_some(),
            english,
        }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        let (name, attribute) = parted(key);
        self.bundle.get_message(name).is_some_and(|message| match attribute {
            Some(attribute) => message.get_attribute(attribute).is_some(),
            None => message.value().is_some(),
        })
    }

    /// The message, borrowed from the file when it has nothing to fill in; `None` if there is none.
    fn format<'v>(&'v self, key: &str, args: Option<&'v FluentArgs<'v>>) -> Option<Cow<'v, str>> {
        let (name, attribute) = parted(key);
        let pattern = self.bundle.get_message(name).and_then(|message| match attribute {
            Some(attribute) => message.get_attribute(attribute).map(|found| found.value()),
            None => message.value(),
        });
        let Some(pattern) = pattern else { return self.english.as_ref()?.format(key, args) };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut errors);
        for error in errors {
            tracing::warn!(key, language = self.tag, %error, "a text could not be filled in");
        }
        Some(text)
    }
}

/// A key's message and, after a point, its attribute.
fn parted(key: &str) -> (&str, Option<&str>) {
    key.split_once('.').map_or((key, None), |(name, attribute)| (name, Some(attribute)))
}

/// Words messages, numbers and dates for one reader. Cheap to clone.
#[derive(Clone)]
pub struct Say {
    voice: Arc<Voice>,
    zone: TimeZone,
}

impl Say {
    pub(super) fn new(voice: Arc<Voice>) -> Self {
        Self { voice, zone: TimeZone::UTC }
    }

    /// The same reader, with days and hours of another time zone (UTC unless said).
    pub fn in_zone(self, zone: TimeZone) -> Self {
        Self { zone, ..self }
    }

    /// A message with nothing to fill in. The key is `name` or `name.attribute`.
    ///
    /// A key that no file has is logged and shown itself, in a debug build as `⟪key⟫`.
    pub fn t(&self, key: &str) -> String {
        self.finish(self.raw(key, None))
    }

    /// The message, where there may be none: a hint, a word that came in an address.
    pub fn maybe(&self, key: &str) -> Option<String> {
        self.voice.has(key).then(|| self.t(key))
    }

    /// A message, filled in.
    pub fn with(&self, key: &str, args: &[(&str, Arg)]) -> String {
        let mut fill = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            fill.set(*name, arg);
        }
        self.finish(self.raw(key, Some(&fill)))
    }

    /// `ltr` or `rtl`, for the `dir` attribute.
    pub fn dir(&self) -> &'static str {
        self.voice.dir
    }

    /// The BCP 47 tag, for the `lang` attribute.
    pub fn lang(&self) -> &str {
        &self.voice.tag
    }

    /// A number with exactly so many decimals.
    pub fn number(&self, value: f64, digits: usize) -> String {
        self.finish(self.raw_number(value, digits))
    }

    /// A whole number.
    pub fn count(&self, n: i64) -> String {
        self.number(n as f64, 0)
    }

    /// A share as a percentage: 0.6286 with one digit is `62.9%`.
    pub fn percent(&self, share: f64, digits: usize) -> String {
        let share = share * 100.0;
        if !share.is_finite() {
            return self.number(share, digits);
        }
        let number = self.raw_number(share, digits);
        self.finish(self.raw("text-percent", Some(&fill([("number", number)]))))
    }

    /// The day of a moment: `12 October 2018`.
    pub fn day(&self, at: Timestamp) -> String {
        self.date(self.zone.to_datetime(at).date())
    }

    /// A day of the calendar: `12 October 2018`.
    pub fn date(&self, day: Date) -> String {
        self.finish(Cow::Owned(self.raw_date(day)))
    }

    /// Day and time of a moment, with the zone: `12 October 2018, 14:05 UTC`.
    pub fn moment(&self, at: Timestamp) -> String {
        let zoned = at.to_zoned(self.zone.clone());
        let day = self.raw_date(zoned.date());
        let time = zoned.strftime("%H:%M").to_string();
        let zone = zoned.strftime("%Z").to_string();
        let args = fill([("day", day.into()), ("time", time.into()), ("zone", zone.into())]);
        self.finish(self.raw("text-moment", Some(&args)))
    }

    /// How long ago, or how soon: `3 hours ago`, `in 2 days`; the day itself beyond thirty days.
    pub fn ago(&self, at: Timestamp, now: Timestamp) -> String {
        const MINUTE: i64 = 60;
        const HOUR: i64 = 60 * MINUTE;
        const DAY: i64 = 24 * HOUR;
        let seconds = now.as_second() - at.as_second();
        let (key, count) = match (seconds.abs(), seconds >= 0) {
            (..MINUTE, _) => return self.t("text-just-now"),
            (span @ ..HOUR, true) => ("text-minutes-ago", span / MINUTE),
            (span @ ..HOUR, false) => ("text-in-minutes", span / MINUTE),
            (span @ ..DAY, true) => ("text-hours-ago", span / HOUR),
            (span @ ..DAY, false) => ("text-in-hours", span / HOUR),
            (span, true) if span <= 30 * DAY => ("text-days-ago", span / DAY),
            (span, false) if span <= 30 * DAY => ("text-in-days", span / DAY),
            _ => return self.day(at),
        };
        self.with(key, &[("count", count.into())])
    }

    /// A number as this reader types it; `None` if it is none or could be misread.
    pub fn parse_number(&self, typed: &str) -> Option<f64> {
        self.voice.marks.read(if self.voice.pseudo { pseudo::unwrap(typed) } else { typed })
    }

    fn raw<'s>(&'s self, key: &str, args: Option<&'s FluentArgs<'s>>) -> Cow<'s, str> {
        self.voice.format(key, args).unwrap_or_else(|| {
            tracing::warn!(key, language = self.lang(), "no file has this text");
            Cow::Owned(if cfg!(debug_assertions) { format!("⟪{key}⟫") } else { key.to_owned() })
        })
    }

    fn raw_number(&self, value: f64, digits: usize) -> Cow<'_, str> {
        self.voice.marks.write(value, digits).map_or_else(|| self.raw("text-no-number", None), Cow::Owned)
    }

    fn raw_date(&self, day: Date) -> String {
        let month = self.raw(&format!("text-month-{}", day.month()), None);
        let (number, year) = (day.day().to_string(), day.year().to_string());
        let args = fill([("day", number.into()), ("month", month), ("year", year.into())]);
        self.raw("text-day", Some(&args)).into_owned()
    }

    fn finish(&self, text: Cow<'_, str>) -> String {
        if self.voice.pseudo { pseudo::wrap(&text) } else { text.into_owned() }
    }
}

fn fill<'a, const N: usize>(texts: [(&'static str, Cow<'a, str>); N]) -> FluentArgs<'a> {
    texts.into_iter().map(|(name, text)| (name, FluentValue::String(text))).collect()
}
