//! Parts for pages that show a list.

mod export_menu;

pub use export_menu::ExportMenu;
