//! Times in buckets of fixed relative width.

use serde::Serialize;
use std::time::Duration;

/// Buckets for each power of two: a value is known to within 1/64 of itself.
const STEPS_BITS: u32 = 6;
const STEPS: u64 = 1 << STEPS_BITS;
/// Powers of two above the exact ones: enough for 2^42 nanoseconds, more than an hour.
const POWERS: usize = 37;
const BUCKETS: usize = 64 * POWERS;

/// How often each time was seen, in nanoseconds, with a relative error of at most 1/64.
///
/// Its size is fixed (19 kB), so it can be filled for hours without growing. Longer times than an hour are
/// counted as the longest bucket; the largest value itself is kept exactly.
#[derive(Debug, Clone)]
pub struct Histogram {
    counts: Vec<u64>,
    total: u64,
    max: u64,
    sum: u128,
}

/// The figures of a histogram that a report prints, in milliseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Summary {
    /// How many times were seen.
    pub count: u64,
    /// The arithmetic mean.
    pub mean_ms: f64,
    /// Half were at most this long.
    pub p50_ms: f64,
    /// Nine of ten were at most this long.
    pub p90_ms: f64,
    /// 99 of a hundred were at most this long.
    pub p99_ms: f64,
    /// 999 of a thousand were at most this long.
    pub p999_ms: f64,
    /// The longest, exactly.
    pub max_ms: f64,
}

impl Default for Histogram {
    fn default() -> Self {
        Self::new()
    }
}

impl Histogram {
    /// An empty histogram.
    pub fn new() -> Self {
        Self { counts: vec![0; BUCKETS], total: 0, max: 0, sum: 0 }
    }

    /// Counts one time.
    pub fn record(&mut self, time: Duration) {
        let nanoseconds = u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
        self.counts[bucket_of(nanoseconds)] += 1;
        self.total += 1;
        self.sum += u128::from(nanoseconds);
        self.max = self.max.max(nanoseconds);
    }

    /// How many times were counted.
    pub fn count(&self) -> u64 {
        self.total
    }

    /// The longest time, exactly.
    pub fn max(&self) -> Duration {
        Duration::from_nanos(self.max)
    }

    /// A time that at least `per_thousand` of a thousand values do not exceed: the upper edge of its bucket,
    /// never more than the largest value seen. Zero when nothing was counted.
    pub fn quantile(&self, per_thousand: u64) -> Duration {
        let wanted = (u128::from(self.total) * u128::from(per_thousand)).div_ceil(1000).max(1);
        let mut seen = 0_u128;
        for (bucket, count) in self.counts.iter().enumerate() {
            seen += u128::from(*count);
            if seen >= wanted {
                return Duration::from_nanos(upper_edge(bucket).min(self.max));
            }
        }
        self.max()
    }

    /// Adds what another one counted.
    pub fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.counts.iter_mut().zip(&other.counts) {
            *mine += theirs;
        }
        self.total += other.total;
        self.sum += other.sum;
        self.max = self.max.max(other.max);
    }

    /// Forgets everything, as after a warm-up.
    pub fn clear(&mut self) {
        self.counts.fill(0);
        self.total = 0;
        self.sum = 0;
        self.max = 0;
    }

    /// The figures for a report.
    pub fn summary(&self) -> Summary {
        let mean = self.sum.checked_div(u128::from(self.total)).unwrap_or(0);
        Summary {
            count: self.total,
            mean_ms: milliseconds(Duration::from_nanos(u64::try_from(mean).unwrap_or(u64::MAX))),
            p50_ms: milliseconds(self.quantile(500)),
            p90_ms: milliseconds(self.quantile(900)),
            p99_ms: milliseconds(self.quantile(990)),
            p999_ms: milliseconds(self.quantile(999)),
            max_ms: milliseconds(self.max()),
        }
    }
}

/// Milliseconds to three places, as a report prints them.
pub(crate) fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1_000_000.0).round() / 1000.0
}

/// Values under `2 * STEPS` have a bucket each; above that every power of two is cut into `STEPS` buckets.
fn bucket_of(value: u64) -> usize {
    if value < 2 * STEPS {
        return usize::try_from(value).unwrap_or(BUCKETS - 1);
    }
    let shift = value.ilog2() - STEPS_BITS;
    let step = (value >> shift) - STEPS;
    let bucket = u64::from(shift + 1) * STEPS + step;
    usize::try_from(bucket).unwrap_or(BUCKETS - 1).min(BUCKETS - 1)
}

/// The largest value that falls into a bucket.
fn upper_edge(bucket: usize) -> u64 {
    let bucket = u64::try_from(bucket).unwrap_or(u64::MAX);
    if bucket < 2 * STEPS {
        return bucket;
    }
    let shift = bucket / STEPS - 1;
    let step = bucket % STEPS + STEPS;
    ((step + 1) << shift) - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(values: impl IntoIterator<Item = u64>) -> Histogram {
        let mut histogram = Histogram::new();
        for value in values {
            histogram.record(Duration::from_nanos(value));
        }
        histogram
    }

    #[test]
    fn every_value_falls_into_a_bucket_whose_edges_hold_it() {
        let mut last_bucket = 0;
        for power in 0..41 {
            for offset in [0_u64, 1, 2, 63, 64, 65] {
                let value = (1_u64 << power) + offset;
                let bucket = bucket_of(value);
                assert!(upper_edge(bucket) >= value, "{value} is above the edge of its bucket");
                assert!(bucket == 0 || upper_edge(bucket - 1) < value, "{value} belongs to a lower bucket");
                let error = upper_edge(bucket) - value;
                assert!(error * STEPS <= value, "{value} is off by {error}");
                last_bucket = last_bucket.max(bucket);
            }
        }
        assert!(last_bucket < BUCKETS);
    }

    #[test]
    fn quantiles_of_a_known_spread_are_right_within_the_promised_error() {
        let histogram = filled((1..=10_000_u64).map(|step| step * 1_000));
        for (per_thousand, exact) in [(500, 5_000_000_u64), (900, 9_000_000), (990, 9_900_000), (999, 9_990_000)] {
            let found = u64::try_from(histogram.quantile(per_thousand).as_nanos()).expect("an hour fits");
            assert!(found >= exact && found - exact <= exact / STEPS, "p{per_thousand}: {found}, not {exact}");
        }
        assert_eq!(histogram.quantile(1000), Duration::from_millis(10));
        assert_eq!(histogram.max(), Duration::from_millis(10));
    }

    #[test]
    fn one_slow_request_in_a_hundred_is_not_hidden() {
        let histogram = filled((0..990).map(|_| 1_000_000).chain((0..10).map(|_| 250_000_000)));
        let summary = histogram.summary();
        assert!(summary.p99_ms < 1.1, "{summary:?}");
        assert!(summary.p999_ms > 249.0, "{summary:?}");
        assert!((summary.max_ms - 250.0).abs() < f64::EPSILON);
    }

    #[test]
    fn nothing_counted_is_zero_everywhere() {
        assert_eq!(Histogram::new().summary(), Summary::default());
    }

    #[test]
    fn a_time_beyond_the_last_bucket_keeps_its_exact_maximum() {
        let histogram = filled([u64::MAX, 5]);
        assert_eq!(histogram.max(), Duration::from_nanos(u64::MAX));
        assert_eq!(histogram.count(), 2);
    }

    #[test]
    fn merging_is_counting_both_and_clearing_forgets() {
        let mut left = filled([1_000, 2_000, 3_000]);
        let right = filled([4_000_000]);
        left.merge(&right);
        assert_eq!(left.count(), 4);
        assert_eq!(left.summary(), filled([1_000, 2_000, 3_000, 4_000_000]).summary());
        left.clear();
        assert_eq!(left.summary(), Summary::default());
    }
}
