//! `/sponsor/projects/{id}/report`: what became of one's money in a project. A page one would print.

use birqadam_core::Locale;
use birqadam_funding::{ReportPayment, ReversedPart, SponsorReport, TracedPart, TracedTask};
use leptos::prelude::*;

use crate::{
    format, labels,
    reports::components::DownloadReport,
    sponsor::words as say,
    texts::sponsor as words,
    ui::{Crumb, DataTable, Figure, Icon, IconView, Notice, Page, PhotoView, Section, load, use_id, use_locale},
};

/// The page.
#[component]
pub fn SponsorReportPage() -> impl IntoView {
    let id = use_id("id");
    let report = crate::ui::read(move || id.get(), |id| crate::sponsor::server_fns::get_sponsor_report(id.into()));
    load(report, |report| view! { <Whole report=report/> })
}

#[component]
fn Whole(report: SponsorReport) -> impl IntoView {
    let l = use_locale();
    let query = Signal::stored(format!("project_id={}", report.project_id));
    let action = move || view! { <DownloadReport report="sponsor_report" query=query/> };
    let title = words::report_title(l, &report.project);
    let lead = format!("{} · {}", report.organizer, labels::city(l, &report.city));
    let sum = |minor: i64| format::sum(minor, &report.currency);
    let [given, spent, left] = [report.total_sponsored.0, report.spent().0, report.balance.0].map(sum);
    let said = words::said(l, &given, &spent, &left);
    let status = say::project_status_chip(l, &report.project_status);
    let project = format!("/projects/{}", report.project_id);
    let as_of = words::as_of(l, format::moment(l, report.as_of));
    let sums = sums(l, &report);
    let became = view! { <Section title=words::became_title(l)>{sums}</Section> };
    let (impact, trace, payments) = (impact(l, &report), trace(l, &report), payments(l, &report));
    let reversed = reversed(l, &report);
    view! {
        <Page title=title lead=lead up=Crumb::new("/sponsor/sponsorships", words::sponsorships_title(l)) action=action>
            <p class="cluster">
                {status} <a href=project>{words::open_project(l)}</a>
            </p>
            <p class="sponsor-said">{said}</p>
            <div class="figures figures-money">
                <Figure value=given label=words::figure_given(l)/>
                <Figure value=spent label=words::figure_spent(l)/>
                <Figure value=left label=words::figure_left(l)/>
            </div>
            {became}
            {impact}
            {trace}
            {reversed}
            {payments}
            <Notice tone="info" title=words::how_title(l)>
                <p>{words::how_text(l)}</p>
                <p class="muted small">{as_of}</p>
            </Notice>
        </Page>
    }
}

/// Every category, what is left, and the sum of all, which is what was given.
fn sums(l: Locale, report: &SponsorReport) -> impl IntoView + use<> {
    let row = |name: String, minor: i64, class: &'static str| {
        let sum = format::sum(minor, &report.currency);
        view! {
            <tr class=class>
                <th scope="row">{name}</th>
                <td class="number">{sum}</td>
            </tr>
        }
    };
    let mut rows: Vec<_> = report.expenses.iter().map(|one| row(one.category.clone(), one.amount.0, "")).collect();
    rows.push(row(words::left_row(l).to_owned(), report.balance.0, ""));
    rows.push(row(words::given_row(l).to_owned(), report.total_sponsored.0, "sponsor-sum"));
    let head = vec![words::col_what(l).to_owned(), words::col_sum(l).to_owned()];
    view! {
        <div class="sponsor-sums">
            <DataTable caption=words::became_title(l) head=head>
                {rows}
            </DataTable>
        </div>
    }
}

fn impact(l: Locale, report: &SponsorReport) -> impl IntoView + use<> {
    let figures = report
        .measures
        .iter()
        .filter(|one| one.entries > 0)
        .map(|one| view! { <Figure value=say::measured(l, one.total, &one.unit) label=say::measure(l, one)/> })
        .collect_view();
    let volunteers = report.impact.volunteers;
    view! {
        <Section title=words::impact_title(l)>
            <div class="figures">
                {figures}
                <Figure value=format::number(volunteers) label=words::figure_volunteers(l, volunteers)/>
            </div>
            <p class="muted small">{words::impact_note(l)}</p>
        </Section>
    }
}

/// Each expense: receipt, task, photos.
fn trace(l: Locale, report: &SponsorReport) -> impl IntoView + use<> {
    let count = format::number(report.trace.len() as i64);
    let parts = report
        .trace
        .iter()
        .cloned()
        .map(|part| view! { <Expense part=part currency=report.currency.clone()/> })
        .collect_view();
    let nothing = report.trace.is_empty().then(|| view! { <p class="muted">{words::nothing_spent(l)}</p> });
    view! {
        <Section title=words::trace_title(l) count=count>
            {nothing}
            <ol class="trace">{parts}</ol>
        </Section>
    }
}

#[component]
fn Expense(part: TracedPart, currency: String) -> impl IntoView {
    let l = use_locale();
    let sum = |minor: i64| format::sum(minor, &currency);
    let yours = match part.paid == part.amount {
        true => words::yours_all(l, sum(part.paid.0)),
        false => words::yours_of(l, sum(part.paid.0), sum(part.amount.0)),
    };
    let about = format!("{} · {}", part.category, format::date(l, part.spent_on));
    let later = (part.paid_later.0 > 0).then(|| {
        view! { <p class="muted small">{words::paid_later(l, sum(part.paid_later.0))}</p> }
    });
    let task = part.task.map(|task| view! { <Task task=task/> });
    let anchor = format!("expense-{}", part.expense_id);
    view! {
        <li class="trace-part" id=anchor>
            <div class="trace-head">
                <div class="row-main">
                    <h3>{part.description}</h3>
                    <p class="muted small">{about}</p>
                </div>
                <p class="trace-sum">{yours}</p>
            </div>
            {later}
            <p>
                <a href=part.receipt_url rel="external" target="_blank" class="trace-receipt">
                    <IconView icon=Icon::FileText/>
                    <span>{words::receipt_of_expense(l)}</span>
                    <span class="muted small">{part.receipt_name}</span>
                </a>
            </p>
            {task}
        </li>
    }
}

#[component]
fn Task(task: TracedTask) -> impl IntoView {
    let l = use_locale();
    let shown = task.photos.len() as i64;
    let more = (shown > 0 && task.photos_count > shown).then(|| words::photos_more(l, task.photos_count - shown));
    let none = (shown == 0).then(|| {
        let text = if task.photos_count > 0 { words::photos_above(l) } else { words::no_photos(l) };
        view! { <p class="muted small">{text}</p> }
    });
    let photos = task
        .photos
        .into_iter()
        .zip(1..)
        .map(|(photo, number): (_, i64)| {
            let alt = words::photo_alt(l, number, &task.text);
            view! {
                <li>
                    <a href=photo.large_url rel="external" target="_blank">
                        <PhotoView src=photo.thumb_url alt=alt hash=photo.hash size=(photo.width, photo.height)/>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <p class="trace-task">
            <IconView icon=Icon::ListChecks/>
            <span>{words::for_task(l, &task.text)}</span>
        </p>
        {none}
        <ul class="trace-photos">{photos}</ul>
        {more.map(|text| view! { <p class="muted small">{text}</p> })}
    }
}

/// What does not count any more: the money is back.
fn reversed(l: Locale, report: &SponsorReport) -> Option<AnyView> {
    if report.reversed.is_empty() {
        return None;
    }
    let count = format::number(report.reversed.len() as i64);
    let rows = report.reversed.iter().map(|part| reversed_row(l, part, &report.currency)).collect_view();
    Some(
        view! {
            <Section title=words::reversed_title(l) count=count>
                <ul class="rows">{rows}</ul>
            </Section>
        }
        .into_any(),
    )
}

fn reversed_row(l: Locale, part: &ReversedPart, currency: &str) -> impl IntoView + use<> {
    let about = format!("{} · {}", part.category, format::date(l, part.spent_on));
    let day = format::date(l, format::local_day(part.reversed_at));
    view! {
        <li class="row">
            <div class="row-main">
                <p class="row-title">
                    <del>{part.description.clone()}</del>
                </p>
                <p class="muted small">{about}</p>
                <p class="row-text">{words::reversed_on(l, day)}</p>
            </div>
            <p class="row-end">
                <del>{format::sum(part.paid.0, currency)}</del>
            </p>
        </li>
    }
}

fn payments(l: Locale, report: &SponsorReport) -> impl IntoView + use<> {
    let rows = report
        .payments
        .iter()
        .cloned()
        .map(|payment| view! { <Payment payment=payment currency=report.currency.clone()/> })
        .collect_view();
    view! {
        <Section title=words::payments_title(l)>
            <ul class="rows">{rows}</ul>
        </Section>
    }
}

#[component]
fn Payment(payment: ReportPayment, currency: String) -> impl IntoView {
    let l = use_locale();
    let back = payment.amount.0 - payment.received.0;
    let returned = (back > 0).then(|| words::went_back(l, format::sum(back, &currency)));
    let facts = [
        Some(format::date(l, format::local_day(payment.paid_at))),
        Some(payment.purpose).filter(|text| !text.is_empty()),
        payment.is_anonymous.then(|| words::anonymously(l).to_owned()),
        returned,
    ];
    let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let receipt = format!("/api/sponsor/sponsorships/{}/receipt?locale={}", payment.id, l.as_str());
    view! {
        <li class="row">
            <div class="row-main">
                <p class="row-title">{format::sum(payment.amount.0, &currency)}</p>
                <p class="row-text">{facts}</p>
            </div>
            <p class="row-end">
                <a href=receipt rel="external">{words::receipt_pdf(l)}</a>
                <a href=format!("/sponsorships/{}", payment.id)>{words::open_payment(l)}</a>
            </p>
        </li>
    }
}
