//! From when until when: days, and times where they matter.

use birqadam_funding::LendingPeriod;
use leptos::prelude::*;

use crate::{
    format,
    texts::resources as words,
    ui::{DateField, TimeField, use_locale},
};

/// The fields `date`, `until`, `start_time`, `end_time`.
#[component]
pub fn PeriodFieldset(
    #[prop(optional)] period: Option<LendingPeriod>,
    #[prop(optional, into)] day: String,
) -> impl IntoView {
    let l = use_locale();
    let first = period.map_or(day, |period| format::date_short(period.first_day()));
    let several = period.filter(|period| period.first_day() != period.last_day());
    let last = several.map(|period| format::date_short(period.last_day())).unwrap_or_default();
    let times = period.filter(|period| !period.is_whole_days()).map(|period| period.times());
    let (start, end) = times.map(|(start, end)| (format::time(start), format::time(end))).unwrap_or_default();
    view! {
        <div class="period-fields">
            <DateField name="date" label=words::date_label(l) value=first required=true/>
            <DateField name="until" label=words::until_label(l) value=last/>
            <TimeField name="start_time" label=words::start_label(l) value=start/>
            <TimeField name="end_time" label=words::end_label(l) value=end/>
        </div>
    }
}
