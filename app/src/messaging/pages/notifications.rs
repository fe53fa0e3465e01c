//! `/notifications`: what one was told, day by day, each entry leading to its record.

use birqadam_core::Locale;
use chrono::{Days, NaiveDate};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    format,
    messaging::{
        live::use_unread,
        server_fns::{MarkAllRead, MarkRead, MarkReadInput, News, list_notifications},
    },
    texts::{notices as words, notifications},
    ui::{EmptyState, Icon, IconView, Page, Pager, Tabs, load, use_cursor, use_locale, use_query, use_start},
};

/// The inbox; a new entry appears by itself.
#[component]
pub fn Notifications() -> impl IntoView {
    let l = use_locale();
    let (show, cursor, unread) = (use_query("show"), use_cursor(), use_unread());
    let today = format::local_day(use_start().now);
    let list = crate::ui::read(
        move || (show.get() == "unread", cursor.get(), unread.news.get()),
        |(unread, cursor, _)| list_notifications(unread, None, cursor),
    );
    load(list, move |page| {
        let some_unread = page.items.iter().any(|n| n.read_at.is_none());
        let empty = page.items.is_empty();
        let only_unread = show.get_untracked() == "unread";
        let days = by_day(page.items).into_iter().map(|(day, all)| section(l, today, day, all)).collect_view();
        let action = move || some_unread.then(|| mark_all(l));
        let options = vec![
            (String::new(), notifications::all(l).to_owned()),
            ("unread".to_owned(), notifications::unread(l).to_owned()),
        ];
        let settings = move || {
            view! {
                <a class="tab tab-end" href="/profile/notifications">
                    {notifications::settings(l)}
                </a>
            }
        };
        view! {
            <Page title=words::title(l) action=action narrow=true>
                <Tabs label=notifications::filter(l) name="show" options=options end=settings/>
                {match (empty, only_unread) {
                    (true, true) => {
                        view! { <EmptyState title=notifications::all_read(l) text=notifications::all_read_text(l)/> }
                            .into_any()
                    }
                    (true, false) => view! { <EmptyState title=words::empty(l) text=words::empty_text(l)/> }.into_any(),
                    (false, _) => days.into_any(),
                }}
                <Pager next=page.next/>
            </Page>
        }
    })
}

/// Neighbours of the same day together; the order stays.
fn by_day(all: Vec<News>) -> Vec<(NaiveDate, Vec<News>)> {
    let mut days: Vec<(NaiveDate, Vec<News>)> = Vec::new();
    for entry in all {
        let day = format::local_day(entry.created_at);
        match days.last_mut() {
            Some((last, group)) if *last == day => group.push(entry),
            _ => days.push((day, vec![entry])),
        }
    }
    days
}

fn section(l: Locale, today: NaiveDate, day: NaiveDate, all: Vec<News>) -> impl IntoView {
    let title = if day == today {
        notifications::today(l).to_owned()
    } else if Some(day) == today.checked_sub_days(Days::new(1)) {
        notifications::yesterday(l).to_owned()
    } else {
        format::date(l, day)
    };
    let rows = all.into_iter().map(|entry| row(l, entry)).collect_view();
    view! {
        <section class="inbox-day">
            <h2 class="inbox-date">{title}</h2>
            <ul class="rows">{rows}</ul>
        </section>
    }
}

/// A plain form: the number in the frame changes too.
fn mark_all(l: Locale) -> impl IntoView {
    view! {
        <form method="post" action=MarkAllRead::PATH>
            <button type="submit" class="button">
                <IconView icon=Icon::Check/>
                <span>{words::mark_read(l)}</span>
            </button>
        </form>
    }
}

fn row(l: Locale, entry: News) -> impl IntoView {
    let new = entry.read_at.is_none();
    let (row, title) = if new { ("row row-new", "row-title") } else { ("row", "row-title row-title-quiet") };
    let read = ServerAction::<MarkRead>::new();
    let id = entry.id;
    // Looking at what it tells of is reading it; without a script there is the button.
    let on_click = move |_| {
        if new {
            read.dispatch(MarkRead { input: MarkReadInput { id } });
        }
    };
    view! {
        <li class=row>
            <div class="row-main">
                <p class=title>
                    <a href=entry.link on:click=on_click>
                        {entry.text}
                    </a>
                    {new.then(|| view! { <span class="visually-hidden">" ("{words::new(l)}")"</span> })}
                </p>
            </div>
            <div class="row-end">
                <time class="muted small" datetime=entry.created_at.to_rfc3339()>
                    {format::clock(entry.created_at)}
                </time>
                {new.then(|| mark_one(l, id.0))}
            </div>
        </li>
    }
}

fn mark_one(l: Locale, id: i64) -> impl IntoView {
    view! {
        <form method="post" action=MarkRead::PATH>
            <input type="hidden" name="input[id]" value=id.to_string()/>
            <button type="submit" class="icon-button" title=notifications::mark_one(l)>
                <IconView icon=Icon::Check/>
                <span class="visually-hidden">{notifications::mark_one(l)}</span>
            </button>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use birqadam_core::NotificationId;
    use chrono::DateTime;

    use super::*;

    #[test]
    fn days_begin_at_our_midnight() {
        let entry = |id, at: &str| News {
            id: NotificationId(id),
            text: String::new(),
            link: String::new(),
            read_at: None,
            created_at: at.parse::<DateTime<chrono::Utc>>().expect("a moment"),
        };
        // Midnight in Almaty is 19:00 UTC.
        let all =
            vec![entry(3, "2026-11-21T19:00:00Z"), entry(2, "2026-11-21T18:59:59Z"), entry(1, "2026-11-20T19:00:00Z")];
        let days: Vec<_> = by_day(all).into_iter().map(|(day, all)| (day.to_string(), all.len())).collect();
        assert_eq!(days, [("2026-11-22".to_owned(), 1), ("2026-11-21".to_owned(), 2)]);
    }
}
