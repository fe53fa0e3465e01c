//! `/admin/users/:id`: one account: state, roles, history.

use birqadam_accounts::{AccountStatus, UserDetails};
use birqadam_core::{Permission, UserId};
use leptos::prelude::*;

use crate::{
    admin::{
        components::{AccountBlock, UserRoles, UserTags},
        server_fns::{UserAdmin, get_user},
    },
    audit::{components::RecordHistory, server_fns::with_history},
    format, labels,
    review::components::Documents,
    texts::{access, admin as words, nav, review},
    ui::{
        Crumb, Fact, Facts, Icon, IconView, Notice, Page, Rating, Section, account_chip, load, may, use_id, use_locale,
    },
};

/// The page.
#[component]
pub fn UserPage() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let user = crate::ui::read(move || id.get(), |id| with_history("user", id, get_user(UserId(id))));
    load(user, move |(found, history)| {
        let UserAdmin { details, roles, tags, all_tags } = found;
        let user = details.user.clone();
        let back = format!("/admin/users/{}", user.id);
        let decide = (user.status == AccountStatus::Pending && may(Permission::UsersReview)).then(|| {
            view! {
                <a class="button button-primary" href=format!("/review/accounts/{}", user.id)>
                    <IconView icon=Icon::ShieldCheck/>
                    <span>{words::decide(l)}</span>
                </a>
            }
        });
        let what_can = may(Permission::RolesManage).then(|| {
            view! { <p><a href=format!("/admin/users/{}/access", user.id)>{access::access_link(l)}</a></p> }
        });
        let public = (user.status == AccountStatus::Active).then(|| {
            view! { <p><a href=format!("/people/{}", user.id)>{access::public_page(l)}</a></p> }
        });
        // Documents open for who reviews applications only.
        let documents = may(Permission::UsersReview).then(|| {
            let documents = details.organization_details.documents.clone();
            view! {
                <Section title=review::field_documents(l)>
                    <Documents documents=documents/>
                </Section>
            }
        });
        view! {
            <Page title=user.name.clone() up=Crumb::new("/admin/users", nav::users(l))>
                <div class="moderation">
                    <div class="moderation-item">
                        {state(&details)} {facts(&details)} {documents}
                        <RecordHistory kind="user" id=user.id.0 history=history/>
                    </div>
                    <aside class="moderation-side">
                        <p class="cluster">{account_chip(l, user.status)}</p>
                        <div class="cluster">
                            {decide} <AccountBlock id=user.id status=user.status back=back/>
                        </div>
                        <Section title=words::roles(l)>
                            <UserRoles id=user.id held=details.roles.clone() all=roles/>
                            {what_can}
                            {public}
                        </Section>
                        <Section title=access::tags_title(l)>
                            <UserTags id=user.id carried=tags all=all_tags/>
                        </Section>
                    </aside>
                </div>
            </Page>
        }
    })
}

/// Why the account is not active.
fn state(details: &UserDetails) -> Option<impl IntoView + use<>> {
    let l = use_locale();
    let (title, reason) = match details.user.status {
        AccountStatus::Blocked => (review::is_blocked(l), details.blocked_reason.clone()),
        AccountStatus::Rejected => (review::is_rejected(l), details.rejection_reason.clone()),
        _ => return None,
    };
    let reason = reason.map(|text| view! { <p class="preline">{text}</p> });
    Some(view! {
        <Notice tone="bad" title=title>
            {reason}
        </Notice>
    })
}

fn facts(details: &UserDetails) -> impl IntoView + use<> {
    let l = use_locale();
    let user = details.user.clone();
    let contact = details.contact_info.clone();
    let confirmed = if contact.email_confirmed { review::email_confirmed(l) } else { review::email_unconfirmed(l) };
    let phone = match contact.phone {
        Some(phone) => view! { <a href=format!("tel:{phone}")>{phone.clone()}</a> }.into_any(),
        None => view! { <span class="muted">{review::empty_value(l)}</span> }.into_any(),
    };
    let about = details.organization_details.about.clone();
    let about = (!about.is_empty()).then(|| {
        view! {
            <Fact label=review::field_about(l) icon=Icon::Info>
                <p class="preline prose">{about}</p>
            </Fact>
        }
    });
    view! {
        <Facts>
            {user
                .org_name
                .map(|name| {
                    view! {
                        <Fact label=review::field_organization(l) icon=Icon::Building2>
                            {name}
                        </Fact>
                    }
                })}
            <Fact label=review::wants_to_be(l) icon=Icon::Key>{labels::role(l, &user.role)}</Fact>
            <Fact label=words::email(l) icon=Icon::Mail>
                <a href=format!("mailto:{}", contact.email)>{contact.email.clone()}</a>
                <span class="muted">" "{confirmed}</span>
            </Fact>
            <Fact label=review::field_phone(l) icon=Icon::Phone>{phone}</Fact>
            <Fact label=words::rating(l) icon=Icon::Star>
                <Rating value=user.rating/>
            </Fact>
            <Fact label=words::registered(l) icon=Icon::Calendar>{format::moment(l, user.created_at)}</Fact>
            {about}
        </Facts>
    }
}
