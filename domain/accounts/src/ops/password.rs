//! Hashing (argon2id, off the async threads) and the strength rule.
use birqadam_core::{*, ssr::Ctx};
use crate::model::*;

pub async fn hash(password: String) -> Result<String> { todo!() }
pub async fn verify(password: String, hash: String) -> Result<bool> { todo!() }
/// Refuses what zxcvbn guesses (score below 3), given the person's own words.
pub fn check_strength(password: &str, own_words: &[&str]) -> Result<()> { todo!() }
