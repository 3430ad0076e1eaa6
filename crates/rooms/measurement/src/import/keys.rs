//! What files call somebody or something of ours.

use std::collections::HashMap;

use super::read::plain;

/// Which names in files stand for which partner or category, by its place in a list.
#[derive(Debug, Default)]
pub(crate) struct Keys(HashMap<String, Option<usize>>);

impl Keys {
    /// From `(place, code, name)`. A code goes before a name; what would stand for two stands for none.
    pub(crate) fn new<'a>(of: impl IntoIterator<Item = (usize, &'a str, &'a str)>) -> Self {
        let (mut codes, mut names) = (HashMap::new(), HashMap::new());
        let add = |keys: &mut HashMap<String, Option<usize>>, key: String, place: usize| {
            if !key.is_empty() {
                let known = keys.entry(key).or_insert(Some(place));
                *known = known.filter(|known| *known == place);
            }
        };
        for (place, code, name) in of {
            for key in [plain(code), without_zeros(&plain(code))] {
                add(&mut codes, key, place);
            }
            add(&mut names, plain(name), place);
        }
        for (key, place) in names {
            codes.entry(key).or_insert(place);
        }
        Self(codes)
    }

    /// Spreadsheets take the zeros from the front of a code; so they do not count.
    pub(crate) fn find(&self, cell: &str) -> Option<usize> {
        let key = plain(cell);
        let find = |key: &str| self.0.get(key).copied().flatten();
        find(&key).or_else(|| find(&without_zeros(&key)))
    }
}

fn without_zeros(code: &str) -> String {
    let digits = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit());
    if digits { code.trim_start_matches('0').to_owned() } else { code.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::Keys;

    #[test]
    fn codes_and_names_are_found_as_files_write_them() {
        let keys = Keys::new([(0, "01001", "Autauga"), (1, "1003", "Baldwin"), (2, "", "baldwin")]);
        assert_eq!(
            [" 1001 ", "001001", "AUTAUGA", "1003"].map(|key| keys.find(key)),
            [Some(0), Some(0), Some(0), Some(1)]
        );
        assert_eq!(["Baldwin", "", "0"].map(|key| keys.find(key)), [None; 3], "two of a name are none");
    }
}
