//! Mails in words, as text and as HTML.

mod letter;
#[cfg(feature = "ssr")]
mod sample;

use birqadam_core::{
    Locale,
    notice::{Mail, Notice},
};
use birqadam_messaging::fill;

pub use letter::without_style;
use letter::{Button, Letter};
#[cfg(feature = "ssr")]
pub use sample::sample;

use crate::{notices, texts::mail as words};

/// A mail, ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderedMail {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// What stands under a mail that can be stopped: where to choose, and where one click stops it.
#[derive(Clone, Copy, Debug)]
pub struct Footer<'a> {
    pub preferences: &'a str,
    pub unsubscribe: &'a str,
}

/// Notices that a digest spells out; the others are only counted.
const DIGEST_MAX: usize = 50;

/// The mail in the receiver's language. `template` holds an administrator's subject and body in
/// place of ours.
pub fn render(l: Locale, mail: &Mail, template: Option<(&str, &str)>, footer: Option<Footer<'_>>) -> RenderedMail {
    let letter = match mail {
        Mail::ConfirmEmail { link } => Letter {
            subject: words::confirm_subject(l).to_owned(),
            body: words::confirm_text(l).to_owned(),
            button: Some(Button { text: words::confirm_button(l).to_owned(), link: link.clone() }),
            after: Some(words::confirm_ignore(l)),
            ..Letter::default()
        },
        Mail::ResetPassword { link } => Letter {
            subject: words::reset_subject(l).to_owned(),
            body: words::reset_text(l).to_owned(),
            button: Some(Button { text: words::reset_button(l).to_owned(), link: link.clone() }),
            after: Some(words::reset_ignore(l)),
            ..Letter::default()
        },
        Mail::Notice { notice, link } => {
            let (subject, body) = notice_words(l, notice, template);
            let button = Some(Button { text: words::notice_button(l).to_owned(), link: link.clone() });
            Letter { subject, body, button, ..Letter::default() }
        }
        Mail::Digest { notices } => digest(l, notices),
    };
    letter.render(l, footer)
}

/// Subject and body of a mail about a notice.
pub fn notice_words(l: Locale, notice: &Notice, template: Option<(&str, &str)>) -> (String, String) {
    match template {
        Some((subject, body)) => {
            let values = notices::values(l, notice);
            (one_line(&fill(subject, &values)), fill(body, &values))
        }
        None => {
            let text = notices::text(l, notice);
            (one_line(&text).trim_end_matches('.').to_owned(), text)
        }
    }
}

fn digest(l: Locale, all: &[(Notice, String)]) -> Letter {
    let count = all.len() as i64;
    let rest = all.len().saturating_sub(DIGEST_MAX);
    let items = all.iter().take(DIGEST_MAX);
    Letter {
        subject: words::digest_subject(l, count),
        body: words::digest_text(l).to_owned(),
        items: items.map(|(notice, link)| Button { text: notices::text(l, notice), link: link.clone() }).collect(),
        more: (rest > 0).then(|| words::digest_more(l, rest as i64)),
        ..Letter::default()
    }
}

/// On one line, at most 120 characters.
fn one_line(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 120 {
        return line;
    }
    format!("{}…", line.chars().take(119).collect::<String>().trim_end())
}

#[cfg(test)]
mod tests {
    use birqadam_core::{ProjectId, notice::Notice};

    use super::*;

    fn footer() -> Option<Footer<'static>> {
        Some(Footer { preferences: "https://x/profile/notifications", unsubscribe: "https://x/unsubscribe?token=a.b" })
    }

    #[test]
    fn what_people_wrote_cannot_become_markup_or_a_header() {
        let notice = Notice::ProjectApproved { project_id: ProjectId(1), title: "<b>\r\nBcc: x@y.kz".into() };
        for l in Locale::ALL {
            let mail = Mail::Notice { notice: notice.clone(), link: "https://x/?a=1&b=\"".into() };
            for template in [None, Some(("{title}", "{title} <i>"))] {
                let mail = render(l, &mail, template, footer());
                assert!(!mail.html.contains("<b>") && !mail.html.contains("<i>"));
                assert!(!mail.subject.contains(['\r', '\n']));
                assert!(mail.text.contains("https://x/?a=1&b=\""));
            }
        }
    }

    #[test]
    fn a_mail_that_can_be_stopped_says_how() {
        let notice = Mail::Notice { notice: Notice::AccountApproved, link: "https://x/home".into() };
        let confirm = Mail::ConfirmEmail { link: "https://x/confirm-email?token=1".into() };
        for l in Locale::ALL {
            let mail = render(l, &notice, None, footer());
            assert!(mail.html.contains("https://x/unsubscribe?token=a.b") && mail.text.contains("token=a.b"));
            assert!(!render(l, &confirm, None, None).html.contains("unsubscribe"));
        }
    }

    #[test]
    fn a_digest_counts_what_it_does_not_show() {
        let notices: Vec<_> = (0..60).map(|n| (Notice::AccountApproved, format!("https://x/{n}"))).collect();
        let mail = render(Locale::Ru, &Mail::Digest { notices }, None, footer());
        assert!(mail.subject.contains("60"));
        assert!(mail.text.contains("https://x/49") && !mail.text.contains("https://x/50"));
        assert!(mail.text.contains("10"));
    }
}
