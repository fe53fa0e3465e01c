//! What the evidence of a photo says, in words: for the card on the screen and for paper.

use birqadam_core::Locale;
use birqadam_volunteering::{NoveltySignal, PlaceSignal, TimeSignal};
use chrono::Duration;

use crate::{format, texts::organizer as words};

/// When a photo was taken, beside the time of the task.
pub fn time(l: Locale, signal: &TimeSignal) -> String {
    match signal {
        TimeSignal::Unknown => words::time_unknown(l).to_owned(),
        TimeSignal::DuringTask { taken_at } => words::time_during(l, format::moment(l, *taken_at)),
        TimeSignal::OutsideTask { taken_at, minutes } => {
            let apart = format::duration(l, Duration::minutes(minutes.saturating_abs()));
            let taken = format::moment(l, *taken_at);
            if *minutes < 0 { words::time_before(l, taken, apart) } else { words::time_after(l, taken, apart) }
        }
    }
}

/// Where a photo was taken, beside the place of the project.
pub fn place(l: Locale, signal: &PlaceSignal) -> String {
    match signal {
        PlaceSignal::Unknown => words::place_unknown(l).to_owned(),
        PlaceSignal::Near { metres } => words::place_near(l, distance(l, *metres)),
        PlaceSignal::Far { metres } => words::place_far(l, distance(l, *metres)),
    }
}

/// Metres up to a kilometre, then whole kilometres.
fn distance(l: Locale, metres: i64) -> String {
    if metres < 1000 {
        words::metres(l, format::number(metres))
    } else {
        words::kilometres(l, format::number((metres + 500) / 1000))
    }
}

/// Whether the picture was seen before.
pub fn novelty(l: Locale, signal: &NoveltySignal) -> String {
    match signal {
        NoveltySignal::New => words::novelty_new(l).to_owned(),
        NoveltySignal::SameFile { report_id, .. } => words::novelty_same(l, report_id),
        NoveltySignal::SimilarTo { report_id, similarity, .. } => words::novelty_similar(l, similarity, report_id),
    }
}
