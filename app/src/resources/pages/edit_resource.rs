//! `/partner/resources/:id/edit`: one's own resource: its state, its photos, its content.

use birqadam_core::{Locale, ResourceId};
use birqadam_funding::{RESOURCE_PHOTOS_MAX, Resource, ResourceStatus};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    audit::{components::RecordHistory, server_fns::with_history},
    resources::{
        components::ResourceForm,
        server_fns::{
            ChangeResourceStatus, REMOVE_RESOURCE_PHOTO_FORM, RemoveResourcePhoto, STATUS_FORM, find_own_resource,
        },
        words as looks,
    },
    texts::{common, resources as words},
    ui::{
        Confirm, Crumb, Hidden, Icon, IconView, Notice, Page, PhotoView, PlainForm, Refused, Section, SubmitButton,
        load, use_id, use_locale,
    },
};

/// The page.
#[component]
pub fn EditResource() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let accepted = RwSignal::new(0_u32);
    let resource = crate::ui::read(
        move || (id.get(), accepted.get()),
        |(id, _)| with_history("resource", id, find_own_resource(ResourceId(id))),
    );
    load(resource, move |(resource, history)| {
        let record = resource.id.0;
        let calendar = format!("/resources/{}", resource.id);
        let more = move || {
            view! {
                <a class="button" href=calendar.clone()>
                    <IconView icon=Icon::Calendar/>
                    <span>{words::calendar(l)}</span>
                </a>
            }
        };
        view! {
            <Page
                title=resource.title.clone()
                up=Crumb::new("/partner/resources", words::my_resources(l))
                action=more
                narrow=true
            >
                <p class="cluster">{looks::status_chip(l, resource.status)}</p>
                {state(l, resource.status)}
                <Refused form=STATUS_FORM/>
                <Refused form=REMOVE_RESOURCE_PHOTO_FORM/>
                {steps(l, &resource)}
                {photos(l, &resource)}
                <ResourceForm resource=resource accepted=accepted/>
                <RecordHistory kind="resource" id=record history=history/>
            </Page>
        }
    })
}

/// What the state means.
fn state(l: Locale, status: ResourceStatus) -> Option<AnyView> {
    let (title, text) = match status {
        ResourceStatus::Active => return None,
        ResourceStatus::Paused => (words::paused_title(l), words::paused_text(l)),
        ResourceStatus::Archived => (words::archived_title(l), words::archived_text(l)),
    };
    Some(view! { <Notice tone="info" title=title><p>{text}</p></Notice> }.into_any())
}

fn steps(l: Locale, resource: &Resource) -> impl IntoView + use<> {
    let (id, status) = (resource.id, resource.status);
    let step = move |next: ResourceStatus, label: &'static str| {
        status.can_become(next).then(|| {
            view! {
                <PlainForm action=ChangeResourceStatus::PATH name=STATUS_FORM class="inline-form">
                    <Hidden name="id" value=id.to_string()/>
                    <Hidden name="status" value=next.as_str()/>
                    <SubmitButton label=label tone="plain"/>
                </PlainForm>
            }
        })
    };
    let archive = status.can_become(ResourceStatus::Archived).then(|| {
        view! {
            <Confirm label=words::archive(l) tone="bad">
                <p>{words::archive_question(l)}</p>
                {step(ResourceStatus::Archived, words::archive_yes(l))}
            </Confirm>
        }
    });
    view! {
        <div class="cluster steps-line">
            {step(ResourceStatus::Active, words::resume(l))}
            {step(ResourceStatus::Paused, words::pause(l))}
            {archive}
        </div>
    }
}

/// The photos that are there, each with its button.
fn photos(l: Locale, resource: &Resource) -> Option<impl IntoView + use<>> {
    let all = resource.photos.clone();
    let title = resource.title.clone();
    (!all.is_empty()).then(|| {
        let count = format!("{} / {RESOURCE_PHOTOS_MAX}", all.len());
        let rows = (1_i64..)
            .zip(all)
            .map(|(number, photo)| {
                let alt = words::photo_of(l, &title, number);
                view! {
                    <li class="resource-photo">
                        <PhotoView src=photo.thumb_url alt=alt.clone()/>
                        <PlainForm action=RemoveResourcePhoto::PATH name=REMOVE_RESOURCE_PHOTO_FORM class="inline-form">
                            <Hidden name="id" value=photo.id.to_string()/>
                            <button type="submit" class="button button-plain">
                                <IconView icon=Icon::Trash2/>
                                <span>{common::delete(l)}</span>
                                <span class="visually-hidden">": "{alt}</span>
                            </button>
                        </PlainForm>
                    </li>
                }
            })
            .collect_view();
        view! {
            <Section title=words::photos_label(l) count=count>
                <ul class="resource-photos">{rows}</ul>
            </Section>
        }
    })
}
