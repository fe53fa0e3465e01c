//! The frame around every page: places by role, search, language, theme, inbox, person.

use birqadam_accounts::Me;
use birqadam_core::{Locale, Permission};
use leptos::{prelude::*, web_sys::HtmlElement};
use leptos_router::{components::A, hooks::use_location};
use wasm_bindgen::JsCast;

use super::{
    empty::Stair,
    icon::{Icon, IconView},
    start::{MovedOn, use_locale, use_start},
    toast::Toast,
};
use crate::{
    console::components::{ConsoleNav, opens_console},
    messaging::live::{NewsToast, UnreadBadge, provide_unread},
    page_start::Theme,
    texts::{console, exports, nav},
};

/// One place of the rail: address, words, icon.
struct Place(&'static str, &'static str, Icon);

/// Most places of the bottom bar; the others stand in the person's menu.
const BAR_PLACES: usize = 5;

/// The places of a person, the most needed first; the bottom bar shows the first five.
fn places(l: Locale, me: Option<&Me>) -> Vec<Place> {
    let mut places = Vec::new();
    let Some(me) = me else {
        places.push(Place("/projects", nav::projects(l), Icon::HeartHandshake));
        places.push(Place("/sign-in", nav::sign_in(l), Icon::LogIn));
        places.push(Place("/register", nav::register(l), Icon::Footprints));
        return places;
    };
    places.push(Place("/home", nav::home(l), Icon::House));
    let can = |permission| me.can(permission);
    let reviews =
        [Permission::UsersReview, Permission::UsersVerify, Permission::ProjectsModerate, Permission::ReportsModerate];
    if reviews.into_iter().any(can) {
        places.push(Place("/review", nav::review(l), Icon::ShieldCheck));
    }
    if can(Permission::ProjectsModerate) {
        places.push(Place("/admin/projects", nav::all_projects(l), Icon::FolderKanban));
    }
    if can(Permission::ReportsReviewOwn) {
        places.push(Place("/organizer/reports", nav::organizer_reports(l), Icon::Camera));
    }
    if can(Permission::ProjectsManageOwn) {
        places.push(Place("/organizer/projects", nav::organizer_projects(l), Icon::FolderKanban));
        places.push(Place("/organizer/tasks", nav::organizer_tasks(l), Icon::ListChecks));
    }
    if can(Permission::TasksJoin) {
        places.push(Place("/tasks", nav::my_tasks(l), Icon::ListChecks));
    }
    if can(Permission::ReportsCreate) {
        places.push(Place("/reports", nav::my_reports(l), Icon::Camera));
    }
    places.push(Place("/projects", nav::projects(l), Icon::HeartHandshake));
    if opens_console(can) {
        places.push(Place("/admin", console::title(l), Icon::Settings));
    } else if can(Permission::UsersView) {
        places.push(Place("/admin/users", nav::users(l), Icon::Users));
    }
    places
}

/// The frame; the page goes inside.
#[component]
pub fn Shell(children: Children) -> impl IntoView {
    let l = use_locale();
    let start = use_start();
    provide_unread();
    follow_navigation();
    listen_for_search();
    let rail = places(l, start.me.as_ref()).into_iter().map(place).collect_view();
    let bar = places(l, start.me.as_ref()).into_iter().take(BAR_PLACES).map(place).collect_view();
    view! {
        <a class="skip-link" href="#main" rel="external">
            {nav::skip(l)}
        </a>
        <div class="frame">
            <header class="topbar">
                <a class="brand" href="/">
                    <Stair/>
                    <span>{start.platform.name.clone()}</span>
                </a>
                <Search/>
                <div class="topbar-end">
                    <Languages/>
                    <Themes/>
                    <Person/>
                </div>
            </header>
            <nav class="rail" aria-label=nav::places(l)>
                {rail}
            </nav>
            <main id="main" class="main" tabindex="-1">
                <ConsoleNav/>
                <Toast/>
                <NewsToast/>
                {children()}
            </main>
            <nav class="bottombar" aria-label=nav::places(l)>
                {bar}
            </nav>
            <footer class="footer">
                <p>{nav::motto(l)}</p>
                {contact(l, &start.platform.contact_email)}
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

/// The key `/` leads to the search, unless something is being typed.
fn listen_for_search() {
    Effect::new(|_| {
        let listener = window_event_listener(leptos::ev::keydown, |event| {
            let typing =
                event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()).is_some_and(|element| {
                    matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
                        || element.is_content_editable()
                });
            if event.key() != "/" || typing || event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            // A list's own search comes before the frame's.
            let own = document().query_selector("[data-list-search]").ok().flatten();
            if let Some(search) =
                own.or_else(|| document().get_element_by_id("search")).and_then(|e| e.dyn_into::<HtmlElement>().ok())
            {
                event.prevent_default();
                let _ = search.focus();
            }
        });
        on_cleanup(move || listener.remove());
    });
}

fn place(place: Place) -> impl IntoView {
    view! {
        <A href=place.0 attr:class="place">
            <IconView icon=place.2/>
            <span>{place.1}</span>
        </A>
    }
}

#[component]
fn Search() -> impl IntoView {
    let l = use_locale();
    view! {
        <form class="search" method="get" action="/projects" role="search">
            <label class="visually-hidden" for="search">
                {nav::search(l)}
            </label>
            <IconView icon=Icon::Search/>
            <input class="input" id="search" type="search" name="q" placeholder=nav::search(l)/>
        </form>
    }
}

/// The languages, each by its own name; a plain form, so that the whole page comes anew.
#[component]
fn Languages() -> impl IntoView {
    let l = use_locale();
    let buttons = Locale::ALL
        .into_iter()
        .map(|locale| {
            view! {
                <button
                    type="submit"
                    name="locale"
                    value=locale.as_str()
                    lang=locale.as_str()
                    title=locale.endonym()
                    aria-label=locale.endonym()
                    aria-pressed=if locale == l { "true" } else { "false" }
                >
                    {match locale {
                        Locale::Ru => "Рус",
                        Locale::Kk => "Қаз",
                        Locale::En => "Eng",
                    }}
                </button>
            }
        })
        .collect_view();
    view! {
        <form method="post" action="/web/locale">
            <div class="segmented" role="group" aria-label=nav::language(l)>
                {buttons}
            </div>
        </form>
    }
}

/// Light, dark, as the system says: one button that goes to the next.
#[component]
fn Themes() -> impl IntoView {
    let l = use_locale();
    let (next, icon, words) = match use_start().theme {
        Theme::Auto => (Theme::Light, Icon::Monitor, nav::theme_auto(l)),
        Theme::Light => (Theme::Dark, Icon::Sun, nav::theme_light(l)),
        Theme::Dark => (Theme::Auto, Icon::Moon, nav::theme_dark(l)),
    };
    view! {
        <form method="post" action="/web/theme">
            <button type="submit" class="icon-button" name="theme" value=next.as_str() title=words>
                <IconView icon=icon/>
                <span class="visually-hidden">{words}</span>
            </button>
        </form>
    }
}

/// Inbox and menu of the signed-in person, or the way to sign in.
#[component]
fn Person() -> impl IntoView {
    let l = use_locale();
    let start = use_start();
    let Some(me) = start.me.clone() else {
        let location = use_location();
        let href = move || format!("/sign-in?next={}", super::error_page::encode(&location.pathname.get()));
        return view! {
            <a class="button topbar-sign-in" href=href>
                {nav::sign_in(l)}
            </a>
        }
        .into_any();
    };
    // Only who has lists has something to take away.
    let has_lists =
        [Permission::UsersView, Permission::AuditView, Permission::ProjectsManageOwn, Permission::SettingsManage]
            .into_iter()
            .any(|permission| me.can(permission));
    let exports = has_lists.then(|| {
        view! {
            <a class="menu-item" href="/exports">
                <IconView icon=Icon::Download/>
                {exports::my_exports(l)}
            </a>
        }
    });
    let more = places(l, Some(&me))
        .into_iter()
        .skip(BAR_PLACES)
        .map(|place| {
            view! {
                <a class="menu-item menu-more" href=place.0>
                    <IconView icon=place.2/>
                    {place.1}
                </a>
            }
        })
        .collect_view();
    view! {
        <a class="icon-button inbox" href="/notifications" title=nav::inbox(l)>
            <IconView icon=Icon::Bell/>
            <span class="visually-hidden">{nav::inbox(l)}</span>
            <UnreadBadge/>
        </a>
        <details class="menu">
            <summary class="icon-button" title=me.name.clone()>
                <IconView icon=Icon::User/>
                <span class="visually-hidden">{me.name.clone()}</span>
            </summary>
            <div class="menu-body">
                <p class="menu-name">{me.name}</p>
                <p class="menu-mail">{me.email}</p>
                {more}
                {exports}
                <a class="menu-item" href="/profile">
                    <IconView icon=Icon::User/>
                    {nav::profile(l)}
                </a>
                <form method="post" action="/web/sign-out">
                    <button type="submit" class="menu-item">
                        <IconView icon=Icon::LogOut/>
                        {nav::sign_out(l)}
                    </button>
                </form>
            </div>
        </details>
    }
    .into_any()
}
