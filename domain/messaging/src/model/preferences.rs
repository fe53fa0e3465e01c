//! What a person wants to be told by which channel, and when.

use birqadam_core::{ChannelName, Error, FieldCode, NoticeKind, Result, named, validate::Validator};
use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

named! {
    /// How often mails are collected into one.
    #[derive(Default)]
    Digest {
        /// Each mail by itself.
        #[default]
        None = "none",
        Daily = "daily",
        /// On Mondays.
        Weekly = "weekly",
    }
}

/// The channels of one type of notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct KindPreference {
    pub kind: NoticeKind,
    pub in_app: bool,
    pub email: bool,
}

impl KindPreference {
    pub fn by_default(kind: NoticeKind) -> Self {
        let on = |channel| kind.is_on_by_default(channel);
        KindPreference { kind, in_app: on(ChannelName::InApp), email: on(ChannelName::Email) }
    }

    pub fn is_on(&self, channel: ChannelName) -> bool {
        match channel {
            ChannelName::InApp => self.in_app,
            ChannelName::Email => self.email,
        }
    }

    pub fn set(&mut self, channel: ChannelName, on: bool) {
        match channel {
            ChannelName::InApp => self.in_app = on,
            ChannelName::Email => self.email = on,
        }
    }
}

/// A person's choices.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Preferences {
    /// An IANA name: `Asia/Almaty`.
    pub time_zone: String,
    /// `22:00:00`; both or none.
    pub quiet_from: Option<NaiveTime>,
    pub quiet_to: Option<NaiveTime>,
    pub digest: Digest,
    /// The hour of the day at which the digest goes out, 0 to 23.
    pub digest_hour: i16,
    /// The types that concern the person.
    pub kinds: Vec<KindPreference>,
    /// Where mails go.
    pub email: String,
    /// Until then only mails about the account itself go there.
    pub email_confirmed: bool,
}

/// Choices as sent. Types that are left out stay as they are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct PreferencesInput {
    /// An IANA name: `Asia/Almaty`.
    #[cfg_attr(feature = "ssr", schema(example = "Asia/Almaty"))]
    pub time_zone: String,
    /// `22:00`; empty for no quiet hours.
    #[cfg_attr(feature = "ssr", schema(example = "22:00"))]
    pub quiet_from: Option<String>,
    #[cfg_attr(feature = "ssr", schema(example = "08:00"))]
    pub quiet_to: Option<String>,
    /// `none`, `daily`, `weekly`.
    #[cfg_attr(feature = "ssr", schema(example = "none"))]
    pub digest: String,
    /// 0 to 23.
    pub digest_hour: i64,
    pub kinds: Vec<KindPreferenceInput>,
}

/// The channels of one type as sent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct KindPreferenceInput {
    pub kind: String,
    pub in_app: bool,
    pub email: bool,
}

/// Checked choices.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckedPreferences {
    pub time_zone: String,
    pub quiet: Option<(NaiveTime, NaiveTime)>,
    pub digest: Digest,
    pub digest_hour: i16,
    pub kinds: Vec<KindPreference>,
}

impl PreferencesInput {
    /// Checks the form of everything but the time zone, whose list only the server has.
    ///
    /// # Errors
    /// [`Error::Invalid`] with all fields that cannot be accepted.
    pub fn check(&self, is_time_zone: impl Fn(&str) -> bool) -> Result<CheckedPreferences> {
        let mut v = Validator::new();
        let time_zone = v.line("time_zone", &self.time_zone, 1, 64);
        v.check(time_zone.is_empty() || is_time_zone(&time_zone), "time_zone", FieldCode::Unknown);
        let quiet_from = time(&mut v, "quiet_from", self.quiet_from.as_deref());
        let quiet_to = time(&mut v, "quiet_to", self.quiet_to.as_deref());
        let empty = |text: &Option<String>| text.as_deref().is_none_or(|t| t.trim().is_empty());
        v.check(
            empty(&self.quiet_from) == empty(&self.quiet_to) || !empty(&self.quiet_from),
            "quiet_from",
            FieldCode::Required,
        );
        v.check(
            empty(&self.quiet_from) == empty(&self.quiet_to) || !empty(&self.quiet_to),
            "quiet_to",
            FieldCode::Required,
        );
        v.check(quiet_from.is_none() || quiet_from != quiet_to, "quiet_to", FieldCode::SameTime);
        let digest = Digest::parse(&self.digest);
        v.check(digest.is_some(), "digest", FieldCode::Unknown);
        v.check(self.digest_hour >= 0, "digest_hour", FieldCode::TooSmall(0));
        v.check(self.digest_hour <= 23, "digest_hour", FieldCode::TooBig(23));
        let mut kinds = Vec::new();
        for (index, input) in self.kinds.iter().enumerate().take(NoticeKind::ALL.len() + 1) {
            match NoticeKind::parse(&input.kind) {
                Some(kind) => kinds.push(KindPreference { kind, in_app: input.in_app, email: input.email }),
                None => v.add(format!("kinds.{index}.kind"), FieldCode::Unknown),
            }
        }
        v.check(self.kinds.len() <= NoticeKind::ALL.len(), "kinds", FieldCode::TooMany(NoticeKind::ALL.len() as i64));
        v.finish()?;
        let (Some(digest), Ok(digest_hour)) = (digest, i16::try_from(self.digest_hour)) else {
            return Err(Error::field("digest", FieldCode::Unknown));
        };
        Ok(CheckedPreferences { time_zone, quiet: quiet_from.zip(quiet_to), digest, digest_hour, kinds })
    }
}

/// `8:00`, `08:00`, `08:00:00`; empty is none.
fn time(v: &mut Validator, field: &str, text: Option<&str>) -> Option<NaiveTime> {
    let text = text.map(str::trim).filter(|text| !text.is_empty())?;
    let time = NaiveTime::parse_from_str(text, "%H:%M").or_else(|_| NaiveTime::parse_from_str(text, "%H:%M:%S")).ok();
    v.check(time.is_some(), field, FieldCode::Malformed);
    time
}

/// The time zones offered to choose from: those of Kazakhstan, then where its people live, work
/// and study. Any other IANA name is kept when it was chosen by the API.
pub const TIME_ZONES: &[&str] = &[
    "Asia/Almaty",
    "Asia/Aqtau",
    "Asia/Aqtobe",
    "Asia/Atyrau",
    "Asia/Oral",
    "Asia/Qostanay",
    "Asia/Qyzylorda",
    "Asia/Tashkent",
    "Asia/Bishkek",
    "Asia/Dushanbe",
    "Asia/Ashgabat",
    "Asia/Baku",
    "Asia/Tbilisi",
    "Asia/Yerevan",
    "Asia/Kabul",
    "Asia/Tehran",
    "Asia/Dubai",
    "Asia/Riyadh",
    "Asia/Jerusalem",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Urumqi",
    "Asia/Shanghai",
    "Asia/Ulaanbaatar",
    "Asia/Seoul",
    "Asia/Tokyo",
    "Asia/Bangkok",
    "Asia/Kuala_Lumpur",
    "Asia/Singapore",
    "Asia/Yekaterinburg",
    "Asia/Omsk",
    "Asia/Novosibirsk",
    "Asia/Krasnoyarsk",
    "Asia/Irkutsk",
    "Asia/Vladivostok",
    "Europe/Moscow",
    "Europe/Samara",
    "Europe/Minsk",
    "Europe/Kyiv",
    "Europe/Istanbul",
    "Europe/Helsinki",
    "Europe/Riga",
    "Europe/Warsaw",
    "Europe/Prague",
    "Europe/Berlin",
    "Europe/Paris",
    "Europe/Rome",
    "Europe/Madrid",
    "Europe/London",
    "Africa/Cairo",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "America/Toronto",
    "Australia/Sydney",
    "UTC",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn input() -> PreferencesInput {
        PreferencesInput { time_zone: "Asia/Almaty".into(), digest: "none".into(), ..Default::default() }
    }

    fn wrong(input: &PreferencesInput) -> Vec<String> {
        match input.check(|zone| zone == "Asia/Almaty") {
            Err(Error::Invalid(fields)) => fields.into_iter().map(|f| f.field).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn wrong_choices_are_told_at_their_field() {
        let some = |text: &str| Some(text.to_owned());
        let table: Vec<(PreferencesInput, &[&str])> = vec![
            (input(), &[]),
            (PreferencesInput { quiet_from: some("22:00"), quiet_to: some("08:00"), ..input() }, &[]),
            (PreferencesInput { quiet_from: some("22:00"), ..input() }, &["quiet_to"]),
            (PreferencesInput { quiet_to: some("22:00"), quiet_from: some(""), ..input() }, &["quiet_from"]),
            (PreferencesInput { quiet_from: some("7:00"), quiet_to: some("07:00"), ..input() }, &["quiet_to"]),
            (PreferencesInput { quiet_from: some("25:00"), quiet_to: some("08:00"), ..input() }, &["quiet_from"]),
            (PreferencesInput { time_zone: "Mars/Base".into(), ..input() }, &["time_zone"]),
            (PreferencesInput { time_zone: String::new(), ..input() }, &["time_zone"]),
            (PreferencesInput { digest: "'; drop".into(), ..input() }, &["digest"]),
            (PreferencesInput { digest_hour: 24, ..input() }, &["digest_hour"]),
            (PreferencesInput { digest_hour: -1, ..input() }, &["digest_hour"]),
            (
                PreferencesInput {
                    kinds: vec![KindPreferenceInput { kind: "x".into(), ..Default::default() }],
                    ..input()
                },
                &["kinds.0.kind"],
            ),
        ];
        for (input, expected) in table {
            assert_eq!(wrong(&input), expected, "{input:?}");
        }
    }
}
