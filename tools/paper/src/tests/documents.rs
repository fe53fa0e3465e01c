//! Whole documents, read back by lopdf and by poppler. With `PAPER_OUT=<folder>` they are kept there,
//! to be looked at.

use std::collections::HashSet;
use std::io::Write;
use std::process::Command;

use birqadam_core::Locale;
use birqadam_core::chart::{Category, Chart, ChartKind, Series, Unit};
use chrono::{TimeZone, Utc};
use image::RgbImage;
use lopdf::{Document, Object};

use crate::*;

const KAZAKH: &str = "ӘәҒғҚқҢңӨөҰұҮүҺһІі";

fn about(title: &str) -> About {
    About {
        title: title.into(),
        author: "Фонд «Жасыл Алматы»".into(),
        subject: "Отчёт".into(),
        locale: Locale::Kk,
        issued: Utc.with_ymd_and_hms(2026, 11, 21, 9, 30, 0).single().expect("a moment"),
        footer: "Сформирован 21.11.2026".into(),
        words: Words {
            contents: "Мазмұны".into(),
            page_of: |_, page, total| format!("{page}-бет / {total}"),
            value: |_, unit, value| match unit {
                Unit::Share => format!("{:.0} %", value * 100.0),
                Unit::Seconds => format!("{} ч", value / 3600.0),
                _ => format!("{value}"),
            },
            forecast: "прогноз".into(),
            total: "Всего".into(),
            no_data: "Нет данных".into(),
        },
    }
}

fn written(paper: Paper) -> Vec<u8> {
    let mut bytes = Vec::new();
    paper.finish(&mut bytes).expect("written");
    bytes
}

/// The text of each page as poppler finds it.
fn pages_of(name: &str, bytes: &[u8]) -> Vec<String> {
    let folder = std::env::var("PAPER_OUT").map_or_else(|_| std::env::temp_dir(), Into::into);
    let path = folder.join(format!("birqadam-paper-{name}-{}.pdf", std::process::id()));
    std::fs::File::create(&path).and_then(|mut file| file.write_all(bytes)).expect("written");
    let out =
        Command::new("pdftotext").args(["-layout"]).arg(&path).arg("-").output().expect("poppler-utils is installed");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    assert!(out.stderr.is_empty(), "{}", String::from_utf8_lossy(&out.stderr));
    if std::env::var("PAPER_OUT").is_err() {
        std::fs::remove_file(&path).expect("removed");
    }
    let text = String::from_utf8(out.stdout).expect("UTF-8");
    text.split('\u{c}').filter(|page| !page.is_empty()).map(str::to_owned).collect()
}

fn chart(kind: ChartKind, categories: usize, series: usize, label: fn(usize) -> String) -> Chart {
    let values = |row: usize| (0..categories).map(|at| Some(((at * 7 + row * 5) % 23 + 1) as f64)).collect();
    Chart {
        name: "chart".into(),
        title: format!("Есептер апта бойынша {kind:?}"),
        note: "Считается по дате отправки.".into(),
        kind,
        unit: Unit::Count,
        category_title: "Апта".into(),
        categories: (0..categories).map(|at| Category { label: label(at), href: None }).collect(),
        series: (0..series)
            .map(|row| Series {
                label: format!("Қатар {row}"),
                values: values(row),
                hrefs: vec![],
                forecast_from: None,
            })
            .collect(),
    }
}

fn photo(seed: u32, size: (u32, u32)) -> Vec<u8> {
    let noise = |x: u32, y: u32| (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503) ^ seed) as u8;
    let picture = RgbImage::from_fn(size.0, size.1, |x, y| image::Rgb([(x / 8) as u8, noise(x, y) / 3, (y / 8) as u8]));
    let mut jpeg = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 80).encode_image(&picture).expect("encoded");
    jpeg
}

#[test]
fn a_whole_report_can_be_read_back() {
    let mut paper = Paper::new(about(&format!("Жасыл Алматы {KAZAKH}")));
    paper.cover(Cover {
        kind: "Жоба есебі".into(),
        title: "Жасыл Алматы: 1 000 ағаш отырғызамыз 🎉".into(),
        picture: Some(Picture::fit(photo(1, (1200, 900)), (480.0, 360.0)).expect("a picture")),
        facts: vec![
            ("Ұйымдастырушы".into(), "Қор".into()),
            ("Қала".into(), "Алматы".into()),
            ("-".into(), String::new()),
        ],
    });
    paper.contents();
    paper.heading(1, "Қорытынды");
    paper.paragraph(&format!("{KAZAKH} — 1 250 000 ₸. {}", "Ерікті мектеп ауласында ағаш отырғызды. ".repeat(12)));
    let figure =
        |value: &str, label: &str| Figure { value: value.into(), label: label.into(), note: "было 7".into() };
    paper.figures(&[
        figure("1 234", "отчёта принято"),
        figure("98 %", "вовремя"),
        figure("4,8", "средняя оценка"),
        figure("12 345 678 901 ₸", "собрано"),
    ]);
    paper.heading(2, "Графиктер");
    let day = |at: usize| format!("{:02}.11", at + 1);
    let city = |at: usize| {
        format!("{} атаулы өте ұзын қала", ["Абай", "Ақжол", "Әсем", "Бірлік", "Ғалым", "Достық", "Еңбек", "Жеңіс"][at])
    };
    paper.chart(&chart(ChartKind::Bar, 8, 1, day));
    paper.chart(&chart(ChartKind::Bar, 8, 3, day));
    paper.chart(&chart(ChartKind::Bar, 8, 2, city));
    paper.chart(&chart(ChartKind::Stacked, 10, 4, day));
    paper.chart(&chart(ChartKind::Stacked, 8, 3, city));
    let mut line = chart(ChartKind::Line, 14, 3, day);
    line.series[0].forecast_from = Some(11);
    line.series[1].values[5] = None;
    paper.chart(&line);
    paper.chart(&chart(ChartKind::Pie, 6, 1, city));
    paper.chart(&chart(ChartKind::Funnel, 4, 1, city));
    let mut empty = chart(ChartKind::Pie, 3, 1, day);
    empty.series[0].values = vec![None, Some(0.0), None];
    paper.chart(&empty);
    paper.heading(1, "Тапсырмалар");
    let columns = vec![Column::text("Тапсырма", 4.0), Column::text("Күй", 1.8), Column::number("Орын", 1.0)];
    let mut table = Table::begin(&mut paper, columns);
    let tones = [Tone::Good, Tone::Waiting, Tone::Returned, Tone::Active, Tone::Bad, Tone::Muted];
    for (index, tone) in tones.into_iter().enumerate() {
        let text = "Мектеп ауласында ағаш отырғызу ".repeat(index + 1);
        table.row(&mut paper, vec![Cell::text(text), Cell::Status(tone, "Орындалды".into()), Cell::text("1 250")]);
    }
    table.end(&mut paper, "Бос");
    paper.heading(1, "Фото");
    let mut grid = PhotoGrid::new(2);
    for index in 0..5u32 {
        let cell = grid.cell(&paper);
        let picture =
            (index != 2).then(|| Picture::fit(photo(index, (480, 360 + 100 * (index % 2))), cell).expect("a picture"));
        let lines = vec!["21.11.2026 09:12, 120 м от места".into(), "Похоже на фото 12".into()];
        grid.add(
            &mut paper,
            PhotoBox {
                picture, missing: "Фото удалено".into(), title: format!("Айгүл {index}"), lines
            },
        );
    }
    grid.end(&mut paper);
    paper.heading(1, "Қолдар");
    let signer = |role: &str| Signer { role: role.into(), name: "Аружан Әлімова".into() };
    paper.signatures(&[signer("Ұйымдастырушы"), signer("Модератор"), signer("Серіктес")], "қолы", "аты-жөні", "күні");
    paper.qr("https://birqadam.kz/verify/abc", 51.0, 640.0, 90.0).expect("fits");
    let bytes = written(paper);

    let pages = pages_of("report", &bytes);
    let all = pages.concat();
    for part in [
        KAZAKH,
        "1 250 000 ₸",
        "1 234",
        "12 345 678 901 ₸",
        "[?]",
        "Мазмұны",
        "Фото удалено",
        "прогноз",
        "Қатар 2",
        "Нет данных",
    ] {
        assert!(all.contains(part), "{part} is missing in {all}");
    }
    assert!(all.contains(&format!("{}-бет / {}", pages.len(), pages.len())));
    assert!(!pages[0].contains("-бет /"), "a cover has no footer");
    // The contents tell the true pages.
    let line = pages[1].lines().find(|line| line.contains("Тапсырмалар")).expect("an entry");
    let page: usize = line.split_whitespace().last().and_then(|number| number.parse().ok()).expect("a number");
    assert!(pages[page - 1].contains("Тапсырма") && pages[page - 1].contains("Орындалды"), "{line}");
}

#[test]
fn what_a_document_says_about_itself() {
    let mut paper = Paper::new(about("Есеп"));
    paper.contents();
    paper.heading(1, "Қорытынды");
    paper.heading(2, "Сандар");
    paper.heading(1, "Соңы");
    let picture = photo(3, (300, 200));
    let mut grid = PhotoGrid::new(2);
    let kept = Picture::fit(picture.clone(), grid.cell(&paper)).expect("a picture");
    grid.add(&mut paper, PhotoBox { picture: Some(kept), missing: String::new(), title: "а".into(), lines: vec![] });
    grid.end(&mut paper);
    let document = Document::load_mem(&written(paper)).expect("a document");
    let text = |bytes: &[u8]| {
        let pairs = bytes[2..].chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect::<Vec<_>>();
        String::from_utf16(&pairs).expect("UTF-16")
    };
    let info = document
        .trailer
        .get(b"Info")
        .and_then(Object::as_reference)
        .and_then(|id| document.get_dictionary(id))
        .expect("info");
    assert_eq!(text(info.get(b"Title").and_then(Object::as_str).expect("a title")), "Есеп");
    assert_eq!(text(info.get(b"Author").and_then(Object::as_str).expect("an author")), "Фонд «Жасыл Алматы»");
    assert_eq!(info.get(b"CreationDate").and_then(Object::as_str).expect("a date"), b"D:20261121093000+00'00'");
    let catalog = document.catalog().expect("a catalog");
    assert_eq!(catalog.get(b"Lang").and_then(Object::as_str).expect("a language"), b"kk");
    let outline = catalog
        .get(b"Outlines")
        .and_then(Object::as_reference)
        .and_then(|id| document.get_dictionary(id))
        .expect("an outline");
    assert_eq!(outline.get(b"Count").and_then(Object::as_i64).expect("a count"), 2);
    let first = outline
        .get(b"First")
        .and_then(Object::as_reference)
        .and_then(|id| document.get_dictionary(id))
        .expect("a bookmark");
    assert_eq!(text(first.get(b"Title").and_then(Object::as_str).expect("a title")), "Қорытынды");
    assert!(first.get(b"First").is_ok(), "the second level stands below the first");
    let is_picture = |object: &&Object| object.as_stream().is_ok_and(|stream| stream.dict.has(b"ColorSpace"));
    let stream =
        document.objects.values().find(is_picture).and_then(|object| object.as_stream().ok()).expect("a picture");
    assert_eq!(stream.content, picture, "a small JPEG goes into the file as it is");
    // A subset of the font, not all of it.
    let fonts = document
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok())
        .filter(|stream| stream.dict.has(b"Length1"));
    let length: i64 = fonts.map(|font| font.dict.get(b"Length1").and_then(Object::as_i64).expect("a length")).sum();
    assert!((1..60_000).contains(&length), "{length}");
}

#[test]
fn long_tables_repeat_their_header_and_never_cut_a_row() {
    for rows in [0usize, 1, 2000] {
        let mut paper = Paper::new(about("Кесте"));
        let columns = vec![Column::number("№", 1.0), Column::text("Басы", 5.0), Column::text("Соңы", 2.0)];
        let mut table = Table::begin(&mut paper, columns);
        for row in 0..rows {
            let text = format!("b{row} {} e{row}", "сөз ".repeat(row % 40));
            table.row(&mut paper, vec![Cell::text(row.to_string()), Cell::text(text), Cell::text("x")]);
        }
        table.end(&mut paper, "Жолдар жоқ");
        let pages = pages_of("table", &written(paper));
        assert!(pages.iter().all(|page| page.contains("Басы")), "the header stands on every page");
        if rows == 0 {
            assert!(pages[0].contains("Жолдар жоқ"));
        }
        let words: Vec<HashSet<&str>> = pages.iter().map(|page| page.split_whitespace().collect()).collect();
        for row in 0..rows {
            let (begin, end) = (format!("b{row}"), format!("e{row}"));
            let page = words.iter().find(|page| page.contains(begin.as_str())).expect("the row is there");
            assert!(page.contains(end.as_str()), "row {row} is cut");
        }
    }
}

#[test]
fn nothing_is_too_long_for_a_page() {
    let mut paper = Paper::new(about(&"Өте ұзын атау ".repeat(40)));
    paper.cover(Cover {
        kind: "Есеп".into(),
        title: "Ұзын".repeat(125),
        picture: None,
        facts: vec![("a".into(), "б".repeat(500))],
    });
    paper.contents();
    for index in 0..120 {
        paper.heading(1 + (index % 2) as u8, &format!("{index} {}", "бөлім ".repeat(80)));
    }
    paper.paragraph(&"щ".repeat(10_000));
    let mut table = Table::begin(&mut paper, vec![Column::text("1", 1.0), Column::text("2", 4.0)]);
    table.row(&mut paper, vec![Cell::text("w".repeat(10_000)), Cell::text("қысқа")]);
    table.end(&mut paper, "");
    paper.turn(true);
    paper.heading(1, "Көлденең");
    let mut grid = PhotoGrid::new(2);
    grid.add(
        &mut paper,
        PhotoBox {
            picture: None, missing: "жоқ ".repeat(50), title: "т".repeat(3000), lines: vec!["л".repeat(5000)]
        },
    );
    grid.end(&mut paper);
    let pages = pages_of("long", &written(paper));
    let all: String = pages.concat();
    assert_eq!(all.matches('w').count(), 10_000, "not a letter of the cell is lost");
    assert_eq!(all.matches('щ').count(), 10_000, "nor of the paragraph");
}

#[test]
fn pictures_are_made_small_and_refused_when_they_are_none() {
    let picture = Picture::fit(photo(9, (3000, 2000)), (241.0, 181.0)).expect("a picture");
    assert!(picture.width <= 503 && picture.height <= 378, "{} × {}", picture.width, picture.height);
    assert!(Picture::fit(b"no picture".to_vec(), (100.0, 100.0)).is_err());
    assert!(Picture::fit(Vec::new(), (100.0, 100.0)).is_err());
    let cut = photo(9, (3000, 2000));
    assert!(Picture::fit(cut[..200].to_vec(), (100.0, 100.0)).is_err());
}

#[test]
fn an_empty_document_is_a_document() {
    let pages = pages_of("empty", &written(Paper::new(about("Бос"))));
    assert_eq!(pages.len(), 1);
}

#[test]
fn a_text_too_long_for_a_code_is_refused() {
    let mut paper = Paper::new(about("QR"));
    assert!(matches!(paper.qr(&"x".repeat(5000), 51.0, 100.0, 90.0), Err(PaperError::Qr)));
}
