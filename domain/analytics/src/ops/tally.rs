//! From facts to figures: pure sums, means, medians and shares.

use std::collections::{BTreeMap, HashMap};

use crate::model::{Aggregate, Measure};

/// The facts of one measure at one place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    n: i64,
    total: i64,
    /// How many facts in each bar of the histogram.
    bars: BTreeMap<i32, i64>,
}

impl Tally {
    pub fn add(&mut self, bar: i32, n: i64, total: i64) {
        self.n += n;
        self.total += total;
        *self.bars.entry(bar).or_default() += n;
    }

    fn merge(&mut self, other: &Tally) {
        self.n += other.n;
        self.total += other.total;
        for (bar, n) in &other.bars {
            *self.bars.entry(*bar).or_default() += n;
        }
    }

    /// The middle one's length in seconds: its bar's geometric middle.
    fn median(&self) -> Option<f64> {
        let mut left = (self.n + 1) / 2;
        for (bar, n) in &self.bars {
            left -= n;
            if left <= 0 && self.n > 0 {
                return Some(((f64::from(*bar) + 0.5) / 8.0).exp2().round());
            }
        }
        None
    }
}

/// The facts of several measures at one place.
#[derive(Clone, Debug, Default)]
pub(super) struct Tallies(HashMap<Measure, Tally>);

impl Tallies {
    pub fn add(&mut self, measure: Measure, bar: i32, n: i64, total: i64) {
        self.0.entry(measure).or_default().add(bar, n, total);
    }

    pub fn merge(&mut self, other: &Tallies) {
        for (measure, tally) in &other.0 {
            self.0.entry(*measure).or_default().merge(tally);
        }
    }

    fn n(&self, measure: Measure) -> i64 {
        self.0.get(&measure).map_or(0, |tally| tally.n)
    }

    /// How many different people; never merged from several places.
    pub fn people(&self, measure: Measure) -> i64 {
        self.n(measure)
    }

    /// The figure; `None` is unknown: a mean or a share of nothing.
    pub fn value(&self, measure: Measure) -> Option<f64> {
        let tally = self.0.get(&measure).filter(|tally| tally.n > 0);
        match measure.spec().aggregate {
            Aggregate::Count | Aggregate::Now => Some(self.n(measure) as f64),
            Aggregate::Sum(unit) => Some(tally.map_or(0.0, |tally| tally.total as f64 / unit as f64)),
            Aggregate::Money => Some(tally.map_or(0.0, |tally| tally.total as f64)),
            Aggregate::Average => tally.map(|tally| tally.total as f64 / tally.n as f64),
            Aggregate::Median => tally.and_then(Tally::median),
            Aggregate::Rate(of, among) => {
                let sum = |measures: &[Measure]| measures.iter().map(|measure| self.n(*measure)).sum::<i64>();
                let all = sum(among);
                (all > 0).then(|| sum(of) as f64 / all as f64)
            }
            Aggregate::People => None,
        }
    }

    /// Whether there is nothing to show of the measure.
    pub fn is_empty(&self, measure: Measure) -> bool {
        measure.parts().into_iter().all(|part| self.n(part) == 0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// As `analytics.bar` in the database.
    fn bar(seconds: f64) -> i32 {
        (8.0 * seconds.max(1.0).ln() / 2f64.ln()).floor() as i32
    }

    fn tallies(facts: &[(Measure, i64, i64)]) -> Tallies {
        let mut tallies = Tallies::default();
        for (measure, n, total) in facts {
            tallies.add(*measure, 0, *n, *total);
        }
        tallies
    }

    #[test]
    fn nothing_is_zero_of_a_count_and_unknown_of_a_mean() {
        let none = Tallies::default();
        assert_eq!(none.value(Measure::ReportsSent), Some(0.0));
        assert_eq!(none.value(Measure::Hours), Some(0.0));
        assert_eq!(none.value(Measure::Raised), Some(0.0));
        assert_eq!(none.value(Measure::AverageRating), None);
        assert_eq!(none.value(Measure::ReportReviewTime), None);
        assert_eq!(none.value(Measure::ApprovalShare), None);
    }

    #[test]
    fn figures_of_facts() {
        let some = tallies(&[
            (Measure::ReportsApproved, 3, 0),
            (Measure::ReportsRejected, 1, 0),
            (Measure::AverageRating, 4, 18),
            (Measure::Hours, 2, 270),
            (Measure::Raised, 2, 1_250_050),
        ]);
        assert_eq!(some.value(Measure::ApprovalShare), Some(0.75));
        assert_eq!(some.value(Measure::AverageRating), Some(4.5));
        assert_eq!(some.value(Measure::Hours), Some(4.5));
        assert_eq!(some.value(Measure::Raised), Some(1_250_050.0));
        assert_eq!(Measure::Raised.for_programs(1_250_050.0), 12_500.5);
    }

    proptest! {
        #[test]
        fn a_median_is_right_to_within_five_hundredths(mut lengths in prop::collection::vec(2f64..1e8, 1..200)) {
            let mut tally = Tally::default();
            for length in &lengths {
                tally.add(bar(*length), 1, 0);
            }
            lengths.sort_by(f64::total_cmp);
            let exact = lengths[lengths.len().div_ceil(2) - 1];
            let median = tally.median().unwrap();
            // Whole seconds count beside the width of a bar.
            prop_assert!((median - exact).abs() <= exact * 0.045 + 0.5, "{median} for {exact}");
        }
    }
}
