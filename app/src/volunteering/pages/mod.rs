//! Pages, one per file.

mod browse;
mod home_volunteer;
mod my_report;
mod my_reports;
mod my_tasks;
mod organizer;
mod project;
mod report_form;

pub use browse::Browse;
pub use home_volunteer::HomeVolunteer;
pub use my_report::MyReport;
pub use my_reports::MyReports;
pub use my_tasks::MyTasks;
pub use organizer::OrganizerPage;
pub use project::ProjectPage;
pub use report_form::ReportForm;
