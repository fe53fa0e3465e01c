//! `/tasks/all`: every place one ever took, whatever became of it. What is to be done is `/tasks`.

use leptos::prelude::*;

use crate::{
    lists::MY_PARTICIPATIONS_UI,
    texts::{lists as words, tasks},
    ui::{Crumb, ListView, use_locale},
};

/// The page; what it shows is in its address.
#[component]
pub fn MyPlaces() -> impl IntoView {
    let l = use_locale();
    let up = Crumb::new("/tasks", tasks::my_tasks(l));
    view! { <ListView ui=&MY_PARTICIPATIONS_UI title=words::my_places(l) up=up/> }
}
