//! Words of documents on paper, for those who lay them out. Namespaces `paper`, `project_report`,
//! `period_report`.

use std::fmt::Display;

use birqadam_core::Locale;

use crate::texts::paper as words;

pub mod period_report;
pub mod project_report;
pub mod sponsor;

macro_rules! open {
    ($namespace:ident: $($name:ident),+ $(,)?) => {
        $(pub fn $name(l: birqadam_core::Locale) -> &'static str {
            $crate::texts::$namespace::$name(l)
        })+
    };
}
use open;

open!(paper: contents, forecast, total, no_data, photo_gone, signature, name, date, issued, signatures);

/// `Страница 2 из 10`.
pub fn page_of(l: Locale, page: usize, total: usize) -> String {
    words::page_of(l, page, total)
}

/// `Сформирован 21 ноября 2026, 14:02 в BirQadam`.
pub fn made(l: Locale, moment: impl Display) -> String {
    words::made(l, moment)
}
