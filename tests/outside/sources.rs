//! What stands in the product's Rust sources, for tests that compare it with lists and texts.

use std::fs;
use std::path::{Path, PathBuf};

/// One file of a crate, without its tests.
pub(crate) struct Source {
    /// The module's path: `people::group::store`.
    pub(crate) module: String,
    /// What it holds, without comments.
    pub(crate) text: String,
}

/// Every file of every crate of the product.
pub(crate) fn all() -> Vec<Source> {
    let sources = files().into_iter();
    sources
        .map(|(path, text)| Source { module: module(&path), text: without_tests(&without_comments(&text)) })
        .collect()
}

/// Every line of them, with its place as the compiler names it: `crates/rooms/people/src/lib.rs:12`.
pub(crate) fn lines() -> Vec<(String, String)> {
    let root = repository();
    let lines = |(path, text): (PathBuf, String)| {
        let file = path.strip_prefix(&root).expect("a file of the repository").display().to_string();
        let numbered = without_tests(&text).lines().map(str::to_owned).zip(1..).collect::<Vec<_>>();
        numbered.into_iter().map(move |(line, number)| (format!("{file}:{number}"), line))
    };
    files().into_iter().flat_map(lines).collect()
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the repository").to_owned()
}

/// Every file that is not for tests alone, and what it holds.
fn files() -> Vec<(PathBuf, String)> {
    let crates = repository().join("crates");
    let mut files = Vec::new();
    walk(&crates, &mut files);
    files.sort();
    assert!(files.len() > 100, "only {} files were found in {}", files.len(), crates.display());
    let texts: Vec<String> = files.iter().map(|file| fs::read_to_string(file).expect("a text")).collect();
    let only_tests: Vec<String> = texts.iter().flat_map(|text| test_modules(text)).collect();
    let is_test = |file: &Path| {
        let parts: Vec<_> = file.iter().map(|part| part.to_string_lossy()).collect();
        only_tests.iter().any(|name| parts.iter().any(|part| part.trim_end_matches(".rs") == name))
    };
    files.into_iter().zip(texts).filter(|(file, _)| !is_test(file)).collect()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The modules in files of their own that a file declares for tests only.
fn test_modules(text: &str) -> Vec<String> {
    let after = text.split("#[cfg(test)]").skip(1);
    after
        .filter_map(|text| text.trim_start().strip_prefix("mod ")?.split_once(';'))
        .filter(|(name, _)| name.chars().all(|c| c.is_alphanumeric() || c == '_'))
        .map(|(name, _)| name.to_owned())
        .collect()
}

fn without_tests(text: &str) -> String {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned()
}

fn without_comments(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.fold(String::new(), |text, line| text + line + "\n")
}

/// `…/crates/rooms/people/src/group/store.rs` holds the module `people::group::store`.
fn module(path: &Path) -> String {
    let parts: Vec<String> = path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    let src = parts.iter().rposition(|part| part == "src").expect("a crate keeps its sources in src");
    let mut module = vec![parts[src - 1].clone()];
    module.extend(parts[src + 1..].iter().map(|part| part.trim_end_matches(".rs").to_owned()));
    module.retain(|part| part != "mod" && part != "lib");
    module.join("::")
}

/// The arguments of every call that begins with `name` (such as `Told::new(`), each as it is written.
pub(crate) fn calls<'t>(text: &'t str, name: &str) -> Vec<Vec<&'t str>> {
    text.match_indices(name).map(|(at, _)| arguments(&text[at + name.len()..])).collect()
}

/// The arguments up to the bracket that closes a call.
fn arguments(text: &str) -> Vec<&str> {
    let (mut depth, mut quoted, mut escaped, mut begin) = (0, false, false, 0);
    let mut found = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth > 0 => depth -= 1,
            ')' | ']' | '}' => {
                found.push(text[begin..at].trim());
                break;
            }
            ',' if depth == 0 => {
                found.push(text[begin..at].trim());
                begin = at + 1;
            }
            _ => {}
        }
    }
    found
}

/// The string literals in a piece of source.
pub(crate) fn literals(text: &str) -> Vec<&str> {
    text.split('"').skip(1).step_by(2).collect()
}

#[cfg(test)]
mod tests {
    use super::{calls, literals, module};

    #[test]
    fn calls_are_read_with_what_is_nested_in_them() {
        let text = r#"cx.tell(tx, Told::new("a.b", Ref::new("a", id), "x, (y")).await; Told::new("c.d", e)"#;
        assert_eq!(
            calls(text, "Told::new("),
            [vec![r#""a.b""#, r#"Ref::new("a", id)"#, r#""x, (y""#], vec![r#""c.d""#, "e"]]
        );
        assert_eq!(literals(r#"if a { "b" } else { "c" }"#), ["b", "c"]);
    }

    #[test]
    fn a_file_is_a_module() {
        assert_eq!(module("/a/crates/rooms/people/src/group/mod.rs".as_ref()), "people::group");
        assert_eq!(module("/a/crates/rooms/people/src/lib.rs".as_ref()), "people");
    }
}
