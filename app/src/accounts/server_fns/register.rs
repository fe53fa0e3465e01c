//! Registration from the browser.

use leptos::prelude::*;
use leptos::server_fn::codec::{MultipartData, MultipartFormData};

use crate::error::Result;

/// Creates the account, signs in, adds the documents, leads on. Fields of the form as in
/// `birqadam_accounts::Register`, files as `documents`, and `next` for afterwards.
#[server(prefix = "/web", endpoint = "register", input = MultipartFormData)]
pub async fn register(data: MultipartData) -> Result<()> {
    use birqadam_accounts::{Register, ops};
    use birqadam_core::FormInput;

    use crate::{
        forms::{self, Multipart},
        server_ctx::{actor, ctx, locale, sign_in},
    };

    let mut form = Multipart::read(data, ops::documents::DOCUMENT_MAX_BYTES).await;
    let input = Register { locale: Some(locale()), ..Register::from_fields(&form.fields()).unwrap_or_default() };
    let ctx = ctx();
    let me = forms::submit(Register::NAME, &form.values(), async {
        form.check()?;
        ops::register::register(&ctx, &actor(), input).await
    })
    .await?;
    sign_in(me.id).await?;
    if me.approval() == birqadam_core::Approval::Approved {
        let next = form.text("next");
        forms::redirect(if next.is_empty() { "/home" } else { &next });
    } else {
        super::documents::keep_documents(me.id, form.take_files("documents")).await;
        forms::redirect("/pending");
    }
    Ok(())
}
