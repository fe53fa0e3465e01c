//! Ways to pay, as the operator sets them. Each is set whole or not at all.

use super::{Network, Problems};

/// What of each is set.
#[derive(Clone, Default)]
pub struct PaymentSettings {
    pub stripe: Option<StripeSettings>,
    pub payme: Option<PaymeSettings>,
    pub click: Option<ClickSettings>,
    pub kaspi: Option<KaspiSettings>,
    /// The till within: for trying out, where no money moves.
    pub simulator: bool,
}

#[derive(Clone)]
pub struct StripeSettings {
    pub secret_key: String,
    pub webhook_secret: String,
    /// Where Stripe answers, without a slash at the end.
    pub api: String,
}

#[derive(Clone)]
pub struct PaymeSettings {
    pub merchant_id: String,
    pub key: String,
    /// In which the till is kept.
    pub currency: String,
    /// Where payers pay, without a slash at the end.
    pub checkout: String,
}

#[derive(Clone)]
pub struct ClickSettings {
    pub service_id: String,
    pub merchant_id: String,
    pub secret: String,
    /// In which the service is paid.
    pub currency: String,
    pub pay_url: String,
}

#[derive(Clone)]
pub struct KaspiSettings {
    pub service: String,
    /// Where Kaspi calls from: nothing else proves that it is Kaspi.
    pub addresses: Vec<Network>,
    /// With `{service}`, `{account}` and `{amount}`.
    pub pay_url: String,
}

/// How Kaspi writes a link for paying, unless the contract says otherwise.
pub const KASPI_PAY_URL: &str = "https://kaspi.kz/pay/{service}?account={account}&amount={amount}";

impl PaymentSettings {
    pub(super) fn read(
        get: &impl Fn(&str) -> Option<String>,
        production: bool,
        problems: &mut Problems,
    ) -> PaymentSettings {
        let stripe = read_stripe(get, problems);
        let payme = read_payme(get, problems);
        let click = read_click(get, problems);
        let kaspi = read_kaspi(get, problems);
        let none = stripe.is_none() && payme.is_none() && click.is_none() && kaspi.is_none();
        let simulator = match get("PAYMENT_SIMULATOR").as_deref() {
            None => none && !production,
            Some("on") => true,
            Some("off") => false,
            Some(other) => {
                problems.add("PAYMENT_SIMULATOR", format!("is \"{other}\""), "set it to on or off");
                false
            }
        };
        PaymentSettings { stripe, payme, click, kaspi, simulator }
    }

    /// For the operator: what is set up.
    pub fn words(&self) -> String {
        let set = [
            self.kaspi.as_ref().map(|kaspi| format!("Kaspi (KZT, {} addresses)", kaspi.addresses.len())),
            self.stripe.as_ref().map(|stripe| format!("Stripe at {}", stripe.api)),
            self.payme.as_ref().map(|payme| format!("Payme ({})", payme.currency)),
            self.click.as_ref().map(|click| format!("Click ({})", click.currency)),
            self.simulator.then(|| "the simulator, by which no money moves".to_owned()),
        ];
        let set: Vec<String> = set.into_iter().flatten().collect();
        if set.is_empty() { "none: nobody can sponsor a project".to_owned() } else { set.join(", ") }
    }
}

/// The variables of one provider, all or none. Nothing when none is set.
fn whole<const N: usize>(
    get: &impl Fn(&str) -> Option<String>,
    names: [&'static str; N],
    remedies: [&str; N],
    problems: &mut Problems,
) -> Option<[String; N]> {
    let values = names.map(get);
    let set = names.iter().zip(&values).find(|(_, value)| value.is_some()).map(|(name, _)| *name)?;
    for ((name, value), remedy) in names.into_iter().zip(&values).zip(remedies) {
        if value.is_none() {
            problems.add(name, format!("is missing while {set} is set"), remedy);
        }
    }
    Some(values.map(Option::unwrap_or_default))
}

fn read_stripe(get: &impl Fn(&str) -> Option<String>, problems: &mut Problems) -> Option<StripeSettings> {
    let [secret_key, webhook_secret] = whole(
        get,
        ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"],
        ["set the secret key (sk_…) of the account", "set the signing secret (whsec_…) of the webhook endpoint"],
        problems,
    )
    .or_else(|| {
        refuse_alone(get, "STRIPE_API", "STRIPE_SECRET_KEY", problems);
        None
    })?;
    let api = address(get, "STRIPE_API", "https://api.stripe.com", problems);
    Some(StripeSettings { secret_key, webhook_secret, api })
}

fn read_payme(get: &impl Fn(&str) -> Option<String>, problems: &mut Problems) -> Option<PaymeSettings> {
    let [merchant_id, key, currency] = whole(
        get,
        ["PAYME_MERCHANT_ID", "PAYME_KEY", "PAYME_CURRENCY"],
        ["set the id of the web till", "set the key of the web till", "set what the till is kept in: UZS or KZT"],
        problems,
    )
    .or_else(|| {
        refuse_alone(get, "PAYME_CHECKOUT", "PAYME_MERCHANT_ID", problems);
        None
    })?;
    check_currency("PAYME_CURRENCY", &currency, problems);
    let checkout = address(get, "PAYME_CHECKOUT", "https://checkout.paycom.uz", problems);
    Some(PaymeSettings { merchant_id, key, currency, checkout })
}

fn read_click(get: &impl Fn(&str) -> Option<String>, problems: &mut Problems) -> Option<ClickSettings> {
    let [service_id, merchant_id, secret, currency] = whole(
        get,
        ["CLICK_SERVICE_ID", "CLICK_MERCHANT_ID", "CLICK_SECRET", "CLICK_CURRENCY"],
        [
            "set the id of the service",
            "set the id of the merchant",
            "set the secret key of the service",
            "set what the service is paid in: UZS or KZT",
        ],
        problems,
    )
    .or_else(|| {
        refuse_alone(get, "CLICK_PAY_URL", "CLICK_SERVICE_ID", problems);
        None
    })?;
    check_currency("CLICK_CURRENCY", &currency, problems);
    let pay_url = address(get, "CLICK_PAY_URL", "https://my.click.uz/services/pay", problems);
    Some(ClickSettings { service_id, merchant_id, secret, currency, pay_url })
}

fn read_kaspi(get: &impl Fn(&str) -> Option<String>, problems: &mut Problems) -> Option<KaspiSettings> {
    let [service, addresses] = whole(
        get,
        ["KASPI_SERVICE", "KASPI_ADDRESSES"],
        [
            "set the name of the service at Kaspi",
            "list the addresses from which Kaspi calls; without them anybody could say that they paid",
        ],
        problems,
    )
    .or_else(|| {
        refuse_alone(get, "KASPI_PAY_URL", "KASPI_SERVICE", problems);
        None
    })?;
    let mut networks: Vec<Network> = Vec::new();
    for part in addresses.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        match part.parse::<Network>() {
            // A network of everybody proves nothing.
            Ok(network) if !part.ends_with("/0") => networks.push(network),
            _ => {
                let found = format!("holds \"{part}\"");
                problems.add("KASPI_ADDRESSES", found, "list addresses or networks: 194.187.247.152, 10.0.0.0/24");
            }
        }
    }
    let pay_url = address(get, "KASPI_PAY_URL", KASPI_PAY_URL, problems);
    if !pay_url.contains("{account}") {
        problems.add("KASPI_PAY_URL", "does not say where the account stands", "write {account} where it belongs");
    }
    Some(KaspiSettings { service, addresses: networks, pay_url })
}

fn refuse_alone(
    get: &impl Fn(&str) -> Option<String>,
    name: &'static str,
    without: &'static str,
    problems: &mut Problems,
) {
    if get(name).is_some() {
        problems.add(name, format!("is set without {without}"), "set both or none");
    }
}

fn check_currency(name: &'static str, currency: &str, problems: &mut Problems) {
    let known = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase());
    if !currency.is_empty() && !known {
        problems.add(name, format!("is \"{currency}\", not a currency"), "write three capital letters: UZS or KZT");
    }
}

/// An address outside: https, or http to this machine (a stand-in for trying out).
fn address(
    get: &impl Fn(&str) -> Option<String>,
    name: &'static str,
    default: &str,
    problems: &mut Problems,
) -> String {
    let Some(url) = get(name) else { return default.to_owned() };
    let url = url.trim_end_matches('/').to_owned();
    let here = ["http://127.0.0.1", "http://localhost", "http://[::1]"];
    if !url.starts_with("https://") && !here.iter().any(|here| url.starts_with(here)) {
        problems.add(name, format!("is \"{url}\""), "begin it with https:// (or http://127.0.0.1 for a stand-in)");
    }
    url
}
