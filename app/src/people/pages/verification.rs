//! `/profile/verification`: where one's own verification stands, and the photo to send.

use birqadam_accounts::{Lapse, VERIFICATION_PHOTO_DAYS, VerificationState, VerificationStatus};
use birqadam_core::Locale;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    format,
    people::{
        components::verification_chip,
        server_fns::{SubmitVerification, VERIFICATION_FORM, get_my_profile, submit_verification},
    },
    texts::{nav, people as words},
    ui::{Crumb, Icon, Notice, Page, PhotoInput, Section, SubmitButton, UploadForm, load, use_locale},
};

/// The page.
#[component]
pub fn VerificationPage() -> impl IntoView {
    let l = use_locale();
    let sent = RwSignal::new(0u32);
    let profile = crate::ui::read(move || sent.get(), |_| get_my_profile());
    load(profile, move |profile| {
        let state = profile.verification;
        let chip = verification_chip(l, state.as_ref().map(|state| state.status));
        let button = if state.is_some() { words::verification_again(l) } else { words::verification_send(l) };
        let form = view! {
            <UploadForm
                action=SubmitVerification::PATH
                send=submit_verification
                name=VERIFICATION_FORM
                accepted=sent
            >
                <PhotoInput
                    name="photo"
                    label=words::photo_label(l)
                    help=words::verification_private(l, VERIFICATION_PHOTO_DAYS)
                    required=true
                />
                <SubmitButton label=words::verification_send(l) icon=Icon::Send/>
            </UploadForm>
        };
        view! {
            <Page
                title=words::verification_title(l)
                lead=words::verification_lead(l)
                up=Crumb::new("/profile", nav::profile(l))
                narrow=true
            >
                <p class="cluster">{chip}</p>
                {state.map(|state| standing(l, state))}
                <Section title=button>{form}</Section>
            </Page>
        }
    })
}

/// Why another photo is needed: the reviewer's words, or what the person changed.
fn why(l: Locale, state: &VerificationState) -> String {
    match state.lapsed {
        Some(Lapse::Name) => words::lapsed_name(l).to_owned(),
        Some(Lapse::Photo) => words::lapsed_photo(l).to_owned(),
        None => state.reason.clone().unwrap_or_default(),
    }
}

fn standing(l: Locale, state: VerificationState) -> AnyView {
    match state.status {
        VerificationStatus::Waiting => view! {
            <Notice tone="waiting" title=words::waiting_title(l)>
                <p>{words::waiting_text(l, format::moment(l, state.submitted_at))}</p>
            </Notice>
        }
        .into_any(),
        VerificationStatus::Rejected => view! {
            <Notice tone="bad" title=words::rejected_title(l)>
                <p class="preline">{why(l, &state)}</p>
            </Notice>
        }
        .into_any(),
        VerificationStatus::Confirmed => view! {
            <Notice tone="good" title=words::confirmed_title(l)>
                <p>{words::confirmed_text(l)}</p>
            </Notice>
        }
        .into_any(),
    }
}
