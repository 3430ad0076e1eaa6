//! Which of what is said of ties is their weight.

use super::TieRow;

/// Takes the attribute named `weight`, else `level`, else `strength`, in any case of letters, to be the ties' weight, if
/// whatever it holds are numbers. Answers what the file calls it.
pub(super) fn take(ties: &mut [TieRow]) -> Option<String> {
    let name = ["weight", "level", "strength"].iter().find_map(|name| {
        let cells = || {
            ties.iter().flat_map(|tie| &tie.attributes).filter(|(other, _)| other.eq_ignore_ascii_case(name))
        };
        cells().all(|(_, cell)| cell.is_empty() || number(cell).is_some()).then(|| cells().next()).flatten()
    });
    let name = name?.0.clone();
    for tie in ties {
        if let Some(at) = tie.attributes.iter().position(|(other, _)| other.eq_ignore_ascii_case(&name)) {
            tie.weight = number(&tie.attributes.remove(at).1);
        }
    }
    Some(name)
}

fn number(cell: &str) -> Option<f64> {
    cell.parse().ok().filter(|value: &f64| value.is_finite())
}
