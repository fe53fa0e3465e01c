//! Words of the list of what one's own gifts were spent on.

use birqadam_core::Locale;
use birqadam_funding::SPONSOR_EXPENSES;

use crate::{
    texts::{money, sponsor as words},
    ui::{ListEmpty, ListUi},
};

pub static SPONSOR_EXPENSES_UI: ListUi = ListUi {
    spec: &SPONSOR_EXPENSES,
    label,
    value: |_, _, value| value.to_owned(),
    chip: |_, _, _| None,
    empty: |l| ListEmpty { title: words::spent_none(l), text: words::spent_none_text(l), action: None },
};

fn label(l: Locale, name: &str) -> &'static str {
    match name {
        "description" => money::description(l),
        "project" => words::col_project(l),
        "category" => money::category(l),
        "spent" => money::spent_on(l),
        "paid" => words::col_yours(l),
        "amount" => words::col_whole(l),
        "receipt" => money::receipt(l),
        _ => "",
    }
}
