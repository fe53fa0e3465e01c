//! What can be done to the ticked rows. The boxes and the actions are one plain form; its answer is
//! the plan, nothing is done yet.

use birqadam_core::{Locale, list::ActionFieldKind};
use leptos::prelude::*;
use leptos::web_sys::HtmlInputElement;
use serde_json::Value;
use wasm_bindgen::JsCast;

use super::{
    super::{
        confirm::Confirm,
        field::{DateField, Select, TextArea},
        form::{SubmitButton, use_form},
        start::use_flash,
    },
    ListUi,
};
use crate::{
    format,
    lists::{ActionOffer, FieldOffer, ListScreen, action_field, action_label, server_fns::BULK_FORM},
    texts::lists as words,
};

/// The actions, and the box that means all pages.
#[component]
pub(super) fn BulkBar(l: Locale, ui: &'static ListUi, screen: ListScreen) -> impl IntoView {
    let form = use_form();
    form.remember_label("ids", words::bulk_ids(l));
    let refused = use_flash(BULK_FORM).and_then(|flash| Some(flash.values.get("action")?.as_str()?.to_owned()));
    let total = &screen.page.total;
    let all = screen.page.next.is_some().then(|| {
        let label = match total.more {
            true => words::bulk_all_more(l, format::number(total.count)),
            false => words::bulk_all(l, total.count),
        };
        let checked = form.kept().get("all").and_then(Value::as_bool).unwrap_or_default();
        view! {
            <label class="list-option list-all">
                <input type="checkbox" name=form.html_name("all") value="true" checked=checked/>
                <span>{label}</span>
            </label>
        }
    });
    let buttons = screen
        .actions
        .into_iter()
        .map(|action| {
            let open = refused.as_deref() == Some(&*action.name);
            button(l, ui, action, open)
        })
        .collect_view();
    view! {
        <div class="list-bulk" id=form.html_id("ids") role="group" aria-label=words::bulk(l) tabindex="-1">
            <p class="list-bulk-hint">{words::bulk_hint(l)}</p>
            <div class="list-bulk-actions">
                {all}
                {buttons}
            </div>
        </div>
    }
}

fn button(l: Locale, ui: &'static ListUi, action: ActionOffer, open: bool) -> AnyView {
    let label = action_label(l, ui.spec.name, &action.name);
    let tone = tone(&action.tone);
    if action.fields.is_empty() {
        return view! { <SubmitButton label=format!("{label}…") tone=tone name="action" value=action.name/> }
            .into_any();
    }
    let fields = action.fields.into_iter().map(|one| field(l, ui, &action.name, one)).collect_view();
    view! {
        <Confirm label=format!("{label}…") tone=tone open=open>
            <div class="form">
                {fields}
                <SubmitButton label=words::bulk_preview(l) name="action" value=action.name/>
            </div>
        </Confirm>
    }
    .into_any()
}

fn tone(name: &str) -> &'static str {
    match name {
        "good" => "good",
        "bad" => "bad",
        _ => "plain",
    }
}

fn field(l: Locale, ui: &'static ListUi, action: &str, field: FieldOffer) -> AnyView {
    let name = format!("fields.{action}.{}", field.name);
    let label = action_field(l, ui.spec.name, action, &field.name);
    match field.kind {
        ActionFieldKind::Text { .. } => view! { <TextArea name=name label=label rows=3 required=true/> }.into_any(),
        ActionFieldKind::Day => view! { <DateField name=name label=label required=true/> }.into_any(),
        ActionFieldKind::Lookup => {
            let options = field.choices.into_iter().map(|choice| (choice.value, choice.label)).collect();
            view! { <Select name=name label=label options=options required=true/> }.into_any()
        }
    }
}

/// The box of a row; ticked still when the form comes back.
#[component]
pub(super) fn RowBox(l: Locale, id: i64) -> impl IntoView {
    let form = use_form();
    let kept = form.kept().get("ids").and_then(Value::as_array);
    let checked = kept.is_some_and(|ids| ids.iter().any(|one| one.as_i64() == Some(id)));
    view! {
        <td class="list-box" role="cell">
            <label>
                <span class="visually-hidden">{words::bulk_row(l)}</span>
                <input type="checkbox" name=format!("{}[]", form.html_name("ids")) value=id checked=checked/>
            </label>
        </td>
    }
}

/// The box in the heading: with JavaScript it ticks the whole page.
#[component]
pub(super) fn PageBox(l: Locale) -> impl IntoView {
    let live = RwSignal::new(false);
    Effect::new(move |_| live.set(true));
    let tick_all = move |event: leptos::web_sys::Event| {
        let Some(head) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        let Ok(boxes) = document().query_selector_all(".list-box input") else { return };
        for index in 0..boxes.length() {
            if let Some(one) = boxes.item(index).and_then(|node| node.dyn_into::<HtmlInputElement>().ok()) {
                one.set_checked(head.checked());
            }
        }
    };
    view! {
        <th class="list-box" scope="col" role="columnheader">
            <span class="visually-hidden">{words::bulk_column(l)}</span>
            {move || {
                live.get()
                    .then(|| {
                        view! {
                            <label>
                                <span class="visually-hidden">{words::bulk_page(l)}</span>
                                <input type="checkbox" on:change=tick_all/>
                            </label>
                        }
                    })
            }}
        </th>
    }
}
