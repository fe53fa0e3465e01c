//! The sheet every mail is written on: text and HTML with the same words. Styles stand at the
//! elements, because mail programs drop the rest; the style block only adds the dark colours where
//! it is understood.

use birqadam_core::Locale;

use super::{Footer, RenderedMail};
use crate::texts::mail as words;

/// Words that lead somewhere.
#[derive(Clone, Debug, Default)]
pub(super) struct Button {
    pub text: String,
    pub link: String,
}

/// What a mail says.
#[derive(Debug, Default)]
pub(super) struct Letter {
    pub subject: String,
    pub body: String,
    pub button: Option<Button>,
    /// A list of links, for digests.
    pub items: Vec<Button>,
    pub more: Option<String>,
    /// A last word, quieter.
    pub after: Option<&'static str>,
}

const STYLE: &str = "<style>@media (prefers-color-scheme: dark){\
    .sheet{background:#14181f!important;color:#e8e6e0!important}\
    .quiet,.quiet a{color:#a3a9b8!important}.link{color:#7cc4e8!important}\
    .line{border-color:#333b48!important}}</style>";

impl Letter {
    pub fn render(self, l: Locale, footer: Option<Footer<'_>>) -> RenderedMail {
        RenderedMail { text: self.text(l, footer), html: self.html(l, footer), subject: self.subject }
    }

    fn text(&self, l: Locale, footer: Option<Footer<'_>>) -> String {
        let mut parts = vec![words::greeting(l).to_owned(), self.body.clone()];
        parts.extend(self.items.iter().map(|item| format!("• {}\n  {}", item.text, item.link)));
        parts.extend(self.more.clone());
        parts.extend(self.button.as_ref().map(|button| format!("{}:\n{}", button.text, button.link)));
        parts.extend(self.after.map(str::to_owned));
        // "-- " begins a signature (RFC 3676).
        let mut signature = format!("-- \n{}", words::signature(l));
        if let Some(footer) = footer {
            signature += &format!(
                "\n{}: {}\n{}: {}",
                words::footer_preferences(l),
                footer.preferences,
                words::footer_unsubscribe(l),
                footer.unsubscribe
            );
        }
        parts.push(signature);
        parts.join("\n\n") + "\n"
    }

    fn html(&self, l: Locale, footer: Option<Footer<'_>>) -> String {
        let paragraph = |text: &str| format!("<p style=\"margin:0 0 16px\">{}</p>", lines(text));
        let mut body = paragraph(words::greeting(l)) + &paragraph(&self.body);
        if !self.items.is_empty() {
            let items = self.items.iter().map(item).collect::<String>();
            body += &format!("<ul style=\"margin:0 0 16px;padding:0;list-style:none\">{items}</ul>");
        }
        body += &self.more.as_deref().map(paragraph).unwrap_or_default();
        body += &self.button.as_ref().map(button).unwrap_or_default();
        body += &self.after.map(|text| quiet(&lines(text))).unwrap_or_default();
        let below = footer.map(|footer| {
            format!(
                " · <a href=\"{}\" style=\"color:#5b6070\">{}</a> · <a href=\"{}\" style=\"color:#5b6070\">{}</a>",
                escape(footer.preferences),
                escape(words::footer_preferences(l)),
                escape(footer.unsubscribe),
                escape(words::footer_unsubscribe(l)),
            )
        });
        let signature = quiet(&format!("{}{}", escape(words::signature(l)), below.unwrap_or_default()));
        format!(
            "<!DOCTYPE html><html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">\
             <title>{subject}</title>{STYLE}</head>\
             <body class=\"sheet\" style=\"margin:0;padding:24px;background:#fbfaf7;color:#1d2230;\
             font:16px/1.5 -apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif\">\
             <div style=\"display:none;max-height:0;overflow:hidden\">{preheader}</div>\
             <div style=\"max-width:560px;margin:0 auto\">{body}\
             <div class=\"line\" style=\"margin:24px 0 16px;border-top:1px solid #dedbd2\"></div>{signature}</div></body></html>",
            lang = l.as_str(),
            subject = escape(&self.subject),
            preheader = lines(&self.preheader()),
        )
    }

    /// What a list of mails shows beside the subject.
    fn preheader(&self) -> String {
        let text = self.items.first().map_or(self.body.as_str(), |item| item.text.as_str());
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        line.chars().take(140).collect()
    }
}

fn button(button: &Button) -> String {
    let link = escape(&button.link);
    format!(
        "<p style=\"margin:0 0 16px\"><a href=\"{link}\" style=\"display:inline-block;padding:10px 18px;border-radius:6px;\
         background:#0b6a94;color:#ffffff;text-decoration:none\">{}</a></p>\
         <p class=\"quiet\" style=\"margin:0 0 16px;color:#5b6070;font-size:14px;word-break:break-all\">{link}</p>",
        escape(&button.text),
    )
}

fn item(item: &Button) -> String {
    format!(
        "<li class=\"line\" style=\"padding:10px 0;border-top:1px solid #dedbd2\">\
         <a class=\"link\" href=\"{}\" style=\"color:#0b6a94\">{}</a></li>",
        escape(&item.link),
        lines(&item.text),
    )
}

fn quiet(html: &str) -> String {
    format!("<p class=\"quiet\" style=\"margin:0 0 16px;color:#5b6070;font-size:14px\">{html}</p>")
}

/// The HTML without the style block, for a frame inside our pages, whose policy allows none.
pub fn without_style(html: &str) -> String {
    match (html.find("<style>"), html.find("</style>")) {
        (Some(from), Some(to)) if from < to => format!("{}{}", &html[..from], &html[to + "</style>".len()..]),
        _ => html.to_owned(),
    }
}

fn lines(text: &str) -> String {
    escape(text).replace('\n', "<br>")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_block_can_be_left_out() {
        let html = Letter::default().render(Locale::En, None).html;
        assert!(html.contains("<style>"));
        assert!(!without_style(&html).contains("style>"));
        assert_eq!(without_style("</style><style>"), "</style><style>");
    }
}
