//! Where an application stands: waiting or declined, with its documents, open for correction.

use birqadam_accounts::{Document, Me, PublicRole, Resubmit};
use birqadam_core::{
    Approval, FormInput, Locale,
    form::problems,
    review::{Appeal, Return},
};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::components::Redirect;

use crate::{
    accounts::server_fns::{
        APPLICATION_FORM, AddDocuments, Application, DOCUMENTS_FORM, DeleteDocument, ResubmitApplication,
        get_application,
    },
    format, labels,
    review::{
        components::{AppealBox, appeal_sent},
        field_label,
        server_fns::with_appeal_of,
    },
    texts::{accounts as words, common},
    ui::{
        FileInput, Icon, Notice, Page, PhoneField, PlainForm, Section, SubmitButton, TextArea, TextField,
        declared_with, load, use_locale,
    },
};

#[component]
pub fn Pending() -> impl IntoView {
    let appealed = appeal_sent();
    let application = crate::ui::read(
        move || appealed.get(),
        |_| {
            with_appeal_of("account", get_application(), |found| {
                (found.me.approval() == Approval::Rejected).then_some(found.me.id.0)
            })
        },
    );
    load(application, |(application, appeal)| view! { <ApplicationView application=application appeal=appeal/> })
}

#[component]
fn ApplicationView(application: Application, appeal: Option<Appeal>) -> impl IntoView {
    let l = use_locale();
    let Application { me, documents, returned } = application;
    if me.approval() == Approval::Approved {
        return view! { <Redirect path="/home"/> }.into_any();
    }
    // The role asked for says whether an organisation is needed.
    let role = PublicRole::parse(&me.role);
    let rules = declared_with(APPLICATION_FORM, move |fields| {
        Resubmit::from_fields(fields).map(|input| problems(input.validate(role))).unwrap_or_default()
    });
    // A return opens what it marks, anything else the whole application.
    let marked = StoredValue::new(returned.clone());
    let opens =
        move |field: &str| marked.with_value(|marked| marked.as_ref().is_none_or(|returned| returned.opens(field)));
    let may_delete = opens("documents");
    let rows = documents.into_iter().map(|document| document_row(l, document, may_delete)).collect_view();
    view! {
        <Page title=words::application_title(l, labels::role(l, &me.role)) narrow=true>
            {state(l, &me, returned.as_ref(), appeal)}
            <Section title=words::documents(l)>
                <ul class="documents">{rows}</ul>
                {opens("documents").then(|| view! { <PlainForm action=AddDocuments::PATH name=DOCUMENTS_FORM multipart=true>
                    <FileInput
                        name="documents"
                        label=words::add_documents(l)
                        help=words::documents_help(l)
                        accept=".pdf,image/jpeg,image/png,image/webp"
                        multiple=true
                        required=true
                    />
                    <SubmitButton label=words::add_button(l) tone="plain" icon=Icon::Upload/>
                </PlainForm> })}
            </Section>
            <Section title=words::correct_title(l)>
                <p class="muted">{words::correct_lead(l)}</p>
                <PlainForm action=ResubmitApplication::PATH name=rules>
                    <TextField name="name" label=words::name(l) value=me.name required=true autocomplete="name" locked=!opens("name")/>
                    <TextField
                        name="organization_name"
                        label=words::organization(l)
                        value=me.organization_name.unwrap_or_default()
                        required=true
                        autocomplete="organization"
                        locked=!opens("organization_name")
                    />
                    <PhoneField name="phone" label=words::phone(l) value=me.phone.unwrap_or_default() locked=!opens("phone")/>
                    <TextArea name="about" label=words::about(l) help=words::about_help(l) value=me.about locked=!opens("about")/>
                    <SubmitButton label=words::resubmit_button(l) icon=Icon::Send/>
                </PlainForm>
            </Section>
        </Page>
    }
    .into_any()
}

fn state(l: Locale, me: &Me, returned: Option<&Return>, appeal: Option<Appeal>) -> AnyView {
    if let Some(returned) = returned {
        let message =
            (!returned.message.is_empty()).then(|| view! { <p class="preline">{returned.message.clone()}</p> });
        let fields = returned
            .fields
            .iter()
            .map(|field| {
                let comment = (!field.comment.is_empty()).then(|| format!(": {}", field.comment));
                view! { <li>{field_label(l, &field.field)}{comment}</li> }
            })
            .collect_view();
        return view! {
            <Notice tone="waiting" title=words::returned_title(l)>
                {message}
                <ul class="changes">{fields}</ul>
                <p>{words::returned_next(l)}</p>
            </Notice>
        }
        .into_any();
    }
    match me.approval() {
        Approval::Rejected => {
            let reason = me.rejection_reason.clone().unwrap_or_default();
            view! {
                <Notice tone="bad" title=words::declined_title(l)>
                    <p class="preline">{reason}</p>
                    <p>{words::declined_next(l)}</p>
                </Notice>
                <AppealBox kind="account" id=me.id.0 appeal=appeal/>
            }
            .into_any()
        }
        _ => view! {
            <Notice tone="waiting" title=words::waiting_title(l)>
                <p>{words::waiting_text(l)}</p>
            </Notice>
        }
        .into_any(),
    }
}

fn document_row(l: Locale, document: Document, may_delete: bool) -> impl IntoView {
    view! {
        <li>
            <a href=document.url rel="external" target="_blank">
                {document.file_name}
            </a>
            <span class="muted small">
                {format::file_size(l, document.size_bytes)}", "{format::moment_short(document.created_at)}
            </span>
            {may_delete.then(|| view! {
            <form method="post" action=DeleteDocument::PATH>
                <input type="hidden" name="input[id]" value=document.id.to_string()/>
                <button type="submit" class="button button-bad">
                    {common::delete(l)}
                </button>
            </form>
            })}
        </li>
    }
}
