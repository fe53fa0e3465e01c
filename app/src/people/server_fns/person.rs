//! Somebody's page.

use birqadam_accounts::Person;
use birqadam_core::UserId;
use birqadam_growth::ShownAchievements;
use birqadam_volunteering::HistoryEntry;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// What the reader may see; `None` for a part that is hidden.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PersonView {
    /// Missing when the owner looks through the eyes of somebody to whom the page is closed.
    pub person: Option<Person>,
    pub achievements: Option<ShownAchievements>,
    pub history: Option<Vec<HistoryEntry>>,
}

/// A person's page; `viewer` is for its owner: through whose eyes to look.
#[server(prefix = "/web", endpoint = "person", input = GetUrl)]
pub async fn get_person(id: UserId, #[server(default)] viewer: String) -> Result<PersonView> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::{Viewer, ops::people::find_person};
    use birqadam_core::Error;
    use birqadam_growth::ops::shown::list_shown_achievements;
    use birqadam_volunteering::ops::history::list_shown_history;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let preview = Viewer::parse_other(&viewer);
    forms::read(async {
        match find_person(&ctx, &actor, id, preview).await {
            Ok((person, shown)) => Ok(PersonView {
                person: Some(person),
                achievements: list_shown_achievements(&ctx, &shown).await?,
                history: list_shown_history(&ctx, &shown).await?,
            }),
            Err(Error::NotFound) if preview.is_some() && actor.id() == Some(id) => {
                Ok(PersonView { person: None, achievements: None, history: None })
            }
            Err(error) => Err(error),
        }
    })
    .await
}
