//! What a partner lent and answered as charts; each part leads to exactly its requests.

use birqadam_core::{
    Locale,
    chart::{Category, Chart, ChartKind, Series, Unit},
};
use birqadam_funding::{PartnerCharts, PartnerMonth, ResourceRequestStatus};

use super::words as say;
use crate::{analytics::words::month, texts::resources as words};

/// Those that have something to show: by month, by resource, by answer.
pub fn charts(l: Locale, lent: &PartnerCharts) -> Vec<Chart> {
    let all = [by_month(l, lent), days(l, lent), by_resource(l, lent), by_answer(l, lent)];
    all.into_iter().filter(|chart| !chart.is_empty()).collect()
}

/// Requests in these states.
fn requests(status: &str) -> String {
    format!("/partner/requests?show=all&status={status}")
}

/// A request that was promised, then lent, counts as approved.
fn answer_states(answer: ResourceRequestStatus) -> &'static str {
    match answer {
        ResourceRequestStatus::Approved => "approved,done",
        other => other.as_str(),
    }
}

fn chart(kind: ChartKind, words: (&'static str, &str, &str, &str), parts: Vec<(String, i64, String)>) -> Chart {
    let (name, title, note, category_title) = words;
    let category =
        |(label, _, href): &(String, i64, String)| Category { label: label.clone(), href: Some(href.clone()) };
    Chart {
        name: name.into(),
        title: title.to_owned(),
        note: note.to_owned(),
        kind,
        unit: Unit::Count,
        category_title: category_title.to_owned(),
        categories: parts.iter().map(category).collect(),
        series: vec![Series {
            label: title.to_owned(),
            values: parts.iter().map(|(_, n, _)| Some(*n as f64)).collect(),
            hrefs: parts.into_iter().map(|(.., href)| Some(href)).collect(),
            forecast_from: None,
        }],
    }
}

fn months(l: Locale, lent: &PartnerCharts, of: fn(&PartnerMonth) -> i64) -> Vec<(String, i64, String)> {
    let lent_then = |one: &PartnerMonth| format!("{}&from={}&to={}", requests("approved,done"), one.from, one.to);
    lent.months.iter().map(|one| (month(l, one.from), of(one), lent_then(one))).collect()
}

fn by_month(l: Locale, lent: &PartnerCharts) -> Chart {
    let words = ("lendings_by_month", words::lendings(l), words::lendings_note(l), words::month(l));
    chart(ChartKind::Bar, words, months(l, lent, |one| one.lendings))
}

fn days(l: Locale, lent: &PartnerCharts) -> Chart {
    let words = ("days_by_month", words::days_lent(l), words::days_lent_note(l), words::month(l));
    chart(ChartKind::Line, words, months(l, lent, |one| one.days))
}

fn by_resource(l: Locale, lent: &PartnerCharts) -> Chart {
    let period = lent.months.first().zip(lent.months.last());
    let period = period.map(|(first, last)| format!("&from={}&to={}", first.from, last.to)).unwrap_or_default();
    let parts = lent.resources.iter().map(|one| {
        let href = format!("{}&resource={}{period}", requests("approved,done"), one.id);
        (one.title.clone(), one.lendings, href)
    });
    let words = ("lendings_by_resource", words::by_resource(l), words::by_resource_note(l), words::resource(l));
    chart(ChartKind::Bar, words, parts.collect())
}

fn by_answer(l: Locale, lent: &PartnerCharts) -> Chart {
    let parts = lent
        .answers
        .iter()
        .map(|(answer, n)| (say::request_status(l, *answer).to_owned(), *n, requests(answer_states(*answer))));
    let words = ("requests_by_answer", words::answers(l), words::answers_note(l), words::answer(l));
    chart(ChartKind::Pie, words, parts.collect())
}

#[cfg(test)]
mod tests {
    use birqadam_core::ResourceId;
    use birqadam_funding::LentResource;

    use super::*;

    fn lent() -> PartnerCharts {
        let (from, to) = ("2026-11-01".parse().unwrap(), "2026-11-30".parse().unwrap());
        PartnerCharts {
            months: vec![PartnerMonth { from, to, lendings: 2, days: 5 }],
            resources: vec![LentResource { id: ResourceId(7), title: "Hall".into(), lendings: 2 }],
            answers: vec![(ResourceRequestStatus::Approved, 2), (ResourceRequestStatus::Rejected, 0)],
            median_answer_seconds: Some(60.0),
        }
    }

    #[test]
    fn each_part_leads_to_its_requests() {
        let charts = charts(Locale::Ru, &lent());
        let first = |index: usize| charts[index].categories[0].href.clone().unwrap_or_default();
        assert_eq!(charts.len(), 4);
        assert_eq!(first(0), "/partner/requests?show=all&status=approved,done&from=2026-11-01&to=2026-11-30");
        assert_eq!(first(0), first(1), "days are those of the same requests");
        let resource = "/partner/requests?show=all&status=approved,done&resource=7&from=2026-11-01&to=2026-11-30";
        assert_eq!(first(2), resource);
        assert_eq!(charts[3].categories[1].href.as_deref(), Some("/partner/requests?show=all&status=rejected"));
    }

    #[test]
    fn who_lent_nothing_has_no_chart() {
        assert!(charts(Locale::Kk, &PartnerCharts::default()).is_empty());
    }
}
