//! The tags of one person: take them away, put another. Plain forms: the page shows the new
//! state anew.

use birqadam_accounts::{Tag, UserTag};
use birqadam_core::{Permission, UserId};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::TagChip;
use crate::{
    admin::server_fns::{ADD_TAG_FORM, AddTag, REMOVE_TAG_FORM, RemoveTag},
    texts::access as words,
    ui::{Hidden, Icon, IconView, PlainForm, Refused, Select, SubmitButton, may, use_locale},
};

/// The tags carried, with what changes them for who may (then `all` are the tags there are).
#[component]
pub fn UserTags(id: UserId, carried: Vec<UserTag>, all: Vec<Tag>) -> impl IntoView {
    let l = use_locale();
    let changes = may(Permission::UsersTag);
    let options: Vec<_> = all
        .into_iter()
        .filter(|tag| !carried.iter().any(|carried| carried.id == tag.id))
        .map(|tag| (tag.id.to_string(), tag.name))
        .collect();
    let none = carried.is_empty().then(|| view! { <p class="muted">{words::tags_none_here(l)}</p> });
    let chips = carried
        .into_iter()
        .map(|tag| {
            let label = words::tag_take(l, &tag.name);
            let title = label.clone();
            let tag_id = tag.id.to_string();
            let remove = changes.then(|| {
                view! {
                    <PlainForm action=RemoveTag::PATH name=REMOVE_TAG_FORM class="inline-form">
                        <Hidden name="id" value=id.to_string()/>
                        <Hidden name="tag" value=tag_id/>
                        <button type="submit" class="icon-button" title=title>
                            <IconView icon=Icon::X/>
                            <span class="visually-hidden">{label}</span>
                        </button>
                    </PlainForm>
                }
            });
            view! {
                <li class="user-tag">
                    <TagChip name=tag.name color=tag.color/>
                    {remove}
                </li>
            }
        })
        .collect_view();
    let add = (changes && !options.is_empty()).then(|| {
        view! {
            <PlainForm action=AddTag::PATH name=ADD_TAG_FORM class="form grant-form">
                <Hidden name="id" value=id.to_string()/>
                <Select
                    name="tag"
                    label=words::tag_add(l)
                    options=options
                    empty=words::tag_choose(l)
                    required=true
                />
                <SubmitButton label=words::tag_put(l) tone="plain" icon=Icon::Plus/>
            </PlainForm>
        }
    });
    view! {
        <Refused form=REMOVE_TAG_FORM/>
        <ul class="user-tags">{chips}</ul>
        {none}
        {add}
    }
}
