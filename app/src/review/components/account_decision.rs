//! The decision on an application: approve, or reject with a reason. The same decision sent
//! twice changes nothing.

use birqadam_core::UserId;
use leptos::prelude::*;

use crate::{
    review::{
        reason::templates,
        server_fns::{APPROVE_ACCOUNT_FORM, ApproveAccount, REJECT_ACCOUNT_FORM, RejectAccount},
    },
    texts::review as words,
    ui::{Confirm, Form, Hidden, Icon, RadioGroup, SubmitButton, TextArea, use_flash, use_locale},
};

/// The two forms.
#[component]
pub fn AccountDecision(id: UserId) -> impl IntoView {
    let l = use_locale();
    let approve = ServerAction::<ApproveAccount>::new();
    let reject = ServerAction::<RejectAccount>::new();
    let refused = use_flash(REJECT_ACCOUNT_FORM).is_some();
    let sentences = [
        words::template_no_documents(l),
        words::template_unreadable(l),
        words::template_mismatch(l),
        words::template_no_about(l),
    ];
    view! {
        <div class="decision">
            <div class="decision-approve">
                <Form action=approve name=APPROVE_ACCOUNT_FORM>
                    <p>{words::approve_account_text(l)}</p>
                    <Hidden name="id" value=id.to_string()/>
                    <SubmitButton label=words::approve(l) tone="good" icon=Icon::Check/>
                </Form>
            </div>
            <div id="decision-reject">
                <Confirm label=words::reject(l) icon=Icon::X tone="bad" open=refused>
                    <Form action=reject name=REJECT_ACCOUNT_FORM>
                        <p>{words::reject_account_text(l)}</p>
                        <Hidden name="id" value=id.to_string()/>
                        <RadioGroup name="template" label=words::reason_template(l) options=templates(l, &sentences)/>
                        <TextArea name="reason" label=words::reason(l) help=words::reason_help(l) rows=3/>
                        <SubmitButton label=words::reject_account_yes(l) tone="bad" icon=Icon::X/>
                    </Form>
                </Confirm>
            </div>
        </div>
    }
}
