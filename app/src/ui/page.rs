//! The frame of a page's content: title, count, one primary action.

use leptos::children::ViewFn;
use leptos::prelude::*;
use leptos_meta::Title;

use super::{
    icon::{Icon, IconView},
    start::use_locale,
};
use crate::texts::common;

/// A page begins with its title, its count and one primary action.
#[component]
pub fn Page(
    #[prop(into)] title: String,
    /// How many there are, beside the title.
    #[prop(optional, into)]
    count: Option<String>,
    /// One sentence under the title.
    #[prop(optional, into)]
    lead: Option<String>,
    /// Where this page hangs: `(href, words)`.
    #[prop(optional)]
    up: Option<Crumb>,
    /// The primary action, right of the title.
    #[prop(optional, into)]
    action: Option<ViewFn>,
    /// At most 720 px wide: for forms and for reading.
    #[prop(optional)]
    narrow: bool,
    children: Children,
) -> impl IntoView {
    let class = if narrow { "page page-narrow" } else { "page" };
    view! {
        <Title text=title.clone()/>
        <div class=class>
            {up.map(|up| {
                view! {
                    <a class="page-up" href=up.href>
                        <IconView icon=Icon::ChevronLeft/>
                        {up.text}
                    </a>
                }
            })}
            <header class="page-header">
                <div class="page-heading">
                    <h1>{title}</h1>
                    {count.map(|count| view! { <span class="page-count">{count}</span> })}
                </div>
                {action.map(|action| view! { <div class="page-action">{action.run()}</div> })}
            </header>
            {lead.map(|lead| view! { <p class="page-lead">{lead}</p> })}
            {children()}
        </div>
    }
}

/// The page above this one.
#[derive(Clone, Debug)]
pub struct Crumb {
    pub href: String,
    pub text: String,
}

impl Crumb {
    pub fn new(href: impl Into<String>, text: impl Into<String>) -> Self {
        Crumb { href: href.into(), text: text.into() }
    }
}

/// A part of a page under its own heading.
#[component]
pub fn Section(
    #[prop(into)] title: String,
    #[prop(optional, into)] count: Option<String>,
    /// A link or button right of the heading.
    #[prop(optional, into)]
    action: Option<ViewFn>,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="section">
            <header class="section-header">
                <h2>{title}</h2>
                {count.map(|count| view! { <span class="page-count">{count}</span> })}
                {action.map(|action| view! { <div class="section-action">{action.run()}</div> })}
            </header>
            {children()}
        </section>
    }
}

/// A heading that only screen readers meet, for a page that is one list: titles in the list are
/// third-level headings, and no level may be skipped.
#[component]
pub fn ListHeading() -> impl IntoView {
    view! { <h2 class="visually-hidden">{common::list(use_locale())}</h2> }
}

/// A note that matters here: `tone` is `info`, `waiting`, `good` or `bad`.
#[component]
pub fn Notice(
    #[prop(default = "info")] tone: &'static str,
    #[prop(optional, into)] title: Option<String>,
    children: Children,
) -> impl IntoView {
    let icon = match tone {
        "waiting" => Icon::Hourglass,
        "good" => Icon::CircleCheck,
        "bad" => Icon::TriangleAlert,
        _ => Icon::Info,
    };
    view! {
        <div class=format!("notice notice-{tone}")>
            <IconView icon=icon/>
            <div class="notice-body">
                {title.map(|title| view! { <p class="notice-title">{title}</p> })}
                {children()}
            </div>
        </div>
    }
}
