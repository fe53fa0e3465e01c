//! The roles of one person: take them away, give another. Plain forms: the page shows the new
//! state anew.

use birqadam_accounts::Role;
use birqadam_core::{Locale, UserId};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    admin::server_fns::{GRANT_FORM, GrantRole, REVOKE_FORM, RevokeRole},
    labels,
    texts::admin as words,
    ui::{Confirm, Hidden, Icon, PlainForm, Select, SubmitButton, use_flash, use_locale},
};

/// The roles held, with what changes them for who may (then `all` are the roles there are).
#[component]
pub fn UserRoles(id: UserId, held: Vec<String>, all: Vec<Role>) -> impl IntoView {
    let l = use_locale();
    let rows = held
        .iter()
        .map(|name| {
            let role = all.iter().find(|role| role.name == *name).cloned();
            let text = role.as_ref().map_or_else(|| labels::role(l, name), |role| role_label(l, role));
            let revoke = role.map(|role| revoke(l, id, &role));
            view! {
                <li class="row">
                    <span class="row-main row-title">{text}</span>
                    <div class="row-end">{revoke}</div>
                </li>
            }
        })
        .collect_view();
    let none = held.is_empty().then(|| view! { <p class="muted">{words::no_roles(l)}</p> });
    let options: Vec<_> = all
        .iter()
        .filter(|role| !held.contains(&role.name))
        .map(|role| (role.id.to_string(), role_label(l, role)))
        .collect();
    let grant = (!options.is_empty()).then(|| {
        view! {
            <PlainForm action=GrantRole::PATH name=GRANT_FORM class="form grant-form">
                <Hidden name="id" value=id.to_string()/>
                <Select
                    name="role"
                    label=words::grant_role(l)
                    options=options
                    empty=words::choose_role(l)
                    required=true
                />
                <SubmitButton label=words::grant(l) tone="plain" icon=Icon::Plus/>
            </PlainForm>
        }
    });
    view! {
        <ul class="rows">{rows}</ul>
        {none}
        {grant}
    }
}

fn revoke(l: Locale, id: UserId, role: &Role) -> impl IntoView + use<> {
    // One form of the list could not be accepted: the one of this role is opened again.
    let refused = use_flash(REVOKE_FORM).is_some_and(|flash| {
        let kept = flash.values.get("role").map(|kept| kept.as_str().map_or_else(|| kept.to_string(), str::to_owned));
        kept == Some(role.id.to_string())
    });
    let (role_id, question) = (role.id.to_string(), words::revoke_text(l, role_label(l, role)));
    view! {
        <Confirm label=words::revoke(l) icon=Icon::X open=refused>
            <PlainForm action=RevokeRole::PATH name=REVOKE_FORM>
                <p>{question}</p>
                <Hidden name="id" value=id.to_string()/>
                <Hidden name="role" value=role_id/>
                <SubmitButton label=words::revoke_yes(l) tone="bad" icon=Icon::X/>
            </PlainForm>
        </Confirm>
    }
}

/// The role's name for people.
pub(crate) fn role_label(l: Locale, role: &Role) -> String {
    let label = role.label.get(l).0;
    if label.is_empty() { role.name.clone() } else { label.to_owned() }
}
