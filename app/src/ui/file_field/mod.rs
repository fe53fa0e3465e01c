//! Choosing photos and files. With JavaScript and an account each file is sent on its own as soon
//! as it is chosen, with its progress, and tried again alone when it fails; the form then carries
//! tokens. Without JavaScript, and for visitors, files go with the form.

mod entry;
mod list;
mod sending;

use birqadam_core::{FieldCode, FieldError};
use leptos::{prelude::*, web_sys};
use serde_json::Value;
use wasm_bindgen::JsCast;

use self::{
    entry::{Entries, Kind},
    list::FileList,
};
use super::{
    form::{FileProblem, use_form},
    icon::{Icon, IconView},
    start::{use_locale, use_me},
};
use crate::{
    errors::field_message,
    texts::{common, forms as words},
};

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
    /// They always go with the form: the account they belong to is yet to be made.
    #[prop(optional)]
    with_form: bool,
) -> impl IntoView {
    let kind = Kind { accept, max_megabytes: 10, wrong: FieldCode::NotADocument };
    view! { <FilePicker name=name label=label help=help kind=kind multiple=multiple required=required icon=Icon::Upload with_form=with_form/> }
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
    let kind = Kind { accept: "image/jpeg,image/png,image/webp", max_megabytes: 15, wrong: FieldCode::NotAPhoto };
    view! { <FilePicker name=name label=label help=help kind=kind multiple=multiple required=required icon=Icon::Camera/> }
}

#[component]
fn FilePicker(
    name: String,
    label: String,
    help: String,
    kind: Kind,
    multiple: bool,
    required: bool,
    icon: Icon,
    #[prop(optional)] with_form: bool,
) -> impl IntoView {
    let l = use_locale();
    let form = use_form();
    form.remember_label(&name, &label);
    let id = form.html_id(&name);
    let help_id = format!("{id}-help");
    let lost = lost_files(&form.kept()[format!("{name}_lost")]);
    let lost_id = format!("{id}-lost");
    let described_by = if lost.is_empty() { help_id.clone() } else { format!("{lost_id} {help_id}") };
    let ahead = !with_form && use_me().is_some();
    let entries = Entries::new(&form, &name, kind.clone(), multiple, ahead);
    // `photo` itself, and `photo.2` for the third of several. What was missing is there once it is chosen.
    let (told, all) = (form.errors_under(&name), entries.all);
    let missing = field_message(l, &FieldCode::Required);
    let errors = Signal::derive(move || {
        let mut told = told.get();
        told.retain(|text| *text != missing || all.with(|all| all.is_empty()));
        told
    });
    let (checked, field) = (entries.clone(), name.clone());
    form.check_files(move || match checked.problem() {
        None if required && checked.is_empty() => {
            Some(FileProblem::Wrong(FieldError { field: field.clone(), code: FieldCode::Required }))
        }
        problem => problem,
    });
    let choosing = entries.clone();
    let take = move |input: web_sys::HtmlInputElement| {
        let files = input.files();
        let files = files.iter().flat_map(|files| (0..files.length()).filter_map(|index| files.get(index))).collect();
        choosing.choose(files);
        if ahead {
            // They go on their own; the form is not to carry them once more.
            input.set_value("");
        }
    };
    let (node, early) = (NodeRef::<leptos::html::Input>::new(), take.clone());
    Effect::new(move |_| {
        // Chosen before the page listened.
        if let Some(input) = node.get()
            && input.files().is_some_and(|files| files.length() > 0)
        {
            early(input);
        }
    });
    let on_change = move |event: web_sys::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        if let Some(input) = input {
            take(input);
        }
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
                    node_ref=node
                    id=id
                    name=form.html_name(&name)
                    accept=kind.accept
                    multiple=multiple
                    required=required
                    aria-describedby=described_by
                    aria-invalid=move || errors.with(|errors| !errors.is_empty()).then_some("true")
                    on:change=on_change
                />
            </div>
            {(!lost.is_empty())
                .then(|| {
                    let all = entries.all;
                    // Until they are chosen anew.
                    view! {
                        <p class="field-error" id=lost_id hidden=move || all.with(|all| !all.is_empty())>
                            <IconView icon=Icon::TriangleAlert/>
                            {words::files_lost(l, lost)}
                        </p>
                    }
                })}
            <FileList entries=entries staged=form.html_name(&format!("{name}_staged")) drop=form.html_name(&format!("{name}_drop"))/>
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

/// The names of files that came with a form that was refused, where they could not be kept.
fn lost_files(kept: &Value) -> String {
    match kept {
        Value::String(name) => name.clone(),
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    }
}
