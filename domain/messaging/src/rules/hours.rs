//! Hours of a person's day: quiet hours and the hour of the digest, by the wall clock where the
//! person is, also on the days on which that clock is changed.

use chrono::{
    DateTime, Datelike, Days, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc,
};
use chrono_tz::Tz;

use crate::model::Digest;

/// A time of the day in which a person is not disturbed; may pass midnight. From the first moment
/// up to, but not with, the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuietHours {
    pub from: NaiveTime,
    pub to: NaiveTime,
}

impl QuietHours {
    /// Whether the wall clock shows a quiet hour.
    pub fn contains(&self, time: NaiveTime) -> bool {
        if self.from < self.to { self.from <= time && time < self.to } else { self.from <= time || time < self.to }
    }

    /// When the quiet hours in which `now` lies are over; `None` when it lies in none.
    pub fn end(&self, now: DateTime<Utc>, zone: Tz) -> Option<DateTime<Utc>> {
        let local = now.with_timezone(&zone).naive_local();
        if !self.contains(local.time()) {
            return None;
        }
        // Today's may be over already, or come a second time when the clock is put back.
        let days = [local.date(), tomorrow(local.date())];
        let ends = days.into_iter().flat_map(|day| instants(day.and_time(self.to), zone));
        ends.filter(|end| *end > now).min().or(Some(now + TimeDelta::hours(1)))
    }
}

/// When the next digest goes out: daily at that hour, or on Monday at that hour. Always later than
/// `now`; `None` without a digest.
pub fn next_digest(digest: Digest, hour: i16, now: DateTime<Utc>, zone: Tz) -> Option<DateTime<Utc>> {
    if digest == Digest::None {
        return None;
    }
    let time = NaiveTime::from_hms_opt(u32::try_from(hour).unwrap_or(9).min(23), 0, 0).unwrap_or_default();
    let mut day = now.with_timezone(&zone).date_naive();
    // Today, or one of the eight days after; a day more where one was left out of the calendar.
    for _ in 0..10 {
        let is_due = digest == Digest::Daily || day.weekday() == chrono::Weekday::Mon;
        if is_due && let Some(at) = instants(day.and_time(time), zone).into_iter().find(|at| *at > now) {
            return Some(at);
        }
        day = tomorrow(day);
    }
    Some(now + TimeDelta::days(1))
}

/// The time zone of that name, ours when there is none.
pub fn time_zone(name: &str) -> Tz {
    name.parse().unwrap_or(Tz::Asia__Almaty)
}

fn tomorrow(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}

/// The moments at which the wall clock shows this time: one; two when it is put back; when it is
/// put forward past it, the moment after that.
fn instants(local: NaiveDateTime, zone: Tz) -> Vec<DateTime<Utc>> {
    // A day is the longest a clock was ever put forward.
    for minutes in 0..=26 * 60 {
        match zone.from_local_datetime(&(local + TimeDelta::minutes(minutes))) {
            MappedLocalTime::Single(at) => return vec![at.to_utc()],
            MappedLocalTime::Ambiguous(first, second) => return vec![first.to_utc(), second.to_utc()],
            MappedLocalTime::None => {}
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn quiet(from: &str, to: &str) -> QuietHours {
        let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").expect("a time");
        QuietHours { from: time(from), to: time(to) }
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a moment")
    }

    #[test]
    fn quiet_hours_end_by_the_wall_clock() {
        let table = [
            // zone, quiet hours, now, their end
            ("Asia/Almaty", ("22:00", "08:00"), "2026-11-21T18:00:00Z", Some("2026-11-22T03:00:00Z")),
            ("Asia/Almaty", ("22:00", "08:00"), "2026-11-21T02:59:59Z", Some("2026-11-21T03:00:00Z")),
            ("Asia/Almaty", ("22:00", "08:00"), "2026-11-21T03:00:00Z", None),
            ("Asia/Almaty", ("13:00", "14:00"), "2026-11-21T08:30:00Z", Some("2026-11-21T09:00:00Z")),
            // Berlin, 29 March 2026: 02:00 becomes 03:00; a night an hour short.
            ("Europe/Berlin", ("22:00", "07:00"), "2026-03-28T21:30:00Z", Some("2026-03-29T05:00:00Z")),
            // 02:30 does not exist that night: it is over when the clock is put forward.
            ("Europe/Berlin", ("22:00", "02:30"), "2026-03-28T23:00:00Z", Some("2026-03-29T01:00:00Z")),
            // 25 October 2026: 03:00 becomes 02:00; 02:30 comes twice.
            ("Europe/Berlin", ("22:00", "02:30"), "2026-10-24T23:00:00Z", Some("2026-10-25T00:30:00Z")),
            ("Europe/Berlin", ("22:00", "02:30"), "2026-10-25T01:10:00Z", Some("2026-10-25T01:30:00Z")),
            // Beirut puts the clock forward at midnight.
            ("Asia/Beirut", ("21:00", "00:30"), "2026-03-28T20:00:00Z", Some("2026-03-28T22:00:00Z")),
            // Lord Howe by half an hour.
            ("Australia/Lord_Howe", ("22:00", "02:15"), "2026-10-03T12:00:00Z", Some("2026-10-03T15:30:00Z")),
        ];
        for (zone, (from, to), now, end) in table {
            assert_eq!(quiet(from, to).end(at(now), time_zone(zone)), end.map(at), "{zone} {now}");
        }
    }

    #[test]
    fn digests_go_out_at_their_hour() {
        let table = [
            ("Asia/Almaty", Digest::None, 9, "2026-11-21T03:00:00Z", None),
            ("Asia/Almaty", Digest::Daily, 9, "2026-11-21T03:00:00Z", Some("2026-11-21T04:00:00Z")),
            ("Asia/Almaty", Digest::Daily, 9, "2026-11-21T04:00:00Z", Some("2026-11-22T04:00:00Z")),
            // A Saturday; the next Monday is the 23rd.
            ("Asia/Almaty", Digest::Weekly, 9, "2026-11-21T04:00:00Z", Some("2026-11-23T04:00:00Z")),
            ("Europe/Berlin", Digest::Daily, 2, "2026-03-28T12:00:00Z", Some("2026-03-29T01:00:00Z")),
        ];
        for (zone, digest, hour, now, expected) in table {
            assert_eq!(next_digest(digest, hour, at(now), time_zone(zone)), expected.map(at), "{zone} {now}");
        }
    }

    #[test]
    fn an_unknown_zone_is_ours() {
        assert_eq!(time_zone("Mars/Base"), Tz::Asia__Almaty);
    }

    proptest! {
        /// Zones with and without a change of the clock, by an hour, by half an hour, at midnight.
        #[test]
        fn quiet_hours_always_end_and_never_too_early(
            zone in prop::sample::select(vec![
                "Asia/Almaty", "Europe/Berlin", "America/New_York", "America/Santiago", "Asia/Beirut",
                "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Chatham", "America/Havana", "Asia/Kathmandu",
            ]),
            from in 0u32..1440, length in 1u32..1440, minute in 0i64..(5 * 366 * 1440),
        ) {
            let zone = time_zone(zone);
            let time = |minute: u32| NaiveTime::from_hms_opt(minute / 60 % 24, minute % 60, 0).expect("a time");
            let quiet = QuietHours { from: time(from), to: time((from + length) % 1440) };
            let now = at("2024-01-01T00:00:00Z") + TimeDelta::minutes(minute);
            let wall = |at: DateTime<Utc>| at.with_timezone(&zone).time();
            match quiet.end(now, zone) {
                None => prop_assert!(!quiet.contains(wall(now))),
                Some(end) => {
                    prop_assert!(end > now);
                    // A night is longer by at most the hour that comes twice.
                    prop_assert!(end - now <= TimeDelta::hours(25));
                    prop_assert!(!quiet.contains(wall(end)), "{} is quiet", end);
                    let before = end - TimeDelta::minutes(1);
                    prop_assert!(quiet.contains(wall(before)), "{} is not quiet any more", before);
                }
            }
        }

        #[test]
        fn a_digest_is_never_further_than_its_period(
            weekly: bool, hour in 0i16..24, minute in 0i64..(5 * 366 * 1440),
            zone in prop::sample::select(vec!["Asia/Almaty", "Europe/Berlin", "America/Havana", "Asia/Beirut"]),
        ) {
            let zone = time_zone(zone);
            let now = at("2024-01-01T00:00:00Z") + TimeDelta::minutes(minute);
            let digest = if weekly { Digest::Weekly } else { Digest::Daily };
            let next = next_digest(digest, hour, now, zone).expect("a digest");
            let period = TimeDelta::days(if weekly { 7 } else { 1 }) + TimeDelta::hours(1);
            prop_assert!(next > now && next - now <= period);
        }
    }
}
