//! The port to outgoing mail.

use async_trait::async_trait;

use crate::Result;

/// Sends finished mails. Words and languages are chosen before.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// # Errors
    /// [`crate::Error::Unavailable`] when the mail server does not take it now; the caller
    /// tries again later.
    async fn send(&self, to: &str, subject: &str, text: &str, html: &str) -> Result<()>;
}
