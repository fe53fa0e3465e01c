//! Documents written and read back.

mod documents;
mod lines;
