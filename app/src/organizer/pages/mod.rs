//! Pages, one per file.

mod all_reports;
mod edit_project;
mod home_organizer;
mod new_project;
mod participant;
mod participants;
mod participations;
mod projects;
mod reports;
mod task;
mod tasks;
mod volunteers;

pub use all_reports::AllReports;
pub use edit_project::EditProject;
pub use home_organizer::HomeOrganizer;
pub use new_project::NewProject;
pub use participant::ParticipantPage;
pub use participants::Participants;
pub use participations::OrganizerParticipations;
pub use projects::OrganizerProjects;
pub use reports::ReportQueue;
pub use task::OrganizerTask;
pub use tasks::OrganizerTasks;
pub use volunteers::OrganizerVolunteers;
