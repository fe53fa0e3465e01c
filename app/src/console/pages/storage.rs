//! `/admin/storage`: what is stored, what belongs to nothing and what is missing.

use birqadam_console::{StorageLook, StorageReport, StoredKind};
use birqadam_core::Locale;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    console::{
        server_fns::{DeleteOrphanFiles, LookThroughStorageNow, STORAGE_FORM, get_storage},
        words::file_kind,
    },
    format,
    texts::storage as words,
    ui::{
        Confirm, DataTable, EmptyState, Figure, Hidden, Icon, Page, PlainForm, Refused, Section, SubmitButton, load,
        use_locale,
    },
};

/// The page.
#[component]
pub fn StoragePage() -> impl IntoView {
    let l = use_locale();
    let storage = crate::ui::read(|| (), |()| get_storage());
    let look_now = move || {
        view! {
            <PlainForm action=LookThroughStorageNow::PATH name=STORAGE_FORM class="inline-form">
                <Hidden name="pressed" value="true"/>
                <SubmitButton label=words::look_now(l) icon=Icon::RefreshCw/>
            </PlainForm>
        }
    };
    load(storage, move |StorageReport { look, kinds }| {
        let body = match look {
            Some(look) => found(l, look, kinds).into_any(),
            None => view! { <EmptyState title=words::not_looked(l) text=words::not_looked_text(l)/> }.into_any(),
        };
        view! {
            <Page title=words::title(l) lead=words::lead(l) action=look_now>
                <Refused form=STORAGE_FORM/>
                {body}
            </Page>
        }
    })
}

fn found(l: Locale, look: StorageLook, kinds: Vec<StoredKind>) -> impl IntoView {
    let head = [words::kind(l), words::count(l), words::size(l)].map(str::to_owned).to_vec();
    let rows = kinds
        .into_iter()
        .map(|kind| {
            view! {
                <tr>
                    <th scope="row">{file_kind(l, &kind.kind)}</th>
                    <td class="number">{format::number(kind.files)}</td>
                    <td class="number">{format::file_size(l, kind.bytes)}</td>
                </tr>
            }
        })
        .collect_view();
    let orphans = orphans(l, &look);
    let missing = if look.missing == 0 {
        view! { <p class="muted">{words::no_missing(l)}</p> }.into_any()
    } else {
        view! {
            <p>{words::missing_text(l)}</p>
            <p><a href="/admin/storage/missing">{words::list(l)}</a></p>
        }
        .into_any()
    };
    view! {
        <div class="figures">
            <Figure value=format::number(look.files) label=words::files(l, look.files)/>
            <Figure value=format::file_size(l, look.bytes) label=words::size(l)/>
        </div>
        <p class="muted small">{words::looked(l, format::moment_short(look.finished_at))}</p>
        <DataTable caption=words::title(l) head=head>{rows}</DataTable>
        <Section title=words::orphans(l) count=format::number(look.orphans)>{orphans}</Section>
        <Section title=words::missing(l) count=format::number(look.missing)>
            {missing}
        </Section>
    }
}

/// The dry run is the list; removing says how much goes.
fn orphans(l: Locale, look: &StorageLook) -> AnyView {
    if look.orphans == 0 {
        return view! { <p class="muted">{words::no_orphans(l)}</p> }.into_any();
    }
    let (count, size) = (look.orphans, format::file_size(l, look.orphan_bytes));
    view! {
        <p>{words::orphans_text(l)}</p>
        <p><a href="/admin/storage/orphan">{words::list(l)}</a></p>
        <Confirm label=words::delete(l, count) tone="bad" icon=Icon::Trash2>
            <p>{words::delete_sure(l, size)}</p>
            <PlainForm action=DeleteOrphanFiles::PATH name=STORAGE_FORM>
                <Hidden name="expected" value=count.to_string()/>
                <SubmitButton label=words::delete_yes(l) tone="bad"/>
            </PlainForm>
        </Confirm>
    }
    .into_any()
}
