//! What becomes of a notice on one channel for one person, now.

use birqadam_core::{ChannelName, NoticeKind};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::hours::{QuietHours, next_digest};
use crate::model::{Digest, Suppressed};

/// What the plan depends on.
#[derive(Clone, Debug)]
pub struct Person {
    pub is_blocked: bool,
    /// Whether the address is known to be theirs.
    pub is_confirmed: bool,
    pub zone: Tz,
    pub quiet: Option<QuietHours>,
    pub digest: Digest,
    pub digest_hour: i16,
}

/// See the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    Now,
    /// Quiet hours: not before this.
    Hold(DateTime<Utc>),
    /// Goes into the digest at this time.
    Collect(DateTime<Utc>),
    Suppress(Suppressed),
}

/// `on` is whether the person wants this type by this channel.
pub fn plan(kind: NoticeKind, channel: ChannelName, on: bool, person: &Person, now: DateTime<Utc>) -> Plan {
    if person.is_blocked {
        return Plan::Suppress(Suppressed::Blocked);
    }
    if !on && !kind.ignores_preferences() {
        return Plan::Suppress(Suppressed::TurnedOff);
    }
    match channel {
        // The inbox waits for its reader, it wakes nobody.
        ChannelName::InApp => Plan::Now,
        ChannelName::Email if !person.is_confirmed => Plan::Suppress(Suppressed::Unconfirmed),
        ChannelName::Email if kind.ignores_preferences() => Plan::Now,
        ChannelName::Email => {
            let digest = next_digest(person.digest, person.digest_hour, now, person.zone).filter(|_| !kind.is_urgent());
            match (digest, person.quiet.and_then(|quiet| quiet.end(now, person.zone))) {
                (Some(at), _) => Plan::Collect(at),
                (None, Some(end)) => Plan::Hold(end),
                (None, None) => Plan::Now,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveTime;

    use super::*;

    #[test]
    fn each_notice_goes_its_way() {
        let now: DateTime<Utc> = "2026-11-21T18:00:00Z".parse().expect("a moment");
        let end: DateTime<Utc> = "2026-11-22T03:00:00Z".parse().expect("a moment");
        let nine: DateTime<Utc> = "2026-11-22T04:00:00Z".parse().expect("a moment");
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
        let plain = Person {
            is_blocked: false,
            is_confirmed: true,
            zone: Tz::Asia__Almaty,
            quiet: None,
            digest: Digest::None,
            digest_hour: 9,
        };
        let night = Person { quiet: Some(QuietHours { from: hour(22), to: hour(8) }), ..plain.clone() };
        let daily = Person { digest: Digest::Daily, ..night.clone() };
        let (mail, app) = (ChannelName::Email, ChannelName::InApp);
        let (returned, freed) = (NoticeKind::ReportReturned, NoticeKind::PlaceFreed);
        let table = [
            (returned, mail, true, plain.clone(), Plan::Now),
            (returned, mail, false, plain.clone(), Plan::Suppress(Suppressed::TurnedOff)),
            (returned, app, false, plain.clone(), Plan::Suppress(Suppressed::TurnedOff)),
            (returned, mail, true, night.clone(), Plan::Hold(end)),
            (returned, app, true, night.clone(), Plan::Now),
            (returned, mail, true, daily.clone(), Plan::Collect(nine)),
            (freed, mail, true, daily.clone(), Plan::Hold(end)),
            (NoticeKind::Test, mail, false, daily.clone(), Plan::Now),
            (
                returned,
                mail,
                true,
                Person { is_confirmed: false, ..plain.clone() },
                Plan::Suppress(Suppressed::Unconfirmed),
            ),
            (returned, app, true, Person { is_confirmed: false, ..plain.clone() }, Plan::Now),
            (NoticeKind::Test, app, true, Person { is_blocked: true, ..plain }, Plan::Suppress(Suppressed::Blocked)),
        ];
        for (kind, channel, on, person, expected) in table {
            assert_eq!(plan(kind, channel, on, &person, now), expected, "{kind:?} {channel:?} {on} {person:?}");
        }
    }
}
