//! What was wrong with a form, on top of it.

use birqadam_core::{Error, FieldError, Locale};
use leptos::prelude::*;

use super::ctx::FormCtx;
use crate::{
    errors,
    texts::forms as words,
    ui::{
        Notice,
        icon::{Icon, IconView},
        start::{use_flash, use_locale},
    },
};

/// What was wrong, with links to the fields in their order on the page; takes the focus, also
/// without JavaScript. Or the good news that nothing was lost.
#[component]
pub(super) fn ErrorSummary(form: FormCtx) -> impl IntoView {
    let l = use_locale();
    let summary = NodeRef::<leptos::html::Div>::new();
    let error = form.error;
    Effect::new(move |_| {
        if error.with(Option::is_some)
            && let Some(summary) = summary.get()
        {
            let _ = summary.focus();
        }
    });
    let resumed = form.resumed.then(|| view! { <Resumed/> });
    let show = move || {
        let form = form.clone();
        error.get().map(move |error| {
            let items = in_order(&form, error.fields()).filter_map(|e| item(&form, l, e)).collect_view();
            view! {
                <div class="error-summary" role="alert" tabindex="-1" autofocus=true node_ref=summary>
                    <p class="error-summary-title">
                        <IconView icon=Icon::TriangleAlert/>
                        {errors::message(l, &error)}
                    </p>
                    <ul>{items}</ul>
                </div>
            }
        })
    };
    view! {
        {resumed}
        {show}
    }
}

/// The errors in the order of their fields on the page; those of no field come first.
fn in_order<'a>(form: &FormCtx, errors: &'a [FieldError]) -> impl Iterator<Item = &'a FieldError> {
    let mut errors: Vec<&FieldError> = errors.iter().collect();
    form.labels.with_value(|labels| {
        errors.sort_by_key(|error| labels.iter().position(|(field, _)| covers(field, &error.field)));
    });
    errors.into_iter()
}

/// `photo.2` belongs to the one field `photo`.
fn covers(field: &str, error: &str) -> bool {
    error.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// A line of the summary: the field's label, linked, and what is wrong with it.
fn item(form: &FormCtx, l: Locale, error: &FieldError) -> Option<impl IntoView + use<>> {
    if error.field.is_empty() {
        return None;
    }
    let label = form.labels.with_value(|labels| {
        let exact = labels.iter().find(|(field, _)| *field == error.field);
        exact.or_else(|| labels.iter().find(|(field, _)| covers(field, &error.field))).cloned()
    });
    let words = errors::field_message(l, &error.code);
    Some(match label {
        Some((field, label)) => {
            let number = error.field.strip_prefix(&field).and_then(|rest| rest.strip_prefix('.'));
            let number = number.and_then(|n| n.parse::<i64>().ok()).map(|n| format!(" № {}", n + 1));
            view! {
                <li>
                    <a href=format!("#{}", form.html_id(&field)) rel="external">{label}{number}</a>
                    ": "{words}
                </li>
            }
            .into_any()
        }
        None => view! { <li>{words}</li> }.into_any(),
    })
}

/// Why a form that is only a button was refused, for a place above a list of such forms.
#[component]
pub fn Refused(form: &'static str) -> impl IntoView {
    let l = use_locale();
    let error = use_flash(form).map(|flash| flash.error);
    error.map(|error| {
        if error == Error::Unauthenticated {
            return view! { <Resumed/> }.into_any();
        }
        view! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus=true>
                <p class="error-summary-title">
                    <IconView icon=Icon::TriangleAlert/>
                    {errors::message(l, &error)}
                </p>
            </div>
        }
        .into_any()
    })
}

/// Signed in again, and nothing was lost.
#[component]
fn Resumed() -> impl IntoView {
    let l = use_locale();
    view! {
        <div class="resumed" role="status" tabindex="-1" autofocus=true>
            <Notice tone="good" title=words::resumed_title(l)>
                <p>{words::resumed_text(l)}</p>
            </Notice>
        </div>
    }
}
