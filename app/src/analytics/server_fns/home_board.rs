//! The trend of a home page.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::{analytics::board::Board, error::Result};

/// Figures and charts of the person's role, for their home page.
#[server(prefix = "/web", endpoint = "analytics/home", input = GetUrl)]
pub async fn get_home_board() -> Result<Board> {
    use crate::{analytics::ask, forms, server_ctx};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(ask::home(&ctx, &actor)).await
}
