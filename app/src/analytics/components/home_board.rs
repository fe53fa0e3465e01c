//! The trend on a home page, below what waits there.

use birqadam_core::Permission;
use leptos::prelude::*;

use super::BoardView;
use crate::{
    analytics::server_fns::get_home_board,
    format,
    texts::analytics as words,
    ui::{Icon, IconView, load, may, use_locale},
};

/// Figures and charts of the person's role, and the way to all of them.
#[component]
pub fn HomeBoard() -> impl IntoView {
    let l = use_locale();
    // What sponsors and partners did themselves stands above, on the page of their home.
    let more = [Permission::AnalyticsView, Permission::ProjectsManageOwn, Permission::TasksJoin].into_iter().any(may);
    let board = crate::ui::read(|| (), |()| get_home_board());
    load(board, move |board| {
        let (shown, as_of) = (board.shown.clone(), board.as_of);
        view! {
            <div class="page page-more">
            <BoardView sections=board.sections/>
            <p class="board-end muted small">
                {shown}
                {as_of.map(|at| format!(". {}", words::as_of(l, format::moment(l, at))))}
                " "
                {more.then(|| {
                    view! {
                        <a class="board-more" href="/analytics">
                            {words::whole(l)}
                            <IconView icon=Icon::ArrowRight/>
                        </a>
                    }
                })}
            </p>
            </div>
        }
    })
}
