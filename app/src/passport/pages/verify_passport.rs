//! `/passport/:code`: what a code proves, for anyone who holds it.

use birqadam_core::Locale;
use birqadam_growth::{PassportState, Statement, VerifiedPassport, shown_passport_code};
use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;

use crate::{
    format,
    passport::{
        components::{HowHours, ProjectsTable, Revoke},
        server_fns::verify_passport,
        words::{figures, untimed},
    },
    people::components::VerifiedMark,
    texts::passport as words,
    ui::{DataTable, Fallback, Icon, IconView, Notice, Page, Section, load, use_locale},
};

/// The page. It says the same to everyone; whoever may revoke the passport can do it here.
#[component]
pub fn VerifyPassportPage() -> impl IntoView {
    let l = use_locale();
    let params = use_params_map();
    let code = Memo::new(move |_| params.with(|params| params.get("code").unwrap_or_default()));
    let found = crate::ui::read(move || code.get(), verify_passport);
    load(found, move |found| {
        let content = match found {
            None => unknown(l),
            Some(passport) => match passport.state {
                PassportState::Revoked => revoked(l, passport),
                PassportState::Valid => valid(l, passport),
            },
        };
        view! {
            <Meta name="robots" content="noindex, nofollow"/>
            {content}
        }
    })
}

fn unknown(l: Locale) -> AnyView {
    #[cfg(feature = "ssr")]
    crate::server_ctx::set_status(404);
    view! {
        <Page title=words::title(l) narrow=true>
            <Notice tone="bad" title=words::unknown_title(l)>
                <p>{words::unknown_text(l)}</p>
            </Notice>
        </Page>
    }
    .into_any()
}

fn revoked(l: Locale, passport: VerifiedPassport) -> AnyView {
    let day = passport.revoked_at.map(|at| format::date(l, format::local_day(at))).unwrap_or_default();
    view! {
        <Page title=words::title(l) narrow=true>
            <Notice tone="bad" title=words::revoked_title(l)>
                <p>{words::revoked_text(l, day)}</p>
            </Notice>
            <Code code=passport.code/>
        </Page>
    }
    .into_any()
}

fn valid(l: Locale, passport: VerifiedPassport) -> AnyView {
    // A valid one has both.
    let (Some(stated), Some(now)) = (passport.stated, passport.now) else { return unknown(l) };
    let issued = format::local_day(passport.issued_at);
    let untimed = untimed(l, &stated).map(|text| view! { <p class="muted small">{text}</p> });
    let revoke = passport.revocable.map(|id| {
        let owned = passport.owned;
        view! { <Revoke id=id code=passport.code.clone() owned=owned/> }
    });
    let verified = stated.verified.then(|| view! { <VerifiedMark/> });
    let since = words::since(l, format::date(l, stated.since));
    // Attributes are evaluated after children, which take the rest.
    let (name, compared) = (stated.name.clone(), stated.clone());
    view! {
        <Page title=name lead=words::title(l) narrow=true>
            <Notice tone="good" title=words::valid_title(l)>
                <p>{words::valid_text(l, format::date(l, issued))}</p>
            </Notice>
            <p class="cluster">
                {verified} <span class="muted">{since}</span>
            </p>
            <Section title=words::work_title(l)>
                <Compared stated=compared now=now issued=format::date_short(issued)/>
                {untimed}
                <HowHours/>
            </Section>
            <ProjectsTable stated=stated.clone()/>
            <Reached stated=stated/>
            <Code code=passport.code/>
            {revoke}
        </Page>
    }
    .into_any()
}

/// What it stated beside what is true now. The same parts are shown of both, so the lines match.
#[component]
fn Compared(stated: Statement, now: Statement, issued: String) -> impl IntoView {
    let l = use_locale();
    let now = figures(l, &now);
    let rows = figures(l, &stated)
        .into_iter()
        .map(|(label, then)| {
            let now = now.iter().find(|(other, _)| *other == label).map(|(_, value)| value.clone());
            view! {
                <tr>
                    <th scope="row">{label}</th>
                    <td>{then}</td>
                    <td>{now.unwrap_or_else(|| words::nobody_knows(l).to_owned())}</td>
                </tr>
            }
        })
        .collect_view();
    let head = vec![words::col_fact(l).to_owned(), words::col_stated(l, issued), words::col_now(l).to_owned()];
    view! {
        <DataTable caption=words::work_title(l) head=head>
            {rows}
        </DataTable>
    }
}

#[component]
fn Reached(stated: Statement) -> impl IntoView {
    let l = use_locale();
    let reached = stated.achievements?.achievements;
    let rows = reached
        .iter()
        .map(|one| {
            view! {
                <li class="row">
                    <IconView icon=Icon::Award/>
                    <div class="row-main">
                        <p class="strong"><Fallback text=one.title.clone()/></p>
                        <p class="row-text"><Fallback text=one.description.clone()/></p>
                    </div>
                    <p class="muted small">{words::unlocked_on(l, format::date(l, one.unlocked_on))}</p>
                </li>
            }
        })
        .collect_view();
    (!reached.is_empty()).then(|| {
        view! {
            <Section title=words::fact_achievements(l)>
                <ul class="rows">{rows}</ul>
            </Section>
        }
    })
}

#[component]
fn Code(code: String) -> impl IntoView {
    let l = use_locale();
    view! {
        <p class="muted">
            {words::code(l)} ": " <span class="passport-code">{shown_passport_code(&code)}</span>
        </p>
    }
}
