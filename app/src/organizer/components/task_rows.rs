//! The rows of tasks in the project form. With JavaScript rows come and go in place; without, a
//! button sends the form and gets it back with one more row.

use birqadam_core::Locale;
use birqadam_volunteering::{FIRST_ROWS, Task};
use leptos::prelude::*;
use serde_json::Value;

use crate::{
    texts::organizer as words,
    ui::{DateField, Icon, IconView, TextField, TimeField, use_form, use_locale},
};

/// A row: its number in the fields' names, and what it shows unless something was typed.
#[derive(Clone)]
struct Row {
    number: u32,
    id: String,
    task: Option<Task>,
}

/// All rows. `locked` shows them without letting them be changed.
#[component]
pub fn TaskRows(tasks: Vec<Task>, #[prop(optional)] locked: bool) -> impl IntoView {
    let l = use_locale();
    let form = use_form();
    // What is wrong with the tasks as a whole, for example that there are none.
    form.remember_label("tasks", words::tasks(l));
    let error = form.error_at("tasks");
    let rows = RwSignal::new(first_rows(form.kept(), tasks));
    let scripted = RwSignal::new(false);
    Effect::new(move |_| scripted.set(true));
    let add = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        let number = rows.with_untracked(|rows| rows.iter().map(|row| row.number + 1).max().unwrap_or(0));
        rows.update(|rows| rows.push(Row { number, id: String::new(), task: None }));
        request_animation_frame(move || focus(&format!("project-tasks-{number}-text")));
    };
    let changed = form.clone();
    let remove = Callback::new(move |number: u32| {
        rows.update(|rows| rows.retain(|row| row.number != number));
        focus("project-add-row");
        // After the row has gone.
        let form = changed.clone();
        request_animation_frame(move || form.changed());
    });
    view! {
        {move || error.get().map(|text| view! { <p class="field-error"><IconView icon=Icon::TriangleAlert/>{text}</p> })}
        <ol class="task-rows" id=form.html_id("tasks")>
            <For each=move || rows.get() key=|row| row.number let:row>
                <TaskRow row=row locked=locked scripted=scripted remove=remove/>
            </For>
        </ol>
        {(!locked)
            .then(|| {
                view! {
                    <button
                        type="submit"
                        class="button"
                        id="project-add-row"
                        name="step"
                        value="add_row"
                        formnovalidate=true
                        on:click=add
                    >
                        <IconView icon=Icon::Plus/>
                        <span>{words::add_task(l)}</span>
                    </button>
                }
            })}
    }
}

#[component]
fn TaskRow(row: Row, locked: bool, scripted: RwSignal<bool>, remove: Callback<u32>) -> impl IntoView {
    let l = use_locale();
    let number = row.number;
    let name = |field: &str| format!("tasks.{number}.{field}");
    let value = |of: fn(&Task) -> String| row.task.as_ref().map(of).unwrap_or_default();
    let places = row.task.as_ref().map_or_else(|| "1".to_owned(), |task| task.max_volunteers.to_string());
    let taken = row.task.as_ref().map(|task| i64::from(task.assigned_count)).filter(|taken| *taken > 0);
    let own = row.task.as_ref().map(|task| format!("/organizer/tasks/{}", task.id));
    view! {
        <li class="task-row">
            <input type="hidden" name=name("id") value=row.id.clone()/>
            <div class="task-row-text">
                <TextField name=name("text") label=words::task_text(l) value=value(|t| t.text.clone()) required=true locked=locked/>
            </div>
            <DateField name=name("deadline") label=words::task_day(l) value=value(|t| t.deadline.to_string()) required=true locked=locked/>
            <TimeField name=name("start_time") label=words::task_start(l) value=value(|t| time(t.start_time)) locked=locked/>
            <TimeField name=name("end_time") label=words::task_end(l) value=value(|t| time(t.end_time)) locked=locked/>
            <TextField
                name=name("max_volunteers")
                label=words::task_places(l)
                inputmode="numeric"
                value=places
                required=true
                locked=locked
            />
            <div class="task-row-foot">
                {taken.map(|taken| view! { <span class="muted">{words::places_taken(l, taken)}</span> })}
                {own.map(|href| view! { <a class="small" href=href>{words::history(l)}</a> })}
                {move || (scripted.get() && !locked).then(|| remove_button(l, number, remove))}
            </div>
        </li>
    }
}

fn remove_button(l: Locale, number: u32, remove: Callback<u32>) -> impl IntoView {
    view! {
        <button type="button" class="button button-quiet" on:click=move |_| remove.run(number)>
            <IconView icon=Icon::Trash2/>
            <span>{words::remove_task(l)}</span>
        </button>
    }
}

/// What was typed before, else the project's tasks, else empty rows.
fn first_rows(kept: &Value, tasks: Vec<Task>) -> Vec<Row> {
    let empty = || (0..FIRST_ROWS as u32).map(|number| Row { number, id: String::new(), task: None }).collect();
    match kept["tasks"].as_array() {
        Some(kept) if !kept.is_empty() => {
            return (0u32..)
                .zip(kept)
                .map(|(number, row)| Row {
                    number,
                    id: id_of(row).map(|id| id.to_string()).unwrap_or_default(),
                    // Only for the number of taken places; the fields show what was typed.
                    task: tasks.iter().find(|task| Some(task.id.0) == id_of(row)).cloned(),
                })
                .collect();
        }
        // Everything was emptied on purpose.
        Some(_) => return empty(),
        None if tasks.is_empty() => return empty(),
        None => {}
    }
    (0u32..).zip(tasks).map(|(number, task)| Row { number, id: task.id.to_string(), task: Some(task) }).collect()
}

/// A draft keeps texts, the input numbers.
fn id_of(row: &Value) -> Option<i64> {
    row["id"].as_i64().or_else(|| row["id"].as_str()?.parse().ok())
}

fn time(time: Option<chrono::NaiveTime>) -> String {
    time.map(crate::format::time).unwrap_or_default()
}

fn focus(id: &str) {
    use wasm_bindgen::JsCast;
    if let Some(element) =
        document().get_element_by_id(id).and_then(|e| e.dyn_into::<leptos::web_sys::HtmlElement>().ok())
    {
        let _ = element.focus();
    }
}
