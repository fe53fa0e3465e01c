//! Writing an expense down.

use birqadam_core::FormInput;
use birqadam_funding::ExpenseInput;
use leptos::prelude::*;
use leptos::server_fn::codec::{MultipartData, MultipartFormData};

use crate::error::Result;

/// Name of the form.
pub const EXPENSE_FORM: &str = ExpenseInput::NAME;

/// Fields: `project_id`, those of [`ExpenseInput`], `receipt` or `receipt_staged`.
#[server(prefix = "/web", endpoint = "money/expenses/submit", input = MultipartFormData)]
pub async fn submit_expense(data: MultipartData) -> Result<()> {
    use crate::forms::{self, Multipart};
    use birqadam_accounts::ops::documents::DOCUMENT_MAX_BYTES;
    use birqadam_core::{Error, FieldCode, ProjectId};
    use birqadam_funding::{
        ExpenseStatus,
        ops::{expense_receipts::ReceiptFile, expenses},
    };

    let (ctx, actor) = (crate::server_ctx::ctx(), crate::server_ctx::actor());
    let mut form = Multipart::read(data, DOCUMENT_MAX_BYTES).await;
    form.stage_files("receipt", FieldCode::NotADocument).await;
    let expense = forms::submit(EXPENSE_FORM, &form.values(), async {
        form.check()?;
        let mut files = form.load_files("receipt").await?;
        files.truncate(1);
        let receipt = files.pop().map(|file| ReceiptFile { name: file.name, bytes: file.bytes });
        let project: ProjectId = form.text("project_id").parse().map_err(|_| Error::NotFound)?;
        let input = ExpenseInput::from_fields(&form.fields()).unwrap_or_default();
        expenses::submit_expense(&ctx, &actor, project, &input, receipt).await
    })
    .await?;
    form.forget_files().await;
    let done = if expense.status == ExpenseStatus::Approved { "expense-counted" } else { "expense-sent" };
    forms::redirect(&format!("/organizer/expenses/{}?done={done}", expense.id));
    Ok(())
}
