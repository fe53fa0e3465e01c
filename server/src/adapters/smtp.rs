//! Mail by SMTP.

use std::time::Duration;

use anyhow::Context;
use async_trait::async_trait;
use birqadam_core::ssr::db_error::internal;
use birqadam_core::ssr::mail::Mailer;
use birqadam_core::{Error, Result};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use crate::config::Smtp;

/// One mail server, with a pool of connections.
pub struct SmtpMailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl SmtpMailer {
    /// Does not connect yet.
    ///
    /// # Errors
    /// When the address or the sender cannot be read.
    pub fn new(settings: &Smtp) -> anyhow::Result<Self> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&settings.url)
            .context("SMTP_URL cannot be read; write smtps://user:password@host")?
            .timeout(Some(Duration::from_secs(20)))
            .build();
        let from = settings.from.parse().context("MAIL_FROM cannot be read; write BirQadam <noreply@example.kz>")?;
        Ok(SmtpMailer { transport, from })
    }

    /// Whether the mail server answers and lets us in.
    ///
    /// # Errors
    /// The reason in words for the operator.
    pub async fn check(&self) -> anyhow::Result<()> {
        match self.transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => anyhow::bail!("the mail server does not answer"),
            Err(error) => Err(error).context("the mail server cannot be reached"),
        }
    }
}

#[async_trait]
impl Mailer for SmtpMailer {
    async fn send(&self, to: &str, subject: &str, text: &str, html: &str) -> Result<()> {
        let to: Mailbox = to.parse().map_err(|error| internal(&error))?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(subject)
            // No answering machine should answer a machine (RFC 3834).
            .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".into()))
            .multipart(MultiPart::alternative_plain_html(text.to_owned(), html.to_owned()))
            .map_err(|error| internal(&error))?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            // A refusal for good (5xx) is no outage, but trying again may still help when the
            // operator mends the cause: the job decides how often.
            Err(error) => {
                tracing::warn!(%error, "the mail server does not take a mail");
                Err(Error::Unavailable)
            }
        }
    }
}
