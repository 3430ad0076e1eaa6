//! The part of DHIS2's Web API that its clients need to read and to send data, so that what was made for DHIS2
//! comes here unchanged. A client is given the address `https://host/i/{initiative}/dhis2`.
//!
//! | there | here |
//! |---|---|
//! | organisation unit | the initiative (level 1) and its partners (level 2): who reports |
//! | data set | a measure with its cycles; its period type is the measure's frequency |
//! | data element | the numerator of a measure (`M3_NUM`), and its denominator (`M3_DEN`) where there is one |
//! | indicator | the measure (`M3`), with its factor |
//! | category option combination | a category of a dimension, a place of its tree; `default` for the whole |
//! | completed data set | a figure that its partner has accepted |
//!
//! Identifiers are made of ours and never change ([`uid`]); `idScheme=CODE` takes the codes above, `P4` for a partner
//! or the code that files name it by, and `dimension:category` for a category. What is sent becomes a submission by
//! the same act as on the page, and whoever may not do it there may not do it here ([`push`]).
//!
//! Values are read as everywhere: pooled ones through [`surface`](crate::surface), a partner's own by members. A
//! period longer than a measure's has a value only if every period in it has one, and a value that is hidden or
//! missing has no row: nothing is taken for zero.

pub(crate) mod analytics;
pub(crate) mod api;
mod catalogue;
mod complete;
mod envelope;
mod fields;
mod objects;
mod pull;
pub(crate) mod push;
mod scheme;
#[cfg(test)]
mod tests;
mod uid;

pub(crate) use catalogue::{Catalogue, Combo, Element, Half, Unit};
pub(crate) use envelope::{Refusal, refuse};
pub(crate) use scheme::Scheme;

use web::Dialect;

/// How its clients come.
pub(crate) static DIALECT: Dialect =
    Dialect { path: "dhis2/api", scheme: "ApiToken", plain, refuse: envelope::trouble };

/// The release whose interface this is a part of. Clients look at the second number.
pub(crate) const RELEASE: &str = "2.41.0";

/// Clients may name a version of the interface first (`41/me`) and a format at the end (`me.json`).
fn plain(path: &str) -> String {
    let path = match path.split_once('/') {
        Some((version, rest)) if !version.is_empty() && version.bytes().all(|b| b.is_ascii_digit()) => rest,
        _ => path,
    };
    match path.rsplit_once('.') {
        Some((path, "json")) => path.to_owned(),
        Some((path, "csv")) => format!("{path}?format=csv"),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod spelling {
    #[test]
    fn versions_and_formats_are_ways_of_spelling() {
        assert_eq!(super::plain("system/info.json"), "system/info");
        assert_eq!(super::plain("41/dataValueSets.csv"), "dataValueSets?format=csv");
        assert_eq!(super::plain("dataElements/abc"), "dataElements/abc");
        assert_eq!(super::plain("me.xml"), "me.xml");
    }
}
