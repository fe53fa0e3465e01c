//! The demo's money keeps the platform's rules, and its sums are right.
#![allow(clippy::unwrap_used)]

use birqadam_core::city::City;
use birqadam_funding::{ImpactKind, PROJECT_TYPES, draw};

use super::data::{ExpenseStatus, GiftStatus, Project};
use super::*;
use crate::demo::data::{self as world, State};

fn all() -> (World, Funding) {
    (world::read().unwrap(), data::read().unwrap())
}

/// What each gift of a project has left after its expenses, the oldest first.
fn left(project: &Project) -> Vec<(&str, i64)> {
    let mut purses: Vec<(&str, i64)> = Vec::new();
    let mut events: Vec<(i64, u8, usize)> = Vec::new();
    events.extend(project.gifts.iter().enumerate().map(|(i, gift)| (gift.day, 0, i)));
    events.extend(project.expenses.iter().enumerate().map(|(i, one)| (one.day, 1, i)));
    events.sort();
    for (_, part, index) in events {
        if part == 0 {
            let gift = &project.gifts[index];
            if gift.status == GiftStatus::Completed {
                purses.push((&gift.by, gift.amount));
            }
            continue;
        }
        let expense = &project.expenses[index];
        if expense.status == ExpenseStatus::Approved {
            let has: Vec<(i64, i64)> = purses.iter().zip(0..).map(|((_, left), i)| (i, *left)).collect();
            let taken = draw(&has, expense.amount);
            assert_eq!(
                taken.iter().map(|(_, part)| part).sum::<i64>(),
                expense.amount,
                "{}: money is there",
                expense.what
            );
            for (i, part) in taken {
                purses[i as usize].1 -= part;
            }
        }
    }
    purses
}

#[test]
fn plans_add_up_to_what_is_needed() {
    let (world, funding) = all();
    for project in &funding.projects {
        let shown = world.projects.iter().find(|one| one.title == project.title).unwrap();
        assert!(shown.was_published(), "{}", project.title);
        assert_eq!(
            project.budget.iter().map(|(_, tenge)| tenge).sum::<i64>(),
            shown.budget.unwrap(),
            "{}",
            project.title
        );
        assert!(PROJECT_TYPES.contains(&shown.volunteer_type.as_str()) && City::find(&shown.city).is_some());
        for expense in &project.expenses {
            assert!(project.budget.iter().any(|(category, _)| *category == expense.category), "{}", expense.what);
            assert!(expense.task < shown.tasks.len() && expense.day > -shown.created && expense.day <= 0);
        }
        for gift in &project.gifts {
            assert!(gift.day > -shown.created && gift.day <= 0 && gift.amount >= 100, "{}", project.title);
        }
    }
}

#[test]
fn every_tenge_is_somewhere() {
    let (_, funding) = all();
    for project in &funding.projects {
        let came: i64 =
            project.gifts.iter().filter(|gift| gift.status == GiftStatus::Completed).map(|gift| gift.amount).sum();
        let spent: i64 = project
            .expenses
            .iter()
            .filter(|expense| expense.status == ExpenseStatus::Approved)
            .map(|expense| expense.amount)
            .sum();
        assert_eq!(came - spent, left(project).iter().map(|(_, left)| left).sum::<i64>(), "{}", project.title);
    }
    let of = |title: &str| funding.projects.iter().find(|project| project.title == title).unwrap();
    assert_eq!(left(of("Яблони Верного")), [("sponsor", 0)], "a report in which all is spent");
    assert_eq!(left(of("Чистый парк Первого Президента")), [("sponsor", 96_650), ("sponsor.altyn", 200_000)]);
}

#[test]
fn the_demo_shows_what_there_is_to_show() {
    let (world, funding) = all();
    let sponsors = world.people.iter().filter(|person| person.role == "sponsor" && person.state == State::Active);
    let sponsors: Vec<_> = sponsors.map(|person| (person.login.as_str(), person.since)).collect();
    assert_eq!(sponsors.len(), 3);
    let gifts: Vec<_> = funding.projects.iter().flat_map(|project| &project.gifts).collect();
    for (login, since) in sponsors {
        let own: Vec<_> = gifts.iter().filter(|gift| gift.by == login).collect();
        assert!(own.iter().any(|gift| gift.status == GiftStatus::Completed), "{login}");
        assert!(own.iter().all(|gift| gift.day > -since), "{login} gave before registering");
    }
    assert!(gifts.iter().any(|gift| gift.anonymous) && gifts.iter().any(|gift| gift.status == GiftStatus::Pending));
    let waiting =
        |project: &Project| project.expenses.iter().filter(|one| one.status == ExpenseStatus::Pending).count();
    assert_eq!(funding.projects.iter().map(waiting).sum::<usize>(), 1);
    assert!(funding.projects.iter().any(|project| !project.in_kind.is_empty()));
    for measure in funding.projects.iter().flat_map(|project| &project.impact) {
        let kind = ImpactKind::parse(&measure.kind).unwrap();
        assert_eq!(kind.unit().unwrap_or(&measure.unit), measure.unit);
        assert_eq!(measure.title.is_some(), kind == ImpactKind::Other);
        assert!(!measure.entries.is_empty());
    }
    for (login, title, _) in &funding.follows {
        assert!(world.people.iter().any(|person| person.login == *login));
        assert!(world.projects.iter().any(|project| project.title == *title && project.was_published()));
    }
}
