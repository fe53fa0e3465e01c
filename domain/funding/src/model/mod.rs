//! Types, validation and pure rules; they compile for the browser too.

mod draw;
mod impact_figures;
mod payment;
mod project_money;
mod resource;
mod resource_calendar;
mod resource_list;
mod resource_period;
mod resource_request;
mod resource_status;
mod sponsor_home;
mod sponsor_list;
mod sponsor_projects;
mod sponsor_receipt;
mod sponsor_report;
mod status;

pub use draw::draw;
pub use impact_figures::*;
pub use payment::*;
pub use project_money::*;
pub use resource::*;
pub use resource_calendar::*;
pub use resource_list::*;
pub use resource_period::*;
pub use resource_request::*;
pub use resource_status::*;
pub use sponsor_home::*;
pub use sponsor_list::*;
pub use sponsor_projects::*;
pub use sponsor_receipt::*;
pub use sponsor_report::*;
pub use status::*;
