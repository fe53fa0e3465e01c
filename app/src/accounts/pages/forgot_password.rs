//! Asking for a link to set a new password.

use leptos::prelude::*;

use crate::{
    accounts::server_fns::{ForgotInput, RequestPasswordReset},
    texts::accounts as words,
    ui::{Crumb, Form, Icon, Page, SubmitButton, TextField, declared, use_locale},
};

#[component]
pub fn ForgotPassword() -> impl IntoView {
    let l = use_locale();
    let action = ServerAction::<RequestPasswordReset>::new();
    view! {
        <Page
            title=words::forgot_title(l)
            lead=words::forgot_lead(l)
            up=Crumb::new("/sign-in", words::sign_in_title(l))
            narrow=true
        >
            <Form action=action name={declared::<ForgotInput>()}>
                <TextField name="email" kind="email" label=words::email(l) required=true autocomplete="email"/>
                <SubmitButton label=words::forgot_button(l) icon=Icon::Mail/>
            </Form>
        </Page>
    }
}
