//! Reading a form in the browser.

use birqadam_core::form::Fields;
use leptos::{
    prelude::*,
    web_sys::{Event, FormData, HtmlButtonElement, HtmlElement, HtmlFormElement, SubmitEvent},
};
use wasm_bindgen::{JsCast, JsValue};

/// The texts of a form; files are left out.
pub(super) fn fields_of(data: &FormData) -> Fields {
    let entries = js_sys::try_iter(data).ok().flatten();
    let pairs = entries.into_iter().flatten().filter_map(|entry| {
        let pair = js_sys::Array::from(&entry.ok()?);
        Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
    });
    Fields::from_pairs(pairs)
}

/// Everything a form would send, with the button that sends it.
pub(super) fn data_of(form: &HtmlFormElement, submitter: Option<&HtmlElement>) -> Option<FormData> {
    let data = FormData::new_with_form(form).ok()?;
    if let Some(button) = submitter.and_then(|element| element.dyn_ref::<HtmlButtonElement>())
        && !button.name().is_empty()
    {
        data.append_with_str(&button.name(), &button.value()).ok()?;
    }
    Some(data)
}

/// The button that was pressed.
pub(super) fn submitter(event: &SubmitEvent) -> Option<HtmlElement> {
    event.submitter().and_then(|element| element.dyn_into::<HtmlElement>().ok())
}

/// The domain's name of the field an event comes from.
pub(super) fn field_of(event: &Event) -> Option<String> {
    let target = event.target()?.dyn_into::<leptos::web_sys::Element>().ok()?;
    let name = target.get_attribute("name").filter(|name| !name.is_empty())?;
    Some(birqadam_core::form::field_name(&name))
}

/// Sends the form as the browser does without scripts, with what its button says.
pub(super) fn send_plainly(form: &HtmlFormElement, submitter: Option<&HtmlElement>) {
    if let Some(button) = submitter.and_then(|element| element.dyn_ref::<HtmlButtonElement>())
        && !button.name().is_empty()
        && let Ok(input) = document().create_element("input")
    {
        for (name, value) in [("type", "hidden".to_owned()), ("name", button.name()), ("value", button.value())] {
            let _ = input.set_attribute(name, &value);
        }
        let _ = form.append_child(&input);
    }
    let _: Result<(), JsValue> = form.submit();
}
