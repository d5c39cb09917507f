//! The built styles, scripts, fonts and icons, carried inside the program.
//!
//! Names hold a hash of the content, so a browser may keep them for a year; the service worker and the
//! manifest keep their plain names, so that a new version is found.

use std::{collections::BTreeMap, sync::LazyLock};

use axum::{
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "assets/dist"]
struct Dist;

static MANIFEST: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| Dist::get("manifest.json").and_then(|file| serde_json::from_slice(&file.data).ok()).unwrap_or_default());

/// The address of a built file by its plain name, for instance `site.css`.
pub(crate) fn url(name: &str) -> String {
    match MANIFEST.get(name) {
        Some(hashed) => format!("/assets/{hashed}"),
        None => format!("/assets/{name}"),
    }
}

/// Serves one built file, compressed when the browser takes it.
pub(crate) async fn file(Path(name): Path<String>, headers: HeaderMap) -> Response {
    respond(&name, &headers, "public, max-age=31536000, immutable")
}

/// The service worker, asked for anew at every visit.
pub(crate) async fn service_worker(headers: HeaderMap) -> Response {
    respond("sw.js", &headers, "no-cache")
}

fn respond(name: &str, headers: &HeaderMap, keep: &'static str) -> Response {
    let takes_brotli = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.split(',').any(|coding| coding.trim().starts_with("br")));
    let small = takes_brotli.then(|| Dist::get(&format!("{name}.br"))).flatten();
    let compressed = small.is_some();
    let Some(file) = small.or_else(|| Dist::get(name)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = file.data.into_owned().into_response();
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(name)));
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if compressed {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    response
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "json" => "application/json",
        _ => "application/octet-stream",
    }
}

/// The web app manifest: what a phone shows when OneDoor is put on its home screen.
pub(crate) async fn web_manifest() -> Response {
    let icon = |name: &str, sizes: &str, purpose: &str| {
        let kind = if name.ends_with(".svg") { "image/svg+xml" } else { "image/png" };
        serde_json::json!({ "src": url(name), "sizes": sizes, "type": kind, "purpose": purpose })
    };
    let manifest = serde_json::json!({
        "name": "OneDoor – Một cửa",
        "short_name": "OneDoor",
        "lang": "vi",
        "start_url": "/me",
        "scope": "/",
        "display": "standalone",
        "background_color": "#fcf7f0",
        "theme_color": "#0a3a40",
        "icons": [
            icon("icon.svg", "any", "any"),
            icon("icon-192.png", "192x192", "any maskable"),
            icon("icon-512.png", "512x512", "any maskable"),
        ],
    });
    let mut response = manifest.to_string().into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/manifest+json; charset=utf-8"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400"));
    response
}
