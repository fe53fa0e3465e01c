//! The pipeline over good, odd and hostile files.
#![allow(clippy::unwrap_used, clippy::expect_used)]
