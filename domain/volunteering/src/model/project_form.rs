//! The project form: how its fields are read, and what is wrong with them row by row.

use std::collections::BTreeMap;

use birqadam_core::form::{Fields, FormInput, problems};
use birqadam_core::{FieldError, TaskId};
use chrono::NaiveDate;

use super::{ProjectInput, ProjectRules, TaskInput};

/// Rows of a form that holds no task yet.
pub const FIRST_ROWS: usize = 3;

impl FormInput for ProjectInput {
    const NAME: &'static str = "project";

    /// Rows of tasks come in the order of their numbers, whatever gaps these have; an empty row
    /// is left out, which is also how a task is removed without JavaScript. The button `step`
    /// says whether it is a draft.
    fn from_fields(fields: &Fields) -> Option<Self> {
        Some(read(fields).0)
    }

    /// What holds whatever the day and the project; [`problems_of_form`] knows both.
    fn check(&self) -> Vec<FieldError> {
        problems(self.validate(ProjectRules { today: NaiveDate::MIN, is_new: false, tasks: &[] }))
    }
}

/// What is wrong with a form on the page, where rows keep the numbers they were made with.
pub fn problems_of_form(fields: &Fields, rules: ProjectRules<'_>) -> Vec<FieldError> {
    let (input, numbers) = read(fields);
    let on_page = |field: String| {
        let place = field.strip_prefix("tasks.").and_then(|rest| rest.split_once('.'));
        let number = place.and_then(|(row, rest)| Some((numbers.get(row.parse::<usize>().ok()?)?, rest)));
        number.map(|(number, rest)| format!("tasks.{number}.{rest}")).unwrap_or(field)
    };
    problems(input.validate(rules))
        .into_iter()
        .map(|error| FieldError { field: on_page(error.field), code: error.code })
        .collect()
}

/// The input, and the number on the page of each of its rows.
fn read(fields: &Fields) -> (ProjectInput, Vec<u32>) {
    let text = |name: &str| fields.text(name).to_owned();
    let rows = read_rows(fields).into_iter().filter(|(_, row)| !is_empty(row));
    let (numbers, tasks) = rows.unzip();
    let input = ProjectInput {
        title: text("title"),
        description: text("description"),
        city: text("city"),
        address: text("address"),
        volunteer_type: text("volunteer_type"),
        latitude: text("latitude"),
        longitude: text("longitude"),
        starts_on: text("starts_on"),
        ends_on: text("ends_on"),
        max_volunteers: text("max_volunteers"),
        budget_needed: text("budget_needed"),
        tasks,
        version: text("version").parse().ok(),
        draft: fields.text("step") == "draft",
    };
    (input, numbers)
}

/// Every row of tasks with its number, in the order of the numbers, empty ones too.
pub fn read_rows(fields: &Fields) -> Vec<(u32, TaskInput)> {
    let mut rows = BTreeMap::<u32, TaskInput>::new();
    for (name, value) in fields.iter() {
        let Some((number, field)) = name.strip_prefix("tasks.").and_then(|rest| rest.split_once('.')) else { continue };
        let Ok(number) = number.parse() else { continue };
        let row = rows.entry(number).or_default();
        match field {
            "id" => row.id = value.parse().ok().map(TaskId),
            "text" => row.text = value.to_owned(),
            "deadline" => row.deadline = value.to_owned(),
            "start_time" => row.start_time = value.to_owned(),
            "end_time" => row.end_time = value.to_owned(),
            "max_volunteers" => row.max_volunteers = value.to_owned(),
            _ => {}
        }
    }
    rows.into_iter().collect()
}

/// The number of places is filled in from the start, so it does not make a row.
fn is_empty(row: &TaskInput) -> bool {
    [&row.text, &row.deadline, &row.start_time, &row.end_time].iter().all(|text| text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use birqadam_core::FieldCode;

    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        Fields::from_pairs(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
    }

    #[test]
    fn rows_are_read_in_order_and_empty_ones_left_out() {
        let (input, numbers) = read(&fields(&[
            ("title", "Парк"),
            ("step", "draft"),
            ("version", "7"),
            ("tasks.10.text", "Третья"),
            ("tasks.2.text", "Вторая"),
            ("tasks.0.id", "5"),
            ("tasks.0.text", "Первая"),
            ("tasks.1.text", " "),
            ("tasks.1.max_volunteers", "1"),
        ]));
        let texts: Vec<&str> = input.tasks.iter().map(|task| task.text.as_str()).collect();
        assert_eq!(texts, ["Первая", "Вторая", "Третья"]);
        assert_eq!(numbers, [0, 2, 10]);
        assert_eq!(input.tasks[0].id, Some(TaskId(5)));
        assert_eq!((input.draft, input.version), (true, Some(7)));
    }

    #[test]
    fn errors_stand_at_the_rows_of_the_page() {
        let rules = ProjectRules::for_new(NaiveDate::from_ymd_opt(2026, 11, 20).unwrap_or_default());
        let sent = fields(&[
            ("title", "Парк"),
            ("description", "Соберём листья"),
            ("city", "Almaty"),
            ("volunteer_type", "social"),
            ("budget_needed", "1\u{a0}250\u{a0}000"),
            ("latitude", "43,238"),
            ("longitude", "76,9"),
            ("tasks.0.max_volunteers", "1"),
            ("tasks.4.text", "Собрать"),
            ("tasks.4.deadline", "1.12.26"),
            ("tasks.9.text", "Посадить"),
            ("tasks.9.deadline", "32.12.2026"),
        ]);
        let wrong = problems_of_form(&sent, rules);
        assert_eq!(wrong, [FieldError { field: "tasks.9.deadline".into(), code: FieldCode::Date }]);
    }

    #[test]
    fn names_made_by_hand_do_no_harm() {
        for name in
            ["tasks.", "tasks..", "tasks.-1.text", "tasks.99999999999.text", "tasks.x.text", "tasks.1", "tasks.1.x"]
        {
            assert_eq!(read(&fields(&[(name, "value")])).0.tasks, [], "{name}");
        }
        assert_eq!(ProjectInput::from_fields(&Fields::default()), Some(ProjectInput::default()));
    }
}
