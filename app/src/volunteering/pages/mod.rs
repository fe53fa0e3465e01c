//! Pages, one per file.

mod all_my_reports;
mod browse;
mod home_volunteer;
mod my_places;
mod my_report;
mod my_reports;
mod my_tasks;
mod organizer;
mod project;
mod report_form;

pub use all_my_reports::AllMyReports;
pub use browse::Browse;
pub use home_volunteer::HomeVolunteer;
pub use my_places::MyPlaces;
pub use my_report::MyReport;
pub use my_reports::MyReports;
pub use my_tasks::MyTasks;
pub use organizer::OrganizerPage;
pub use project::ProjectPage;
pub use report_form::ReportForm;
