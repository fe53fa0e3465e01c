//! `/admin/ledger/:id`: one transaction, its sides explained in words.

use birqadam_core::{Amount, Locale};
use birqadam_funding::{LedgerEntry, LedgerSide};
use leptos::prelude::*;

use crate::{
    format,
    money::{
        server_fns::find_ledger_entry,
        words::{ledger_kind, ledger_source, sum},
    },
    sponsor::words::provider,
    texts::money as words,
    ui::{Crumb, DataTable, Fact, Facts, Icon, Page, Section, load, use_id, use_locale},
};

/// The page.
#[component]
pub fn LedgerEntryPage() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let entry = crate::ui::read(move || id.get(), find_ledger_entry);
    load(entry, move |entry| {
        let title = words::transaction_no(l, entry.id);
        let lead = format!("{}, {}", ledger_kind(l, &entry.kind), sum(entry.amount, &entry.currency));
        view! {
            <Page title=title lead=lead up=Crumb::new("/admin/ledger", words::ledger(l))>
                {facts(l, &entry)}
                {sides(l, &entry)}
            </Page>
        }
    })
}

fn facts(l: Locale, entry: &LedgerEntry) -> impl IntoView + use<> {
    let source = ledger_source(l, &entry.source_kind, entry.source_id);
    let href = match entry.source_kind.as_str() {
        "payment" => Some(format!("/admin/payments/{}", entry.source_id)),
        "expense" => Some(format!("/review/expenses/{}", entry.source_id)),
        _ => None,
    };
    let source = match href {
        Some(href) => view! { <a href=href>{source}</a> }.into_any(),
        None => source.into_any(),
    };
    let project = entry.project.clone().map(|(id, title)| {
        view! {
            <Fact label=words::project(l) icon=Icon::FolderKanban>
                <a href=format!("/projects/{id}")>{title}</a>
            </Fact>
        }
    });
    let actor = match entry.actor.clone() {
        Some((id, name)) => view! { <a href=format!("/admin/users/{id}")>{name}</a> }.into_any(),
        None => words::by_platform(l).into_any(),
    };
    let posted = format::moment(l, entry.created_at);
    let other = move |label: &'static str, id: Option<i64>| {
        id.map(|id| {
            view! {
                <Fact label=label icon=Icon::Undo2>
                    <a href=format!("/admin/ledger/{id}")>{words::transaction_no(l, id)}</a>
                </Fact>
            }
        })
    };
    let (reverses, reversed_by) =
        (other(words::reverses(l), entry.reverses), other(words::reversed_by(l), entry.reversed_by));
    view! {
        <Facts>
            <Fact label=words::source(l) icon=Icon::FileText>{source}</Fact>
            {project}
            <Fact label=words::actor(l) icon=Icon::User>{actor}</Fact>
            <Fact label=words::posted(l) icon=Icon::Clock>{posted}</Fact>
            {reverses} {reversed_by}
        </Facts>
    }
}

fn sides(l: Locale, entry: &LedgerEntry) -> impl IntoView + use<> {
    let currency = entry.currency.clone();
    let rows = entry
        .sides
        .iter()
        .map(|side| {
            view! {
                <tr>
                    <td>{in_words(l, side, &currency)}</td>
                    <td class="number">{sum(side.amount, &currency)}</td>
                    <td class="number">{sum(side.balance, &currency)}</td>
                </tr>
            }
        })
        .collect::<Vec<_>>();
    let head = [words::what_happened(l), words::amount(l), words::balance_now(l)].map(str::to_owned).to_vec();
    view! {
        <Section title=words::sides(l)>
            <p class="muted">{words::sides_text(l)}</p>
            <DataTable caption=words::sides(l) head=head>
                {rows}
            </DataTable>
        </Section>
    }
}

/// What one account got or gave, as a sentence.
fn in_words(l: Locale, side: &LedgerSide, currency: &str) -> String {
    let gets = side.amount.0 > 0;
    let amount = sum(Amount(side.amount.0.abs()), currency);
    match (side.account.as_str(), gets) {
        ("provider", false) => words::side_provider_gave(l, amount, provider_name(l, side)),
        ("provider", true) => words::side_provider_got(l, amount, provider_name(l, side)),
        ("sponsorship", gets) => {
            let number = side.sponsorship.map(|id| id.0).unwrap_or_default();
            let sponsor = side.sponsor.clone().unwrap_or_default();
            match gets {
                true => words::side_gift_got(l, amount, number, sponsor),
                false => words::side_gift_gave(l, amount, number, sponsor),
            }
        }
        ("advance", false) => words::side_ahead(l, amount),
        ("advance", true) => words::side_ahead_paid(l, amount),
        (_, true) => words::side_spent(l, amount),
        (_, false) => words::side_unspent(l, amount),
    }
}

fn provider_name(l: Locale, side: &LedgerSide) -> String {
    provider(l, side.provider.as_deref().unwrap_or_default())
}
