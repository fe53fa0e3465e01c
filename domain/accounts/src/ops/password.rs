//! Hashing (argon2id, off the async threads) and the strength rule.

use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version,
    password_hash::{self, SaltString},
};
use birqadam_core::{Error, FieldCode, Result, ssr::db_error::internal};
use tokio::sync::Semaphore;
use zxcvbn::{Score, zxcvbn};

/// Each hash takes 19 MiB; more at once would let a crowd at the sign-in form eat the memory.
static RUNNING: Semaphore = Semaphore::const_new(8);

/// OWASP's minimum for argon2id: 19 MiB, two passes, one lane.
fn hasher() -> Result<Argon2<'static>> {
    let params = Params::new(19_456, 2, 1, None).map_err(|e| internal(&e))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The PHC string to store.
///
/// # Errors
/// Only [`Error::Internal`].
pub async fn hash(password: String) -> Result<String> {
    off_thread(move || {
        let salt = SaltString::encode_b64(&rand::random::<[u8; 16]>()).map_err(|e| internal(&e))?;
        let hash = hasher()?.hash_password(password.as_bytes(), &salt).map_err(|e| internal(&e))?;
        Ok(hash.to_string())
    })
    .await
}

/// What is verified for an unknown address: belongs to no password and costs what [`hash`] costs.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$YmlycWFkYW0tbm9ib2R5cw$b25lIHN0ZXAgYXQgYSB0aW1lLCBuZXZlciB0aGlzISE";

/// Whether the password belongs to the stored PHC string. Without one (nobody has the address)
/// the same work is done and the answer is no, so that the time tells nothing.
///
/// # Errors
/// [`Error::Internal`] when the stored string is none.
pub(super) async fn verify(password: String, stored: Option<String>) -> Result<bool> {
    let known = stored.is_some();
    let hash = stored.unwrap_or_else(|| NOBODYS.to_owned());
    let right = off_thread(move || {
        let hash = PasswordHash::new(&hash).map_err(|e| internal(&e))?;
        match hasher()?.verify_password(password.as_bytes(), &hash) {
            Ok(()) => Ok(true),
            Err(password_hash::Error::Password) => Ok(false),
            Err(e) => Err(internal(&e)),
        }
    })
    .await?;
    Ok(right && known)
}

async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    // The tests count these.
    tracing::trace!(target: "birqadam::password", "argon2");
    let permit = RUNNING.acquire().await.map_err(|e| internal(&e))?;
    // The permit goes along: a caller that hangs up does not end the work.
    let task = tokio::task::spawn_blocking(move || {
        let _permit = permit;
        work()
    });
    task.await.map_err(|e| internal(&e))?
}

/// Refuses what zxcvbn guesses (score below 3), given the person's own words.
///
/// # Errors
/// [`Error::Invalid`] on field `password`.
pub fn check_strength(password: &str, own_words: &[&str]) -> Result<()> {
    let own: Vec<&str> = own_words
        .iter()
        .flat_map(|words| words.split(|c: char| !c.is_alphanumeric()).chain([*words]))
        .filter(|word| word.chars().count() > 2)
        .chain(["birqadam", "volunteer", "волонтер", "волонтёр", "пароль"])
        .collect();
    if zxcvbn(password, &own).score() < Score::Three {
        return Err(Error::field("password", FieldCode::WeakPassword));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easy_passwords_are_refused() {
        let own = ["aigerim.saparova", "Айгерим Сапарова", "Green Almaty"];
        for weak in ["password123", "qwertyuiop", "1234567890", "aigerim.saparova", "green almaty", "aaaaaaaaaa"] {
            assert!(check_strength(weak, &own).is_err(), "{weak}");
        }
        for strong in ["correct horse battery staple", "vQ8#nTz!2pLw", "степь ветер яблоко мост"] {
            assert!(check_strength(strong, &own).is_ok(), "{strong}");
        }
    }

    #[tokio::test]
    async fn a_hash_opens_for_its_password_only() {
        let stored = hash("birqadam-demo".into()).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify("birqadam-demo".into(), Some(stored.clone())).await.unwrap());
        assert!(!verify("birqadam-dem0".into(), Some(stored)).await.unwrap());
    }

    #[tokio::test]
    async fn nobody_costs_what_somebody_costs_and_never_gets_in() {
        let (somebody, nobody) = (hash("birqadam-demo".into()).await.unwrap(), NOBODYS.to_owned());
        let cost = |phc: &str| {
            let phc = PasswordHash::new(phc).unwrap();
            let length = |part: Option<usize>| part.unwrap();
            (
                Params::try_from(&phc).unwrap(),
                phc.version,
                length(phc.hash.map(|hash| hash.len())),
                length(phc.salt.map(|salt| salt.len())),
            )
        };
        assert_eq!(cost(&somebody), cost(&nobody));
        assert!(!verify("one step at a time".into(), None).await.unwrap());
    }
}
