//! The photo of one's own profile: what it is, another one, none.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::Face;
use crate::{
    people::server_fns::{PHOTO_FORM, REMOVE_PHOTO_FORM, RemoveProfilePhoto, SetProfilePhoto, set_profile_photo},
    texts::people as words,
    ui::{Confirm, Icon, Notice, PhotoInput, PlainForm, SubmitButton, UploadForm, use_flash, use_locale},
};

/// The photo with what changes it. `confirmed` says that another one costs the mark, `changed`
/// counts the photos set.
#[component]
pub fn OwnPhoto(
    #[prop(into)] name: String,
    photo_url: Option<String>,
    confirmed: bool,
    changed: RwSignal<u32>,
) -> impl IntoView {
    let l = use_locale();
    let remove = photo_url.is_some().then(|| {
        view! {
            <PlainForm action=RemoveProfilePhoto::PATH name=REMOVE_PHOTO_FORM class="inline-form">
                <SubmitButton label=words::photo_remove(l) tone="plain" icon=Icon::Trash2/>
            </PlainForm>
        }
    });
    let open = use_flash(PHOTO_FORM).is_some();
    let costs = confirmed.then(|| view! { <Notice tone="waiting"><p>{words::photo_confirmed(l)}</p></Notice> });
    view! {
        <div class="own-photo">
            <Face name=name photo_url=photo_url/>
            <div class="stack">
                <Confirm label=words::photo_title(l) icon=Icon::Camera open=open>
                    <UploadForm
                        action=SetProfilePhoto::PATH
                        send=set_profile_photo
                        name=PHOTO_FORM
                        accepted=changed
                    >
                        {costs}
                        <PhotoInput name="photo" label=words::photo_label(l) help=words::photo_help(l) required=true/>
                        <SubmitButton label=words::photo_save(l) icon=Icon::Upload/>
                    </UploadForm>
                </Confirm>
                {remove}
            </div>
        </div>
    }
}
