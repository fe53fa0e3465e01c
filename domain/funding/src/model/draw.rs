//! Whose money pays: the oldest first. And to whom it comes back.

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

/// Gives back what purses paid, to each as much as it paid and has room for, and the rest (with what
/// nobody in particular paid) to the others in the order of `room`. Nobody gets more than was taken
/// from them.
pub fn give_back(paid: &[(i64, i64)], room: &[(i64, i64)], more: i64) -> Vec<(i64, i64)> {
    let mut left: i64 = paid.iter().map(|(_, amount)| amount).sum::<i64>() + more;
    let mut given: Vec<(i64, i64)> = Vec::new();
    for &(purse, has_room) in room {
        let own = paid.iter().find(|(payer, _)| *payer == purse).map_or(0, |(_, amount)| *amount);
        given.push((purse, own.min(has_room).max(0)));
    }
    left -= given.iter().map(|(_, amount)| amount).sum::<i64>();
    for ((_, amount), (_, has_room)) in given.iter_mut().zip(room) {
        let further = (has_room - *amount).clamp(0, left.max(0));
        *amount += further;
        left -= further;
    }
    given.retain(|(_, amount)| *amount > 0);
    given
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

    #[test]
    fn what_was_paid_comes_back_to_who_paid() {
        let room = [(3, 10), (2, 50), (1, 100)];
        assert_eq!(give_back(&[(1, 100), (2, 20)], &room, 0), [(2, 20), (1, 100)]);
        // Spent ahead and paid for since by the newest.
        assert_eq!(give_back(&[(1, 100)], &room, 15), [(3, 10), (2, 5), (1, 100)]);
        // One of them was given back already what it paid.
        assert_eq!(give_back(&[(1, 100)], &[(2, 60), (1, 40)], 0), [(2, 60), (1, 40)]);
        assert_eq!(give_back(&[], &room, 0), []);
    }

    proptest! {
        #[test]
        fn all_comes_back_and_nobody_gets_too_much(
            room in prop::collection::vec(0_i64..1_000_000, 1..10),
            paid in prop::collection::vec(0_i64..1_000_000, 1..10),
            more in 0_i64..1_000_000,
        ) {
            let room: Vec<(i64, i64)> = room.into_iter().enumerate().map(|(i, has)| (i as i64, has)).collect();
            let paid: Vec<(i64, i64)> = paid.into_iter().enumerate().map(|(i, amount)| (i as i64, amount)).collect();
            let given = give_back(&paid, &room, more);
            let wanted = paid.iter().map(|(_, amount)| amount).sum::<i64>() + more;
            let most: i64 = room.iter().map(|(_, has)| has).sum();
            // Purses without any room at all are not in the list.
            prop_assert_eq!(given.iter().map(|(_, amount)| amount).sum::<i64>(), wanted.min(most));
            for (purse, amount) in &given {
                prop_assert!(*amount > 0 && *amount <= room[*purse as usize].1);
            }
        }

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
