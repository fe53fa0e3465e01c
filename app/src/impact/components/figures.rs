//! The figures of an impact, whole and in parts.

use birqadam_volunteering::Impact;
use leptos::prelude::*;

use crate::{
    format, labels,
    texts::impact as words,
    ui::{DataTable, EmptyState, Figure, Section, use_locale},
};

/// Figures, tables by kind and city, and what is counted.
#[component]
pub fn ImpactFiguresView(impact: Impact) -> impl IntoView {
    let l = use_locale();
    let figures = &impact.figures;
    let counted = impact.as_of.map(|at| words::as_of(l, format::moment(l, at)));
    if figures.is_empty() {
        return view! { <EmptyState title=words::none(l) text=words::none_text(l)/> }.into_any();
    }
    let hours = figures.minutes / 60;
    let shown = [
        (figures.volunteers, words::volunteers(l, figures.volunteers)),
        (hours, words::hours(l, hours)),
        (figures.works, words::works(l, figures.works)),
        (figures.projects_completed, words::completed(l, figures.projects_completed)),
        (figures.projects_active, words::active(l, figures.projects_active)),
    ]
    .into_iter()
    .map(|(value, label)| view! { <Figure value=format::number(value) label=label/> })
    .collect_view();
    let kinds = impact
        .kinds
        .iter()
        .map(move |part| row(labels::volunteer_type(l, part.of).to_owned(), part.works, part.minutes));
    let kinds = kinds.collect_view();
    let cities = impact.cities.iter().map(move |part| row(labels::city(l, &part.of), part.works, part.minutes));
    let cities = cities.collect_view();
    let head =
        move |first: &str| vec![first.to_owned(), words::col_works(l).to_owned(), words::col_hours(l).to_owned()];
    let parts = (figures.works > 0).then(|| {
        view! {
            <div class="impact-parts">
                <Section title=words::by_kind(l)>
                    <DataTable caption=words::by_kind(l) head=head(words::col_kind(l))>
                        {kinds}
                    </DataTable>
                </Section>
                <Section title=words::by_city(l)>
                    <DataTable caption=words::by_city(l) head=head(words::col_city(l))>
                        {cities}
                    </DataTable>
                </Section>
            </div>
        }
    });
    view! {
        <div class="figures">{shown}</div>
        {parts}
        <p class="muted small">{words::counted(l)} " " {counted}</p>
    }
    .into_any()
}

fn row(name: String, works: i64, minutes: i64) -> impl IntoView {
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="number">{format::number(works)}</td>
            <td class="number">{format::number(minutes / 60)}</td>
        </tr>
    }
}
