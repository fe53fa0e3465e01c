//! One's own impact with the ways to show it.

use birqadam_volunteering::Impact;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// See the module.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MyImpact {
    pub impact: Impact,
    pub shown: bool,
    /// The language's own name and the lines to copy, for each language.
    pub codes: Vec<(String, String)>,
    /// What the badge says where it does not show.
    pub alt: String,
}

/// One's own impact.
#[server(prefix = "/web", endpoint = "impact/mine", input = GetUrl)]
pub async fn get_my_impact() -> Result<MyImpact> {
    use crate::{forms, impact::badge, server_ctx};
    use birqadam_core::Locale;
    use birqadam_volunteering::ops::impact;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::read(async {
        let (impact, sharing) = impact::my_impact(&ctx, &actor).await?;
        let (id, name) = impact.organizer.as_ref().map(|o| (o.id.0, o.name.clone())).unwrap_or_default();
        let base = &ctx.config.base_url;
        let (page, picture) = (format!("{base}/organizers/{id}/impact"), format!("{base}/badge/organizers/{id}.svg"));
        let code = |l: Locale| (l.endonym().to_owned(), badge::embed_code(l, &page, &picture, &badge::alt(l, &name)));
        Ok(MyImpact {
            codes: Locale::ALL.into_iter().map(code).collect(),
            alt: badge::alt(actor.locale, &name),
            shown: sharing.shown,
            impact,
        })
    })
    .await
}
