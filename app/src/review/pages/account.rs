//! `/review/accounts/:id`: one application in front of a moderator.

use birqadam_accounts::{AccountStatus, UserDetails};
use birqadam_core::UserId;
use leptos::prelude::*;

use crate::{
    admin::components::{AccountBlock, History},
    format, labels,
    review::{
        components::{AccountDecision, Changes, DecisionKeys, Documents},
        server_fns::{AccountReview, review_account},
    },
    texts::review as words,
    ui::{
        Crumb, Fact, Facts, Icon, IconView, Notice, Page, Section, WaitingTime, account_chip, load, use_id, use_locale,
    },
};

/// The page: the application left, the evidence and the decision right.
#[component]
pub fn ReviewAccount() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let review = Resource::new_blocking(move || id.get(), |id| review_account(UserId(id)));
    load(review, move |review| {
        let AccountReview { details, may_decide, next, waiting, history } = review;
        let user = details.user.clone();
        let waits = user.status == AccountStatus::Pending;
        let next = next.map(|next| format!("/review/accounts/{next}"));
        let skip = next.clone().map(|href| {
            view! {
                <a class="button" href=href>
                    <span>{words::next(l)}</span>
                    <IconView icon=Icon::ArrowRight/>
                </a>
            }
        });
        let decision = match (waits, may_decide) {
            (true, true) => view! { <AccountDecision id=user.id/> }.into_any(),
            (true, false) => view! { <Notice tone="info"><p>{words::not_yours(l)}</p></Notice> }.into_any(),
            (false, _) => decided(&details),
        };
        let history = history.map(|entries| view! { <History entries=entries subject=("user", user.id.0)/> });
        let back = format!("/review/accounts/{}", user.id);
        view! {
            <Page
                title=user.org_name.clone().unwrap_or_else(|| user.name.clone())
                count=waiting.map(|n| words::waiting_count(l, n)).unwrap_or_default()
                up=Crumb::new("/review", words::queue(l))
            >
                <div class="moderation">
                    <div class="moderation-item">
                        {about(&details)} {history}
                    </div>
                    <aside class="moderation-side">
                        <p class="cluster">
                            {account_chip(l, user.status)}
                            {waits.then(|| view! { <WaitingTime since=user.submitted_at/> })}
                        </p>
                        <Changes changes=details.changes.clone()/>
                        <Section
                            title=words::field_documents(l)
                            count=format::number(details.organization_details.documents.len() as i64)
                        >
                            <Documents documents=details.organization_details.documents.clone()/>
                        </Section>
                        {decision}
                        <div class="cluster">
                            {skip} <AccountBlock id=user.id status=user.status back=back/>
                        </div>
                        <DecisionKeys next=next/>
                    </aside>
                </div>
            </Page>
        }
    })
}

/// Who asks, for what, and how to reach them.
fn about(details: &UserDetails) -> impl IntoView + use<> {
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
