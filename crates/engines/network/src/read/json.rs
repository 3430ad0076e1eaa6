//! JSON with the place of each value, so that an error can say where.

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::ReadError;

/// JSON as the standard has it: no comments, no commas too many.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// A JSON text that has been read.
pub(super) struct Json<'t> {
    text: &'t str,
    value: Value<'t>,
}

impl<'t> Json<'t> {
    pub(super) fn parse(text: &'t str) -> Result<Self, ReadError> {
        let text = text.trim_start_matches('\u{feff}');
        let parsed = parse_to_ast(text, &CollectOptions::default(), &STRICT).map_err(|error| {
            let reason = format!("this is no JSON: {} (column {})", error.kind(), error.column_display());
            ReadError::on_line(error.line_display(), reason)
        })?;
        let value = parsed.value.ok_or_else(|| ReadError::whole("the file is empty"))?;
        Ok(Self { text, value })
    }

    pub(super) fn root(&self) -> Place<'_> {
        Place { text: self.text, value: &self.value }
    }
}

/// A value and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'j> {
    text: &'j str,
    value: &'j Value<'j>,
}

impl<'j> Place<'j> {
    /// An error on the line where this value begins.
    pub(super) fn wrong(self, reason: impl Into<String>) -> ReadError {
        let before = &self.text[..self.value.range().start];
        ReadError::on_line(before.matches('\n').count() + 1, reason)
    }

    /// Names and values of an object; what is `null` is not there.
    pub(super) fn fields(self) -> Result<impl Iterator<Item = (&'j str, Self)>, ReadError> {
        let object =
            self.value.as_object().ok_or_else(|| self.wrong("here should be an object, in braces"))?;
        let fields = object.properties.iter().filter(|field| field.value.as_null_keyword().is_none());
        Ok(fields.map(move |field| (field.name.as_str(), Self { text: self.text, value: &field.value })))
    }

    /// A value of an object, if it is there.
    pub(super) fn get(self, name: &str) -> Result<Option<Self>, ReadError> {
        Ok(self.fields()?.find(|(field, _)| *field == name).map(|(_, value)| value))
    }

    /// A value that must be there.
    pub(super) fn need(self, name: &str) -> Result<Self, ReadError> {
        self.get(name)?.ok_or_else(|| self.wrong(format!("this has no “{name}”: add it")))
    }

    /// The values of a list, or of the list with this name; a list that is not there is empty.
    pub(super) fn list(self, name: &str) -> Result<Vec<Self>, ReadError> {
        self.get(name)?.map_or(Ok(Vec::new()), |list| {
            list.items().ok_or_else(|| list.wrong(format!("“{name}” should be a list, in brackets")))
        })
    }

    /// The values of a list; `None` if it is none.
    pub(super) fn items(self) -> Option<Vec<Self>> {
        let array = self.value.as_array()?;
        Some(array.elements.iter().map(|value| Self { text: self.text, value }).collect())
    }

    pub(super) fn is_object(self) -> bool {
        self.value.as_object().is_some()
    }

    /// A text or a number, as text without blanks around it.
    pub(super) fn word(self) -> Result<String, ReadError> {
        match self.value {
            Value::StringLit(text) => Ok(text.value.trim().to_owned()),
            Value::NumberLit(number) => Ok(number.value.to_owned()),
            _ => Err(self.wrong("here should be a text, in quotes")),
        }
    }

    pub(super) fn number(self) -> Result<f64, ReadError> {
        let number = self.value.as_number_lit().and_then(|number| number.value.parse().ok());
        number
            .filter(|number: &f64| number.is_finite())
            .ok_or_else(|| self.wrong("here should be a number, such as 3 or 2.5"))
    }

    /// A level, a whole number from 0 to 255.
    pub(super) fn level(self) -> Result<u8, ReadError> {
        let number = self.number()?;
        let is_level = (0.0..=255.0).contains(&number) && number.fract() == 0.0;
        if is_level { Ok(number as u8) } else { Err(self.wrong("a level is a whole number, such as 3")) }
    }

    /// Whatever it is, as one text: the items of a list with `|` between them, as Kumu's sheets have it, and nothing for an
    /// object.
    pub(super) fn cell(self) -> String {
        match self.value {
            Value::BooleanLit(truth) => truth.value.to_string(),
            Value::Array(_) => {
                let cells: Vec<String> =
                    self.items().unwrap_or_default().into_iter().map(Self::cell).collect();
                cells.join("|")
            }
            Value::StringLit(_) | Value::NumberLit(_) => self.word().unwrap_or_default(),
            Value::Object(_) | Value::NullKeyword(_) => String::new(),
        }
    }
}
