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
