//! The port to outgoing mail.

use async_trait::async_trait;

/// A finished mail. Words and languages are chosen before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutgoingMail {
    pub to_name: String,
    pub to_address: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// What names this mail among all we ever send. The same mail sent again carries the same, so
    /// that a repeat can be recognised.
    pub key: String,
    /// Where one click ends such mails (RFC 8058).
    pub unsubscribe: Option<String>,
}

/// Why a mail was not taken, in words for an operator. Never holds what the mail says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// Worth another try: no connection, a full mailbox, our own account refused.
    #[error("{0}")]
    Temporary(String),
    /// This mail will never be taken: no such mailbox, no such domain.
    #[error("{0}")]
    Permanent(String),
}

/// Sends finished mails.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Returns the mail's Message-ID once the mail server took it over.
    ///
    /// # Errors
    /// [`MailError`], which says whether to try again.
    async fn send(&self, mail: &OutgoingMail) -> Result<String, MailError>;

    /// Whether the mail server answers and lets us in; sends nothing.
    ///
    /// # Errors
    /// The reason in words for the operator.
    async fn check(&self) -> Result<(), MailError>;
}
