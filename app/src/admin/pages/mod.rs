//! Pages, one per file.

mod access;
mod delete_role;
mod participations;
mod permissions;
mod projects;
mod reports;
mod role;
mod roles;
mod tags;
mod tasks;
mod user;
mod users;
mod volunteers;

pub use access::AccessPage;
pub use delete_role::DeleteRolePage;
pub use participations::AdminParticipations;
pub use permissions::{PermissionPage, Permissions};
pub use projects::AdminProjects;
pub use reports::AdminReports;
pub use role::{NewRole, RolePage};
pub use roles::Roles;
pub use tags::Tags;
pub use tasks::AdminTasks;
pub use user::UserPage;
pub use users::Users;
pub use volunteers::AdminVolunteers;
