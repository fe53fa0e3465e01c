//! Documents of an application: pictures as pictures, the rest as links.

use birqadam_accounts::Document;
use leptos::prelude::*;

use crate::{
    format,
    texts::review as words,
    ui::{Icon, IconView, use_locale},
};

/// The documents; each opens in its own window.
#[component]
pub fn Documents(documents: Vec<Document>) -> impl IntoView {
    let l = use_locale();
    if documents.is_empty() {
        return view! { <p class="muted">{words::no_documents(l)}</p> }.into_any();
    }
    let items = documents
        .into_iter()
        .map(|document| {
            let size = format::file_size(l, document.size_bytes);
            let sent = format::moment_short(document.created_at);
            let picture = if document.content_type.starts_with("image/") {
                view! { <img src=document.url.clone() alt="" loading="lazy" decoding="async"/> }.into_any()
            } else {
                view! { <IconView icon=Icon::FileText/> }.into_any()
            };
            view! {
                <li>
                    <a class="document" href=document.url target="_blank" rel="external noopener">
                        <span class="document-picture">{picture}</span>
                        <span class="document-name">{document.file_name}</span>
                        <span class="document-size">{size}" · "{sent}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="documents">{items}</ul> }.into_any()
}
