//! The files of a field: those kept from before, those chosen now, and how far each has come.

use birqadam_core::{FieldCode, FieldError, draft::StagedFile};
use leptos::{
    prelude::*,
    web_sys::{File, Url, XmlHttpRequest},
};
use send_wrapper::SendWrapper;
use serde_json::Value;

use super::sending;
use crate::{
    forms::server_fns::discard_upload,
    ui::form::{FileProblem, FormCtx},
};

/// Files on their way at once: a bad connection is not helped by more.
const AT_ONCE: usize = 2;

/// What a field takes, as far as it can be told before sending.
#[derive(Clone, Debug)]
pub(super) struct Kind {
    pub accept: &'static str,
    pub max_megabytes: i64,
    /// What is wrong with a file of another type.
    pub wrong: FieldCode,
}

/// How far a file has come.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum State {
    /// Goes with the form.
    WithForm,
    Waiting,
    /// Percent.
    Sending(u32),
    Sent(StagedFile),
    /// With the reason, where there is one but the connection.
    Failed(Option<FieldCode>),
}

/// One file. What the browser holds of it is never there on the server.
#[derive(Clone)]
pub(super) struct Entry {
    pub key: u32,
    pub name: String,
    pub size_bytes: i64,
    /// Where the browser finds its picture.
    pub picture: Option<String>,
    pub state: RwSignal<State>,
    pub file: StoredValue<Option<SendWrapper<File>>>,
    pub request: StoredValue<Option<SendWrapper<XmlHttpRequest>>>,
}

/// All files of a field.
#[derive(Clone)]
pub(super) struct Entries {
    pub all: RwSignal<Vec<Entry>>,
    /// Never given twice: the page tells rows apart by it, and a file may take another's place.
    next_key: StoredValue<u32>,
    form: FormCtx,
    field: String,
    kind: Kind,
    multiple: bool,
    ahead: bool,
}

impl Entries {
    /// With those that the form kept from before. `ahead`: files are sent before the form.
    pub fn new(form: &FormCtx, field: &str, kind: Kind, multiple: bool, ahead: bool) -> Self {
        let kept = &form.kept()[format!("{field}_staged")];
        let texts: Vec<&str> = match kept {
            Value::String(text) => vec![text],
            Value::Array(texts) => texts.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let all = (0u32..).zip(texts.into_iter().filter_map(StagedFile::from_field)).map(|(key, file)| Entry {
            key,
            name: file.file_name.clone(),
            size_bytes: file.size_bytes,
            picture: file.content_type.starts_with("image/").then(|| file.url()),
            state: RwSignal::new(State::Sent(file)),
            file: StoredValue::new(None),
            request: StoredValue::new(None),
        });
        let all: Vec<Entry> = all.collect();
        let next_key = StoredValue::new(all.iter().map(|entry| entry.key + 1).max().unwrap_or(0));
        let all = RwSignal::new(all);
        Entries { all, next_key, form: form.clone(), field: field.to_owned(), kind, multiple, ahead }
    }

    pub fn is_empty(&self) -> bool {
        self.all.with_untracked(Vec::is_empty)
    }

    /// Why the form cannot be sent yet.
    pub fn problem(&self) -> Option<FileProblem> {
        let all = self.all.get_untracked();
        let mut busy = false;
        for (number, entry) in all.iter().enumerate() {
            match entry.state.get_untracked() {
                State::Failed(code) => {
                    let alone = all.len() == 1;
                    let field = if alone { self.field.clone() } else { format!("{}.{number}", self.field) };
                    let code = code.unwrap_or(FieldCode::FileNotSent);
                    return Some(FileProblem::Wrong(FieldError { field, code }));
                }
                State::Waiting | State::Sending(_) => busy = true,
                State::WithForm | State::Sent(_) => {}
            }
        }
        busy.then_some(FileProblem::Busy)
    }

    /// Takes what was chosen: one in the place of the other, or several to those that are there.
    pub fn choose(&self, files: Vec<File>) {
        if files.is_empty() && self.ahead {
            return;
        }
        if !self.multiple || !self.ahead {
            for entry in self.all.get_untracked() {
                self.remove(entry.key);
            }
        }
        let first = self.next_key.get_value();
        let chosen = (first..).zip(files).map(|(key, file)| self.entry(key, file)).collect::<Vec<_>>();
        self.next_key.set_value(chosen.last().map_or(first, |entry| entry.key + 1));
        self.all.update(|all| all.extend(chosen));
        self.send_next();
    }

    fn entry(&self, key: u32, file: File) -> Entry {
        let kind = file.type_();
        let picture = kind.starts_with("image/").then(|| Url::create_object_url_with_blob(&file).ok()).flatten();
        let state = match self.refusal(&file) {
            Some(code) => State::Failed(Some(code)),
            None if self.ahead => State::Waiting,
            None => State::WithForm,
        };
        Entry {
            key,
            name: file.name(),
            size_bytes: file.size() as i64,
            picture,
            state: RwSignal::new(state),
            file: StoredValue::new(Some(SendWrapper::new(file))),
            request: StoredValue::new(None),
        }
    }

    /// What can be told without sending it.
    fn refusal(&self, file: &File) -> Option<FieldCode> {
        let kind = file.type_();
        let known =
            kind.is_empty()
                || self.kind.accept.split(',').any(|accepted| {
                    accepted == kind || accepted.strip_prefix('.').is_some_and(|end| kind.ends_with(end))
                });
        if file.size() == 0.0 {
            Some(FieldCode::EmptyFile)
        } else if file.size() > (self.kind.max_megabytes * 1024 * 1024) as f64 {
            Some(FieldCode::FileTooLarge(self.kind.max_megabytes))
        } else {
            (!known).then(|| self.kind.wrong.clone())
        }
    }

    /// Tries a failed file once more, it alone.
    pub fn retry(&self, entry: &Entry) {
        entry.state.set(State::Waiting);
        self.send_next();
    }

    /// Takes a file out, wherever it is on its way.
    pub fn remove(&self, key: u32) {
        let gone = self.all.with_untracked(|all| all.iter().find(|entry| entry.key == key).cloned());
        let Some(entry) = gone else { return };
        self.all.update(|all| all.retain(|entry| entry.key != key));
        if let Some(request) = entry.request.try_update_value(Option::take).flatten() {
            let _ = request.abort();
        }
        if let State::Sent(file) = entry.state.get_untracked() {
            leptos::task::spawn_local(async move {
                // One that stays goes with its day.
                let _ = discard_upload(file.token).await;
            });
        }
        if let Some(address) = entry.picture.filter(|address| address.starts_with("blob:")) {
            let _ = Url::revoke_object_url(&address);
        }
        self.settled();
    }

    /// Starts as many as may be on their way.
    fn send_next(&self) {
        let Some(all) = self.all.try_get_untracked() else { return };
        let mut free = AT_ONCE.saturating_sub(
            all.iter().filter(|entry| matches!(entry.state.get_untracked(), State::Sending(_))).count(),
        );
        for entry in all.iter().filter(|entry| entry.state.get_untracked() == State::Waiting) {
            if free == 0 {
                return;
            }
            free -= 1;
            let (entries, sent) = (self.clone(), entry.clone());
            sending::send(entry, move |state| {
                let state = match state {
                    State::Failed(Some(FieldCode::NotADocument)) => State::Failed(Some(entries.kind.wrong.clone())),
                    state => state,
                };
                sent.state.try_set(state);
                entries.send_next();
                entries.settled();
            });
        }
    }

    /// Tells the form that something about its files changed.
    fn settled(&self) {
        let form = self.form.clone();
        let busy = self.problem() == Some(FileProblem::Busy);
        // After the page shows the tokens.
        request_animation_frame(move || {
            form.changed();
            if !busy {
                form.files_arrived();
            }
        });
    }
}
