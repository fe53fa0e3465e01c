//! States and the steps between them, in one place for SQL, API and UI.

use birqadam_core::named;

named! {
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

named! {
    /// Life of a sponsorship, as its payment goes.
    SponsorshipStatus {
        Pending = "pending",
        Completed = "completed",
        Failed = "failed",
        Cancelled = "cancelled",
        Refunded = "refunded",
    }
}

named! {
    /// Life of an expense.
    ExpenseStatus {
        Pending = "pending",
        Approved = "approved",
        Returned = "returned",
        Rejected = "rejected",
        Reversed = "reversed",
    }
}

named! {
    /// Life of a refund: `pending` until the provider has sent the money.
    RefundStatus { Pending = "pending", Completed = "completed", Failed = "failed" }
}

named! {
    /// Life of a pledge.
    PledgeStatus { Active = "active", Paused = "paused", Ended = "ended" }
}

named! {
    /// Why a person should look at a payment.
    Stuck {
        /// The provider tells of another amount or currency.
        AmountDiffers = "amount_differs",
        /// Paid with us, not known or open there.
        UnknownThere = "unknown_there",
        /// Paid with us, called off there.
        CancelledThere = "cancelled_there",
        /// The provider did not answer for long.
        Unanswered = "unanswered",
        /// The provider sent back more than was left of the gift.
        RefundBeyondLeft = "refund_beyond_left",
        /// The provider refused to send money back.
        RefundFailed = "refund_failed",
        /// The gift was paid before: this money is a gift of its own.
        PaidTwice = "paid_twice",
    }
}

impl PledgeStatus {
    pub fn can_become(self, next: PledgeStatus) -> bool {
        use PledgeStatus::*;
        matches!((self, next), (Active, Paused | Ended) | (Paused, Active | Ended))
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
    /// Whether the step is allowed. What is taken back before it counted leaves no trace in the ledger.
    pub fn can_become(self, next: ExpenseStatus) -> bool {
        use ExpenseStatus::*;
        matches!(
            (self, next),
            (Pending, Approved | Returned | Rejected | Reversed)
                | (Returned, Pending | Reversed)
                | (Approved, Reversed)
        )
    }
}
