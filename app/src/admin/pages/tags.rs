//! `/admin/tags`: tags on people: make, change, remove.

use birqadam_accounts::{Tag, TagColor};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    admin::{
        components::{TagChip, color_label},
        server_fns::{DELETE_TAG_FORM, DeleteTag, SaveTag, SaveTagInput, list_tags},
    },
    texts::{access as words, common},
    ui::{
        Confirm, EmptyState, ErrorPage, Hidden, Icon, IconView, Page, PlainForm, Refused, Section, Select,
        SubmitButton, TextField, declared, load, use_locale, use_query,
    },
};

/// The page. `?edit=<id>` puts a tag into the form, which else makes a new one.
#[component]
pub fn Tags() -> impl IntoView {
    let l = use_locale();
    let edit = use_query("edit");
    let tags = crate::ui::read(|| (), |()| list_tags());
    load(tags, move |tags| {
        let edit = edit.get();
        let chosen = tags.iter().find(|tag| tag.id.to_string() == edit).cloned();
        // Removed by somebody else meanwhile, or never there.
        if chosen.is_none() && !edit.is_empty() {
            return view! { <ErrorPage error=birqadam_core::Error::NotFound/> }.into_any();
        }
        let title = if chosen.is_some() { words::tag_edit(l) } else { words::new_tag(l) };
        let list = if tags.is_empty() {
            view! { <EmptyState title=words::no_tags(l) text=words::no_tags_text(l)/> }.into_any()
        } else {
            let rows = tags.into_iter().map(row).collect_view();
            view! { <ul class="rows">{rows}</ul> }.into_any()
        };
        view! {
            <Page title=words::tags_title(l) lead=words::tags_lead(l)>
                <Section title=title>
                    <TagForm tag=chosen/>
                </Section>
                <Refused form=DELETE_TAG_FORM/>
                {list}
            </Page>
        }
        .into_any()
    })
}

fn row(tag: Tag) -> impl IntoView {
    let l = use_locale();
    let Tag { id, name, color, description, people, .. } = tag;
    let description = (!description.is_empty()).then_some(description);
    view! {
        <li class="row role-row">
            <div class="row-main">
                <h3 class="row-title">
                    <TagChip name=name color=color/>
                </h3>
                {description.map(|text| view! { <p class="row-text">{text}</p> })}
            </div>
            <div class="row-end">
                <a class="row-fact" href=format!("/admin/users?tag={id}")>
                    <IconView icon=Icon::Users/>
                    {words::people_count(l, people)}
                </a>
                <a class="button" href=format!("/admin/tags?edit={id}")>
                    <IconView icon=Icon::Pencil/>
                    <span>{words::tag_edit(l)}</span>
                </a>
                <Confirm label=words::delete(l) icon=Icon::Trash2 tone="bad">
                    <PlainForm action=DeleteTag::PATH name=DELETE_TAG_FORM>
                        <p>{words::tag_delete_text(l, people)}</p>
                        <Hidden name="id" value=id.to_string()/>
                        <SubmitButton label=words::tag_delete_yes(l) tone="bad" icon=Icon::Trash2/>
                    </PlainForm>
                </Confirm>
            </div>
        </li>
    }
}

/// The tag to change, or none for a new one.
#[component]
fn TagForm(tag: Option<Tag>) -> impl IntoView {
    let l = use_locale();
    let button = if tag.is_some() { words::tag_save(l) } else { words::tag_create(l) };
    let cancel = tag.is_some().then(|| view! { <a class="button" href="/admin/tags">{common::cancel(l)}</a> });
    let id = tag.as_ref().map(|tag| tag.id.to_string()).unwrap_or_default();
    let (name, color, description) = tag.map(|tag| (tag.name, tag.color, tag.description)).unwrap_or_default();
    let colors = TagColor::ALL.map(|color| (color.as_str().to_owned(), color_label(l, color).to_owned())).to_vec();
    view! {
        <PlainForm action=SaveTag::PATH name={declared::<SaveTagInput>()}>
            <Hidden name="id" value=id/>
            <TextField name="name" label=words::tag_name(l) value=name required=true/>
            <Select name="color" label=words::tag_color(l) options=colors value=color.as_str() required=true/>
            <TextField name="description" label=words::tag_description(l) value=description/>
            <div class="cluster">
                <SubmitButton label=button icon=Icon::Save/>
                {cancel}
            </div>
        </PlainForm>
    }
}
