//! The design system: everything a page is put together from. `README.md` beside this file
//! shows how to write a page, a form and a list.

pub mod chart;
pub mod chip;
pub mod confirm;
pub mod empty;
pub mod error_page;
pub mod field;
pub mod figure;
pub mod file_field;
pub mod filter;
pub mod form;
pub mod icon;
mod icon_outlines;
mod kept;
pub mod keys;
pub mod list;
pub mod load;
pub mod page;
pub mod photo;
pub mod project_card;
pub mod shell;
pub mod start;
pub mod table;
pub mod toast;
pub mod waiting;

pub use chart::{ChartFigure, Drawn};
pub use chip::*;
pub use confirm::Confirm;
pub use empty::{EmptyState, Stair};
pub(crate) use error_page::encode;
pub use error_page::{ErrorPage, NotFound};
pub use field::*;
pub use figure::{Fact, Facts, Figure, Rating};
pub use file_field::{FileInput, PhotoInput};
pub use filter::*;
pub use form::*;
pub use icon::{Icon, IconView};
pub use list::{ListEmpty, ListUi, ListView, without_page_marks};
pub use load::{Read, Skeleton, accepted, load, read};
pub use page::{Crumb, ListHeading, Notice, Page, Section};
pub use photo::PhotoView;
pub use project_card::{ProjectCard, ProjectGrid};
pub use start::*;
pub use table::DataTable;
pub use waiting::WaitingTime;
