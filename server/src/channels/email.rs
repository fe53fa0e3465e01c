//! E-mail: words in the reader's language, then the mail server, if there is one.

use std::sync::Arc;

use async_trait::async_trait;
use birqadam_app::mail::{self, Footer};
use birqadam_core::ChannelName;
use birqadam_core::ssr::mail::{MailError, Mailer, OutgoingMail};
use birqadam_messaging::channel::{Channel, Content, Outcome, Parcel};

/// See the module. Without a mail server mails stay with us, to be read in the console.
pub struct EmailChannel {
    mailer: Option<Arc<dyn Mailer>>,
}

impl EmailChannel {
    pub fn new(mailer: Option<Arc<dyn Mailer>>) -> Self {
        EmailChannel { mailer }
    }
}

#[async_trait]
impl Channel for EmailChannel {
    fn name(&self) -> ChannelName {
        ChannelName::Email
    }

    async fn send(&self, parcel: &Parcel) -> (Outcome, Option<Content>) {
        let footer =
            parcel.unsubscribe.as_deref().map(|unsubscribe| Footer { preferences: &parcel.preferences, unsubscribe });
        let template = parcel.template.as_ref().map(|(subject, body)| (subject.as_str(), body.as_str()));
        let words = mail::render(parcel.locale, &parcel.content, template, footer);
        let content = Content { subject: words.subject, text: words.text, html: words.html };
        let Some(mailer) = &self.mailer else { return (Outcome::Kept, Some(content)) };
        let outgoing = OutgoingMail {
            to_name: parcel.name.clone(),
            to_address: parcel.address.clone(),
            subject: content.subject.clone(),
            text: content.text.clone(),
            html: content.html.clone(),
            // The delivery's own number: the same for every attempt.
            key: format!("delivery-{}", parcel.id),
            unsubscribe: parcel.unsubscribe.clone(),
        };
        let outcome = match mailer.send(&outgoing).await {
            Ok(id) => Outcome::Sent { provider_id: Some(id) },
            Err(MailError::Temporary(error)) => Outcome::Later { error },
            Err(MailError::Permanent(error)) => Outcome::Refused { error },
        };
        (outcome, Some(content))
    }
}
