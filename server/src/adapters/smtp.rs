//! Mail by SMTP.

use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use async_trait::async_trait;
use axum::http::Uri;
use birqadam_core::ssr::mail::{MailError, Mailer, OutgoingMail};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use crate::config::Smtp;

/// How long one step of the conversation may take.
const STEP: Duration = Duration::from_secs(20);
/// How long a whole mail may take; shorter than a delivery's lease.
const WHOLE: Duration = Duration::from_secs(90);

/// One mail server, with a pool of connections.
pub struct SmtpMailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl SmtpMailer {
    /// Does not connect yet.
    ///
    /// # Errors
    /// When the address, the sender or the authority cannot be read.
    pub fn new(settings: &Smtp) -> anyhow::Result<Self> {
        let mut transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&settings.url)
            .context("SMTP_URL cannot be read; write smtps://user:password@host")?
            .timeout(Some(STEP));
        if let Some(authority) = &settings.authority {
            transport = transport.tls(trusting(&settings.url, authority)?);
        }
        let transport = transport.build();
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

    /// The key at our own domain: the same for every attempt at the same mail.
    fn message_id(&self, key: &str) -> String {
        format!("<{key}@{}>", self.from.email.domain())
    }
}

/// The encryption that the address asks for, trusting an authority of one's own too.
fn trusting(url: &str, authority: &Path) -> anyhow::Result<Tls> {
    let pem = std::fs::read(authority).with_context(|| format!("SMTP_CA cannot be read: {}", authority.display()))?;
    let certificate = Certificate::from_pem(&pem).context("SMTP_CA holds no certificate")?;
    let address: Uri = url.parse().context("SMTP_URL cannot be read; write smtps://user:password@host")?;
    let host = address.host().unwrap_or_default().to_owned();
    let trust = TlsParameters::builder(host).add_root_certificate(certificate).build_rustls()?;
    let asked = |how: &str| address.query().is_some_and(|query| query.split('&').any(|pair| pair == how));
    Ok(match address.scheme_str() {
        Some("smtps") => Tls::Wrapper(trust),
        _ if asked("tls=required") => Tls::Required(trust),
        _ if asked("tls=opportunistic") => Tls::Opportunistic(trust),
        _ => Tls::None,
    })
}

#[async_trait]
impl Mailer for SmtpMailer {
    async fn send(&self, mail: &OutgoingMail) -> Result<String, MailError> {
        let id = self.message_id(&mail.key);
        let message = message(&self.from, &id, mail)?;
        match tokio::time::timeout(WHOLE, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(id),
            Ok(Err(error)) => Err(judge(&error)),
            Err(_) => Err(MailError::Temporary("the mail server takes too long".into())),
        }
    }

    async fn check(&self) -> Result<(), MailError> {
        SmtpMailer::check(self).await.map_err(|error| MailError::Temporary(format!("{error:#}")))
    }
}

fn message(from: &Mailbox, id: &str, mail: &OutgoingMail) -> Result<Message, MailError> {
    let address: Address = mail.to_address.parse().map_err(|error| {
        // Without the address itself: it goes to the log and to the console's list.
        MailError::Permanent(format!("this is no address to send mail to: {error}"))
    })?;
    let header = |name: &'static str, value: String| HeaderValue::new(HeaderName::new_from_ascii_str(name), value);
    let mut message = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(display_name(&mail.to_name), address))
        .subject(one_line(&mail.subject))
        .message_id(Some(id.to_owned()))
        // No answering machine should answer a machine (RFC 3834).
        .raw_header(header("Auto-Submitted", "auto-generated".into()));
    if let Some(link) = &mail.unsubscribe {
        // One click in the mail program (RFC 8058).
        message = message
            .raw_header(header("List-Unsubscribe", format!("<{}>", one_line(link))))
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".into()));
    }
    message
        .multipart(MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone()))
        .map_err(|error| MailError::Permanent(format!("the mail cannot be put together: {error}")))
}

/// A name beside an address; none when nothing is left of it.
fn display_name(name: &str) -> Option<String> {
    Some(one_line(name)).filter(|name| !name.is_empty())
}

/// No control characters: a header ends at the first line break.
fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether another attempt is worth it. A refusal for good (5xx) is about this mail, unless it is
/// about our own account there (530, 534, 535, 538), which the operator mends.
fn judge(error: &lettre::transport::smtp::Error) -> MailError {
    let words = in_words(error);
    let ours = error.status().is_some_and(|code| ["530", "534", "535", "538"].contains(&code.to_string().as_str()));
    if error.is_permanent() && !ours { MailError::Permanent(words) } else { MailError::Temporary(words) }
}

/// With its causes: "network error" alone helps nobody.
fn in_words(error: &lettre::transport::smtp::Error) -> String {
    let mut words = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(next) = cause {
        let text = next.to_string();
        if !words.contains(&text) {
            words += &format!(": {text}");
        }
        cause = next.source();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(name: &str, subject: &str) -> OutgoingMail {
        OutgoingMail {
            to_name: name.into(),
            to_address: "aigul@example.kz".into(),
            subject: subject.into(),
            text: "Сәлем".into(),
            html: "<p>Сәлем</p>".into(),
            key: "delivery-7".into(),
            unsubscribe: Some("https://birqadam.kz/unsubscribe?token=7.digest.x\r\nBcc: a@b.kz".into()),
        }
    }

    fn formatted(mail: &OutgoingMail) -> String {
        let from = "BirQadam <noreply@birqadam.kz>".parse().expect("a sender");
        let message = message(&from, "<delivery-7@birqadam.kz>", mail).expect("a mail");
        String::from_utf8(message.formatted()).expect("a mail is ASCII")
    }

    #[test]
    fn nothing_people_write_becomes_a_header() {
        let names = ["Айгүл\r\nBcc: x@y.kz", "a\" <x@y.kz>, \"b", "x\u{0}\u{85}Bcc: x@y.kz", "😀 \u{202e}kz", "", "\n"];
        for name in names {
            for subject in ["Отчёт\r\nBcc: x@y.kz\r\n\r\nbody", "x\nX: y", "", "😀"] {
                let text = formatted(&mail(name, subject));
                let (headers, _) = text.split_once("\r\n\r\n").expect("headers and a body");
                let names: Vec<_> = headers
                    .split("\r\n")
                    .filter(|line| !line.starts_with([' ', '\t']))
                    .filter_map(|line| line.split_once(':'))
                    .map(|(name, _)| name)
                    .collect();
                for header in &names {
                    let known = [
                        "From",
                        "To",
                        "Subject",
                        "Message-ID",
                        "Auto-Submitted",
                        "List-Unsubscribe",
                        "List-Unsubscribe-Post",
                        "MIME-Version",
                        "Date",
                        "Content-Type",
                    ];
                    assert!(known.contains(header), "{header} in {headers}");
                }
                assert_eq!(names.iter().filter(|n| **n == "To").count(), 1);
                assert!(headers.is_ascii() && !headers.contains("Bcc: x@y.kz\r\n"), "{headers}");
                // One receiver, whatever the name looks like.
                let envelope = message(&"n@b.kz".parse().expect("a sender"), "<x@y>", &mail(name, subject));
                assert_eq!(envelope.expect("a mail").envelope().to().len(), 1);
            }
        }
    }

    #[test]
    fn a_mail_carries_what_mail_programs_look_for() {
        let text = formatted(&mail("Айгүл", "Жаңалық"));
        for header in [
            "Message-ID: <delivery-7@birqadam.kz>",
            "Auto-Submitted: auto-generated",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
            "Content-Type: multipart/alternative",
            "To: =?utf-8?b?",
        ] {
            assert!(text.contains(header), "{header} is not in {text}");
        }
        assert!(!formatted(&OutgoingMail { unsubscribe: None, ..mail("A", "B") }).contains("List-Unsubscribe"));
    }
}
