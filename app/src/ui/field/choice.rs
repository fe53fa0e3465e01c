//! Choices: one of a list, one shown whole, yes or no, stars.

use leptos::prelude::*;

use super::frame::{described, frame};
use crate::{
    texts::common,
    ui::{
        form::use_form,
        icon::{Icon, IconView},
        start::use_locale,
    },
};

/// A choice of one from a list: `(value, words)`.
#[component]
pub fn Select(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    options: Vec<(String, String)>,
    #[prop(optional, into)] help: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    /// The words of "nothing chosen"; without them the first option is chosen.
    #[prop(optional, into)]
    empty: Option<String>,
    #[prop(optional)] required: bool,
    #[prop(optional)] locked: bool,
) -> impl IntoView {
    let form = use_form();
    let (by, invalid) = described(&form, &name, help.is_some());
    let chosen = form.value(&name, value);
    let kept = locked.then(|| view! { <input type="hidden" name=form.html_name(&name) value=chosen.clone()/> });
    let empty = empty.map(|text| view! { <option value="" selected=chosen.is_empty()>{text}</option> });
    let options = options
        .into_iter()
        .map(|(value, text)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{text}</option> }
        })
        .collect_view();
    let control = view! {
        <span class="select">
            <select
                class="input"
                id=form.html_id(&name)
                name=(!locked).then(|| form.html_name(&name))
                required=required
                disabled=locked
                aria-describedby=by
                aria-invalid=invalid
            >
                {empty}
                {options}
            </select>
            <IconView icon=Icon::ChevronDown/>
            {kept}
        </span>
    }
    .into_any();
    frame(&form, &name, label, help, !required && !locked, control)
}

/// A yes or no; sent as `true` or not at all (`#[serde(default)]` on the other side).
#[component]
pub fn Checkbox(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] help: Option<String>,
    #[prop(optional)] checked: bool,
) -> impl IntoView {
    let form = use_form();
    let checked = form.value(&name, Some(checked.to_string())) == "true";
    let id = form.html_id(&name);
    view! {
        <div class="check">
            <input type="checkbox" id=id.clone() name=form.html_name(&name) value="true" checked=checked/>
            <label for=id>{label}</label>
            {help.map(|help| view! { <p class="field-help">{help}</p> })}
        </div>
    }
}

/// A choice shown whole: `(value, words, explanation)`.
#[component]
pub fn RadioGroup(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    options: Vec<(String, String, String)>,
    #[prop(optional, into)] value: Option<String>,
) -> impl IntoView {
    let form = use_form();
    form.remember_label(&name, &label);
    let error = form.error_at(&name);
    let chosen = form.value(&name, value);
    let options = options
        .into_iter()
        .enumerate()
        .map(|(index, (value, text, explanation))| {
            // The summary's link leads to the first.
            let id = if index == 0 { form.html_id(&name) } else { format!("{}-{index}", form.html_id(&name)) };
            let checked = value == chosen;
            view! {
                <div class="choice">
                    <input type="radio" id=id.clone() name=form.html_name(&name) value=value checked=checked/>
                    <label for=id>
                        <span class="choice-title">{text}</span>
                        <span class="choice-text">{explanation}</span>
                    </label>
                </div>
            }
        })
        .collect_view();
    view! {
        <fieldset class="field choices">
            <legend class="field-label">{label}</legend>
            {move || error.get().map(|text| view! { <p class="field-error"><IconView icon=Icon::TriangleAlert/>{text}</p> })}
            <div class="choices-list">{options}</div>
        </fieldset>
    }
}

/// One to five stars as radio buttons: by mouse, by arrow keys, by number for screen readers.
#[component]
pub fn Stars(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional)] value: Option<i16>,
) -> impl IntoView {
    let l = use_locale();
    let form = use_form();
    form.remember_label(&name, &label);
    let error = form.error_at(&name);
    let chosen = form.value(&name, value.map(|v| v.to_string()));
    // From five down to one: the style sheet lights the chosen star and all after it.
    let stars = (1..=5i64)
        .rev()
        .map(|n| {
            let id = if n == 5 { form.html_id(&name) } else { format!("{}-{n}", form.html_id(&name)) };
            let checked = chosen == n.to_string();
            view! {
                <input class="visually-hidden" type="radio" id=id.clone() name=form.html_name(&name) value=n.to_string() checked=checked/>
                <label for=id title=common::stars(l, n)>
                    <IconView icon=Icon::Star/>
                    <span class="visually-hidden">{common::stars(l, n)}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="field">
            <legend class="field-label">{label}</legend>
            <div class="stars">{stars}</div>
            {move || error.get().map(|text| view! { <p class="field-error"><IconView icon=Icon::TriangleAlert/>{text}</p> })}
        </fieldset>
    }
}
