//! What is accepted, what is refused, and that everything wrong is told at once.

use super::*;

fn read(variables: &[(&str, &str)]) -> Result<Config, Vec<&'static str>> {
    Config::read(|name| variables.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()))
        .map_err(|problems| problems.0.iter().map(|p| p.variable).collect())
}

const PRODUCTION: &[(&str, &str)] = &[
    ("BIRQADAM_ENV", "production"),
    ("BASE_URL", "https://birqadam.kz/"),
    ("DATABASE_URL", "postgres://birqadam@db/birqadam"),
    ("SECRET", "0123456789abcdef0123456789abcdef"),
    ("S3_ENDPOINT", "https://s3.example.kz"),
    ("S3_BUCKET", "birqadam"),
    ("S3_ACCESS_KEY", "key"),
    ("S3_SECRET_KEY", "secret"),
    ("SMTP_URL", "smtps://mail.example.kz"),
    ("MAIL_FROM", "BirQadam <noreply@birqadam.kz>"),
];

#[test]
fn nothing_configured_is_the_embedded_default() -> Result<(), Vec<&'static str>> {
    let config = read(&[])?;
    assert!(matches!((&config.database, &config.files), (Database::Embedded, Files::Embedded)));
    assert_eq!(config.base_url, "http://127.0.0.1:3000");
    assert!(config.smtp.is_none() && config.secret.is_none() && !config.is_https());
    Ok(())
}

#[test]
fn a_complete_production_configuration_is_accepted() -> Result<(), Vec<&'static str>> {
    let config = read(PRODUCTION)?;
    assert_eq!(config.base_url, "https://birqadam.kz");
    assert!(config.is_https() && config.is_production());
    Ok(())
}

#[test]
fn production_refuses_every_default_of_development_at_once() {
    let missing = read(&[("BIRQADAM_ENV", "production")]).err();
    assert_eq!(missing, Some(vec!["BASE_URL", "DATABASE_URL", "SECRET", "S3_ENDPOINT", "SMTP_URL"]));
}

#[test]
fn each_wrong_value_is_named() {
    let table: &[(&str, &str)] = &[
        ("BIRQADAM_ENV", "prod"),
        ("BIRQADAM_ADDR", "3000"),
        ("BASE_URL", "birqadam.kz"),
        ("BASE_URL", "http://birqadam.kz"),
        ("DATABASE_URL", "mysql://db"),
        ("DATABASE_CONNECTIONS", "0"),
        ("SECRET", "short"),
        ("S3_ENDPOINT", "s3.example.kz"),
        ("S3_BUCKET", ""),
        ("SMTP_URL", "mail.example.kz"),
        ("MAIL_FROM", "nobody"),
        ("TRUSTED_PROXIES", "10.0.0.1, proxy"),
        ("METRICS_ADDR", "9090"),
    ];
    for (name, value) in table {
        let changed: Vec<_> =
            std::iter::once((*name, *value)).chain(PRODUCTION.iter().copied().filter(|(n, _)| n != name)).collect();
        assert_eq!(read(&changed).err(), Some(vec![*name]), "{name}={value}");
    }
}

type Variables<'a> = &'a [(&'a str, &'a str)];

#[test]
fn ways_to_pay_are_set_whole_or_not_at_all() {
    let kaspi: &[(&str, &str)] = &[("KASPI_SERVICE", "BirQadam"), ("KASPI_ADDRESSES", "194.187.247.152, 10.1.0.0/16")];
    let table: &[(Variables<'_>, &[&str])] = &[
        (&[("STRIPE_SECRET_KEY", "sk_test_1")], &["STRIPE_WEBHOOK_SECRET"]),
        (&[("STRIPE_WEBHOOK_SECRET", "whsec_1")], &["STRIPE_SECRET_KEY"]),
        (&[("STRIPE_API", "https://stripe.example")], &["STRIPE_API"]),
        (
            &[("STRIPE_SECRET_KEY", "sk"), ("STRIPE_WEBHOOK_SECRET", "wh"), ("STRIPE_API", "http://stripe.example")],
            &["STRIPE_API"],
        ),
        (&[("PAYME_MERCHANT_ID", "m")], &["PAYME_KEY", "PAYME_CURRENCY"]),
        (&[("PAYME_MERCHANT_ID", "m"), ("PAYME_KEY", "k"), ("PAYME_CURRENCY", "tenge")], &["PAYME_CURRENCY"]),
        (&[("CLICK_SECRET", "s"), ("CLICK_CURRENCY", "UZS")], &["CLICK_SERVICE_ID", "CLICK_MERCHANT_ID"]),
        (&[("KASPI_SERVICE", "BirQadam")], &["KASPI_ADDRESSES"]),
        (&[("KASPI_SERVICE", "BirQadam"), ("KASPI_ADDRESSES", "0.0.0.0/0")], &["KASPI_ADDRESSES"]),
        (&[("KASPI_SERVICE", "BirQadam"), ("KASPI_ADDRESSES", "kaspi.kz")], &["KASPI_ADDRESSES"]),
        (&[kaspi[0], kaspi[1], ("KASPI_PAY_URL", "https://kaspi.kz/pay/x")], &["KASPI_PAY_URL"]),
        (&[("PAYMENT_SIMULATOR", "maybe")], &["PAYMENT_SIMULATOR"]),
    ];
    for (variables, expected) in table {
        assert_eq!(read(variables).map(|_| ()), Err(expected.to_vec()), "{variables:?}");
    }
    assert!(read(kaspi).is_ok_and(|config| config.payments.kaspi.is_some() && !config.payments.simulator));
}

#[test]
fn the_simulator_is_for_trying_out() {
    let simulator = |variables: &[(&str, &str)]| read(variables).is_ok_and(|config| config.payments.simulator);
    assert!(simulator(&[]));
    assert!(!simulator(&[("PAYMENT_SIMULATOR", "off")]));
    assert!(!simulator(PRODUCTION));
    let asked: Vec<_> = PRODUCTION.iter().copied().chain([("PAYMENT_SIMULATOR", "on")]).collect();
    assert!(simulator(&asked));
    let stripe = [("STRIPE_SECRET_KEY", "sk_test_1"), ("STRIPE_WEBHOOK_SECRET", "whsec_1")];
    assert!(!simulator(&stripe), "beside a real one only when asked for");
    assert!(simulator(&[stripe[0], stripe[1], ("PAYMENT_SIMULATOR", "on")]));
}
