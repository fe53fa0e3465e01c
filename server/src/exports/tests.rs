//! The files, read back by other libraries.

use std::io::Read;
use std::sync::Arc;

use birqadam_app::lists;
use birqadam_core::Locale;
use birqadam_core::export::ExportFormat;
use birqadam_core::list::{Cell, CellKind, ListRequest};
use birqadam_core::money::Money;
use calamine::{Data, DataType, Reader, Xlsx, open_workbook};
use chrono::{NaiveDate, TimeZone, Utc};
use tempfile::NamedTempFile;

use super::sheet::{Origin, Sheet, SheetColumn};
use super::write;

fn sheet(kinds: &[CellKind]) -> Arc<Sheet> {
    let ui = lists::find_ui("users").expect("the list of users");
    let request = ListRequest::parse_query(ui.spec, "status=active&sort=-created").expect("a request");
    let at = Utc.with_ymd_and_hms(2026, 11, 21, 9, 2, 0).single().expect("a moment");
    let origin = Origin { person: "=Айгерім", at, base_url: "https://birqadam.test" };
    let mut sheet = Sheet::new(Locale::Ru, ui.spec, ui, &request, &origin);
    sheet.columns = kinds
        .iter()
        .enumerate()
        .map(|(index, kind)| SheetColumn {
            name: "status",
            kind: *kind,
            heading: format!("Столбец {index}"),
            is_summed: *kind == CellKind::Number,
        })
        .collect();
    Arc::new(sheet)
}

fn file(format: ExportFormat, sheet: &Arc<Sheet>, rows: &[Vec<Cell>]) -> NamedTempFile {
    let mut writer = write::begin(format, sheet.clone()).expect("a file");
    for row in rows {
        writer.row(row).expect("a row");
    }
    writer.finish().expect("the file")
}

fn samples() -> (Vec<CellKind>, Vec<Cell>) {
    let day = NaiveDate::from_ymd_opt(2026, 11, 1).expect("a day");
    let time = Utc.with_ymd_and_hms(2026, 11, 20, 20, 30, 0).single().expect("a moment");
    vec![
        (CellKind::Text, Cell::Text("=HYPERLINK(\"https://evil\")".into())),
        (CellKind::Text, Cell::Text("а, \"б\"\r\nв 🌾".into())),
        (CellKind::Number, Cell::Number(-42)),
        (CellKind::Day, Cell::Day(day)),
        (CellKind::Time, Cell::Time(time)),
        (CellKind::Money, Cell::Money(Money::kzt(-125_050))),
        (CellKind::Link, Cell::Link { text: "Запись".into(), href: "/admin/users/7".into() }),
        (CellKind::Code, Cell::Code("blocked".into())),
        (CellKind::Flag, Cell::Flag(true)),
        (CellKind::Stars, Cell::Stars(4.5)),
        (CellKind::Text, Cell::Empty),
    ]
    .into_iter()
    .unzip()
}

#[test]
fn csv_is_read_back_and_holds_no_formula() {
    let (kinds, row) = samples();
    let made = file(ExportFormat::Csv, &sheet(&kinds), &[row]);
    let mut bytes = Vec::new();
    made.reopen().expect("the file").read_to_end(&mut bytes).expect("its bytes");
    assert!(bytes.starts_with(b"\xef\xbb\xbf"), "a byte order mark");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[3..]);
    let records: Vec<csv::StringRecord> = reader.records().map(|record| record.expect("a record")).collect();
    assert_eq!(records.len(), 2);
    assert_eq!(&records[0][0], "Столбец 0");
    let expected = [
        "'=HYPERLINK(\"https://evil\")",
        "а, \"б\"\r\nв 🌾",
        "-42",
        "01.11.2026",
        "21.11.2026 01:30",
        "-1250.50",
        "Запись",
        "Заблокирован",
        "Да",
        "4.50",
        "",
    ];
    assert_eq!(records[1].iter().collect::<Vec<_>>(), expected);
    assert!(String::from_utf8_lossy(&bytes).contains("\r\n"), "RFC 4180 ends lines so");
}

#[test]
fn xlsx_is_read_back_with_its_types() {
    let (kinds, row) = samples();
    let made = file(ExportFormat::Xlsx, &sheet(&kinds), &[row]);
    let mut book: Xlsx<_> = open_workbook(made.path()).expect("a workbook");
    assert_eq!(book.sheet_names(), ["Люди", "О файле"]);
    let rows = book.worksheet_range("Люди").expect("the sheet");
    let cell = |column| rows.get_value((1, column)).cloned().unwrap_or(Data::Empty);
    assert_eq!(rows.get_value((0, 3)), Some(&Data::String("Столбец 3".into())));
    // A text, whatever it looks like.
    assert_eq!(cell(0), Data::String("=HYPERLINK(\"https://evil\")".into()));
    assert_eq!(
        cell(1).as_string().map(|text| text.replace("\r\n", "\n").replace("_x000D_", "")),
        Some("а, \"б\"\nв 🌾".into())
    );
    assert_eq!(cell(2).as_f64(), Some(-42.0));
    assert!(matches!(cell(3), Data::DateTime(_)), "{:?}", cell(3));
    assert!(matches!(cell(4), Data::DateTime(_)), "{:?}", cell(4));
    assert_eq!(cell(5).as_f64(), Some(-1250.5));
    assert_eq!(cell(6), Data::String("Запись".into()));
    assert_eq!(cell(7), Data::String("Заблокирован".into()));
    assert_eq!(cell(8), Data::String("Да".into()));
    assert_eq!(cell(9).as_f64(), Some(4.5));
    // The only formula is ours: the total of the numbers, below them and outside of the filter.
    let formulas = book.worksheet_formula("Люди").expect("formulas");
    let cells: Vec<_> = formulas.used_cells().map(|(row, column, text)| (row, column, text.as_str())).collect();
    assert_eq!(formulas.start(), Some((2, 2)));
    assert_eq!(cells, [(0, 0, "SUBTOTAL(109,C2:C2)")]);
    assert_eq!(rows.get_value((2, 2)).and_then(DataType::as_f64), Some(-42.0), "also for who does not calculate");
    assert_eq!(rows.get_value((2, 0)), Some(&Data::String("Итого".into())));
    let about = book.worksheet_range("О файле").expect("the second sheet");
    let told: Vec<String> =
        about.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join(": ")).collect();
    for part in ["Люди", "Состояние: Активен", "21 ноября 2026", "=Айгерім", "Строк: 1"]
    {
        assert!(told.iter().any(|line| line.replace('\u{a0}', " ").contains(part)), "{part} in {told:?}");
    }
}

#[test]
fn a_list_of_nothing_is_a_file_with_its_heading() {
    for format in [ExportFormat::Csv, ExportFormat::Xlsx] {
        let made = file(format, &sheet(&[CellKind::Text]), &[]);
        assert!(made.as_file().metadata().expect("its size").len() > 0);
    }
}

#[test]
fn a_text_too_long_for_a_cell_is_cut() {
    let long = "🌾".repeat(40_000);
    let made = file(ExportFormat::Xlsx, &sheet(&[CellKind::Text]), &[vec![Cell::Text(long)]]);
    let mut book: Xlsx<_> = open_workbook(made.path()).expect("a workbook");
    let rows = book.worksheet_range("Люди").expect("the sheet");
    let text = rows.get_value((1, 0)).map(ToString::to_string).unwrap_or_default();
    assert!(text.ends_with('…') && text.encode_utf16().count() <= 32_767);
}

/// Rows go to disk as they come: after many of them the file on disk has grown long before the end.
#[test]
fn a_hundred_thousand_rows_pass_through() {
    let sheet = sheet(&[CellKind::Text, CellKind::Number]);
    let row = |number: i64| vec![Cell::Text(format!("строка {number}")), Cell::Number(number)];
    let mut writer = write::begin(ExportFormat::Xlsx, sheet.clone()).expect("a file");
    for number in 0..100_000 {
        writer.row(&row(number)).expect("a row");
    }
    let made = writer.finish().expect("the file");
    let mut book: Xlsx<_> = open_workbook(made.path()).expect("a workbook");
    let rows = book.worksheet_range("Люди").expect("the sheet");
    assert_eq!(rows.height(), 100_002, "heading, rows and totals");
    assert_eq!(rows.get_value((100_000, 1)).and_then(DataType::as_f64), Some(99_999.0));
}
