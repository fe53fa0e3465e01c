//! `/admin/mail`: outgoing mail with its outcome.

use birqadam_core::Locale;
use birqadam_messaging::Email;
use leptos::prelude::*;

use crate::{
    admin::server_fns::list_mail,
    format,
    texts::{admin as words, nav},
    ui::{EmptyState, Icon, IconView, Notice, Page, Pager, StatusChip, load, use_cursor, use_locale},
};

/// The page. Without a mail server this is the outbox to read.
#[component]
pub fn MailPage() -> impl IntoView {
    let l = use_locale();
    let cursor = use_cursor();
    let mails = Resource::new_blocking(move || cursor.get(), list_mail);
    load(mails, move |page| {
        let kept = page.items.iter().any(|mail| mail.status == "kept");
        let notice = kept.then(|| {
            view! {
                <Notice tone="info" title=words::mail_kept(l)>
                    <p>{words::mail_kept_text(l)}</p>
                </Notice>
            }
        });
        let list = if page.items.is_empty() {
            view! { <EmptyState title=words::no_mail(l) text=words::no_mail_text(l)/> }.into_any()
        } else {
            let rows = page.items.into_iter().map(row).collect_view();
            view! { <ul class="rows">{rows}</ul> }.into_any()
        };
        view! {
            <Page title=nav::mail(l)>
                {notice}
                {list}
                <Pager next=page.next/>
            </Page>
        }
    })
}

fn row(mail: Email) -> impl IntoView {
    let l = use_locale();
    let error = mail.last_error.clone().map(|error| view! { <p class="row-note">{error}</p> });
    let body = if mail.body_text.is_empty() {
        view! { <p class="row-text">{words::mail_withheld(l)}</p> }.into_any()
    } else {
        view! {
            <details class="log-details">
                <summary>{words::mail_text(l)}</summary>
                <pre class="mail-body">{mail.body_text}</pre>
            </details>
        }
        .into_any()
    };
    view! {
        <li class="row">
            <div class="row-main">
                <h2 class="row-title">{mail.subject}</h2>
                <p class="row-facts">
                    <span class="row-fact">
                        <IconView icon=Icon::Mail/>
                        {mail.to_address}
                    </span>
                </p>
                {error}
                {body}
            </div>
            <div class="row-end">
                {status_chip(l, &mail.status)}
                <span class="muted small">{format::moment_short(mail.sent_at.unwrap_or(mail.created_at))}</span>
            </div>
        </li>
    }
}

fn status_chip(l: Locale, status: &str) -> impl IntoView + use<> {
    let (text, icon, tone) = match status {
        "queued" => (words::mail_queued(l).to_owned(), Icon::Hourglass, "waiting"),
        "sent" => (words::mail_sent(l).to_owned(), Icon::Check, "good"),
        "failed" => (words::mail_failed(l).to_owned(), Icon::TriangleAlert, "bad"),
        "kept" => (words::mail_kept_chip(l).to_owned(), Icon::Inbox, "muted"),
        other => (other.to_owned(), Icon::Mail, "muted"),
    };
    view! { <StatusChip text=text icon=icon tone=tone/> }
}
