//! Whose money stands under each expense in the end. Most is told by the expense's own postings; what
//! was spent ahead is paid by later gifts, the oldest expense first, and what is taken back may return
//! to others than paid it. Traced like this, what stands under all expenses is to the tiyn what the
//! gifts lack.

/// Something that moved money between gifts and expenses, as the ledger has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moved {
    /// What each gift paid of an expense. Nobody's is what was spent ahead.
    Spent { expense: i64, parts: Vec<Part> },
    /// A gift paid for what had been spent ahead.
    Settled { gift: i64, minor: i64 },
    /// An expense was taken back: what each gift got, and what of the debt was forgiven.
    Reversed { expense: i64, parts: Vec<Part> },
}

/// A gift's account, and an amount above zero.
pub type Part = (Option<i64>, i64);

/// An expense and whose money stands under it; when it was taken back: stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traced {
    pub expense: i64,
    pub parts: Vec<Part>,
    pub reversed: bool,
}

impl Traced {
    fn of(&self, whose: Option<i64>) -> i64 {
        self.parts.iter().find(|(one, _)| *one == whose).map_or(0, |(_, minor)| *minor)
    }

    fn add(&mut self, whose: Option<i64>, minor: i64) {
        match self.parts.iter_mut().find(|(one, _)| *one == whose) {
            Some((_, has)) => *has += minor,
            None => self.parts.push((whose, minor)),
        }
        self.parts.retain(|(_, minor)| *minor != 0);
    }
}

/// Follows a project's history from its beginning.
pub fn trace(history: &[Moved]) -> Vec<Traced> {
    let mut all: Vec<Traced> = Vec::new();
    for moved in history {
        match moved {
            Moved::Spent { expense, parts } => {
                let mut new = Traced { expense: *expense, parts: Vec::new(), reversed: false };
                parts.iter().for_each(|(whose, minor)| new.add(*whose, *minor));
                all.push(new);
            }
            Moved::Settled { gift, minor } => replace(&mut all, None, *minor, &mut vec![(Some(*gift), *minor)]),
            Moved::Reversed { expense, parts } => reverse(&mut all, *expense, parts),
        }
    }
    all
}

/// Who got more back than stood under this expense leaves others; who got less takes their place there.
fn reverse(all: &mut [Traced], expense: i64, back: &[Part]) {
    let Some(gone) = all.iter_mut().find(|one| one.expense == expense && !one.reversed) else { return };
    gone.reversed = true;
    let mut balance = Traced { parts: gone.parts.clone(), ..gone.clone() };
    back.iter().for_each(|(whose, minor)| balance.add(*whose, -minor));
    let (mut stays, leaves): (Vec<Part>, Vec<Part>) = balance.parts.into_iter().partition(|(_, minor)| *minor > 0);
    for (whose, minor) in leaves {
        replace(all, whose, -minor, &mut stays);
    }
}

/// Puts the money of others in place of somebody's, the oldest expense first.
fn replace(all: &mut [Traced], whose: Option<i64>, minor: i64, others: &mut Vec<Part>) {
    let mut left = minor;
    for one in all.iter_mut().filter(|one| !one.reversed) {
        let mut here = one.of(whose).min(left);
        left -= here;
        one.add(whose, -here);
        while here > 0 {
            let Some((other, has)) = others.first_mut() else { return };
            let part = here.min(*has);
            one.add(*other, part);
            (here, *has) = (here - part, *has - part);
            if *has == 0 {
                others.remove(0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::model::{draw, give_back};

    fn spent(expense: i64, parts: &[Part]) -> Moved {
        Moved::Spent { expense, parts: parts.to_vec() }
    }

    fn reversed(expense: i64, parts: &[Part]) -> Moved {
        Moved::Reversed { expense, parts: parts.to_vec() }
    }

    fn settled(gift: i64, minor: i64) -> Moved {
        Moved::Settled { gift, minor }
    }

    fn parts(history: &[Moved]) -> Vec<Vec<Part>> {
        trace(history).into_iter().map(|one| one.parts).collect()
    }

    #[test]
    fn a_later_gift_stands_under_what_was_spent_ahead() {
        let ahead = [spent(1, &[(Some(7), 40), (None, 60)]), spent(2, &[(None, 30)])];
        assert_eq!(parts(&ahead), [vec![(Some(7), 40), (None, 60)], vec![(None, 30)]]);
        // The oldest first, over several gifts.
        let paid = [&ahead[..], &[settled(8, 50), settled(9, 40)]].concat();
        assert_eq!(parts(&paid), [vec![(Some(7), 40), (Some(8), 50), (Some(9), 10)], vec![(Some(9), 30)]]);
    }

    #[test]
    fn what_is_taken_back_says_who_had_paid() {
        let history = [spent(1, &[(None, 60)]), settled(8, 60), reversed(1, &[(Some(8), 60)])];
        let told = trace(&history);
        assert_eq!(told, [Traced { expense: 1, parts: vec![(Some(8), 60)], reversed: true }]);
    }

    #[test]
    fn a_debt_that_is_forgiven_elsewhere_moves_the_gift() {
        // 8 paid for the first expense; it is taken back and the second's debt forgiven: 8 stands there.
        let history = [spent(1, &[(None, 50)]), spent(2, &[(None, 50)]), settled(8, 50), reversed(1, &[(None, 50)])];
        assert_eq!(parts(&history)[1], [(Some(8), 50)]);
        // What 8 settled came back to 9, which paid for the second: 8 stands there for it.
        let history =
            [spent(1, &[(None, 50)]), settled(8, 50), spent(2, &[(Some(9), 80)]), reversed(1, &[(Some(9), 50)])];
        assert_eq!(parts(&history)[1], [(Some(9), 30), (Some(8), 50)]);
    }

    #[derive(Clone, Debug)]
    enum Step {
        Pay(i64),
        Spend(i64),
        Reverse(usize),
    }

    /// A ledger in miniature, by the same rules.
    #[derive(Default)]
    struct Books {
        came: Vec<i64>,
        left: Vec<i64>,
        owed: i64,
        expenses: BTreeMap<i64, (Vec<(i64, i64)>, i64)>,
        history: Vec<Moved>,
    }

    impl Books {
        fn take(&mut self, number: i64, step: &Step) {
            match *step {
                Step::Pay(minor) => {
                    let settles = self.owed.min(minor);
                    self.came.push(minor);
                    self.left.push(minor - settles);
                    self.owed -= settles;
                    if settles > 0 {
                        self.history.push(settled(self.came.len() as i64 - 1, settles));
                    }
                }
                Step::Spend(minor) => {
                    let purses: Vec<(i64, i64)> = (0..).zip(self.left.iter().copied()).collect();
                    let taken = draw(&purses, minor);
                    taken.iter().for_each(|(gift, part)| self.left[*gift as usize] -= part);
                    let ahead = minor - taken.iter().map(|(_, part)| part).sum::<i64>();
                    self.owed += ahead;
                    let parts = taken.iter().map(|(gift, part)| (Some(*gift), *part)).chain([(None, ahead)]);
                    self.history.push(spent(number, &parts.filter(|(_, part)| *part > 0).collect::<Vec<_>>()));
                    self.expenses.insert(number, (taken, ahead));
                }
                Step::Reverse(at) => {
                    let Some(number) = self.expenses.keys().nth(at).copied() else { return };
                    let Some((paid, ahead)) = self.expenses.remove(&number) else { return };
                    let room: Vec<(i64, i64)> =
                        (0..self.came.len()).rev().map(|i| (i as i64, self.came[i] - self.left[i])).collect();
                    let forgiven = ahead.min(self.owed);
                    let back = give_back(&paid, &room, ahead - forgiven);
                    back.iter().for_each(|(gift, part)| self.left[*gift as usize] += part);
                    self.owed -= forgiven;
                    let parts = back.iter().map(|(gift, part)| (Some(*gift), *part)).chain([(None, forgiven)]);
                    self.history.push(reversed(number, &parts.filter(|(_, part)| *part > 0).collect::<Vec<_>>()));
                }
            }
        }
    }

    proptest! {
        #[test]
        fn what_stands_under_expenses_is_what_the_gifts_lack(steps in prop::collection::vec(prop_oneof![
            3 => (1_i64..1_000).prop_map(Step::Pay),
            4 => (1_i64..1_000).prop_map(Step::Spend),
            2 => (0_usize..6).prop_map(Step::Reverse),
        ], 0..40)) {
            let mut books = Books::default();
            for (number, step) in (0..).zip(&steps) {
                books.take(number, step);
                let told = trace(&books.history);
                let live: Vec<&Traced> = told.iter().filter(|one| !one.reversed).collect();
                prop_assert_eq!(live.len(), books.expenses.len());
                for one in &live {
                    let (paid, ahead) = &books.expenses[&one.expense];
                    let whole = paid.iter().map(|(_, part)| part).sum::<i64>() + ahead;
                    prop_assert_eq!(one.parts.iter().map(|(_, part)| part).sum::<i64>(), whole);
                    prop_assert!(one.parts.iter().all(|(_, part)| *part > 0));
                }
                let under = |whose: Option<i64>| live.iter().map(|one| one.of(whose)).sum::<i64>();
                prop_assert_eq!(under(None), books.owed);
                for (gift, (came, left)) in books.came.iter().zip(&books.left).enumerate() {
                    prop_assert_eq!(under(Some(gift as i64)), came - left);
                }
            }
        }
    }
}
