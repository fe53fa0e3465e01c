//! What went wrong, in words: what happened, why, what to do next. Used by pages and the API.

use birqadam_core::{Code, Error, FieldCode, Locale};
use birqadam_funding::CURRENCY;

use crate::{
    format::{file_size, number, sum},
    texts::errors as words,
};

/// An error in words.
pub fn message(l: Locale, error: &Error) -> String {
    match error {
        Error::Unauthenticated => words::unauthenticated(l).to_owned(),
        Error::SignIn(code) | Error::Forbidden(code) | Error::Conflict(code) => code_message(l, *code).to_owned(),
        Error::NotFound => words::not_found(l).to_owned(),
        Error::Stale { .. } => words::stale(l).to_owned(),
        Error::Invalid(fields) => match fields.as_slice() {
            [one] if one.field.is_empty() => field_message(l, &one.code),
            _ => words::invalid(l, fields.len() as i64),
        },
        Error::TooLarge { limit_bytes } => {
            words::too_large(l, file_size(l, i64::try_from(*limit_bytes).unwrap_or(i64::MAX)))
        }
        Error::TooMany { retry_after_seconds } => match i64::from(*retry_after_seconds) {
            seconds if seconds < 90 => words::too_many_seconds(l, seconds),
            seconds => words::too_many_minutes(l, (seconds + 59) / 60),
        },
        Error::Unavailable => words::unavailable(l).to_owned(),
        Error::Internal { id } => words::internal(l, safe_id(id)),
    }
}

/// What the page of an error is called.
pub fn title(l: Locale, error: &Error) -> &'static str {
    match error {
        Error::NotFound => words::title_not_found(l),
        Error::Forbidden(_) => words::title_forbidden(l),
        Error::Unavailable => words::title_unavailable(l),
        _ => words::title_other(l),
    }
}

/// The way out of an error: to the first page.
pub fn way_out(l: Locale) -> &'static str {
    words::to_start(l)
}

/// The id comes back from a link after a plain form, which can be forged: letters and digits only.
fn safe_id(id: &str) -> String {
    id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(36).collect()
}

fn code_message(l: Locale, code: Code) -> &'static str {
    match code {
        Code::NotAllowed => words::not_allowed(l),
        Code::AccountPending => words::account_pending(l),
        Code::AccountRejected => words::account_rejected(l),
        Code::AccountBlocked => words::account_blocked(l),
        Code::WrongCredentials => words::wrong_credentials(l),
        Code::TokenInvalid => words::token_invalid(l),
        Code::TokenReused => words::token_reused(l),
        Code::WrongState => words::wrong_state(l),
        Code::AlreadyDecided => words::already_decided(l),
        Code::NotEnoughMoney => words::not_enough_money(l),
        Code::BudgetLineUsed => words::budget_line_used(l),
        Code::TakesNoMoney => words::takes_no_money(l),
        Code::ResourceTaken => words::resource_taken(l),
        Code::RequestsOpen => words::requests_open(l),
        Code::ProviderDown => words::provider_down(l),
        Code::ProviderRefused => words::provider_refused(l),
        Code::OwnItem => words::own_item(l),
        Code::UndoTooLate => words::undo_too_late(l),
        Code::AppealExists => words::appeal_exists(l),
        Code::AlreadyJoined => words::already_joined(l),
        Code::NotJoined => words::not_joined(l),
        Code::TimeClash => words::time_clash(l),
        Code::TaskClosed => words::task_closed(l),
        Code::ProjectClosed => words::project_closed(l),
        Code::ReportExists => words::report_exists(l),
        Code::LastAdmin => words::last_admin(l),
        Code::RoleInUse => words::role_in_use(l),
        Code::SystemRole => words::system_role(l),
        Code::PlanChanged => words::plan_changed(l),
        Code::ConfirmFirst => words::confirm_first(l),
        Code::AccountNotActive => words::account_not_active(l),
        Code::ChangedMeanwhile => words::changed_meanwhile(l),
        Code::NothingToState => words::nothing_to_state(l),
        Code::AlreadySo => words::already_so(l),
        Code::CrossSite => words::cross_site(l),
    }
}

/// What is wrong with a field, in words.
pub fn field_message(l: Locale, code: &FieldCode) -> String {
    match code {
        FieldCode::Required => words::field_required(l).to_owned(),
        FieldCode::TooShort(limit) => words::field_too_short(l, *limit),
        FieldCode::TooLong(limit) => words::field_too_long(l, *limit),
        FieldCode::TooSmall(limit) => words::field_too_small(l, number(*limit)),
        FieldCode::TooBig(limit) => words::field_too_big(l, number(*limit)),
        FieldCode::Unknown => words::field_unknown(l).to_owned(),
        FieldCode::Malformed => words::field_malformed(l).to_owned(),
        FieldCode::Email => words::field_email(l).to_owned(),
        FieldCode::Phone => words::field_phone(l).to_owned(),
        FieldCode::Date => words::field_date(l).to_owned(),
        FieldCode::Time => words::field_time(l).to_owned(),
        FieldCode::EmailTaken => words::field_email_taken(l).to_owned(),
        FieldCode::NameTaken => words::field_name_taken(l).to_owned(),
        FieldCode::WeakPassword => words::field_weak_password(l).to_owned(),
        FieldCode::InPast => words::field_in_past(l).to_owned(),
        FieldCode::InFuture => words::field_in_future(l).to_owned(),
        FieldCode::EndBeforeStart => words::field_end_before_start(l).to_owned(),
        FieldCode::OffEarth => words::field_off_earth(l).to_owned(),
        FieldCode::Incomplete => words::field_incomplete(l).to_owned(),
        FieldCode::NotAPhoto => words::field_not_a_photo(l).to_owned(),
        FieldCode::BrokenPhoto => words::field_broken_photo(l).to_owned(),
        FieldCode::CutShort => words::field_cut_short(l).to_owned(),
        FieldCode::NotADocument => words::field_not_a_document(l).to_owned(),
        FieldCode::FileTooLarge(limit) => words::field_file_too_large(l, limit),
        FieldCode::TooManyPixels(limit) => words::field_too_many_pixels(l, limit),
        FieldCode::FileGone => words::field_file_gone(l).to_owned(),
        FieldCode::FileNotSent => words::field_file_not_sent(l).to_owned(),
        FieldCode::EmptyFile => words::field_empty_file(l).to_owned(),
        FieldCode::TooMany(limit) => words::field_too_many(l, number(*limit)),
        FieldCode::ForbiddenCharacters => words::field_forbidden_characters(l).to_owned(),
        FieldCode::BelowTaken(taken) => words::field_below_taken(l, number(*taken)),
        FieldCode::NotOpen => words::field_not_open(l).to_owned(),
        FieldCode::SameTime => words::field_same_time(l).to_owned(),
        FieldCode::NotWhole => words::field_not_whole(l).to_owned(),
        FieldCode::CheckYear => words::field_check_year(l).to_owned(),
        FieldCode::UnknownPlaceholder => words::field_unknown_placeholder(l).to_owned(),
        FieldCode::DatesTaken => words::field_dates_taken(l).to_owned(),
        FieldCode::DayNotOffered => words::field_day_not_offered(l).to_owned(),
        FieldCode::TooManyDays(limit) => words::field_too_many_days(l, *limit),
        FieldCode::InUse => words::budget_line_used(l).to_owned(),
        // All money of projects is in one currency.
        FieldCode::NotEnoughMoney(..=0) => words::field_no_money(l).to_owned(),
        FieldCode::NotEnoughMoney(there) => words::field_not_enough_money(l, sum(*there, CURRENCY)),
    }
}
