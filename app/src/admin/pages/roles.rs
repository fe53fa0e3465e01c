//! `/admin/roles`: roles, what each allows, and how many people hold it.

use birqadam_accounts::Role;
use birqadam_core::Permission;
use leptos::prelude::*;

use crate::{
    admin::{
        components::{permission_list, role_label},
        server_fns::list_roles,
    },
    texts::{access as words, admin, nav},
    ui::{Icon, IconView, Page, load, may, use_locale},
};

/// The page.
#[component]
pub fn Roles() -> impl IntoView {
    let l = use_locale();
    let roles = crate::ui::read(|| (), |()| list_roles());
    let new = move || {
        view! {
            <a class="button button-primary" href="/admin/roles/new">
                <IconView icon=Icon::Plus/>
                <span>{admin::new_role(l)}</span>
            </a>
        }
    };
    load(roles, move |roles| {
        let rows = roles.into_iter().map(row).collect_view();
        let tags = may(Permission::UsersTag).then(|| view! { <a href="/admin/tags">{words::tags_link(l)}</a> });
        view! {
            <Page title=nav::roles(l) lead=words::roles_lead(l) action=new>
                <p class="cluster">
                    <a href="/admin/permissions">{words::who_can_link(l)}</a>
                    {tags}
                </p>
                <ul class="rows">{rows}</ul>
            </Page>
        }
    })
}

fn row(role: Role) -> impl IntoView {
    let l = use_locale();
    let permissions = if role.permissions.is_empty() {
        view! { <p class="muted">{admin::no_permissions(l)}</p> }.into_any()
    } else {
        permission_list(l, &role.permissions).into_any()
    };
    let own = (!role.is_system).then(|| view! { <span class="chip">{admin::own_role(l)}</span> });
    let delete = (!role.is_system).then(|| {
        view! {
            <a class="button" href=format!("/admin/roles/{}/delete", role.id)>
                <IconView icon=Icon::Trash2/>
                <span>{words::delete(l)}</span>
            </a>
        }
    });
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
                    {admin::holders(l, role.holders)}
                </a>
                <a class="button" href=format!("/admin/roles/{}", role.id)>
                    <IconView icon=Icon::Pencil/>
                    <span>{admin::edit_role(l)}</span>
                </a>
                {delete}
            </div>
        </li>
    }
}
