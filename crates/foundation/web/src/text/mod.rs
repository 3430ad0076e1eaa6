//! Everything people read, in their language and in their initiative's words.
//!
//! Each room brings Fluent files. [`Texts`] reads them once at start-up and refuses what is wrong; a request asks it
//! to [`speak`](Texts::speak) and gets a [`Say`], which words messages, numbers and dates.
//!
//! Three layers decide a message, the first that has it wins: the profile's overlay in the reader's language, the
//! reader's language, English. English is complete: no language may hold a key that English lacks.

mod number;
mod pseudo;
mod say;

use std::collections::HashMap;
use std::sync::Arc;

use fluent_bundle::FluentResource;
pub use kernel::Profile;
use unic_langid::LanguageIdentifier;

use number::Marks;
use say::Voice;
pub use say::{Arg, Say};

/// One file of texts of one room.
#[derive(Debug, Clone, Copy)]
pub struct Source {
    /// Who brings the file; named in errors.
    pub room: &'static str,
    /// BCP 47 tag, such as `en` or `pt-BR`.
    pub language: &'static str,
    /// `None` for the plain file; otherwise an overlay whose keys replace those of the plain one.
    pub profile: Option<Profile>,
    /// The file, in Fluent's syntax.
    pub text: &'static str,
}

/// The English words for numbers and dates. [`Texts::new`] adds them itself.
const OWN: Source =
    Source { room: "text", language: "en", profile: None, text: include_str!("../../text/text.en.ftl") };

/// Why the texts cannot be used. Found at start-up, never in front of a reader.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum TextError {
    /// The file is not Fluent.
    #[error("{room} ({language}), line {line}: not understood, near `{near}`")]
    Syntax {
        /// The room of the file.
        room: String,
        /// The file's language.
        language: String,
        /// Line, from 1.
        line: usize,
        /// The first line of what was not understood.
        near: String,
    },
    /// Two files of one language and profile hold the same key.
    #[error("{room} ({language}), line {line}: `{key}` is already in {first}")]
    Duplicate {
        /// The room of the later file.
        room: String,
        /// The files' language.
        language: String,
        /// Line in the later file, from 1.
        line: usize,
        /// The key.
        key: String,
        /// The room that has it already.
        first: String,
    },
    /// English lacks the key: a misspelt translation or overlay.
    #[error("{room} ({language}), line {line}: `{key}` is not in English")]
    Unknown {
        /// The room of the file.
        room: String,
        /// The file's language.
        language: String,
        /// Line, from 1.
        line: usize,
        /// The key.
        key: String,
    },
    /// Not a BCP 47 tag.
    #[error("{room}: `{language}` is not a language tag")]
    Language {
        /// The room of the file.
        room: String,
        /// What stands in its place.
        language: String,
    },
    /// `text-decimal` and `text-group` of a language are not a pair that we can write numbers with.
    #[error("{language}: no numbers are written with `{decimal}` for decimals and `{group}` for thousands")]
    Marks {
        /// The language.
        language: String,
        /// Its `text-decimal`.
        decimal: String,
        /// Its `text-group`.
        group: String,
    },
}

/// A language that a reader may choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// BCP 47 tag, for `lang` attributes and for `chosen`.
    pub tag: String,
    /// Its own name for itself.
    pub name: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
}

/// All texts of the product, ready to be spoken.
pub struct Texts {
    /// English first, then as the sources bring them, the pseudo-locales last.
    languages: Vec<Spoken>,
}

struct Spoken {
    language: Language,
    /// Not offered; for whoever asks by exact name.
    pseudo: bool,
    /// One for each of [`Profile::ALL`].
    voices: [Arc<Voice>; 3],
}

impl Texts {
    /// Reads all files.
    ///
    /// # Errors
    /// The first wrong file, see [`TextError`]: bad syntax, a key twice in one language and profile, a key that
    /// English lacks.
    pub fn new(sources: &[Source]) -> Result<Self, TextError> {
        let sources: Vec<Source> = std::iter::once(OWN).chain(sources.iter().copied()).collect();
        check_keys(&sources)?;
        let files = sources.iter().map(|s| Ok((*s, parse(s)?))).collect::<Result<Vec<File>, TextError>>()?;

        let english = Spoken::new(&files, "en", None)?;
        let pseudo = [pseudo::ACCENTED, pseudo::MIRRORED].map(|kind| english.pseudo(&files, kind));
        let mut languages = vec![english];
        for source in &sources {
            if languages.iter().all(|known| known.language.tag != source.language) {
                languages.push(Spoken::new(&files, source.language, Some(&languages[0]))?);
            }
        }
        languages.extend(pseudo);
        Ok(Self { languages })
    }

    /// The voice for a reader: what they chose, else what their browser accepts, else English.
    ///
    /// A wish is met by the exact tag (letter case aside) or, failing that, by any file of the same language. The
    /// pseudo-locales `en-XA` (accented) and `ar-XB` (right to left) only answer to their exact names.
    pub fn speak(&self, accept_language: &str, chosen: Option<&str>, profile: Profile) -> Say {
        let spoken = chosen
            .and_then(|tag| self.find(tag))
            .or_else(|| wishes(accept_language).into_iter().find_map(|tag| self.find(tag)))
            .unwrap_or(&self.languages[0]);
        Say::new(Arc::clone(&spoken.voices[profile as usize]))
    }

    /// The languages on offer, English first.
    pub fn languages(&self) -> Vec<Language> {
        self.languages.iter().filter(|known| !known.pseudo).map(|known| known.language.clone()).collect()
    }

    /// Whether a message of this key exists (`name` or `name.attribute`).
    pub fn has(&self, key: &str) -> bool {
        self.languages[0].voices[0].has(key)
    }

    fn find(&self, tag: &str) -> Option<&Spoken> {
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let exact = self.languages.iter().find(|known| known.language.tag.eq_ignore_ascii_case(tag));
        exact.or_else(|| {
            let wanted = primary(tag);
            self.languages.iter().find(|known| !known.pseudo && primary(&known.language.tag) == wanted)
        })
    }
}

impl Spoken {
    fn new(files: &[File], language: &str, english: Option<&Self>) -> Result<Self, TextError> {
        let plain =
            |key: &str, otherwise: &str| plain_text(files, language, key).unwrap_or(otherwise).to_owned();
        let (decimal, group) = (plain("text-decimal", "."), plain("text-group", ","));
        let marks = Marks::from_texts(&decimal, &group).ok_or_else(|| TextError::Marks {
            language: language.to_owned(),
            decimal,
            group,
        })?;
        let dir = if plain("text-direction", "ltr") == "rtl" { "rtl" } else { "ltr" };
        let language = Language { tag: language.to_owned(), name: plain("text-language", language), dir };
        let voices = Profile::ALL.map(|profile| {
            let english = english.map(|spoken| Arc::clone(&spoken.voices[profile as usize]));
            Arc::new(Voice::new(&language, &resources(files, &language.tag, profile), marks, None, english))
        });
        Ok(Self { language, pseudo: false, voices })
    }

    /// English, said so strangely that a text which does not come from a file stands out.
    fn pseudo(&self, files: &[File], kind: pseudo::Kind) -> Self {
        let language = Language { tag: kind.tag.to_owned(), name: kind.tag.to_owned(), dir: kind.dir };
        let voices = Profile::ALL.map(|profile| {
            let english = &self.voices[profile as usize];
            Arc::new(Voice::new(&language, &resources(files, "en", profile), english.marks, Some(kind), None))
        });
        Self { language, pseudo: true, voices }
    }
}

type File = (Source, Arc<FluentResource>);

/// The files of a language in the order in which they override each other.
fn resources(files: &[File], language: &str, profile: Profile) -> Vec<Arc<FluentResource>> {
    let of = |layer: Option<Profile>| {
        let mine = move |(source, _): &&File| source.language == language && source.profile == layer;
        files.iter().filter(mine).map(|(_, resource)| Arc::clone(resource))
    };
    of(None).chain(of(Some(profile))).collect()
}

fn parse(source: &Source) -> Result<Arc<FluentResource>, TextError> {
    let _: LanguageIdentifier = source.language.parse().map_err(|_| TextError::Language {
        room: source.room.to_owned(),
        language: source.language.to_owned(),
    })?;
    FluentResource::try_new(source.text.to_owned()).map(Arc::new).map_err(|(_, errors)| {
        let at = errors.first().map_or(0, |error| error.slice.as_ref().unwrap_or(&error.pos).start);
        let before = source.text.get(..at).unwrap_or_default();
        TextError::Syntax {
            room: source.room.to_owned(),
            language: source.language.to_owned(),
            line: before.matches('\n').count() + 1,
            near: source.text[before.len()..].lines().next().unwrap_or_default().to_owned(),
        }
    })
}

/// The messages and terms of a file with their lines: in Fluent only these begin at the margin with a name.
fn keys(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.lines().zip(1..).filter_map(|(line, number)| {
        let (key, _) = line.split_once('=')?;
        let named = key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-');
        named.then(|| (key.trim_end(), number))
    })
}

/// A one-line message of the plain files of a language, as it stands there.
fn plain_text<'f>(files: &'f [File], language: &str, key: &str) -> Option<&'f str> {
    let mine = files.iter().filter(|(s, _)| s.language == language && s.profile.is_none());
    mine.flat_map(|(source, _)| source.text.lines()).find_map(|line| {
        let (name, value) = line.split_once('=')?;
        (name.trim_end() == key).then(|| value.trim_matches([' ', '\t', '\r']))
    })
}

/// No key twice in one language and profile, none that English lacks.
fn check_keys(sources: &[Source]) -> Result<(), TextError> {
    let mut first: HashMap<(&str, Option<Profile>, &str), &str> = HashMap::new();
    for source in sources {
        for (key, line) in keys(source.text) {
            if let Some(first) = first.insert((source.language, source.profile, key), source.room) {
                return Err(TextError::Duplicate {
                    room: source.room.to_owned(),
                    language: source.language.to_owned(),
                    line,
                    key: key.to_owned(),
                    first: first.to_owned(),
                });
            }
        }
    }
    for source in sources {
        for (key, line) in keys(source.text) {
            if !first.contains_key(&("en", None, key)) {
                return Err(TextError::Unknown {
                    room: source.room.to_owned(),
                    language: source.language.to_owned(),
                    line,
                    key: key.to_owned(),
                });
            }
        }
    }
    Ok(())
}

/// The tags of an `Accept-Language` header (RFC 9110, 12.5.4), the dearest first; what is refused (`q=0`) is left out.
fn wishes(accept_language: &str) -> Vec<&str> {
    let mut wishes: Vec<(f32, &str)> = accept_language
        .split(',')
        .filter_map(|wish| {
            let (tag, weight) = wish.split_once(';').unwrap_or((wish, ""));
            let weight = weight.trim().strip_prefix("q=").map_or(Some(1.0), |q| q.trim().parse().ok())?;
            (weight > 0.0 && !tag.trim().is_empty()).then(|| (weight, tag.trim()))
        })
        .collect();
    wishes.sort_by(|a, b| b.0.total_cmp(&a.0));
    wishes.into_iter().map(|(_, tag)| tag).collect()
}

#[cfg(test)]
mod tests;
