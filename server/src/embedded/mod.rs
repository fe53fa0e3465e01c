//! What runs when nothing is configured: a private PostgreSQL and an S3 server, both on
//! loopback, both keeping their data in one folder.

pub mod folder;
pub mod postgres;
pub mod s3;

pub use folder::DataFolder;
pub use postgres::EmbeddedPostgres;
pub use s3::EmbeddedS3;
