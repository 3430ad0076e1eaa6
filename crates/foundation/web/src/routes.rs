//! Routes: each names the ability it needs, or it does not compile.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use axum::http::Method;
use kernel::{Ability, Result};

use crate::answer::Answer;
use crate::visit::Visit;

type Handling = Pin<Box<dyn Future<Output = Result<Answer>> + Send>>;

/// How a handler is called.
pub(crate) type Handler = Arc<dyn Fn(Visit) -> Handling + Send + Sync>;

/// One route. Reading is refused by the shell, before the handler, to whoever lacks the ability; changing
/// is refused by the act itself, which also runs from files and the command line. So each check stands once.
#[derive(Clone)]
pub struct Route {
    /// GET or POST.
    pub method: Method,
    /// The path; `{name}` stands for a part of it.
    pub path: String,
    /// What one must be able to do.
    pub ability: &'static Ability,
    /// The largest body, in bytes.
    pub body: usize,
    pub(crate) handler: Handler,
}

/// The largest body of an ordinary form.
const FORM: usize = 1 << 20;
/// The largest body of a form with a file.
const FILE: usize = 32 << 20;

/// A room's routes. Paths that begin with `/` belong to the installation; all others to an initiative:
/// `measures/{n}` is served at `/i/{initiative}/measures/{n}`.
#[derive(Default)]
pub struct Routes(Vec<Route>);

impl Routes {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    fn add<F>(
        mut self,
        method: Method,
        path: String,
        ability: &'static Ability,
        body: usize,
        f: fn(Visit) -> F,
    ) -> Self
    where
        F: Future<Output = Result<Answer>> + Send + 'static,
    {
        let handler: Handler = Arc::new(move |visit| Box::pin(f(visit)));
        self.0.push(Route { method, path, ability, body, handler });
        self
    }

    /// A page.
    pub fn page<F>(self, path: &str, ability: &'static Ability, handler: fn(Visit) -> F) -> Self
    where
        F: Future<Output = Result<Answer>> + Send + 'static,
    {
        self.add(Method::GET, full("/i/{initiative}", path), ability, 0, handler)
    }

    /// A form's target.
    pub fn form<F>(self, path: &str, ability: &'static Ability, handler: fn(Visit) -> F) -> Self
    where
        F: Future<Output = Result<Answer>> + Send + 'static,
    {
        self.add(Method::POST, full("/i/{initiative}", path), ability, FORM, handler)
    }

    /// The target of a form with a file.
    pub fn upload<F>(self, path: &str, ability: &'static Ability, handler: fn(Visit) -> F) -> Self
    where
        F: Future<Output = Result<Answer>> + Send + 'static,
    {
        self.add(Method::POST, full("/i/{initiative}", path), ability, FILE, handler)
    }

    /// Reading as JSON, under `/api`.
    pub fn api_get<F>(self, path: &str, ability: &'static Ability, handler: fn(Visit) -> F) -> Self
    where
        F: Future<Output = Result<Answer>> + Send + 'static,
    {
        self.add(Method::GET, format!("/api{}", full("/i/{initiative}", path)), ability, 0, handler)
    }

    /// Changing as JSON, under `/api`.
    pub fn api_post<F>(self, path: &str, ability: &'static Ability, handler: fn(Visit) -> F) -> Self
    where
        F: Future<Output = Result<Answer>> + Send + 'static,
    {
        self.add(Method::POST, format!("/api{}", full("/i/{initiative}", path)), ability, FORM, handler)
    }

    /// A file sent to the API.
    pub fn api_upload<F>(self, path: &str, ability: &'static Ability, handler: fn(Visit) -> F) -> Self
    where
        F: Future<Output = Result<Answer>> + Send + 'static,
    {
        self.add(Method::POST, format!("/api{}", full("/i/{initiative}", path)), ability, FILE, handler)
    }

    /// These and those.
    pub fn and(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    /// All of them.
    pub fn into_vec(self) -> Vec<Route> {
        self.0
    }
}

fn full(base: &str, path: &str) -> String {
    match path {
        "" => base.to_owned(),
        path if path.starts_with('/') => path.to_owned(),
        path => format!("{base}/{path}"),
    }
}

#[cfg(test)]
mod tests {
    use super::full;

    #[test]
    fn a_path_belongs_to_the_initiative_unless_it_starts_at_the_root() {
        assert_eq!(full("/i/{initiative}", "measures/{n}"), "/i/{initiative}/measures/{n}");
        assert_eq!(full("/i/{initiative}", ""), "/i/{initiative}");
        assert_eq!(full("/i/{initiative}", "/sign-in"), "/sign-in");
    }
}
