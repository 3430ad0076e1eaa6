//! How much, how often. Kept by each node for itself.

use std::num::NonZeroU32;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use kernel::{Error, Result};
use serde::Deserialize;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Signing in, by account and by address.
    SignIn,
    /// Mails asked for: sign-in links, recovery, invitations.
    Mail,
    /// Changing something.
    Write,
    /// Searching, exporting.
    Heavy,
    /// Reading without an account.
    Guest,
    /// Calls with a token.
    Api,
}

/// The limits a minute; 0 lifts one.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LimitSettings {
    /// Attempts to sign in, by account and by address.
    pub sign_in: u32,
    /// Mails asked for, by address.
    pub mail: u32,
    /// Changes, by person or address.
    pub write: u32,
    /// Searches and exports, by person or address.
    pub heavy: u32,
    /// Pages without an account, by address.
    pub guest: u32,
    /// API calls, by token.
    pub api: u32,
}

impl Default for LimitSettings {
    fn default() -> Self {
        Self { sign_in: 5, mail: 3, write: 60, heavy: 20, guest: 300, api: 600 }
    }
}

impl LimitSettings {
    /// No limits: for measuring and for tests.
    pub fn none() -> Self {
        Self { sign_in: 0, mail: 0, write: 0, heavy: 0, guest: 0, api: 0 }
    }
}

type Limiter = Option<DefaultKeyedRateLimiter<String>>;

/// The counters.
pub struct Limits {
    sign_in: Limiter,
    mail: Limiter,
    write: Limiter,
    heavy: Limiter,
    guest: Limiter,
    api: Limiter,
}

impl Limits {
    /// With these limits.
    pub fn new(settings: &LimitSettings) -> Self {
        let limiter =
            |a_minute: u32| NonZeroU32::new(a_minute).map(|n| RateLimiter::keyed(Quota::per_minute(n)));
        Self {
            sign_in: limiter(settings.sign_in),
            mail: limiter(settings.mail),
            write: limiter(settings.write),
            heavy: limiter(settings.heavy),
            guest: limiter(settings.guest),
            api: limiter(settings.api),
        }
    }

    /// Counts one for `key`; [`Error::TooMany`] with the seconds to wait when there were too many.
    pub fn check(&self, class: Class, key: &str) -> Result<()> {
        let limiter = match class {
            Class::SignIn => &self.sign_in,
            Class::Mail => &self.mail,
            Class::Write => &self.write,
            Class::Heavy => &self.heavy,
            Class::Guest => &self.guest,
            Class::Api => &self.api,
        };
        let Some(limiter) = limiter else { return Ok(()) };
        limiter.check_key(&key.to_owned()).map_err(|not_until| {
            Error::TooMany(not_until.wait_time_from(DefaultClock::default().now()).as_secs() + 1)
        })
    }

    /// Forgets who has not come for a while.
    pub fn forget(&self) {
        for limiter in [&self.sign_in, &self.mail, &self.write, &self.heavy, &self.guest, &self.api]
            .into_iter()
            .flatten()
        {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Class, LimitSettings, Limits};

    #[test]
    fn trips_at_the_next_one_and_only_for_that_key() {
        let limits = Limits::new(&LimitSettings { sign_in: 3, ..LimitSettings::none() });
        for _ in 0..3 {
            assert!(limits.check(Class::SignIn, "a").is_ok());
        }
        assert!(limits.check(Class::SignIn, "a").is_err());
        assert!(limits.check(Class::SignIn, "b").is_ok());
        assert!(limits.check(Class::Write, "a").is_ok());
    }
}
