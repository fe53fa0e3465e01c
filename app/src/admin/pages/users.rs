//! `/admin/users`: everyone with an account.

use birqadam_accounts::{AccountStatus, PublicRole, UserFilter, UserRow};
use birqadam_core::Locale;
use leptos::prelude::*;

use crate::{
    admin::server_fns::list_users,
    format, labels,
    texts::{admin as words, nav},
    ui::{
        ActiveFilter, ActiveFilters, DataTable, EmptyState, FilterBar, FilterSelect, FilterText, Page, Pager,
        account_chip, load, use_cursor, use_locale, use_query,
    },
};

/// The page; its filters live in the URL.
#[component]
pub fn Users() -> impl IntoView {
    let l = use_locale();
    let (role, status, q, cursor) = (use_query("role"), use_query("status"), use_query("q"), use_cursor());
    let filter = Memo::new(move |_| UserFilter { role: role.get(), status: status.get(), q: q.get() });
    let users =
        Resource::new_blocking(move || (filter.get(), cursor.get()), |(filter, cursor)| list_users(filter, cursor));
    load(users, move |page| {
        let filter = filter.get_untracked();
        let list = if page.items.is_empty() {
            view! { <EmptyState title=words::no_users(l) text=words::no_users_text(l)/> }.into_any()
        } else {
            let rows = page.items.into_iter().map(row).collect_view();
            let head = [words::person(l), words::email(l), words::role(l), words::state(l), words::registered(l)]
                .map(str::to_owned);
            view! { <DataTable caption=nav::users(l) head=head.to_vec()>{rows}</DataTable> }.into_any()
        };
        let (roles, filters) = (role_options(l, &filter.role), active(l, &filter));
        view! {
            <Page title=nav::users(l)>
                <FilterBar action="/admin/users">
                    <FilterText name="q" label=words::search(l)/>
                    <FilterSelect
                        name="role"
                        label=words::role(l)
                        options=roles
                        all=words::any_role(l)
                    />
                    <FilterSelect name="status" label=words::state(l) options=status_options(l) all=words::any_state(l)/>
                </FilterBar>
                <ActiveFilters filters=filters/>
                {list}
                <Pager next=page.next/>
            </Page>
        }
    })
}

fn row(user: UserRow) -> impl IntoView {
    let l = use_locale();
    let organization = user.org_name.map(|name| view! { <span class="cell-note">{name}</span> });
    view! {
        <tr>
            <th scope="row">
                <a href=format!("/admin/users/{}", user.id)>{user.name}</a>
                {organization}
            </th>
            <td>{user.email}</td>
            <td>{labels::role(l, &user.role)}</td>
            <td>{account_chip(l, user.status)}</td>
            <td class="number">{format::date_short(format::local_day(user.created_at))}</td>
        </tr>
    }
}

/// The roles people ask for, the admin's, and the one in the URL when it is another.
fn role_options(l: Locale, chosen: &str) -> Vec<(String, String)> {
    let mut names: Vec<&str> = PublicRole::ALL.into_iter().map(PublicRole::as_str).collect();
    names.push("admin");
    if !chosen.is_empty() && !names.contains(&chosen) {
        names.push(chosen);
    }
    names.into_iter().map(|name| (name.to_owned(), labels::role(l, name))).collect()
}

fn status_options(l: Locale) -> Vec<(String, String)> {
    AccountStatus::ALL.into_iter().map(|s| (s.as_str().to_owned(), labels::account_status(l, s).to_owned())).collect()
}

fn active(l: Locale, filter: &UserFilter) -> Vec<ActiveFilter> {
    let status = AccountStatus::parse(&filter.status)
        .map_or_else(|| filter.status.clone(), |status| labels::account_status(l, status).to_owned());
    [
        ("q", filter.q.clone()),
        ("role", if filter.role.is_empty() { String::new() } else { labels::role(l, &filter.role) }),
        ("status", status),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(name, text)| ActiveFilter { name, text })
    .collect()
}
