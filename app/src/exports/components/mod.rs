//! Parts of pages that take lists and reports away.

mod export_menu;
mod file_menu;

pub use export_menu::ExportMenu;
pub use file_menu::FileMenu;
