use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;

/// Where every time comes from.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that a test or an import sets, in microseconds since 1970.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `at` until it is set again.
    pub fn at(at: Timestamp) -> Self {
        Self::Set(Arc::new(AtomicI64::new(at.as_microsecond())))
    }

    /// Moves a set clock; the machine's clock stays as it is.
    pub fn set(&self, at: Timestamp) {
        if let Self::Set(micros) = self {
            micros.store(at.as_microsecond(), Ordering::Relaxed);
        }
    }

    /// Now, to the microsecond, as the database keeps it.
    pub fn now(&self) -> Timestamp {
        let micros = match self {
            Self::System => Timestamp::now().as_microsecond(),
            Self::Set(micros) => micros.load(Ordering::Relaxed),
        };
        Timestamp::from_microsecond(micros).expect("a clock stays within jiff's years")
    }
}
