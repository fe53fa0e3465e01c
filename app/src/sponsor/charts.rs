//! A sponsor's money as charts; each part leads to the list of exactly its records.

use birqadam_core::{
    Amount, Locale,
    chart::{Category, Chart, ChartKind, Series, Unit},
};
use birqadam_funding::{SponsorCharts, SponsorMonth};

use crate::{analytics::words::month, texts::sponsor as words};

/// Slices at most; the rest is one more.
const SLICES: usize = 8;

/// Those that have something to show: by month, by what it was spent on, by project.
pub fn charts(l: Locale, money: &SponsorCharts) -> Vec<Chart> {
    let all = [by_month(l, money), by_category(l, money), by_project(l, money)];
    all.into_iter().filter(|chart| !chart.is_empty()).collect()
}

fn series(label: &str, parts: impl Iterator<Item = (Amount, Option<String>)>) -> Series {
    let (values, hrefs) = parts.map(|(amount, href)| (Some(amount.0 as f64), href)).unzip();
    Series { label: label.to_owned(), values, hrefs, forecast_from: None }
}

fn named(label: String, href: Option<String>) -> Category {
    Category { label, href }
}

fn by_month(l: Locale, money: &SponsorCharts) -> Chart {
    let gifts = |one: &SponsorMonth| format!("/sponsor/sponsorships?paid_from={}&paid_to={}", one.from, one.to);
    let months = || money.months.iter();
    let mut shown = vec![
        series(words::series_given(l), months().map(|one| (one.given, Some(gifts(one))))),
        series(
            words::series_spent(l),
            months()
                .map(|one| (one.spent, Some(format!("/sponsor/expenses?spent_from={}&spent_to={}", one.from, one.to)))),
        ),
    ];
    if months().any(|one| one.returned.0 > 0) {
        // The column is not among those that show unless chosen.
        let with_column = |one: &SponsorMonth| format!("{}&columns=amount,status,given,received,returned", gifts(one));
        let returned = months().map(|one| (one.returned, Some(with_column(one))));
        shown.push(series(words::series_returned(l), returned));
    }
    Chart {
        name: "money_by_month".into(),
        title: words::by_month(l).to_owned(),
        note: words::by_month_note(l).to_owned(),
        kind: ChartKind::Bar,
        unit: Unit::Money(money.currency.clone()),
        category_title: words::month(l).to_owned(),
        categories: months().map(|one| named(month(l, one.from), None)).collect(),
        series: shown,
    }
}

fn by_category(l: Locale, money: &SponsorCharts) -> Chart {
    let (first, rest) = money.categories.split_at(money.categories.len().min(SLICES));
    let mut parts: Vec<(String, Amount, Option<String>)> = first
        .iter()
        .map(|one| (one.category.clone(), one.spent, Some(format!("/sponsor/expenses?category={}", one.line))))
        .collect();
    if !rest.is_empty() {
        let lines: Vec<String> = rest.iter().map(|one| one.line.to_string()).collect();
        let spent = Amount(rest.iter().map(|one| one.spent.0).sum());
        let href = format!("/sponsor/expenses?category={}", lines.join(","));
        parts.push((words::other_categories(l).to_owned(), spent, Some(href)));
    }
    Chart {
        name: "spent_by_category".into(),
        title: words::by_category(l).to_owned(),
        note: words::by_category_note(l).to_owned(),
        kind: ChartKind::Pie,
        unit: Unit::Money(money.currency.clone()),
        category_title: words::category(l).to_owned(),
        categories: parts.iter().map(|(label, _, href)| named(label.clone(), href.clone())).collect(),
        series: vec![series(words::series_spent(l), parts.into_iter().map(|(_, spent, href)| (spent, href)))],
    }
}

fn by_project(l: Locale, money: &SponsorCharts) -> Chart {
    let report = |id| Some(format!("/sponsor/projects/{id}/report"));
    let projects = || money.projects.iter();
    Chart {
        name: "money_by_project".into(),
        title: words::by_project(l).to_owned(),
        note: words::by_project_note(l).to_owned(),
        kind: ChartKind::Stacked,
        unit: Unit::Money(money.currency.clone()),
        category_title: words::col_project(l).to_owned(),
        categories: projects().map(|one| named(one.title.clone(), report(one.id))).collect(),
        series: vec![
            series(words::series_spent(l), projects().map(|one| (one.spent, report(one.id)))),
            series(words::series_left(l), projects().map(|one| (one.left, report(one.id)))),
        ],
    }
}

#[cfg(test)]
mod tests {
    use birqadam_core::ProjectId;
    use birqadam_funding::{SpentCategory, SponsoredProject};

    use super::*;

    fn months(given: i64, returned: i64) -> Vec<SponsorMonth> {
        let (from, to) = ("2026-11-01".parse().unwrap(), "2026-11-30".parse().unwrap());
        vec![SponsorMonth { from, to, given: Amount(given), returned: Amount(returned), spent: Amount(0) }]
    }

    fn spent(categories: usize) -> Vec<SpentCategory> {
        let one = |line| SpentCategory { line, category: format!("Line {line}"), spent: Amount(100) };
        (1..=categories as i64).map(one).collect()
    }

    #[test]
    fn who_gave_nothing_has_no_chart() {
        let nothing = SponsorCharts { currency: "KZT".into(), months: months(0, 0), ..SponsorCharts::default() };
        assert!(charts(Locale::Ru, &nothing).is_empty());
        let given = SponsorCharts { months: months(5, 0), ..nothing };
        assert_eq!(charts(Locale::Ru, &given).len(), 1, "nothing is spent: only by month");
    }

    #[test]
    fn what_went_back_is_shown_only_when_something_did() {
        let of = |returned| by_month(Locale::En, &SponsorCharts { months: months(5, returned), ..Default::default() });
        assert_eq!(of(0).series.len(), 2);
        let chart = of(3);
        assert_eq!(chart.series[2].values, [Some(3.0)]);
        let href = chart.series[0].hrefs[0].as_deref();
        assert_eq!(href, Some("/sponsor/sponsorships?paid_from=2026-11-01&paid_to=2026-11-30"));
    }

    #[test]
    fn nothing_of_what_was_spent_is_lost() {
        let money = SponsorCharts { categories: spent(12), ..Default::default() };
        let chart = by_category(Locale::En, &money);
        assert_eq!(chart.categories.len(), SLICES + 1);
        assert_eq!(chart.total(0), 1200.0);
        assert_eq!(chart.categories[SLICES].href.as_deref(), Some("/sponsor/expenses?category=9,10,11,12"));
    }

    #[test]
    fn a_project_leads_to_its_report() {
        let id = ProjectId(7);
        let one = SponsoredProject { id, title: "Park".into(), spent: Amount(1), left: Amount(2) };
        let chart = by_project(Locale::Kk, &SponsorCharts { projects: vec![one], ..Default::default() });
        assert_eq!(chart.categories[0].href.as_deref(), Some("/sponsor/projects/7/report"));
        assert_eq!((chart.total(0), chart.total(1)), (1.0, 2.0));
    }
}
