//! Fields: label above, help below, the error at the field. Names are those of the domain's
//! input (`title`, `tasks.0.text`), so that its errors find their field.

use leptos::prelude::*;

use super::{
    form::{FormCtx, use_form},
    icon::{Icon, IconView},
    start::use_locale,
};
use crate::texts::common;

/// Label, help and error around a control.
fn frame(form: &FormCtx, name: &str, label: String, help: Option<String>, optional: bool, control: AnyView) -> AnyView {
    let l = use_locale();
    let (id, error) = (form.html_id(name), form.error_at(name));
    form.remember_label(name, &label);
    let error_id = format!("{id}-error");
    let help_id = format!("{id}-help");
    view! {
        <div class="field" class:field-wrong=move || error.with(Option::is_some)>
            <label class="field-label" for=id>
                {label}
                {optional.then(|| view! { <span class="field-optional">{common::optional(l)}</span> })}
            </label>
            {control}
            {move || {
                let error_id = error_id.clone();
                error
                    .get()
                    .map(|text| {
                        view! {
                            <p class="field-error" id=error_id>
                                <IconView icon=Icon::TriangleAlert/>
                                {text}
                            </p>
                        }
                    })
            }}
            {help.map(|help| view! { <p class="field-help" id=help_id>{help}</p> })}
        </div>
    }
    .into_any()
}

/// `aria-describedby` and `aria-invalid` of a control.
fn described(
    form: &FormCtx,
    name: &str,
    help: bool,
) -> (impl Fn() -> Option<String> + Clone + Send + Sync + 'static, Signal<Option<&'static str>>) {
    let (id, error) = (form.html_id(name), form.error_at(name));
    let by = move || {
        let mut ids = Vec::new();
        if error.with(Option::is_some) {
            ids.push(format!("{id}-error"));
        }
        if help {
            ids.push(format!("{id}-help"));
        }
        (!ids.is_empty()).then(|| ids.join(" "))
    };
    (by, Signal::derive(move || error.with(Option::is_some).then_some("true")))
}

/// One line of text; by `kind` also `email`, `tel`, `url`, `search`, `time`, `date`.
#[component]
pub fn TextField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] help: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional)] required: bool,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional)] inputmode: Option<&'static str>,
    #[prop(optional, into)] placeholder: Option<String>,
    /// Shown but not open for change.
    #[prop(optional)]
    locked: bool,
) -> impl IntoView {
    let form = use_form();
    let (by, invalid) = described(&form, &name, help.is_some());
    let control = view! {
        <input
            class="input"
            type=kind
            id=form.html_id(&name)
            name=form.html_name(&name)
            value=form.value(&name, value)
            required=required
            readonly=locked
            autocomplete=autocomplete
            inputmode=inputmode
            placeholder=placeholder
            aria-describedby=by
            aria-invalid=invalid
        />
    }
    .into_any();
    frame(&form, &name, label, help, !required && !locked, control)
}

/// A day, in the browser's own way of choosing one; sent as `2026-11-20`.
#[component]
pub fn DateField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] help: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    #[prop(optional)] required: bool,
    #[prop(optional)] locked: bool,
) -> impl IntoView {
    view! { <TextField name=name label=label help=help.unwrap_or_default() value=value.unwrap_or_default() kind="date" required=required locked=locked/> }
}

/// A password, with a word on what is asked of it; never filled in again.
#[component]
pub fn PasswordField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] help: Option<String>,
    /// `new-password` or `current-password`.
    autocomplete: &'static str,
) -> impl IntoView {
    let form = use_form();
    let (by, invalid) = described(&form, &name, help.is_some());
    let control = view! {
        <input
            class="input"
            type="password"
            id=form.html_id(&name)
            name=form.html_name(&name)
            required=true
            autocomplete=autocomplete
            aria-describedby=by
            aria-invalid=invalid
        />
    }
    .into_any();
    frame(&form, &name, label, help, false, control)
}

/// Several lines of text.
#[component]
pub fn TextArea(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] help: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    #[prop(default = 5)] rows: u32,
    #[prop(optional)] required: bool,
    #[prop(optional)] locked: bool,
) -> impl IntoView {
    let form = use_form();
    let (by, invalid) = described(&form, &name, help.is_some());
    // As HTML and not as a text node: an empty text node is rendered as a space. A textarea
    // swallows one line break at its beginning (HTML standard), so it is given one to spare.
    let text = format!("\n{}", escape(&form.value(&name, value)));
    let control = view! {
        <textarea
            class="input"
            id=form.html_id(&name)
            name=form.html_name(&name)
            rows=rows
            required=required
            readonly=locked
            aria-describedby=by
            aria-invalid=invalid
            inner_html=text
        ></textarea>
    }
    .into_any();
    frame(&form, &name, label, help, !required && !locked, control)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

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
