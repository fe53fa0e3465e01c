//! States and the steps between them, in one place for SQL, API and UI.

use serde::{Deserialize, Serialize};

macro_rules! status {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($variant),+ }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),+];
            pub fn as_str(self) -> &'static str { match self { $($name::$variant => $text),+ } }
            pub fn parse(name: &str) -> Option<Self> { match name { $($text => Some($name::$variant),)+ _ => None } }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.as_str()) }
        }
    };
}

status! {
    /// Life of a project.
    ProjectStatus {
        Draft = "draft",
        Pending = "pending",
        Returned = "returned",
        Active = "active",
        Completed = "completed",
        Archived = "archived",
        Rejected = "rejected",
    }
}

status! {
    /// Life of a task.
    TaskStatus { Open = "open", InProgress = "in_progress", Completed = "completed", Cancelled = "cancelled" }
}

status! {
    /// Life of a place on a task.
    AssignmentStatus { Assigned = "assigned", Waiting = "waiting", Left = "left", Completed = "completed" }
}

status! {
    /// Life of a photo report.
    ReportStatus { Pending = "pending", Approved = "approved", Returned = "returned", Rejected = "rejected" }
}

impl ProjectStatus {
    /// Whether the step is allowed. The first publication of a project goes through a moderator
    /// or, where the operator turned moderation off, straight to `Active`.
    pub fn can_become(self, next: ProjectStatus) -> bool {
        use ProjectStatus::*;
        matches!(
            (self, next),
            (Draft, Pending | Active)
                | (Pending, Active | Returned | Rejected)
                | (Returned, Pending | Active)
                | (Active, Completed)
                | (Completed | Rejected | Draft, Archived)
        )
    }

    /// Whether the organizer may change its content. A returned project opens only its marked fields.
    pub fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::Returned | Self::Active)
    }

    /// Whether visitors may see it.
    pub fn is_public(self) -> bool {
        matches!(self, Self::Active | Self::Completed)
    }
}

impl TaskStatus {
    /// Whether volunteers can join or send reports.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::InProgress)
    }
}

impl ReportStatus {
    /// Whether the step is allowed: review of a waiting report, resubmission of a returned one.
    pub fn can_become(self, next: ReportStatus) -> bool {
        use ReportStatus::*;
        matches!((self, next), (Pending, Approved | Returned | Rejected) | (Returned, Pending))
    }
}
