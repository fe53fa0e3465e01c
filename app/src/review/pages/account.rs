//! `/review/accounts/:id`: one application in front of a moderator.

use birqadam_accounts::{AccountStatus, UserDetails};
use birqadam_core::{Locale, UserId};
use leptos::prelude::*;

use crate::{
    admin::components::AccountBlock,
    audit::{components::RecordHistory, server_fns::with_history},
    format, labels,
    review::{
        Section as Place,
        components::{DecisionWords, Documents, ReviewSide, pane_count},
        server_fns::{AccountInReview, review_account},
        value_words,
    },
    texts::review as words,
    ui::{Crumb, Fact, Facts, Icon, IconView, Notice, Page, Section, account_chip, load, use_id, use_locale},
};

/// The page: the application left, the evidence and the decision right.
#[component]
pub fn ReviewAccount() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let review = crate::ui::read(move || id.get(), |id| with_history("user", id, review_account(UserId(id))));
    load(review, move |(found, history)| {
        let AccountInReview { details, pane } = found;
        let user = details.user.clone();
        let record = user.id.0;
        let back = format!("/review/accounts/{}", user.id);
        let documents = details.organization_details.documents.clone();
        let about_side = view! {
            <Section title=words::field_documents(l) count=format::number(documents.len() as i64)>
                <Documents documents=documents/>
            </Section>
        };
        view! {
            <Page
                title=user.org_name.clone().unwrap_or_else(|| user.name.clone())
                count=pane_count(&pane)
                up=Crumb::new(Place::Review.queue(), words::queue(l))
            >
                <div class="moderation">
                    <div class="moderation-item">
                        {about_account(&details)} <RecordHistory kind="user" id=record history=history/>
                    </div>
                    <aside class="moderation-side">
                        <ReviewSide
                            pane=pane
                            chip=account_chip(l, user.status).into_any()
                            about=about_side.into_any()
                            decided=decided(&details)
                            words=account_words(l)
                            values=account_values(l, &details)
                        />
                        <div class="cluster">
                            <AccountBlock id=user.id status=user.status back=back/>
                        </div>
                    </aside>
                </div>
            </Page>
        }
    })
}

fn account_words(l: Locale) -> DecisionWords {
    DecisionWords {
        approve: words::approve(l),
        approve_text: words::approve_account_text(l),
        give_back_text: words::give_back_account_text(l),
        reject: words::reject(l),
        reject_text: words::reject_account_text(l),
        reject_yes: words::reject_account_yes(l),
    }
}

/// What can be returned, with its values.
fn account_values(l: Locale, details: &UserDetails) -> Vec<(String, String)> {
    let documents: Vec<&str> =
        details.organization_details.documents.iter().map(|document| document.file_name.as_str()).collect();
    [
        ("name", details.user.name.clone()),
        ("organization_name", details.organization_details.org_name.clone().unwrap_or_default()),
        ("phone", details.contact_info.phone.clone().unwrap_or_default()),
        ("about", details.organization_details.about.chars().take(120).collect()),
        ("documents", documents.join(", ")),
    ]
    .map(|(field, value)| (field.to_owned(), value_words(l, field, &value)))
    .to_vec()
}

/// Who asks, for what, and how to reach them.
pub(super) fn about_account(details: &UserDetails) -> impl IntoView + use<> {
    let l = use_locale();
    let user = details.user.clone();
    let organization = details.organization_details.org_name.clone();
    let about = details.organization_details.about.clone();
    let contact = details.contact_info.clone();
    let confirmed = if contact.email_confirmed {
        view! { <span class="chip chip-good"><IconView icon=Icon::Check/>{words::email_confirmed(l)}</span> }.into_any()
    } else {
        view! { <span class="chip chip-waiting"><IconView icon=Icon::Hourglass/>{words::email_unconfirmed(l)}</span> }
            .into_any()
    };
    let phone = match contact.phone {
        Some(phone) => view! { <a href=format!("tel:{phone}")>{phone.clone()}</a> }.into_any(),
        None => view! { <span class="muted">{words::empty_value(l)}</span> }.into_any(),
    };
    let about = if about.is_empty() {
        view! { <p class="muted">{words::no_about(l)}</p> }.into_any()
    } else {
        view! { <p class="preline prose">{about}</p> }.into_any()
    };
    view! {
        <Facts>
            <Fact label=words::field_name(l) icon=Icon::User>{user.name}</Fact>
            <Fact label=words::wants_to_be(l) icon=Icon::Key>{labels::role(l, &user.role)}</Fact>
            {organization
                .map(|name| {
                    view! {
                        <Fact label=words::field_organization(l) icon=Icon::Building2>
                            {name}
                        </Fact>
                    }
                })}
            <Fact label=words::email(l) icon=Icon::Mail>
                <span class="cluster">
                    <a href=format!("mailto:{}", contact.email)>{contact.email.clone()}</a>
                    {confirmed}
                </span>
            </Fact>
            <Fact label=words::field_phone(l) icon=Icon::Phone>{phone}</Fact>
            <Fact label=words::registered(l) icon=Icon::Calendar>{format::moment(l, user.created_at)}</Fact>
        </Facts>
        <Section title=words::field_about(l)>{about}</Section>
    }
}

/// The decision that was taken.
fn decided(details: &UserDetails) -> AnyView {
    let l = use_locale();
    let reason = |text: &Option<String>| text.clone().map(|text| view! { <p class="preline">{text}</p> });
    let (blocked, rejected) = (reason(&details.blocked_reason), reason(&details.rejection_reason));
    match details.user.status {
        AccountStatus::Blocked => view! {
            <Notice tone="bad" title=words::is_blocked(l)>
                {blocked}
            </Notice>
        }
        .into_any(),
        AccountStatus::Rejected => view! {
            <Notice tone="bad" title=words::is_rejected(l)>
                {rejected}
            </Notice>
        }
        .into_any(),
        _ => view! {
            <Notice tone="good" title=words::is_approved(l)>
                <p>{words::is_approved_text(l)}</p>
            </Notice>
        }
        .into_any(),
    }
}
