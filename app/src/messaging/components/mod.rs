//! Parts of this context's pages.

mod kind_grid;
mod mail_frame;

pub use kind_grid::KindGrid;
pub use mail_frame::MailFrame;
