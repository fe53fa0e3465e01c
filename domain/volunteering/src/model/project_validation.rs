//! The rules of a project and its tasks that need no database. The browser and the server run
//! the same code.

use birqadam_core::{FieldCode, Result, TaskId, city::City, validate::Validator};
use chrono::NaiveDate;

use super::project::*;
use super::{TASK_PLACES_MAX, TASK_TEXT_MAX, TASKS_PER_PROJECT_MAX, Task, TaskInput, ValidTask, VolunteerType};

/// What a project is checked against.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ProjectRules<'a> {
    pub today: NaiveDate,
    /// A new project cannot lie in the past; one that exists may have begun.
    pub is_new: bool,
    /// The tasks as they stand: a day may lie in the past only if it stays as it is.
    pub tasks: &'a [Task],
}

impl ProjectRules<'_> {
    /// For a project that does not exist yet, or is about to be sent to the moderators.
    pub fn for_new(today: NaiveDate) -> Self {
        ProjectRules { today, is_new: true, tasks: &[] }
    }

    fn allows_day(&self, task: Option<TaskId>, day: NaiveDate) -> bool {
        day >= self.today || self.tasks.iter().any(|known| Some(known.id) == task && known.deadline == day)
    }
}

impl ProjectInput {
    /// # Errors
    /// [`birqadam_core::Error::Invalid`] with every field that cannot be accepted.
    pub fn validate(&self, rules: ProjectRules<'_>) -> Result<ValidProject> {
        let mut v = Validator::new();
        let title = v.line("title", &self.title, 1, TITLE_MAX);
        let description = v.text("description", &self.description, usize::from(!self.draft), DESCRIPTION_MAX);
        let address = v.line("address", &self.address, 0, 300);
        let city = self.valid_city(&mut v);
        let volunteer_type = self.valid_type(&mut v);
        let position = self.valid_position(&mut v);
        let (starts_on, ends_on) = self.valid_dates(&mut v, rules);
        let max_volunteers =
            v.whole_number("max_volunteers", &self.max_volunteers, 1, PROJECT_PLACES_MAX).map(|n| n as i32);
        let budget_needed =
            v.whole_number("budget_needed", &self.budget_needed, 0, BUDGET_MAX).map(|major| major * 100);
        let tasks = self.valid_tasks(&mut v, rules, starts_on);
        v.finish()?;
        Ok(ValidProject {
            title,
            description,
            city,
            address,
            volunteer_type,
            position,
            starts_on,
            ends_on,
            max_volunteers,
            budget_needed,
            tasks,
        })
    }

    fn valid_city(&self, v: &mut Validator) -> &'static str {
        match City::find(&self.city) {
            Some(city) => city.name,
            None => {
                v.add("city", required_or(&self.city, FieldCode::Unknown));
                ""
            }
        }
    }

    fn valid_type(&self, v: &mut Validator) -> VolunteerType {
        VolunteerType::parse(self.volunteer_type.trim()).unwrap_or_else(|| {
            v.add("volunteer_type", required_or(&self.volunteer_type, FieldCode::Unknown));
            VolunteerType::Other
        })
    }

    fn valid_position(&self, v: &mut Validator) -> Option<(f64, f64)> {
        let latitude = degrees(v, "latitude", &self.latitude, 90.0);
        let longitude = degrees(v, "longitude", &self.longitude, 180.0);
        match (self.latitude.trim().is_empty(), self.longitude.trim().is_empty()) {
            (true, false) => v.add("latitude", FieldCode::Incomplete),
            (false, true) => v.add("longitude", FieldCode::Incomplete),
            _ => {}
        }
        latitude.zip(longitude)
    }

    fn valid_dates(&self, v: &mut Validator, rules: ProjectRules<'_>) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let starts_on = v.date("starts_on", &self.starts_on);
        let ends_on = v.date("ends_on", &self.ends_on);
        if rules.is_new && starts_on.is_some_and(|day| day < rules.today) {
            v.add("starts_on", FieldCode::InPast);
        }
        match (starts_on, ends_on) {
            (Some(start), Some(end)) if end < start => v.add("ends_on", FieldCode::EndBeforeStart),
            (_, Some(end)) if rules.is_new && end < rules.today => v.add("ends_on", FieldCode::InPast),
            _ => {}
        }
        (starts_on, ends_on)
    }

    fn valid_tasks(&self, v: &mut Validator, rules: ProjectRules<'_>, starts_on: Option<NaiveDate>) -> Vec<ValidTask> {
        let tasks: Vec<ValidTask> = self
            .tasks
            .iter()
            .take(TASKS_PER_PROJECT_MAX + 1)
            .enumerate()
            // The form without JavaScript sends its spare rows empty.
            .filter(|(_, task)| !task.is_blank())
            .map(|(row, task)| task.check(v, row, rules, starts_on))
            .collect();
        for (nth, task) in tasks.iter().enumerate() {
            let twice = task.id.is_some() && tasks.iter().take(nth).any(|earlier| earlier.id == task.id);
            v.check(!twice, format!("tasks.{}.id", task.row), FieldCode::Unknown);
        }
        if tasks.is_empty() && !self.draft {
            v.add("tasks", FieldCode::Required);
        }
        if self.tasks.len() > TASKS_PER_PROJECT_MAX {
            v.add("tasks", FieldCode::TooMany(TASKS_PER_PROJECT_MAX as i64));
        }
        tasks
    }
}

impl TaskInput {
    /// Whether nothing was typed into this row.
    pub fn is_blank(&self) -> bool {
        self.id.is_none()
            && [&self.text, &self.deadline, &self.start_time, &self.end_time, &self.max_volunteers]
                .into_iter()
                .all(|field| field.trim().is_empty())
    }

    fn check(&self, v: &mut Validator, row: usize, rules: ProjectRules<'_>, starts_on: Option<NaiveDate>) -> ValidTask {
        let at = format!("tasks.{row}");
        let text = v.line(&format!("{at}.text"), &self.text, 1, TASK_TEXT_MAX);
        let field = format!("{at}.deadline");
        let deadline = if self.deadline.trim().is_empty() { starts_on } else { v.date(&field, &self.deadline) };
        if deadline.is_none() && self.deadline.trim().is_empty() {
            v.add(&field, FieldCode::Required);
        }
        if deadline.is_some_and(|day| !rules.allows_day(self.id, day)) {
            v.add(&field, FieldCode::InPast);
        }
        let start_time = v.time(&format!("{at}.start_time"), &self.start_time);
        let end_time = v.time(&format!("{at}.end_time"), &self.end_time);
        match (self.start_time.trim().is_empty(), self.end_time.trim().is_empty()) {
            (false, true) => v.add(format!("{at}.end_time"), FieldCode::Incomplete),
            (true, false) => v.add(format!("{at}.start_time"), FieldCode::Incomplete),
            _ => {}
        }
        if let (Some(start), Some(end)) = (start_time, end_time) {
            v.check(end > start, format!("{at}.end_time"), FieldCode::EndBeforeStart);
        }
        let places = v.whole_number(&format!("{at}.max_volunteers"), &self.max_volunteers, 1, TASK_PLACES_MAX);
        ValidTask {
            row,
            id: self.id,
            text,
            deadline: deadline.unwrap_or_default(),
            start_time,
            end_time,
            max_volunteers: places.unwrap_or(1) as i32,
        }
    }
}

fn required_or(text: &str, otherwise: FieldCode) -> FieldCode {
    if text.trim().is_empty() { FieldCode::Required } else { otherwise }
}

fn degrees(v: &mut Validator, field: &str, text: &str, limit: f64) -> Option<f64> {
    let text = text.trim().replace(',', ".");
    if text.is_empty() {
        return None;
    }
    match text.parse::<f64>() {
        Ok(degrees) if degrees.is_finite() && degrees.abs() <= limit => Some(degrees),
        Ok(_) => {
            v.add(field, FieldCode::OffEarth);
            None
        }
        Err(_) => {
            v.add(field, FieldCode::Malformed);
            None
        }
    }
}

#[cfg(test)]
#[path = "project_validation_tests.rs"]
mod tests;
