//! What stands above the rows of a file, and how cells are put into words.

use birqadam_app::exports::{list_title, words};
use birqadam_app::format;
use birqadam_app::ui::ListUi;
use birqadam_core::Locale;
use birqadam_core::list::{Cell, CellKind, ListRequest, ListSpec};

/// A file to be written.
pub struct Sheet {
    pub locale: Locale,
    pub title: String,
    pub columns: Vec<SheetColumn>,
    /// What was exported, when, by whom: `(label, value)`.
    pub about: Vec<(String, String)>,
    /// In front of the addresses of links.
    pub base_url: String,
    ui: &'static ListUi,
}

pub struct SheetColumn {
    pub name: &'static str,
    pub kind: CellKind,
    pub heading: String,
    /// Whether its sum stands below the rows.
    pub is_summed: bool,
}

/// Who took the list away, and when.
pub struct Origin<'a> {
    pub person: &'a str,
    pub at: chrono::DateTime<chrono::Utc>,
    pub base_url: &'a str,
}

impl Sheet {
    /// The sheet of a request to a list.
    pub fn new(
        locale: Locale,
        spec: &'static ListSpec,
        ui: &'static ListUi,
        request: &ListRequest,
        origin: &Origin<'_>,
    ) -> Self {
        let title = list_title(locale, spec.name);
        let columns = request.columns.iter().filter_map(|name| spec.column(name)).map(|column| SheetColumn {
            name: column.name,
            kind: column.kind,
            heading: (ui.label)(locale, column.name).to_owned(),
            is_summed: column.summed,
        });
        let mut about = vec![(words::list(locale).to_owned(), title.clone())];
        about.extend(words::filters(locale, ui, request));
        let order = (ui.label)(locale, &request.sort.column);
        about.push((words::order(locale).to_owned(), words::sorted(locale, order, request.sort.descending)));
        about.push((words::made_at(locale).to_owned(), format::moment(locale, origin.at)));
        about.push((words::made_by(locale).to_owned(), origin.person.to_owned()));
        about.push((words::made_with(locale).to_owned(), origin.base_url.to_owned()));
        Sheet { locale, title, columns: columns.collect(), about, base_url: origin.base_url.to_owned(), ui }
    }

    /// A cell as people read it; where it is a number, with a point and without spaces.
    pub fn text(&self, column: &SheetColumn, cell: &Cell) -> String {
        let l = self.locale;
        match cell {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Link { text, .. } => (self.ui.value)(l, column.name, text),
            Cell::Number(number) | Cell::Bytes(number) => number.to_string(),
            Cell::Decimal(number) => number.to_string(),
            Cell::Stars(stars) => format!("{stars:.2}"),
            Cell::Day(day) => format::date_short(*day),
            Cell::Time(time) => format::moment_short(*time),
            Cell::Money(money) => {
                format!("{}{}.{:02}", sign(money.minor), money.minor.abs() / 100, money.minor.abs() % 100)
            }
            Cell::Code(code) => (self.ui.value)(l, column.name, code),
            Cell::Codes(codes) => {
                codes.iter().map(|code| (self.ui.value)(l, column.name, code)).collect::<Vec<_>>().join(", ")
            }
            Cell::Flag(true) => words::yes(l).to_owned(),
            Cell::Flag(false) => words::no(l).to_owned(),
        }
    }
}

fn sign(minor: i64) -> &'static str {
    if minor < 0 { "-" } else { "" }
}
