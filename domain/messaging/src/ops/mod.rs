//! What can be done with notifications and mails.

mod deliver;
pub mod inbox;
pub mod outbox;
