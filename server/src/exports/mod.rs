//! Lists and reports as files. A small one is answered at once; a large one is made by a job, and
//! fetched later by a signed address that is good for minutes.

mod csv;
pub mod fetch;
mod guard;
pub mod job;
pub mod link;
pub mod lists;
pub mod made;
pub mod make;
pub mod progress;
pub mod sheet;
pub mod start;
pub mod style;
pub mod table;
#[cfg(test)]
mod tests;
pub mod what;
pub mod write;
mod xlsx;
