//! Parts of these pages.

mod figures;
mod project_qr;

pub use figures::ImpactFiguresView;
pub use project_qr::ProjectQr;
