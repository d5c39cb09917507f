//! Lets the crate compile before `npm run build` has made the assets: the server then runs without styles and says so.

use std::{env, fs, path::Path};

fn main() {
    println!("cargo::rerun-if-changed=assets/dist");
    println!("cargo::rerun-if-changed=templates");
    let root = env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    let dist = Path::new(&root).join("assets/dist");
    let manifest = dist.join("manifest.json");
    if !manifest.exists() {
        println!("cargo::warning=assets/dist is missing: run `make assets` (npm ci && npm run build in surfaces/web/assets)");
        if fs::create_dir_all(&dist).and_then(|()| fs::write(&manifest, "{}")).is_err() {
            println!("cargo::warning=could not write {}", manifest.display());
        }
    }
}
