//! The till of the payment simulator: a page as a provider would show it, so it looks like ours in
//! nothing but its colours, and says on top what it is. Works without a script. Served by
//! `server/src/payments/simulator`.

use birqadam_core::Locale;

use crate::format::sum;
use crate::page_start::Theme;
use crate::texts::simulator as words;

const TOKENS: &str = include_str!("../../style/tokens.css");
const STYLE: &str = include_str!("../../style/till.css");

/// How the payment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    Open,
    Paid,
    Closed,
}

/// What the till shows.
#[derive(Clone, Debug)]
pub struct Till<'a> {
    pub transaction_id: &'a str,
    pub amount_minor: i64,
    pub currency: &'a str,
    pub stand: Stand,
    /// Where its form is sent.
    pub action: &'a str,
    /// Where the payer came from.
    pub back: &'a str,
}

/// The whole page.
pub fn page(l: Locale, theme: Theme, till: &Till<'_>) -> String {
    let [title, mark] = [words::title(l), words::mark(l)].map(escape);
    let (theme, amount) = (theme.as_str(), escape(&sum(till.amount_minor, till.currency)));
    let number = escape(till.transaction_id);
    let [of_amount, of_number] = [words::amount(l), words::payment_number(l)].map(escape);
    let lead = match till.stand {
        Stand::Open => escape(words::lead(l)),
        Stand::Paid => format!("<strong>{}</strong>. {}", escape(words::paid(l)), escape(words::paid_text(l))),
        Stand::Closed => format!("<strong>{}</strong>. {}", escape(words::closed(l)), escape(words::closed_text(l))),
    };
    let ways = ways(l, till);
    format!(
        "<!doctype html><html lang=\"{l}\" data-theme=\"{theme}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"robots\" content=\"noindex\"><meta name=\"color-scheme\" content=\"light dark\">\
         <title>{title} · {mark}</title><style>{TOKENS}{STYLE}</style></head><body><main>\
         <p class=\"mark\">{mark}</p><h1>{title}</h1><p class=\"lead\">{lead}</p>\
         <dl><div><dt>{of_amount}</dt><dd class=\"amount\">{amount}</dd></div>\
         <div><dt>{of_number}</dt><dd class=\"number\">{number}</dd></div></dl>{ways}</main></body></html>",
    )
}

fn ways(l: Locale, till: &Till<'_>) -> String {
    let (action, back) = (escape(till.action), escape(till.back));
    if till.stand != Stand::Open {
        return format!("<nav><a href=\"{back}\">{}</a></nav>", escape(words::back(l)));
    }
    let [pay, decline, leave] = [words::pay(l), words::decline(l), words::leave(l)].map(escape);
    format!(
        "<form method=\"post\" action=\"{action}\">\
         <button class=\"pay\" name=\"press\" value=\"pay\">{pay}</button>\
         <button name=\"press\" value=\"decline\">{decline}</button></form>\
         <nav><a href=\"{back}\">{leave}</a></nav>"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_that_it_is_none_in_every_language() {
        let till = Till {
            transaction_id: "TXN_<A>",
            amount_minor: 10_000_000,
            currency: "KZT",
            stand: Stand::Open,
            action: "/pay/simulator/TXN_A",
            back: "/sponsorships/1",
        };
        for (l, mark) in [(Locale::Ru, "Симулятор"), (Locale::Kk, "Симулятор"), (Locale::En, "Simulator")]
        {
            let open = page(l, Theme::default(), &till);
            assert!(open.contains(mark) && open.contains("TXN_&lt;A&gt;") && open.contains("value=\"decline\""));
            let paid = page(l, Theme::default(), &Till { stand: Stand::Paid, ..till.clone() });
            assert!(!paid.contains("<form") && paid.contains("href=\"/sponsorships/1\""));
            assert!(!open.contains("<script"));
        }
    }
}
