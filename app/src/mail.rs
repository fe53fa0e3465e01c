//! Mails in words, as text and as HTML.

use birqadam_core::{Locale, notice::Mail};

use crate::{notices, texts::mail as words};

/// A mail, ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderedMail {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// The mail in the receiver's language.
pub fn render(l: Locale, mail: &Mail) -> RenderedMail {
    match mail {
        Mail::ConfirmEmail { link } => letter(
            l,
            words::confirm_subject(l),
            words::confirm_text(l),
            (words::confirm_button(l), link),
            Some(words::confirm_ignore(l)),
        ),
        Mail::ResetPassword { link } => letter(
            l,
            words::reset_subject(l),
            words::reset_text(l),
            (words::reset_button(l), link),
            Some(words::reset_ignore(l)),
        ),
        Mail::Notice { notice, link } => {
            let text = notices::text(l, notice);
            letter(l, &subject(&text), &text, (words::notice_button(l), link), None)
        }
    }
}

/// The first sentence, on one line, at most 120 characters.
fn subject(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 120 {
        return line.trim_end_matches('.').to_owned();
    }
    format!("{}…", line.chars().take(119).collect::<String>().trim_end())
}

fn letter(l: Locale, subject: &str, body: &str, (button, link): (&str, &str), ignore: Option<&str>) -> RenderedMail {
    let (greeting, signature) = (words::greeting(l), words::signature(l));
    let after = ignore.map(|text| format!("\n\n{text}")).unwrap_or_default();
    let text = format!("{greeting}\n\n{body}\n\n{button}:\n{link}{after}\n\n{signature}\n");
    let ignore = ignore.map(|text| format!("<p style=\"color:#5b6070\">{}</p>", escape(text))).unwrap_or_default();
    let html = format!(
        "<!DOCTYPE html><html lang=\"{lang}\"><meta charset=\"utf-8\"><body style=\"margin:0;padding:24px;background:#fbfaf7;\
         font:16px/1.5 sans-serif;color:#1d2230\"><div style=\"max-width:560px;margin:0 auto\"><p>{greeting}</p><p>{body}</p>\
         <p><a href=\"{link}\" style=\"display:inline-block;padding:10px 18px;border-radius:6px;background:#0b6a94;color:#fff;\
         text-decoration:none\">{button}</a></p><p style=\"color:#5b6070;word-break:break-all\">{link}</p>{ignore}<p>{signature}</p>\
         </div></body></html>",
        lang = l.as_str(),
        greeting = escape(greeting),
        body = escape(body).replace('\n', "<br>"),
        link = escape(link),
        button = escape(button),
        signature = escape(signature),
    );
    RenderedMail { subject: subject.to_owned(), text, html }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use birqadam_core::{ProjectId, notice::Notice};

    use super::*;

    #[test]
    fn what_people_wrote_cannot_become_markup_or_a_header() {
        let notice = Notice::ProjectApproved { project_id: ProjectId(1), title: "<b>\r\nBcc: x@y.kz".into() };
        for l in Locale::ALL {
            let mail = render(l, &Mail::Notice { notice: notice.clone(), link: "https://x/?a=1&b=\"".into() });
            assert!(!mail.html.contains("<b>"));
            assert!(!mail.subject.contains(['\r', '\n']));
            assert!(mail.text.contains("https://x/?a=1&b=\""));
        }
    }
}
