//! Chance from a seed, the same everywhere: splitmix64 (G. L. Steele, D. Lea, C. H. Flood, "Fast splittable
//! pseudorandom number generators", 2014).

/// The step between two states: 2^64 divided by the golden ratio, made odd.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// The finishing steps of splitmix64: every bit of the input moves every bit of the answer.
pub(crate) fn mixed(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// What falls to something numbered, for this seed.
pub(crate) fn lot(seed: u64, number: u32) -> u64 {
    mixed(seed.wrapping_add((u64::from(number) + 1).wrapping_mul(STEP)))
}

/// A number in [0, 1) from a lot: its upper 53 bits.
pub(crate) fn share(lot: u64) -> f64 {
    (lot >> 11) as f64 / (1_u64 << 53) as f64
}

/// A stream of lots.
#[derive(Debug, Clone)]
pub(crate) struct Lots(u64);

impl Lots {
    /// The stream of a seed. Streams of neighbouring seeds share nothing, since the seed is mixed first.
    pub(crate) fn new(seed: u64) -> Self {
        Self(mixed(seed.wrapping_add(STEP)))
    }

    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        mixed(self.0)
    }

    /// Uniform in [0, 1).
    pub(crate) fn share(&mut self) -> f64 {
        share(self.draw())
    }

    /// Uniform in 0..`below` (D. Lemire, 2019, without the rejection: the bias is below 2^-32).
    pub(crate) fn below(&mut self, below: usize) -> usize {
        ((u128::from(self.draw()) * below as u128) >> 64) as usize
    }

    /// Two independent standard normal numbers (G. E. P. Box, M. E. Muller, 1958).
    pub(crate) fn normal(&mut self) -> [f64; 2] {
        let radius = (-2.0 * (1.0 - self.share()).ln()).sqrt();
        let (sin, cos) = (std::f64::consts::TAU * self.share()).sin_cos();
        [radius * cos, radius * sin]
    }

    /// Any order of a list is as likely as any other (R. Durstenfeld, 1964).
    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first numbers of the published generator for seed 1234567.
    #[test]
    fn the_stream_is_splitmix64() {
        let mut lots = Lots(1_234_567);
        let drawn: Vec<u64> = (0..3).map(|_| lots.draw()).collect();
        assert_eq!(drawn, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn normal_numbers_have_mean_nought_and_variance_one() {
        let mut lots = Lots::new(7);
        let drawn: Vec<f64> = (0..50_000).flat_map(|_| lots.normal()).collect();
        let mean = drawn.iter().sum::<f64>() / drawn.len() as f64;
        let variance = drawn.iter().map(|x| x * x).sum::<f64>() / drawn.len() as f64;
        assert!(mean.abs() < 0.015 && (variance - 1.0).abs() < 0.02, "{mean} {variance}");
    }
}
