//! `/organizers/:id/impact`: what volunteers did for an organizer who shows it.

use leptos::prelude::*;

use crate::{
    impact::{components::ImpactFiguresView, server_fns::get_impact},
    texts::impact as words,
    ui::{Crumb, Page, load, use_id, use_locale},
};

/// The page.
#[component]
pub fn OrganizerImpact() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let impact = crate::ui::read(move || id.get(), |id| get_impact(Some(id.into())));
    load(impact, move |impact| {
        let name = impact.organizer.as_ref().map(|organizer| organizer.name.clone()).unwrap_or_default();
        let up = Crumb::new(format!("/organizers/{}", id.get_untracked()), words::projects_of(l));
        view! {
            <Page title=words::organizer_title(l, name) lead=words::organizer_lead(l) up=up>
                <ImpactFiguresView impact=impact/>
            </Page>
        }
    })
}
