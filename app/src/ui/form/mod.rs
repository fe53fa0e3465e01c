//! Forms: `Form` sends by script where there is one, `UploadForm` the same with files,
//! `PlainForm` always as the browser does. All check with the domain's own code before sending,
//! show errors at the fields and summed up on top, what was typed before, and the draft.

mod buttons;
mod ctx;
mod declared;
mod dom;
mod draft;
mod draft_view;
mod events;
mod plain;
mod scripted;
mod summary;
mod upload;

pub use buttons::{Hidden, SubmitButton};
pub use ctx::{FormCtx, use_form};
pub use declared::{Declared, declared, declared_as, declared_with, form_of};
pub use draft::DraftSlot;
pub use plain::PlainForm;
pub use scripted::Form;
pub use summary::Refused;
pub use upload::UploadForm;

pub(in crate::ui) use ctx::FileProblem;
