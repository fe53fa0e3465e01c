//! Inbox and menu of the signed-in person.

use birqadam_core::Permission;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::places::{BAR_PLACES, places};
use crate::{
    messaging::live::UnreadBadge,
    texts::{exports, nav},
    ui::{
        encode,
        icon::{Icon, IconView},
        start::{use_locale, use_start},
    },
};

/// The inbox and the menu, or the way to sign in.
#[component]
pub(super) fn Person() -> impl IntoView {
    let l = use_locale();
    let start = use_start();
    let Some(me) = start.me.clone() else {
        let location = use_location();
        let href = move || format!("/sign-in?next={}", encode(&location.pathname.get()));
        return view! {
            <a class="button topbar-sign-in" href=href>
                {nav::sign_in(l)}
            </a>
        }
        .into_any();
    };
    // Only who has lists has something to take away.
    let has_lists =
        [Permission::UsersView, Permission::AuditView, Permission::ProjectsManageOwn, Permission::SettingsManage]
            .into_iter()
            .any(|permission| me.can(permission));
    let exports = has_lists.then(|| {
        view! {
            <a class="menu-item" href="/exports">
                <IconView icon=Icon::Download/>
                {exports::my_exports(l)}
            </a>
        }
    });
    let more = places(l, Some(&me))
        .into_iter()
        .skip(BAR_PLACES)
        .map(|place| {
            view! {
                <a class="menu-item menu-more" href=place.0>
                    <IconView icon=place.2/>
                    {place.1}
                </a>
            }
        })
        .collect_view();
    view! {
        <a class="icon-button inbox" href="/notifications" title=nav::inbox(l)>
            <IconView icon=Icon::Bell/>
            <span class="visually-hidden">{nav::inbox(l)}</span>
            <UnreadBadge/>
        </a>
        <details class="menu">
            <summary class="icon-button" title=me.name.clone()>
                <IconView icon=Icon::User/>
                <span class="visually-hidden">{me.name.clone()}</span>
            </summary>
            <div class="menu-body">
                <p class="menu-name">{me.name}</p>
                <p class="menu-mail">{me.email}</p>
                {more}
                {exports}
                <a class="menu-item" href="/profile">
                    <IconView icon=Icon::User/>
                    {nav::profile(l)}
                </a>
                <form method="post" action="/web/sign-out">
                    <button type="submit" class="menu-item">
                        <IconView icon=Icon::LogOut/>
                        {nav::sign_out(l)}
                    </button>
                </form>
            </div>
        </details>
    }
    .into_any()
}
