//! Work on all cores whose result does not depend on how many there are.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Does the tasks 0, 1, … and answers their results in that order, whoever did them. Each thread makes itself a `desk` to
/// work on once; a task must not depend on what earlier ones left there.
pub(crate) fn spread<D, T: Send>(
    tasks: usize,
    desk: impl Fn() -> D + Sync,
    work: impl Fn(&mut D, usize) -> T + Sync,
) -> Vec<T> {
    spread_on(thread::available_parallelism().map_or(1, NonZero::get), tasks, desk, work)
}

fn spread_on<D, T: Send>(
    threads: usize,
    tasks: usize,
    desk: impl Fn() -> D + Sync,
    work: impl Fn(&mut D, usize) -> T + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let run = || {
        let mut desk = desk();
        let mut done = Vec::new();
        loop {
            let task = next.fetch_add(1, Ordering::Relaxed);
            if task >= tasks {
                return done;
            }
            done.push((task, work(&mut desk, task)));
        }
    };
    let mut results = thread::scope(|scope| {
        let others: Vec<_> = (1..threads.min(tasks)).map(|_| scope.spawn(run)).collect();
        let mut results = run();
        for other in others {
            results.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        results
    });
    results.sort_unstable_by_key(|(task, _)| *task);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_the_order_of_tasks_whatever_the_threads() {
        let squares: Vec<usize> = (0..100).map(|at| at * at).collect();
        for threads in [1, 2, 7] {
            assert_eq!(spread_on(threads, 100, || (), |(), at| at * at), squares);
        }
        assert!(spread_on(3, 0, || (), |(), at| at).is_empty());
    }
}
