//! Server functions, one per file: thin translations to the domain's operations.

mod account;
mod appeal;
mod appeal_item;
mod claim;
mod decide;
mod home;
mod project;
mod queue;
mod report;
mod take;
mod templates;
mod undo;

pub use account::*;
pub use appeal::*;
pub use appeal_item::*;
pub use claim::*;
pub use decide::*;
pub use home::*;
pub use project::*;
pub use queue::*;
pub use report::*;
pub use take::*;
pub use templates::*;
pub use undo::*;

/// What is the same for every kind, about an item its reader may read.
#[cfg(feature = "ssr")]
pub(crate) async fn open_pane(
    ctx: &birqadam_core::ssr::Ctx,
    actor: &birqadam_core::Actor,
    kind: &str,
    id: i64,
) -> birqadam_core::Result<birqadam_core::review::Pane> {
    use birqadam_core::{
        review::ItemRef,
        ssr::review::pane::{self, Readable},
    };
    let item = ItemRef { kind: kind.to_owned(), id };
    pane::open(&crate::review::REVIEW, ctx, actor, &item, Readable::Yes).await
}
