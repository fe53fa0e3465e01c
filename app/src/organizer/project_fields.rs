//! The project form's fields, as a browser sends them, and the input of the operation.

#![cfg_attr(not(feature = "ssr"), allow(dead_code))]

use std::collections::BTreeMap;

use birqadam_core::TaskId;
use birqadam_volunteering::{ProjectInput, TaskInput};
use serde_json::Value;

/// Rows of a form that holds no task yet.
pub const FIRST_ROWS: usize = 3;

/// Reads the fields (`title`, `tasks.0.text`, …) from a flat JSON object of texts. Rows of tasks
/// come in the order of their numbers, whatever gaps these have; an empty row is left out,
/// which is also how a task is removed without JavaScript.
pub fn read(fields: &Value) -> ProjectInput {
    let text = |name: &str| fields[name].as_str().unwrap_or_default().to_owned();
    ProjectInput {
        title: text("title"),
        description: text("description"),
        city: text("city"),
        address: text("address"),
        volunteer_type: text("volunteer_type"),
        latitude: text("latitude").replace(',', "."),
        longitude: text("longitude").replace(',', "."),
        starts_on: text("starts_on"),
        ends_on: text("ends_on"),
        max_volunteers: without_spaces(&text("max_volunteers")),
        budget_needed: without_spaces(&text("budget_needed")),
        tasks: read_rows(fields).into_iter().filter(|row| !is_empty(row)).collect(),
        version: text("version").parse().ok(),
        draft: text("step") == "draft",
    }
}

/// Every row of tasks in the order of their numbers, empty ones too.
pub fn read_rows(fields: &Value) -> Vec<TaskInput> {
    let mut rows = BTreeMap::<u32, TaskInput>::new();
    for (name, value) in fields.as_object().into_iter().flatten() {
        let Some((number, field)) = name.strip_prefix("tasks.").and_then(|rest| rest.split_once('.')) else { continue };
        let (Ok(number), Some(value)) = (number.parse(), value.as_str()) else { continue };
        let row = rows.entry(number).or_default();
        match field {
            "id" => row.id = value.parse().ok().map(TaskId),
            "text" => row.text = value.to_owned(),
            "deadline" => row.deadline = value.to_owned(),
            "start_time" => row.start_time = value.to_owned(),
            "end_time" => row.end_time = value.to_owned(),
            "max_volunteers" => row.max_volunteers = without_spaces(value),
            _ => {}
        }
    }
    rows.into_values().collect()
}

/// The number of places is filled in from the start, so it does not make a row.
fn is_empty(row: &TaskInput) -> bool {
    [&row.text, &row.deadline, &row.start_time, &row.end_time].iter().all(|text| text.trim().is_empty())
}

/// `1 250 000` as people type and copy it.
fn without_spaces(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{202f}' && *c != '\u{a0}').collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn rows_are_read_in_order_and_empty_ones_left_out() {
        let input = read(&json!({
            "title": "Парк", "budget_needed": "1 250 000", "latitude": "43,238", "step": "draft", "version": "7",
            "tasks.10.text": "Третья", "tasks.2.text": "Вторая", "tasks.0.id": "5", "tasks.0.text": "Первая",
            "tasks.0.start_time": "09:00", "tasks.1.text": " ", "tasks.1.max_volunteers": "1",
        }));
        let texts: Vec<&str> = input.tasks.iter().map(|task| task.text.as_str()).collect();
        assert_eq!(texts, ["Первая", "Вторая", "Третья"]);
        assert_eq!(input.tasks[0].id, Some(TaskId(5)));
        assert_eq!(
            (input.budget_needed.as_str(), input.latitude.as_str(), input.draft, input.version),
            ("1250000", "43.238", true, Some(7))
        );
    }

    #[test]
    fn names_made_by_hand_do_no_harm() {
        for name in
            ["tasks.", "tasks..", "tasks.-1.text", "tasks.99999999999.text", "tasks.x.text", "tasks.1", "tasks.1.x"]
        {
            assert_eq!(read(&json!({ name: "value" })).tasks, [], "{name}");
        }
        assert_eq!(read(&Value::Null), ProjectInput::default());
    }
}
