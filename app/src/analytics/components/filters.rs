//! The filters of statistics: periods by name, own days, city, type of help. All in the address.

use birqadam_analytics::model::Preset;
use birqadam_core::{FieldError, city::CITIES};
use birqadam_volunteering::VolunteerType;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

use crate::{
    analytics::words as names,
    errors, labels,
    texts::analytics as words,
    ui::{ActiveFilter, ActiveFilters, FilterBar, FilterSelect, encode, use_locale},
};

/// What the address asks for, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StatisticsQuery {
    pub period: String,
    pub from: String,
    pub to: String,
    pub city: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub organizer: String,
    pub project: String,
}

impl StatisticsQuery {
    /// From the page's address; reactive.
    pub fn of_page() -> Memo<StatisticsQuery> {
        let query = use_query_map();
        Memo::new(move |_| {
            query.with(|query| {
                let get = |name: &str| query.get(name).unwrap_or_default();
                StatisticsQuery {
                    period: get("period"),
                    from: get("from"),
                    to: get("to"),
                    city: get("city"),
                    kind: get("type"),
                    organizer: get("organizer"),
                    project: get("project"),
                }
            })
        })
    }

    /// The same page with another period.
    fn with_period(&self, preset: Preset) -> String {
        let pairs = [
            ("period", preset.as_str()),
            ("city", &self.city),
            ("type", &self.kind),
            ("organizer", &self.organizer),
            ("project", &self.project),
        ];
        let pairs = pairs.iter().filter(|(_, value)| !value.is_empty());
        let query: Vec<String> = pairs.map(|(name, value)| format!("{name}={}", encode(value))).collect();
        format!("/analytics?{}", query.join("&"))
    }

    /// The same question, as the report on a period is asked it.
    pub fn report_query(&self) -> String {
        let pairs = [
            ("period", &self.period),
            ("from", &self.from),
            ("to", &self.to),
            ("city", &self.city),
            ("type", &self.kind),
            ("organizer", &self.organizer),
            ("project", &self.project),
        ];
        let pairs = pairs.iter().filter(|(_, value)| !value.is_empty());
        pairs.map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&")
    }

    /// Which period with a name is shown; none when days were chosen.
    fn preset(&self) -> Option<Preset> {
        if !self.from.is_empty() {
            return None;
        }
        if self.period.is_empty() { Some(Preset::Month) } else { Preset::parse(&self.period) }
    }
}

/// See the module.
#[component]
pub fn StatisticsFilters(query: StatisticsQuery, problems: Vec<FieldError>) -> impl IntoView {
    let l = use_locale();
    let chosen = query.preset();
    let presets = Preset::ALL
        .into_iter()
        .map(|preset| {
            let current = (chosen == Some(preset)).then_some("page");
            view! { <a class="tab" href=query.with_period(preset) aria-current=current>{names::preset(l, preset)}</a> }
        })
        .collect_view();
    let cities = CITIES.iter().map(|city| (city.name.to_owned(), city.label(l).to_owned())).collect();
    let kinds = VolunteerType::ALL
        .iter()
        .map(|kind| (kind.as_str().to_owned(), labels::volunteer_type(l, *kind).to_owned()))
        .collect();
    let kept = [("period", &query.period), ("organizer", &query.organizer), ("project", &query.project)]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| view! { <input type="hidden" name=name value=value.clone()/> })
        .collect_view();
    // A chart's segment leads here; neither can be chosen in the form.
    let narrowed = [
        (!query.project.is_empty(), "project", words::only_project(l)),
        (!query.organizer.is_empty(), "organizer", words::only_organizer(l)),
    ]
    .into_iter()
    .filter(|(set, ..)| *set)
    .map(|(_, name, text)| ActiveFilter { name, text: text.to_owned() })
    .collect();
    let from = day("from", words::from(l), &query.from, &problems);
    let to = day("to", words::to(l), &query.to, &problems);
    let others = problems
        .into_iter()
        .filter(|problem| problem.field != "from" && problem.field != "to")
        .map(|problem| {
            let name = match problem.field.as_str() {
                "city" => words::city(l),
                "type" => words::kind(l),
                "organizer" => words::organizer(l),
                "project" => words::project(l),
                _ => words::period(l),
            };
            view! { <p class="field-error" role="alert">{format!("{name}: {}", errors::field_message(l, &problem.code))}</p> }
        })
        .collect_view();
    view! {
        <nav class="tabs" aria-label=words::period(l)>{presets}</nav>
        <FilterBar action="/analytics">
            {kept}
            {from}
            {to}
            <FilterSelect name="city" label=words::city(l) options=cities all=words::all_cities(l)/>
            <FilterSelect name="type" label=words::kind(l) options=kinds all=words::all_kinds(l)/>
        </FilterBar>
        <ActiveFilters filters=narrowed/>
        {others}
    }
}

fn day(name: &'static str, label: &'static str, value: &str, problems: &[FieldError]) -> AnyView {
    let l = use_locale();
    let id = format!("filter-{name}");
    let error_id = format!("{id}-error");
    let problem = problems.iter().find(|problem| problem.field == name).map(|p| errors::field_message(l, &p.code));
    let invalid = problem.is_some().then_some("true");
    let by = problem.is_some().then(|| error_id.clone());
    view! {
        <div class="filter">
            <label for=id.clone()>{label}</label>
            <input
                class="input"
                type="text"
                inputmode="numeric"
                placeholder="01.11.2026"
                autocomplete="off"
                id=id
                name=name
                value=shown_day(value)
                aria-invalid=invalid
                aria-describedby=by
            />
            {problem.map(|text| view! { <p class="field-error" id=error_id>{text}</p> })}
        </div>
    }
    .into_any()
}

/// A day as people here write it; whatever else was typed stays as it is.
fn shown_day(typed: &str) -> String {
    match typed.split('-').collect::<Vec<_>>().as_slice() {
        [year, month, day] if year.len() == 4 => format!("{day}.{month}.{year}"),
        _ => typed.to_owned(),
    }
}
