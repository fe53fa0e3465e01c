//! The words of outgoing mails, in the reader's language, as text and as HTML.

use birqadam_core::Locale;
use birqadam_core::notice::{Mail, Notice};

use crate::texts::mail as texts;

/// A mail ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderedMail {
    /// One line, without line breaks.
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// Puts a mail into words.
pub fn render(l: Locale, mail: &Mail) -> RenderedMail {
    let (subject, body, action, link) = match mail {
        Mail::ConfirmEmail { link } => {
            (texts::confirm_subject(l).to_owned(), texts::confirm_body(l).to_owned(), texts::confirm_action(l), link)
        }
        Mail::ResetPassword { link } => {
            (texts::reset_subject(l).to_owned(), texts::reset_body(l).to_owned(), texts::reset_action(l), link)
        }
        Mail::Notice { notice, link } => {
            let (subject, body) = notice_words(l, notice);
            (subject, body, texts::open_action(l), link)
        }
    };
    // A title may hold anything but a line break; a header must not.
    let subject = subject.split_whitespace().collect::<Vec<_>>().join(" ");
    let body = body.trim();
    let footer = texts::footer(l);
    RenderedMail {
        text: format!("{body}\n\n{action}: {link}\n\n-- \n{footer}\n"),
        html: html(l, &subject, body, action, link, footer),
        subject,
    }
}

/// Subject and body of the notices that go out by mail.
fn notice_words(l: Locale, notice: &Notice) -> (String, String) {
    match notice {
        Notice::AccountApproved => {
            (texts::account_approved_subject(l).to_owned(), texts::account_approved_body(l).to_owned())
        }
        Notice::AccountRejected { reason } => {
            (texts::account_rejected_subject(l).to_owned(), texts::account_rejected_body(l, reason))
        }
        Notice::ProjectApproved { title, .. } => {
            (texts::project_approved_subject(l, title), texts::project_approved_body(l, title))
        }
        Notice::ProjectReturned { title, message, .. } => {
            (texts::project_returned_subject(l, title), texts::project_returned_body(l, title, message))
        }
        Notice::ProjectRejected { title, reason, .. } => {
            (texts::project_rejected_subject(l, title), texts::project_rejected_body(l, title, reason))
        }
        Notice::ReportReturned { task, reason, .. } => {
            (texts::report_returned_subject(l, task), texts::report_returned_body(l, task, reason))
        }
        Notice::ReportRejected { task, reason, .. } => {
            (texts::report_rejected_subject(l, task), texts::report_rejected_body(l, task, reason))
        }
        // The rest stays in the inbox; if one is mailed after all, it says at least where to look.
        _ => (texts::other_subject(l).to_owned(), texts::other_body(l).to_owned()),
    }
}

/// Plain enough for every mail program: no images, no style sheet, one column.
fn html(l: Locale, subject: &str, body: &str, action: &str, link: &str, footer: &str) -> String {
    let paragraphs: String = body
        .split("\n\n")
        .map(|part| format!("<p style=\"margin:0 0 16px\">{}</p>", escape(part).replace('\n', "<br>")))
        .collect();
    format!(
        "<!doctype html><html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{subject}</title></head>\
         <body style=\"margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#1c1b1a;background:#ffffff\">\
         <div style=\"max-width:560px;margin:0 auto\">\
         <h1 style=\"margin:0 0 16px;font-size:20px;line-height:1.3\">{subject}</h1>{paragraphs}\
         <p style=\"margin:24px 0\"><a href=\"{link}\" style=\"display:inline-block;padding:12px 20px;\
         border-radius:8px;background:#1c1b1a;color:#ffffff;text-decoration:none\">{action}</a></p>\
         <p style=\"margin:0;font-size:13px;color:#5f5c58\">{footer}<br>{link}</p></div></body></html>",
        lang = l.as_str(),
        subject = escape(subject),
        action = escape(action),
        link = escape(link),
        footer = escape(footer),
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use birqadam_core::ProjectId;

    #[test]
    fn what_people_typed_stays_text() {
        let notice = Notice::ProjectRejected {
            project_id: ProjectId(1),
            title: "<b>Парк</b>\r\nBcc: x@y.kz".into(),
            reason: "\"><script>".into(),
        };
        for l in [Locale::Ru, Locale::Kk, Locale::En] {
            let mail = render(l, &Mail::Notice { notice: notice.clone(), link: "https://example.kz/?a=1&b=2".into() });
            assert!(!mail.subject.contains(['\r', '\n']), "{}", mail.subject);
            assert!(!mail.html.contains("<script>") && !mail.html.contains("<b>"));
            assert!(mail.html.contains("https://example.kz/?a=1&amp;b=2"));
            assert!(mail.text.contains("https://example.kz/?a=1&b=2"));
        }
    }
}
