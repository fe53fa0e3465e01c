//! The whole page of statistics.

use birqadam_core::FieldError;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::{analytics::board::Board, error::Result};

/// What is shown, or what is wrong with the question.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Statistics {
    pub board: Board,
    /// The filters that cannot be understood; nothing is shown then.
    pub problems: Vec<FieldError>,
}

/// Figures and charts of a period, narrowed as asked: of the widest scope the person may see.
#[server(prefix = "/web", endpoint = "analytics/statistics", input = GetUrl)]
pub async fn get_statistics(
    #[server(default)] period: String,
    #[server(default)] from: String,
    #[server(default)] to: String,
    #[server(default)] city: String,
    #[server(default)] kind: String,
    #[server(default)] organizer: String,
    #[server(default)] project: String,
) -> Result<Statistics> {
    use birqadam_analytics::model::{FiltersInput, PeriodInput};
    use birqadam_core::Error;

    use crate::{analytics::ask, forms, server_ctx};

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let period = PeriodInput { period, from, to, ..PeriodInput::default() };
    let filters = FiltersInput { city, kind, organizer, project, ..FiltersInput::default() };
    forms::read(async {
        match ask::statistics(&ctx, &actor, &period, &filters).await {
            Ok(board) => Ok(Statistics { board, problems: Vec::new() }),
            Err(Error::Invalid(problems)) => Ok(Statistics { problems, ..Statistics::default() }),
            Err(other) => Err(other),
        }
    })
    .await
}
