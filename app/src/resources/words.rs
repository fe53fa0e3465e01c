//! Words and looks of what is lent: kinds, states, days, periods.

use birqadam_core::Locale;
use birqadam_funding::{
    DayState, LendingPeriod, RequestShelf, Resource, ResourceDays, ResourceRequestStatus, ResourceStatus, ResourceType,
};
use leptos::prelude::*;

use crate::{
    format, labels,
    texts::resources as words,
    ui::{Icon, StatusChip},
};

pub fn kind(l: Locale, kind: ResourceType) -> &'static str {
    match kind {
        ResourceType::Venue => words::type_venue(l),
        ResourceType::Equipment => words::type_equipment(l),
        ResourceType::Transport => words::type_transport(l),
        ResourceType::Expertise => words::type_expertise(l),
        ResourceType::Other => words::type_other(l),
    }
}

/// Options of a choice of kinds: `(value, words)`.
pub fn kind_options(l: Locale) -> Vec<(String, String)> {
    ResourceType::ALL.iter().map(|one| (one.as_str().to_owned(), kind(l, *one).to_owned())).collect()
}

pub fn days(l: Locale, days: ResourceDays) -> &'static str {
    match days {
        ResourceDays::Every => words::days_every(l),
        ResourceDays::Workdays => words::days_workdays(l),
        ResourceDays::Weekends => words::days_weekends(l),
    }
}

/// Options of a choice of days: `(value, words)`.
pub fn day_options(l: Locale) -> Vec<(String, String)> {
    ResourceDays::ALL.iter().map(|one| (one.as_str().to_owned(), days(l, *one).to_owned())).collect()
}

pub fn status(l: Locale, status: ResourceStatus) -> &'static str {
    match status {
        ResourceStatus::Active => words::status_active(l),
        ResourceStatus::Paused => words::status_paused(l),
        ResourceStatus::Archived => words::status_archived(l),
    }
}

pub fn status_chip(l: Locale, of: ResourceStatus) -> AnyView {
    let (icon, tone) = match of {
        ResourceStatus::Active => (Icon::CircleDot, "active"),
        ResourceStatus::Paused => (Icon::Hourglass, "waiting"),
        ResourceStatus::Archived => (Icon::History, "muted"),
    };
    view! { <StatusChip text=status(l, of) icon=icon tone=tone/> }.into_any()
}

pub fn request_status(l: Locale, status: ResourceRequestStatus) -> &'static str {
    match status {
        ResourceRequestStatus::Pending => words::request_pending(l),
        ResourceRequestStatus::Approved => words::request_approved(l),
        ResourceRequestStatus::Rejected => words::request_rejected(l),
        ResourceRequestStatus::Countered => words::request_countered(l),
        ResourceRequestStatus::Withdrawn => words::request_withdrawn(l),
        ResourceRequestStatus::Done => words::request_done(l),
    }
}

pub fn request_chip(l: Locale, of: ResourceRequestStatus) -> AnyView {
    let (icon, tone) = match of {
        ResourceRequestStatus::Pending => (Icon::Hourglass, "waiting"),
        ResourceRequestStatus::Countered => (Icon::Undo2, "waiting"),
        ResourceRequestStatus::Approved => (Icon::Check, "good"),
        ResourceRequestStatus::Rejected => (Icon::X, "bad"),
        ResourceRequestStatus::Withdrawn => (Icon::History, "muted"),
        ResourceRequestStatus::Done => (Icon::CircleCheck, "good"),
    };
    view! { <StatusChip text=request_status(l, of) icon=icon tone=tone/> }.into_any()
}

pub fn shelf(l: Locale, shelf: RequestShelf) -> &'static str {
    match shelf {
        RequestShelf::Waiting => words::shelf_waiting(l),
        RequestShelf::Upcoming => words::shelf_upcoming(l),
        RequestShelf::Lent => words::shelf_lent(l),
        RequestShelf::Thanked => words::shelf_thanked(l),
        RequestShelf::Closed => words::shelf_closed(l),
        RequestShelf::All => words::shelf_all(l),
    }
}

/// What a day of the calendar is; nothing of days that are over.
pub fn day_state(l: Locale, state: DayState) -> Option<&'static str> {
    Some(match state {
        DayState::Past => return None,
        DayState::Closed => words::day_closed(l),
        DayState::Free => words::day_free(l),
        DayState::Asked => words::day_asked(l),
        DayState::Lent => words::day_lent(l),
    })
}

/// `21.11.2026`, `21.11.2026 – 22.11.2026`, `21.11.2026, 09:00–12:00`, `21.11.2026 18:00 – 22.11.2026 09:00`.
pub fn period(l: Locale, period: LendingPeriod) -> String {
    let (first, last) = (period.first_day(), period.last_day());
    let (start, end) = period.times();
    match (period.is_whole_days(), first == last) {
        (true, _) => format::date_range(l, Some(first), Some(last)).unwrap_or_default(),
        (false, true) => format!("{}, {}–{}", format::date(l, first), format::time(start), format::time(end)),
        (false, false) => {
            format!("{} – {}", format::moment_short(period.starts_at), format::moment_short(period.ends_at))
        }
    }
}

/// City and address, or that it is tied to none.
pub fn place(l: Locale, resource: &Resource) -> String {
    let city = match resource.city.as_str() {
        "" => words::any_place(l).to_owned(),
        city => labels::city(l, city),
    };
    if resource.address.is_empty() { city } else { format!("{city}, {}", resource.address) }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};

    use super::*;

    #[test]
    fn periods_are_short() {
        let of = |starts_at: &str, ends_at: &str| {
            let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap_or_default();
            period(Locale::En, LendingPeriod { starts_at: at(starts_at), ends_at: at(ends_at) })
        };
        assert_eq!(of("2026-11-20T19:00:00Z", "2026-11-21T19:00:00Z"), "21\u{a0}November 2026");
        assert_eq!(of("2026-11-20T19:00:00Z", "2026-11-22T19:00:00Z"), "21.11.2026 – 22.11.2026");
        assert_eq!(of("2026-11-21T04:00:00Z", "2026-11-21T07:30:00Z"), "21\u{a0}November 2026, 09:00–12:30");
        assert_eq!(of("2026-11-21T13:00:00Z", "2026-11-22T04:00:00Z"), "21.11.2026 18:00 – 22.11.2026 09:00");
    }
}
