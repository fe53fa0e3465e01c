//! The fields that can be given back: a mark, the value, a word on what to correct.

use leptos::prelude::*;

use crate::{
    review::field_label,
    texts::review as words,
    ui::{Icon, IconView, use_form, use_locale},
};

/// A row for each field. All rows are sent; what is not marked comes without `field`.
#[component]
pub fn ReturnFields(
    /// Each field with its value in words, which may be empty.
    values: Vec<(String, String)>,
) -> impl IntoView {
    let l = use_locale();
    let form = use_form();
    form.remember_label("fields", words::fields_to_correct(l));
    let error = form.error_at("fields");
    let rows = values
        .into_iter()
        .enumerate()
        .map(|(index, (field, value))| view! { <Row index=index field=field value=value/> })
        .collect_view();
    view! {
        <fieldset class="field return-fields" id=form.html_id("fields")>
            <legend class="field-label">{words::fields_to_correct(l)}</legend>
            {move || {
                error
                    .with(Option::is_some)
                    .then(|| {
                        view! {
                            <p class="field-error">
                                <IconView icon=Icon::TriangleAlert/>
                                {words::mark_a_field(l)}
                            </p>
                        }
                    })
            }}
            {rows}
        </fieldset>
    }
}

#[component]
fn Row(index: usize, field: String, value: String) -> impl IntoView {
    let l = use_locale();
    let form = use_form();
    let [mark, name, comment] = ["field", "name", "comment"].map(|part| format!("fields.{index}.{part}"));
    let label = field_label(l, &field);
    form.remember_label(&comment, &label);
    let error = form.error_at(&comment);
    let id = form.html_id(&mark);
    view! {
        <div class="return-row">
            <input type="hidden" name=form.html_name(&name) value=field.clone()/>
            <input
                type="checkbox"
                id=id.clone()
                name=form.html_name(&mark)
                value=field.clone()
                checked=form.value(&mark, None) == field
            />
            <label for=id>
                <span class="return-name">{label.clone()}</span>
                <span class="return-value">{value}</span>
            </label>
            <div class="return-comment">
                <input
                    class="input"
                    id=form.html_id(&comment)
                    name=form.html_name(&comment)
                    value=form.value(&comment, None)
                    aria-label=format!("{label}: {}", words::what_to_correct(l))
                    placeholder=words::what_to_correct(l)
                />
                {move || error.get().map(|text| view! { <p class="field-error">{text}</p> })}
            </div>
        </div>
    }
}
