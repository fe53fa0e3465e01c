//! What the fields of a form need to know of it.

use std::{collections::BTreeSet, sync::Arc};

use birqadam_core::{Error, FieldError};
use leptos::{prelude::*, web_sys::HtmlElement};
use send_wrapper::SendWrapper;
use serde_json::Value;

use super::{
    declared::Declared,
    draft::{DraftSlot, Drafting},
};
use crate::{
    errors,
    ui::start::{use_flash, use_locale, use_me},
};

/// Given by a `Provider` of its own: a component has no scope in Leptos, and rows made later
/// would find the form that came last on the page.
#[derive(Clone)]
pub struct FormCtx {
    /// Of the form on this page.
    id: Arc<str>,
    /// Fields are named `input[title]` and not `title`.
    nested: bool,
    pub(super) error: Signal<Option<Error>>,
    values: Arc<Value>,
    pub(super) pending: Signal<bool>,
    pub(super) labels: StoredValue<Vec<(String, String)>>,
    pub(super) declared: Declared,
    pub(super) node: NodeRef<leptos::html::Form>,
    pub(super) live: RwSignal<Live>,
    /// What the browser found wrong when the form was to be sent.
    pub(super) refused: RwSignal<Option<Vec<FieldError>>>,
    pub(super) files: StoredValue<Vec<FileCheck>>,
    /// The form waits for its files, to be sent by this button.
    pub(super) waiting: RwSignal<bool>,
    // On the server always empty: what is wrapped may only be dropped where it was made.
    pub(super) submitter: StoredValue<Option<SendWrapper<HtmlElement>>>,
    /// The session had ended; the person has signed in again and what was typed is here.
    pub(super) resumed: bool,
    pub(super) draft: Option<Drafting>,
}

/// The browser's own checks while somebody types.
#[derive(Clone, Debug, Default)]
pub(super) struct Live {
    /// Changed since the form was last sent.
    pub typed: BTreeSet<String>,
    /// Changed and left: their errors show.
    pub touched: BTreeSet<String>,
    pub errors: Vec<FieldError>,
}

/// Why a form cannot be sent yet, as its file fields see it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) enum FileProblem {
    /// Files are on their way.
    Busy,
    Wrong(FieldError),
}

type FileCheck = Arc<dyn Fn() -> Option<FileProblem> + Send + Sync>;

impl FormCtx {
    pub(super) fn new(
        declared: Declared,
        nested: bool,
        action_error: Signal<Option<Error>>,
        pending: Signal<bool>,
        slot: Option<DraftSlot>,
    ) -> Self {
        let (name, id) = (declared.name, declared.id());
        let flash = use_flash(&id);
        let resumed = flash.as_ref().is_some_and(|flash| flash.error == Error::Unauthenticated) && use_me().is_some();
        let draft = slot.map(|slot| Drafting::new(name, slot, flash.is_some()));
        let (kept, values) = match (flash, &draft) {
            (Some(flash), _) => (Some(flash.error), flash.values),
            (None, Some(draft)) => (draft.stale_error(), draft.shown_fields()),
            (None, None) => (None, Value::Null),
        };
        // A form that only asked for one more row comes back with nothing wrong.
        let kept = kept.filter(|error| !resumed && *error != Error::Invalid(Vec::new()));
        let refused = RwSignal::new(None::<Vec<FieldError>>);
        let error = Signal::derive(move || {
            refused.get().map(Error::Invalid).or_else(|| action_error.get()).or_else(|| kept.clone())
        });
        FormCtx {
            id: id.into(),
            nested,
            error,
            values: Arc::new(values),
            pending,
            labels: StoredValue::new(Vec::new()),
            declared,
            node: NodeRef::new(),
            live: RwSignal::new(Live::default()),
            refused,
            files: StoredValue::new(Vec::new()),
            waiting: RwSignal::new(false),
            submitter: StoredValue::new(None),
            resumed,
            draft,
        }
    }

    /// The `name` attribute of a field: `tasks.0.text` → `input[tasks][0][text]`.
    pub(crate) fn html_name(&self, field: &str) -> String {
        if !self.nested {
            return field.to_owned();
        }
        field.split('.').fold("input".to_owned(), |name, part| format!("{name}[{part}]"))
    }

    pub(crate) fn html_id(&self, field: &str) -> String {
        format!("{}-{}", self.id, field.replace('.', "-"))
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

    /// What is wrong with a field: by the browser's own check once it was changed and left, else
    /// by whoever refused the form.
    fn errors_of<T>(&self, field: &str, read: impl Fn(&[FieldError]) -> T) -> T {
        let by_hand = self.live.with(|live| live.touched.contains(field).then(|| read(&live.errors)));
        by_hand.unwrap_or_else(|| self.error.with(|error| read(error.as_ref().map(Error::fields).unwrap_or_default())))
    }

    /// The error at a field, in words.
    pub(crate) fn error_at(&self, field: &str) -> Signal<Option<String>> {
        let (l, form, field) = (use_locale(), self.clone(), field.to_owned());
        Signal::derive(move || {
            form.errors_of(&field, |all| {
                all.iter().find(|e| e.field == field).map(|e| errors::field_message(l, &e.code))
            })
        })
    }

    /// The errors at a field that takes several values (`photo`, `photo.0`, …), in words and
    /// with the number of the value.
    pub(crate) fn errors_under(&self, field: &str) -> Signal<Vec<String>> {
        let (l, form, field) = (use_locale(), self.clone(), field.to_owned());
        Signal::derive(move || {
            form.errors_of(&field, |all| {
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

    /// Lets a file field say why the form cannot be sent yet.
    pub(in crate::ui) fn check_files(&self, check: impl Fn() -> Option<FileProblem> + Send + Sync + 'static) {
        self.files.update_value(|files| files.push(Arc::new(check)));
    }

    /// What was typed before the form came back, whole; null when nothing was.
    pub fn kept(&self) -> &Value {
        &self.values
    }

    /// Whether the form was refused (now, or when the page was made).
    pub fn is_refused(&self) -> bool {
        self.error.with_untracked(Option::is_some)
    }

    /// Why it was refused, for notices that explain it.
    pub fn refusal(&self) -> Option<Error> {
        self.error.get_untracked()
    }
}

/// The form around this component, for components that need what was typed (a list of rows).
pub fn use_form() -> FormCtx {
    expect_context::<FormCtx>()
}
