//! `/admin/roles`: roles, what each allows, and how many people hold it.

use birqadam_accounts::Role;
use leptos::prelude::*;

use crate::{
    admin::{
        components::{RoleForm, permission_list, role_label},
        server_fns::list_roles,
    },
    texts::{admin as words, nav},
    ui::{ErrorPage, Icon, IconView, Page, Section, load, use_locale, use_query},
};

/// The page. `?edit=<id>` opens a role, `?edit=new` the form of a new one.
#[component]
pub fn Roles() -> impl IntoView {
    let l = use_locale();
    let (edit, done) = (use_query("edit"), use_query("done"));
    let roles = Resource::new_blocking(move || (edit.get(), done.get()), |_| list_roles());
    let new = move || {
        view! {
            <a class="button button-primary" href="/admin/roles?edit=new">
                <IconView icon=Icon::Plus/>
                <span>{words::new_role(l)}</span>
            </a>
        }
    };
    load(roles, move |roles| {
        let edit = edit.get_untracked();
        let chosen = roles.iter().find(|role| role.id.to_string() == edit).cloned();
        let form = match (edit.as_str(), chosen) {
            ("", _) => None,
            ("new", _) => Some(view! { <Section title=words::new_role(l)><RoleForm role=None/></Section> }.into_any()),
            (_, Some(role)) => {
                let title = words::role_title(l, role_label(l, &role));
                Some(view! { <Section title=title><RoleForm role=Some(role)/></Section> }.into_any())
            }
            _ => return view! { <ErrorPage error=birqadam_core::Error::NotFound/> }.into_any(),
        };
        let list = form.is_none().then(|| {
            let rows = roles.into_iter().map(row).collect_view();
            view! { <ul class="rows">{rows}</ul> }
        });
        view! {
            <Page title=nav::roles(l) lead=words::roles_lead(l) action=new>
                {form}
                {list}
            </Page>
        }
        .into_any()
    })
}

fn row(role: Role) -> impl IntoView {
    let l = use_locale();
    let permissions = if role.permissions.is_empty() {
        view! { <p class="muted">{words::no_permissions(l)}</p> }.into_any()
    } else {
        permission_list(l, &role.permissions).into_any()
    };
    let own = (!role.is_system).then(|| view! { <span class="chip">{words::own_role(l)}</span> });
    view! {
        <li class="row role-row">
            <div class="row-main">
                <h2 class="row-title cluster">
                    {role_label(l, &role)} <code class="muted small">{role.name.clone()}</code> {own}
                </h2>
                {permissions}
            </div>
            <div class="row-end">
                <a class="row-fact" href=format!("/admin/users?role={}", role.name)>
                    <IconView icon=Icon::Users/>
                    {words::holders(l, role.holders)}
                </a>
                <a class="button" href=format!("/admin/roles?edit={}", role.id)>
                    <IconView icon=Icon::Pencil/>
                    <span>{words::edit_role(l)}</span>
                </a>
            </div>
        </li>
    }
}
