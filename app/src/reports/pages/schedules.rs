//! `/exports/schedules`: reports that come by themselves: what about, how often, on or off.

use birqadam_core::{
    FormInput, Locale, Permission, ProjectId,
    export::ExportFormat,
    schedule::{ReportSchedule, ScheduleInput, SchedulePeriod},
};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    format,
    reports::server_fns::{
        DELETE_SCHEDULE_FORM, DeleteSchedule, SWITCH_FORM, SaveSchedule, SwitchSchedule, list_my_schedules,
    },
    texts::{common, documents as words, exports, project_report},
    ui::{
        Confirm, Crumb, EmptyState, Hidden, Icon, Page, PlainForm, Refused, Select, StatusChip, SubmitButton, declared,
        load, may, use_flash, use_locale,
    },
};

/// The page: those there are, and the form for another.
#[component]
pub fn Schedules() -> impl IntoView {
    let l = use_locale();
    let mine = crate::ui::read(|| (), |()| list_my_schedules());
    load(mine, move |mine| {
        let list = if mine.schedules.is_empty() {
            view! { <EmptyState title=words::none(l) text=words::none_text(l)/> }.into_any()
        } else {
            let rows = mine.schedules.into_iter().map(|schedule| row(l, schedule)).collect_view();
            view! { <ul class="rows">{rows}</ul> }.into_any()
        };
        let projects = mine.projects;
        view! {
            <Page
                title=words::schedules(l)
                lead=words::schedules_lead(l)
                up=Crumb::new("/exports", exports::title(l))
                narrow=true
            >
                <Refused form=SWITCH_FORM/>
                <Refused form=DELETE_SCHEDULE_FORM/>
                {list}
                <Confirm label=words::new_schedule(l) icon=Icon::Plus open=use_flash(ScheduleInput::NAME).is_some()>
                    <NewSchedule projects=projects/>
                </Confirm>
                <p class="muted">
                    <a href="/profile/notifications">{words::where_mail(l)}</a>
                </p>
            </Page>
        }
    })
}

fn row(l: Locale, schedule: ReportSchedule) -> impl IntoView {
    let name = about(l, &schedule);
    let (id, is_on) = (schedule.id.to_string(), schedule.is_on);
    let (chip, icon, tone) =
        if is_on { (words::is_on(l), Icon::Check, "good") } else { (words::is_off(l), Icon::X, "muted") };
    let next = is_on.then(|| {
        view! { <span>{words::next(l, format::date_short(format::local_day(schedule.next_at)))}</span> }
    });
    let ended = schedule.ended.is_some().then(|| view! { <p class="muted">{words::ended(l)}</p> });
    let switch = if is_on { words::switch_off(l) } else { words::switch_on(l) };
    let (switched, removed) = (id.clone(), id);
    view! {
        <li class="row">
            <div class="row-main">
                <p class="row-title">{name}</p>
                <p class="row-facts">
                    <StatusChip text=chip icon=icon tone=tone/>
                    <span>{often(l, schedule.period)}</span>
                    <span>{schedule.format.as_str().to_uppercase()}</span>
                    <span lang=schedule.locale.as_str()>{schedule.locale.endonym()}</span>
                    {next}
                </p>
                {ended}
            </div>
            <div class="row-end">
                <div class="cluster">
                    <PlainForm action=SwitchSchedule::PATH name=SWITCH_FORM>
                        <Hidden name="id" value=switched/>
                        <Hidden name="to" value=if is_on { "off" } else { "on" }/>
                        <SubmitButton label=switch tone="plain"/>
                    </PlainForm>
                    <Confirm label=common::delete(l) icon=Icon::Trash2>
                        <PlainForm action=DeleteSchedule::PATH name=DELETE_SCHEDULE_FORM>
                            <p>{words::delete_text(l)}</p>
                            <Hidden name="id" value=removed/>
                            <SubmitButton label=words::delete_yes(l) tone="bad"/>
                        </PlainForm>
                    </Confirm>
                </div>
            </div>
        </li>
    }
}

/// What about, how often, how.
#[component]
fn NewSchedule(projects: Vec<(ProjectId, String)>) -> impl IntoView {
    let l = use_locale();
    let mut about = vec![("all".to_owned(), everything(l).to_owned())];
    about.extend(projects.into_iter().map(|(id, title)| (id.to_string(), title)));
    let periods: Vec<_> =
        SchedulePeriod::ALL.iter().map(|&period| (period.as_str().to_owned(), often(l, period).to_owned())).collect();
    let formats = [(ExportFormat::Pdf, words::as_pdf(l)), (ExportFormat::Xlsx, words::as_xlsx(l))];
    let formats = formats.map(|(format, text)| (format.as_str().to_owned(), text.to_owned())).to_vec();
    let languages = Locale::ALL.map(|locale| (locale.as_str().to_owned(), locale.endonym().to_owned())).to_vec();
    view! {
        <PlainForm action=SaveSchedule::PATH name={declared::<ScheduleInput>()}>
            <Select name="about" label=words::about(l) options=about required=true/>
            <Select name="period" label=words::how_often(l) options=periods required=true/>
            <Select name="format" label=words::format(l) options=formats required=true/>
            <Select name="locale" label=words::language(l) options=languages value=l.as_str() required=true/>
            <SubmitButton label=common::save(l) icon=Icon::Check/>
        </PlainForm>
    }
}

/// What the figures of "everything" are of.
fn everything(l: Locale) -> &'static str {
    if may(Permission::AnalyticsView) { words::about_platform(l) } else { words::about_own(l) }
}

fn about(l: Locale, schedule: &ReportSchedule) -> String {
    match &schedule.project {
        Some(title) => project_report::title(l, title),
        None if schedule.report == "project_report" => exports::title_project_report(l).to_owned(),
        None => everything(l).to_owned(),
    }
}

fn often(l: Locale, period: SchedulePeriod) -> &'static str {
    match period {
        SchedulePeriod::Weekly => words::weekly(l),
        SchedulePeriod::Monthly => words::monthly(l),
    }
}
