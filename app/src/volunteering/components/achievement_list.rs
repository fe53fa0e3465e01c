//! Achievements with how far one is.

use birqadam_growth::AchievementProgress;
use leptos::prelude::*;

use crate::{
    format,
    texts::tasks as words,
    ui::{Fallback, Icon, IconView, use_locale},
};

/// Every achievement: reached ones with their day, others with what is still missing.
#[component]
pub fn AchievementList(achievements: Vec<AchievementProgress>) -> impl IntoView {
    let l = use_locale();
    let rows = achievements
        .into_iter()
        .map(|achievement| {
            let icon = match achievement.icon.as_str() {
                "camera" => Icon::Camera,
                "crown" => Icon::Crown,
                "trophy" => Icon::Trophy,
                "star" => Icon::Star,
                _ => Icon::Award,
            };
            let title = achievement.title.get(l).0.to_owned();
            let state = match achievement.unlocked_at {
                Some(at) => words::unlocked_on(l, format::date(l, format::local_day(at))),
                None => words::progress(l, achievement.progress, achievement.threshold),
            };
            let class = if achievement.unlocked_at.is_some() { "achievement achievement-done" } else { "achievement" };
            view! {
                <li class=class>
                    <IconView icon=icon/>
                    <p class="strong"><Fallback text=achievement.title.clone()/></p>
                    <p class="muted small"><Fallback text=achievement.description.clone()/></p>
                    <progress
                        class="progress"
                        max=achievement.threshold.to_string()
                        value=achievement.progress.to_string()
                        aria-label=title
                    ></progress>
                    <p class="muted small">{state}</p>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="achievements">{rows}</ul> }
}
