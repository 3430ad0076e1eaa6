//! For the permission matrix alone: which checks refuse, and what becomes of the matrix when one is deleted.
//! Compiled only with the feature `watched`, which the program never has.

use std::panic::Location;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A place in the sources where a check stands.
pub type Site = &'static Location<'static>;

struct Watch {
    refused: Vec<Site>,
    deleted: Option<Site>,
}

static WATCH: Mutex<Watch> = Mutex::new(Watch { refused: Vec::new(), deleted: None });

fn watch() -> MutexGuard<'static, Watch> {
    WATCH.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The checks that refused somebody since this was asked last.
pub fn refused() -> Vec<Site> {
    std::mem::take(&mut watch().refused)
}

/// Lets everybody pass the check at `site`, as if it were not there; all stand again with `None`.
pub fn delete(site: Option<Site>) {
    watch().deleted = site;
}

/// Notes that the check at `site` refuses somebody; answers whether it is deleted and lets them pass all the same.
pub(crate) fn lets_pass(site: Site) -> bool {
    let mut watch = watch();
    watch.refused.push(site);
    watch.deleted == Some(site)
}
