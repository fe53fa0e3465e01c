//! What can be done with points and achievements.

pub mod achievements;
pub mod catalogue;
pub mod passport_facts;
pub mod passports;
pub mod points;
pub mod shown;
