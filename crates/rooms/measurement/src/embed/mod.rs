//! One measure on somebody else's page: as a picture or as a small page, from the latest edition alone, with the way
//! back.

pub(crate) mod page;
