//! `/admin/participations`: every place that volunteers took on tasks of the platform.

use leptos::prelude::*;

use crate::{
    lists::PARTICIPATIONS_UI,
    texts::lists as words,
    ui::{ListView, use_locale},
};

/// The page; what it shows is in its address.
#[component]
pub fn AdminParticipations() -> impl IntoView {
    view! { <ListView ui=&PARTICIPATIONS_UI title=words::participations(use_locale())/> }
}
