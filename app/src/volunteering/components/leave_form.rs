//! Giving a place back, asked once more.

use birqadam_core::TaskId;
use leptos::prelude::*;

use crate::{
    texts::tasks as words,
    ui::{Confirm, Form, Hidden, SubmitButton, use_flash, use_locale},
    volunteering::server_fns::{LEAVE_FORM, LeaveTask},
};

/// The button, the question and the form. `left` is told when it is done.
#[component]
pub fn LeaveForm(task_id: TaskId, waiting: bool, left: Callback<()>) -> impl IntoView {
    let l = use_locale();
    let leave = ServerAction::<LeaveTask>::new();
    let value = leave.value();
    Effect::new(move |_| {
        if value.with(|value| matches!(value, Some(Ok(())))) {
            left.run(());
        }
    });
    // Every row has this form: what could not be accepted a moment ago is shown in its own.
    let refused = use_flash(LEAVE_FORM).is_some_and(|flash| flash.values["task_id"].as_i64() == Some(task_id.0));
    let question = if waiting { words::leave_queue_question(l) } else { words::leave_question(l) };
    view! {
        <Confirm label=words::leave(l) open=refused>
            <p>{question}</p>
            <Form action=leave name=if refused { LEAVE_FORM } else { "leave-other" }>
                <Hidden name="task_id" value=task_id.to_string()/>
                <SubmitButton label=words::leave_yes(l) tone="bad"/>
            </Form>
        </Confirm>
    }
}
