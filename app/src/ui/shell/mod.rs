//! The frame around every page: the bar above, the places beside it, on phones below.

mod bar;
mod person;
mod places;

use birqadam_core::Locale;
use leptos::{prelude::*, web_sys::HtmlElement};
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;

use self::{
    bar::TopBar,
    places::{BottomBar, Rail},
};
use super::{
    start::{MovedOn, use_locale, use_start},
    toast::Toast,
};
use crate::{
    console::components::ConsoleNav,
    messaging::live::{NewsToast, provide_unread},
    texts::{console, impact, nav},
};

/// The frame; the page goes inside.
#[component]
pub fn Shell(children: Children) -> impl IntoView {
    let l = use_locale();
    let start = use_start();
    provide_unread();
    follow_navigation();
    view! {
        <a class="skip-link" href="#main" rel="external">
            {nav::skip(l)}
        </a>
        <div class="frame">
            <TopBar/>
            <Rail/>
            <main id="main" class="main" tabindex="-1">
                <ConsoleNav/>
                <Toast/>
                <NewsToast/>
                {children()}
            </main>
            <BottomBar/>
            <footer class="footer">
                <p>{nav::motto(l)}</p>
                {contact(l, &start.platform.contact_email)}
                {start.platform.public_impact.then(|| view! { <p><a href="/impact">{impact::title(l)}</a></p> })}
                <p>
                    <a href="/api/docs" rel="external">
                        {nav::api(l)}
                    </a>
                </p>
            </footer>
        </div>
    }
}

/// Whom to write to, where the platform says so.
fn contact(l: Locale, email: &str) -> Option<impl IntoView + use<>> {
    let (href, email) = (format!("mailto:{email}"), email.to_owned());
    (!email.is_empty()).then(|| {
        view! {
            <p>
                {console::contact(l)}
                ": "
                <a href=href>{email}</a>
            </p>
        }
    })
}

/// After a page was changed by script: closes the menu, and moves the focus to the new page, so
/// that a keyboard or a screen reader goes on from there.
fn follow_navigation() {
    let pathname = use_location().pathname;
    let moved = expect_context::<MovedOn>().0;
    Effect::new(move |before: Option<String>| {
        let now = pathname.get();
        if before.is_some_and(|before| before != now) {
            moved.set(true);
            if let Ok(Some(menu)) = document().query_selector("details.menu[open]") {
                let _ = menu.remove_attribute("open");
            }
            if let Some(main) =
                document().get_element_by_id("main").and_then(|main| main.dyn_into::<HtmlElement>().ok())
            {
                let _ = main.focus();
            }
        }
        now
    });
}
