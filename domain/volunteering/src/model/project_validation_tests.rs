//! Tables and properties of the rules of a project.

use super::*;
use birqadam_core::{Error, FieldError};
use proptest::prelude::*;

fn rules() -> ProjectRules<'static> {
    ProjectRules::for_new(day("2026-11-20"))
}

fn day(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
}

fn good() -> ProjectInput {
    ProjectInput {
        title: "Уборка парка Горького".into(),
        description: "Соберём листья.".into(),
        city: "Алматы".into(),
        volunteer_type: "environmental".into(),
        latitude: "43,238".into(),
        longitude: "76.945".into(),
        tasks: vec![TaskInput {
            text: "Собрать мусор".into(),
            deadline: "21.11.2026".into(),
            start_time: "09:00".into(),
            end_time: "12:00".into(),
            ..Default::default()
        }],
        ..Default::default()
    }
}

fn errors(change: impl FnOnce(&mut ProjectInput)) -> Vec<FieldError> {
    let mut input = good();
    change(&mut input);
    match input.validate(rules()) {
        Err(Error::Invalid(errors)) => errors,
        Err(other) => panic!("{other:?}"),
        Ok(_) => Vec::new(),
    }
}

#[test]
fn a_good_project_is_read_the_local_way() {
    let valid = good().validate(rules()).unwrap();
    assert_eq!(valid.city, "Almaty");
    assert_eq!(valid.position, Some((43.238, 76.945)));
    assert_eq!(valid.tasks[0].deadline, day("2026-11-21"));
    assert_eq!(valid.tasks[0].max_volunteers, 1);
}

#[test]
fn each_bad_field_is_named() {
    type Change = fn(&mut ProjectInput);
    let table: &[(Change, &str, FieldCode)] = &[
        (|p| p.title = "  ".into(), "title", FieldCode::Required),
        (|p| p.title = "я".repeat(10_000), "title", FieldCode::TooLong(200)),
        (|p| p.city = "Atlantis".into(), "city", FieldCode::Unknown),
        (|p| p.volunteer_type = "magic".into(), "volunteer_type", FieldCode::Unknown),
        (|p| p.latitude = "91".into(), "latitude", FieldCode::OffEarth),
        (|p| p.longitude = "-180.1".into(), "longitude", FieldCode::OffEarth),
        (|p| p.latitude = "NaN".into(), "latitude", FieldCode::OffEarth),
        (|p| p.longitude = String::new(), "longitude", FieldCode::Incomplete),
        (|p| p.starts_on = "2026-11-19".into(), "starts_on", FieldCode::InPast),
        (|p| p.starts_on = "31.02.2027".into(), "starts_on", FieldCode::Date),
        (
            |p| {
                p.starts_on = "2026-12-02".into();
                p.ends_on = "2026-12-01".into();
            },
            "ends_on",
            FieldCode::EndBeforeStart,
        ),
        (|p| p.max_volunteers = "0".into(), "max_volunteers", FieldCode::TooSmall(1)),
        (|p| p.max_volunteers = "2147483648".into(), "max_volunteers", FieldCode::TooBig(100_000)),
        (|p| p.budget_needed = "-1".into(), "budget_needed", FieldCode::TooSmall(0)),
        (|p| p.budget_needed = "9".repeat(40), "budget_needed", FieldCode::TooBig(BUDGET_MAX)),
        (|p| p.tasks.clear(), "tasks", FieldCode::Required),
        (|p| p.tasks[0].deadline = "2026-11-19".into(), "tasks.0.deadline", FieldCode::InPast),
        (|p| p.tasks[0].deadline = String::new(), "tasks.0.deadline", FieldCode::Required),
        (|p| p.tasks[0].end_time = "09:00".into(), "tasks.0.end_time", FieldCode::EndBeforeStart),
        (|p| p.tasks[0].end_time = String::new(), "tasks.0.end_time", FieldCode::Incomplete),
        (|p| p.tasks[0].start_time = "25:00".into(), "tasks.0.start_time", FieldCode::Time),
        (|p| p.tasks[0].max_volunteers = "0".into(), "tasks.0.max_volunteers", FieldCode::TooSmall(1)),
        (|p| p.tasks[0].max_volunteers = "2147483648".into(), "tasks.0.max_volunteers", FieldCode::TooBig(10_000)),
    ];
    for (change, field, code) in table {
        let found = errors(change);
        assert_eq!(found, vec![FieldError { field: (*field).into(), code: code.clone() }], "{field}");
    }
}

#[test]
fn blank_rows_are_skipped_and_do_not_shift_the_others() {
    let found = errors(|p| {
        p.tasks.insert(0, TaskInput::default());
        p.tasks[1].text = String::new();
    });
    assert_eq!(found, vec![FieldError { field: "tasks.1.text".into(), code: FieldCode::Required }]);
}

#[test]
fn a_draft_needs_a_title_and_a_place_but_no_tasks() {
    let draft = ProjectInput { draft: true, tasks: Vec::new(), description: String::new(), ..good() };
    assert!(draft.validate(rules()).is_ok());
}

#[test]
fn a_task_without_a_day_takes_the_projects_first_day() {
    let mut input = good();
    input.starts_on = "2026-12-01".into();
    input.tasks[0].deadline = String::new();
    assert_eq!(input.validate(rules()).unwrap().tasks[0].deadline, day("2026-12-01"));
}

#[test]
fn a_day_in_the_past_may_stay_but_not_come() {
    let task = |id: i64, day: NaiveDate| Task {
        id: TaskId(id),
        project_id: birqadam_core::ProjectId(1),
        text: "Собрать мусор".into(),
        status: crate::model::TaskStatus::Open,
        deadline: day,
        start_time: None,
        end_time: None,
        max_volunteers: 1,
        assigned_count: 0,
        waiting_count: 0,
        assigned_to: None,
        my_status: None,
        version: 1,
    };
    let known = [task(7, day("2026-11-10"))];
    let check = |id: Option<i64>, deadline: &str| {
        let mut input = good();
        input.tasks[0].id = id.map(TaskId);
        input.tasks[0].deadline = deadline.into();
        input.validate(ProjectRules { is_new: false, tasks: &known, ..rules() }).map(|_| ())
    };
    let past = Err(Error::field("tasks.0.deadline", FieldCode::InPast));
    assert_eq!(check(Some(7), "2026-11-10"), Ok(()));
    assert_eq!(check(Some(7), "2026-11-09"), past);
    assert_eq!(check(Some(8), "2026-11-10"), past);
    assert_eq!(check(None, "2026-11-10"), past);
}

#[test]
fn the_same_task_cannot_come_twice() {
    let found = errors(|p| {
        p.tasks[0].id = Some(TaskId(7));
        p.tasks.push(TaskInput::default());
        p.tasks.push(p.tasks[0].clone());
    });
    assert_eq!(found, vec![FieldError { field: "tasks.2.id".into(), code: FieldCode::Unknown }]);
}

#[test]
fn at_most_a_hundred_tasks() {
    let found = errors(|p| p.tasks = vec![p.tasks[0].clone(); 10_000]);
    assert_eq!(found, vec![FieldError { field: "tasks".into(), code: FieldCode::TooMany(100) }]);
}

#[test]
fn numbers_and_texts_mean_the_same() {
    let json =
        r#"{"latitude": 43.238, "longitude": "76,945", "max_volunteers": 50, "budget_needed": 1e20, "draft": "on"}"#;
    let input: ProjectInput = serde_json::from_str(json).expect("accepted");
    assert_eq!((input.latitude.as_str(), input.max_volunteers.as_str(), input.draft), ("43.238", "50", true));
    let found = errors(|p| p.budget_needed = input.budget_needed);
    assert_eq!(found, vec![FieldError { field: "budget_needed".into(), code: FieldCode::TooBig(BUDGET_MAX) }]);
}

proptest! {
    #[test]
    fn whatever_is_typed_is_an_error_or_a_value(text in "\\PC{0,40}", number in "[-0-9 .,eENaif]{0,25}") {
        let input = ProjectInput {
            title: text.clone(),
            city: text.clone(),
            latitude: number.clone(),
            longitude: number.clone(),
            starts_on: number.clone(),
            max_volunteers: number.clone(),
            budget_needed: number.clone(),
            tasks: vec![TaskInput {
                text: text.clone(),
                deadline: number.clone(),
                start_time: number.clone(),
                end_time: number.clone(),
                max_volunteers: number,
                id: None,
            }],
            ..good()
        };
        let _ = input.validate(rules());
    }
}
