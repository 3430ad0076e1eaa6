use jiff::Timestamp;
use proptest::prelude::*;

use super::*;

const fn plain(room: &'static str, language: &'static str, text: &'static str) -> Source {
    Source { room, language, profile: None, text }
}

const ROOM: Source = plain(
    "measurement",
    "en",
    "measure-title = Measures\n    .hint = What we count\nmeasure-count =\n    { $count ->\n        [one] one measure\n       *[other] { $count } measures\n    }\nmeasure-owner = Kept by { $who }\nmeasure-share = { NUMBER($share, minimumFractionDigits: 1, maximumFractionDigits: 1) } of all\npartner = Partner\n",
);
const INSIDE: Source = Source { profile: Some(Profile::Inside), ..plain("people", "en", "partner = Team\n") };
const GERMAN: Source = plain(
    "measurement",
    "de",
    "text-language = Deutsch\ntext-decimal = ,\ntext-group = .\ntext-percent = { $number } %\ntext-month-10 = Oktober\ntext-day = { $day }. { $month } { $year }\nmeasure-title = Messgrößen\n",
);
const HEBREW: Source = plain("measurement", "he", "text-direction = rtl\nmeasure-owner = { $who } :מאת\n");

fn texts() -> Texts {
    Texts::new(&[ROOM, INSIDE, GERMAN, HEBREW]).unwrap()
}

fn say(chosen: &str) -> Say {
    texts().speak("", Some(chosen), Profile::Classic)
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn messages_attributes_and_plurals() {
    let say = say("en");
    assert_eq!(say.t("measure-title"), "Measures");
    assert_eq!(say.t("measure-title.hint"), "What we count");
    assert_eq!(say.with("measure-count", &[("count", 1.into())]), "one measure");
    assert_eq!(say.with("measure-count", &[("count", 1200.into())]), "1,200 measures");
    assert_eq!(say.with("measure-owner", &[("who", "Ana".into())]), "Kept by Ana");
    assert_eq!(say.with("measure-share", &[("share", 62.857.into())]), "62.9 of all");
}

#[test]
fn a_profile_replaces_words_and_keeps_the_rest() {
    let say = texts().speak("en", None, Profile::Inside);
    assert_eq!((say.t("partner"), say.t("measure-title")), ("Team".into(), "Measures".into()));
    assert_eq!(texts().speak("en", None, Profile::Equity).t("partner"), "Partner");
}

#[test]
fn a_language_falls_back_to_english_and_its_plurals() {
    let say = say("de");
    assert_eq!(say.t("measure-title"), "Messgrößen");
    assert_eq!(say.with("measure-count", &[("count", 1.into())]), "one measure");
    assert_eq!(say.lang(), "de");
}

#[test]
fn the_reader_is_spoken_to_as_asked() {
    let texts = texts();
    let lang = |accept, chosen| texts.speak(accept, chosen, Profile::Classic).lang().to_owned();
    assert_eq!(lang("fr, de-AT;q=0.8, en;q=0.5", None), "de");
    assert_eq!(lang("en;q=0.5, de;q=0.9", None), "de");
    assert_eq!(lang("de;q=0, en", None), "en");
    assert_eq!(lang("de", Some("en")), "en");
    assert_eq!(lang("DE", Some("xx")), "de");
    assert_eq!(lang("", None), "en");
    assert_eq!(lang("", Some("en-xa")), "en-XA");
    assert_eq!(lang("ar", None), "en", "a pseudo-locale is never a fallback");
}

#[test]
fn only_real_languages_are_offered() {
    let offered = texts().languages();
    let tags: Vec<_> = offered.iter().map(|language| language.tag.as_str()).collect();
    assert_eq!(tags, ["en", "de", "he"]);
    assert_eq!(offered[1].name, "Deutsch");
    assert_eq!(offered[2].dir, "rtl");
}

#[test]
fn numbers_and_days_follow_the_language() {
    let (english, german) = (say("en"), say("de"));
    assert_eq!(english.count(-1_234_567), "−1,234,567");
    assert_eq!(german.number(1234.5, 1), "1.234,5");
    assert_eq!(english.percent(0.6286, 1), "62.9%");
    assert_eq!(german.percent(0.6286, 1), "62,9 %");
    assert_eq!(english.percent(f64::NAN, 1), "not known");
    assert_eq!(english.parse_number("1,234"), Some(1234.0));
    assert_eq!(german.parse_number("1,234"), Some(1.234));
    assert_eq!(english.day(at("2018-10-12T14:05:00Z")), "12 October 2018");
    assert_eq!(german.day(at("2018-10-12T14:05:00Z")), "12. Oktober 2018");
    assert_eq!(english.moment(at("2018-10-12T14:05:00Z")), "12 October 2018, 14:05 UTC");
}

#[test]
fn another_zone_may_have_another_day() {
    let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(10));
    assert_eq!(say("en").in_zone(zone).day(at("2018-10-12T14:05:00Z")), "13 October 2018");
}

#[test]
fn spans_are_told_in_the_largest_whole_unit() {
    let (say, now) = (say("en"), at("2018-10-12T12:00:00Z"));
    for (then, told) in [
        ("2018-10-12T11:59:30Z", "just now"),
        ("2018-10-12T11:59:00Z", "1 minute ago"),
        ("2018-10-12T09:00:30Z", "2 hours ago"),
        ("2018-10-10T12:00:00Z", "2 days ago"),
        ("2018-10-13T12:00:00Z", "in 1 day"),
        ("2018-08-01T12:00:00Z", "1 August 2018"),
    ] {
        assert_eq!(say.ago(at(then), now), told);
    }
}

#[test]
fn right_to_left_isolates_what_is_filled_in() {
    let say = say("he");
    assert_eq!(say.dir(), "rtl");
    assert_eq!(say.with("measure-owner", &[("who", "Ana".into())]), "\u{2068}Ana\u{2069} :מאת");
}

#[test]
fn pseudo_locales_mark_everything() {
    let accented = say("en-XA");
    assert_eq!(accented.t("measure-title"), "⟦Méášüřéš⟧");
    assert_eq!(accented.with("measure-owner", &[("who", "Ana".into())]), "⟦Képť bý Ana⟧");
    assert_eq!(accented.day(at("2018-10-12T00:00:00Z")), "⟦12 Öçťöbéř 2018⟧");
    assert_eq!(accented.number(1.5, 1), "⟦1.5⟧");
    assert_eq!(accented.percent(0.5, 0), "⟦50%⟧");
    assert_eq!(accented.parse_number(&accented.number(1234.5, 1)), Some(1234.5));
    let mirrored = say("ar-XB");
    assert_eq!((mirrored.dir(), mirrored.t("measure-title")), ("rtl", "⟦Measures⟧".into()));
}

#[test]
fn a_missing_text_shows_its_key() {
    assert_eq!(say("en").t("no-such"), "⟪no-such⟫");
    assert!(texts().has("measure-title") && texts().has("measure-title.hint") && texts().has("text-day"));
    assert!(!texts().has("no-such") && !texts().has("measure-title.no-such"));
}

#[test]
fn wrong_files_are_refused_with_room_and_line() {
    let refused = |sources: &[Source]| Texts::new(sources).err().unwrap().to_string();
    let twice = plain("agenda", "en", "# A comment\nclause = Clause\npartner = Ally\n");
    assert_eq!(refused(&[ROOM, twice]), "agenda (en), line 3: `partner` is already in measurement");
    let broken = plain("agenda", "en", "clause = Clause\nversion = { $open\n");
    assert_eq!(refused(&[broken]), "agenda (en), line 2: not understood, near `version = { $open`");
    let misspelt = Source { profile: Some(Profile::Equity), ..plain("people", "en", "partnr = Ally\n") };
    assert_eq!(refused(&[ROOM, misspelt]), "people (en), line 1: `partnr` is not in English");
    let marks = plain("text", "fr", "text-decimal = ;\n");
    assert_eq!(refused(&[marks]), "fr: no numbers are written with `;` for decimals and `,` for thousands");
    assert_eq!(refused(&[plain("agenda", "??", "")]), "agenda: `??` is not a language tag");
}

proptest! {
    #[test]
    fn whatever_is_wished_for_is_spoken(accept in "(en|de|\\PC|;|,|q=|[0-9.-]|NaN|inf){0,30}", chosen in "\\PC{0,12}") {
        let texts = texts();
        let known = |say: &Say| ["en", "de", "he", "en-XA", "ar-XB"].contains(&say.lang());
        prop_assert!(known(&texts.speak(&accept, Some(&chosen), Profile::Classic)));
    }

    #[test]
    fn whatever_is_typed_is_a_number_or_none(typed in "([0-9.,' −+-]|\\PC){0,20}") {
        for tag in ["en", "de", "en-XA"] {
            prop_assert!(say(tag).parse_number(&typed).is_none_or(f64::is_finite), "{}: {}", tag, typed);
        }
    }

    #[test]
    fn a_number_that_was_shown_can_be_typed(value in -1e12..1e12_f64, digits in 0..4_usize) {
        for tag in ["en", "de"] {
            let shown = say(tag).number(value, digits);
            let read = say(tag).parse_number(&shown);
            prop_assert!(read.is_some_and(|read| (read - value).abs() <= 1.0), "{}: {:?}", shown, read);
        }
    }
}
