//! `/admin/roles/new` and `/admin/roles/:id`: a role's form. What touches people is shown before
//! it is done: the form comes back with who gains and loses what, and a button to do just that.

use birqadam_accounts::{Role, RolePlan};
use birqadam_core::{Code, Error, RoleId};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    admin::{
        components::{RoleForm, RolePlanView, role_label},
        server_fns::{ROLE_FORM, RoleChange, SaveRole, SaveRoleInput, get_role},
    },
    audit::{components::RecordHistory, server_fns::with_history},
    texts::{access as words, admin, nav},
    ui::{Crumb, Hidden, Icon, Notice, Page, PlainForm, Section, SubmitButton, load, use_flash, use_id, use_locale},
};

/// The form of a new role.
#[component]
pub fn NewRole() -> impl IntoView {
    let l = use_locale();
    view! {
        <Page title=admin::new_role(l) up=Crumb::new("/admin/roles", nav::roles(l))>
            <RoleForm role=None/>
        </Page>
    }
}

/// The form of a role.
#[component]
pub fn RolePage() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    // What came back to be confirmed, and whether that was because it is no longer what was shown.
    let flash = use_flash(ROLE_FORM);
    let changed = flash.as_ref().is_some_and(|flash| flash.error == Error::Conflict(Code::PlanChanged));
    let draft = flash
        .filter(|flash| changed || flash.error == Error::Conflict(Code::ConfirmFirst))
        .and_then(|flash| serde_json::from_value::<SaveRoleInput>(flash.values).ok())
        .map(|draft| SaveRoleInput { plan: String::new(), ..draft });
    let asked = draft.clone();
    let change =
        crate::ui::read(move || id.get(), move |id| with_history("role", id, get_role(RoleId(id), asked.clone())));
    load(change, move |(RoleChange { role, plan }, history)| {
        let title = admin::role_title(l, role_label(l, &role));
        let id = role.id.0;
        let body = match (draft.clone(), plan) {
            (Some(draft), Some(plan)) => {
                view! { <Confirmation role=role draft=draft plan=plan changed=changed/> }.into_any()
            }
            _ => view! { <RoleForm role=Some(role)/> }.into_any(),
        };
        view! {
            <Page title=title up=Crumb::new("/admin/roles", nav::roles(l))>
                {body} <RecordHistory kind="role" id=id history=history/>
            </Page>
        }
    })
}

/// What would happen, the button that makes it happen, and the form again below.
#[component]
fn Confirmation(role: Role, draft: SaveRoleInput, plan: RolePlan, changed: bool) -> impl IntoView {
    let l = use_locale();
    let warning = changed.then(|| view! { <Notice tone="waiting"><p>{words::plan_changed(l)}</p></Notice> });
    let hidden = draft
        .permissions
        .iter()
        .enumerate()
        .map(|(index, name)| view! { <input type="hidden" name=format!("input[permissions][{index}]") value=name.clone()/> })
        .collect_view();
    let named = plan.plan.clone();
    let again = draft.clone();
    view! {
        {warning}
        <Section title=words::confirm_title(l)>
            <RolePlanView plan=plan/>
            <PlainForm action=SaveRole::PATH name="role-confirm">
                <Hidden name="id" value=role.id.to_string()/>
                <Hidden name="label_ru" value=draft.label_ru/>
                <Hidden name="label_kk" value=draft.label_kk/>
                <Hidden name="label_en" value=draft.label_en/>
                {hidden}
                <Hidden name="plan" value=named/>
                <div class="cluster">
                    <SubmitButton label=words::confirm_yes(l) icon=Icon::Check/>
                    <a class="button" href="/admin/roles">
                        {crate::texts::common::cancel(l)}
                    </a>
                </div>
            </PlainForm>
        </Section>
        <Section title=words::edit_again(l)>
            <RoleForm role=Some(role) draft=again/>
        </Section>
    }
}
