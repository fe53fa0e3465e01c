//! The lists behind figures of tasks, places, reports and volunteers.

use birqadam_core::Permission;

use super::List;
use crate::model::Measure;

impl List {
    pub(super) fn tasks(measure: Measure) -> Option<List> {
        let filters = &["project", "city", "type", "organizer"];
        List::new("/admin/tasks", Permission::ProjectsModerate, filters).of_tasks(measure)
    }

    pub(super) fn own_tasks(measure: Measure) -> Option<List> {
        let filters = &["project", "city", "type"];
        List::new("/organizer/tasks", Permission::ProjectsManageOwn, filters).of_tasks(measure)
    }

    fn of_tasks(self, measure: Measure) -> Option<List> {
        Some(match measure {
            Measure::TasksCreated => {
                self.on("created").with("project_status=pending,returned,active,completed,archived,rejected")
            }
            Measure::TasksCompleted => self.on("finished"),
            Measure::TasksOpen => self.status("open,in_progress").with("project_status=active"),
            _ => return None,
        })
    }

    pub(super) fn places(measure: Measure) -> Option<List> {
        let filters = &["project", "city", "type", "organizer"];
        List::new("/admin/participations", Permission::UsersView, filters).of_places(measure)
    }

    pub(super) fn own_places(measure: Measure) -> Option<List> {
        let filters = &["project", "city", "type"];
        List::new("/organizer/participations", Permission::ParticipantsViewOwn, filters).of_places(measure)
    }

    pub(super) fn my_places(measure: Measure) -> Option<List> {
        let filters = &["project", "city", "type", "organizer"];
        // Who gave up what is no figure of one's own.
        List::new("/tasks/all", Permission::TasksJoin, filters)
            .of_places(measure)
            .filter(|_| measure != Measure::LeaveShare)
    }

    fn of_places(self, measure: Measure) -> Option<List> {
        Some(match measure {
            Measure::Joins => self.on("joined").status("assigned,left,completed"),
            Measure::Leaves => self.on("left").status("left"),
            Measure::PlacesDone => self.on("finished").status("completed"),
            // All that the share is made of.
            Measure::LeaveShare => self.on("moved"),
            _ => return None,
        })
    }

    pub(super) fn reports(measure: Measure) -> Option<List> {
        let filters = &["project", "city", "type", "organizer"];
        List::new("/admin/reports", Permission::ReportsModerate, filters).of_reports(measure)
    }

    pub(super) fn own_reports(measure: Measure) -> Option<List> {
        let filters = &["project", "city", "type"];
        List::new("/organizer/all-reports", Permission::ReportsReviewOwn, filters).of_reports(measure)
    }

    pub(super) fn my_reports(measure: Measure) -> Option<List> {
        let filters = &["project", "city", "type", "organizer"];
        List::new("/reports/all", Permission::TasksJoin, filters).of_reports(measure)
    }

    fn of_reports(self, measure: Measure) -> Option<List> {
        Some(match measure {
            Measure::ReportsSent => self.on("submitted"),
            Measure::ReportsApproved | Measure::AverageRating => self.on("reviewed").status("approved"),
            // What adds hours is a report on a task that has some.
            Measure::Hours => self.on("reviewed").status("approved").with("timed=true"),
            Measure::ReportsReturned => self.on("reviewed").status("returned"),
            Measure::ReportsRejected => self.on("reviewed").status("rejected"),
            Measure::ReportsWaiting => self.status("pending"),
            Measure::ReportReviewTime | Measure::ApprovalShare => {
                self.on("reviewed").status("approved,returned,rejected")
            }
            _ => return None,
        })
    }

    pub(super) fn volunteers(measure: Measure) -> Option<List> {
        let people = |filters| List::new("/admin/volunteers", Permission::UsersView, filters);
        Some(match measure {
            Measure::FirstTasks => people(&["registered_as", "home"]).on("first_task"),
            Measure::FirstReports => people(&["registered_as", "home"]).on("first_report"),
            Measure::ActiveVolunteers => people(&["project", "city", "type", "organizer"]).on("active"),
            _ => return None,
        })
    }

    pub(super) fn own_volunteers(measure: Measure) -> Option<List> {
        let people = List::new("/organizer/volunteers", Permission::ParticipantsViewOwn, &["project", "city", "type"]);
        (measure == Measure::ActiveVolunteers).then(|| people.on("active"))
    }
}
