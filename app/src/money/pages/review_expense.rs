//! `/review/expenses/:id`: one expense in front of a second person.

use birqadam_core::{ExpenseId, Locale};
use birqadam_funding::{Expense, ExpenseReview, ExpenseStatus};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    audit::{components::RecordHistory, server_fns::with_history},
    format,
    money::{
        components::{ExpenseFacts, ReceiptView, TakeBack},
        server_fns::{AHEAD_FORM, ApproveAhead, ExpenseInReview, review_expense},
        words::{expense_chip, expense_status, sum},
    },
    review::{
        Section as Place,
        components::{DecisionWords, ReviewSide, pane_count},
    },
    texts::{money as words, review},
    ui::{
        Confirm, Crumb, Fact, Facts, Hidden, Icon, Notice, Page, PlainForm, Refused, Section, SubmitButton, load,
        use_flash, use_id, use_locale, use_query,
    },
};

/// The page: receipt and facts left, the project's money and the decision right.
#[component]
pub fn ReviewExpensePage() -> impl IntoView {
    let l = use_locale();
    let (id, done) = (use_id("id"), use_query("done"));
    let found = crate::ui::read(
        move || (id.get(), done.get()),
        |(id, _)| with_history("expense", id, review_expense(ExpenseId(id))),
    );
    load(found, move |(found, history)| {
        let ExpenseInReview { review, pane } = found;
        let expense = review.expense.clone();
        let (mine, waits) = (pane.mine, pane.waits && pane.may_decide && pane.held.is_none());
        let ahead = (waits && !review.is_covered() && review.may_overspend).then(|| approve_ahead(l, &expense));
        let counted = expense.status == ExpenseStatus::Approved && !mine;
        let take_back = counted.then(|| view! { <TakeBack expense=expense.clone() section=Place::Review/> });
        let values = values(l, &expense);
        let (count, id) = (pane_count(&pane), expense.id.0);
        let (receipt, facts, chip) = (expense.receipt.clone(), expense.clone(), expense_chip(l, expense.status));
        let (same, about, decided) = (same_receipt(l, &review), about(l, &review), decided(l, &expense));
        let title = format!("{}, {}", expense.category, sum(expense.amount, &expense.currency));
        view! {
            <Page title=title count=count up=Crumb::new(Place::Review.queue(), review::queue(l))>
                <div class="moderation">
                    <div class="moderation-item">
                        {same}
                        <Section title=words::receipt(l)>
                            <ReceiptView receipt=receipt/>
                        </Section>
                        <ExpenseFacts expense=facts/>
                        <RecordHistory kind="expense" id=id history=history/>
                    </div>
                    <aside class="moderation-side">
                        <ReviewSide
                            pane=pane
                            chip=chip
                            about=about
                            decided=decided
                            words=decision_words(l)
                            values=values
                        />
                        {ahead}
                        {take_back}
                    </aside>
                </div>
            </Page>
        }
    })
}

/// The same file was used before: worth a look.
fn same_receipt(l: Locale, review: &ExpenseReview) -> Option<AnyView> {
    if review.same_receipt.is_empty() {
        return None;
    }
    let rows = review
        .same_receipt
        .iter()
        .map(|other| {
            let text = format!(
                "{}: {}, {}, {}",
                words::expense_no(l, other.id),
                other.project,
                sum(other.amount, &other.currency),
                format::date_short(other.spent_on),
            );
            view! {
                <li>
                    <a href=format!("/review/expenses/{}", other.id)>{text}</a>
                    " " {expense_status(l, other.status)}
                </li>
            }
        })
        .collect::<Vec<_>>();
    Some(
        view! {
            <Notice tone="bad" title=words::same_receipt(l)>
                <ul class="changes">{rows}</ul>
            </Notice>
        }
        .into_any(),
    )
}

/// The money it would come from.
fn about(l: Locale, review: &ExpenseReview) -> AnyView {
    let expense = &review.expense;
    let show = |amount| sum(amount, &expense.currency);
    let short = (expense.status == ExpenseStatus::Pending && !review.is_covered()).then(|| {
        view! {
            <Notice tone="bad" title=words::not_covered(l)>
                <p>{words::not_covered_text(l)}</p>
            </Notice>
        }
    });
    let left = birqadam_core::Amount(review.planned.0 - review.spent.0);
    let (available, planned, left) = (show(review.available), show(review.planned), show(left));
    view! {
        {short}
        <Facts>
            <Fact label=words::available(l) icon=Icon::Coins>{available}</Fact>
            <Fact label=words::planned_in_category(l) icon=Icon::Tag>{planned}</Fact>
            <Fact label=words::left_in_category(l) icon=Icon::Tag>{left}</Fact>
        </Facts>
    }
    .into_any()
}

fn decided(l: Locale, expense: &Expense) -> AnyView {
    let who = expense.decided_by_name.clone().map(|name| view! { <p>{name}</p> });
    let tone = match expense.status {
        ExpenseStatus::Approved => "good",
        ExpenseStatus::Rejected => "bad",
        _ => "info",
    };
    view! {
        <Notice tone=tone title=expense_status(l, expense.status)>
            {who}
        </Notice>
    }
    .into_any()
}

/// With the permission, and only when it is confirmed.
fn approve_ahead(l: Locale, expense: &Expense) -> impl IntoView + use<> {
    let (id, version) = (expense.id.to_string(), expense.version.to_string());
    view! {
        <Refused form=AHEAD_FORM/>
        <Confirm label=words::approve_ahead(l) icon=Icon::TriangleAlert open=use_flash(AHEAD_FORM).is_some()>
            <PlainForm action=ApproveAhead::PATH name=AHEAD_FORM>
                <p>{words::approve_ahead_text(l)}</p>
                <Hidden name="id" value=id/>
                <Hidden name="version" value=version/>
                <SubmitButton label=words::approve_ahead_yes(l) tone="bad"/>
            </PlainForm>
        </Confirm>
    }
}

fn decision_words(l: Locale) -> DecisionWords {
    DecisionWords {
        approve: words::approve(l),
        approve_text: words::approve_text(l),
        give_back_text: words::give_back_text(l),
        reject: words::reject(l),
        reject_text: words::reject_text(l),
        reject_yes: words::reject_yes(l),
    }
}

/// What can be returned, with its values.
fn values(l: Locale, expense: &Expense) -> Vec<(String, String)> {
    let task = expense.task.clone().unwrap_or_else(|| words::no_task(l).to_owned());
    [
        ("amount", sum(expense.amount, &expense.currency)),
        ("spent_on", format::date(l, expense.spent_on)),
        ("category", expense.category.clone()),
        ("task", task),
        ("description", expense.description.chars().take(120).collect()),
        ("receipt", expense.receipt.name.clone()),
    ]
    .map(|(field, value)| (field.to_owned(), value))
    .to_vec()
}
