//! How long a computation took.

use std::fmt;
use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// Runs computations and keeps how long they took, as wall time and as the processor time of all threads.
#[derive(Debug)]
pub struct Stopwatch {
    runs: u32,
    wall: Duration,
    processor: Duration,
}

impl Stopwatch {
    /// One that runs each computation so many times, at least once; the median counts.
    pub fn new(runs: u32) -> Self {
        Self { runs: runs.max(1), wall: Duration::ZERO, processor: Duration::ZERO }
    }

    /// Runs a computation and answers what it answered the last time. Its median times are added to those before.
    pub fn time<T>(&mut self, mut compute: impl FnMut() -> T) -> T {
        let mut laps = Vec::new();
        let mut lap = || {
            let (began, spent) = (Instant::now(), processor());
            let answer = compute();
            laps.push((began.elapsed(), processor().saturating_sub(spent)));
            answer
        };
        for _ in 1..self.runs {
            drop(lap());
        }
        let answer = lap();
        self.wall += median(laps.iter().map(|lap| lap.0));
        self.processor += median(laps.iter().map(|lap| lap.1));
        answer
    }

    /// Wall time so far.
    pub fn wall(&self) -> Duration {
        self.wall
    }

    /// Processor time of all threads so far.
    pub fn processor(&self) -> Duration {
        self.processor
    }
}

/// `time: wall 0.012345 s, cpu 0.023456 s`: programs read it.
impl fmt::Display for Stopwatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "time: wall {:.6} s, cpu {:.6} s", self.wall.as_secs_f64(), self.processor.as_secs_f64())
    }
}

fn median(times: impl Iterator<Item = Duration>) -> Duration {
    let mut times: Vec<Duration> = times.collect();
    times.sort();
    times[times.len() / 2]
}

/// What the process has spent so far, user and system.
fn processor() -> Duration {
    let spent = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(spent.tv_sec as u64, spent.tv_nsec as u32)
}
