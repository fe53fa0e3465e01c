//! Registration, sign-in, tokens, e-mail links.

use birqadam_core::form::{FormInput, problems};
use birqadam_core::{FieldCode, FieldError, Locale, Result, validate::Validator};
use serde::{Deserialize, Serialize};

use super::PublicRole;

/// Shortest accepted password, in characters.
pub const PASSWORD_MIN: usize = 10;
/// Longest accepted password: argon2 is not to be fed megabytes.
pub const PASSWORD_MAX: usize = 200;

/// `POST /api/register` and the registration form.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Register {
    pub email: String,
    pub password: String,
    pub name: String,
    /// A [`PublicRole`] by name.
    pub role: String,
    pub phone: String,
    /// Required for organizer, sponsor and partner. The document calls it `org_name` as well.
    #[serde(alias = "org_name")]
    pub organization_name: String,
    /// What the person or organisation does; for the moderator.
    pub about: String,
    pub locale: Option<Locale>,
}

/// A registration that passed every rule that needs no database.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidRegister {
    pub email: String,
    pub password: String,
    pub name: String,
    pub role: PublicRole,
    pub phone: Option<String>,
    pub organization_name: Option<String>,
    pub about: String,
}

impl Register {
    /// # Errors
    /// [`birqadam_core::Error::Invalid`] with every field that cannot be accepted.
    pub fn validate(&self) -> Result<ValidRegister> {
        let mut v = Validator::new();
        let role = PublicRole::parse(&self.role);
        v.check(role.is_some(), "role", if self.role.is_empty() { FieldCode::Required } else { FieldCode::Unknown });
        let role = role.unwrap_or(PublicRole::Volunteer);
        let organization =
            v.line("organization_name", &self.organization_name, usize::from(role.needs_organization()), 200);
        let valid = ValidRegister {
            email: v.email("email", &self.email),
            name: v.line("name", &self.name, 1, 200),
            phone: v.phone("phone", &self.phone),
            about: v.text("about", &self.about, 0, 4000),
            organization_name: (!organization.is_empty()).then_some(organization),
            password: self.password.clone(),
            role,
        };
        check_password(&mut v, &self.password);
        v.finish()?;
        Ok(valid)
    }
}

impl FormInput for Register {
    const NAME: &'static str = "register";

    fn check(&self) -> Vec<FieldError> {
        problems(self.validate())
    }
}

/// Length only; how easy it is to guess is checked on the server.
pub fn check_password(v: &mut Validator, password: &str) {
    let length = password.chars().count();
    v.check(length > 0, "password", FieldCode::Required);
    v.check(length == 0 || length >= PASSWORD_MIN, "password", FieldCode::TooShort(PASSWORD_MIN as i64));
    v.check(length <= PASSWORD_MAX, "password", FieldCode::TooLong(PASSWORD_MAX as i64));
}

/// `POST /api/login` and the sign-in form.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct SignIn {
    pub email: String,
    pub password: String,
}

impl FormInput for SignIn {
    const NAME: &'static str = "sign-in";

    /// That something was typed; whether it is right is never told field by field.
    fn check(&self) -> Vec<FieldError> {
        let mut v = Validator::new();
        v.check(!self.email.trim().is_empty(), "email", FieldCode::Required);
        v.check(!self.password.is_empty(), "password", FieldCode::Required);
        problems(v.finish())
    }
}

/// What an API client gets at registration, sign-in and refresh.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Tokens {
    /// JWT access token.
    pub token: String,
    /// Good once; using it again revokes every token of this sign-in.
    pub refresh_token: String,
    /// Seconds until the access token expires.
    pub expires_in: i64,
}

/// A new password with the token from the mail.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ResetPassword {
    pub token: String,
    pub password: String,
}

impl FormInput for ResetPassword {
    const NAME: &'static str = "reset";

    fn check(&self) -> Vec<FieldError> {
        let mut v = Validator::new();
        check_password(&mut v, &self.password);
        problems(v.finish())
    }
}

#[cfg(test)]
mod tests {
    use birqadam_core::Error;

    use super::*;

    fn register() -> Register {
        Register {
            email: " Aigerim@Example.KZ ".into(),
            password: "correct horse battery".into(),
            name: "Айгерим".into(),
            role: "volunteer".into(),
            ..Register::default()
        }
    }

    fn fields(input: &Register) -> Vec<(String, FieldCode)> {
        match input.validate() {
            Err(Error::Invalid(errors)) => errors.into_iter().map(|e| (e.field, e.code)).collect(),
            other => panic!("expected field errors, got {other:?}"),
        }
    }

    #[test]
    fn a_good_registration_is_normalised() {
        let valid = Register { phone: "8 777 123 45 67".into(), ..register() }.validate().unwrap();
        assert_eq!(valid.email, "aigerim@example.kz");
        assert_eq!(valid.phone.as_deref(), Some("+77771234567"));
        assert_eq!((valid.role, valid.organization_name), (PublicRole::Volunteer, None));
    }

    #[test]
    fn each_bad_field_is_named() {
        let table: [(Register, &str, FieldCode); 11] = [
            (Register { email: String::new(), ..register() }, "email", FieldCode::Required),
            (Register { email: "a@b".into(), ..register() }, "email", FieldCode::Email),
            (Register { email: "a@b.kz\r\nBcc: c@d.kz".into(), ..register() }, "email", FieldCode::Email),
            (Register { name: " ".into(), ..register() }, "name", FieldCode::Required),
            (Register { name: "А\r\nBcc: c@d.kz".into(), ..register() }, "name", FieldCode::ForbiddenCharacters),
            (Register { name: "я".repeat(201), ..register() }, "name", FieldCode::TooLong(200)),
            (Register { role: "admin".into(), ..register() }, "role", FieldCode::Unknown),
            (Register { role: "organizer".into(), ..register() }, "organization_name", FieldCode::Required),
            (Register { phone: "call me".into(), ..register() }, "phone", FieldCode::Phone),
            (Register { password: "короткий".into(), ..register() }, "password", FieldCode::TooShort(10)),
            (Register { password: "x".repeat(201), ..register() }, "password", FieldCode::TooLong(200)),
        ];
        for (input, field, code) in table {
            assert_eq!(fields(&input), [(field.to_owned(), code)], "{input:?}");
        }
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        let names: Vec<String> = fields(&Register::default()).into_iter().map(|(field, _)| field).collect();
        assert_eq!(names, ["role", "email", "name", "password"]);
    }

    #[test]
    fn a_moderator_needs_approval_but_no_organisation() {
        assert!(Register { role: "moderator".into(), ..register() }.validate().is_ok());
    }
}
