//! Setting a new password with the link from the mail.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    accounts::server_fns::{ResetInput, ResetPassword},
    texts::accounts as words,
    ui::{Hidden, Icon, Notice, Page, PasswordField, PlainForm, SubmitButton, declared, use_locale, use_query},
};

/// A plain form: the sessions of the account end.
#[component]
pub fn ResetPasswordPage() -> impl IntoView {
    let l = use_locale();
    let token = use_query("token").get_untracked();
    let no_token = token.is_empty();
    view! {
        <Page title=words::reset_title(l) lead=words::reset_lead(l) narrow=true>
            {no_token
                .then(|| {
                    view! {
                        <Notice tone="bad" title=words::link_incomplete(l)>
                            <p>
                                <a href="/forgot-password">{words::forgot_title(l)}</a>
                            </p>
                        </Notice>
                    }
                })}
            <PlainForm action=ResetPassword::PATH name={declared::<ResetInput>()}>
                <Hidden name="token" value=token/>
                <PasswordField
                    name="password"
                    label=words::new_password(l)
                    help=words::password_help(l)
                    autocomplete="new-password"
                />
                <SubmitButton label=words::reset_button(l) icon=Icon::Lock/>
            </PlainForm>
        </Page>
    }
}
