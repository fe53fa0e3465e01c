//! Confirming an address with the link from the mail: one button, because mail scanners follow
//! links and would use it up.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    accounts::server_fns::ConfirmEmail as ConfirmEmailFn,
    texts::accounts as words,
    ui::{Hidden, Icon, Page, PlainForm, SubmitButton, use_locale, use_query},
};

#[component]
pub fn ConfirmEmail() -> impl IntoView {
    let l = use_locale();
    let token = use_query("token").get_untracked();
    view! {
        <Page title=words::confirm_title(l) lead=words::confirm_lead(l) narrow=true>
            <PlainForm action=ConfirmEmailFn::PATH name="confirm">
                <Hidden name="token" value=token/>
                <SubmitButton label=words::confirm_button(l) icon=Icon::Check/>
            </PlainForm>
        </Page>
    }
}
