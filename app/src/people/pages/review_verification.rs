//! `/review/verifications/:id`: a photo in front of who decides whether it shows this person.

use birqadam_accounts::{VerificationReview, VerificationStatus};
use birqadam_core::{FormInput, Locale, Permission, VerificationId};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    audit::{components::RecordHistory, server_fns::with_history},
    labels,
    people::{
        components::{Face, verification_chip},
        server_fns::{SendBackInput, SendBackVerification, VerificationInReview, review_verification},
    },
    review::{
        Section as Place,
        components::{DecisionWords, ReviewSide, pane_count},
    },
    texts::{people as words, review},
    ui::{
        Confirm, Crumb, Fact, Facts, Hidden, Icon, Notice, Page, PlainForm, Section, SubmitButton, TextArea, declared,
        load, may, use_flash, use_id, use_locale,
    },
};

/// The page: the photo left, the profile and the decision right.
#[component]
pub fn ReviewVerification() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let found = crate::ui::read(
        move || id.get(),
        |id| with_history("verification", id, review_verification(VerificationId(id))),
    );
    load(found, move |(found, history)| {
        let VerificationInReview { verification, pane } = found;
        let id = verification.id;
        let (photo, chip) = (photo(l, &verification), verification_chip(l, Some(verification.status)));
        let (about, decided) = (about(l, &verification), decided(l, &verification));
        let (title, count) = (verification.name.clone(), pane_count(&pane));
        let send_back = (verification.status == VerificationStatus::Confirmed).then(|| send_back(l, &verification));
        view! {
            <Page title=title count=count up=Crumb::new(Place::Review.queue(), review::queue(l))>
                <div class="moderation">
                    <div class="moderation-item">
                        <Section title=words::review_photo(l)>{photo}</Section>
                        <RecordHistory kind="verification" id=id.0 history=history/>
                    </div>
                    <aside class="moderation-side">
                        <ReviewSide
                            pane=pane
                            chip=chip
                            about=about
                            decided=decided
                            words=decision_words(l)
                            values=Vec::new()
                        />
                        {send_back}
                    </aside>
                </div>
            </Page>
        }
    })
}

fn photo(l: Locale, verification: &VerificationReview) -> AnyView {
    match verification.photo_url.clone() {
        Some(src) => {
            let alt = words::photo_of(l, &verification.name);
            view! {
                <p>{words::review_check(l)}</p>
                <img class="verification-photo" src=src alt=alt/>
            }
            .into_any()
        }
        None => view! { <p class="muted">{words::review_photo_gone(l)}</p> }.into_any(),
    }
}

fn about(l: Locale, verification: &VerificationReview) -> AnyView {
    let user = verification.user_id;
    let role = labels::role(l, &verification.role);
    let none = verification
        .profile_photo_url
        .is_none()
        .then(|| view! { <p class="muted">{words::review_no_profile_photo(l)}</p> });
    let account = may(Permission::UsersView)
        .then(|| view! { <a href=format!("/admin/users/{user}")>{words::account_link(l)}</a> });
    let (name, face) = (verification.name.clone(), verification.name.clone());
    let photo_url = verification.profile_photo_url.clone();
    let organization = verification.org_name.clone().map(|name| {
        view! { <Fact label=review::field_organization(l) icon=Icon::Building2>{name}</Fact> }
    });
    view! {
        <Section title=words::review_profile_photo(l)>
            <Face name=face photo_url=photo_url/>
            {none}
        </Section>
        <Facts>
            <Fact label=review::field_name(l) icon=Icon::User>{name}</Fact>
            <Fact label=review::wants_to_be(l) icon=Icon::Key>{role}</Fact>
            {organization}
        </Facts>
        <p class="cluster">
            <a href=format!("/people/{user}")>{words::person_link(l)}</a>
            {account}
        </p>
    }
    .into_any()
}

fn decided(l: Locale, verification: &VerificationReview) -> AnyView {
    let who = verification.reviewed_by_name.clone().map(|name| view! { <p>{words::decided_by(l, name)}</p> });
    let (tone, title) = match verification.status {
        VerificationStatus::Confirmed => ("good", words::status_confirmed(l)),
        _ => ("bad", words::status_rejected(l)),
    };
    let reason = verification.reason.clone().map(|text| view! { <p class="preline">{text}</p> });
    view! {
        <Notice tone=tone title=title>
            {reason}
            {who}
        </Notice>
    }
    .into_any()
}

fn decision_words(l: Locale) -> DecisionWords {
    DecisionWords {
        approve: words::review_confirm(l),
        approve_text: words::review_confirm_text(l),
        give_back_text: "",
        reject: words::review_reject(l),
        reject_text: words::review_reject_text(l),
        reject_yes: words::review_reject_yes(l),
    }
}

/// A confirmed person can be asked for a new photo.
fn send_back(l: Locale, verification: &VerificationReview) -> impl IntoView + use<> {
    let (id, version) = (verification.id.to_string(), verification.version.to_string());
    view! {
        <Confirm label=words::send_back(l) icon=Icon::Undo2 open=use_flash(SendBackInput::NAME).is_some()>
            <PlainForm action=SendBackVerification::PATH name={declared::<SendBackInput>()}>
                <p>{words::send_back_text(l)}</p>
                <Hidden name="id" value=id/>
                <Hidden name="version" value=version/>
                <TextArea name="reason" label=words::send_back_reason(l) rows=3 required=true/>
                <SubmitButton label=words::send_back_yes(l) icon=Icon::Undo2/>
            </PlainForm>
        </Confirm>
    }
}
