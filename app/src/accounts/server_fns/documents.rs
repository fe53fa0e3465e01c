//! Documents of an application.

use leptos::prelude::*;
use leptos::server_fn::codec::{MultipartData, MultipartFormData};

use crate::error::Result;

/// Name of the form on the page of the application.
pub const DOCUMENTS_FORM: &str = "documents";

/// Adds documents (files `documents`) to one's own application.
#[server(prefix = "/web", endpoint = "documents/add", input = MultipartFormData)]
pub async fn add_documents(data: MultipartData) -> Result<()> {
    use birqadam_accounts::ops::documents::{DOCUMENT_MAX_BYTES, upload_document};
    use birqadam_core::{Error, FieldCode};

    use crate::{
        forms::{self, Multipart},
        server_ctx::{actor, ctx},
    };

    let mut form = Multipart::read(data, DOCUMENT_MAX_BYTES).await;
    let (ctx, actor) = (ctx(), actor());
    form.stage_files("documents", FieldCode::NotADocument).await;
    forms::submit(DOCUMENTS_FORM, &form.values(), async {
        form.check()?;
        let files = form.load_files("documents").await?;
        if files.is_empty() {
            return Err(Error::field("documents", FieldCode::Required));
        }
        for file in files {
            upload_document(&ctx, &actor, &file.name, file.bytes).await.map_err(at_field)?;
        }
        Ok(())
    })
    .await?;
    form.forget_files().await;
    forms::redirect("/pending?done=document-added");
    Ok(())
}

/// Removes one of one's own documents.
#[server(prefix = "/web", endpoint = "documents/delete")]
pub async fn delete_document(input: WhichDocument) -> Result<()> {
    use crate::{
        forms,
        server_ctx::{actor, ctx},
    };

    let ctx = ctx();
    forms::submit(DOCUMENTS_FORM, &input, birqadam_accounts::ops::documents::delete_document(&ctx, &actor(), input.id))
        .await?;
    forms::redirect("/pending?done=document-deleted");
    Ok(())
}

/// Which document.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct WhichDocument {
    pub id: birqadam_core::DocumentId,
}

/// Adds the documents sent with a registration. The account exists already: what cannot be
/// accepted is shown at the documents of the application's page.
#[cfg(feature = "ssr")]
pub(super) async fn keep_documents(user: birqadam_core::UserId, files: Vec<crate::forms::UploadedFile>) {
    use birqadam_accounts::ops::{documents::upload_document, identity::load_actor};
    use birqadam_core::{Error, Via};

    use crate::{forms, page_start::Flash, server_ctx};

    let (ctx, asking) = (server_ctx::ctx(), server_ctx::actor());
    let outcome = async {
        let actor = load_actor(&ctx, user, Via::Web, asking.address, Some(asking.locale)).await?;
        let actor = actor.ok_or(Error::Unauthenticated)?;
        for file in files {
            upload_document(&ctx, &actor, &file.name, file.bytes).await.map_err(at_field)?;
        }
        Ok::<_, Error>(())
    };
    if let Err(error) = outcome.await {
        forms::keep(Flash {
            form: DOCUMENTS_FORM.to_owned(),
            page: String::new(),
            values: serde_json::Value::Null,
            error,
        })
        .await;
    }
}

/// Errors of one document stand at the field that took them all.
#[cfg(feature = "ssr")]
fn at_field(error: birqadam_core::Error) -> birqadam_core::Error {
    match error {
        birqadam_core::Error::Invalid(mut fields) => {
            fields.iter_mut().for_each(|field| field.field = "documents".into());
            birqadam_core::Error::Invalid(fields)
        }
        other => other,
    }
}
