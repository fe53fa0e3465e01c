//! Bulk actions: plan, commit, undo.

use std::collections::BTreeMap;

use birqadam_core::list::{ActionInput, BatchPage};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Names of the forms.
pub const BULK_FORM: &str = "bulk";
pub const BATCH_FORM: &str = "batch";

/// What was ticked and chosen on a list's page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct BulkForm {
    pub list: String,
    /// Which of the buttons was pressed.
    pub action: String,
    pub ids: Vec<i64>,
    /// Everything that matches, in place of the ids.
    pub all: bool,
    /// The request whose matches are meant, its place included.
    pub query: String,
    /// What was typed, by action.
    pub fields: BTreeMap<String, ActionInput>,
}

/// Makes the plan and shows it.
#[server(prefix = "/web", endpoint = "lists/plan")]
pub async fn plan_batch(input: BulkForm) -> Result<()> {
    use crate::{forms, lists, server_ctx};
    use birqadam_core::{
        Error, FieldError,
        list::ListRequest,
        ssr::batch::{self, Selection},
    };

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let page = forms::submit(BULK_FORM, &input, async {
        let list = lists::find(&input.list)?;
        let selection = match input.all {
            true => Selection::Matching(ListRequest::parse_query(list.spec(), &input.query)?),
            false => Selection::Ids(input.ids.clone()),
        };
        let typed = input.fields.get(&input.action).cloned().unwrap_or_default();
        let planned =
            batch::plan_batch(&ctx, &actor, lists::LISTS, &input.list, &input.action, selection, &typed).await;
        // The page has the fields of all actions side by side.
        planned.map_err(|error| match error {
            Error::Invalid(fields) => Error::Invalid(
                fields
                    .into_iter()
                    .map(|FieldError { field, code }| match field.as_str() {
                        "ids" => FieldError { field, code },
                        _ => FieldError { field: format!("fields.{}.{field}", input.action), code },
                    })
                    .collect(),
            ),
            other => other,
        })
    })
    .await?;
    forms::redirect(&format!("/batches/{}", page.batch.id));
    Ok(())
}

/// One's own batch with some of its records.
#[server(prefix = "/web", endpoint = "batches/find", input = GetUrl)]
pub async fn find_batch(id: String, #[server(default)] offset: i64) -> Result<BatchPage> {
    use crate::{forms, lists, server_ctx};
    use birqadam_core::{Error, ssr::batch};

    forms::read(async {
        let id = id.parse().map_err(|_| Error::NotFound)?;
        batch::find_batch(&server_ctx::ctx(), &server_ctx::actor(), lists::LISTS, id, offset).await
    })
    .await
}

/// The batch a button is about.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct BatchForm {
    pub id: String,
}

/// Does what the plan shows.
#[server(prefix = "/web", endpoint = "batches/commit")]
pub async fn commit_batch(input: BatchForm) -> Result<()> {
    use crate::{forms, lists, server_ctx};
    use birqadam_core::{Error, ssr::batch};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let page = forms::submit(BATCH_FORM, &input, async {
        let id = input.id.parse().map_err(|_| Error::NotFound)?;
        batch::commit_batch(&ctx, &actor, lists::LISTS, id).await
    })
    .await?;
    forms::redirect(&format!("/batches/{}", page.batch.id));
    Ok(())
}

/// Takes back what it did.
#[server(prefix = "/web", endpoint = "batches/undo")]
pub async fn undo_batch(input: BatchForm) -> Result<()> {
    use crate::{forms, lists, server_ctx};
    use birqadam_core::{Error, ssr::batch};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let page = forms::submit(BATCH_FORM, &input, async {
        let id = input.id.parse().map_err(|_| Error::NotFound)?;
        batch::undo_batch(&ctx, &actor, lists::LISTS, id).await
    })
    .await?;
    forms::redirect(&format!("/batches/{}", page.batch.id));
    Ok(())
}
