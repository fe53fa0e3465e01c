//! Words of the organizer's report on a project.

use std::fmt::Display;

use birqadam_core::Locale;
use birqadam_volunteering::{NoveltySignal, PlaceSignal, TimeSignal};

use super::open;
use crate::organizer::evidence_words;
use crate::texts::project_report as words;

open!(
    project_report: kind, organizer, period, city, address, direction, status, about, figures, f_people, f_tasks,
    f_places, f_hours, f_hours_note, f_reports, f_photos, f_rating, f_answer, unknown, charts, weeks, weeks_note,
    week, approved, open, rejected, tasks_by_status, reports_by_status, ratings, stars, reports, tasks, no_tasks,
    task, day, taken, done, got_approved, people, no_people, people_note, person, verified, now, hours, rating,
    photos, no_photos, photos_note, sign_organizer, sign_accepted,
);

macro_rules! with {
    ($($name:ident($($argument:ident),+)),+ $(,)?) => {
        $(pub fn $name(l: Locale, $($argument: impl Display),+) -> String {
            words::$name(l, $($argument),+)
        })+
    };
}

with!(
    title(project),
    sum_tasks(done, all),
    sum_reports(approved, sent),
    sum_people(people, hours),
    f_of(all),
    photos_some(shown, total),
    sent(moment),
    sent_rated(moment, stars),
    coordinates(latitude, longitude),
    camera(camera),
);

/// What is known of when, where and whether a photo is new: a line each.
pub fn evidence(l: Locale, time: &TimeSignal, place: &PlaceSignal, novelty: &NoveltySignal) -> [String; 3] {
    [evidence_words::time(l, time), evidence_words::place(l, place), evidence_words::novelty(l, novelty)]
}
