//! Saving, changing and removing views of a list.

use birqadam_core::ViewId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Names of the forms.
pub const NEW_VIEW_FORM: &str = "view-new";
pub const VIEW_FORM: &str = "view";
pub const DELETE_VIEW_FORM: &str = "view-delete";
pub const DEFAULT_VIEW_FORM: &str = "view-default";

/// A view as typed. `back` is the list's page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ViewForm {
    pub list: String,
    pub id: Option<ViewId>,
    pub version: Option<i64>,
    pub name: String,
    pub query: String,
    pub shared: bool,
    pub back: String,
}

/// Saves what the list shows now as a view of one's own.
#[server(prefix = "/web", endpoint = "lists/views/create")]
pub async fn create_view(input: ViewForm) -> Result<()> {
    use crate::{forms, lists, server_ctx};
    use birqadam_core::{list::ViewInput, ssr::list::views};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let view = forms::submit(NEW_VIEW_FORM, &input, async {
        let wanted = ViewInput { name: input.name.clone(), query: input.query.clone(), shared: input.shared };
        views::create_view(&ctx, &actor, lists::find(&input.list)?, wanted).await
    })
    .await?;
    forms::redirect(&format!("{}?view={}&done=view-saved", input.back, view.id));
    Ok(())
}

/// Changes one's own view.
#[server(prefix = "/web", endpoint = "lists/views/update")]
pub async fn update_view(input: ViewForm) -> Result<()> {
    use crate::{forms, lists, server_ctx};
    use birqadam_core::{Error, list::ViewInput, ssr::list::views};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let view = forms::submit(VIEW_FORM, &input, async {
        let wanted = ViewInput { name: input.name.clone(), query: input.query.clone(), shared: input.shared };
        let id = input.id.ok_or(Error::NotFound)?;
        views::update_view(&ctx, &actor, lists::find(&input.list)?, id, input.version, wanted).await
    })
    .await?;
    forms::redirect(&format!("{}?view={}&done=view-saved", input.back, view.id));
    Ok(())
}

/// Removes one's own view.
#[server(prefix = "/web", endpoint = "lists/views/delete")]
pub async fn delete_view(input: ViewForm) -> Result<()> {
    use crate::{forms, lists, server_ctx};
    use birqadam_core::{Error, ssr::list::views};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(DELETE_VIEW_FORM, &input, async {
        let id = input.id.ok_or(Error::NotFound)?;
        views::delete_view(&ctx, &actor, lists::find(&input.list)?, id).await
    })
    .await?;
    forms::redirect(&format!("{}?view=none&done=view-deleted", input.back));
    Ok(())
}

/// The list opens with this view from now on, or (without an id) as usual.
#[server(prefix = "/web", endpoint = "lists/views/default")]
pub async fn set_default_view(input: ViewForm) -> Result<()> {
    use crate::{forms, lists, server_ctx};
    use birqadam_core::ssr::list::views;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(DEFAULT_VIEW_FORM, &input, async {
        views::set_default_view(&ctx, &actor, lists::find(&input.list)?, input.id).await
    })
    .await?;
    let view = input.id.map_or("none".to_owned(), |id| id.to_string());
    forms::redirect(&format!("{}?view={view}&done=view-default", input.back));
    Ok(())
}
