//! Content in three languages: one field with an input for each, and which are still missing.

use birqadam_core::{Locale, Localized};
use leptos::prelude::*;

use crate::{
    texts::forms as words,
    ui::{
        form::use_form,
        icon::{Icon, IconView},
        start::use_locale,
    },
};

/// One line in ru, kk and en (`title.ru`, …). One language is enough
/// (`Validator::localized`): a chip for each says whether it is filled in.
#[component]
pub fn LocalizedField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] help: Option<String>,
    value: Localized,
) -> impl IntoView {
    let l = use_locale();
    let form = use_form();
    form.remember_label(&name, &label);
    let help_id = format!("{}-help", form.html_id(&name));
    let inputs = Locale::ALL.map(|language| {
        let field = format!("{name}.{}", language.as_str());
        let text = form.value(&field, Some(value.exact(language).to_owned()));
        let filled = RwSignal::new(!text.trim().is_empty());
        let error = form.error_at(&field);
        let label = format!("{label} ({})", language.endonym());
        form.remember_label(&field, &label);
        let id = form.html_id(&field);
        let error_id = format!("{id}-error");
        let described = {
            let (error_id, help_id) = (error_id.clone(), help_id.clone());
            move || if error.with(Option::is_some) { format!("{error_id} {help_id}") } else { help_id.clone() }
        };
        let chip = view! { <Filled language=language filled=filled/> };
        let input = view! {
            <div class="localized-line" class:field-wrong=move || error.with(Option::is_some)>
                <label class="localized-language" for=id.clone()>
                    {language.endonym()}
                </label>
                <input
                    class="input"
                    type="text"
                    lang=language.as_str()
                    id=id
                    name=form.html_name(&field)
                    value=text
                    aria-describedby=described
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    on:input=move |event| filled.set(!event_target_value(&event).trim().is_empty())
                />
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
            </div>
        };
        (chip, input)
    });
    let (chips, inputs): (Vec<_>, Vec<_>) = inputs.into_iter().unzip();
    view! {
        <fieldset class="field localized" id=form.html_id(&name)>
            <legend class="field-label">{label}</legend>
            <p class="localized-chips">{chips}</p>
            {inputs}
            <p class="field-help" id=help_id>
                {help.map(|help| format!("{help} "))} {words::language_help(l)}
            </p>
        </fieldset>
    }
}

/// Whether a language is filled in, by icon and word.
#[component]
fn Filled(language: Locale, filled: RwSignal<bool>) -> impl IntoView {
    let l = use_locale();
    view! {
        <span class=move || if filled.get() { "chip chip-good" } else { "chip chip-waiting" }>
            {move || {
                let icon = if filled.get() { Icon::Check } else { Icon::Ellipsis };
                view! { <IconView icon=icon/> }
            }}
            {language.as_str()}
            <span class="visually-hidden">
                ": " {move || if filled.get() { words::language_filled(l) } else { words::language_missing(l) }}
            </span>
        </span>
    }
}

/// Content in the reader's language, or in another with a mark that says so.
#[component]
pub fn Fallback(text: Localized) -> impl IntoView {
    let l = use_locale();
    let (shown, language) = text.get(l);
    let shown = shown.to_owned();
    let mark = (language != l && !shown.is_empty()).then(|| {
        view! {
            <span class="fallback-mark" title=words::fallback(l)>
                {language.as_str()}
                <span class="visually-hidden">": " {words::fallback(l)}</span>
            </span>
        }
    });
    view! {
        <span lang=language.as_str()>{shown}</span>
        {mark}
    }
}
