//! The application, and the document around it.

use leptos::prelude::*;
use leptos_meta::{Meta, Title, provide_meta_context};
use leptos_router::components::Router;

use crate::{
    routes::Pages,
    ui::{provide_start, shell::Shell, use_locale, use_start},
};

/// What is rendered on the server and hydrated in the browser.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_start();
    let name = use_start().platform.name.clone();
    let description = crate::texts::home::hero_text(use_locale());
    view! {
        <Title formatter=move |title: String| {
            title_text(if title.is_empty() { name.clone() } else { format!("{title} · {name}") })
        }/>
        <Meta name="description" content=description/>
        <Router>
            <Shell>
                <Pages/>
            </Shell>
        </Router>
    }
}

/// The text of `<title>`: on the server as HTML, which leptos_meta 0.8 leaves to us; in the browser
/// it is set as text.
fn title_text(text: String) -> String {
    if cfg!(feature = "ssr") { text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;") } else { text }
}

#[cfg(feature = "ssr")]
pub use document::shell;

#[cfg(feature = "ssr")]
mod document {
    use leptos::{config::LeptosOptions, nonce::use_nonce, prelude::*};
    use leptos_meta::MetaTags;

    use super::App;
    use crate::{state::AppState, ui::from_request};

    /// The HTML document. The security policy that goes with its nonce is the server's part.
    pub fn shell(_: LeptosOptions) -> impl IntoView {
        let start = from_request();
        let nonce = use_nonce().map(|nonce| nonce.to_string()).unwrap_or_default();
        let assets = expect_context::<AppState>().assets;
        // The page is read and used before the module arrives. On a slow line the two would share
        // it, so the module is fetched when the page has been painted in its own fonts; two frames,
        // because the first asks for the fonts.
        let hydrate = format!(
            "const start = () => {{ const wasm = fetch({:?}); \
             import({:?}).then(m => m.default({{ module_or_path: wasm }}).then(() => m.hydrate())) }}; \
             requestAnimationFrame(() => requestAnimationFrame(() => document.fonts.ready.then(start)))",
            assets.wasm, assets.js
        );
        view! {
            <!DOCTYPE html>
            <html lang=start.locale.as_str() data-theme=start.theme.as_str()>
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width, initial-scale=1"/>
                    <meta name="color-scheme" content="light dark"/>
                    <link rel="stylesheet" href=assets.css.clone()/>
                    <link rel="icon" href="/favicon.svg" r#type="image/svg+xml"/>
                    <link rel="manifest" href="/manifest.webmanifest"/>
                    <script r#type="module" nonce=nonce>
                        {hydrate}
                    </script>
                    <MetaTags/>
                </head>
                <body>
                    <App/>
                </body>
            </html>
        }
    }
}
