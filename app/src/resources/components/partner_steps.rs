//! What a partner can answer: yes, other dates, no.

use birqadam_core::FormInput;
use birqadam_funding::{CounterInput, RejectRequestInput, ResourceRequest, ResourceRequestStatus};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::PeriodFieldset;
use crate::{
    resources::server_fns::{APPROVE_FORM, ApproveRequest, CounterRequest, RejectRequest},
    texts::resources as words,
    ui::{
        Confirm, Hidden, Icon, PlainForm, SubmitButton, TextArea, declared, form_of, use_flash, use_locale, use_start,
    },
};

/// The buttons and forms of a request that can still be answered.
#[component]
pub fn PartnerSteps(request: ResourceRequest) -> impl IntoView {
    let l = use_locale();
    let id = request.id;
    if !request.can_be_taken_back(use_start().now) {
        return ().into_any();
    }
    let pending = request.status == ResourceRequestStatus::Pending;
    let approve = (pending && !request.clashes).then(|| {
        view! {
            <PlainForm action=ApproveRequest::PATH name=APPROVE_FORM class="inline-form">
                <Hidden name="id" value=id.to_string()/>
                <SubmitButton label=words::approve(l) tone="good" icon=Icon::Check/>
            </PlainForm>
        }
    });
    let countering = use_flash(&form_of(CounterInput::NAME, id.0)).is_some();
    let offered = request.counter.as_ref().map_or(request.period(), |offer| offer.period());
    let counter = request.status.is_waiting().then(|| {
        view! {
            <Confirm label=words::counter(l) icon=Icon::Calendar open=countering>
                <PlainForm action=CounterRequest::PATH name={declared::<CounterInput>().of(id.0)}>
                    <Hidden name="id" value=id.to_string()/>
                    <PeriodFieldset period=offered/>
                    <TextArea name="message" label=words::message_label(l) rows=2/>
                    <SubmitButton label=words::counter_send(l) icon=Icon::Send/>
                </PlainForm>
            </Confirm>
        }
    });
    let rejecting = use_flash(&form_of(RejectRequestInput::NAME, id.0)).is_some();
    let reject = if request.status == ResourceRequestStatus::Approved { words::take_back(l) } else { words::reject(l) };
    view! {
        <div class="cluster steps-line">
            {approve}
            {counter}
            <Confirm label=reject tone="bad" icon=Icon::X open=rejecting>
                <PlainForm action=RejectRequest::PATH name={declared::<RejectRequestInput>().of(id.0)}>
                    <Hidden name="id" value=id.to_string()/>
                    <TextArea name="reason" label=words::reason_label(l) help=words::reason_help(l) rows=2 required=true/>
                    <SubmitButton label=words::reject_send(l) tone="bad"/>
                </PlainForm>
            </Confirm>
        </div>
    }
    .into_any()
}
