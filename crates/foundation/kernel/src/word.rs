/// Declares a choice of a few, each with its word: in the database, in forms, in JSON and in the keys of texts.
///
/// ```
/// kernel::words! {
///     /// How a promise stands.
///     pub enum Promise {
///         /// It was made.
///         Given = "given",
///         /// It was kept, but after its day.
///         KeptLate = "kept-late",
///     }
/// }
/// assert_eq!("kept-late".parse(), Ok(Promise::KeptLate));
/// assert_eq!(Promise::Given.word(), "given");
/// assert!("weather".parse::<Promise>().is_err());
/// ```
#[macro_export]
macro_rules! words {
    ($(#[$about:meta])* $seen:vis enum $name:ident { $($(#[$what:meta])* $case:ident = $word:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        $seen enum $name { $($(#[$what])* #[serde(rename = $word)] $case),+ }

        impl $name {
            /// Every one, in order.
            $seen const ALL: &'static [Self] = &[$(Self::$case),+];

            /// Its word.
            $seen const fn word(self) -> &'static str {
                match self { $(Self::$case => $word),+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = ();
            fn from_str(word: &str) -> Result<Self, ()> {
                Self::ALL.iter().copied().find(|one| one.word() == word).ok_or(())
            }
        }

        impl From<$name> for ::store::Value {
            fn from(one: $name) -> Self {
                one.word().into()
            }
        }

        impl ::store::FromValue for $name {
            fn from_value(value: ::store::Value, column: usize) -> ::store::Result<Self> {
                let word = <String as ::store::FromValue>::from_value(value, column)?;
                let wrong = ::store::Error::Shape { column, found: "another word", wanted: stringify!($name) };
                word.parse().map_err(|()| wrong)
            }
        }
    };
}
