use birqadam_analytics::model::{Period, Scope};
use chrono::NaiveDate;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn question(measure: Measure, split: Dimension) -> Question {
    let period = Period { from: day("2026-11-01"), to: day("2026-11-03"), granularity: Granularity::Day };
    Question::new(measure, Scope::Platform, period).by(split)
}

fn answer(measure: Measure, points: Vec<(Key, Option<f64>)>) -> Answer {
    let points = points.into_iter().map(|(key, value)| Point { key, value, before: None }).collect();
    Answer { measure, total: None, before: None, points, as_of: None }
}

fn at(text: &str) -> Key {
    Key::Days { from: day(text), to: day(text) }
}

fn named(name: &str) -> Key {
    Key::Name { name: name.into() }
}

fn drawn(kind: ChartKind, asked: &[(&Question, &Answer)]) -> Chart {
    chart(Locale::En, "x", kind, String::new(), String::new(), asked).unwrap()
}

#[test]
fn a_change_is_said_in_words_of_its_unit() {
    use Measure as M;
    let table = [
        (M::ReportsApproved, Some(112.0), Some(100.0), Some(("12% more", Way::Up, Mood::Good))),
        (M::ReportsApproved, Some(99.6), Some(100.0), Some(("0.4% less", Way::Down, Mood::Bad))),
        (M::ReportsApproved, Some(5.0), Some(0.0), Some(("none before", Way::Up, Mood::Good))),
        (M::ReportsApproved, Some(5.0), Some(5.0), Some(("as before", Way::Level, Mood::Neither))),
        (M::ReportsApproved, Some(0.0), Some(0.0), Some(("as before", Way::Level, Mood::Neither))),
        (M::Leaves, Some(6.0), Some(3.0), Some(("100% more", Way::Up, Mood::Bad))),
        (M::ReportReviewTime, Some(1800.0), Some(3600.0), Some(("50% faster", Way::Down, Mood::Good))),
        (M::ReportReviewTime, Some(5400.0), Some(3600.0), Some(("50% longer", Way::Up, Mood::Bad))),
        (M::ApprovalShare, Some(0.93), Some(0.9), Some(("3.0 pp higher", Way::Up, Mood::Good))),
        (M::Raised, Some(1_500_000.0), Some(1_000_000.0), Some(("50% more", Way::Up, Mood::Good))),
        (M::AverageRating, Some(4.5), Some(4.8), Some(("0.3 lower", Way::Down, Mood::Bad))),
        (M::AverageRating, None, Some(4.8), None),
        (M::AverageRating, Some(4.8), None, None),
    ];
    for (measure, now, before, expected) in table {
        let change = change(Locale::En, measure, now, before);
        let said = change.as_ref().map(|change| (change.text.as_str(), change.way, change.mood));
        assert_eq!(said, expected, "{measure:?} {now:?} {before:?}");
    }
}

#[test]
fn several_measures_share_the_axis_and_a_missing_count_is_zero() {
    let (sent, approved) = (Measure::ReportsSent, Measure::ReportsApproved);
    let questions = [question(sent, Dimension::Period), question(approved, Dimension::Period)];
    let answers = [
        answer(sent, vec![(at("2026-11-02"), Some(2.0)), (at("2026-11-03"), Some(3.0))]),
        answer(approved, vec![(at("2026-11-01"), Some(1.0))]),
    ];
    let chart = drawn(ChartKind::Line, &[(&questions[0], &answers[0]), (&questions[1], &answers[1])]);
    let days: Vec<_> = chart.categories.iter().map(|category| category.label.as_str()).collect();
    assert_eq!(days, ["01.11.2026", "02.11.2026", "03.11.2026"]);
    assert_eq!(chart.series[0].values, [Some(0.0), Some(2.0), Some(3.0)]);
    assert_eq!(chart.series[1].values, [Some(1.0), Some(0.0), Some(0.0)]);
}

#[test]
fn an_unknown_time_stays_unknown() {
    let measure = Measure::ReportReviewTime;
    let question = question(measure, Dimension::Period);
    let answer = answer(measure, vec![(at("2026-11-01"), None), (at("2026-11-02"), Some(60.0))]);
    let chart = drawn(ChartKind::Line, &[(&question, &answer), (&question, &answer)]);
    assert_eq!(chart.series[0].values, [None, Some(60.0)]);
}

#[test]
fn the_rest_is_added_up_where_a_sum_means_something() {
    let points = || (0..15).map(|n| (named(&format!("city {n}")), Some(f64::from(20 - n)))).collect::<Vec<_>>();
    let (joins, time) = (Measure::Joins, Measure::ReportReviewTime);
    let chart = drawn(ChartKind::Bar, &[(&question(joins, Dimension::City), &answer(joins, points()))]);
    assert_eq!(chart.categories.len(), MOST_ROWS + 1);
    assert_eq!(chart.categories[MOST_ROWS].label, "Others");
    assert_eq!(chart.total(0), f64::from((6..=20).sum::<i32>()), "nothing is lost");
    let chart = drawn(ChartKind::Bar, &[(&question(time, Dimension::City), &answer(time, points()))]);
    assert_eq!(chart.categories.len(), MOST_ROWS, "medians have no sum");
}

#[test]
fn names_are_those_of_the_reader() {
    let question = question(Measure::Joins, Dimension::City);
    let answer = answer(Measure::Joins, vec![(named("Oskemen"), Some(3.0)), (named("-"), Some(1.0))]);
    let chart = super::chart(Locale::Kk, "x", ChartKind::Bar, String::new(), String::new(), &[(&question, &answer)]);
    let labels: Vec<_> = chart.unwrap().categories.into_iter().map(|category| category.label).collect();
    assert_eq!(labels, ["Өскемен", "Қала көрсетілмеген"]);
}
