//! Small numbers: hiding what would show single people, and finding what a reader could still work out.
//!
//! Hiding small cells alone is no protection: in real tables a third to a half of them follow from the totals. So
//! [`publish`] hides companions too, [`round`] shows everything else only roughly, and [`audit`] solves for what is hidden,
//! exactly, whoever made the table.
//!
//! ```
//! use signals::disclosure::{Cell, Interval, Rule, Table, audit, publish};
//!
//! let surface = Table::new(["a", "b"], ["x", "y"]).surface();
//! let values = [3, 20, 23, 15, 40, 55, 18, 60, 78];
//!
//! let mut known = values.map(Interval::exactly);
//! known[0] = Interval::at_least(0); // the 3 is hidden, all else is shown
//! assert_eq!(audit(&surface, &known).unwrap()[0].exact(), Some(3));
//!
//! let cells = values.map(|value| Cell { value, ..Cell::default() });
//! let published = publish(&surface, &cells, &Rule::default()).unwrap();
//! assert_eq!(published.pattern().iter().filter(|hidden| **hidden).count(), 4);
//! assert_eq!(published.learned[0].to_string(), "1 to 17");
//! ```

mod audit;
mod companions;
mod flow;
mod greedy;
mod long_table;
mod program;
mod publish;
mod rounding;
mod rule;
mod surface;
mod table;
#[cfg(test)]
mod tests;

pub use audit::audit;
pub use long_table::{Entry, LongTable, long_table};
pub use publish::{Publication, publish, publish_again};
pub use rounding::{Rounded, Rounding, Shown, round, round_again};
pub use rule::{Cell, Protection, Reason, Rule, Standing};
pub use surface::{Fault, Interval, LARGEST, Sum, Surface};
pub use table::{Line, Table};
