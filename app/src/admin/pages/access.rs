//! `/admin/users/:id/access`: what can this person do, through which roles, and why not.

use birqadam_accounts::{AccountStatus, PersonPermission};
use birqadam_core::{PermissionGroup, UserId};
use leptos::prelude::*;

use crate::{
    admin::{components::Ways, permission_words, server_fns::what_can},
    labels,
    texts::access as words,
    ui::{Crumb, Icon, Notice, Page, Section, StatusChip, account_chip, load, use_id, use_locale},
};

/// The page.
#[component]
pub fn AccessPage() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let access = crate::ui::read(move || id.get(), |id| what_can(UserId(id)));
    load(access, move |access| {
        let active = access.status == AccountStatus::Active;
        let inactive = (!active).then(|| {
            view! {
                <Notice tone="bad" title=words::not_active(l)>
                    {account_chip(l, access.status)}
                </Notice>
            }
        });
        let groups = PermissionGroup::ALL
            .into_iter()
            .map(|group| {
                let of_group = |line: &&PersonPermission| line.permission.group() == group;
                let rows = access.permissions.iter().filter(of_group).map(row).collect_view();
                view! {
                    <Section title=permission_words::group(l, group)>
                        <ul class="rows">{rows}</ul>
                    </Section>
                }
            })
            .collect_view();
        view! {
            <Page
                title=words::access_title(l, &access.name)
                up=Crumb::new(format!("/admin/users/{}", access.id), access.name.clone())
            >
                {inactive}
                {groups}
            </Page>
        }
    })
}

fn row(line: &PersonPermission) -> impl IntoView + use<> {
    let l = use_locale();
    let (text, icon, tone) = match (line.allowed, line.ways.is_empty()) {
        (true, _) => (words::may(l), Icon::Check, "good"),
        (false, true) => (words::may_not(l), Icon::X, "muted"),
        (false, false) => (words::would(l), Icon::Hourglass, "waiting"),
    };
    view! {
        <li class="row">
            <div class="row-main">
                <h3 class="row-title">
                    <a href=format!("/admin/permissions/{}", line.permission.as_str())>
                        {labels::permission(l, line.permission)}
                    </a>
                </h3>
                <Ways ways=line.ways.clone()/>
            </div>
            <div class="row-end">
                <StatusChip text=text icon=icon tone=tone/>
            </div>
        </li>
    }
}
