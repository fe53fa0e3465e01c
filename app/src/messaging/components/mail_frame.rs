//! A mail as its reader sees it: the HTML in a frame that may do nothing, and the text.

use leptos::prelude::*;

use crate::{texts::deliveries as words, ui::use_locale};

/// The HTML is shown in a frame of its own without scripts, forms and our origin.
#[component]
pub fn MailFrame(html: String, text: String) -> impl IntoView {
    let l = use_locale();
    let frame = (!html.is_empty()).then(|| {
        view! { <iframe class="mail-frame" sandbox="" srcdoc=html title=words::as_html(l)></iframe> }
    });
    let has_frame = frame.is_some();
    view! {
        {frame}
        <details class="log-details" open=!has_frame>
            <summary>{words::as_text(l)}</summary>
            <pre class="mail-body">{text}</pre>
        </details>
    }
}
