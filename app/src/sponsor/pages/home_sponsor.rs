//! A sponsor's home: what waits, what the money did lately, what is new where one looks.

use birqadam_core::Locale;
use birqadam_funding::{FollowedProject, NewExpense, SponsorHome, SupportedProject, WaitingPayment};
use leptos::prelude::*;

use crate::{
    format, labels,
    sponsor::{
        components::{ImpactFigures, Raised},
        server_fns::{SponsorHomePage, get_sponsor_home},
        words as say,
    },
    texts::sponsor as words,
    ui::{ChartFigure, Drawn, EmptyState, Figure, Icon, IconView, Page, Section, WaitingTime, load, use_locale},
};

/// The page.
#[component]
pub fn HomeSponsor() -> impl IntoView {
    let l = use_locale();
    let home = crate::ui::read(|| (), |()| get_sponsor_home());
    let find = move || {
        view! {
            <a class="button button-primary" href="/sponsor/projects">
                <IconView icon=Icon::Coins/>
                <span>{words::find_project(l)}</span>
            </a>
        }
    };
    load(home, move |SponsorHomePage { home, charts }| {
        let gave_nothing = home.projects.is_empty();
        let idle = !gave_nothing && home.waiting.is_empty() && home.expenses.is_empty();
        let money = home.money.clone();
        let impact = (money.projects > 0).then(|| {
            view! {
                <Section title=words::impact_title(l)>
                    <ImpactFigures impact=money.impact.clone() volunteers=money.volunteers/>
                    <p class="muted small">{words::impact_note(l)}</p>
                </Section>
            }
        });
        view! {
            <Page title=words::home_title(l) lead=words::home_lead(l) action=find>
                {figures(l, &home)}
                {gave_nothing
                    .then(|| view! { <EmptyState title=words::gave_nothing(l) text=words::gave_nothing_text(l)/> })}
                {idle.then(|| view! { <p class="page-lead">{words::nothing_needs_you(l)}</p> })}
                {waiting(l, home.waiting)}
                {expenses(l, home.expenses)}
                {supported(l, home.projects)}
                {drawn(l, charts)}
                {impact}
                {followed(l, home.followed)}
            </Page>
        }
    })
}

/// Each leads to exactly its records.
fn figures(l: Locale, home: &SponsorHome) -> impl IntoView + use<> {
    let money = &home.money;
    let sum = |minor: i64| format::sum(minor, &money.currency);
    let tone = if money.waiting > 0 { "attention" } else { "plain" };
    let (value, label) = (format::number(money.projects), words::figure_projects(l, money.projects));
    // Without any there is no chart of them either.
    let projects = if money.projects > 0 {
        view! { <Figure value=value label=label href="#chart-money_by_project"/> }.into_any()
    } else {
        view! { <Figure value=value label=label/> }.into_any()
    };
    view! {
        <div class="figures figures-money">
            <Figure
                value=format::number(money.waiting)
                label=words::figure_waiting(l, money.waiting)
                href="/sponsor/sponsorships?status=pending"
                tone=tone
            />
            <Figure
                value=sum(money.total_sponsored.0)
                label=words::figure_given(l)
                href="/sponsor/sponsorships?status=completed"
            />
            <Figure value=sum(money.spent.0) label=words::figure_spent(l) href="/sponsor/expenses"/>
            <Figure
                value=sum(money.balance.0)
                label=words::figure_left(l)
                href="/sponsor/sponsorships?status=completed"
            />
            {projects}
        </div>
    }
}

fn waiting(l: Locale, waiting: Vec<WaitingPayment>) -> Option<impl IntoView> {
    (!waiting.is_empty()).then(|| {
        let rows = waiting
            .into_iter()
            .map(|one| {
                view! {
                    <li class="row">
                        <div class="row-main">
                            <p class="row-title">
                                <a href=format!("/sponsorships/{}", one.id)>{one.project}</a>
                            </p>
                            <p class="row-text">{format::sum(one.amount.0, &one.currency)}</p>
                        </div>
                        <WaitingTime since=one.since/>
                    </li>
                }
            })
            .collect_view();
        let all = move || view! { <a href="/sponsor/sponsorships?status=pending">{words::all_waiting(l)}</a> };
        view! {
            <Section title=words::waiting_title(l) action=all>
                <ul class="rows">{rows}</ul>
            </Section>
        }
    })
}

fn expenses(l: Locale, expenses: Vec<NewExpense>) -> Option<impl IntoView> {
    (!expenses.is_empty()).then(|| {
        let rows = expenses
            .into_iter()
            .map(|one| {
                let href = format!("/sponsor/projects/{}/report#expense-{}", one.project_id, one.id);
                let day = format::date(l, format::local_day(one.decided_at));
                view! {
                    <li class="row">
                        <div class="row-main">
                            <p class="row-title">
                                <a href=href>{one.description}</a>
                            </p>
                            <p class="row-text">{format!("{} · {} · {day}", one.project, one.category)}</p>
                        </div>
                        <p class="strong">{format::sum(one.paid.0, &one.currency)}</p>
                    </li>
                }
            })
            .collect_view();
        let all = move || view! { <a href="/sponsor/expenses">{words::all_spent(l)}</a> };
        view! {
            <Section title=words::expenses_title(l) action=all>
                <ul class="rows">{rows}</ul>
            </Section>
        }
    })
}

fn drawn(l: Locale, charts: Vec<Drawn>) -> Option<impl IntoView> {
    (!charts.is_empty()).then(|| {
        let charts = charts.into_iter().map(|drawn| view! { <ChartFigure drawn=drawn/> }).collect_view();
        view! {
            <Section title=words::charts_title(l)>
                <div class="charts">{charts}</div>
            </Section>
        }
    })
}

fn supported(l: Locale, projects: Vec<SupportedProject>) -> Option<impl IntoView> {
    (!projects.is_empty()).then(|| {
        let rows = projects
            .into_iter()
            .map(|one| {
                let sum = |minor: i64| format::sum(minor, &one.currency);
                let text = words::given_left(l, sum(one.given.0), sum(one.left.0));
                view! {
                    <li class="row">
                        <div class="row-main">
                            <p class="row-title">
                                <a href=format!("/sponsor/projects/{}/report", one.id)>
                                    {words::report_title(l, &one.title)}
                                </a>
                            </p>
                            <p class="row-text">{text}</p>
                        </div>
                        {say::project_status_chip(l, &one.status)}
                    </li>
                }
            })
            .collect_view();
        let all = move || view! { <a href="/sponsor/sponsorships">{words::sponsorships_title(l)}</a> };
        view! {
            <Section title=words::reports_title(l) action=all>
                <ul class="rows">{rows}</ul>
            </Section>
        }
    })
}

fn followed(l: Locale, projects: Vec<FollowedProject>) -> impl IntoView {
    let empty = projects.is_empty();
    let rows = projects.into_iter().map(|one| view! { <Followed project=one/> }).collect_view();
    let all = move || view! { <a href="/sponsor/projects?followed=true">{words::all_followed(l)}</a> };
    view! {
        <Section title=words::followed_title(l) action=all>
            {empty.then(|| view! { <p class="muted">{words::follows_nothing(l)}</p> })}
            <ul class="rows">{rows}</ul>
        </Section>
    }
}

#[component]
fn Followed(project: FollowedProject) -> impl IntoView {
    let l = use_locale();
    let news = [
        (project.new_reports > 0).then(|| words::new_reports(l, project.new_reports)),
        (project.new_expenses > 0).then(|| words::new_expenses(l, project.new_expenses)),
    ];
    let news = news.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let news = match (news.is_empty(), project.latest_on) {
        (false, _) => news,
        (true, Some(day)) => words::news_since(l, format::date(l, day)),
        (true, None) => words::no_news(l).to_owned(),
    };
    let raised = project
        .needed
        .map(|needed| view! { <Raised raised=project.raised needed=needed currency=project.currency.clone()/> });
    view! {
        <li class="row">
            <div class="row-main">
                <p class="row-title">
                    <a href=format!("/projects/{}", project.id)>{project.title}</a>
                </p>
                <p class="row-text">{format!("{} · {news}", labels::city(l, &project.city))}</p>
                {raised}
            </div>
            {say::project_status_chip(l, &project.status)}
        </li>
    }
}
