//! Parts of the administrator's pages.

mod account_block;
mod role_form;
mod role_plan;
mod tag_chip;
mod user_roles;
mod user_tags;
mod ways;

pub use account_block::AccountBlock;
pub use role_form::RoleForm;
pub(crate) use role_form::permission_list;
pub use role_plan::RolePlanView;
pub use tag_chip::{TagChip, color_label};
pub use user_roles::UserRoles;
pub(crate) use user_roles::role_label;
pub use user_tags::UserTags;
pub use ways::Ways;
