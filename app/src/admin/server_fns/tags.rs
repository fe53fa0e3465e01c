//! Tags: the list, making and changing them, putting them on people.

use birqadam_accounts::{Tag, TagInput};
use birqadam_core::form::{FormInput, problems};
use birqadam_core::{FieldError, TagId, UserId};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Names of the forms.
pub const TAG_FORM: &str = SaveTagInput::NAME;
pub const DELETE_TAG_FORM: &str = "delete-tag";
pub const ADD_TAG_FORM: &str = "add-tag";
pub const REMOVE_TAG_FORM: &str = "remove-tag";

/// Every tag by name.
#[server(prefix = "/web", endpoint = "admin/tags", input = GetUrl)]
pub async fn list_tags() -> Result<Vec<Tag>> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::ops::tags;

    forms::read(tags::list_tags(&server_ctx::ctx(), &server_ctx::actor())).await
}

/// A tag as typed; without `id` a new one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SaveTagInput {
    pub id: String,
    pub name: String,
    pub color: String,
    pub description: String,
}

impl SaveTagInput {
    fn tag(&self) -> TagInput {
        TagInput { name: self.name.clone(), color: self.color.clone(), description: self.description.clone() }
    }
}

impl FormInput for SaveTagInput {
    const NAME: &'static str = "tag";

    fn check(&self) -> Vec<FieldError> {
        problems(self.tag().validate())
    }
}

/// Makes the tag or changes it.
#[server(prefix = "/web", endpoint = "admin/tags/save")]
pub async fn save_tag(input: SaveTagInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::ops::tags;
    use birqadam_core::Error;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    let (id, tag) = (input.id.clone(), input.tag());
    forms::submit(TAG_FORM, &input, async {
        if id.is_empty() {
            tags::create_tag(&ctx, &actor, tag).await
        } else {
            tags::update_tag(&ctx, &actor, id.parse().map_err(|_| Error::NotFound)?, tag).await
        }
    })
    .await?;
    forms::redirect("/admin/tags?done=saved");
    Ok(())
}

/// Which tag.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WhichTag {
    pub id: TagId,
}

/// Removes the tag, also from everyone who carries it.
#[server(prefix = "/web", endpoint = "admin/tags/delete")]
pub async fn delete_tag(input: WhichTag) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::ops::tags;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(DELETE_TAG_FORM, &input, tags::delete_tag(&ctx, &actor, input.id)).await?;
    forms::redirect("/admin/tags?done=tag-deleted");
    Ok(())
}

/// Whom, and the id of the tag as chosen: empty when nothing was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UserTagInput {
    pub id: UserId,
    #[serde(default)]
    pub tag: String,
}

#[cfg(feature = "ssr")]
impl UserTagInput {
    fn tag(&self) -> birqadam_core::Result<TagId> {
        use birqadam_core::{Error, FieldCode};

        let code = if self.tag.is_empty() { FieldCode::Required } else { FieldCode::Unknown };
        self.tag.parse().map_err(|_| Error::field("tag", code))
    }
}

/// Puts the tag on the person.
#[server(prefix = "/web", endpoint = "admin/users/add-tag")]
pub async fn add_tag(input: UserTagInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::ops::tags;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(ADD_TAG_FORM, &input, async { tags::add_user_tag(&ctx, &actor, input.id, input.tag()?).await })
        .await?;
    forms::redirect(&format!("/admin/users/{}?done=saved", input.id));
    Ok(())
}

/// Takes the tag from the person.
#[server(prefix = "/web", endpoint = "admin/users/remove-tag")]
pub async fn remove_tag(input: UserTagInput) -> Result<()> {
    use crate::{forms, server_ctx};
    use birqadam_accounts::ops::tags;

    let (ctx, actor) = (server_ctx::ctx(), server_ctx::actor());
    forms::submit(REMOVE_TAG_FORM, &input, async { tags::remove_user_tag(&ctx, &actor, input.id, input.tag()?).await })
        .await?;
    forms::redirect(&format!("/admin/users/{}?done=saved", input.id));
    Ok(())
}
