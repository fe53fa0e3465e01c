//! Parts that several pages of volunteers and organizers share.

mod achievement_list;
mod leave_form;
mod my_task_row;
mod photo_strip;
mod report_row;
mod task_place;
mod task_when;

pub use achievement_list::AchievementList;
pub use leave_form::LeaveForm;
pub use my_task_row::MyTaskRow;
pub use photo_strip::PhotoStrip;
pub use report_row::ReportRow;
pub use task_place::TaskPlace;
pub use task_when::TaskWhen;
