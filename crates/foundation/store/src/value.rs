use std::error::Error as StdError;
use std::rc::Rc;

use jiff::Timestamp;
use rusqlite::types::{ToSqlOutput, ValueRef};
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use uuid::Uuid;

use crate::{Error, Result};

/// A value on its way to or from the database: only what both engines know.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing known.
    Null,
    /// `BIGINT`. Times are microseconds since 1970 in UTC.
    Int(i64),
    /// `DOUBLE PRECISION`.
    Real(f64),
    /// `TEXT`.
    Text(String),
    /// `BYTEA`.
    Bytes(Vec<u8>),
    /// `UUID`.
    Id(Uuid),
    /// `UUID[]`, a parameter only: `id = ANY($1)`.
    Ids(Vec<Uuid>),
    /// `BOOLEAN`.
    Bool(bool),
}

impl Value {
    fn word(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Int(_) => "an integer",
            Self::Real(_) => "a double",
            Self::Text(_) => "text",
            Self::Bytes(_) => "bytes",
            Self::Id(_) => "an id",
            Self::Ids(_) => "ids",
            Self::Bool(_) => "a boolean",
        }
    }

    pub(crate) fn from_sqlite(value: ValueRef<'_>) -> Self {
        match value {
            ValueRef::Null => Self::Null,
            ValueRef::Integer(n) => Self::Int(n),
            ValueRef::Real(x) => Self::Real(x),
            ValueRef::Text(text) => Self::Text(String::from_utf8_lossy(text).into_owned()),
            ValueRef::Blob(bytes) => Self::Bytes(bytes.to_vec()),
        }
    }

    pub(crate) fn from_postgres(row: &tokio_postgres::Row, column: usize) -> Result<Self> {
        fn get<'a, T: tokio_postgres::types::FromSql<'a>>(
            row: &'a tokio_postgres::Row,
            column: usize,
            value: impl Fn(T) -> Value,
        ) -> Result<Value> {
            row.try_get::<_, Option<T>>(column)
                .map(|found| found.map_or(Value::Null, value))
                .map_err(|error| Error::postgres("read a column", error))
        }
        match *row.columns()[column].type_() {
            Type::INT8 => get(row, column, Self::Int),
            Type::INT4 => get(row, column, |n: i32| Self::Int(n.into())),
            Type::FLOAT8 => get(row, column, Self::Real),
            Type::BOOL => get(row, column, Self::Bool),
            Type::UUID => get(row, column, Self::Id),
            Type::BYTEA => get(row, column, Self::Bytes),
            Type::TEXT | Type::VARCHAR | Type::NAME | Type::UNKNOWN => get(row, column, Self::Text),
            _ => Err(Error::Shape {
                column,
                found: "a type of PostgreSQL's own",
                wanted: "one both engines know",
            }),
        }
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(n) => ValueRef::Integer(*n),
            Self::Real(x) => ValueRef::Real(*x),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
            Self::Id(id) => ValueRef::Blob(id.as_bytes()),
            Self::Bool(yes) => ValueRef::Integer((*yes).into()),
            Self::Ids(ids) => {
                let ids = ids.iter().map(|id| rusqlite::types::Value::Blob(id.as_bytes().to_vec()));
                return Ok(ToSqlOutput::from_rc(Rc::new(ids.collect::<Vec<_>>()), c"rarray"));
            }
        }))
    }
}

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(n) if *ty == Type::INT4 => i32::try_from(*n)?.to_sql(ty, out),
            Self::Int(n) if *ty == Type::FLOAT8 => (*n as f64).to_sql(ty, out),
            Self::Int(n) => n.to_sql_checked(ty, out),
            Self::Real(x) => x.to_sql_checked(ty, out),
            Self::Text(text) => text.to_sql_checked(ty, out),
            Self::Bytes(bytes) => bytes.to_sql_checked(ty, out),
            Self::Id(id) => id.to_sql_checked(ty, out),
            Self::Ids(ids) => ids.to_sql_checked(ty, out),
            Self::Bool(yes) => yes.to_sql_checked(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true // each value checks itself against the parameter's type
    }

    to_sql_checked!();
}

macro_rules! from {
    ($($ty:ty => $make:expr),+ $(,)?) => {
        $(impl From<$ty> for Value { fn from(value: $ty) -> Self { ($make)(value) } })+
    };
}

from! {
    i64 => Value::Int,
    i32 => |n: i32| Value::Int(n.into()),
    u32 => |n: u32| Value::Int(n.into()),
    usize => |n: usize| Value::Int(n as i64),
    f64 => Value::Real,
    bool => Value::Bool,
    String => Value::Text,
    &String => |text: &String| Value::Text(text.clone()),
    &str => |text: &str| Value::Text(text.to_owned()),
    Vec<u8> => Value::Bytes,
    &[u8] => |bytes: &[u8]| Value::Bytes(bytes.to_vec()),
    [u8; 32] => |bytes: [u8; 32]| Value::Bytes(bytes.to_vec()),
    Uuid => Value::Id,
    &[Uuid] => |ids: &[Uuid]| Value::Ids(ids.to_vec()),
    Timestamp => |at: Timestamp| Value::Int(at.as_microsecond()),
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// What a column can be read as.
pub trait FromValue: Sized {
    /// Reads `value`, which stood in `column`.
    fn from_value(value: Value, column: usize) -> Result<Self>;
}

fn shape<T>(column: usize, value: &Value, wanted: &'static str) -> Result<T> {
    Err(Error::Shape { column, found: value.word(), wanted })
}

impl FromValue for i64 {
    fn from_value(value: Value, column: usize) -> Result<Self> {
        match value {
            Value::Int(n) => Ok(n),
            other => shape(column, &other, "an integer"),
        }
    }
}

impl FromValue for f64 {
    fn from_value(value: Value, column: usize) -> Result<Self> {
        match value {
            Value::Real(x) => Ok(x),
            Value::Int(n) => Ok(n as Self),
            other => shape(column, &other, "a double"),
        }
    }
}

impl FromValue for bool {
    fn from_value(value: Value, column: usize) -> Result<Self> {
        match value {
            Value::Bool(yes) => Ok(yes),
            Value::Int(n) => Ok(n != 0),
            other => shape(column, &other, "a boolean"),
        }
    }
}

impl FromValue for String {
    fn from_value(value: Value, column: usize) -> Result<Self> {
        match value {
            Value::Text(text) => Ok(text),
            other => shape(column, &other, "text"),
        }
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: Value, column: usize) -> Result<Self> {
        match value {
            Value::Bytes(bytes) => Ok(bytes),
            other => shape(column, &other, "bytes"),
        }
    }
}

impl FromValue for Uuid {
    fn from_value(value: Value, column: usize) -> Result<Self> {
        match value {
            Value::Id(id) => Ok(id),
            Value::Bytes(bytes) if bytes.len() == 16 => {
                Ok(Self::from_slice(&bytes).expect("sixteen bytes are an id"))
            }
            other => shape(column, &other, "an id"),
        }
    }
}

impl FromValue for Timestamp {
    fn from_value(value: Value, column: usize) -> Result<Self> {
        let micros = i64::from_value(value, column)?;
        Self::from_microsecond(micros).or_else(|_| shape(column, &Value::Int(micros), "a time"))
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: Value, column: usize) -> Result<Self> {
        match value {
            Value::Null => Ok(None),
            value => T::from_value(value, column).map(Some),
        }
    }
}
