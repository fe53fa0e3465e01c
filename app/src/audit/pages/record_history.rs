//! `/history/:kind/:id`: everything that happened to one record, for who may see it.

use birqadam_core::Permission;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    audit::{components::LogRow, record_words, server_fns::find_record_history},
    texts::audit as words,
    ui::{EmptyState, Icon, IconView, Page, Pager, load, may, use_cursor, use_id, use_locale},
};

#[component]
pub fn RecordHistoryPage() -> impl IntoView {
    let l = use_locale();
    let params = use_params_map();
    let kind = Memo::new(move |_| params.with(|params| params.get("kind").unwrap_or_default()));
    let (id, cursor) = (use_id("id"), use_cursor());
    let history = crate::ui::read(
        move || (kind.get(), id.get(), cursor.get()),
        |(kind, id, cursor)| find_record_history(kind, id, cursor),
    );
    load(history, move |found| {
        let (kind, id) = (kind.get_untracked(), id.get_untracked());
        let record = match found.title.clone() {
            Some(title) => record_words::title(l, &kind, title),
            None => record_words::record(l, &kind, Some(id)),
        };
        let open = found.href.clone().map(|href| {
            view! {
                <a class="button" href=href>
                    <IconView icon=Icon::ArrowRight/>
                    <span>{words::open_record(l)}</span>
                </a>
            }
        });
        let in_log = may(Permission::AuditView).then(|| {
            let href = format!("/admin/log?subject_kind={kind}&subject_id={id}");
            view! { <a class="button" href=href>{words::in_log(l)}</a> }
        });
        let list = if found.entries.items.is_empty() {
            view! { <EmptyState title=words::no_history(l)/> }.into_any()
        } else {
            let rows = found.entries.items.into_iter().map(|entry| view! { <LogRow entry=entry/> }).collect_view();
            view! { <ul class="rows">{rows}</ul> }.into_any()
        };
        view! {
            <Page title=words::history_of(l, record) lead=words::history_lead(l) narrow=true>
                <p class="cluster">{open} {in_log}</p>
                {list}
                <Pager next=found.entries.next/>
            </Page>
        }
    })
}
