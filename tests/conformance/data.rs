//! The folder of data.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

/// A file or folder of the data. Fails if the variable or the file is missing: nothing is skipped in silence.
pub(crate) fn path(name: &str) -> PathBuf {
    let folder = std::env::var_os("GROUNDSWELL_DATA").expect("GROUNDSWELL_DATA names the folder of data");
    let path = PathBuf::from(folder).join(name);
    assert!(path.exists(), "{} is missing", path.display());
    path
}

/// A text.
pub(crate) fn text(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// What a JSON file holds.
pub(crate) fn json(name: &str) -> Value {
    serde_json::from_str(&text(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The files of a folder with this ending, by name.
pub(crate) fn files(folder: &str, ending: &str) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(path(folder))
        .unwrap_or_else(|error| panic!("{folder}: {error}"))
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name in UTF-8"))
        .filter(|name| name.ends_with(ending))
        .collect();
    names.sort();
    assert!(!names.is_empty(), "{folder} holds nothing that ends in {ending}");
    names
}
