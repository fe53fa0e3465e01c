//! Signing in.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    accounts::server_fns::{SignIn, SignInInput},
    texts::{accounts as words, nav},
    ui::{
        Hidden, Icon, Page, PasswordField, PlainForm, SubmitButton, TextField, declared, encode, use_locale, use_query,
    },
};

/// A plain form: who is signed in changes the whole page.
#[component]
pub fn SignInPage() -> impl IntoView {
    let l = use_locale();
    let next = use_query("next").get_untracked();
    let register = if next.is_empty() { "/register".to_owned() } else { format!("/register?next={}", encode(&next)) };
    view! {
        <Page title=words::sign_in_title(l) narrow=true>
            <p class="muted">
                {words::no_account(l)}" "<a href=register>{nav::register(l)}</a>
            </p>
            <PlainForm action=SignIn::PATH name={declared::<SignInInput>()}>
                <Hidden name="next" value=next/>
                <TextField name="email" kind="email" label=words::email(l) required=true autocomplete="username"/>
                <PasswordField name="password" label=words::password(l) autocomplete="current-password"/>
                <div class="cluster">
                    <SubmitButton label=nav::sign_in(l) icon=Icon::LogIn/>
                    <a href="/forgot-password">{words::forgot_link(l)}</a>
                </div>
            </PlainForm>
        </Page>
    }
}
