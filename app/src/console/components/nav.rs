//! The sections of the console, beside each of its pages; everybody sees what they may open.

use birqadam_core::{Locale, Permission};
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_location};

use crate::{
    texts::{console as words, flags, health, jobs, money, nav, payments, settings, storage},
    ui::{Icon, IconView, use_locale, use_me},
};

type Words = fn(Locale) -> &'static str;

/// A section: address, words, icon, and what one must be allowed.
struct Section(&'static str, Words, Icon, Permission);

const PEOPLE: &[Section] = &[
    Section("/admin/users", nav::users, Icon::Users, Permission::UsersView),
    Section("/admin/roles", nav::roles, Icon::Key, Permission::RolesManage),
    Section("/admin/tags", words::tags, Icon::Tag, Permission::UsersTag),
    Section("/admin/log", nav::log, Icon::History, Permission::AuditView),
];

const CONTENT: &[Section] = &[
    Section("/admin/achievements", nav::achievements, Icon::Award, Permission::SettingsManage),
    Section("/review/templates", words::reason_templates, Icon::MessageSquare, Permission::ReviewTemplates),
    Section("/admin/templates", nav::templates, Icon::FileText, Permission::SettingsManage),
    Section("/admin/deliveries", nav::deliveries, Icon::Mail, Permission::SettingsManage),
];

const PLATFORM: &[Section] = &[
    Section("/admin/ledger", money::ledger, Icon::FileText, Permission::LedgerView),
    Section("/admin/expenses", money::all_expenses, Icon::FileText, Permission::LedgerView),
    Section("/admin/payments", payments::payments, Icon::Coins, Permission::PaymentsManage),
    Section("/admin/settings", settings::title, Icon::Settings, Permission::SettingsManage),
    Section("/admin/flags", flags::title, Icon::Sparkles, Permission::FlagsManage),
    Section("/admin/jobs", jobs::title, Icon::ListChecks, Permission::JobsManage),
    Section("/admin/storage", storage::title, Icon::Inbox, Permission::StorageManage),
    Section("/admin/health", health::title, Icon::HeartPulse, Permission::HealthView),
];

/// What the console is for. Those who only look after people or words find these elsewhere.
const OPENS: [Permission; 7] = [
    Permission::RolesManage,
    Permission::AuditView,
    Permission::SettingsManage,
    Permission::FlagsManage,
    Permission::JobsManage,
    Permission::StorageManage,
    Permission::HealthView,
];

/// Whether somebody has something to do in the console.
pub fn opens_console(can: impl Fn(Permission) -> bool) -> bool {
    OPENS.into_iter().any(can)
}

/// The sections, on pages of the console only.
#[component]
pub fn ConsoleNav() -> impl IntoView {
    let pathname = use_location().pathname;
    let here = Memo::new(move |_| pathname.with(|path| path == "/admin" || path.starts_with("/admin/")));
    let l = use_locale();
    move || {
        let me = use_me().filter(|me| here.get() && opens_console(|permission| me.can(permission)))?;
        let can = |permission| me.can(permission);
        let groups = [
            (words::group_people(l), PEOPLE),
            (words::group_content(l), CONTENT),
            (words::group_platform(l), PLATFORM),
        ]
        .into_iter()
        .filter(|(_, sections)| sections.iter().any(|section| can(section.3)))
        .map(|(title, sections)| {
            let links = sections.iter().filter(|section| can(section.3)).map(|section| link(l, section)).collect_view();
            view! {
                <p class="console-group">{title}</p>
                <ul>{links}</ul>
            }
        })
        .collect_view();
        Some(view! {
            <nav class="console-nav" aria-label=words::nav(l)>
                <ul>
                    <li>
                        <A href="/admin" exact=true attr:class="console-place">
                            <IconView icon=Icon::Monitor/>
                            <span>{words::overview(l)}</span>
                        </A>
                    </li>
                </ul>
                {groups}
            </nav>
        })
    }
}

fn link(l: Locale, section: &'static Section) -> impl IntoView + use<> {
    view! {
        <li>
            <A href=section.0 attr:class="console-place">
                <IconView icon=section.2/>
                <span>{(section.1)(l)}</span>
            </A>
        </li>
    }
}
