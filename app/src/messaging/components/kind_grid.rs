//! Type × channel: a box for each way in which a person may be told of each type.

use birqadam_core::{ChannelName, Locale, NoticeGroup};
use birqadam_messaging::KindPreference;
use leptos::prelude::*;

use crate::{
    messaging::kind_words,
    texts::notifications as words,
    ui::{FormCtx, use_form, use_locale},
};

/// The grid; inside a form with fields `kinds` and `on`.
#[component]
pub fn KindGrid(kinds: Vec<KindPreference>) -> impl IntoView {
    let l = use_locale();
    let form = use_form();
    // What was ticked before the form came back.
    let kept: Option<Vec<String>> = form
        .kept()
        .get("on")
        .and_then(|on| Some(on.as_array()?.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect()))
        .or_else(|| form.kept().is_object().then(Vec::new));
    let head = ChannelName::ALL
        .into_iter()
        .map(|channel| view! { <th scope="col" class="grid-channel">{kind_words::channel(l, channel)}</th> })
        .collect_view();
    let bodies = NoticeGroup::ALL
        .into_iter()
        .filter_map(|group| {
            let rows: Vec<_> = kinds
                .iter()
                .enumerate()
                .filter(|(_, preference)| preference.kind.group() == group)
                .map(|(index, preference)| row(l, &form, index, preference, kept.as_deref()))
                .collect();
            (!rows.is_empty()).then(|| {
                view! {
                    <tbody>
                        <tr>
                            <th scope="rowgroup" colspan="3" class="grid-group">{kind_words::group(l, group)}</th>
                        </tr>
                        {rows}
                    </tbody>
                }
            })
        })
        .collect_view();
    view! {
        <table class="table kind-grid" id=form.html_id("kinds")>
            <caption class="visually-hidden">{words::grid(l)}</caption>
            <thead>
                <tr>
                    <th scope="col">{words::about(l)}</th>
                    {head}
                </tr>
            </thead>
            {bodies}
        </table>
    }
}

fn row(
    l: Locale,
    form: &FormCtx,
    index: usize,
    preference: &KindPreference,
    kept: Option<&[String]>,
) -> impl IntoView + use<> {
    let kind = preference.kind;
    let label = kind_words::kind(l, kind);
    let boxes = ChannelName::ALL
        .into_iter()
        .enumerate()
        .map(|(column, channel)| {
            let value = format!("{}:{}", kind.as_str(), channel.as_str());
            let checked = kept.map_or_else(|| preference.is_on(channel), |kept| kept.contains(&value));
            let field = format!("on.{}", index * ChannelName::ALL.len() + column);
            view! {
                <td class="grid-channel">
                    <label class="grid-box">
                        <input
                            type="checkbox"
                            id=form.html_id(&field)
                            name=form.html_name(&field)
                            value=value
                            checked=checked
                        />
                        <span class="visually-hidden">{format!("{label}: {}", kind_words::channel(l, channel))}</span>
                    </label>
                </td>
            }
        })
        .collect_view();
    view! {
        <tr>
            <th scope="row">
                {label}
                <input type="hidden" name=form.html_name(&format!("kinds.{index}")) value=kind.as_str()/>
            </th>
            {boxes}
        </tr>
    }
}
