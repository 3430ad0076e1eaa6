//! The languages that a clause can be translated into. Each is called as it calls itself.

/// Tag (BCP 47), its own name, and the direction in which it is written.
const LANGUAGES: [(&str, &str, &str); 40] = [
    ("am", "አማርኛ", "ltr"),
    ("ar", "العربية", "rtl"),
    ("bn", "বাংলা", "ltr"),
    ("bs", "Bosanski", "ltr"),
    ("cs", "Čeština", "ltr"),
    ("da", "Dansk", "ltr"),
    ("de", "Deutsch", "ltr"),
    ("el", "Ελληνικά", "ltr"),
    ("en", "English", "ltr"),
    ("es", "Español", "ltr"),
    ("fa", "فارسی", "rtl"),
    ("fi", "Suomi", "ltr"),
    ("fr", "Français", "ltr"),
    ("he", "עברית", "rtl"),
    ("hi", "हिन्दी", "ltr"),
    ("hr", "Hrvatski", "ltr"),
    ("ht", "Kreyòl ayisyen", "ltr"),
    ("hu", "Magyar", "ltr"),
    ("it", "Italiano", "ltr"),
    ("ja", "日本語", "ltr"),
    ("ko", "한국어", "ltr"),
    ("my", "မြန်မာ", "ltr"),
    ("ne", "नेपाली", "ltr"),
    ("nl", "Nederlands", "ltr"),
    ("no", "Norsk", "ltr"),
    ("pl", "Polski", "ltr"),
    ("pt", "Português", "ltr"),
    ("ro", "Română", "ltr"),
    ("ru", "Русский", "ltr"),
    ("so", "Soomaali", "ltr"),
    ("sr", "Српски", "ltr"),
    ("sv", "Svenska", "ltr"),
    ("sw", "Kiswahili", "ltr"),
    ("ti", "ትግርኛ", "ltr"),
    ("tl", "Tagalog", "ltr"),
    ("tr", "Türkçe", "ltr"),
    ("uk", "Українська", "ltr"),
    ("ur", "اردو", "rtl"),
    ("vi", "Tiếng Việt", "ltr"),
    ("zh", "中文", "ltr"),
];

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Language {
    /// Its tag, for `lang` and the database.
    pub(crate) tag: &'static str,
    /// Its own name for itself.
    pub(crate) name: &'static str,
    /// `ltr` or `rtl`.
    pub(crate) dir: &'static str,
}

impl Language {
    /// Every language, by its tag.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        LANGUAGES.into_iter().map(|(tag, name, dir)| Self { tag, name, dir })
    }

    /// The language with that tag.
    pub(crate) fn of(tag: &str) -> Option<Self> {
        Self::all().find(|language| language.tag == tag)
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn every_language_stands_once_and_is_found_by_its_tag() {
        let tags: Vec<&str> = Language::all().map(|language| language.tag).collect();
        assert!(tags.is_sorted_by(|one, other| one < other), "{tags:?}");
        for language in Language::all() {
            assert_eq!(Language::of(language.tag), Some(language));
        }
        assert_eq!(Language::of("ar").map(|language| language.dir), Some("rtl"));
        assert_eq!(Language::of("xx"), None);
    }
}
