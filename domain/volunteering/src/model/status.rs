//! States and the steps between them, in one place for SQL, API and UI.

use birqadam_core::named;

named! {
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

named! {
    /// Life of a task.
    TaskStatus { Open = "open", InProgress = "in_progress", Completed = "completed", Cancelled = "cancelled" }
}

named! {
    /// Life of a place on a task.
    AssignmentStatus { Assigned = "assigned", Waiting = "waiting", Left = "left", Completed = "completed" }
}

named! {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_takes_these_steps_and_no_others() {
        use ProjectStatus::*;
        let steps = [
            (Draft, vec![Pending, Active, Archived]),
            (Pending, vec![Returned, Active, Rejected]),
            (Returned, vec![Pending, Active]),
            (Active, vec![Completed]),
            (Completed, vec![Archived]),
            (Archived, vec![]),
            (Rejected, vec![Archived]),
        ];
        assert_eq!(steps.len(), ProjectStatus::ALL.len());
        for (from, expected) in steps {
            let possible: Vec<_> = ProjectStatus::ALL.iter().copied().filter(|to| from.can_become(*to)).collect();
            assert_eq!(possible, expected, "from {from}");
        }
    }

    #[test]
    fn a_report_takes_these_steps_and_no_others() {
        use ReportStatus::*;
        let steps = [
            (Pending, vec![Approved, Returned, Rejected]),
            (Returned, vec![Pending]),
            (Approved, vec![]),
            (Rejected, vec![]),
        ];
        assert_eq!(steps.len(), ReportStatus::ALL.len());
        for (from, expected) in steps {
            let possible: Vec<_> = ReportStatus::ALL.iter().copied().filter(|to| from.can_become(*to)).collect();
            assert_eq!(possible, expected, "from {from}");
        }
    }

    #[test]
    fn what_waits_for_a_moderator_is_neither_changed_nor_shown() {
        for status in [ProjectStatus::Pending, ProjectStatus::Rejected, ProjectStatus::Archived] {
            assert!(!status.is_editable() && !status.is_public(), "{status}");
        }
        assert!(ProjectStatus::Active.is_public() && ProjectStatus::Completed.is_public());
    }

    #[test]
    fn names_are_read_back() {
        for status in ProjectStatus::ALL {
            assert_eq!(ProjectStatus::parse(status.as_str()), Some(*status));
        }
        for status in TaskStatus::ALL {
            assert_eq!(TaskStatus::parse(status.as_str()), Some(*status));
        }
        for status in AssignmentStatus::ALL {
            assert_eq!(AssignmentStatus::parse(status.as_str()), Some(*status));
        }
        assert_eq!(ReportStatus::parse("Approved"), None);
    }
}
