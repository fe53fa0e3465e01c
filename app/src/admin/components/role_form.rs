//! A role: its names and what it allows.

use birqadam_accounts::Role;
use birqadam_core::{Locale, Permission, PermissionGroup};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    admin::{
        permission_words,
        server_fns::{ROLE_FORM, SaveRole, SaveRoleInput},
    },
    labels,
    texts::{access as words, admin},
    ui::{Hidden, Icon, IconView, Notice, PlainForm, SubmitButton, TextField, declared_as, use_form, use_locale},
};

/// The role to change, or none for a new one. A draft is shown in place of what is stored.
#[component]
pub fn RoleForm(role: Option<Role>, #[prop(optional)] draft: Option<SaveRoleInput>) -> impl IntoView {
    let l = use_locale();
    let (id, button) = match &role {
        // What touches people is shown first.
        Some(role) if role.holders > 0 => (role.id.to_string(), words::look_first(l)),
        Some(role) => (role.id.to_string(), admin::save_role(l)),
        None => (String::new(), admin::create_role(l)),
    };
    let is_admin = role.as_ref().is_some_and(|role| role.name == "admin");
    let is_new = role.is_none();
    let protected = is_admin.then(|| view! { <Notice tone="info"><p>{admin::admin_protected(l)}</p></Notice> });
    // Beside what is to be confirmed the form has another name: it came back with nothing wrong.
    let form = if draft.is_some() { "role-again" } else { ROLE_FORM };
    let shown = draft.unwrap_or_else(|| {
        let label = role.as_ref().map(|role| role.label.clone()).unwrap_or_default();
        let permissions = role.map(|role| role.permissions).unwrap_or_default();
        SaveRoleInput {
            label_ru: label.ru,
            label_kk: label.kk,
            label_en: label.en,
            permissions: permissions.iter().map(|permission| permission.as_str().to_owned()).collect(),
            ..SaveRoleInput::default()
        }
    });
    view! {
        <PlainForm action=SaveRole::PATH name={declared_as::<SaveRoleInput>(form)}>
            <Hidden name="id" value=id/>
            // Made here, not before: a field belongs to the form around it.
            {is_new.then(|| {
                view! { <TextField name="name" label=admin::role_name(l) help=words::role_text_code_help(l) required=true/> }
            })}
            <div class="field-row">
                <TextField name="label_ru" label=admin::label_ru(l) value=shown.label_ru required=true/>
                <TextField name="label_kk" label=admin::label_kk(l) value=shown.label_kk required=true/>
                <TextField name="label_en" label=admin::label_en(l) value=shown.label_en required=true/>
            </div>
            {protected}
            <Permissions granted=shown.permissions is_admin=is_admin/>
            <div class="cluster">
                <SubmitButton label=button/>
                <a class="button" href="/admin/roles">
                    {crate::texts::common::cancel(l)}
                </a>
            </div>
        </PlainForm>
    }
}

/// A mark for every permission there is, group by group, each explained.
#[component]
fn Permissions(granted: Vec<String>, is_admin: bool) -> impl IntoView {
    let l = use_locale();
    let form = use_form();
    form.remember_label("permissions", admin::permissions(l));
    let error = form.error_at("permissions");
    // What was marked before the form came back, else what the role has.
    let kept: Option<Vec<String>> = form
        .kept()
        .get("permissions")
        .and_then(|kept| Some(kept.as_array()?.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect()));
    // All marks may have been taken away: browsers then send nothing.
    let marked = kept.unwrap_or_else(|| if form.kept().is_null() { granted } else { Vec::new() });
    let groups = PermissionGroup::ALL
        .into_iter()
        .map(|group| {
            let checks = group.permissions().map(|permission| check(l, permission, &marked, is_admin)).collect_view();
            view! {
                <h2 class="permission-group">{permission_words::group(l, group)}</h2>
                <div class="permission-checks">{checks}</div>
            }
        })
        .collect_view();
    view! {
        <fieldset class="group" id=form.html_id("permissions")>
            <legend>{admin::permissions(l)}</legend>
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
            {groups}
        </fieldset>
    }
}

fn check(l: Locale, permission: Permission, marked: &[String], is_admin: bool) -> impl IntoView + use<> {
    let form = use_form();
    let name = permission.as_str();
    let fixed = is_admin && permission == Permission::RolesManage;
    let checked = fixed || marked.iter().any(|marked| marked == name);
    let index = Permission::ALL.iter().position(|known| *known == permission).unwrap_or_default();
    let field = format!("permissions.{index}");
    let id = form.html_id(&field);
    let help = format!("{id}-help");
    view! {
        <div class="check">
            <input
                type="checkbox"
                id=id.clone()
                name=form.html_name(&field)
                value=name
                checked=checked
                disabled=fixed
                aria-describedby=help.clone()
            />
            <label for=id>{labels::permission(l, permission)}</label>
            <p class="field-help" id=help>
                {permission_words::about(l, permission)} " " <code>{name}</code>
            </p>
        </div>
    }
}

/// The permissions of a role in words.
pub(crate) fn permission_list(l: Locale, permissions: &[Permission]) -> impl IntoView + use<> {
    let items =
        permissions.iter().map(|permission| view! { <li>{labels::permission(l, *permission)}</li> }).collect_view();
    view! { <ul class="permission-list">{items}</ul> }
}
