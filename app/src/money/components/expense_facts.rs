//! An expense as a record: what was paid for what, and its receipt.

use birqadam_funding::{Expense, ExpenseStatus, Receipt};
use leptos::prelude::*;

use crate::{
    format,
    money::words::sum,
    texts::money as words,
    ui::{Fact, Facts, Icon, IconView, Notice, use_locale},
};

#[component]
pub fn ExpenseFacts(expense: Expense) -> impl IntoView {
    let l = use_locale();
    let task =
        expense.task.clone().map(|task| view! { <Fact label=words::task(l) icon=Icon::ListChecks>{task}</Fact> });
    let decided = expense.decided_by_name.clone().map(|name| {
        view! { <Fact label=words::decided_by(l) icon=Icon::ShieldCheck>{name}</Fact> }
    });
    let at_once = (expense.status == ExpenseStatus::Approved && expense.decided_by_name.is_none())
        .then(|| view! { <p class="muted">{words::counted_at_once(l)}</p> });
    let reason = expense.reason.clone().map(|text| {
        let (tone, title) = match expense.status {
            ExpenseStatus::Returned => ("waiting", words::status_returned(l)),
            ExpenseStatus::Rejected => ("bad", words::status_rejected(l)),
            _ => ("info", words::status_reversed(l)),
        };
        let who = expense.reversed_by_name.clone().map(|name| view! { <p class="muted">{name}</p> });
        view! {
            <Notice tone=tone title=title>
                <p class="preline">{text}</p>
                {who}
            </Notice>
        }
    });
    let currency = expense.currency.clone();
    view! {
        {reason}
        <p class="expense-amount">{sum(expense.amount, &currency)}</p>
        <p class="preline">{expense.description.clone()}</p>
        {at_once}
        <Facts>
            <Fact label=words::category(l) icon=Icon::Tag>{expense.category.clone()}</Fact>
            <Fact label=words::spent_on(l) icon=Icon::Calendar>{format::date(l, expense.spent_on)}</Fact>
            {task}
            <Fact label=words::project(l) icon=Icon::FolderKanban>
                <a href=format!("/projects/{}", expense.project_id)>{expense.project.clone()}</a>
            </Fact>
            <Fact label=words::entered_by(l) icon=Icon::User>{expense.created_by_name.clone()}</Fact>
            {decided}
        </Facts>
    }
}

/// The receipt: a photo is shown, a PDF is a link.
#[component]
pub fn ReceiptView(receipt: Receipt) -> impl IntoView {
    let l = use_locale();
    let picture = receipt.is_picture().then(|| {
        view! {
            <a href=receipt.url.clone()>
                <img class="receipt-photo" src=receipt.url.clone() alt=words::receipt_alt(l, &receipt.name)/>
            </a>
        }
    });
    view! {
        {picture}
        <p class="cluster">
            <a href=receipt.url.clone() rel="external" download=(!receipt.is_picture()).then(|| receipt.name.clone())>
                <IconView icon=Icon::FileText/>
                {receipt.name.clone()}
            </a>
            <span class="muted small">{format::file_size(l, receipt.size_bytes)}</span>
        </p>
    }
}
