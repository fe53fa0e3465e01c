//! What the next two weeks may bring: every weekday as it was, on average, over the last four
//! weeks, scaled by how those weeks compare with the four before (at most half or double).
//! A seasonal naive forecast with a trend: good enough to plan reviewers, and easy to explain.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// With less behind us there is no forecast.
pub const HISTORY_WEEKS: usize = 8;
/// Days that are forecast.
const HORIZON: usize = 14;
/// Weeks that are averaged.
const WEEKS: usize = 4;

/// Days as they were and as they may be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Forecast {
    /// The last eight weeks; yesterday is the last day, for today is not over.
    pub history: Vec<(NaiveDate, f64)>,
    /// From today on; estimates, to be shown as such.
    pub expected: Vec<(NaiveDate, f64)>,
}

/// From the counts of whole days, of which the last is yesterday. `None` with less than eight
/// weeks since the first day on which anything happened, or when nothing did in the last four.
pub fn forecast(today: NaiveDate, days: &[f64]) -> Option<Forecast> {
    let begun = days.iter().position(|&value| value > 0.0)?;
    let days = &days[begun..];
    if days.len() < HISTORY_WEEKS * 7 {
        return None;
    }
    let history = &days[days.len() - HISTORY_WEEKS * 7..];
    let (earlier, recent) = history.split_at((HISTORY_WEEKS - WEEKS) * 7);
    let (before, now) = (earlier.iter().sum::<f64>(), recent.iter().sum::<f64>());
    if now == 0.0 {
        return None;
    }
    // The second four weeks against the first four: half of that change again in two weeks.
    let trend = if before == 0.0 { 1.0 } else { (now / before).clamp(0.5, 2.0).sqrt() };
    let expected = (0..HORIZON).map(|ahead| {
        let same_weekday = recent.iter().skip(ahead % 7).step_by(7);
        let value = same_weekday.sum::<f64>() / WEEKS as f64 * trend;
        (today + Days::new(ahead as u64), (value * 10.0).round() / 10.0)
    });
    let first = today - Days::new(history.len() as u64);
    Some(Forecast {
        expected: expected.collect(),
        history: history.iter().enumerate().map(|(i, &value)| (first + Days::new(i as u64), value)).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        "2026-11-21".parse().unwrap()
    }

    #[test]
    fn a_steady_week_is_expected_again() {
        let week = [1.0, 2.0, 3.0, 4.0, 5.0, 0.0, 9.0];
        let days: Vec<f64> = week.iter().copied().cycle().take(7 * 10).collect();
        let forecast = forecast(today(), &days).unwrap();
        let expected: Vec<f64> = forecast.expected.iter().map(|(_, value)| *value).collect();
        assert_eq!(expected, [week, week].concat());
        assert_eq!(forecast.expected[0].0, today());
        assert_eq!(forecast.history.len(), 56);
        assert_eq!(forecast.history[55].0, today().pred_opt().unwrap());
    }

    #[test]
    fn growth_goes_on_but_never_runs_away() {
        let days: Vec<f64> = [vec![1.0; 28], vec![100.0; 28]].concat();
        let forecast = forecast(today(), &days).unwrap();
        assert!((forecast.expected[0].1 - 141.4).abs() < 0.1, "{:?}", forecast.expected);
    }

    #[test]
    fn too_little_history_is_no_forecast() {
        let quiet_start: Vec<f64> = [vec![0.0; 100], vec![5.0; 55]].concat();
        let table: [(&str, Vec<f64>); 4] = [
            ("nothing", vec![]),
            ("nothing ever happened", vec![0.0; 200]),
            ("begun less than eight weeks ago", quiet_start),
            ("nothing lately", [vec![5.0; 60], vec![0.0; 28]].concat()),
        ];
        for (what, days) in table {
            assert_eq!(forecast(today(), &days), None, "{what}");
        }
    }
}
