//! What was just done, said once. The parameter `done` of the URL names it, so that it works
//! after a redirect with and without JavaScript and says nothing that a link could forge.

use birqadam_core::Locale;
use leptos::prelude::*;

use super::{
    icon::{Icon, IconView},
    start::{use_locale, use_query},
};
use crate::texts::{done, money};

/// The words of what can be done. Redirect to `/path?done=<name>`.
fn words(l: Locale, name: &str) -> Option<&'static str> {
    Some(match name {
        "joined" => done::joined(l),
        "waiting" => done::waiting(l),
        "left" => done::left(l),
        "test-sent" => done::test_sent(l),
        "retried" => done::retried(l),
        "saved" => done::saved(l),
        "draft-saved" => done::draft_saved(l),
        "report-sent" => done::report_sent(l),
        "report-approved" => done::report_approved(l),
        "report-returned" => done::report_returned(l),
        "report-rejected" => done::report_rejected(l),
        "project-created" => done::project_created(l),
        "project-submitted" => done::project_submitted(l),
        "project-saved" => done::project_saved(l),
        "project-completed" => done::project_completed(l),
        "project-archived" => done::project_archived(l),
        "project-approved" => done::project_approved(l),
        "project-returned" => done::project_returned(l),
        "project-rejected" => done::project_rejected(l),
        "account-approved" => done::account_approved(l),
        "account-rejected" => done::account_rejected(l),
        "account-returned" => done::account_returned(l),
        "appeal-sent" => done::appeal_sent(l),
        "appeal-overturned" => done::appeal_overturned(l),
        "appeal-upheld" => done::appeal_upheld(l),
        "decision-undone" => done::decision_undone(l),
        "taken" => done::taken(l),
        "nothing-to-take" => done::nothing_to_take(l),
        "template-saved" => done::template_saved(l),
        "template-deleted" => done::template_deleted(l),
        "account-blocked" => done::account_blocked(l),
        "account-unblocked" => done::account_unblocked(l),
        "role-granted" => done::role_granted(l),
        "role-revoked" => done::role_revoked(l),
        "role-deleted" => done::role_deleted(l),
        "tag-deleted" => done::tag_deleted(l),
        "photo-sent" => done::photo_sent(l),
        "sign-in-ended" => done::sign_in_ended(l),
        "document-added" => done::document_added(l),
        "document-deleted" => done::document_deleted(l),
        "resubmitted" => done::resubmitted(l),
        "view-saved" => done::view_saved(l),
        "view-deleted" => done::view_deleted(l),
        "view-default" => done::view_default(l),
        "mail-sent" => done::mail_sent(l),
        "reset-mail" => done::reset_mail(l),
        "email-confirmed" => done::email_confirmed(l),
        "password-changed" => done::password_changed(l),
        "export-started" => done::export_started(l),
        "export-deleted" => done::export_deleted(l),
        "schedule-saved" => done::schedule_saved(l),
        "schedule-on" => done::schedule_on(l),
        "schedule-off" => done::schedule_off(l),
        "schedule-deleted" => done::schedule_deleted(l),
        "passport-issued" => done::passport_issued(l),
        "passport-revoked" => done::passport_revoked(l),
        "impact-shown" => done::impact_shown(l),
        "impact-hidden" => done::impact_hidden(l),
        "qr-renewed" => done::qr_renewed(l),
        "resource-asked" => done::resource_asked(l),
        "request-approved" => done::request_approved(l),
        "request-rejected" => done::request_rejected(l),
        "dates-offered" => done::dates_offered(l),
        "request-withdrawn" => done::request_withdrawn(l),
        "dates-accepted" => done::dates_accepted(l),
        "partner-thanked" => done::partner_thanked(l),
        "signed-out" => done::signed_out(l),
        "setting-restored" => done::setting_restored(l),
        "job-retried" => done::job_retried(l),
        "jobs-retried" => done::jobs_retried(l),
        "job-cancelled" => done::job_cancelled(l),
        "job-started" => done::job_started(l),
        "expense-counted" => money::done_expense_counted(l),
        "expense-sent" => money::done_expense_sent(l),
        "expense-approved" => money::done_expense_approved(l),
        "expense-returned" => money::done_expense_returned(l),
        "expense-rejected" => money::done_expense_rejected(l),
        "expense-reversed" => money::done_expense_reversed(l),
        "orphans-deleted" => done::orphans_deleted(l),
        "pledge-made" => done::pledge_made(l),
        "pledge-paused" => done::pledge_paused(l),
        "pledge-resumed" => done::pledge_resumed(l),
        "pledge-ended" => done::pledge_ended(l),
        "refund-begun" => done::refund_begun(l),
        "refund-settled" => done::refund_settled(l),
        "payment-looked" => done::payment_looked(l),
        _ => return None,
    })
}

/// The live region; empty until something was done.
#[component]
pub fn Toast() -> impl IntoView {
    let l = use_locale();
    let done = use_query("done");
    view! {
        <div class="toasts" role="status" aria-live="polite">
            {move || {
                words(l, &done.get())
                    .map(|text| {
                        view! {
                            <p class="toast">
                                <IconView icon=Icon::CircleCheck/>
                                {text}
                            </p>
                        }
                    })
            }}
        </div>
    }
}
