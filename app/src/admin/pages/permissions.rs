//! `/admin/permissions`: every permission with who has it; `/admin/permissions/:name`: who can
//! do this, through which role, since when, given by whom.

use birqadam_accounts::{PermissionCount, PermissionHolder};
use birqadam_core::PermissionGroup;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    admin::{
        components::Ways,
        permission_words,
        server_fns::{list_permissions, who_can},
    },
    format, labels,
    texts::{access as words, nav},
    ui::{Crumb, EmptyState, Notice, Page, Pager, Section, load, use_cursor, use_locale},
};

/// The catalogue.
#[component]
pub fn Permissions() -> impl IntoView {
    let l = use_locale();
    let permissions = crate::ui::read(|| (), |()| list_permissions());
    load(permissions, move |all| {
        let groups = PermissionGroup::ALL
            .into_iter()
            .map(|group| {
                let rows = all.iter().filter(|line| line.permission.group() == group).map(row).collect_view();
                view! {
                    <Section title=permission_words::group(l, group)>
                        <ul class="rows">{rows}</ul>
                    </Section>
                }
            })
            .collect_view();
        view! {
            <Page
                title=words::catalogue_title(l)
                lead=words::catalogue_lead(l)
                up=Crumb::new("/admin/roles", nav::roles(l))
            >
                {groups}
            </Page>
        }
    })
}

fn row(line: &PermissionCount) -> impl IntoView + use<> {
    let l = use_locale();
    let name = line.permission.as_str();
    view! {
        <li class="row">
            <div class="row-main">
                <h3 class="row-title">
                    <a href=format!("/admin/permissions/{name}")>{labels::permission(l, line.permission)}</a>
                </h3>
                <p class="row-text">{permission_words::about(l, line.permission)}</p>
            </div>
            <p class="row-end muted">
                <span>{words::people_count(l, line.people)}</span>
                <span>{words::roles_count(l, line.roles)}</span>
            </p>
        </li>
    }
}

/// Who can do this.
#[component]
pub fn PermissionPage() -> impl IntoView {
    let l = use_locale();
    let params = use_params_map();
    let name = Memo::new(move |_| params.with(|params| params.get("name").unwrap_or_default()));
    let cursor = use_cursor();
    let found = crate::ui::read(move || (name.get(), cursor.get()), |(name, cursor)| who_can(name, cursor));
    load(found, move |found| {
        let held_back = (found.held_back > 0)
            .then(|| view! { <Notice tone="info"><p>{words::held_back(l, found.held_back)}</p></Notice> });
        let list = if found.holders.items.is_empty() {
            view! { <EmptyState title=words::nobody_can(l) text=words::nobody_can_text(l)/> }.into_any()
        } else {
            let rows = found.holders.items.into_iter().map(holder).collect_view();
            view! { <ul class="rows">{rows}</ul> }.into_any()
        };
        view! {
            <Page
                title=labels::permission(l, found.permission)
                count=format::number(found.count)
                lead=permission_words::about(l, found.permission)
                up=Crumb::new("/admin/permissions", words::catalogue_title(l))
            >
                {held_back}
                {list}
                <Pager next=found.holders.next/>
            </Page>
        }
    })
}

fn holder(holder: PermissionHolder) -> impl IntoView {
    view! {
        <li class="row">
            <div class="row-main">
                <h2 class="row-title">
                    <a href=format!("/admin/users/{}/access", holder.id)>{holder.name}</a>
                </h2>
                {holder.org_name.map(|name| view! { <p class="row-text">{name}</p> })}
                <Ways ways=holder.ways/>
            </div>
        </li>
    }
}
