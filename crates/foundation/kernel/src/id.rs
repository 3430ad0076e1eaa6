/// Declares ids: UUIDv7, each kind a type of its own, so that a measure's id is never taken for a duty's.
///
/// ```
/// kernel::ids! {
///     /// A measure.
///     MeasureId
/// }
/// assert_ne!(MeasureId::new(), MeasureId::new());
/// ```
#[macro_export]
macro_rules! ids {
    ($($(#[$about:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub uuid::Uuid);

        impl $name {
            /// A new one; later ones sort after earlier ones.
            #[allow(clippy::new_without_default, reason = "each call makes another id")]
            pub fn new() -> Self {
                Self(uuid::Uuid::now_v7())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map(Self)
            }
        }

        impl From<$name> for ::store::Value {
            fn from(id: $name) -> Self {
                Self::Id(id.0)
            }
        }

        impl ::store::FromValue for $name {
            fn from_value(value: ::store::Value, column: usize) -> ::store::Result<Self> {
                uuid::Uuid::from_value(value, column).map(Self)
            }
        }
    )+};
}

ids! {
    /// An initiative: the people and organisations who act together on one problem.
    InitiativeId,
    /// A person with an account.
    PersonId,
}
