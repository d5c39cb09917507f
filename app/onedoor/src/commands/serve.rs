//! `onedoor serve`: the desks and the interface, until it is told to stop.

use crate::cli::{Place, Serve};
use crate::commands::{Outcome, settings};
use crate::compose::{House, compose};
use crate::workers::Workers;
use anyhow::Context as _;
use axum::Router;
use gate::Platform;
use notify::{FileSink, MailSink, SmtpConfig, SmtpSink};
use std::net::SocketAddr;
use std::sync::Arc;

/// Serves.
///
/// # Errors
/// An address that is taken, a database that cannot be opened.
pub(crate) fn run(place: &Place, options: &Serve) -> anyhow::Result<Outcome> {
    let recorder = crate::telemetry::start_metrics()?;
    let house = compose(place, settings(Some(options), options.public_url.clone(), place))?;
    let mail = if options.no_jobs { None } else { Some(mail(options, &house)?) };
    let workers = Workers::start(&house, mail)?;
    let router = router(&house.platform, Arc::new(move || recorder.render()));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().context("the runtime cannot start")?;
    runtime.block_on(listen(router, options.listen, &house))?;
    tracing::info!("Finishing background work");
    workers.stop();
    house.platform.store.close();
    Ok(Outcome::Done)
}

/// Desks and interface in one.
pub fn router(platform: &Arc<Platform>, figures: api::Prometheus) -> Router {
    let api = api::router(api::Api { platform: Arc::clone(platform), figures });
    // Browsers keep the desks' cookie, so requests to the interface that carry it are held to the same origin too.
    web::router(Arc::clone(platform)).merge(api.layer(tower_http::csrf::CsrfLayer::new()))
}

async fn listen(router: Router, address: SocketAddr, house: &House) -> anyhow::Result<()> {
    let listener = tokio::net::TcpListener::bind(address).await.with_context(|| format!("{address} cannot be listened on"))?;
    let address = listener.local_addr()?;
    tracing::info!(engine = house.platform.store.engine_name(), "Serving on http://{address}");
    println!("OneDoor serves on {} (listening on {address})", house.platform.settings.public_url);
    axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(stop_signal())
        .await
        .context("the server failed")
}

/// Ends when the operator or the service manager asks for it.
async fn stop_signal() {
    let interrupt = tokio::signal::ctrl_c();
    let mut terminate = match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(signal) => signal,
        Err(error) => {
            tracing::error!(%error, "The signal to stop cannot be heard");
            return std::future::pending().await;
        }
    };
    tokio::select! {
        _ = interrupt => {}
        _ = terminate.recv() => {}
    }
    tracing::info!("Stopping: no new requests");
}

fn mail(options: &Serve, house: &House) -> anyhow::Result<Arc<dyn MailSink>> {
    let failed = |reason: String| anyhow::anyhow!("mail: {reason}");
    Ok(match &options.smtp_url {
        Some(url) => Arc::new(SmtpSink::new(smtp(url, &options.mail_from)?).map_err(failed)?),
        None => Arc::new(FileSink::new(house.data.join("mail"), &options.mail_from).map_err(failed)?),
    })
}

/// The mail server behind an address such as `smtp://name:password@host:587`; `smtps` is encrypted from the start, and
/// a server on this machine is spoken to in the clear.
fn smtp(url: &str, from: &str) -> anyhow::Result<SmtpConfig> {
    let url =
        url::Url::parse(url).context("the address of the mail server cannot be read (expected smtp://name:password@host:587)")?;
    let tls_from_start = match url.scheme() {
        "smtp" => false,
        "smtps" => true,
        other => anyhow::bail!("`{other}` is not smtp or smtps"),
    };
    let host = url.host_str().context("the address of the mail server names no host")?.to_owned();
    let credentials = url.password().map(|password| (url.username().to_owned(), password.to_owned()));
    Ok(SmtpConfig {
        port: url.port().unwrap_or(if tls_from_start { 465 } else { 587 }),
        plain: !tls_from_start && ["localhost", "127.0.0.1"].contains(&host.as_str()),
        tls_from_start,
        credentials,
        from: from.to_owned(),
        host,
    })
}
