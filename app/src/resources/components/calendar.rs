//! A month of a resource as a table: read without a script, with a screen reader, on a phone.

use birqadam_core::Locale;
use birqadam_funding::{CalendarDay, DayState, Month, ResourceView, month_weeks};
use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    format,
    resources::words as looks,
    texts::resources as words,
    ui::{Icon, IconView, Section, use_locale, use_start},
};

/// The month with the ways to its neighbours. A free day leads to the form of the request.
#[component]
pub fn CalendarView(view: ResourceView, #[prop(optional)] asks: bool) -> impl IntoView {
    let l = use_locale();
    let today = format::local_day(use_start().now);
    let (id, month) = (view.resource.id, view.month);
    let weeks = month_weeks(month, &view.spans, view.resource.days, today);
    let address = move |month: Month| format!("/resources/{id}?month={}#calendar", month.name());
    let rows = weeks
        .into_iter()
        .map(|week| {
            let cells = week.into_iter().map(|day| cell(l, day, today, asks, view.own)).collect_view();
            view! { <tr>{cells}</tr> }
        })
        .collect_view();
    let names = [
        (words::monday(l), words::monday_short(l)),
        (words::tuesday(l), words::tuesday_short(l)),
        (words::wednesday(l), words::wednesday_short(l)),
        (words::thursday(l), words::thursday_short(l)),
        (words::friday(l), words::friday_short(l)),
        (words::saturday(l), words::saturday_short(l)),
        (words::sunday(l), words::sunday_short(l)),
    ];
    let head = names
        .map(|(name, short)| {
            view! {
                <th scope="col">
                    <span aria-hidden="true">{short}</span>
                    <span class="visually-hidden">{name}</span>
                </th>
            }
        })
        .collect_view();
    let title = month_name(l, month);
    let legend = [DayState::Free, DayState::Asked, DayState::Lent, DayState::Closed]
        .into_iter()
        .filter_map(|state| {
            let text = looks::day_state(l, state)?;
            Some(view! { <li class=class(state)>{icon(state)} {text}</li> })
        })
        .collect_view();
    view! {
        <Section title=words::calendar(l)>
            <div class="calendar" id="calendar">
                <nav class="calendar-nav" aria-label=words::months(l)>
                    <a class="button" href=address(month.previous())>
                        <IconView icon=Icon::ChevronLeft/>
                        <span>{words::previous_month(l)}</span>
                    </a>
                    <p class="calendar-month">{title.clone()}</p>
                    <a class="button" href=address(month.next())>
                        <span>{words::next_month(l)}</span>
                        <IconView icon=Icon::ChevronRight/>
                    </a>
                </nav>
                <table class="calendar-table">
                    <caption class="visually-hidden">{words::calendar_of(l, title)}</caption>
                    <thead>
                        <tr>{head}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
                <ul class="calendar-legend" aria-hidden="true">{legend}</ul>
            </div>
        </Section>
    }
}

fn class(state: DayState) -> &'static str {
    match state {
        DayState::Past => "day day-past",
        DayState::Closed => "day day-closed",
        DayState::Free => "day day-free",
        DayState::Asked => "day day-asked",
        DayState::Lent => "day day-lent",
    }
}

fn icon(state: DayState) -> Option<impl IntoView> {
    let icon = match state {
        DayState::Past => return None,
        DayState::Closed => Icon::Ban,
        DayState::Free => Icon::CircleDot,
        DayState::Asked => Icon::Hourglass,
        DayState::Lent => Icon::Lock,
    };
    Some(view! { <IconView icon=icon/> })
}

fn cell(l: Locale, day: Option<CalendarDay>, today: NaiveDate, asks: bool, own: bool) -> AnyView {
    let Some(day) = day else { return view! { <td class="day-none"></td> }.into_any() };
    let number = day.day.format("%-d").to_string();
    let current = (day.day == today).then_some("date");
    let text = looks::day_state(l, day.state).map(|text| view! { <span class="visually-hidden">{text}</span> });
    let asked_again = asks && matches!(day.state, DayState::Free | DayState::Asked);
    let shown = if asked_again {
        view! { <a href=format!("?date={}#ask", day.day)>{number}</a> }.into_any()
    } else {
        view! { <span>{number}</span> }.into_any()
    };
    let projects: Vec<_> = day.spans.iter().filter_map(|span| span.project.clone()).collect();
    let projects = projects
        .into_iter()
        .map(|project| {
            let title = project.title;
            let name = match own {
                true => view! { <a href=format!("/projects/{}", project.id)>{title}</a> }.into_any(),
                false => view! { <span>{title}</span> }.into_any(),
            };
            view! { <li>{name}</li> }
        })
        .collect_view();
    let projects = (!day.spans.is_empty()).then(|| view! { <ul class="day-projects">{projects}</ul> });
    view! {
        <td class=class(day.state) aria-current=current>
            {shown}
            {icon(day.state)}
            " "
            {text}
            {projects}
        </td>
    }
    .into_any()
}

/// `Декабрь 2026`, `2026 ж. желтоқсан`.
fn month_name(l: Locale, month: Month) -> String {
    let names = [
        words::january(l),
        words::february(l),
        words::march(l),
        words::april(l),
        words::may(l),
        words::june(l),
        words::july(l),
        words::august(l),
        words::september(l),
        words::october(l),
        words::november(l),
        words::december(l),
    ];
    let first = month.first();
    let name = names.get(chrono::Datelike::month0(&first) as usize).copied().unwrap_or_default();
    words::month_of_year(l, name, chrono::Datelike::year(&first))
}
