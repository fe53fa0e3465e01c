//! A role: its names and what it allows.

use birqadam_accounts::Role;
use birqadam_core::{Locale, Permission};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    admin::server_fns::{ROLE_FORM, SaveRole},
    labels,
    texts::admin as words,
    ui::{Hidden, Icon, IconView, Notice, PlainForm, SubmitButton, TextField, use_form, use_locale},
};

/// The role to change, or none for a new one.
#[component]
pub fn RoleForm(role: Option<Role>) -> impl IntoView {
    let l = use_locale();
    let (id, button) = match &role {
        Some(role) => (role.id.to_string(), words::save_role(l)),
        None => (String::new(), words::create_role(l)),
    };
    let is_admin = role.as_ref().is_some_and(|role| role.name == "admin");
    let label = role.as_ref().map(|role| role.label.clone()).unwrap_or_default();
    let name = role.is_none().then(|| {
        view! { <TextField name="name" label=words::role_name(l) help=words::role_name_help(l) required=true/> }
    });
    let protected = is_admin.then(|| view! { <Notice tone="info"><p>{words::admin_protected(l)}</p></Notice> });
    let granted = role.map(|role| role.permissions).unwrap_or_default();
    view! {
        <PlainForm action=SaveRole::PATH name=ROLE_FORM>
            <Hidden name="id" value=id/>
            {name}
            <div class="field-row">
                <TextField name="label_ru" label=words::label_ru(l) value=label.ru required=true/>
                <TextField name="label_kk" label=words::label_kk(l) value=label.kk required=true/>
                <TextField name="label_en" label=words::label_en(l) value=label.en required=true/>
            </div>
            {protected}
            <Permissions granted=granted is_admin=is_admin/>
            <div class="cluster">
                <SubmitButton label=button/>
                <a class="button" href="/admin/roles">
                    {crate::texts::common::cancel(l)}
                </a>
            </div>
        </PlainForm>
    }
}

/// A mark for every permission there is.
#[component]
fn Permissions(granted: Vec<Permission>, is_admin: bool) -> impl IntoView {
    let l = use_locale();
    let form = use_form();
    form.remember_label("permissions", words::permissions(l));
    let error = form.error_at("permissions");
    // What was marked before the form came back, else what the role has.
    let kept: Option<Vec<String>> = form
        .kept()
        .get("permissions")
        .and_then(|kept| Some(kept.as_array()?.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect()));
    let checks = Permission::ALL
        .iter()
        .enumerate()
        .map(|(index, permission)| {
            let name = permission.as_str();
            let fixed = is_admin && *permission == Permission::RolesManage;
            let checked = fixed
                || kept.as_ref().map_or_else(|| granted.contains(permission), |kept| kept.iter().any(|k| k == name));
            let field = format!("permissions.{index}");
            let id = form.html_id(&field);
            view! {
                <div class="check">
                    <input
                        type="checkbox"
                        id=id.clone()
                        name=form.html_name(&field)
                        value=name
                        checked=checked
                        disabled=fixed
                    />
                    <label for=id>
                        {labels::permission(l, *permission)} " " <code class="muted small">{name}</code>
                    </label>
                </div>
            }
        })
        .collect_view();
    view! {
        <fieldset class="group" id=form.html_id("permissions")>
            <legend>{words::permissions(l)}</legend>
            {move || {
                error
                    .get()
                    .map(|text| {
                        view! {
                            <p class="field-error">
                                <IconView icon=Icon::TriangleAlert/>
                                {text}
                            </p>
                        }
                    })
            }}
            <div class="permission-checks">{checks}</div>
        </fieldset>
    }
}

/// The permissions of a role in words.
pub(crate) fn permission_list(l: Locale, permissions: &[Permission]) -> impl IntoView + use<> {
    let items =
        permissions.iter().map(|permission| view! { <li>{labels::permission(l, *permission)}</li> }).collect_view();
    view! { <ul class="permission-list">{items}</ul> }
}
