//! The form of a resource, with its photos.

use birqadam_funding::{Resource, ResourceInput};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    labels,
    resources::{
        server_fns::{SaveResource, save_resource},
        words as looks,
    },
    texts::{common, resources as words},
    ui::{
        Hidden, Icon, NumberField, PhotoInput, Select, SubmitButton, TextArea, TextField, UploadForm, declared,
        use_locale,
    },
};

/// For a new resource, or for one that is changed.
#[component]
pub fn ResourceForm(
    #[prop(optional)] resource: Option<Resource>,
    /// Counts how often it was accepted.
    #[prop(optional)]
    accepted: Option<RwSignal<u32>>,
) -> impl IntoView {
    let l = use_locale();
    let is_new = resource.is_none();
    let of = |read: fn(&Resource) -> String| resource.as_ref().map(read).unwrap_or_default();
    let (kind, city) = (of(|r| r.resource_type.as_str().to_owned()), of(|r| r.city.clone()));
    let (title, description) = (of(|r| r.title.clone()), of(|r| r.description.clone()));
    let (address, availability) = (of(|r| r.address.clone()), of(|r| r.availability.clone()));
    let (days, quantity) = (of(|r| r.days.as_str().to_owned()), of(|r| r.quantity.to_string()));
    let quantity = if is_new { "1".to_owned() } else { quantity };
    let record = resource.map(|resource| (resource.id.to_string(), resource.version.to_string()));
    let send = if is_new { words::offer(l) } else { common::save(l) };
    view! {
        <UploadForm
            action=SaveResource::PATH
            send=save_resource
            name={declared::<ResourceInput>()}
            accepted=accepted.unwrap_or_else(|| RwSignal::new(0))
        >
            {record
                .map(|(id, version)| {
                    view! {
                        <Hidden name="id" value=id/>
                        <Hidden name="version" value=version/>
                    }
                })}
            <Select
                name="type"
                label=words::type_label(l)
                options=looks::kind_options(l)
                value=kind
                empty=words::choose_type(l)
                required=true
            />
            <TextField name="title" label=words::title_label(l) help=words::title_help(l) value=title required=true/>
            <TextArea name="description" label=words::description_label(l) help=words::description_help(l) value=description/>
            <Select
                name="city"
                label=words::city_label(l)
                options=labels::city_options(l)
                value=city
                empty=words::any_place(l)
            />
            <TextField name="address" label=words::address_label(l) value=address/>
            <Select name="days" label=words::days_label(l) help=words::days_help(l) options=looks::day_options(l) value=days required=true/>
            <TextField
                name="availability"
                label=words::availability_label(l)
                help=words::availability_help(l)
                value=availability
            />
            <NumberField name="quantity" label=words::quantity_label(l) help=words::quantity_help(l) value=quantity/>
            <PhotoInput name="photo" label=words::photos_label(l) help=words::photos_help(l) multiple=true/>
            <SubmitButton label=send icon=Icon::Check/>
        </UploadForm>
    }
}
