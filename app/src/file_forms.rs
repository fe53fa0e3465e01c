//! Which server functions read forms with files. Their decoder needs the boundary between the
//! parts from the content type and panics without one, so `server` looks before it lets a request
//! through; a test sends each of them a form without.

use leptos::server_fn::ServerFn;

use crate::accounts::server_fns::{AddDocuments, Register};
use crate::forms::server_fns::{KeepDraft, StageUpload};
use crate::money::server_fns::{ResubmitExpense, SubmitExpense};
use crate::organizer::server_fns::SaveProject;
use crate::people::server_fns::{SetProfilePhoto, SubmitVerification};
use crate::resources::server_fns::SaveResource;
use crate::volunteering::server_fns::{ResubmitReport, SubmitReport};

/// Whether the server function at this path takes `multipart/form-data` and nothing else.
pub fn takes_files(path: &str) -> bool {
    [
        AddDocuments::PATH,
        KeepDraft::PATH,
        Register::PATH,
        ResubmitExpense::PATH,
        ResubmitReport::PATH,
        SaveProject::PATH,
        SaveResource::PATH,
        SetProfilePhoto::PATH,
        StageUpload::PATH,
        SubmitExpense::PATH,
        SubmitReport::PATH,
        SubmitVerification::PATH,
    ]
    .contains(&path)
}
