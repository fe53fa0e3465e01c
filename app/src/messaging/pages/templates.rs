//! `/admin/templates`: the words of each type of notice, by channel and language.

use birqadam_core::{ChannelName, Locale, NoticeGroup, NoticeKind};
use birqadam_messaging::Template;
use leptos::prelude::*;

use crate::{
    messaging::{kind_words, server_fns::list_templates},
    texts::{deliveries as words, nav},
    ui::{DataTable, Page, Section, load, use_locale},
};

/// The page.
#[component]
pub fn Templates() -> impl IntoView {
    let l = use_locale();
    let changed = crate::ui::read(|| (), |()| list_templates());
    load(changed, move |changed| {
        let groups = NoticeGroup::ALL.into_iter().map(|group| table(l, group, &changed)).collect_view();
        view! {
            <Page title=nav::templates(l) lead=words::templates_lead(l)>
                {groups}
            </Page>
        }
    })
}

fn table(l: Locale, group: NoticeGroup, changed: &[Template]) -> impl IntoView + use<> {
    let rows = NoticeKind::ALL.iter().filter(|kind| kind.group() == group).map(|kind| row(l, *kind, changed));
    let rows = rows.collect_view();
    let head = [words::kind(l), kind_words::channel(l, ChannelName::InApp), kind_words::channel(l, ChannelName::Email)];
    view! {
        <Section title=kind_words::group(l, group)>
            <DataTable caption=kind_words::group(l, group) head=head.map(str::to_owned).to_vec()>
                {rows}
            </DataTable>
        </Section>
    }
}

fn row(l: Locale, kind: NoticeKind, changed: &[Template]) -> impl IntoView + use<> {
    let cells = ChannelName::ALL
        .into_iter()
        .map(|channel| {
            let links = Locale::ALL
                .into_iter()
                .map(|locale| {
                    let own = changed.iter().any(|t| (t.kind, t.channel, t.locale) == (kind, channel, locale));
                    let href = format!("/admin/templates/{}/{}/{locale}", kind.as_str(), channel.as_str());
                    let label = format!(
                        "{}, {}, {}",
                        kind_words::kind(l, kind),
                        kind_words::channel(l, channel),
                        locale.endonym()
                    );
                    view! {
                        <li>
                            <a href=href aria-label=label>{locale.as_str()}</a>
                            {own.then(|| view! { <span class="template-own">{words::own_words(l)}</span> })}
                        </li>
                    }
                })
                .collect_view();
            view! {
                <td>
                    <ul class="template-links">{links}</ul>
                </td>
            }
        })
        .collect_view();
    view! {
        <tr>
            <th scope="row">{kind_words::kind(l, kind)}</th>
            {cells}
        </tr>
    }
}
