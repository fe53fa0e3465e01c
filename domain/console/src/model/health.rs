//! The services behind the platform and how they are.

use birqadam_core::named;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What is watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Service {
    Database,
    Files,
    Mail,
    Worker,
    Disk,
}

impl Service {
    pub const ALL: [Service; 5] = [Service::Database, Service::Files, Service::Mail, Service::Worker, Service::Disk];

    pub fn as_str(self) -> &'static str {
        match self {
            Service::Database => "database",
            Service::Files => "files",
            Service::Mail => "mail",
            Service::Worker => "worker",
            Service::Disk => "disk",
        }
    }

    pub fn parse(name: &str) -> Option<Service> {
        Service::ALL.into_iter().find(|service| service.as_str() == name)
    }
}

named! {
    /// How a service was when last looked at.
    HealthState {
        Up = "up",
        /// Answers, but late or nearly full.
        Slow = "slow",
        Down = "down",
        /// Not configured; a stand-in does the work.
        Unused = "unused",
    }
}

/// A number worth seeing beside a service: connections, size, free space, oldest waiting job.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Measure {
    /// Stable name; the words are in `app/texts`.
    pub name: String,
    pub value: i64,
}

/// What a look at a service found.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub service: Service,
    pub state: HealthState,
    pub response_ms: Option<i32>,
    pub measures: Vec<Measure>,
    /// In words for the operator, without secrets.
    pub error: Option<String>,
}

/// A service with its last state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ServiceHealth {
    pub service: Service,
    pub state: HealthState,
    /// Since when it is in this state.
    pub since: DateTime<Utc>,
    pub checked_at: DateTime<Utc>,
    pub response_ms: Option<i32>,
    pub measures: Vec<Measure>,
    pub last_ok_at: Option<DateTime<Utc>>,
    pub last_error: Option<String>,
    pub last_error_at: Option<DateTime<Utc>>,
}

/// A change of state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Incident {
    pub id: i64,
    pub service: Service,
    pub state: HealthState,
    pub error: Option<String>,
    pub at: DateTime<Utc>,
}
