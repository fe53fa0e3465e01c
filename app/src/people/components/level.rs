//! A level with how far the next is.

use birqadam_growth::Level;
use leptos::prelude::*;

use crate::{format, texts::people as words, ui::use_locale};

/// The level, the points, a bar to the next.
#[component]
pub fn LevelView(level: Level) -> impl IntoView {
    let l = use_locale();
    let title = words::level(l, level.number);
    let text = words::level_progress(l, level.points, format::number(level.next - level.points));
    view! {
        <div class="level">
            <p class="strong">{title.clone()}</p>
            <progress
                class="progress"
                max=(level.next - level.from).to_string()
                value=(level.points - level.from).to_string()
                aria-label=title
            ></progress>
            <p class="muted small">{text}</p>
        </div>
    }
}
