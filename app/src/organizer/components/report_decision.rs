//! The decision on a report: approve with stars, return, reject. Three plain forms; the same
//! decision sent twice changes nothing.

use birqadam_core::Locale;
use birqadam_volunteering::Report;
use leptos::prelude::*;

use crate::{
    organizer::server_fns::{APPROVE_FORM, ApproveReport, REJECT_FORM, RETURN_FORM, RejectReport, ReturnReport},
    texts::organizer as words,
    ui::{Confirm, Form, Hidden, Icon, RadioGroup, Stars, SubmitButton, TextArea, use_flash, use_locale},
};

/// The three forms.
#[component]
pub fn ReportDecision(report: Report) -> impl IntoView {
    let l = use_locale();
    let (id, version) = (report.id, report.version);
    let approve = ServerAction::<ApproveReport>::new();
    let give_back = ServerAction::<ReturnReport>::new();
    let reject = ServerAction::<RejectReport>::new();
    let refused = |form: &str| use_flash(form).is_some();
    view! {
        <div class="decision">
            <div class="decision-approve">
                <Form action=approve name=APPROVE_FORM>
                    <Hidden name="id" value=id.to_string()/>
                    <Hidden name="version" value=version.to_string()/>
                    <Stars name="rating" label=words::rating(l)/>
                    <TextArea name="comment" label=words::comment(l) rows=2/>
                    <SubmitButton label=words::approve(l) tone="good" icon=Icon::Check/>
                </Form>
            </div>
            <div class="decision-refuse" id="decision-return">
                <Confirm label=words::give_back(l) icon=Icon::Undo2 open=refused(RETURN_FORM)>
                    <Form action=give_back name=RETURN_FORM>
                        <p>{words::give_back_text(l)}</p>
                        <Hidden name="id" value=id.to_string()/>
                        <Hidden name="version" value=version.to_string()/>
                        <RadioGroup name="template" label=words::reason_template(l) options=return_templates(l)/>
                        <TextArea name="reason" label=words::reason(l) help=words::reason_help(l) rows=3/>
                        <SubmitButton label=words::give_back_yes(l) icon=Icon::Undo2/>
                    </Form>
                </Confirm>
            </div>
            <div class="decision-refuse" id="decision-reject">
                <Confirm label=words::reject(l) icon=Icon::X tone="bad" open=refused(REJECT_FORM)>
                    <Form action=reject name=REJECT_FORM>
                        <p>{words::reject_text(l)}</p>
                        <Hidden name="id" value=id.to_string()/>
                        <Hidden name="version" value=version.to_string()/>
                        <RadioGroup name="template" label=words::reason_template(l) options=reject_templates(l)/>
                        <TextArea name="reason" label=words::reason(l) help=words::reason_help(l) rows=3/>
                        <SubmitButton label=words::reject_yes(l) tone="bad" icon=Icon::X/>
                    </Form>
                </Confirm>
            </div>
        </div>
    }
}

fn return_templates(l: Locale) -> Vec<(String, String, String)> {
    templates(l, &[words::template_blurred(l), words::template_result(l), words::template_before_after(l)])
}

fn reject_templates(l: Locale) -> Vec<(String, String, String)> {
    templates(l, &[words::template_other_task(l), words::template_duplicate(l), words::template_not_done(l)])
}

/// The ready sentences, and one's own words, which is what is chosen at first.
fn templates(l: Locale, texts: &[&str]) -> Vec<(String, String, String)> {
    texts
        .iter()
        .map(|text| ((*text).to_owned(), (*text).to_owned(), String::new()))
        .chain([(String::new(), words::template_own(l).to_owned(), String::new())])
        .collect()
}
