//! Forms: `Form` sends by script where there is one, `PlainForm` always as the browser does.
//! Both show errors at the fields and summed up on top, and what was typed before.

use std::sync::Arc;

use birqadam_core::{Error, FieldError};
use leptos::context::Provider;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::{Http, ServerFn, client::Client, codec::PostUrl, request::ClientReq};
use leptos::web_sys::FormData;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    icon::{Icon, IconView},
    start::{use_flash, use_locale},
};
use crate::{error::AppError, errors, texts::common};

/// What the fields of a form need to know of it. Given by a `Provider` of its own: a component has
/// no scope in Leptos, and rows made later would find the form that came last on the page.
#[derive(Clone)]
pub struct FormCtx {
    pub(super) name: &'static str,
    /// Fields are named `input[title]` and not `title`.
    nested: bool,
    error: Signal<Option<Error>>,
    values: Arc<Value>,
    pending: Signal<bool>,
    labels: StoredValue<Vec<(String, String)>>,
}

impl FormCtx {
    pub(super) fn new(
        name: &'static str,
        nested: bool,
        action_error: Signal<Option<Error>>,
        pending: Signal<bool>,
    ) -> Self {
        let flash = use_flash(name);
        let (kept, values) = match flash {
            // A form that only asked for one more row comes back with nothing wrong.
            Some(flash) => (Some(flash.error).filter(|e| *e != Error::Invalid(Vec::new())), flash.values),
            None => (None, Value::Null),
        };
        let error = Signal::derive(move || action_error.get().or_else(|| kept.clone()));
        FormCtx { name, nested, error, values: Arc::new(values), pending, labels: StoredValue::new(Vec::new()) }
    }

    /// The `name` attribute of a field: `tasks.0.text` → `input[tasks][0][text]`.
    pub(crate) fn html_name(&self, field: &str) -> String {
        if !self.nested {
            return field.to_owned();
        }
        field.split('.').fold("input".to_owned(), |name, part| format!("{name}[{part}]"))
    }

    pub(crate) fn html_id(&self, field: &str) -> String {
        format!("{}-{}", self.name, field.replace('.', "-"))
    }

    /// What was typed before the form came back, else the value given.
    pub(crate) fn value(&self, field: &str, otherwise: Option<String>) -> String {
        let kept = field.split('.').try_fold(&*self.values, |value, part| match value {
            Value::Array(items) => items.get(part.parse::<usize>().ok()?),
            other => other.get(part),
        });
        match kept {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            Some(Value::Bool(on)) => on.to_string(),
            _ => otherwise.unwrap_or_default(),
        }
    }

    /// The error at a field, in words.
    pub(crate) fn error_at(&self, field: &str) -> Signal<Option<String>> {
        let (l, error, field) = (use_locale(), self.error, field.to_owned());
        Signal::derive(move || {
            error.with(|error| {
                let all = error.as_ref()?.fields();
                all.iter().find(|e| e.field == field).map(|e| errors::field_message(l, &e.code))
            })
        })
    }

    /// The errors at a field that takes several values (`photo`, `photo.0`, …), in words and
    /// with the number of the value.
    pub(crate) fn errors_under(&self, field: &str) -> Signal<Vec<String>> {
        let (l, error, field) = (use_locale(), self.error, field.to_owned());
        Signal::derive(move || {
            error.with(|error| {
                let all = error.as_ref().map(Error::fields).unwrap_or_default();
                all.iter()
                    .filter_map(|e| {
                        let words = errors::field_message(l, &e.code);
                        let rest = e.field.strip_prefix(&field)?;
                        match rest.strip_prefix('.').map(str::parse::<i64>) {
                            None if rest.is_empty() => Some(words),
                            Some(Ok(index)) => Some(format!("№ {}: {words}", index + 1)),
                            _ => None,
                        }
                    })
                    .collect()
            })
        })
    }

    pub(crate) fn remember_label(&self, field: &str, label: &str) {
        self.labels.update_value(|labels| labels.push((field.to_owned(), label.to_owned())));
    }
}

/// The form around this component, for components that need what was typed (a list of rows).
pub fn use_form() -> FormCtx {
    expect_context::<FormCtx>()
}

impl FormCtx {
    /// What was typed before the form came back, whole; null when nothing was.
    pub fn kept(&self) -> &Value {
        &self.values
    }

    /// Whether the form was refused (now, or when the page was made).
    pub fn is_refused(&self) -> bool {
        self.error.with_untracked(Option::is_some)
    }
}

/// A form whose server function takes one argument called `input`. With JavaScript it is sent
/// in the background and the page stays as it is when it cannot be accepted; without, the
/// browser sends it. `name` is what the server function gives to `forms::submit`.
#[component]
pub fn Form<S, O>(
    action: ServerAction<S>,
    name: &'static str,
    #[prop(default = "form")] class: &'static str,
    children: Children,
) -> impl IntoView
where
    S: DeserializeOwned + ServerFn<Protocol = Http<PostUrl, O>, Error = AppError> + Clone + Send + Sync + 'static,
    <<S::Client as Client<AppError>>::Request as ClientReq<AppError>>::FormData: From<FormData>,
    S::Output: Send + Sync + 'static,
    S::Client: Client<AppError>,
{
    let value = action.value();
    let error = Signal::derive(move || {
        value.with(|value| match value {
            Some(Err(error)) => Some(error.0.clone()),
            _ => None,
        })
    });
    let form = FormCtx::new(name, true, error, action.pending().into());
    let children = view! { <Provider value=form.clone()>{children()}</Provider> };
    view! {
        <ActionForm action=action attr:class=class attr:novalidate=true>
            <ErrorSummary form=form/>
            {children}
        </ActionForm>
    }
}

/// A form that the browser itself sends and whose answer is a page: for uploads and for what
/// changes who is signed in. `action` is the server function's address.
#[component]
pub fn PlainForm(
    /// `<TheFunction as ServerFn>::PATH`, or `TheFunction::PATH` with the trait in scope.
    action: &'static str,
    name: &'static str,
    /// Carries files; fields are then named plainly and read by `forms::Multipart`.
    #[prop(optional)]
    multipart: bool,
    #[prop(default = "form")] class: &'static str,
    children: Children,
) -> impl IntoView {
    let pending = RwSignal::new(false);
    let form = FormCtx::new(name, !multipart, Signal::derive(|| None), pending.into());
    let children = view! { <Provider value=form.clone()>{children()}</Provider> };
    view! {
        <form
            class=class
            method="post"
            action=action
            enctype=multipart.then_some("multipart/form-data")
            novalidate=true
            on:submit=move |_| pending.set(true)
        >
            <ErrorSummary form=form/>
            {children}
        </form>
    }
}

/// What was wrong, on top of the form, with links to the fields; takes the focus.
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
    let show = move || {
        let form = form.clone();
        error.get().map(move |error| {
            let items = error.fields().iter().filter_map(|e| item(&form, l, e)).collect_view();
            let sign_in = (error == Error::Unauthenticated)
                .then(|| view! { <p><a href="/sign-in" target="_blank">{common::sign_in(l)}</a></p> });
            view! {
                <div class="error-summary" role="alert" tabindex="-1" autofocus=true node_ref=summary>
                    <p class="error-summary-title">
                        <IconView icon=Icon::TriangleAlert/>
                        {errors::message(l, &error)}
                    </p>
                    <ul>{items}</ul>
                    {sign_in}
                </div>
            }
        })
    };
    view! { {show} }
}

/// A line of the summary: the field's label, linked, and what is wrong with it.
fn item(form: &FormCtx, l: birqadam_core::Locale, error: &FieldError) -> Option<impl IntoView + use<>> {
    if error.field.is_empty() {
        return None;
    }
    let label = form.labels.with_value(|labels| {
        // `photo.2` belongs to the one field `photo`.
        let head = error.field.split('.').next().unwrap_or_default();
        let exact = labels.iter().find(|(field, _)| *field == error.field);
        exact.or_else(|| labels.iter().find(|(field, _)| field == head)).cloned()
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

/// Sends the form; busy while it is on its way. `tone` is `primary`, `plain`, `good` or `bad`.
/// Several buttons of one form tell apart by `name` and `value`.
#[component]
pub fn SubmitButton(
    #[prop(into)] label: String,
    #[prop(default = "primary")] tone: &'static str,
    #[prop(optional)] icon: Option<Icon>,
    /// A field's name that this button sets, as the form's other fields are named.
    #[prop(optional)]
    name: Option<&'static str>,
    #[prop(optional, into)] value: Option<String>,
) -> impl IntoView {
    let form = use_context::<FormCtx>();
    let pending = form.as_ref().map(|f| f.pending).unwrap_or_else(|| Signal::derive(|| false));
    let name = name.map(|name| form.map_or_else(|| name.to_owned(), |f| f.html_name(name)));
    view! {
        <button
            type="submit"
            class=format!("button button-{tone}")
            name=name
            value=value
            aria-busy=move || pending.get().then_some("true")
        >
            {icon.map(|icon| view! { <IconView icon=icon/> })}
            <span>{label}</span>
        </button>
    }
}

/// Why a form that is only a button was refused, for a place above a list of such forms.
#[component]
pub fn Refused(form: &'static str) -> impl IntoView {
    let l = use_locale();
    let error = use_flash(form).map(|flash| flash.error);
    error.map(|error| {
        view! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus=true>
                <p class="error-summary-title">
                    <IconView icon=Icon::TriangleAlert/>
                    {errors::message(l, &error)}
                </p>
            </div>
        }
    })
}

/// A hidden field.
#[component]
pub fn Hidden(name: &'static str, #[prop(into)] value: String) -> impl IntoView {
    let form = use_form();
    view! { <input type="hidden" name=form.html_name(name) value=value/> }
}
