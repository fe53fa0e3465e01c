//! What is asked and what is answered.

use birqadam_core::{Actor, Permission};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Dimension, Filters, Measure, Period};

/// Whose figures. The server checks that the asker may have them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// All of the platform: `analytics.view`; measures marked open for anyone signed in.
    Platform,
    /// The asker's own projects: `projects.manage_own`.
    Own,
    /// What the asker did as a volunteer: `tasks.join`, measures marked personal.
    Mine,
}

impl Scope {
    /// The widest that the actor may ask for everything in; `None` for neither.
    pub fn widest(actor: &Actor) -> Option<Scope> {
        [
            (Permission::AnalyticsView, Scope::Platform),
            (Permission::ProjectsManageOwn, Scope::Own),
            (Permission::TasksJoin, Scope::Mine),
        ]
        .into_iter()
        .find_map(|(permission, scope)| actor.can(permission).then_some(scope))
    }
}

/// One figure with its trend or composition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    pub measure: Measure,
    pub scope: Scope,
    pub period: Period,
    /// The points of the answer; `None`: only the total.
    pub split: Option<Dimension>,
    pub filters: Filters,
    /// Also the period before.
    pub compare: bool,
}

impl Question {
    pub fn new(measure: Measure, scope: Scope, period: Period) -> Question {
        Question { measure, scope, period, split: None, filters: Filters::default(), compare: false }
    }

    pub fn by(self, dimension: Dimension) -> Question {
        Question { split: Some(dimension), ..self }
    }

    pub fn with(self, filters: &Filters) -> Question {
        Question { filters: filters.clone(), ..self }
    }

    pub fn compared(self) -> Question {
        Question { compare: true, ..self }
    }

    /// Whether the measure knows all that it is split and narrowed by.
    pub fn is_known(&self) -> bool {
        self.split.into_iter().chain(self.filters.narrowed()).all(|dimension| self.measure.knows(dimension))
    }
}

/// What a point stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Key {
    /// A day, week or month, cut to the period; both ends belong to it.
    Days { from: NaiveDate, to: NaiveDate },
    /// A city ([`super::NO_CITY`] for none named), a type of volunteering or a role, by its name.
    Name { name: String },
    /// A project or an organizer.
    Record { id: i64, label: String },
}

/// A part of the figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    pub key: Key,
    /// `None` is unknown, not zero.
    pub value: Option<f64>,
    /// The same place in the period before, when that was asked for.
    pub before: Option<f64>,
}

/// The figure. In the order of time, or the greatest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    pub measure: Measure,
    pub total: Option<f64>,
    pub before: Option<f64>,
    pub points: Vec<Point>,
    /// Figures hold everything that happened up to here; `None`: nothing is counted yet, and
    /// everything unknown.
    pub as_of: Option<DateTime<Utc>>,
}

impl Answer {
    /// By how much it changed against the period before, as a share of that; unknown when that
    /// is zero or not known.
    pub fn change(&self) -> Option<f64> {
        let (total, before) = (self.total?, self.before?);
        (before != 0.0).then(|| total / before - 1.0)
    }
}

/// The most projects or organizers that an answer names.
pub const RECORDS: usize = 20;
