//! Choosing photos and files; with JavaScript the chosen photos are shown before they are sent.

use leptos::prelude::*;
use leptos::web_sys;
use wasm_bindgen::JsCast;

use super::{
    form::use_form,
    icon::{Icon, IconView},
    start::use_locale,
};
use crate::texts::common;

/// Files of any accepted kind, for example documents.
#[component]
pub fn FileInput(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(into)] help: String,
    /// As in the attribute `accept`.
    accept: &'static str,
    #[prop(optional)] multiple: bool,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    view! { <FilePicker name=name label=label help=help accept=accept multiple=multiple required=required icon=Icon::Upload/> }
}

/// Photos: JPEG, PNG or WebP, from the camera or the gallery.
#[component]
pub fn PhotoInput(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(into)] help: String,
    #[prop(optional)] multiple: bool,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    view! {
        <FilePicker
            name=name
            label=label
            help=help
            accept="image/jpeg,image/png,image/webp"
            multiple=multiple
            required=required
            icon=Icon::Camera
        />
    }
}

#[component]
fn FilePicker(
    name: String,
    label: String,
    help: String,
    accept: &'static str,
    multiple: bool,
    required: bool,
    icon: Icon,
) -> impl IntoView {
    let l = use_locale();
    let form = use_form();
    form.remember_label(&name, &label);
    let id = form.html_id(&name);
    let help_id = format!("{id}-help");
    // `photo` itself, and `photo.2` for the third of several.
    let errors = form.errors_under(&name);
    // Addresses of the chosen pictures in the browser's memory, and names of other files.
    let chosen = RwSignal::new(Vec::<(String, Option<String>)>::new());
    let on_change = move |event: web_sys::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(files) = input.and_then(|input| input.files()) else { return };
        for (_, address) in chosen.get_untracked() {
            let _ = address.map(|address| web_sys::Url::revoke_object_url(&address));
        }
        let files = (0..files.length()).filter_map(|index| files.get(index));
        chosen.set(
            files
                .map(|file| {
                    let is_image = file.type_().starts_with("image/");
                    (file.name(), is_image.then(|| web_sys::Url::create_object_url_with_blob(&file).ok()).flatten())
                })
                .collect(),
        );
    };
    view! {
        <div class="field" class:field-wrong=move || errors.with(|errors| !errors.is_empty())>
            <label class="field-label" for=id.clone()>
                {label}
                {(!required).then(|| view! { <span class="field-optional">{common::optional(l)}</span> })}
            </label>
            <div class="file-drop">
                <IconView icon=icon/>
                <input
                    type="file"
                    id=id
                    name=form.html_name(&name)
                    accept=accept
                    multiple=multiple
                    required=required
                    aria-describedby=help_id.clone()
                    aria-invalid=move || errors.with(|errors| !errors.is_empty()).then_some("true")
                    on:change=on_change
                />
            </div>
            <ul class="file-list" aria-live="polite">
                {move || {
                    chosen
                        .get()
                        .into_iter()
                        .map(|(name, address)| {
                            view! {
                                <li>
                                    {address.map(|address| view! { <img src=address alt="" width="96" height="72"/> })}
                                    <span>{name}</span>
                                </li>
                            }
                        })
                        .collect_view()
                }}
            </ul>
            {move || {
                errors
                    .get()
                    .into_iter()
                    .map(|text| view! { <p class="field-error"><IconView icon=Icon::TriangleAlert/>{text}</p> })
                    .collect_view()
            }}
            <p class="field-help" id=help_id>{help}</p>
        </div>
    }
}
