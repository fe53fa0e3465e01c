//! The ports of the domain, each connected to the real thing: files to S3, mail to SMTP,
//! web sessions to PostgreSQL.

pub mod s3;
pub mod session_store;
pub mod smtp;

pub use s3::S3Store;
pub use session_store::PgSessionStore;
pub use smtp::SmtpMailer;
