//! Numbers: a figure that leads to its records, facts in pairs, a rating.

use leptos::prelude::*;

use super::{
    icon::{Icon, IconView},
    start::use_locale,
};
use crate::{format, texts::common};

/// A number with its word; a link to exactly the records it counts.
#[component]
pub fn Figure(
    #[prop(into)] value: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] href: Option<String>,
    /// `attention` where something waits.
    #[prop(default = "plain")]
    tone: &'static str,
) -> impl IntoView {
    let class = format!("figure figure-{tone}");
    let inner = view! {
        <span class="figure-value">{value}</span>
        <span class="figure-label">{label}</span>
    };
    match href {
        Some(href) => view! { <a class=class href=href>{inner}</a> }.into_any(),
        None => view! { <div class=class>{inner}</div> }.into_any(),
    }
}

/// A list of names and values (`<dl>`); holds [`Fact`]s.
#[component]
pub fn Facts(children: Children) -> impl IntoView {
    view! { <dl class="facts">{children()}</dl> }
}

/// One name with its value.
#[component]
pub fn Fact(#[prop(into)] label: String, #[prop(optional)] icon: Option<Icon>, children: Children) -> impl IntoView {
    view! {
        <div class="fact">
            <dt>
                {icon.map(|icon| view! { <IconView icon=icon/> })}
                {label}
            </dt>
            <dd>{children()}</dd>
        </div>
    }
}

/// An average rating with a star; a word when there is none yet.
#[component]
pub fn Rating(value: Option<f64>) -> impl IntoView {
    let l = use_locale();
    match value {
        Some(value) => view! {
            <span class="rating">
                <IconView icon=Icon::Star/>
                <span class="visually-hidden">{common::rating(l)}" "</span>
                {format::rating(l, value)}
            </span>
        }
        .into_any(),
        None => view! { <span class="muted">{common::no_rating(l)}</span> }.into_any(),
    }
}
