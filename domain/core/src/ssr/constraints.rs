//! The database's own limits as field errors. Forms are checked before; should a check have a
//! hole, the person still learns which field it is, and not just that something went wrong. What
//! needs more context (a name that is taken, a conflict) is mapped by its operation, with
//! `on_constraint`, which goes first. A test provokes every line and knows every constraint.

use FieldCode::{
    EndBeforeStart, Incomplete, Malformed, NameTaken, OffEarth, TooBig, TooLong, TooMany, TooSmall, Unknown,
};

use crate::{Error, FieldCode};

/// Constraint, field, what is wrong with it.
pub const FIELDS: &[(&str, &str, FieldCode)] = &[
    // accounts
    ("documents_file_name_check", "documents", TooLong(200)),
    ("roles_name_check", "name", Malformed),
    ("roles_name_key", "name", NameTaken),
    ("tags_color_known", "color", Unknown),
    ("tags_description_length", "description", TooLong(300)),
    ("tags_name_length", "name", TooLong(50)),
    ("users_about_check", "about", TooLong(4_000)),
    ("users_city_length", "city", TooLong(100)),
    ("users_email", "email", FieldCode::EmailTaken),
    ("users_email_check", "email", FieldCode::Email),
    ("users_languages_count", "languages", TooMany(20)),
    ("users_locale_check", "locale", Unknown),
    ("users_name_check", "name", TooLong(200)),
    ("users_organization_name_check", "organization_name", TooLong(200)),
    ("verifications_reason_check", "reason", TooLong(4_000)),
    // core
    ("appeals_answer_check", "answer", TooLong(2_000)),
    ("appeals_text_check", "text", TooLong(2_000)),
    ("saved_views_name_length", "name", TooLong(100)),
    ("saved_views_query_length", "query", TooLong(4_000)),
    // funding
    ("budget_lines_category_check", "category", TooLong(100)),
    ("budget_lines_planned_minor_check", "planned", TooBig(1_000_000_000)),
    ("expenses_amount", "amount", TooBig(1_000_000_000)),
    ("expenses_description", "description", TooLong(500)),
    ("expenses_reason_length", "reason", TooLong(2_000)),
    ("impact_entries_amount", "amount", TooBig(1_000_000_000)),
    ("impact_entries_note_check", "note", TooLong(500)),
    ("impact_measures_unit_check", "unit", TooLong(30)),
    ("in_kind_gifts_description_check", "description", TooLong(500)),
    ("in_kind_gifts_estimate_minor_check", "estimate", TooBig(1_000_000_000)),
    ("in_kind_gifts_giver_check", "giver", TooLong(200)),
    ("pledges_amount_minor_check", "amount", TooBig(1_000_000_000)),
    ("pledges_day_of_month_check", "day_of_month", TooBig(28)),
    ("pledges_purpose_check", "purpose", TooLong(500)),
    ("refunds_reason_check", "reason", TooLong(500)),
    ("resource_requests_counter_dates", "until", EndBeforeStart),
    ("resource_requests_dates", "until", EndBeforeStart),
    ("resource_requests_message_length", "message", TooLong(1_000)),
    ("resource_requests_notes_length", "notes", TooLong(2_000)),
    ("resource_requests_reason_length", "reason", TooLong(1_000)),
    ("resource_requests_thanks_length", "thanks", TooLong(1_000)),
    ("resources_address_length", "address", TooLong(300)),
    ("resources_availability_length", "availability", TooLong(300)),
    ("resources_city_length", "city", TooLong(100)),
    ("resources_description_length", "description", TooLong(4_000)),
    ("resources_quantity_range", "quantity", TooBig(100_000)),
    ("resources_title_length", "title", TooLong(200)),
    ("sponsorships_amount", "amount", TooBig(1_000_000_000)),
    ("sponsorships_purpose", "purpose", TooLong(500)),
    // growth
    ("passports_reason_length", "reason", TooLong(500)),
    // volunteering
    ("photo_reports_description_check", "description", TooLong(4_000)),
    ("photo_reports_organizer_comment_check", "comment", TooLong(2_000)),
    ("photo_reports_rating_check", "rating", TooBig(5)),
    ("photo_reports_rejection_reason_check", "reason", TooLong(2_000)),
    ("projects_address_check", "address", TooLong(300)),
    ("projects_budget_needed_check", "budget_needed", TooSmall(0)),
    ("projects_city_check", "city", TooLong(100)),
    ("projects_description_check", "description", TooLong(10_000)),
    ("projects_end_after_start", "ends_on", EndBeforeStart),
    ("projects_latitude_check", "latitude", OffEarth),
    ("projects_longitude_check", "longitude", OffEarth),
    ("projects_max_volunteers_check", "max_volunteers", TooBig(100_000)),
    ("projects_position_is_whole", "longitude", Incomplete),
    ("projects_title_check", "title", TooLong(200)),
    ("projects_volunteer_type_check", "volunteer_type", Unknown),
    ("ratings_comment_check", "comment", TooLong(2_000)),
    ("ratings_rating_check", "rating", TooBig(5)),
    ("tasks_end_after_start", "tasks", EndBeforeStart),
    ("tasks_max_volunteers_check", "tasks", TooBig(10_000)),
    ("tasks_text_check", "tasks", TooLong(500)),
];

/// The field error of a violated constraint.
pub fn field_error(constraint: &str) -> Option<Error> {
    let (_, field, code) = FIELDS.iter().find(|(name, ..)| *name == constraint)?;
    Some(Error::field(*field, code.clone()))
}
