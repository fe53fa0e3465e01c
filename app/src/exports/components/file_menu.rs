//! The frame of a menu that asks for a file: what is in it, the formats, and a way on.

use leptos::prelude::*;

use crate::ui::{Icon, IconView};

/// A plain form in a disclosure: the answer is the file, or the page that shows how far it is.
#[component]
pub fn FileMenu(
    /// Of the button that opens it.
    label: &'static str,
    /// One sentence on what comes.
    text: &'static str,
    /// The list or report by name.
    #[prop(into)]
    list: String,
    /// What it is asked.
    #[prop(into)]
    query: Signal<String>,
    /// `(name, words)` of each format.
    formats: Vec<(&'static str, &'static str)>,
    /// Where what belongs to it is found: address, icon, words.
    more: (&'static str, Icon, &'static str),
    #[prop(default = "menu export-menu")] class: &'static str,
    #[prop(optional)] id: Option<&'static str>,
    /// What else can be chosen, above the formats.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let formats = formats
        .into_iter()
        .map(|(format, words)| {
            view! {
                <button type="submit" class="menu-item" name="format" value=format>
                    <IconView icon=Icon::FileText/>
                    {words}
                </button>
            }
        })
        .collect_view();
    let (href, icon, more) = more;
    view! {
        <details class=class id=id>
            <summary class="button">
                <IconView icon=Icon::Download/>
                <span>{label}</span>
            </summary>
            <form class="menu-body" method="post" action="/files/exports">
                <input type="hidden" name="list" value=list/>
                <input type="hidden" name="query" value=query/>
                <p class="menu-mail">{text}</p>
                {children.map(|children| children())}
                {formats}
                <a class="menu-item" href=href>
                    <IconView icon=icon/>
                    {more}
                </a>
            </form>
        </details>
    }
}
