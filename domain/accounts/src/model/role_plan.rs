//! What changing a role would do to people, shown before it is done.

use birqadam_core::{Permission, UserId};
use serde::{Deserialize, Serialize};

use super::AccountStatus;

/// Most people a plan names; the rest are counted.
pub const PLAN_PEOPLE_MAX: i64 = 50;

/// Who gains and loses what. Nothing is done yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct RolePlan {
    /// What the role allows more than before.
    pub added: Vec<Permission>,
    /// What the role allows no longer.
    pub removed: Vec<Permission>,
    /// How many hold the role.
    pub holders: i64,
    /// How many of them can do something new.
    pub gaining: i64,
    /// How many of them can do something no longer.
    pub losing: i64,
    /// The first of those for whom something changes, by name.
    pub people: Vec<PlanPerson>,
    /// Names exactly this: send it back and nothing else is done.
    pub plan: String,
}

impl RolePlan {
    /// Whether somebody should look before it is done.
    pub fn touches_people(&self) -> bool {
        self.gaining + self.losing > 0
    }

    /// How many people are touched but not named.
    pub fn unnamed(&self, touched: i64) -> i64 {
        (touched - self.people.len() as i64).max(0)
    }
}

/// One person of a plan. What another role of theirs allows anyway is neither gain nor loss.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PlanPerson {
    pub id: UserId,
    pub name: String,
    /// Permissions count for active accounts only.
    pub status: AccountStatus,
    pub gains: Vec<Permission>,
    pub loses: Vec<Permission>,
}
