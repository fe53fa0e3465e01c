//! Words of what sponsors see: measures, states, names of projects' states.

use birqadam_core::Locale;
use birqadam_funding::{ImpactKind, ImpactTotal, SponsorshipStatus, measured as plain};
use birqadam_volunteering::ProjectStatus;
use leptos::prelude::*;

use crate::{
    labels,
    texts::sponsor as words,
    ui::{Icon, StatusChip, project_chip},
};

/// What is counted.
pub fn kind(l: Locale, kind: ImpactKind) -> &'static str {
    match kind {
        ImpactKind::TreesPlanted => words::impact_trees(l),
        ImpactKind::AreaCovered => words::impact_area(l),
        ImpactKind::PeopleHelped => words::impact_people(l),
        ImpactKind::WasteCollected => words::impact_waste(l),
        ImpactKind::Other => words::impact_other(l),
    }
}

/// What a measure of a project is called: the organizer's own words where it has some.
pub fn measure(l: Locale, measure: &ImpactTotal) -> String {
    match measure.kind {
        ImpactKind::Other => measure.title.get(l).0.to_owned(),
        known => kind(l, known).to_owned(),
    }
}

/// A number with its unit, thousands apart: `1 250 кг`.
pub fn measured(l: Locale, total: f64, unit: &str) -> String {
    if total.fract() != 0.0 || total.abs() < 1000.0 {
        return plain(l, total, unit);
    }
    let number = crate::format::number(total as i64);
    // The same unit as of a small number.
    match plain(l, 1.0, unit).split_once(' ') {
        Some((_, unit)) => format!("{number}\u{a0}{unit}"),
        None => number,
    }
}

/// A unit by itself.
pub fn unit(l: Locale, unit: &str) -> String {
    match unit {
        "1" => words::unit_pieces(l).to_owned(),
        _ => plain(l, 1.0, unit).split_once(' ').map_or_else(String::new, |(_, unit)| unit.to_owned()),
    }
}

/// What is counted beside the measures: people who completed a task.
pub fn volunteers(l: Locale) -> &'static str {
    words::volunteers_done(l)
}

/// A project's state by its name in the API.
pub fn project_status(l: Locale, name: &str) -> String {
    ProjectStatus::parse(name).map_or_else(|| name.to_owned(), |status| labels::project_status(l, status).to_owned())
}

/// The same as a chip.
pub fn project_status_chip(l: Locale, name: &str) -> Option<AnyView> {
    ProjectStatus::parse(name).map(|status| project_chip(l, status))
}

/// The state of a sponsorship.
pub fn sponsorship_status(l: Locale, status: SponsorshipStatus) -> &'static str {
    match status {
        SponsorshipStatus::Pending => words::status_pending(l),
        SponsorshipStatus::Completed => words::status_completed(l),
        SponsorshipStatus::Failed => words::status_failed(l),
        SponsorshipStatus::Cancelled => words::status_cancelled(l),
        SponsorshipStatus::Refunded => words::status_refunded(l),
    }
}

/// The same as a chip.
pub fn sponsorship_chip(l: Locale, status: SponsorshipStatus) -> AnyView {
    let (icon, tone) = match status {
        SponsorshipStatus::Pending => (Icon::Hourglass, "waiting"),
        SponsorshipStatus::Completed => (Icon::Check, "good"),
        SponsorshipStatus::Failed | SponsorshipStatus::Cancelled => (Icon::X, "bad"),
        SponsorshipStatus::Refunded => (Icon::Undo2, "muted"),
    };
    view! { <StatusChip text=sponsorship_status(l, status) icon=icon tone=tone/> }.into_any()
}

/// How money came, by the provider's name.
pub fn provider(l: Locale, name: &str) -> String {
    match name {
        "stripe" => "Stripe".to_owned(),
        "payme" => "Payme".to_owned(),
        "click" => "Click".to_owned(),
        "kaspi" => "Kaspi".to_owned(),
        "simulator" => words::provider_simulator(l).to_owned(),
        other => other.to_owned(),
    }
}

/// The same on a receipt, which says that a simulated payment moved no money.
pub fn provider_on_receipt(l: Locale, name: &str) -> String {
    let shown = provider(l, name);
    if name == "simulator" { format!("{shown} ({})", words::receipt_no_money(l)) } else { shown }
}
