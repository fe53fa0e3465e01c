//! The fields of an expense, in a new one and in a correction.

use birqadam_core::review::Return;
use birqadam_funding::{Expense, ProjectAccount};
use leptos::prelude::*;

use crate::{
    texts::money as words,
    ui::{DateField, FileInput, Select, TextArea, TextField, use_locale},
};

/// `before` is the expense that is corrected, `returned` what of it is open.
#[component]
pub fn ExpenseFields(
    account: ProjectAccount,
    #[prop(optional_no_strip)] before: Option<Expense>,
    #[prop(optional_no_strip)] returned: Option<Return>,
) -> impl IntoView {
    let l = use_locale();
    let closed = |field: &str| returned.as_ref().is_some_and(|returned| !returned.opens(field));
    let value = |of: fn(&Expense) -> String| before.as_ref().map(of).unwrap_or_default();
    let categories: Vec<(String, String)> =
        account.budget.lines.iter().map(|line| (line.id.to_string(), line.category.clone())).collect();
    let tasks: Vec<(String, String)> = account.tasks.iter().map(|(id, text)| (id.to_string(), text.clone())).collect();
    // Built in its place: errors are listed in the order in which fields are made.
    let receipt = || {
        (!closed("receipt")).then(|| {
            let help = if before.is_some() { words::new_receipt_help(l) } else { words::receipt_help(l) };
            let accept = "image/jpeg,image/png,image/webp,application/pdf,.pdf";
            let required = before.is_none();
            view! { <FileInput name="receipt" label=words::receipt(l) help=help accept=accept required=required/> }
        })
    };
    view! {
        <TextField
            name="amount"
            label=words::amount_kzt(l)
            inputmode="decimal"
            value=value(|e| e.amount.to_string())
            required=true
            locked=closed("amount")
        />
        <DateField
            name="spent_on"
            label=words::spent_on(l)
            value=value(|e| e.spent_on.to_string())
            required=true
            locked=closed("spent_on")
        />
        <Select
            name="category"
            label=words::category(l)
            options=categories
            empty=words::choose_category(l)
            value=value(|e| e.category_id.to_string())
            required=true
            locked=closed("category")
        />
        <Select
            name="task"
            label=words::task(l)
            help=words::task_help(l)
            options=tasks
            empty=words::no_task(l)
            value=value(|e| e.task_id.map(|id| id.to_string()).unwrap_or_default())
            locked=closed("task")
        />
        <TextArea
            name="description"
            label=words::description(l)
            help=words::description_help(l)
            rows=3
            value=value(|e| e.description.clone())
            required=true
            locked=closed("description")
        />
        {receipt()}
    }
}
