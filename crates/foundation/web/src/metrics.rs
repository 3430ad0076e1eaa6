//! What `/metrics` tells: how many requests, of which route, how they ended and how long they took.

use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Ended {
    method: String,
    route: String,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Asked {
    method: String,
    route: String,
}

/// The counters of this node.
pub(crate) struct Metrics {
    registry: Registry,
    ended: Family<Ended, Counter>,
    took: Family<Asked, Histogram>,
}

/// From half a millisecond to five seconds.
const STEPS: [f64; 10] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 1.0, 5.0];

impl Metrics {
    pub(crate) fn new() -> Self {
        let mut registry = Registry::with_prefix("groundswell");
        let ended = Family::<Ended, Counter>::default();
        let took = Family::<Asked, Histogram>::new_with_constructor(|| Histogram::new(STEPS));
        registry.register("requests", "Requests by route and how they ended", ended.clone());
        registry.register("request_seconds", "How long requests took, in seconds", took.clone());
        Self { registry, ended, took }
    }

    /// Counts one request. `route` is the path as registered, so that ids do not make new rows.
    pub(crate) fn count(&self, method: &str, route: &str, status: u16, took: Duration) {
        let (method, route) = (method.to_owned(), route.to_owned());
        self.took
            .get_or_create(&Asked { method: method.clone(), route: route.clone() })
            .observe(took.as_secs_f64());
        self.ended.get_or_create(&Ended { method, route, status }).inc();
    }

    /// Everything in Prometheus' words.
    pub(crate) fn told(&self) -> String {
        let mut told = String::new();
        // A string takes whatever is written into it.
        let _ = encode(&mut told, &self.registry);
        told
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    #[test]
    fn counts_by_route_and_end() {
        let metrics = super::Metrics::new();
        metrics.count("GET", "/i/{initiative}", 200, Duration::from_millis(2));
        metrics.count("GET", "/i/{initiative}", 200, Duration::from_millis(2));
        let told = metrics.told();
        assert!(
            told.contains(
                r#"groundswell_requests_total{method="GET",route="/i/{initiative}",status="200"} 2"#
            ),
            "{told}"
        );
    }
}
