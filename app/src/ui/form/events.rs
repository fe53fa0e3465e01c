//! What happens in a form while somebody types, leaves a field and sends it.

use std::time::Duration;

use birqadam_core::{FieldError, form::Fields};
use leptos::{
    prelude::*,
    web_sys::{Event, SubmitEvent},
};

use send_wrapper::SendWrapper;

use super::{
    ctx::{FileProblem, FormCtx, Live},
    dom,
};

/// About as long as a finger rests on a button.
const PRESS: Duration = Duration::from_millis(250);

impl FormCtx {
    /// A field changed.
    pub(super) fn on_input(&self, event: &Event) {
        let Some(field) = dom::field_of(event) else { return };
        let touched = self.live.try_update_untracked(|live| {
            live.typed.insert(field.clone());
            live.touched.contains(&field)
        });
        if touched == Some(true) {
            self.recheck();
        }
        self.changed();
    }

    /// A field was left: if it was changed, its error shows, but only when a press that left it is
    /// over. An error that comes or goes moves what is below, and the button would slip away from
    /// under the finger.
    pub(super) fn on_leave(&self, event: &Event) {
        let Some(field) = dom::field_of(event) else { return };
        let fresh = self.declared.check.is_some()
            && self.live.with_untracked(|live| live.typed.contains(&field) && !live.touched.contains(&field));
        if fresh {
            self.live.update_untracked(|live| {
                live.touched.insert(field.clone());
            });
            let form = self.clone();
            let look = move || {
                // Not when it was sent meanwhile: that looked at everything.
                if form.live.try_with_untracked(|live| live.touched.contains(&field)) == Some(true) {
                    form.recheck();
                }
            };
            set_timeout(look, PRESS);
        }
    }

    /// Shows the errors of what stands in the form. It may have gone meanwhile.
    fn recheck(&self) {
        let Some(fields) = self.fields() else { return };
        let errors = self.problems(&fields);
        self.live.try_update(|live| live.errors = errors);
    }

    fn problems(&self, fields: &Fields) -> Vec<FieldError> {
        self.declared.check.as_ref().map(|check| check(fields)).unwrap_or_default()
    }

    fn fields(&self) -> Option<Fields> {
        let form = self.node.try_get_untracked().flatten()?;
        Some(dom::fields_of(&dom::data_of(&form, None)?))
    }

    /// Something changed that is no field: a row that came or went, a file.
    pub fn changed(&self) {
        if let Some(draft) = &self.draft
            && let Some(fields) = self.fields()
        {
            draft.changed(fields);
        }
    }

    /// Whether the form may be sent; otherwise it stays and says why.
    pub(super) fn may_send(&self, event: &SubmitEvent) -> bool {
        let submitter = dom::submitter(event);
        // Buttons that only put something away, or ask for one more row.
        if submitter.as_ref().is_some_and(|button| button.has_attribute("formnovalidate")) {
            return true;
        }
        let Some(form) = self.node.get_untracked() else { return true };
        let Some(data) = dom::data_of(&form, submitter.as_ref()) else { return true };
        self.submitter.set_value(submitter.map(SendWrapper::new));
        let mut errors = self.problems(&dom::fields_of(&data));
        let mut busy = false;
        for check in self.files.get_value() {
            match check() {
                Some(FileProblem::Busy) => busy = true,
                Some(FileProblem::Wrong(error)) => errors.push(error),
                None => {}
            }
        }
        self.live.set(Live::default());
        let good = errors.is_empty();
        self.refused.set((!good).then_some(errors));
        self.waiting.set(good && busy);
        if good && !busy {
            if let Some(draft) = &self.draft {
                draft.pause();
            }
            return true;
        }
        event.prevent_default();
        false
    }

    /// The files have arrived that the form waited for.
    pub(in crate::ui) fn files_arrived(&self) {
        if self.waiting.get_untracked()
            && let Some(form) = self.node.get_untracked()
        {
            self.waiting.set(false);
            let sent = match self.submitter.get_value() {
                Some(button) => form.request_submit_with_submitter(Some(&button)),
                None => form.request_submit(),
            };
            if sent.is_err() {
                self.refused.set(None);
            }
        }
    }

    /// The form came back refused: it is typed in again.
    pub(super) fn came_back(&self) {
        if let Some(draft) = &self.draft {
            draft.resume();
        }
    }

    /// The session has ended: the browser sends the form itself, which leads to the sign-in page
    /// and back with all that was typed.
    pub(super) fn send_plainly(&self) {
        if let Some(form) = self.node.get_untracked() {
            dom::send_plainly(&form, self.submitter.get_value().as_deref());
        }
    }
}
