//! `/unsubscribe`: where the link in a mail leads. Works signed out and without a script; the form
//! posts to the same address that mail programs post to.

use birqadam_messaging::Unsubscribable;
use leptos::prelude::*;

use crate::{
    messaging::{kind_words, server_fns::find_subscription},
    texts::notifications as words,
    ui::{Icon, IconView, Notice, Page, encode, load, use_locale, use_query},
};

/// The page.
#[component]
pub fn UnsubscribePage() -> impl IntoView {
    let l = use_locale();
    let token = use_query("token");
    let found = crate::ui::read(move || token.get(), find_subscription);
    load(found, move |found| {
        let Unsubscribable { kind, is_on } = found;
        let what = kind.map_or(words::digest_mails(l), |kind| kind_words::kind(l, kind));
        let action = format!("/unsubscribe?token={}", encode(&token.get_untracked()));
        let body = if is_on {
            view! {
                <p class="lead">{words::unsubscribe_question(l, what)}</p>
                <form method="post" action=action class="form">
                    <input type="hidden" name="List-Unsubscribe" value="One-Click"/>
                    <button type="submit" class="button button-primary">
                        <IconView icon=Icon::X/>
                        <span>{words::unsubscribe(l)}</span>
                    </button>
                </form>
            }
            .into_any()
        } else {
            view! {
                <Notice tone="good" title=words::unsubscribed(l)>
                    <p>{words::unsubscribed_text(l, what)}</p>
                </Notice>
            }
            .into_any()
        };
        view! {
            <Page title=words::unsubscribe_title(l) narrow=true>
                {body}
                <p>
                    <a href="/profile/notifications">{words::choose(l)}</a>
                </p>
            </Page>
        }
    })
}
