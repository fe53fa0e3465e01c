//! The list as a page: title and total, filters, chips, rows, pager.

use birqadam_core::{
    Error, Locale,
    list::{CellKind, ColumnSpec, ListPage},
};
use leptos::children::ViewFn;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_location;

use super::{
    super::{
        empty::EmptyState,
        error_page::ErrorPage,
        form::{Hidden, PlainForm},
        icon::{Icon, IconView},
        load::Skeleton,
        page::{Crumb, Notice, Page, PageProps},
        start::use_locale,
    },
    ListUi,
    address::Address,
    bulk::BulkBar,
    chips::chips,
    columns::columns,
    filters::filters,
    keys::ListKeys,
    rows::rows,
    views::views,
};
use crate::{
    errors,
    exports::components::ExportMenu,
    format,
    lists::{
        ListScreen,
        server_fns::{BULK_FORM, PlanBatch, read_list},
    },
    texts::{common, lists as words},
};

/// A page that is one list.
#[component]
pub fn ListView(
    ui: &'static ListUi,
    #[prop(into)] title: String,
    /// One sentence under the title.
    #[prop(optional, into)]
    lead: Option<String>,
    #[prop(optional)] up: Option<Crumb>,
    /// The page's primary action.
    #[prop(optional, into)]
    action: Option<ViewFn>,
    /// What the page says of the list (`project=5`), for its fixed filters.
    #[prop(optional, into)]
    place: Signal<String>,
    /// Above the list: figures, tabs.
    #[prop(optional, into)]
    before: Option<ViewFn>,
) -> impl IntoView {
    let l = use_locale();
    let location = use_location();
    let screen = crate::ui::read(
        move || (place.get(), location.search.get()),
        move |(place, query)| read_list(ui.spec.name.to_owned(), place, query),
    );
    let frame = StoredValue::new((title, lead, up, action, before));
    let show = move |screen: ListScreen| {
        let (title, lead, up, action, before) = frame.get_value();
        let address = Address::here(ui.spec, &screen);
        let page = &screen.page;
        let count = total(l, page);
        let export = view! { <ExportMenu list=ui.spec.name query=address.whole_query()/> };
        let tools = view! {
            <div class="list-tools">
                <p class="list-sums">{sums(l, ui, page)}</p>
                {(!page.rows.is_empty()).then(|| view! { {columns(l, ui, &address)} {export} })}
            </div>
        };
        let (filters, chips) = (filters(l, ui, &address, page), chips(l, ui, &address, page));
        let views = views(l, ui, &address, &screen);
        let pager = pager(l, &address, page);
        let list = match (page.rows.is_empty(), screen.actions.is_empty()) {
            (true, _) => nothing(l, ui, &address, page),
            (_, true) => rows(l, ui, &address, page, title.clone(), false).into_any(),
            (_, false) => selectable(l, ui, &address, &screen, title.clone()),
        };
        let children: Children = Box::new(move || {
            view! {
                {before.map(|before| before.run())}
                {views}
                {filters}
                {chips}
                {tools}
                {list}
                {pager}
                <ListKeys/>
            }
            .into_any()
        });
        // What may be there or not is passed on as it is.
        Page(PageProps { title, count: Some(count), lead, up, action, narrow: false, children }).into_any()
    };
    view! {
        <Transition fallback=|| {
            view! { <Skeleton lines=8/> }
        }>
            {move || Suspend::new(async move {
                match screen.await {
                    Ok(screen) => show(screen),
                    Err(error) if matches!(error.0, Error::Invalid(_)) => {
                        view! { <NotUnderstood ui=ui title=frame.get_value().0 error=error.0/> }.into_any()
                    }
                    Err(error) => view! { <ErrorPage error=error.0/> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// The rows with boxes, in the form of the bulk actions.
fn selectable(l: Locale, ui: &'static ListUi, address: &Address, screen: &ListScreen, title: String) -> AnyView {
    let (address, screen) = (address.clone(), screen.clone());
    let query = address.whole_query();
    view! {
        <PlainForm action=PlanBatch::PATH name=BULK_FORM class="list-form">
            <Hidden name="list" value=ui.spec.name/>
            <Hidden name="query" value=query/>
            <BulkBar l=l ui=ui screen=screen.clone()/>
            {rows(l, ui, &address, &screen.page, title, true)}
        </PlainForm>
    }
    .into_any()
}

/// To the pages beside this one, and to the first.
fn pager(l: Locale, address: &Address, page: &ListPage) -> impl IntoView + use<> {
    let first = page.prev.is_some().then(|| {
        view! {
            <a class="button" href=address.page(None)>
                {common::first_page(l)}
            </a>
        }
    });
    let previous = page.prev.as_deref().map(|cursor| {
        view! {
            <a class="button" rel="prev" href=address.page(Some(cursor))>
                <IconView icon=Icon::ArrowLeft/>
                <span>{common::previous_page(l)}</span>
            </a>
        }
    });
    let next = page.next.as_deref().map(|cursor| {
        view! {
            <a class="button" rel="next" href=address.page(Some(cursor))>
                <span>{common::next_page(l)}</span>
                <IconView icon=Icon::ArrowRight/>
            </a>
        }
    });
    (previous.is_some() || next.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label=common::pages(l)>
                {first}
                {previous}
                {next}
            </nav>
        }
    })
}

fn total(l: Locale, page: &ListPage) -> String {
    match page.total.more {
        true => words::total_more(l, format::number(page.total.count)),
        false => words::total(l, page.total.count),
    }
}

fn sums(l: Locale, ui: &'static ListUi, page: &ListPage) -> String {
    let sum = |column: &ColumnSpec| {
        let sum = *page.total.sums.get(column.name)?;
        let sum = match column.kind {
            CellKind::Bytes => format::file_size(l, sum),
            // Lists hold money of the platform's currency.
            CellKind::Money => format::sum(sum, "KZT"),
            _ => format::number(sum),
        };
        // One sum is not broken between lines.
        Some(words::sum(l, (ui.label)(l, column.name), sum).replace(' ', "\u{a0}"))
    };
    // In the order of the columns.
    ui.spec.columns.iter().filter_map(sum).collect::<Vec<_>>().join(" · ")
}

/// Nothing to show: because of the filters, or because there is nothing at all.
fn nothing(l: Locale, ui: &'static ListUi, address: &Address, page: &ListPage) -> AnyView {
    if page.request.is_filtered(ui.spec) {
        let reset = address.with(|request| request.filters.clear());
        let action = move || view! { <a class="button" href=reset.clone()>{common::reset_filters(l)}</a> };
        return view! { <EmptyState title=words::none_found(l) text=words::none_found_text(l) action=action/> }
            .into_any();
    }
    let empty = (ui.empty)(l);
    match empty.action {
        Some((href, text)) => {
            let action = move || view! { <a class="button button-primary" href=href>{text}</a> };
            view! { <EmptyState title=empty.title text=empty.text action=action/> }.into_any()
        }
        None => view! { <EmptyState title=empty.title text=empty.text/> }.into_any(),
    }
}

/// The address asks for what the list does not know: says what, and leads to the whole list.
#[component]
fn NotUnderstood(ui: &'static ListUi, title: String, error: Error) -> impl IntoView {
    let l = use_locale();
    #[cfg(feature = "ssr")]
    crate::server_ctx::set_status(error.status());
    let path = use_location().pathname.get_untracked();
    let wrong = error
        .fields()
        .iter()
        .map(|field| {
            let name = parameter(l, ui, &field.field);
            view! { <li>{name}": "{errors::field_message(l, &field.code)}</li> }
        })
        .collect_view();
    view! {
        <Page title=title>
            <Notice tone="bad" title=words::not_understood(l)>
                <p>{words::not_understood_text(l)}</p>
                <ul>{wrong}</ul>
                <a class="button" href=path>
                    {words::whole_list(l)}
                </a>
            </Notice>
        </Page>
    }
}

/// A parameter of the address in words; one we do not know as it came, cut short.
fn parameter(l: Locale, ui: &ListUi, name: &str) -> String {
    let known = match name {
        "sort" => words::parameter_sort(l),
        "columns" => words::columns(l),
        "cursor" => words::parameter_cursor(l),
        "limit" => words::parameter_limit(l),
        _ => (ui.label)(l, name.trim_end_matches("_from").trim_end_matches("_to")),
    };
    if known.is_empty() { name.chars().take(40).collect() } else { known.to_owned() }
}
