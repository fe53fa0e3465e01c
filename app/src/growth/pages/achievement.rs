//! `/admin/achievements/:id`: the words of one achievement, in three languages.

use birqadam_core::Error;
use birqadam_growth::{Achievement, AchievementWords};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    growth::server_fns::{EditAchievement, UpdateAchievement, find_achievement},
    texts::{common, growth as words},
    ui::{
        Crumb, Fallback, Hidden, Icon, LocalizedField, Notice, Page, PlainForm, SubmitButton, declared, load, use_form,
        use_id, use_locale,
    },
};

/// The page.
#[component]
pub fn AchievementPage() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let achievement = crate::ui::read(move || id.get(), find_achievement);
    load(achievement, move |achievement| {
        let title = achievement.title.get(l).0.to_owned();
        view! {
            <Page title=title lead=words::edit_lead(l) up=Crumb::new("/admin/achievements", words::title(l)) narrow=true>
                <EditForm achievement=achievement/>
            </Page>
        }
    })
}

#[component]
fn EditForm(achievement: Achievement) -> impl IntoView {
    let l = use_locale();
    let Achievement { id, title, description, version, .. } = achievement;
    view! {
        <PlainForm action=UpdateAchievement::PATH name={declared::<EditAchievement>()}>
            <Stored version=version/>
            <Hidden name="id" value=id.to_string()/>
            <LocalizedField name="title" label=words::name(l) value=title/>
            <LocalizedField name="description" label=words::description(l) value=description/>
            <SubmitButton label=common::save(l) icon=Icon::Save/>
        </PlainForm>
    }
}

/// The version that was read; after a save that came too late the one that is stored now, with
/// its words: saving once more replaces it.
#[component]
fn Stored(version: i64) -> impl IntoView {
    let l = use_locale();
    let stored = match use_form().refusal() {
        Some(Error::Stale { current, .. }) => serde_json::from_str::<AchievementWords>(&current).ok(),
        _ => None,
    };
    let version = stored.as_ref().map_or(version, |stored| stored.version);
    let notice = stored.map(|stored| {
        view! {
            <Notice tone="waiting" title=words::stored_now(l)>
                <p>
                    <Fallback text=stored.title/>
                    ": "
                    <Fallback text=stored.description/>
                </p>
            </Notice>
        }
    });
    view! {
        {notice}
        <Hidden name="version" value=version.to_string()/>
    }
}
