//! Mail over an encrypted connection, by the adapter that production uses: from the first byte,
//! by STARTTLS, and not at all where the other side cannot be trusted or will not encrypt.

use birqadam_core::ssr::mail::{MailError, OutgoingMail};

use crate::support::smtp::{Security, Sink, mailer_at};
use crate::support::smtp_tls;

fn mail() -> OutgoingMail {
    OutgoingMail {
        to_name: "Айгуль".into(),
        to_address: "aigul@example.kz".into(),
        subject: "Отчёт одобрен".into(),
        text: "Сәлем".into(),
        html: "<p>Сәлем</p>".into(),
        key: "delivery-7".into(),
        unsubscribe: None,
    }
}

/// The sink's address with another scheme.
fn url(sink: &Sink, scheme: &str, query: &str) -> String {
    format!("{scheme}://localhost:{}{query}", sink.address.port())
}

async fn send(url: &str, trusted: bool) -> Result<String, MailError> {
    mailer_at(url, trusted.then(smtp_tls::authority)).send(&mail()).await
}

#[tokio::test]
async fn a_mail_goes_out_encrypted_from_the_first_byte() {
    let sink = Sink::secured(Security::Wrapped).await;
    let sent = send(&url(&sink, "smtps", ""), true).await.expect("it is taken");
    assert_eq!(sent, "<delivery-7@birqadam.test>");
    let mails = sink.mails();
    assert_eq!((mails.len(), mails[0].to.as_str()), (1, "aigul@example.kz"));
    let mailer = mailer_at(&url(&sink, "smtps", ""), Some(smtp_tls::authority()));
    mailer.check().await.expect("the console sees it answer");
}

#[tokio::test]
async fn a_mail_goes_out_after_starttls() {
    let sink = Sink::secured(Security::StartTls).await;
    send(&url(&sink, "smtp", "?tls=required"), true).await.expect("it is taken");
    assert_eq!(sink.mails().len(), 1);
}

#[tokio::test]
async fn who_cannot_be_trusted_gets_nothing_and_it_is_tried_again() {
    for (security, scheme, query) in [(Security::Wrapped, "smtps", ""), (Security::StartTls, "smtp", "?tls=required")] {
        let sink = Sink::secured(security).await;
        let refused = send(&url(&sink, scheme, query), false).await;
        assert!(matches!(refused, Err(MailError::Temporary(_))), "{security:?}: {refused:?}");
        assert!(sink.mails().is_empty(), "{security:?}");
    }
}

#[tokio::test]
async fn nothing_goes_out_in_the_clear_where_encryption_is_asked_for() {
    let sink = Sink::secured(Security::Plain).await;
    for (scheme, query) in [("smtp", "?tls=required"), ("smtps", "")] {
        let refused = send(&url(&sink, scheme, query), true).await;
        assert!(matches!(refused, Err(MailError::Temporary(_))), "{scheme}{query}: {refused:?}");
    }
    assert!(sink.mails().is_empty());
}
