//! Confirming who somebody is by a photo of themselves: where it stands and what may follow.

use birqadam_core::{Code, UserId, VerificationId, named};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// How long the photo is kept after a decision, in days.
pub const VERIFICATION_PHOTO_DAYS: i64 = 14;

named! {
    /// The three states of the customer's document.
    VerificationStatus {
        /// Since a new photo was sent.
        Waiting = "waiting",
        /// The photo will not do, or a confirmed person was asked for a new one.
        Rejected = "rejected",
        Confirmed = "confirmed",
    }
}

named! {
    /// What the person changed after they were confirmed: the mark is gone then.
    Lapse { Name = "name", Photo = "photo" }
}

/// What can happen to a verification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerificationStep {
    /// The person sends a photo, the first or a new one.
    Submit,
    Confirm,
    Reject,
    /// A confirmed person is asked for a new photo.
    SendBack,
}

impl VerificationStatus {
    /// Where a step leads. A decision taken twice stays as it is.
    ///
    /// # Errors
    /// [`Code::AlreadyDecided`] or [`Code::WrongState`] when the step is not possible.
    pub fn after(from: Option<Self>, step: VerificationStep) -> Result<Self, Code> {
        match (from, step) {
            (_, VerificationStep::Submit) => Ok(Self::Waiting),
            (Some(Self::Waiting | Self::Confirmed), VerificationStep::Confirm) => Ok(Self::Confirmed),
            (Some(Self::Waiting | Self::Rejected), VerificationStep::Reject) => Ok(Self::Rejected),
            (Some(Self::Confirmed | Self::Rejected), VerificationStep::SendBack) => Ok(Self::Rejected),
            (Some(Self::Rejected), VerificationStep::Confirm) | (Some(Self::Confirmed), VerificationStep::Reject) => {
                Err(Code::AlreadyDecided)
            }
            (Some(Self::Waiting), VerificationStep::SendBack) | (None, _) => Err(Code::WrongState),
        }
    }
}

/// Where one's own verification stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct VerificationState {
    pub status: VerificationStatus,
    /// Why a new photo is needed.
    pub reason: Option<String>,
    /// What changed since it was confirmed, when that is why it is confirmed no more.
    pub lapsed: Option<Lapse>,
    pub submitted_at: DateTime<Utc>,
    pub reviewed_at: Option<DateTime<Utc>>,
}

/// A verification in front of a reviewer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct VerificationReview {
    pub id: VerificationId,
    pub user_id: UserId,
    pub name: String,
    pub org_name: Option<String>,
    pub role: String,
    pub status: VerificationStatus,
    pub reason: Option<String>,
    /// Opens the photo for some minutes; `None` once it was removed.
    pub photo_url: Option<String>,
    /// The photo of the profile, to compare.
    pub profile_photo_url: Option<String>,
    pub submitted_at: DateTime<Utc>,
    pub reviewed_by_name: Option<String>,
    pub reviewed_at: Option<DateTime<Utc>>,
    pub version: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps() {
        use VerificationStatus::*;
        use VerificationStep::*;
        let (decided, wrong) = (Err(Code::AlreadyDecided), Err(Code::WrongState));
        let table = [
            (None, Submit, Ok(Waiting)),
            (None, Confirm, wrong),
            (None, Reject, wrong),
            (None, SendBack, wrong),
            (Some(Waiting), Submit, Ok(Waiting)),
            (Some(Waiting), Confirm, Ok(Confirmed)),
            (Some(Waiting), Reject, Ok(Rejected)),
            (Some(Waiting), SendBack, wrong),
            (Some(Rejected), Submit, Ok(Waiting)),
            (Some(Rejected), Confirm, decided),
            (Some(Rejected), Reject, Ok(Rejected)),
            (Some(Rejected), SendBack, Ok(Rejected)),
            (Some(Confirmed), Submit, Ok(Waiting)),
            (Some(Confirmed), Confirm, Ok(Confirmed)),
            (Some(Confirmed), Reject, decided),
            (Some(Confirmed), SendBack, Ok(Rejected)),
        ];
        for (from, step, expected) in table {
            assert_eq!(VerificationStatus::after(from, step), expected, "{from:?} {step:?}");
        }
    }

    #[test]
    fn names_are_read_back() {
        for status in VerificationStatus::ALL.iter().copied() {
            assert_eq!(VerificationStatus::parse(status.as_str()), Some(status));
        }
    }
}
