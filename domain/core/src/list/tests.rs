//! Requests to and from URLs.

use proptest::prelude::*;

use super::*;
use crate::{Error, FieldCode, FieldError, Permission};

static SPEC: ListSpec = ListSpec {
    name: "trees",
    permission: Permission::UsersView,
    filters: &[
        FilterSpec::text("q"),
        FilterSpec::choice("status", &["seedling", "grown", "felled"]),
        FilterSpec::lookup("species"),
        FilterSpec::days("planted"),
        FilterSpec::ids("park"),
        FilterSpec::flag("watered"),
    ],
    columns: &[
        ColumnSpec::new("name", CellKind::Text).sortable(),
        ColumnSpec::new("status", CellKind::Code),
        ColumnSpec::new("height", CellKind::Number).sortable().hidden().summed(),
        ColumnSpec::new("planted", CellKind::Day).sortable(),
    ],
    sort: "-planted",
};

fn errors(query: &str) -> Vec<(String, FieldCode)> {
    match ListRequest::parse_query(&SPEC, query) {
        Err(Error::Invalid(errors)) => errors.into_iter().map(|FieldError { field, code }| (field, code)).collect(),
        other => panic!("{query}: {other:?}"),
    }
}

#[test]
fn nothing_said_is_the_list_as_declared() {
    let request = ListRequest::parse_query(&SPEC, "q=&status=&sort=&planted_from=").unwrap();
    assert_eq!(request, ListRequest::default_of(&SPEC));
    assert_eq!(request.columns, ["name", "status", "planted"]);
    assert_eq!(request.to_query(&SPEC), "");
}

#[test]
fn everything_said_is_read_and_printed() {
    let query = "park=4%2C5&planted_from=2026-01-01&planted_to=2026-02-01&q=%D1%82%D0%BE%D0%BF+%26%3D%2C&status=grown%2Cfelled\
                 &watered=true&sort=-height&columns=name%2Cheight&limit=50";
    let request = ListRequest::parse_query(&SPEC, query).unwrap();
    assert_eq!(request.filters["q"], FilterValue::Text("топ &=,".into()));
    assert_eq!(request.filters["park"], FilterValue::Ids(vec![4, 5]));
    assert_eq!(request.to_query(&SPEC), query);
}

#[test]
fn values_come_apart_by_comma_or_by_repeating() {
    let comma = ListRequest::parse_query(&SPEC, "status=grown,felled,grown").unwrap();
    let repeated = ListRequest::parse_query(&SPEC, "status=grown&status=felled&status=grown").unwrap();
    assert_eq!(comma, repeated);
    assert_eq!(comma.filters["status"].without("grown"), Some(FilterValue::Any(vec!["felled".into()])));
}

#[test]
fn columns_come_in_the_lists_order_and_never_without_the_first() {
    let request = ListRequest::parse_query(&SPEC, "columns=planted&columns=height").unwrap();
    assert_eq!(request.columns, ["name", "height", "planted"]);
}

#[test]
fn what_the_list_does_not_know_is_refused_by_name() {
    let table = [
        ("colour=red", "colour", FieldCode::Unknown),
        ("status=grown,burnt", "status", FieldCode::Unknown),
        ("sort=status", "sort", FieldCode::Unknown),
        ("sort=-id;drop table", "sort", FieldCode::Unknown),
        ("columns=name,secret", "columns", FieldCode::Unknown),
        ("limit=0", "limit", FieldCode::TooSmall(1)),
        ("limit=101", "limit", FieldCode::TooBig(100)),
        ("limit=many", "limit", FieldCode::Malformed),
        ("park=4,x", "park", FieldCode::Malformed),
        ("watered=perhaps", "watered", FieldCode::Unknown),
        ("planted=2026-01-01", "planted", FieldCode::Unknown),
        ("planted_from=32.01.2026", "planted_from", FieldCode::Date),
        ("planted_from=999999-01-01", "planted_from", FieldCode::Date),
        ("planted_from=2026-02-01&planted_to=2026-01-01", "planted_to", FieldCode::EndBeforeStart),
        ("q=a%00b", "q", FieldCode::ForbiddenCharacters),
        ("species=%00", "species", FieldCode::Unknown),
    ];
    for (query, field, code) in table {
        assert_eq!(errors(query), [(field.to_owned(), code)], "{query}");
    }
    assert_eq!(errors(&format!("q={}", "ы".repeat(201))), [("q".to_owned(), FieldCode::TooLong(200))]);
    let many: Vec<_> = (0..51).map(|n| n.to_string()).collect();
    assert_eq!(errors(&format!("park={}", many.join(","))), [("park".to_owned(), FieldCode::TooMany(50))]);
    assert_eq!(errors("colour=red&sort=x").len(), 2, "all of it is said at once");
}

#[test]
fn days_are_typed_the_local_way_too() {
    let local = ListRequest::parse_query(&SPEC, "planted_from=21.11.2026").unwrap();
    assert_eq!(local, ListRequest::parse_query(&SPEC, "planted_from=2026-11-21").unwrap());
}

fn any_query() -> impl Strategy<Value = Vec<(String, String)>> {
    let name = prop_oneof![
        Just("q"),
        Just("status"),
        Just("species"),
        Just("planted_from"),
        Just("planted_to"),
        Just("park"),
        Just("watered"),
        Just("sort"),
        Just("columns"),
        Just("limit"),
        Just("cursor"),
        Just("x"),
    ];
    let value = prop_oneof![
        Just("grown".to_owned()),
        Just("-name".to_owned()),
        Just("height,status".to_owned()),
        Just("2026-03-01".to_owned()),
        Just("7,9".to_owned()),
        Just("true".to_owned()),
        Just("30".to_owned()),
        ".{0,20}",
    ];
    prop::collection::vec((name.prop_map(str::to_owned), value), 0..8)
}

proptest! {
    #[test]
    fn whatever_comes_is_an_error_or_survives_the_round_trip(pairs in any_query()) {
        let borrowed = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        if let Ok(mut request) = ListRequest::parse(&SPEC, borrowed) {
            let again = ListRequest::parse_query(&SPEC, &request.to_query(&SPEC));
            request.cursor = None;
            prop_assert_eq!(again, Ok(request));
        }
    }

    #[test]
    fn any_query_at_all_is_no_panic(query in ".*") {
        let _ = ListRequest::parse_query(&SPEC, &query);
    }
}
