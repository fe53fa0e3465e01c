//! Sending a corrected expense.

use leptos::prelude::*;
use leptos::server_fn::codec::{MultipartData, MultipartFormData};

use crate::error::Result;

/// Name of the form.
pub const EXPENSE_CORRECTION_FORM: &str = "expense-correction";

/// Fields: `expense_id`, `version`, the open ones of [`ExpenseInput`], `receipt` or `receipt_staged`.
#[server(prefix = "/web", endpoint = "money/expenses/resubmit", input = MultipartFormData)]
pub async fn resubmit_expense(data: MultipartData) -> Result<()> {
    use crate::forms::{self, Multipart};
    use birqadam_accounts::ops::documents::DOCUMENT_MAX_BYTES;
    use birqadam_core::{Error, ExpenseId, FieldCode, FormInput};
    use birqadam_funding::ExpenseInput;
    use birqadam_funding::ops::{expense_correction, expense_receipts::ReceiptFile};

    let (ctx, actor) = (crate::server_ctx::ctx(), crate::server_ctx::actor());
    let mut form = Multipart::read(data, DOCUMENT_MAX_BYTES).await;
    form.stage_files("receipt", FieldCode::NotADocument).await;
    let expense = forms::submit(EXPENSE_CORRECTION_FORM, &form.values(), async {
        form.check()?;
        let mut files = form.load_files("receipt").await?;
        files.truncate(1);
        let receipt = files.pop().map(|file| ReceiptFile { name: file.name, bytes: file.bytes });
        let id: ExpenseId = form.text("expense_id").parse().map_err(|_| Error::NotFound)?;
        let input = ExpenseInput::from_fields(&form.fields()).unwrap_or_default();
        expense_correction::resubmit_expense(&ctx, &actor, id, &input, receipt).await
    })
    .await?;
    form.forget_files().await;
    forms::redirect(&format!("/organizer/expenses/{}?done=expense-sent", expense.id));
    Ok(())
}
