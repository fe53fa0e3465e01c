//! One page of any list.

use birqadam_core::list::ListPage;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// What the component of lists shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListScreen {
    pub page: ListPage,
}

/// Reads the list by the query of its page's address. `place` is what the page itself says of the
/// list (`project=5`).
#[server(prefix = "/web", endpoint = "lists/read", input = GetUrl)]
pub async fn read_list(
    list: String,
    #[server(default)] place: String,
    #[server(default)] query: String,
) -> Result<ListScreen> {
    use crate::{forms, lists, server_ctx, ui::without_page_marks};
    use birqadam_core::{list::ListRequest, ssr};

    forms::read(async {
        let list = lists::find(&list)?;
        let request = ListRequest::parse_at(list.spec(), &place, &without_page_marks(&query))?;
        let page = ssr::list::read(&server_ctx::ctx(), &server_ctx::actor(), list, request).await?;
        Ok(ListScreen { page })
    })
    .await
}
