//! What an organizer can do with a request: take other dates or not, step back, thank.

use birqadam_core::FormInput;
use birqadam_funding::{ResourceRequest, ResourceRequestStatus, ThankInput};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    resources::server_fns::{
        ACCEPT_FORM, AcceptCounter, DECLINE_FORM, DeclineCounter, ThankPartner, WITHDRAW_FORM, WithdrawRequest,
    },
    texts::resources as words,
    ui::{
        Confirm, Hidden, Icon, PlainForm, SubmitButton, TextArea, declared, form_of, use_flash, use_locale, use_start,
    },
};

/// The buttons and forms of a request.
#[component]
pub fn OrganizerSteps(request: ResourceRequest) -> impl IntoView {
    let l = use_locale();
    let (id, now) = (request.id, use_start().now);
    let countered = request.status == ResourceRequestStatus::Countered;
    let answer = countered.then(|| {
        view! {
            <PlainForm action=AcceptCounter::PATH name=ACCEPT_FORM class="inline-form">
                <Hidden name="id" value=id.to_string()/>
                <Hidden name="version" value=request.version.to_string()/>
                <SubmitButton label=words::accept(l) tone="good" icon=Icon::Check/>
            </PlainForm>
            <PlainForm action=DeclineCounter::PATH name=DECLINE_FORM class="inline-form">
                <Hidden name="id" value=id.to_string()/>
                <SubmitButton label=words::decline(l) tone="plain"/>
            </PlainForm>
        }
    });
    let withdraw = (!countered && request.can_be_taken_back(now)).then(|| {
        view! {
            <Confirm label=words::withdraw(l) tone="bad">
                <p>{words::withdraw_question(l)}</p>
                <PlainForm action=WithdrawRequest::PATH name=WITHDRAW_FORM>
                    <Hidden name="id" value=id.to_string()/>
                    <SubmitButton label=words::withdraw_yes(l) tone="bad"/>
                </PlainForm>
            </Confirm>
        }
    });
    let thanking = use_flash(&form_of(ThankInput::NAME, id.0)).is_some();
    let thank = request.can_be_thanked(now).then(|| {
        view! {
            <Confirm label=words::thank(l) icon=Icon::HeartHandshake open=thanking>
                <PlainForm action=ThankPartner::PATH name={declared::<ThankInput>().of(id.0)}>
                    <Hidden name="id" value=id.to_string()/>
                    <TextArea name="thanks" label=words::thanks_label(l) help=words::thanks_help(l) rows=3 required=true/>
                    <SubmitButton label=words::thank_send(l) icon=Icon::Send/>
                </PlainForm>
            </Confirm>
        }
    });
    view! { <div class="cluster steps-line">{answer} {withdraw} {thank}</div> }
}
