//! A number, the list behind it, and how it stands against the period before.

use leptos::prelude::*;

use crate::analytics::board::{BoardFigure, Change, Mood, Way};

/// See the module.
#[component]
pub fn TrendFigure(figure: BoardFigure) -> impl IntoView {
    let inner = view! {
        <span class="figure-value">{figure.value}</span>
        <span class="figure-label">{figure.label}</span>
        {figure.change.map(change)}
    };
    match figure.href {
        Some(href) => view! { <a class="figure" href=href title=figure.note>{inner}</a> }.into_any(),
        None => view! { <div class="figure" title=figure.note>{inner}</div> }.into_any(),
    }
}

/// Arrow and words; the colour only says it once more.
fn change(change: Change) -> impl IntoView {
    let arrow = match change.way {
        Way::Up => "↑",
        Way::Down => "↓",
        Way::Level => "→",
    };
    let mood = match change.mood {
        Mood::Good => "good",
        Mood::Bad => "bad",
        Mood::Neither => "plain",
    };
    view! {
        <span class=format!("trend trend-{mood}") title=change.before>
            <span aria-hidden="true">{arrow}</span>
            " "
            {change.text}
        </span>
    }
}
