//! One file on its way, with its progress. `fetch` tells no progress of what it sends.

use birqadam_core::{Error, FieldCode, draft::StagedFile};
use leptos::{
    prelude::*,
    server_fn::ServerFn,
    web_sys::{FormData, ProgressEvent, XmlHttpRequest},
};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use super::entry::{Entry, State};
use crate::{error::AppError, forms::server_fns::StageUpload};

/// Sends the file; `done` gets its last state, unless it was taken back meanwhile.
pub(super) fn send(entry: &Entry, done: impl FnOnce(State) + 'static) {
    entry.state.set(State::Sending(0));
    match start(entry) {
        Ok(request) => {
            entry.request.set_value(Some(SendWrapper::new(request.clone())));
            let answered = request.clone();
            let ended = Closure::once_into_js(move |_: JsValue| done(outcome(&answered)));
            request.set_onloadend(Some(ended.unchecked_ref()));
        }
        Err(_) => done(State::Failed(None)),
    }
}

fn start(entry: &Entry) -> Result<XmlHttpRequest, JsValue> {
    let file = entry.file.try_get_value().flatten().ok_or(JsValue::NULL)?;
    let data = FormData::new()?;
    data.append_with_blob_and_filename("file", &file, &file.name())?;
    let request = XmlHttpRequest::new()?;
    request.open("POST", StageUpload::PATH)?;
    request.set_request_header("accept", "application/json")?;
    let state = entry.state;
    let moved = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
        let percent = if event.total() > 0.0 { event.loaded() / event.total() * 100.0 } else { 0.0 };
        // The answer alone says that it has arrived.
        let percent = (percent as u32).min(99);
        if matches!(state.try_get_untracked(), Some(State::Sending(_))) {
            state.set(State::Sending(percent));
        }
    });
    request.upload()?.set_onprogress(Some(moved.into_js_value().unchecked_ref()));
    request.send_with_opt_form_data(Some(&data))?;
    Ok(request)
}

fn outcome(request: &XmlHttpRequest) -> State {
    let text = request.response_text().ok().flatten().unwrap_or_default();
    if request.status() == Ok(200)
        && let Ok(file) = serde_json::from_str::<StagedFile>(&text)
    {
        return State::Sent(file);
    }
    State::Failed(serde_json::from_str::<AppError>(&text).ok().and_then(|AppError(error)| reason(error)))
}

/// What is wrong with the file itself; everything else may be better the next time.
fn reason(error: Error) -> Option<FieldCode> {
    match error {
        Error::Invalid(fields) => fields.into_iter().next().map(|field| field.code),
        Error::TooLarge { limit_bytes } => Some(FieldCode::FileTooLarge((limit_bytes / 1024 / 1024) as i64)),
        _ => None,
    }
}
