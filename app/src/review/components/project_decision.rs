//! The decision on a project: publish, return marked fields, or reject with a reason. The same
//! decision sent twice changes nothing.

use birqadam_volunteering::Project;
use leptos::prelude::*;

use super::ReturnFields;
use crate::{
    review::{
        reason::templates,
        server_fns::{
            APPROVE_PROJECT_FORM, ApproveProject, REJECT_PROJECT_FORM, RETURN_PROJECT_FORM, RejectProject,
            ReturnProject,
        },
    },
    texts::review as words,
    ui::{Confirm, Form, Hidden, Icon, RadioGroup, SubmitButton, TextArea, use_flash, use_locale},
};

/// The three forms.
#[component]
pub fn ProjectDecision(project: Project) -> impl IntoView {
    let l = use_locale();
    let id = project.summary.id;
    let approve = ServerAction::<ApproveProject>::new();
    let give_back = ServerAction::<ReturnProject>::new();
    let reject = ServerAction::<RejectProject>::new();
    let refused = |form: &str| use_flash(form).is_some();
    let sentences = [
        words::template_not_social(l),
        words::template_advertising(l),
        words::template_dangerous(l),
        words::template_copy(l),
    ];
    view! {
        <div class="decision">
            <div class="decision-approve">
                <Form action=approve name=APPROVE_PROJECT_FORM>
                    <p>{words::approve_project_text(l)}</p>
                    <Hidden name="id" value=id.to_string()/>
                    <SubmitButton label=words::publish(l) tone="good" icon=Icon::Check/>
                </Form>
            </div>
            <div id="decision-return">
                <Confirm label=words::give_back(l) icon=Icon::Undo2 open=refused(RETURN_PROJECT_FORM)>
                    <Form action=give_back name=RETURN_PROJECT_FORM>
                        <p>{words::give_back_text(l)}</p>
                        <Hidden name="id" value=id.to_string()/>
                        <ReturnFields project=project/>
                        <TextArea name="message" label=words::message(l) help=words::message_help(l) rows=3/>
                        <SubmitButton label=words::give_back_yes(l) icon=Icon::Undo2/>
                    </Form>
                </Confirm>
            </div>
            <div id="decision-reject">
                <Confirm label=words::reject(l) icon=Icon::X tone="bad" open=refused(REJECT_PROJECT_FORM)>
                    <Form action=reject name=REJECT_PROJECT_FORM>
                        <p>{words::reject_project_text(l)}</p>
                        <Hidden name="id" value=id.to_string()/>
                        <RadioGroup name="template" label=words::reason_template(l) options=templates(l, &sentences)/>
                        <TextArea name="reason" label=words::reason(l) help=words::reason_help(l) rows=3/>
                        <SubmitButton label=words::reject_project_yes(l) tone="bad" icon=Icon::X/>
                    </Form>
                </Confirm>
            </div>
        </div>
    }
}
