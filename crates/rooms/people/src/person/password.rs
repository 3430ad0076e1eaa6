//! Passwords: hashed with Argon2id, never more than two at a time.

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use kernel::{Error, Problems, Result};
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

/// Fewest characters. Length is the only rule of composition: OWASP ASVS 5.0, 6.2.1 and 6.2.5.
const SHORTEST: usize = 12;
/// Most characters, so that nobody has the server hash a book.
const LONGEST: usize = 256;

/// Each hash takes 19 MiB: a flood of log-ins must not take the memory.
static TABLES: Semaphore = Semaphore::const_new(2);

/// Compared with where there is no account or no password, so that both take as long.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Problems with `field` unless `password` can be one for the owner of `email`.
pub(crate) fn check(problems: &mut Problems, field: &str, password: &str, email: &str) {
    let length = password.chars().count();
    problems.check(length >= SHORTEST, field, "problem-password-short");
    problems.check(length <= LONGEST, field, "problem-password-long");
    let lower = password.to_lowercase();
    let local = email.split('@').next().unwrap_or_default();
    let guessable = (local.len() > 3 && lower.contains(local)) || lower.contains("groundswell");
    let plain = password.chars().collect::<std::collections::HashSet<_>>().len() < 5;
    problems.check(!guessable && !plain, field, "problem-password-guessable");
}

/// Hashes it with Argon2id, 19 MiB, two passes, one lane (the library's defaults, which are OWASP's).
pub(crate) async fn hash(password: &str) -> Result<String> {
    let password = password.to_owned();
    at_a_table(move || {
        let hash: PasswordHash = Argon2::default()
            .hash_password(password.as_bytes())
            .map_err(|error| Error::Internal(error.to_string()))?;
        Ok(hash.to_string())
    })
    .await
}

/// Whether `password` is the one that was hashed; takes as long when there is no hash.
pub(crate) async fn verify(password: &str, hash: Option<&str>) -> Result<bool> {
    let (password, known) = (password.to_owned(), hash.is_some());
    let hash = hash.unwrap_or(NOBODYS).to_owned();
    at_a_table(move || {
        let hash = PasswordHash::new(&hash).map_err(|error| Error::Internal(error.to_string()))?;
        Ok(Argon2::default().verify_password(password.as_bytes(), &hash).is_ok() && known)
    })
    .await
}

/// As [`verify`], for programs that send the password with each request: one that fitted lately is not hashed anew.
/// `attempt` counts before any other is tried.
pub(crate) async fn verify_again(
    password: &str,
    hash: Option<&str>,
    attempt: &(dyn Fn() -> Result<()> + Send + Sync),
) -> Result<bool> {
    let mark = hash.map(|hash| Fitted::mark(hash, password)).transpose()?;
    if mark.is_some_and(|mark| FITTED.lock().unwrap_or_else(PoisonError::into_inner).knows(mark)) {
        return Ok(true);
    }
    attempt()?;
    let fits = verify(password, hash).await?;
    if let Some(mark) = mark.filter(|_| fits) {
        FITTED.lock().unwrap_or_else(PoisonError::into_inner).keep(mark);
    }
    Ok(fits)
}

/// Passwords that fitted lately, on this node: never themselves, but SHA-256 over a key that ends with the process,
/// the account's hash, and the password. With another password the account has another hash.
static FITTED: Mutex<Fitted> = Mutex::new(Fitted(BTreeMap::new()));
/// So long a password is known to fit.
const LATELY: Duration = Duration::from_mins(5);
/// So many are kept; then all are tried anew.
const KEPT: usize = 1_000;

struct Fitted(BTreeMap<[u8; 32], Instant>);

impl Fitted {
    fn mark(hash: &str, password: &str) -> Result<[u8; 32]> {
        static KEY: OnceLock<[u8; 32]> = OnceLock::new();
        let mut key = [0; 32];
        getrandom::fill(&mut key).map_err(|error| Error::Internal(error.to_string()))?;
        let key = KEY.get_or_init(|| key);
        let mark = Sha256::new().chain_update(key).chain_update((hash.len() as u64).to_le_bytes());
        Ok(mark.chain_update(hash).chain_update(password).finalize().into())
    }

    fn knows(&self, mark: [u8; 32]) -> bool {
        self.0.get(&mark).is_some_and(|since| since.elapsed() < LATELY)
    }

    fn keep(&mut self, mark: [u8; 32]) {
        if self.0.len() >= KEPT {
            self.0.clear();
        }
        self.0.insert(mark, Instant::now());
    }
}

async fn at_a_table<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let _table = TABLES.acquire().await.map_err(|error| Error::Internal(error.to_string()))?;
    tokio::task::spawn_blocking(work).await.map_err(|error| Error::Internal(error.to_string()))?
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::{check, hash, verify, verify_again};
    use kernel::Problems;

    #[tokio::test]
    async fn only_the_password_itself_fits() {
        let kept = hash("a long walk by the river").await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(verify("a long walk by the river", Some(&kept)).await.unwrap());
        assert!(!verify("a long walk by the rivers", Some(&kept)).await.unwrap());
        assert!(!verify("a long walk by the river", None).await.unwrap());
        assert_ne!(kept, hash("a long walk by the river").await.unwrap(), "each hash has its own salt");
    }

    #[tokio::test]
    async fn what_fitted_lately_is_not_counted_again_and_what_does_not_fit_is() {
        let kept = hash("seven quiet lanterns").await.unwrap();
        let attempts = AtomicUsize::new(0);
        let attempt = || {
            attempts.fetch_add(1, Ordering::Relaxed);
            Ok(())
        };
        for _ in 0..3 {
            assert!(verify_again("seven quiet lanterns", Some(&kept), &attempt).await.unwrap());
        }
        assert_eq!(attempts.load(Ordering::Relaxed), 1);
        let other = hash("another password here").await.unwrap();
        assert!(!verify_again("seven quiet lanterns", Some(&other), &attempt).await.unwrap());
        assert!(!verify_again("seven quiet lanterns", None, &attempt).await.unwrap());
        assert_eq!(attempts.load(Ordering::Relaxed), 3);
        let refused = || Err(kernel::Error::TooMany(1));
        assert!(verify_again("seven quiet lanterns", Some(&kept), &refused).await.unwrap());
        assert!(verify_again("seven loud lanterns", Some(&kept), &refused).await.is_err());
    }

    #[test]
    fn short_plain_and_personal_ones_are_refused() {
        let fine = |password: &str| {
            let mut problems = Problems::none();
            check(&mut problems, "password", password, "rosalind@example.org");
            problems.done().is_ok()
        };
        assert!(fine("a long walk by the river"));
        assert!(fine("пароль из многих слов"));
        assert!(!fine("short walk"));
        assert!(!fine("aaaaaaaaaaaaaaaa"));
        assert!(!fine("rosalind goes home"));
        assert!(!fine("groundswell for ever"));
        assert!(!fine(&"long ".repeat(100)));
    }
}
