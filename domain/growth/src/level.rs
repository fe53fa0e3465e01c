//! Levels: points made visible. Each takes ten points more than the one before, so that the
//! first comes soon and the later ones mean something.

use serde::{Deserialize, Serialize};

use crate::AchievementProgress;

/// Where somebody stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Level {
    /// From 1.
    pub number: i64,
    pub points: i64,
    /// Points at which this level began.
    pub from: i64,
    /// Points at which the next begins.
    pub next: i64,
}

impl Level {
    /// The level of so many points; less than none count as none.
    pub fn of(points: i64) -> Level {
        let points = points.max(0);
        // Level n begins at 5·n·(n − 1) points; solved for n, then corrected for rounding.
        let mut number = ((1.0 + (1.0 + 0.8 * points as f64).sqrt()) / 2.0).floor().max(1.0) as i64;
        while begin(number + 1) <= points {
            number += 1;
        }
        while number > 1 && begin(number) > points {
            number -= 1;
        }
        Level { number, points, from: begin(number), next: begin(number + 1) }
    }
}

fn begin(level: i64) -> i64 {
    5_i64.saturating_mul(level).saturating_mul(level - 1)
}

/// What others see of somebody's achievements.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ShownAchievements {
    pub level: Level,
    /// The reached ones only, the newest first.
    pub achievements: Vec<AchievementProgress>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn levels_begin_where_they_should() {
        let table = [(-5, 1), (0, 1), (9, 1), (10, 2), (29, 2), (30, 3), (59, 3), (60, 4), (100, 5), (4_500, 30)];
        for (points, number) in table {
            assert_eq!(Level::of(points).number, number, "{points}");
        }
    }

    proptest! {
        #[test]
        fn points_lie_within_their_level(points in 0_i64..1_000_000_000_000) {
            let level = Level::of(points);
            prop_assert!(level.from <= points && points < level.next);
        }
    }
}
