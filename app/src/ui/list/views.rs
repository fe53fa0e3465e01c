//! Saved views: links to choose one, and below "View" the forms that save, rename, share and remove.

use birqadam_core::{Flag, Locale, Permission, list::SavedView};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::{
    super::{
        confirm::Confirm,
        field::{Checkbox, TextField},
        form::{Hidden, PlainForm, SubmitButton},
        icon::{Icon, IconView},
        start::{may, use_flash, use_me, use_start},
    },
    ListUi,
    address::Address,
};
use crate::{
    lists::{
        ListScreen,
        server_fns::{
            CreateView, DEFAULT_VIEW_FORM, DELETE_VIEW_FORM, DeleteView, NEW_VIEW_FORM, SetDefaultView, UpdateView,
            VIEW_FORM,
        },
    },
    texts::lists as words,
};

pub(super) fn views(l: Locale, ui: &'static ListUi, address: &Address, screen: &ListScreen) -> impl IntoView + use<> {
    let open = screen.open_view();
    let links = screen
        .views
        .iter()
        .map(|view| {
            let current = open.is_some_and(|open| open.id == view.id);
            link(l, view, address, current)
        })
        .collect_view();
    let usual = (!screen.views.is_empty()).then(|| {
        let current = open.is_none().then_some("page");
        view! { <a class="tab" href=address.usual() aria-current=current>{words::view_all(l)}</a> }
    });
    let changed = address.is_changed();
    let mark = changed.then(|| view! { <span class="list-changed">{words::view_changed(l)}</span> });
    let refused =
        [NEW_VIEW_FORM, VIEW_FORM, DELETE_VIEW_FORM, DEFAULT_VIEW_FORM].iter().any(|name| use_flash(name).is_some());
    let me = use_me().map(|me| me.id);
    let own = open.filter(|view| Some(view.owner_id) == me).cloned();
    let opened = open.cloned();
    let shown = use_start().platform.flags.contains(&Flag::SavedViews);
    shown.then(move || {
        view! {
            <div class="list-views">
                <nav class="tabs" aria-label=words::views(l)>
                    {usual}
                    {links}
                </nav>
                {mark}
                <details class="list-filter list-filter-end" name="list-tool" open=refused>
                    <summary class="button button-quiet">
                        <IconView icon=Icon::Star/>
                        <span>{words::view(l)}</span>
                    </summary>
                    <div class="list-options list-view-forms">
                        {own.map(|view| own_forms(l, ui, address, view, changed))}
                        {opened.map(|view| default_form(l, ui, address, &view))}
                        {new_form(l, ui, address)}
                    </div>
                </details>
            </div>
        }
    })
}

fn link(l: Locale, view: &SavedView, address: &Address, current: bool) -> impl IntoView + use<> {
    let shared = view.shared.then(|| {
        view! {
            <IconView icon=Icon::Users/>
            <span class="visually-hidden">{words::view_shared_by(l, view.owner_name.clone())}</span>
        }
    });
    let default = view.is_default.then(|| view! { <span class="visually-hidden">{words::view_is_default(l)}</span> });
    view! {
        <a class="tab" href=address.view(view.id) aria-current=current.then_some("page")>
            {view.name.clone()}
            {shared}
            {default}
        </a>
    }
}

/// What only its owner does with the open view.
fn own_forms(
    l: Locale,
    ui: &'static ListUi,
    address: &Address,
    view: SavedView,
    changed: bool,
) -> impl IntoView + use<> {
    let (list, back, query, id) = (ui.spec.name, address.path.clone(), address.query(), view.id.to_string());
    let save_label = if changed { words::view_save_changes(l) } else { words::view_save(l) };
    let (list2, back2, id2, name) = (list, back.clone(), id.clone(), view.name.clone());
    view! {
        <PlainForm action=UpdateView::PATH name=VIEW_FORM>
            <Hidden name="list" value=list/>
            <Hidden name="back" value=back/>
            <Hidden name="id" value=id/>
            <Hidden name="version" value=view.version.to_string()/>
            <Hidden name="query" value=query/>
            <TextField name="name" label=words::view_name(l) value=view.name required=true/>
            {share_field(l, view.shared)}
            <SubmitButton label=save_label/>
        </PlainForm>
        <Confirm label=words::view_delete(l) icon=Icon::Trash2 tone="bad">
            <PlainForm action=DeleteView::PATH name=DELETE_VIEW_FORM>
                <Hidden name="list" value=list2/>
                <Hidden name="back" value=back2/>
                <Hidden name="id" value=id2/>
                <p>{words::view_delete_text(l, name)}</p>
                <SubmitButton label=words::view_delete_yes(l) tone="bad"/>
            </PlainForm>
        </Confirm>
    }
}

/// Whether the list opens with this view.
fn default_form(l: Locale, ui: &'static ListUi, address: &Address, view: &SavedView) -> impl IntoView + use<> {
    let (list, back) = (ui.spec.name, address.path.clone());
    let id = (!view.is_default).then(|| view.id.to_string());
    let label = if view.is_default { words::view_not_default(l) } else { words::view_make_default(l) };
    view! {
        <PlainForm action=SetDefaultView::PATH name=DEFAULT_VIEW_FORM>
            <Hidden name="list" value=list/>
            <Hidden name="back" value=back/>
            // Made here, not before: a field belongs to the form around it.
            {id.map(|id| view! { <Hidden name="id" value=id/> })}
            <SubmitButton label=label tone="plain"/>
        </PlainForm>
    }
}

fn new_form(l: Locale, ui: &'static ListUi, address: &Address) -> impl IntoView + use<> {
    let (list, back, query) = (ui.spec.name, address.path.clone(), address.query());
    view! {
        <PlainForm action=CreateView::PATH name=NEW_VIEW_FORM>
            <p class="field-label">{words::view_new(l)}</p>
            <Hidden name="list" value=list/>
            <Hidden name="back" value=back/>
            <Hidden name="query" value=query/>
            <TextField name="name" label=words::view_name(l) required=true/>
            {share_field(l, false)}
            <SubmitButton label=words::view_save_new(l) tone="plain"/>
        </PlainForm>
    }
}

/// Only for who may share; a view that is shared already stays it without the field being shown.
fn share_field(l: Locale, shared: bool) -> AnyView {
    if may(Permission::ViewsShare) {
        return view! { <Checkbox name="shared" label=words::view_share(l) checked=shared/> }.into_any();
    }
    shared.then(|| view! { <Hidden name="shared" value="true"/> }).into_any()
}
