//! The button that follows a project, or no longer does.

use birqadam_core::ProjectId;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    sponsor::server_fns::{FOLLOW_FORM, FollowProject},
    texts::sponsor as words,
    ui::{Hidden, Icon, IconView, PlainForm, use_locale},
};

/// A plain form: the page is shown again as it then is. The project's name is for those who hear the
/// button alone.
#[component]
pub fn Follow(id: ProjectId, #[prop(into)] title: String, followed: bool) -> impl IntoView {
    let l = use_locale();
    let (to, label, icon) = match followed {
        true => ("unfollow", words::unfollow(l), Icon::X),
        false => ("follow", words::follow(l), Icon::Star),
    };
    view! {
        <PlainForm action=FollowProject::PATH name=FOLLOW_FORM class="form-button">
            <Hidden name="project_id" value=id.to_string()/>
            <Hidden name="to" value=to/>
            <button type="submit" id=format!("follow-{id}") class="button follow">
                <IconView icon=icon/>
                <span>{label}</span>
                <span class="visually-hidden">{title}</span>
            </button>
        </PlainForm>
    }
}
