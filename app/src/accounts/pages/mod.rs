//! Pages, one per file.

mod confirm_email;
mod forgot_password;
mod pending;
mod profile;
mod register;
mod reset_password;
mod sign_in;

pub use confirm_email::ConfirmEmail;
pub use forgot_password::ForgotPassword;
pub use pending::Pending;
pub use profile::ProfilePage;
pub use register::RegisterPage;
pub use reset_password::ResetPasswordPage;
pub use sign_in::SignInPage;
