//! One page of any list.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::{error::Result, lists::ListScreen};

/// Reads the list by the query of its page's address. `place` is what the page itself says of the
/// list (`project=5`).
#[server(prefix = "/web", endpoint = "lists/read", input = GetUrl)]
pub async fn read_list(
    list: String,
    #[server(default)] place: String,
    #[server(default)] query: String,
) -> Result<ListScreen> {
    use crate::{forms, lists, server_ctx};
    use birqadam_core::ssr::list::read;

    forms::read(async {
        let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
        let list = lists::find(&list)?;
        let opened = lists::open(&ctx, &actor, list, lists::Asked::ByPage { place: &place }, &query).await?;
        let page = read(&ctx, &actor, list, opened.request).await?;
        let actions = offers(&ctx, &actor, list).await?;
        Ok(ListScreen { page, views: opened.views, view: opened.view, actions })
    })
    .await
}

/// The actions of the list that this person may do.
#[cfg(feature = "ssr")]
async fn offers(
    ctx: &birqadam_core::ssr::Ctx,
    actor: &birqadam_core::Actor,
    list: &dyn birqadam_core::ssr::list::List,
) -> birqadam_core::Result<Vec<crate::lists::ActionOffer>> {
    use crate::lists::{ActionOffer, FieldOffer};
    use birqadam_core::list::ActionFieldKind;

    let mut offers = Vec::new();
    for action in list.actions().iter().filter(|action| actor.can(action.spec().permission)) {
        let spec = action.spec();
        let mut fields = Vec::new();
        for field in spec.fields {
            let choices = match field.kind {
                ActionFieldKind::Lookup => action.choices(ctx, actor, field.name).await?,
                _ => Vec::new(),
            };
            fields.push(FieldOffer { name: field.name.to_owned(), kind: field.kind, choices });
        }
        offers.push(ActionOffer { name: spec.name.to_owned(), tone: spec.tone.to_owned(), fields });
    }
    Ok(offers)
}
