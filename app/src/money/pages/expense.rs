//! `/organizer/expenses/:id`: one of one's own expenses, its correction when it was returned, and taking
//! it back while nobody approved it.

use birqadam_core::{ExpenseId, Locale};
use birqadam_funding::{ExpenseInput, ExpenseStatus, OwnExpense, ProjectAccount};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    audit::{components::RecordHistory, server_fns::with_history},
    money::{
        components::{ExpenseFacts, ExpenseFields, ReceiptView, TakeBack},
        server_fns::{EXPENSE_CORRECTION_FORM, OwnExpenseView, ResubmitExpense, find_own_expense, resubmit_expense},
        words::expense_chip,
    },
    review::{Section as Place, field_label},
    texts::money as words,
    ui::{
        Crumb, Hidden, Icon, Notice, Page, Section, SubmitButton, UploadForm, declared_as, load, use_id, use_locale,
        use_query,
    },
};

/// The page.
#[component]
pub fn ExpensePage() -> impl IntoView {
    let l = use_locale();
    // Sending the correction leads back here: the expense is read anew.
    let (id, done, corrected) = (use_id("id"), use_query("done"), RwSignal::new(0_u32));
    let found = crate::ui::read(
        move || (id.get(), done.get(), corrected.get()),
        |(id, ..)| with_history("expense", id, find_own_expense(ExpenseId(id))),
    );
    load(found, move |(OwnExpenseView { own, account }, history)| {
        let expense = own.expense.clone();
        let up = Crumb::new(format!("/organizer/projects/{}/money/expenses", expense.project_id), words::expenses(l));
        let waits = (expense.status == ExpenseStatus::Pending).then(|| {
            view! {
                <Notice tone="waiting" title=words::waits_title(l)>
                    <p>{words::waits_text(l)}</p>
                </Notice>
            }
        });
        let open = matches!(expense.status, ExpenseStatus::Pending | ExpenseStatus::Returned);
        let take_back = open.then(|| view! { <TakeBack expense=expense.clone() section=Place::Organizer/> });
        let correction =
            (expense.status == ExpenseStatus::Returned).then(|| correction(l, own.clone(), account, corrected));
        let (id, receipt, chip) = (expense.id, expense.receipt.clone(), expense_chip(l, expense.status));
        view! {
            <Page title=words::expense_no(l, id) up=up narrow=true>
                <p class="cluster">{chip}</p>
                {waits}
                <ExpenseFacts expense=expense/>
                <Section title=words::receipt(l)>
                    <ReceiptView receipt=receipt/>
                </Section>
                {correction}
                {take_back}
                <RecordHistory kind="expense" id=id.0 history=history/>
            </Page>
        }
    })
}

/// The form that sends it again: only what was marked is open.
fn correction(l: Locale, own: OwnExpense, account: ProjectAccount, corrected: RwSignal<u32>) -> impl IntoView {
    let OwnExpense { expense, returned } = own;
    let marked = returned.iter().flat_map(|returned| returned.fields.clone());
    let marks = marked
        .map(|field| {
            let comment = (!field.comment.is_empty()).then(|| format!(": {}", field.comment));
            view! { <li>{field_label(l, &field.field)} {comment}</li> }
        })
        .collect_view();
    let (id, version) = (expense.id.to_string(), expense.version.to_string());
    view! {
        <Section title=words::correction(l)>
            <ul class="changes">{marks}</ul>
            <UploadForm
                action=ResubmitExpense::PATH
                send=resubmit_expense
                name={declared_as::<ExpenseInput>(EXPENSE_CORRECTION_FORM)}
                accepted=corrected
            >
                <Hidden name="expense_id" value=id/>
                <Hidden name="version" value=version/>
                <ExpenseFields account=account before=Some(expense) returned=returned/>
                <SubmitButton label=words::send_again(l) icon=Icon::Send/>
            </UploadForm>
        </Section>
    }
}
