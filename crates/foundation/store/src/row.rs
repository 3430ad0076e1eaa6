use crate::{FromValue, Result, Value};

/// One row of an answer, read from the first column to the last.
#[derive(Debug)]
pub struct Row {
    values: std::vec::IntoIter<Value>,
    column: usize,
}

impl Row {
    pub(crate) fn new(values: Vec<Value>) -> Self {
        Self { values: values.into_iter(), column: 0 }
    }

    /// The next column.
    pub fn take<T: FromValue>(&mut self) -> Result<T> {
        let column = self.column;
        self.column += 1;
        T::from_value(self.values.next().unwrap_or(Value::Null), column)
    }

    /// The columns that are left, as they came.
    pub fn rest(self) -> Vec<Value> {
        self.values.collect()
    }
}

/// What a row can be read as.
pub trait FromRow: Sized {
    /// Takes its columns in order.
    fn from_row(row: &mut Row) -> Result<Self>;
}

/// Reads a struct's fields in the order of the statement's columns.
///
/// ```
/// struct Place { name: String, people: i64 }
/// store::row!(Place { name, people });
/// ```
#[macro_export]
macro_rules! row {
    ($name:ident { $($field:ident),+ $(,)? }) => {
        impl $crate::FromRow for $name {
            fn from_row(row: &mut $crate::Row) -> $crate::Result<Self> {
                Ok(Self { $($field: row.take()?),+ })
            }
        }
    };
}

macro_rules! tuples {
    ($($($letter:ident)+;)+) => {
        $(impl<$($letter: FromValue),+> FromRow for ($($letter,)+) {
            fn from_row(row: &mut Row) -> Result<Self> { Ok(($(row.take::<$letter>()?,)+)) }
        })+
    };
}

tuples! { A; A B; A B C; A B C D; A B C D E; A B C D E F; A B C D E F G; A B C D E F G H; }
