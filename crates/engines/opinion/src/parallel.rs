//! Work in parts on every core, with an answer that does not depend on how many there are.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Does parts `0..parts` on at most `threads` threads and answers in the order of the parts. What the parts
/// are must not depend on the number of threads; then what is summed over the answers does not either, to the
/// last bit.
pub(crate) fn in_order<T: Send>(parts: usize, threads: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let threads = threads.min(parts);
    if threads <= 1 {
        return (0..parts).map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        loop {
            let part = next.fetch_add(1, Ordering::Relaxed);
            if part >= parts {
                return done;
            }
            done.push((part, work(part)));
        }
    };
    let mut answers: Vec<(usize, T)> = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(worker)).collect();
        let mut done = worker();
        for other in others {
            match other.join() {
                Ok(more) => done.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    answers.sort_unstable_by_key(|&(part, _)| part);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

/// As many threads as the machine has cores for us.
pub(crate) fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn answers_stand_in_order() {
        for threads in [0, 1, 2, 7] {
            assert_eq!(
                in_order(100, threads, |part| part * part),
                (0..100).map(|n| n * n).collect::<Vec<_>>()
            );
        }
        assert!(in_order(0, 4, |part| part).is_empty());
    }
}
