//! Figures and charts, read back by another library, and the drawings by their XML.

use std::io::Read;

use birqadam_core::chart::{Category, Chart, ChartKind, Series, Unit};
use birqadam_core::money::Money;
use calamine::{Data, DataType, Reader, Xlsx, open_workbook};
use chrono::{NaiveDate, TimeZone, Utc};
use tempfile::NamedTempFile;

use super::{chart, facts, facts::Fact, new_book};

fn a_chart(kind: ChartKind, unit: Unit, values: Vec<Vec<Option<f64>>>) -> Chart {
    let categories = ["Қаңтар", "Февраль", "=cmd|' /C calc'!A0"];
    Chart {
        name: "x".into(),
        title: "Отчёты по месяцам".into(),
        note: "Одобренные".into(),
        kind,
        unit,
        category_title: "Месяц".into(),
        categories: categories.map(|label| Category { label: label.into(), href: None }).into(),
        series: (1..)
            .zip(values)
            .map(|(n, values)| Series {
                label: format!("Ряд {n}"), values, hrefs: Vec::new(), forecast_from: Some(2)
            })
            .collect(),
    }
}

/// The workbook with these charts, and the XML of its drawings.
fn book(charts: &[Chart]) -> (Xlsx<std::io::BufReader<std::fs::File>>, Vec<String>) {
    let mut book = new_book("Проба");
    chart::write_sheet(&mut book, "Диаграммы", charts, "Итого").expect("a sheet");
    let file = NamedTempFile::new().expect("a file");
    book.save(file.path()).expect("saved");
    let mut zip = zip(&std::fs::read(file.path()).expect("bytes"));
    zip.retain(|(name, _)| name.starts_with("xl/charts/chart"));
    zip.sort();
    (open_workbook(file.path()).expect("a workbook"), zip.into_iter().map(|(_, xml)| xml).collect())
}

/// Names and texts of the parts. Entries of a ZIP file (APPNOTE 6.3.9), stored or deflated.
fn zip(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).expect("a part");
            let name = part.name().expect("a name").into_owned();
            let mut text = String::new();
            let _ = part.read_to_string(&mut text);
            (name, text)
        })
        .collect()
}

#[test]
fn the_values_of_a_chart_stand_in_cells_that_its_drawing_reads() {
    let values = vec![vec![Some(2.0), None, Some(5.0)], vec![Some(1.0), Some(0.0), Some(3.0)]];
    let (mut book, drawings) = book(&[a_chart(ChartKind::Line, Unit::Count, values)]);
    let cells = book.worksheet_range("Диаграммы").expect("the sheet");
    let number = |row, column| cells.get_value((row, column)).and_then(DataType::as_f64);
    assert_eq!(cells.get_value((0, 0)), Some(&Data::String("Отчёты по месяцам".into())));
    assert_eq!(cells.get_value((3, 0)), Some(&Data::String("Қаңтар".into())));
    assert_eq!(cells.get_value((5, 0)), Some(&Data::String("=cmd|' /C calc'!A0".into())), "a text");
    assert_eq!((number(3, 1), number(4, 1), number(5, 1)), (Some(2.0), None, Some(5.0)));
    assert_eq!((number(6, 1), number(6, 2)), (Some(7.0), Some(4.0)), "totals");
    let formulas = book.worksheet_formula("Диаграммы").expect("formulas");
    let sums: Vec<_> = formulas.used_cells().map(|(.., text)| text.clone()).collect();
    assert_eq!(sums, ["SUM(B4:B6)", "SUM(C4:C6)"]);
    assert_eq!(drawings.len(), 1);
    for part in ["<c:lineChart>", "Диаграммы!$B$4:$B$6", "Диаграммы!$A$4:$A$6", "Диаграммы!$C$3", "prstDash"]
    {
        assert!(drawings[0].contains(part), "{part} in {}", drawings[0]);
    }
}

#[test]
fn each_kind_is_drawn_in_its_way_and_units_are_kept() {
    let one = || vec![vec![Some(3600.0), Some(1800.0), Some(0.0)]];
    let kinds = [
        (ChartKind::Bar, Unit::Seconds, "<c:barDir val=\"col\"/>", "[h]:mm", 3600.0 / 86_400.0),
        (ChartKind::Stacked, Unit::Money("KZT".into()), "<c:grouping val=\"stacked\"/>", "₸", 36.0),
        (ChartKind::Line, Unit::Share, "<c:lineChart>", "0.0%", 3600.0),
        (ChartKind::Pie, Unit::Count, "<c:pieChart>", "#,##0", 3600.0),
        (ChartKind::Funnel, Unit::Hours, "<c:barDir val=\"bar\"/>", "[h]:mm", 150.0),
    ];
    let charts: Vec<Chart> = kinds.iter().map(|(kind, unit, ..)| a_chart(*kind, unit.clone(), one())).collect();
    let (mut book, drawings) = book(&charts);
    assert_eq!(drawings.len(), kinds.len());
    let cells = book.worksheet_range("Диаграммы").expect("the sheet");
    let mut row = 0;
    for (drawing, (kind, _, way, format, first)) in drawings.iter().zip(&kinds) {
        assert!(drawing.contains(way), "{kind:?}: {way}");
        assert!(*kind == ChartKind::Pie || drawing.contains(format), "{kind:?}: {format}");
        let cell = cells.get_value((row + 3, 1));
        let length = cell.and_then(DataType::get_datetime).map(|length| length.as_f64());
        let value = length.or(cell.and_then(DataType::as_f64));
        assert!(value.is_some_and(|value| (value - first).abs() < 1e-9), "{kind:?}: {value:?}");
        row += 20;
    }
}

#[test]
fn a_chart_without_categories_is_said_and_not_drawn() {
    let mut empty = a_chart(ChartKind::Bar, Unit::Count, vec![vec![]]);
    empty.categories.clear();
    let (mut book, drawings) = book(&[empty]);
    assert!(drawings.is_empty());
    assert_eq!(book.worksheet_range("Диаграммы").expect("the sheet").height(), 3);
}

#[test]
fn figures_keep_their_types() {
    let day = NaiveDate::from_ymd_opt(2026, 11, 1).expect("a day");
    let time = Utc.with_ymd_and_hms(2026, 11, 20, 20, 30, 0).single().expect("a moment");
    let table = [
        ("Текст", Fact::Text("=1+1".into())),
        ("Число", Fact::Number(7)),
        ("Доля", Fact::Share(0.25)),
        ("Часы", Fact::Hours(36.5)),
        ("День", Fact::Day(day)),
        ("Время", Fact::Time(time)),
        ("Деньги", Fact::Money(Money::kzt(125_050))),
        ("Звёзды", Fact::Stars(4.5)),
        ("Нет", Fact::Unknown),
    ]
    .map(|(name, fact)| (name.to_owned(), fact));
    let mut book = new_book("Проба");
    assert_eq!(facts::write(book.add_worksheet(), "Заголовок", &table).expect("written"), 11);
    let file = NamedTempFile::new().expect("a file");
    book.save(file.path()).expect("saved");
    let mut book: Xlsx<_> = open_workbook(file.path()).expect("a workbook");
    let cells = book.worksheet_range_at(0).expect("a sheet").expect("cells");
    let at = |row| cells.get_value((row, 1)).cloned().unwrap_or(Data::Empty);
    assert_eq!((at(2), at(3).as_f64(), at(4).as_f64()), (Data::String("=1+1".into()), Some(7.0), Some(0.25)));
    assert_eq!(at(5).as_duration().map(|length| length.num_minutes()), Some(36 * 60 + 30));
    assert_eq!(at(6).as_date(), Some(day));
    assert_eq!(at(7).as_datetime().map(|at| at.to_string()), Some("2026-11-21 01:30:00".into()));
    assert_eq!((at(8).as_f64(), at(9).as_f64()), (Some(1250.5), Some(4.5)));
    assert_eq!(at(10), Data::String("—".into()));
}
