//! Logs on standard error, figures for Prometheus.

use anyhow::Context as _;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;

/// Starts the log. `ONEDOOR_LOG` filters it (`info`, `debug`, `store=debug`), `ONEDOOR_LOG_FORMAT=json` is for machines.
pub(crate) fn start_log() {
    let filter = EnvFilter::try_from_env("ONEDOOR_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let json = std::env::var("ONEDOOR_LOG_FORMAT").is_ok_and(|format| format == "json");
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second start, in tests for one, keeps the first.
    let _ = if json { builder.json().try_init() } else { builder.with_target(false).try_init() };
}

/// Starts the recorder of figures.
///
/// # Errors
/// When a recorder is there already.
pub(crate) fn start_metrics() -> anyhow::Result<PrometheusHandle> {
    PrometheusBuilder::new().install_recorder().context("the recorder of figures cannot start")
}
