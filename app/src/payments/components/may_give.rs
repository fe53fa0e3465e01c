//! Who may give money, and what the others can do.

use birqadam_core::Permission;
use leptos::prelude::*;

use crate::{
    texts::{common, nav, payments as words},
    ui::{Notice, encode, may, use_locale, use_me},
};

/// Nothing for a sponsor. A visitor learns how to become one and comes back to `here`.
pub fn may_give_or_how(here: &str) -> Option<AnyView> {
    if may(Permission::SponsorshipsCreate) {
        return None;
    }
    let l = use_locale();
    if use_me().is_some() {
        return Some(
            view! {
                <Notice tone="info" title=words::not_a_sponsor(l)>
                    <p>{words::not_a_sponsor_text(l)}</p>
                </Notice>
            }
            .into_any(),
        );
    }
    let next = encode(here);
    Some(
        view! {
            <Notice tone="info" title=words::sign_in_to_give(l)>
                <p>{words::sign_in_to_give_text(l)}</p>
                <p class="cluster">
                    <a class="button button-primary" href=format!("/sign-in?next={next}")>
                        {common::sign_in(l)}
                    </a>
                    <a href=format!("/register?role=sponsor&next={next}")>{nav::register(l)}</a>
                </p>
            </Notice>
        }
        .into_any(),
    )
}
