//! The QR code of a public project: to see, to save, to print, to replace.

use birqadam_core::Locale;
use birqadam_volunteering::ProjectSummary;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    impact::server_fns::{RENEW_QR_FORM, RenewQr},
    texts::qr as words,
    ui::{Confirm, Hidden, Icon, IconView, PlainForm, Section, SubmitButton, use_flash, use_locale},
};

/// The section on the organizer's page of a project; nothing before it is public.
#[component]
pub fn ProjectQr(project: ProjectSummary) -> impl IntoView {
    let l = use_locale();
    let id = project.id;
    let picture = format!("/api/qr/{id}?format=svg");
    let posters = Locale::ALL
        .into_iter()
        .map(|locale| {
            let href = format!("/api/qr/{id}?format=pdf&locale={}", locale.as_str());
            view! {
                <a class="button" href=href rel="external">
                    <IconView icon=Icon::Download/>
                    <span>{words::poster_in(l, locale.endonym())}</span>
                </a>
            }
        })
        .collect_view();
    project.status.is_public().then(|| {
        view! {
            <Section title=words::title(l)>
                <div class="project-qr">
                    <img class="qr-picture" src=picture alt=words::alt(l, project.title) width="200" height="200" loading="lazy"/>
                    <div class="stack">
                        <p class="muted">{words::lead(l)}</p>
                        <p class="cluster">{posters}</p>
                        <p class="cluster">
                            <a class="button" href=format!("/api/qr/{id}?format=png&download=true") rel="external">
                                {words::png(l)}
                            </a>
                            <a class="button" href=format!("/api/qr/{id}?format=svg&download=true") rel="external">
                                {words::svg(l)}
                            </a>
                        </p>
                        <Confirm label=words::renew(l) icon=Icon::RefreshCw open=use_flash(RENEW_QR_FORM).is_some()>
                            <p>{words::renew_question(l)}</p>
                            <PlainForm action=RenewQr::PATH name=RENEW_QR_FORM>
                                <Hidden name="id" value=id.to_string()/>
                                <SubmitButton label=words::renew_yes(l) tone="bad"/>
                            </PlainForm>
                        </Confirm>
                    </div>
                </div>
            </Section>
        }
    })
}
