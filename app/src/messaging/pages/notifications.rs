//! The inbox: what one was told, newest first, each leading to its record.

use birqadam_core::Locale;
use birqadam_messaging::Notification;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    format,
    messaging::server_fns::{MarkAllRead, list_notifications},
    notices,
    texts::notices as words,
    ui::{EmptyState, Icon, IconView, Page, Pager, load, use_cursor, use_locale},
};

#[component]
pub fn Notifications() -> impl IntoView {
    let l = use_locale();
    let cursor = use_cursor();
    let list = Resource::new_blocking(move || cursor.get(), list_notifications);
    load(list, move |page| {
        let some_unread = page.items.iter().any(|n| n.read_at.is_none());
        let empty = page.items.is_empty();
        let rows = page.items.into_iter().map(|notification| row(l, notification)).collect_view();
        let action = move || some_unread.then(|| mark_read(l));
        view! {
            <Page title=words::title(l) action=action narrow=true>
                {if empty {
                    view! { <EmptyState title=words::empty(l) text=words::empty_text(l)/> }.into_any()
                } else {
                    view! { <ul class="rows">{rows}</ul> }.into_any()
                }}
                <Pager next=page.next/>
            </Page>
        }
    })
}

/// A plain form: the number in the frame changes too.
fn mark_read(l: Locale) -> impl IntoView {
    view! {
        <form method="post" action=MarkAllRead::PATH>
            <button type="submit" class="button">
                <IconView icon=Icon::Check/>
                <span>{words::mark_read(l)}</span>
            </button>
        </form>
    }
}

fn row(l: Locale, notification: Notification) -> impl IntoView {
    let new = notification.read_at.is_none();
    let (row, title) = if new { ("row row-new", "row-title") } else { ("row", "row-title row-title-quiet") };
    view! {
        <li class=row>
            <div class="row-main">
                <p class=title>
                    <a href=notification.notice.link()>{notices::text(l, &notification.notice)}</a>
                    {new.then(|| view! { <span class="visually-hidden">" ("{words::new(l)}")"</span> })}
                </p>
            </div>
            <time class="muted small" datetime=notification.created_at.to_rfc3339()>
                {format::moment_short(notification.created_at)}
            </time>
        </li>
    }
}
