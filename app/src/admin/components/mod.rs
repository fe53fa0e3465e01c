//! Parts of the administrator's pages.

mod account_block;
mod history;
mod log_row;
mod role_form;
mod user_roles;

pub use account_block::AccountBlock;
pub use history::History;
pub use log_row::LogRow;
pub use role_form::RoleForm;
pub(crate) use role_form::permission_list;
pub use user_roles::UserRoles;
pub(crate) use user_roles::role_label;
