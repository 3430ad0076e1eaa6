//! Sums that are no network, solved exactly: linear programmes in whole numbers, and their whole-number solutions.
//!
//! Tables of three dimensions and two nested ones hang together more closely than a network. Their bounds come from the
//! simplex method without fractions (every entry of the tableau is a whole number over one common denominator), and from
//! branching where a bound is not whole. What grows beyond 128 bits or too many branches is refused, not guessed.
//!
//! Sources: Edmonds 1967 and Bareiss 1968 for elimination in whole numbers; Bland 1977 for the order of pivots.

/// More branches than this are refused.
const BRANCHES: usize = 2_000;

/// The equations `sum of coefficient x cell = right-hand side` over cells from `low` to `high`.
#[derive(Debug, Clone, Default)]
pub(super) struct Program {
    pub(super) rows: Vec<(Vec<(usize, i64)>, i64)>,
    pub(super) low: Vec<i64>,
    pub(super) high: Vec<Option<i64>>,
}

/// The least value of an objective.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Least {
    /// Nothing fits the equations.
    Nothing,
    /// It falls without end.
    Endless,
    /// Each cell as numerator over the common denominator.
    At(Vec<i128>, i128),
}

/// The numbers became too large, or the branches too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooHard;

impl Program {
    /// Whole numbers that fit, if there are any.
    pub(super) fn solution(&self) -> Result<Option<Vec<i64>>, TooHard> {
        self.best(None)
    }

    /// The least a cell can be, given that something fits.
    pub(super) fn least(&self, cell: usize) -> Result<i64, TooHard> {
        let best = self.best(Some((cell, 1)))?;
        Ok(best.map_or(self.low[cell], |best| best[cell]))
    }

    /// The most a cell can be, given that something fits; `None` if there is no limit.
    pub(super) fn most(&self, cell: usize) -> Result<Option<i64>, TooHard> {
        // Where the programme has no end and a whole solution, the whole solutions have none either (Meyer 1974).
        if self.relaxed(Some((cell, -1)))? == Least::Endless {
            return Ok(None);
        }
        Ok(self.best(Some((cell, -1)))?.map(|best| best[cell]))
    }

    /// The whole solution with the least `sign x cell`, by branching on the first cell that is not whole.
    fn best(&self, objective: Option<(usize, i64)>) -> Result<Option<Vec<i64>>, TooHard> {
        let mut best: Option<Vec<i64>> = None;
        let mut open = vec![self.clone()];
        for _ in 0..BRANCHES {
            let Some(program) = open.pop() else { return Ok(best) };
            let (values, scale) = match program.relaxed(objective)? {
                Least::Nothing => continue,
                Least::Endless => return Err(TooHard),
                Least::At(values, scale) => (values, scale),
            };
            if let (Some((cell, sign)), Some(best)) = (objective, &best)
                && values[cell] * i128::from(sign) > i128::from(best[cell] * sign - 1) * scale
            {
                continue;
            }
            match values.iter().position(|value| value % scale != 0) {
                None => best = Some(values.iter().map(|value| (value / scale) as i64).collect()),
                Some(cell) => {
                    let below = values[cell].div_euclid(scale) as i64;
                    let (mut lower, mut upper) = (program.clone(), program);
                    lower.high[cell] = Some(below);
                    upper.low[cell] = below + 1;
                    open.extend([lower, upper]);
                }
            }
            if objective.is_none() && best.is_some() {
                return Ok(best);
            }
        }
        Err(TooHard)
    }

    /// The least `sign x cell` over fractions too.
    fn relaxed(&self, objective: Option<(usize, i64)>) -> Result<Least, TooHard> {
        if (0..self.low.len()).any(|cell| self.high[cell].is_some_and(|high| high < self.low[cell])) {
            return Ok(Least::Nothing);
        }
        let Some(mut tableau) = Tableau::new(self)? else { return Ok(Least::Nothing) };
        let mut cost = vec![0; tableau.columns];
        if let Some((cell, sign)) = objective {
            cost[cell] = i128::from(sign);
        }
        if !tableau.minimise(&cost)? {
            return Ok(Least::Endless);
        }
        let mut values: Vec<i128> = self.low.iter().map(|low| i128::from(*low) * tableau.scale).collect();
        for (row, basic) in
            tableau.rows.iter().zip(&tableau.basis).filter(|(_, basic)| **basic < self.low.len())
        {
            values[*basic] += row[tableau.columns];
        }
        Ok(Least::At(values, tableau.scale))
    }
}

/// Equations solved for one cell each. Every entry stands for itself divided by `scale`; the last of a row is its
/// right-hand side.
#[derive(Debug)]
struct Tableau {
    rows: Vec<Vec<i128>>,
    basis: Vec<usize>,
    scale: i128,
    columns: usize,
}

impl Tableau {
    /// The equations with their cells above `low`, in a form that fits; `None` if nothing fits.
    fn new(program: &Program) -> Result<Option<Self>, TooHard> {
        let cells = program.low.len();
        let limits: Vec<(usize, i64)> = program
            .high
            .iter()
            .enumerate()
            .filter_map(|(cell, high)| high.map(|high| (cell, high)))
            .collect();
        let columns = cells + limits.len();
        let count = program.rows.len() + limits.len();
        let mut rows = vec![vec![0_i128; columns + count + 1]; count];
        for (row, (terms, right)) in rows.iter_mut().zip(&program.rows) {
            row[columns + count] = i128::from(*right);
            for (cell, coefficient) in terms {
                row[*cell] += i128::from(*coefficient);
                row[columns + count] -= i128::from(*coefficient) * i128::from(program.low[*cell]);
            }
        }
        for (at, (cell, high)) in limits.iter().enumerate() {
            let row = &mut rows[program.rows.len() + at];
            row[*cell] = 1;
            row[cells + at] = 1;
            row[columns + count] = i128::from(*high) - i128::from(program.low[*cell]);
        }
        for (at, row) in rows.iter_mut().enumerate() {
            if row[columns + count] < 0 {
                negate(row);
            }
            row[columns + at] = 1;
        }
        let basis = (columns..columns + count).collect();
        let mut tableau = Self { rows, basis, scale: 1, columns: columns + count };
        let cost: Vec<i128> = (0..columns + count).map(|column| i128::from(column >= columns)).collect();
        tableau.minimise(&cost)?;
        Ok(tableau.without_aids(columns)?.then_some(tableau))
    }

    /// Takes the columns that helped to find a beginning out again. Answers whether they are all zero.
    fn without_aids(&mut self, columns: usize) -> Result<bool, TooHard> {
        let right = self.columns;
        let mut at = 0;
        while at < self.rows.len() {
            if self.basis[at] < columns {
                at += 1;
            } else if self.rows[at][right] != 0 {
                return Ok(false);
            } else if let Some(column) = (0..columns).find(|column| self.rows[at][*column] != 0) {
                if self.rows[at][column] < 0 {
                    negate(&mut self.rows[at]);
                }
                self.pivot(at, column)?;
                at += 1;
            } else {
                self.rows.swap_remove(at);
                self.basis.swap_remove(at);
            }
        }
        for row in &mut self.rows {
            row.drain(columns..right);
        }
        self.columns = columns;
        Ok(true)
    }

    /// Goes to the least cost. Answers whether there is one.
    fn minimise(&mut self, cost: &[i128]) -> Result<bool, TooHard> {
        loop {
            let Some(column) = self.entering(cost)? else { return Ok(true) };
            let Some(row) = self.leaving(column)? else { return Ok(false) };
            self.pivot(row, column)?;
        }
    }

    /// The first column that would lower the cost.
    fn entering(&self, cost: &[i128]) -> Result<Option<usize>, TooHard> {
        let priced: Vec<(&Vec<i128>, i128)> = self
            .rows
            .iter()
            .zip(&self.basis)
            .filter(|(_, basic)| cost[**basic] != 0)
            .map(|(row, basic)| (row, cost[*basic]))
            .collect();
        for column in 0..self.columns {
            let mut reduced = product(cost[column], self.scale)?;
            for (row, cost) in &priced {
                reduced = reduced.checked_sub(product(row[column], *cost)?).ok_or(TooHard)?;
            }
            if reduced < 0 {
                return Ok(Some(column));
            }
        }
        Ok(None)
    }

    /// The row that first reaches zero when a column grows; of equal ones that with the first cell.
    fn leaving(&self, column: usize) -> Result<Option<usize>, TooHard> {
        let mut best: Option<usize> = None;
        for row in (0..self.rows.len()).filter(|row| self.rows[*row][column] > 0) {
            let Some(other) = best else {
                best = Some(row);
                continue;
            };
            let mine = product(self.rows[row][self.columns], self.rows[other][column])?;
            let theirs = product(self.rows[other][self.columns], self.rows[row][column])?;
            if (mine, self.basis[row]) < (theirs, self.basis[other]) {
                best = Some(row);
            }
        }
        Ok(best)
    }

    /// Solves a row for a column, whose entry there is positive, and puts it into the other rows.
    fn pivot(&mut self, row: usize, column: usize) -> Result<(), TooHard> {
        let solved = self.rows[row].clone();
        let entry = solved[column];
        for (_, other) in self.rows.iter_mut().enumerate().filter(|(at, _)| *at != row) {
            let times = other[column];
            if times == 0 && entry == self.scale {
                continue;
            }
            for (value, solved) in other.iter_mut().zip(&solved) {
                let taken = product(times, *solved)?;
                *value = product(*value, entry)?.checked_sub(taken).ok_or(TooHard)? / self.scale;
            }
        }
        self.basis[row] = column;
        self.scale = entry;
        Ok(())
    }
}

fn product(a: i128, b: i128) -> Result<i128, TooHard> {
    a.checked_mul(b).ok_or(TooHard)
}

/// The same equation with all signs turned.
fn negate(row: &mut [i128]) {
    for entry in row {
        *entry = -*entry;
    }
}
