//! Lists as files. A small one is answered at once; a large one is made by a job, row by row, and
//! fetched later by a signed address that is good for minutes.

mod csv;
pub mod fetch;
mod guard;
pub mod job;
pub mod link;
pub mod lists;
pub mod make;
pub mod sheet;
pub mod start;
#[cfg(test)]
mod tests;
pub mod write;
mod xlsx;
