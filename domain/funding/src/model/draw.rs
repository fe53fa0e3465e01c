//! Whose money pays: the oldest first.

/// Takes an amount from purses in their order: how much from which. What they do not have is not
/// taken; the sum tells.
pub fn draw(purses: &[(i64, i64)], amount_minor: i64) -> Vec<(i64, i64)> {
    let mut left = amount_minor;
    let mut taken = Vec::new();
    for &(purse, has) in purses {
        let take = has.min(left);
        if take > 0 {
            taken.push((purse, take));
            left -= take;
        }
    }
    taken
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_oldest_pays_first() {
        let purses = [(1, 100), (2, 50), (3, 10)];
        assert_eq!(draw(&purses, 120), [(1, 100), (2, 20)]);
        assert_eq!(draw(&purses, 160), [(1, 100), (2, 50), (3, 10)]);
        assert_eq!(draw(&purses, 200).iter().map(|(_, taken)| taken).sum::<i64>(), 160);
        assert_eq!(draw(&[], 5), []);
    }

    proptest! {
        #[test]
        fn nobody_gives_more_than_they_have(
            purses in prop::collection::vec(0_i64..1_000_000, 0..20),
            amount in 1_i64..5_000_000,
        ) {
            let purses: Vec<(i64, i64)> = purses.into_iter().enumerate().map(|(i, has)| (i as i64, has)).collect();
            let taken = draw(&purses, amount);
            let total: i64 = purses.iter().map(|(_, has)| has).sum();
            prop_assert_eq!(taken.iter().map(|(_, taken)| taken).sum::<i64>(), amount.min(total));
            for (purse, amount) in &taken {
                prop_assert!(*amount > 0 && *amount <= purses[*purse as usize].1);
            }
        }
    }
}
