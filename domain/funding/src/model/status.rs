//! States and the steps between them, in one place for SQL, API and UI.

use serde::{Deserialize, Serialize};

macro_rules! status {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($variant),+ }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),+];
            pub const fn as_str(self) -> &'static str { match self { $($name::$variant => $text),+ } }
            pub fn parse(name: &str) -> Option<Self> { match name { $($text => Some($name::$variant),)+ _ => None } }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.as_str()) }
        }
    };
}

pub(super) use status;

status! {
    /// Life of a payment: `created` when we ask for it, `pending` once the provider works on it.
    PaymentStatus {
        Created = "created",
        Pending = "pending",
        Completed = "completed",
        Failed = "failed",
        Cancelled = "cancelled",
        Refunded = "refunded",
    }
}

status! {
    /// Life of a sponsorship, as its payment goes.
    SponsorshipStatus {
        Pending = "pending",
        Completed = "completed",
        Failed = "failed",
        Cancelled = "cancelled",
        Refunded = "refunded",
    }
}

status! {
    /// Life of an expense.
    ExpenseStatus {
        Pending = "pending",
        Approved = "approved",
        Returned = "returned",
        Rejected = "rejected",
        Reversed = "reversed",
    }
}

impl PaymentStatus {
    /// Whether the step is allowed. Money that comes after we gave up is money that came: a payment
    /// that failed or was cancelled here can still be completed by its provider.
    pub fn can_become(self, next: PaymentStatus) -> bool {
        use PaymentStatus::*;
        matches!(
            (self, next),
            (Created, Pending | Completed | Failed | Cancelled)
                | (Pending, Completed | Failed | Cancelled)
                | (Failed | Cancelled, Completed)
                | (Completed, Refunded)
        )
    }

    pub fn is_open(self) -> bool {
        matches!(self, PaymentStatus::Created | PaymentStatus::Pending)
    }
}

impl ExpenseStatus {
    /// Whether the step is allowed. What is taken back before it counted leaves no trace in the
    /// ledger; what comes back from correction can count at once.
    pub fn can_become(self, next: ExpenseStatus) -> bool {
        use ExpenseStatus::*;
        matches!(
            (self, next),
            (Pending, Approved | Returned | Rejected | Reversed)
                | (Returned, Pending | Approved | Reversed)
                | (Approved, Reversed)
        )
    }
}
