//! Types, validation and pure rules; they compile for the browser too.

mod draw;
mod impact_figures;
mod payment;
mod project_money;
mod status;

pub use draw::draw;
pub use impact_figures::*;
pub use payment::*;
pub use project_money::*;
pub use status::*;
