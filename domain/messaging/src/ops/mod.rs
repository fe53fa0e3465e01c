//! What can be done with notifications and mails.

pub mod inbox;
pub mod outbox;
