//! `/admin/achievements`: what people can achieve, and what it is called.

use birqadam_growth::Achievement;
use leptos::prelude::*;

use crate::{
    growth::server_fns::list_achievements,
    texts::growth as words,
    ui::{Fallback, ListHeading, Page, load, use_locale},
};

/// The page.
#[component]
pub fn Achievements() -> impl IntoView {
    let l = use_locale();
    let achievements = crate::ui::read(|| (), |()| list_achievements());
    load(achievements, move |achievements| {
        let rows = achievements.into_iter().map(row).collect_view();
        view! {
            <Page title=words::title(l) lead=words::lead(l)>
                <ListHeading/>
                <ul class="rows">{rows}</ul>
            </Page>
        }
    })
}

fn row(achievement: Achievement) -> impl IntoView {
    let l = use_locale();
    let href = format!("/admin/achievements/{}", achievement.id);
    let unlocked = words::unlocked(l, achievement.unlocked);
    view! {
        <li class="row">
            <div class="row-main">
                <h3 class="row-title">
                    <a href=href>
                        <Fallback text=achievement.title/>
                    </a>
                </h3>
                <p class="row-text">
                    <Fallback text=achievement.description/>
                </p>
            </div>
            <p class="row-end muted small">{unlocked}</p>
        </li>
    }
}
