//! When a delivery that failed is tried again.

use chrono::TimeDelta;

/// Minutes before each further attempt. Together a day and a half: a mail server that breaks on a
/// Saturday evening is mended on Monday morning, and its mails still go out.
const PAUSES: [i64; 9] = [1, 5, 30, 2 * 60, 6 * 60, 6 * 60, 6 * 60, 6 * 60, 6 * 60];

/// What follows a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Another attempt after this long.
    After(TimeDelta),
    GiveUp,
}

/// After attempt number `attempts` (from 1) failed for now. When somebody tries one that was given
/// up again, the count begins anew.
pub fn after_failure(attempts: i32) -> Next {
    let round = PAUSES.len() + 1;
    let index = (usize::try_from(attempts).unwrap_or(1).max(1) - 1) % round;
    PAUSES.get(index).map_or(Next::GiveUp, |minutes| Next::After(TimeDelta::minutes(*minutes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end() {
        let minutes = |attempts| match after_failure(attempts) {
            Next::After(pause) => Some(pause.num_minutes()),
            Next::GiveUp => None,
        };
        let table = [(1, Some(1)), (2, Some(5)), (3, Some(30)), (4, Some(120)), (5, Some(360)), (9, Some(360))];
        for (attempts, expected) in table {
            assert_eq!(minutes(attempts), expected, "{attempts}");
        }
        assert_eq!(minutes(10), None);
        // Tried again by hand.
        assert_eq!(minutes(11), Some(1));
        assert_eq!(minutes(20), None);
        assert_eq!(minutes(i32::MIN), Some(1));
    }
}
