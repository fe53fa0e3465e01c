//! `/impact`: what volunteers did on the whole platform, where an administrator shows it.

use leptos::prelude::*;

use crate::{
    impact::{components::ImpactFiguresView, server_fns::get_impact},
    texts::impact as words,
    ui::{Page, load, use_locale},
};

/// The page.
#[component]
pub fn PlatformImpact() -> impl IntoView {
    let l = use_locale();
    let impact = crate::ui::read(|| (), |()| get_impact(None));
    load(impact, move |impact| {
        let action = move || view! { <a class="button button-primary" href="/projects">{words::find_project(l)}</a> };
        view! {
            <Page title=words::title(l) lead=words::platform_lead(l) action=action>
                <ImpactFiguresView impact=impact/>
            </Page>
        }
    })
}
