//! The draft of a form while it is typed: kept about a second after the last key, and when the
//! page is left.

use std::time::Duration;

use birqadam_core::{
    Error,
    draft::{Draft, SavedDraft},
    form::Fields,
};
use chrono::{DateTime, Utc};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;
use serde::Serialize;
use serde_json::Value;

use crate::{
    forms::server_fns::{NOT_KEPT, SaveDraft, TypedDraft, save_draft},
    ui::start::use_query,
};

/// After so long without a key the draft is kept.
const PAUSE: Duration = Duration::from_millis(1000);
/// After so long a draft that could not be kept is tried again.
const RETRY: Duration = Duration::from_secs(15);

/// Where the draft of a form belongs, and what there is of it.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftSlot {
    subject: String,
    version: Option<i64>,
    current: Value,
    found: Option<Draft>,
}

impl DraftSlot {
    /// For a form about a record; an empty subject is a new one. `found` is its draft, if any.
    pub fn new(subject: impl ToString, found: Option<Draft>) -> Self {
        DraftSlot { subject: subject.to_string(), version: None, current: Value::Null, found }
    }

    /// The record's version and what is stored of it: a draft of an older version is shown
    /// like a save that came too late, with both.
    pub fn of_version(mut self, version: i64, current: &impl Serialize) -> Self {
        self.version = Some(version);
        self.current = serde_json::to_value(current).unwrap_or_default();
        self
    }
}

/// What is known of the draft now, for the line under the form.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Status {
    Nothing,
    /// Another draft waits for a decision: this one is not kept over it.
    Paused,
    Saving,
    Saved(SavedDraft),
    Failed(Error),
}

/// How the page shows the draft that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// It is not shown: continue or discard?
    Offered,
    /// Its fields are in the form.
    Continued,
    No,
}

#[derive(Clone)]
pub(super) struct Drafting {
    pub form: &'static str,
    pub slot: DraftSlot,
    pub shown: Shown,
    pub status: RwSignal<Status>,
    revision: StoredValue<Option<i64>>,
    /// Typed and not kept yet.
    unsaved: StoredValue<Option<Fields>>,
    timer: StoredValue<Option<TimeoutHandle>>,
    saving: StoredValue<bool>,
    sent: StoredValue<bool>,
}

impl Drafting {
    /// `refused`: the form shows what was typed a moment ago, whatever the draft says.
    pub fn new(form: &'static str, slot: DraftSlot, refused: bool) -> Self {
        let continued = use_query("draft").get_untracked() == "continue";
        let shown = match slot.found {
            Some(_) if continued && !refused => Shown::Continued,
            Some(_) if !refused => Shown::Offered,
            _ => Shown::No,
        };
        let draft = Drafting {
            form,
            shown,
            status: RwSignal::new(Status::Nothing),
            revision: StoredValue::new(slot.found.as_ref().map(|found| found.revision)),
            unsaved: StoredValue::new(None),
            timer: StoredValue::new(None),
            saving: StoredValue::new(false),
            sent: StoredValue::new(false),
            slot,
        };
        draft.keep_when_left();
        draft
    }

    /// The fields to show in place of the record's.
    pub fn shown_fields(&self) -> Value {
        match (&self.slot.found, self.shown) {
            (Some(found), Shown::Continued) => found.fields.clone(),
            _ => Value::Null,
        }
    }

    /// Whether the record has changed since the draft was begun.
    pub fn is_stale(&self) -> bool {
        let base = self.slot.found.as_ref().and_then(|found| found.base_version);
        base.is_some() && self.slot.version.is_some() && base != self.slot.version
    }

    /// A continued draft of an older version is told as a save that came too late.
    pub fn stale_error(&self) -> Option<Error> {
        (self.shown == Shown::Continued && self.is_stale()).then(|| Error::Stale {
            current_version: self.slot.version.unwrap_or_default(),
            current: self.slot.current.to_string(),
            yours: self.shown_fields().to_string(),
        })
    }

    /// Something was typed.
    pub fn changed(&self, fields: Fields) {
        if self.shown == Shown::Offered {
            self.status.set(Status::Paused);
            return;
        }
        self.unsaved.set_value(Some(fields));
        if !self.sent.get_value() {
            self.keep_in(PAUSE);
        }
    }

    /// The form is on its way: nothing is kept behind its back.
    pub fn pause(&self) {
        self.sent.set_value(true);
        self.stop();
    }

    /// The form came back.
    pub fn resume(&self) {
        self.sent.set_value(false);
        if self.unsaved.with_value(Option::is_some) {
            self.keep_in(PAUSE);
        }
    }

    fn stop(&self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    fn keep_in(&self, pause: Duration) {
        self.stop();
        let draft = self.clone();
        self.timer.set_value(set_timeout_with_handle(move || draft.keep(), pause).ok());
    }

    fn keep(&self) {
        // One save at a time: each tells the next its revision.
        if self.saving.try_get_value() != Some(false) || self.sent.get_value() {
            return;
        }
        let Some(fields) = self.unsaved.try_update_value(Option::take).flatten() else { return };
        self.saving.set_value(true);
        self.status.set(Status::Saving);
        let draft = self.clone();
        spawn_local(async move {
            let outcome = save_draft(draft.typed(&fields)).await;
            draft.kept(fields, outcome.map_err(|error| error.0));
        });
    }

    fn kept(&self, fields: Fields, outcome: Result<SavedDraft, Error>) {
        // The page may be gone by now, and its signals with it.
        if self.saving.try_update_value(|saving| *saving = false).is_none() {
            return;
        }
        match outcome {
            Ok(saved) => {
                self.revision.set_value(Some(saved.revision));
                self.status.set(Status::Saved(saved));
                if self.unsaved.with_value(Option::is_some) {
                    self.keep_in(PAUSE);
                }
            }
            Err(error) => {
                if error == Error::Unavailable {
                    if self.unsaved.with_value(Option::is_none) {
                        self.unsaved.set_value(Some(fields));
                    }
                    self.keep_in(RETRY);
                }
                self.status.set(Status::Failed(error));
            }
        }
    }

    fn typed(&self, fields: &Fields) -> TypedDraft {
        TypedDraft {
            form: self.form.to_owned(),
            subject: self.slot.subject.clone(),
            fields: fields.without(&NOT_KEPT).to_value().to_string(),
            base_version: self.slot.version,
            revision: self.revision.try_get_value().flatten(),
        }
    }

    /// What is typed and not kept goes out with the last breath of the page.
    fn keep_when_left(&self) {
        let draft = self.clone();
        let leave = move || {
            let sent = draft.sent.try_get_value().unwrap_or(true);
            let unsaved = draft.unsaved.try_update_value(Option::take).flatten();
            if let Some(fields) = unsaved.filter(|_| !sent) {
                send_beacon(&draft.typed(&fields));
            }
        };
        Effect::new(move |_| {
            let hide = leave.clone();
            let hidden = window_event_listener_untyped("visibilitychange", move |_| {
                if document().hidden() {
                    hide();
                }
            });
            let hide = leave.clone();
            let gone = window_event_listener_untyped("pagehide", move |_| hide());
            // Gone by a link within the application.
            let hide = leave.clone();
            on_cleanup(move || {
                hidden.remove();
                gone.remove();
                hide();
            });
        });
    }

    pub fn subject(&self) -> String {
        self.slot.subject.clone()
    }

    pub fn version(&self) -> Option<i64> {
        self.slot.version
    }

    /// When the draft that was found was kept.
    pub fn found_at(&self) -> Option<DateTime<Utc>> {
        self.slot.found.as_ref().map(|found| found.saved_at)
    }
}

/// As the server function would be called, but without waiting for the answer.
fn send_beacon(draft: &TypedDraft) {
    let Ok(body) = leptos::web_sys::UrlSearchParams::new() else { return };
    let numbers = [("base_version", draft.base_version), ("revision", draft.revision)];
    let texts = [("form", &draft.form), ("subject", &draft.subject), ("fields", &draft.fields)];
    for (name, text) in texts {
        body.append(&format!("input[{name}]"), text);
    }
    for (name, number) in numbers {
        if let Some(number) = number {
            body.append(&format!("input[{name}]"), &number.to_string());
        }
    }
    let _ = window().navigator().send_beacon_with_opt_url_search_params(SaveDraft::PATH, Some(&body));
}
