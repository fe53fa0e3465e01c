//! `/admin/roles/:id/delete`: who loses what, then the button.

use birqadam_core::RoleId;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    admin::{
        components::{RolePlanView, role_label},
        server_fns::{DELETE_ROLE_FORM, DeleteRole, RoleChange, get_role_removal},
    },
    texts::{access as words, common, nav},
    ui::{Crumb, Hidden, Icon, Page, PlainForm, SubmitButton, load, use_id, use_locale},
};

/// The page.
#[component]
pub fn DeleteRolePage() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let removal = crate::ui::read(move || id.get(), |id| get_role_removal(RoleId(id)));
    load(removal, move |RoleChange { role, plan }| {
        let named = plan.as_ref().map(|plan| plan.plan.clone()).unwrap_or_default();
        let effect = match plan.filter(|_| role.holders > 0) {
            Some(plan) => view! {
                <p>{words::delete_text(l)}</p>
                <RolePlanView plan=plan/>
            }
            .into_any(),
            None => view! { <p>{words::delete_nobody(l)}</p> }.into_any(),
        };
        view! {
            <Page title=words::delete_title(l, role_label(l, &role)) up=Crumb::new("/admin/roles", nav::roles(l))>
                {effect}
                <PlainForm action=DeleteRole::PATH name=DELETE_ROLE_FORM>
                    <Hidden name="id" value=role.id.to_string()/>
                    <Hidden name="plan" value=named/>
                    <div class="cluster">
                        <SubmitButton label=words::delete_yes(l) tone="bad" icon=Icon::Trash2/>
                        <a class="button" href="/admin/roles">
                            {common::cancel(l)}
                        </a>
                    </div>
                </PlainForm>
            </Page>
        }
    })
}
