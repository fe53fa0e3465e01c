//! What stands around every control.

use leptos::prelude::*;

use crate::{
    texts::common,
    ui::{
        form::FormCtx,
        icon::{Icon, IconView},
        start::use_locale,
    },
};

/// Label, help and error around a control.
pub(super) fn frame(
    form: &FormCtx,
    name: &str,
    label: String,
    help: Option<String>,
    optional: bool,
    control: AnyView,
) -> AnyView {
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
pub(super) fn described(
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
