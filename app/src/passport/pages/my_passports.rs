//! `/passport`: one's own passports: issue one, take it along as PDF, revoke it.

use birqadam_core::Locale;
use birqadam_growth::{IssuePassport as Issue, Passport, PassportPreview, PassportState, shown_passport_code};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    format,
    passport::{
        components::{HowHours, Revoke},
        server_fns::{IssuePassport, get_my_passports},
        words::{duration, figures, item, untimed},
    },
    texts::{nav, passport as words},
    ui::{
        Crumb, EmptyState, Fact, Facts, Icon, IconView, Notice, Page, Pager, PlainForm, Section, StatusChip,
        SubmitButton, declared, load, use_cursor, use_form, use_locale,
    },
};

/// The page.
#[component]
pub fn MyPassportsPage() -> impl IntoView {
    let l = use_locale();
    let cursor = use_cursor();
    let mine = crate::ui::read(move || cursor.get(), get_my_passports);
    load(mine, move |mine| {
        let none = mine.passports.items.is_empty();
        let rows = mine.passports.items.into_iter().map(|passport| view! { <Row passport=passport/> }).collect_view();
        view! {
            <Page title=words::title(l) lead=words::lead(l) up=Crumb::new("/profile", nav::profile(l)) narrow=true>
                <New preview=mine.preview/>
                <Section title=words::mine_title(l)>
                    {if none {
                        view! { <p class="muted">{words::none(l)}</p> }.into_any()
                    } else {
                        view! { <ul class="rows">{rows}</ul> }.into_any()
                    }}
                    <Pager next=mine.passports.next/>
                </Section>
            </Page>
        }
    })
}

/// What a new one would say, and the choice of what to show.
#[component]
fn New(preview: PassportPreview) -> impl IntoView {
    let l = use_locale();
    if preview.statement.work.tasks == 0 {
        let action = move || view! { <a class="button" href="/projects?free=true">{words::find_task(l)}</a> };
        return view! { <EmptyState title=words::nothing(l) text=words::nothing_text(l) action=action/> }.into_any();
    }
    let figures = figures(l, &preview.statement)
        .into_iter()
        .map(|(label, value)| view! { <Fact label=label>{value}</Fact> })
        .collect_view();
    let note = match (preview.is_minor, preview.items.len()) {
        (true, _) => Some(words::minor_note(l)),
        (false, n) if n < birqadam_growth::PASSPORT_ITEMS.len() => Some(words::hidden_note(l)),
        _ => None,
    };
    let untimed = untimed(l, &preview.statement).map(|text| view! { <p class="muted small">{text}</p> });
    view! {
        <Section title=words::new_title(l)>
            <Facts>{figures}</Facts>
            {untimed}
            <HowHours/>
            <PlainForm action=IssuePassport::PATH name={declared::<Issue>()}>
                <Items preview=preview/>
                {note.map(|text| view! { <Notice tone="info"><p>{text}</p></Notice> })}
                <p class="muted">{words::issue_consent(l)}</p>
                <SubmitButton label=words::issue(l) icon=Icon::FileText/>
            </PlainForm>
        </Section>
    }
    .into_any()
}

/// A box for each part; what everyone sees on one's page already is ticked.
#[component]
fn Items(preview: PassportPreview) -> impl IntoView {
    let l = use_locale();
    if preview.items.is_empty() {
        return ().into_any();
    }
    let form = use_form();
    form.remember_label("items", words::show_also(l));
    let kept: Option<Vec<String>> = form
        .kept()
        .get("items")
        .and_then(|kept| Some(kept.as_array()?.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect()));
    let boxes = preview
        .items
        .into_iter()
        .enumerate()
        .map(|(index, previewed)| {
            let (field, name) = (format!("items.{index}"), previewed.item.as_str());
            let id = form.html_id(&field);
            let checked = kept.as_ref().map_or(previewed.public, |kept| kept.iter().any(|kept| kept == name));
            view! {
                <div class="check">
                    <input type="checkbox" id=id.clone() name=form.html_name(&field) value=name checked=checked/>
                    <label for=id>{item(l, previewed.item)}</label>
                </div>
            }
        })
        .collect_view();
    view! {
        <fieldset class="field choices" id=form.html_id("items")>
            <legend class="field-label">{words::show_also(l)}</legend>
            <p class="field-help">{words::new_lead(l)}</p>
            {boxes}
        </fieldset>
    }
    .into_any()
}

#[component]
fn Row(passport: Passport) -> impl IntoView {
    let l = use_locale();
    let valid = passport.state == PassportState::Valid;
    let issued = format::date(l, format::local_day(passport.issued_at));
    let summary = format!(
        "{} · {}: {} · {}: {}",
        duration(l, passport.stated.work.minutes),
        words::col_tasks(l),
        format::number(passport.stated.work.tasks),
        words::fact_projects(l),
        format::number(passport.stated.work.projects),
    );
    let shows = passport.items.iter().map(|shown| item(l, *shown)).collect::<Vec<_>>().join(", ");
    let revoked = passport.revoked_at.map(|at| {
        let day = words::revoked_on(l, format::date(l, format::local_day(at)));
        let reason = passport.revoked_reason.clone().map(|reason| match passport.revoked_by_platform {
            true => words::revoked_platform(l, reason),
            false => words::revoked_self(l, reason),
        });
        view! { <p class="muted">{day} {reason.map(|reason| view! { <br/> {reason} })}</p> }
    });
    let chip = match valid {
        true => view! { <StatusChip text=words::state_valid(l) icon=Icon::Check tone="good"/> },
        false => view! { <StatusChip text=words::state_revoked(l) icon=Icon::X tone="bad"/> },
    };
    let steps = valid.then(|| {
        view! {
            <Download passport=passport.clone() issued=issued.clone()/>
            <Revoke id=passport.id owned=true/>
        }
    });
    view! {
        <li class="row passport-row">
            <div class="row-main">
                <h3 class="row-title">{words::issued_on(l, &issued)}</h3>
                <p>{summary}</p>
                {(!shows.is_empty()).then(|| view! { <p class="muted small">{shows}</p> })}
                <p>
                    <a class="passport-code" href=format!("/passport/{}", passport.code)>
                        {shown_passport_code(&passport.code)}
                    </a>
                </p>
                {revoked}
                {steps}
            </div>
            <div class="row-end">{chip}</div>
        </li>
    }
}

/// The document in each language. A plain form: the answer is the file.
#[component]
fn Download(passport: Passport, issued: String) -> impl IntoView {
    let l = use_locale();
    let buttons = Locale::ALL
        .into_iter()
        .map(|locale| {
            view! {
                <button type="submit" class="button" name="locale" value=locale.as_str()>
                    <IconView icon=Icon::Download/>
                    <span>{words::pdf_in(l, locale.endonym())}</span>
                </button>
            }
        })
        .collect_view();
    view! {
        <form class="cluster" method="post" action="/files/exports" aria-label=words::download(l, issued)>
            <input type="hidden" name="list" value="passport"/>
            <input type="hidden" name="query" value=format!("id={}", passport.id)/>
            <input type="hidden" name="format" value="pdf"/>
            {buttons}
        </form>
    }
}
