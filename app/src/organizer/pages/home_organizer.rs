//! What needs an organizer now; shown by `/home`.

use birqadam_volunteering::ProjectSummary;
use leptos::prelude::*;

use crate::{
    format,
    organizer::{
        components::{ProjectRow, WaitingExpenses, WaitingOffers},
        server_fns::{OrganizerHome, get_organizer_home},
    },
    texts::{organizer as words, sponsor},
    ui::{EmptyState, Figure, Icon, IconView, Page, Section, WaitingTime, load, use_locale},
    volunteering::components::ReportRow,
};

/// The page.
#[component]
pub fn HomeOrganizer() -> impl IntoView {
    let l = use_locale();
    let home = crate::ui::read(|| (), |()| get_organizer_home());
    let new = move || {
        view! {
            <a class="button button-primary" href="/organizer/projects/new">
                <IconView icon=Icon::Plus/>
                <span>{words::new_project(l)}</span>
            </a>
        }
    };
    load(home, move |home| {
        let work = home.reports_waiting + home.offers.count + home.expenses.returned;
        let idle = work == 0 && home.returned.is_empty() && home.drafts.is_empty();
        let none = home.active.is_empty();
        view! {
            <Page title=words::needs_you(l) action=new>
                {figures(&home)}
                {idle.then(|| view! { <p class="page-lead">{words::nothing_needs_you(l)}</p> })}
                {waiting_reports(&home)}
                <WaitingOffers offers=home.offers.clone()/>
                <WaitingExpenses expenses=home.expenses.clone()/>
                {money(&home)}
                {list(words::returned_projects(l), home.returned)}
                {list(words::drafts(l), home.drafts)}
                {list(words::active_projects(l), home.active)}
                {none
                    .then(|| {
                        view! { <EmptyState title=words::no_active(l) text=words::no_active_text(l)/> }
                    })}
            </Page>
        }
    })
}

/// Each number leads to exactly its records.
fn figures(home: &OrganizerHome) -> impl IntoView + use<> {
    let l = use_locale();
    let tone = if home.reports_waiting > 0 { "attention" } else { "plain" };
    view! {
        <div class="figures">
            <Figure
                value=format::number(home.reports_waiting)
                label=words::figure_waiting(l, home.reports_waiting)
                href="/organizer/reports"
                tone=tone
            />
            <Figure
                value=format::number(home.reports_approved)
                label=words::figure_approved(l, home.reports_approved)
                href="/organizer/reports?status=approved"
            />
            <Figure
                value=format::number(home.projects_active)
                label=words::figure_active(l, home.projects_active)
                href="/organizer/projects?status=active"
            />
            <Figure
                value=format::number(home.projects_pending)
                label=words::figure_pending(l, home.projects_pending)
                href="/organizer/projects?status=pending"
            />
            <Figure
                value=format::number(home.volunteers)
                label=words::figure_volunteers(l, home.volunteers)
                href="/organizer/volunteers?takes_part=true"
            />
        </div>
    }
}

/// Raised, spent and there, in all projects together.
fn money(home: &OrganizerHome) -> Option<impl IntoView + use<>> {
    let l = use_locale();
    home.money.clone().map(|money| {
        let sum = |minor: i64| format::sum(minor, &money.currency);
        let [raised, spent, left] = [money.raised.0, money.spent.0, money.available.0].map(sum);
        view! {
            <Section title=sponsor::own_money_title(l)>
                <div class="figures figures-money">
                    <Figure value=raised label=sponsor::figure_raised(l)/>
                    <Figure value=spent label=sponsor::figure_spent(l)/>
                    <Figure value=left label=sponsor::figure_left(l)/>
                </div>
                <p class="muted small">{sponsor::own_money_note(l, money.projects)}</p>
            </Section>
        }
    })
}

fn waiting_reports(home: &OrganizerHome) -> Option<impl IntoView + use<>> {
    let l = use_locale();
    (home.reports_waiting > 0).then(|| {
        let oldest = home.oldest_report_at;
        let rows = home
            .reports
            .iter()
            .map(|report| {
                let href = format!("/organizer/reports/{}", report.id);
                view! { <ReportRow report=report.clone() href=href with_author=true/> }
            })
            .collect_view();
        let all = move || {
            view! {
                <span class="cluster">
                    {oldest.map(|since| view! { <WaitingTime since=since/> })}
                    <a href="/organizer/reports">{words::all_reports(l)}</a>
                </span>
            }
        };
        view! {
            <Section title=words::waiting_reports(l) count=format::number(home.reports_waiting) action=all>
                <ul class="rows">{rows}</ul>
            </Section>
        }
    })
}

fn list(title: &'static str, projects: Vec<ProjectSummary>) -> Option<impl IntoView + use<>> {
    (!projects.is_empty()).then(|| {
        let rows = projects.into_iter().map(|project| view! { <ProjectRow project=project/> }).collect_view();
        view! {
            <Section title=title>
                <ul class="rows">{rows}</ul>
            </Section>
        }
    })
}
