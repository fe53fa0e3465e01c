//! What needs a volunteer now, how far they are, and what they could do next; shown by `/home`.

use leptos::prelude::*;

use crate::{
    format,
    texts::{organizer, reports, tasks as words},
    ui::{EmptyState, Figure, Page, ProjectGrid, Section, load, use_locale},
    volunteering::{
        components::{AchievementList, MyTaskRow, ReportRow},
        server_fns::{VolunteerHome, get_volunteer_home},
    },
};

/// Most tasks shown here; the rest is one click away.
const TASKS_SHOWN: usize = 5;

/// The page.
#[component]
pub fn HomeVolunteer() -> impl IntoView {
    let l = use_locale();
    let home = crate::ui::read(|| (), |()| get_volunteer_home());
    load(home, move |home| {
        let idle = home.returned.is_empty() && home.tasks.is_empty() && home.queued.is_empty();
        let find = move || view! { <a class="button button-primary" href="/projects">{words::find_project(l)}</a> };
        let achievements = home.achievements.clone();
        let projects = home.projects.clone();
        let to_projects = move || view! { <a href="/projects?free=true">{words::all_projects(l)}</a> };
        view! {
            <Page title=organizer::needs_you(l)>
                {idle.then(|| view! { <EmptyState title=words::home_idle(l) text=words::home_idle_text(l) action=find/> })}
                {returned(&home)} {tasks(&home)} {queued(&home)}
                <Section title=words::your_way(l)>
                    <div class="figures">
                        <Figure value=format::number(home.points) label=words::points(l, home.points) href="/profile"/>
                        <Figure
                            value=format::number(home.tasks_completed)
                            label=words::tasks_completed(l, home.tasks_completed)
                            href="/tasks/all?status=completed"
                        />
                        <Figure
                            value=format::number(home.photos_approved)
                            label=words::photos_approved(l, home.photos_approved)
                            href="/reports/all?status=approved"
                        />
                    </div>
                    <AchievementList achievements=achievements/>
                </Section>
                {(!projects.is_empty())
                    .then(|| {
                        view! {
                            <Section title=words::open_projects(l) action=to_projects>
                                <ProjectGrid projects=projects/>
                            </Section>
                        }
                    })}
            </Page>
        }
    })
}

fn returned(home: &VolunteerHome) -> Option<impl IntoView + use<>> {
    let l = use_locale();
    (!home.returned.is_empty()).then(|| {
        let rows = home
            .returned
            .iter()
            .map(|report| {
                let href = format!("/reports/{}", report.id);
                view! { <ReportRow report=report.clone() href=href/> }
            })
            .collect_view();
        view! {
            <Section title=reports::returned_reports(l) count=format::number(home.returned.len() as i64)>
                <ul class="rows">{rows}</ul>
            </Section>
        }
    })
}

fn tasks(home: &VolunteerHome) -> Option<impl IntoView + use<>> {
    let l = use_locale();
    (!home.tasks.is_empty()).then(|| {
        let rows =
            home.tasks.iter().take(TASKS_SHOWN).map(|task| view! { <MyTaskRow task=task.clone()/> }).collect_view();
        let all = move || view! { <a href="/tasks">{words::all_tasks(l)}</a> };
        view! {
            <Section title=words::next_tasks(l) count=format::number(home.tasks.len() as i64) action=all>
                <ul class="rows">{rows}</ul>
            </Section>
        }
    })
}

fn queued(home: &VolunteerHome) -> Option<impl IntoView + use<>> {
    let l = use_locale();
    (!home.queued.is_empty()).then(|| {
        let rows = home.queued.iter().map(|task| view! { <MyTaskRow task=task.clone()/> }).collect_view();
        view! {
            <Section title=words::stage_queued(l) count=format::number(home.queued.len() as i64)>
                <ul class="rows">{rows}</ul>
            </Section>
        }
    })
}
