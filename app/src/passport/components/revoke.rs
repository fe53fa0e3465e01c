//! Revoking a passport, asked once more.

use birqadam_core::PassportId;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    passport::server_fns::{REVOKE_FORM, RevokePassport},
    texts::passport as words,
    ui::{Confirm, Hidden, PlainForm, SubmitButton, TextArea, use_flash, use_locale},
};

/// A button that opens the question. `code` is of the public page it stands on. Its owner need not
/// say why.
#[component]
pub fn Revoke(id: PassportId, #[prop(optional, into)] code: String, owned: bool) -> impl IntoView {
    let l = use_locale();
    let refused = use_flash(REVOKE_FORM)
        .and_then(|flash| flash.values.get("id").map(ToString::to_string))
        .is_some_and(|kept| kept.trim_matches('"') == id.to_string());
    view! {
        <Confirm label=words::revoke(l) tone="bad" open=refused>
            <p>{words::revoke_question(l)}</p>
            <PlainForm action=RevokePassport::PATH name=REVOKE_FORM>
                <Hidden name="id" value=id.to_string()/>
                <Hidden name="code" value=code/>
                <TextArea
                    name="reason"
                    label=words::revoke_reason(l)
                    rows=2
                    required=!owned
                    help=if owned { String::new() } else { words::revoke_told(l).to_owned() }
                />
                <SubmitButton label=words::revoke_yes(l) tone="bad"/>
            </PlainForm>
        </Confirm>
    }
}
