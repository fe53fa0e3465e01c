//! Pages, one per file.

mod batch;

pub use batch::BatchView;
