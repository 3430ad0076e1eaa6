//! Long lists, a part at a time.

use maud::{Markup, html};
use store::Part;

use crate::look;
use crate::visit::Visit;

/// The last page that can be asked for: behind the end of any list, and as far as every database counts.
const LAST: usize = 1_000_000;

/// Which part of a long list is asked for: `?page=2`, from 1.
#[derive(Debug, Clone, Copy)]
pub struct Paging {
    page: usize,
    size: usize,
}

impl Paging {
    /// How many come before it.
    pub fn skip(&self) -> usize {
        (self.page - 1) * self.size
    }

    /// The same for a statement.
    pub fn part(&self) -> Part {
        Part { skip: self.skip(), size: self.size }
    }

    /// This part of a list that is here as a whole.
    pub fn of<T>(&self, all: Vec<T>) -> Vec<T> {
        all.into_iter().skip(self.skip()).take(self.size).collect()
    }

    /// The way through a list of `count`; nothing if all of it is here. `mark` is where the list stands on its
    /// page, as `#partners`, or empty.
    pub fn draw(&self, visit: &Visit, count: usize, mark: &str) -> Markup {
        let path = visit.path();
        let href = |page: usize| match page {
            1 => format!("{path}{mark}"),
            page => format!("{path}?page={page}{mark}"),
        };
        let last = count.div_ceil(self.size);
        let previous = (self.page > 1).then(|| href(self.page.min(last + 1) - 1));
        let next = (self.page < last).then(|| href(self.page + 1));
        let to = (self.skip() + self.size).min(count);
        let part = if self.skip() < count {
            let args = [("from", (self.skip() + 1).into()), ("to", to.into()), ("count", count.into())];
            visit.with("look-part", &args)
        } else {
            visit.with("look-part-behind", &[("count", count.into())])
        };
        html! {
            @if previous.is_some() || next.is_some() {
                (look::steps(visit.say(), part, previous.as_deref(), next.as_deref()))
            }
        }
    }
}

impl Visit {
    /// The part of a list that is asked for, of `size` at most.
    pub fn paging(&self, size: usize) -> Paging {
        Paging { page: self.query().parse("page").unwrap_or(1).clamp(1, LAST), size }
    }
}
