//! Running the installation: accounts, initiatives, mails.

pub(crate) mod page;
