use std::sync::Arc;

/// What can go wrong between us and the database.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// Nothing more can be written until somebody makes room; reading goes on.
    #[error("the disk is full")]
    Full,
    /// Another transaction was in the way; the same work may succeed when run again.
    #[error("another change was in the way: {0}")]
    Busy(String),
    /// A unique or foreign key, or a check, refused the row.
    #[error("a rule of the database refused this: {0}")]
    Refused(String),
    /// The database cannot be reached just now.
    #[error("the database cannot be reached: {0}")]
    Away(String),
    /// The schema was made by a newer version.
    #[error("the data was written by a newer version of Groundswell (it knows {0}); start that version")]
    Newer(String),
    /// A column held something else than the reader expected.
    #[error("column {column} holds {found}, not {wanted}")]
    Shape {
        /// Its position in the row, from 0.
        column: usize,
        /// What was found.
        found: &'static str,
        /// What the reader asked for.
        wanted: &'static str,
    },
    /// A statement that had to find one row found none.
    #[error("no such row")]
    NoRow,
    /// This engine does not do that.
    #[error("{0}")]
    Unsupported(&'static str),
    /// Anything else, in the driver's words.
    #[error("{context}: {source}")]
    Driver {
        /// The statement or step.
        context: String,
        /// The driver's error.
        source: Arc<dyn std::error::Error + Send + Sync>,
    },
}

/// The store's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Whether the same work may succeed if it is simply run again.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Busy(_))
    }

    pub(crate) fn sqlite(context: &str, error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let text = error.to_string();
        match error.sqlite_error_code() {
            Some(Code::DiskFull) => Self::Full,
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Busy(text),
            Some(Code::ConstraintViolation) => Self::Refused(text),
            _ => Self::Driver { context: context.to_owned(), source: Arc::new(error) },
        }
    }

    pub(crate) fn postgres(context: &str, error: tokio_postgres::Error) -> Self {
        use tokio_postgres::error::SqlState as State;
        let Some(database) = error.as_db_error() else {
            return if error.is_closed()
                || std::error::Error::source(&error)
                    .is_some_and(<dyn std::error::Error>::is::<std::io::Error>)
            {
                Self::Away(error.to_string())
            } else {
                Self::Driver { context: context.to_owned(), source: Arc::new(error) }
            };
        };
        let text = database.message().to_owned();
        match database.code() {
            state if *state == State::T_R_SERIALIZATION_FAILURE || *state == State::T_R_DEADLOCK_DETECTED => {
                Self::Busy(text)
            }
            state if *state == State::DISK_FULL => Self::Full,
            state if state.code().starts_with("23") => Self::Refused(text),
            // 57P: the server is stopping or starting; 08: the connection broke.
            state if state.code().starts_with("57P") || state.code().starts_with("08") => Self::Away(text),
            _ => Self::Driver { context: context.to_owned(), source: Arc::new(error) },
        }
    }

    pub(crate) fn pool(error: deadpool_postgres::PoolError) -> Self {
        match error {
            deadpool_postgres::PoolError::Backend(error) => match Self::postgres("connect", error) {
                Self::Driver { source, .. } => Self::Away(source.to_string()),
                error => error,
            },
            error => Self::Away(error.to_string()),
        }
    }
}
