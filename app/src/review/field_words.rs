//! Words of the fields that a reviewer sees, marks and compares.

use birqadam_core::{Amount, Locale};
use birqadam_volunteering::{Project, VolunteerType};

use crate::{
    format, labels,
    texts::{money, review as words},
};

/// The name of a field of a project or an application; an unknown one as it is.
pub(crate) fn field_label(l: Locale, field: &str) -> String {
    match field {
        "title" => words::field_title(l),
        "description" => words::field_description(l),
        "city" => words::field_city(l),
        "address" => words::field_address(l),
        "volunteer_type" => words::field_kind(l),
        "location" => words::field_location(l),
        "dates" => words::field_dates(l),
        "max_volunteers" => words::field_max_volunteers(l),
        "budget_needed" => words::field_budget(l),
        "cover" => words::field_cover(l),
        "tasks" => words::field_tasks(l),
        "name" => words::field_name(l),
        "organization_name" => words::field_organization(l),
        "phone" => words::field_phone(l),
        "about" => words::field_about(l),
        "documents" => words::field_documents(l),
        "photo" => words::field_photo(l),
        "amount" => money::amount(l),
        "spent_on" => money::spent_on(l),
        "category" => money::category(l),
        "task" => money::task(l),
        "receipt" => money::receipt(l),
        other => return other.to_owned(),
    }
    .to_owned()
}

/// A stored value as people read it.
pub(crate) fn value_words(l: Locale, field: &str, value: &str) -> String {
    match field {
        _ if value.is_empty() => words::empty_value(l).to_owned(),
        "city" => labels::city(l, value),
        "amount" => {
            let (number, currency) = value.split_once(' ').unwrap_or((value, "KZT"));
            Amount::parse(number).map_or_else(|| value.to_owned(), |amount| format::sum(amount.0, currency))
        }
        "spent_on" => value.parse().map_or_else(|_| value.to_owned(), |day| format::date(l, day)),
        "receipt" => receipt_words(l, value),
        "volunteer_type" => VolunteerType::parse(value)
            .map_or_else(|| value.to_owned(), |kind| labels::volunteer_type(l, kind).to_owned()),
        _ => value.to_owned(),
    }
}

/// `чек.jpg (14876 B)` as `чек.jpg, 15 КБ`.
fn receipt_words(l: Locale, value: &str) -> String {
    let told = value.strip_suffix(" B)").and_then(|value| value.rsplit_once(" ("));
    let size = told.and_then(|(name, bytes)| Some((name, bytes.parse().ok()?)));
    size.map_or_else(|| value.to_owned(), |(name, bytes)| format!("{name}, {}", format::file_size(l, bytes)))
}

/// What a project has in a returnable field, in words and in short.
pub(crate) fn project_value(l: Locale, project: &Project, field: &str) -> String {
    let s = &project.summary;
    let text = match field {
        "title" => s.title.clone(),
        "description" => shortened(&project.description),
        "city" => labels::city(l, &s.city),
        "address" => s.address.clone(),
        "volunteer_type" => labels::volunteer_type(l, s.volunteer_type).to_owned(),
        "location" => s.location.map(|at| format!("{}, {}", at.lat, at.lng)).unwrap_or_default(),
        "dates" => format::date_range(l, s.starts_on, s.ends_on).unwrap_or_default(),
        "max_volunteers" => project.max_volunteers.map(|n| format::number(n.into())).unwrap_or_default(),
        "budget_needed" => project.budget_needed.map(|n| format::money(n, &project.currency)).unwrap_or_default(),
        "cover" if s.cover_url.is_some() => words::cover_there(l).to_owned(),
        "tasks" => words::tasks_count(l, project.tasks.len() as i64),
        _ => String::new(),
    };
    if text.is_empty() { words::empty_value(l).to_owned() } else { text }
}

/// The beginning of a long text.
fn shortened(text: &str) -> String {
    const LENGTH: usize = 120;
    let mut start: String = text.chars().take(LENGTH).collect();
    if text.chars().nth(LENGTH).is_some() {
        start.push('…');
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_returnable_field_has_a_name() {
        for l in Locale::ALL {
            for field in birqadam_volunteering::RETURNABLE_PROJECT_FIELDS {
                assert_ne!(field_label(l, field), *field, "{l} {field}");
            }
        }
    }

    #[test]
    fn long_texts_are_shortened_between_letters() {
        assert_eq!(shortened("я"), "я");
        assert_eq!(shortened(&"я".repeat(200)).chars().count(), 121);
    }
}
