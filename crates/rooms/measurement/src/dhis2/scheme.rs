//! By what clients name things: `UID` or `CODE`, for all of them or for one kind.

use serde::Deserialize;
use web::Sent;

use super::Refusal;

/// By what something is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Scheme {
    #[default]
    Uid,
    Code,
}

/// By what each kind of thing is named in one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Schemes {
    pub(crate) elements: Scheme,
    pub(crate) units: Scheme,
    pub(crate) sets: Scheme,
    pub(crate) combos: Scheme,
}

impl Scheme {
    fn read(word: &str) -> Result<Self, Refusal> {
        match word.to_ascii_uppercase().as_str() {
            "UID" => Ok(Self::Uid),
            "CODE" => Ok(Self::Code),
            _ => Err(Refusal::conflict(
                "E1100",
                format!("{word} is no scheme that is known here: use UID or CODE"),
            )),
        }
    }

    /// Which of both names is meant.
    pub(crate) fn of<'a>(self, uid: &'a str, code: &'a str) -> &'a str {
        match self {
            Self::Uid => uid,
            Self::Code => code,
        }
    }
}

/// The same beside what is sent, as clients also write it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct SentSchemes {
    id_scheme: Option<String>,
    data_element_id_scheme: Option<String>,
    org_unit_id_scheme: Option<String>,
    data_set_id_scheme: Option<String>,
    category_option_combo_id_scheme: Option<String>,
}

impl SentSchemes {
    /// What the query asks for; where it says nothing, what was sent.
    pub(crate) fn over(&self, query: &Sent) -> Result<Schemes, Refusal> {
        let said = [
            ("idScheme", &self.id_scheme),
            ("dataElementIdScheme", &self.data_element_id_scheme),
            ("orgUnitIdScheme", &self.org_unit_id_scheme),
            ("dataSetIdScheme", &self.data_set_id_scheme),
            ("categoryOptionComboIdScheme", &self.category_option_combo_id_scheme),
        ];
        let both = said.into_iter().fold(query.clone(), |query, (name, said)| match said {
            Some(scheme) if !query.has(name) => query.with(name, scheme.as_str()),
            _ => query,
        });
        Schemes::asked(&both)
    }
}

impl Schemes {
    /// What a query asks for.
    pub(crate) fn asked(query: &Sent) -> Result<Self, Refusal> {
        let every = match query.get("idScheme") {
            "" => Scheme::Uid,
            word => Scheme::read(word)?,
        };
        let one = |name: &str| match query.get(name) {
            "" => Ok(every),
            word => Scheme::read(word),
        };
        Ok(Self {
            elements: one("dataElementIdScheme")?,
            units: one("orgUnitIdScheme")?,
            sets: one("dataSetIdScheme")?,
            combos: one("categoryOptionComboIdScheme")?,
        })
    }
}
